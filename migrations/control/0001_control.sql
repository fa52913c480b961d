-- What the platform itself knows: tenants, where they live, operators. Owned by portico_control.
create table control.tenant (
    id uuid primary key,
    slug text not null constraint tenant_slug_key unique,
    name text not null,
    state text not null check (state in ('provisioning', 'active', 'suspended')),
    locale text not null,
    time_zone text not null,
    country char(2) not null,
    created_at timestamptz not null default now()
);

-- tenant → cell (a database), schema, role, state of its migrations.
create table control.placement (
    tenant_id uuid primary key references control.tenant (id),
    cell text not null default 'one',
    schema_name text not null unique,
    -- Why the last migration of this tenant failed; null when all is well.
    problem text,
    migrated_at timestamptz
);

-- Moves on with every change of a tenant or placement; processes compare it once a second.
create table control.placement_version (single boolean primary key default true check (single), version bigint not null);
insert into control.placement_version (version) values (1);

create table control.operator (
    id uuid primary key,
    email text not null constraint operator_email_key unique,
    name text not null,
    password_hash text not null,
    locale text not null default 'en',
    created_at timestamptz not null default now()
);
create table control.operator_session (
    id uuid primary key,
    token_hash bytea not null unique,
    operator_id uuid not null references control.operator (id),
    device text not null,
    address text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create table control.operator_attempt (
    id uuid primary key default gen_random_uuid(),
    email text not null,
    address text not null,
    at timestamptz not null,
    succeeded boolean not null
);
create index operator_attempt_email on control.operator_attempt (email, at);
