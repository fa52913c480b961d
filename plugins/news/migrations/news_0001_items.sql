-- News (N1). What is out is decided by the clock alone: an item is seen from `publish_at` until `take_down_at`.
create table news_item (
    id uuid primary key,
    -- Drawn, not counted: a number tells nobody how many items are hidden from him.
    number integer not null constraint news_item_number_key unique check (number >= 100000),
    kind text not null check (kind in ('hours', 'exhibition', 'line', 'promotion', 'other')),
    important boolean not null default false,
    state text not null default 'draft' check (state in ('draft', 'published')),
    publish_at timestamptz,
    take_down_at timestamptz,
    -- Whom it is for; several at once. Groups stand in news_group.
    everyone boolean not null default false,
    dealers boolean not null default false,
    private_persons boolean not null default false,
    staff boolean not null default false,
    version bigint not null default 1,
    changed_by text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    -- Deleted things can be brought back as they were.
    removed_at timestamptz,
    constraint news_item_has_its_time check (state = 'draft' or publish_at is not null),
    constraint news_item_ends_after_it_begins check (take_down_at > publish_at)
);
create index news_item_out on news_item (publish_at desc) where state = 'published' and removed_at is null;

-- `html` and `lead` are made of `source` when it is saved, and nothing else is ever shown; `words` is what the search
-- looks at: title and text in small letters.
create table news_text (
    item_id uuid not null references news_item (id) on delete cascade,
    language text not null check (language in ('en', 'ru')),
    title text not null,
    source text not null,
    html text not null,
    lead text not null,
    words text not null,
    primary key (item_id, language)
);

create table news_group (
    item_id uuid not null references news_item (id) on delete cascade,
    group_id uuid not null references client_group (id),
    primary key (item_id, group_id)
);
create index news_group_group on news_group (group_id);

create table news_picture (
    item_id uuid not null references news_item (id) on delete cascade,
    -- The first 24 hex digits of the SHA-256 of the bytes: with the kind, the picture's address.
    hash text not null,
    kind text not null check (kind in ('png', 'jpg', 'webp')),
    width integer not null,
    height integer not null,
    position integer not null,
    bytes bytea not null constraint news_picture_size check (octet_length(bytes) between 1 and 2097152),
    primary key (item_id, hash)
);

create table news_read (
    item_id uuid not null references news_item (id) on delete cascade,
    person_id uuid not null references person (id) on delete cascade,
    read_at timestamptz not null,
    primary key (item_id, person_id)
);
create index news_read_person on news_read (person_id);

-- Who sees what, in one place: lists, counts, the search, pictures and previews all ask this. Without a dealer and not of
-- the staff is somebody who has not signed in.
create function news_seen(reader_dealer uuid, reader_staff boolean, moment timestamptz) returns setof uuid
language sql stable as $$
    select i.id from news_item i
    where i.state = 'published' and i.removed_at is null and i.publish_at <= moment
        and (i.take_down_at is null or i.take_down_at > moment)
        and (i.everyone
            or i.staff and reader_staff
            or reader_dealer is not null and (
                i.dealers
                or i.private_persons and exists (
                    select from entity e where e.dealer_id = reader_dealer and e.kind = 'private_person')
                or exists (
                    select from news_group g join client_group_member m on m.group_id = g.group_id
                    where g.item_id = i.id and m.dealer_id = reader_dealer)))
$$;
