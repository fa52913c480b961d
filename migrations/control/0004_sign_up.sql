-- A portal that somebody has asked for, and how far it is (P1). The provisioner works these rows off; the page of the
-- sign-up only reads them.
create table control.provisioning (
    id uuid primary key,
    -- SHA-256 of the form's key: the address of the progress page, and what makes a second press the same request.
    key_hash bytea not null unique,
    -- The same page by the letter's link.
    letter_hash bytea unique,
    -- What people tell the support.
    number text not null,
    -- The tenant that comes of it; its id is known from the first moment, so every step can be repeated.
    tenant_id uuid not null unique,
    slug text not null,
    company text not null,
    locale text not null,
    time_zone text not null,
    country char(2) not null,
    plan text not null default 'trial',
    owner_name text not null,
    owner_email text not null,
    -- argon2id in PHC form, from the first moment; without it the owner is invited by a letter.
    password_hash text,
    samples boolean not null,
    -- Who asked: an address of the network, or an operator.
    address text not null,
    operator_id uuid references control.operator (id) on delete set null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    attempts integer not null default 0,
    worker uuid,
    lease_until timestamptz,
    created_at timestamptz not null,
    finished_at timestamptz,
    -- The owner's browser was handed over to the portal; it is done once.
    entered_at timestamptz
);
-- An address that is asked for is nobody else's until the request is done (then it is the tenant's) or given up.
create unique index provisioning_slug_key on control.provisioning (slug) where state in ('queued', 'running', 'failed');
create index provisioning_open on control.provisioning (created_at) where state in ('queued', 'running');
create index provisioning_address on control.provisioning (address, created_at);
create index provisioning_email on control.provisioning (owner_email, created_at);

create table control.provisioning_step (
    provisioning_id uuid not null references control.provisioning (id) on delete cascade,
    position smallint not null,
    name text not null,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'skipped')),
    started_at timestamptz,
    finished_at timestamptz,
    -- What kind of thing stopped it, for the page of the one who waits.
    reason text check (reason in ('address', 'database', 'other')),
    -- In plain words, for the operator.
    error text,
    primary key (provisioning_id, name)
);

-- Addresses of deleted tenants: nobody else gets them for a while (T13).
create table control.held_slug (
    slug text primary key,
    held_until timestamptz not null
);

-- Letters of the platform itself: there is no tenant yet, or there are many.
create table control.letter (
    id uuid primary key,
    kind text not null check (kind in ('sign_up', 'portals')),
    -- The same letter is asked for once.
    key text not null unique,
    email text not null,
    locale text not null,
    provisioning_id uuid references control.provisioning (id) on delete cascade,
    address text not null,
    created_at timestamptz not null,
    run_at timestamptz not null default now(),
    attempts integer not null default 0,
    finished_at timestamptz,
    last_error text
);
create index letter_open on control.letter (run_at) where finished_at is null;
create index letter_address on control.letter (address, created_at);
create index letter_email on control.letter (email, created_at);
