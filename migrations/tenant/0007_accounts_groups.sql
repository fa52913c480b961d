-- Client groups (A7): dealers put together by hand. Other rooms name a group by a foreign key without cascade, so that one
-- that is used cannot be deleted.
create table client_group (
    id uuid primary key,
    name text not null,
    created_at timestamptz not null
);
create unique index client_group_name on client_group (lower(name));

create table client_group_member (
    group_id uuid not null references client_group (id) on delete cascade,
    dealer_id uuid not null references dealer (id) on delete cascade,
    added_at timestamptz not null,
    primary key (group_id, dealer_id)
);
create index client_group_member_dealer on client_group_member (dealer_id);
-- Who else is in a group is no dealer's matter: the second wall.
alter table client_group_member enable row level security;
create policy client_group_member_wall on client_group_member
    using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
