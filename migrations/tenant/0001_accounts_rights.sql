-- Rights (P5) and the audit trail (P13).
create table policy (
    role text not null,
    right_id text not null,
    scope text not null check (scope in ('own', 'company', 'tree', 'all')),
    primary key (role, right_id)
);
-- Rights the tenant has met: a right that was taken away is not given again by an upgrade.
create table known_right (right_id text primary key);
create table policy_version (single boolean primary key default true check (single), version bigint not null default 1);
insert into policy_version default values;

create table audit_entry (
    id uuid primary key default gen_random_uuid(),
    at timestamptz not null,
    actor_id uuid,
    actor_name text not null,
    dealer_id uuid,
    object text not null,
    object_id text not null,
    act text not null,
    old_value jsonb,
    new_value jsonb,
    address text not null default ''
);
create index audit_entry_object on audit_entry (object, object_id, at);
create index audit_entry_at on audit_entry (at);
-- The trail is written once (T45). A tenant's role has the name of its schema.
do $$ begin
    execute format('revoke update, delete on audit_entry from %I', current_schema());
end $$;
