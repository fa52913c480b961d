-- Warehouses are named by contracts, so they stand with the terms; their stock is the catalog's.
create table warehouse (
    id uuid primary key,
    name text not null,
    name_en text,
    foreign_id text unique,
    position integer not null default 0,
    time_zone text not null default 'Europe/Moscow'
);

-- Price lists are named by contracts too; their prices are the catalog's.
create table price_list (
    id uuid primary key,
    name text not null,
    currency char(3) not null,
    vat_included boolean not null default true,
    foreign_id text unique,
    created_at timestamptz not null default now()
);

-- People of the tenant. One e-mail is one person; the realm is a property of the person.
create table person (
    id uuid primary key,
    email text not null constraint person_email_key unique,
    name text not null,
    realm text not null check (realm in ('dealer', 'staff')),
    -- argon2id in PHC form; empty until the invitation is accepted.
    password_hash text,
    state text not null default 'invited' check (state in ('invited', 'active', 'blocked')),
    locale text not null default 'ru',
    time_zone text not null default 'Europe/Moscow',
    mode text not null default 'auto' check (mode in ('auto', 'light', 'dark')),
    density text not null default 'compact' check (density in ('compact', 'normal', 'roomy')),
    phone text,
    created_at timestamptz not null,
    last_seen_at timestamptz
);

create table staff_role (
    person_id uuid not null references person (id) on delete cascade,
    role text not null,
    primary key (person_id, role)
);

-- A dealer: the company account, with its manager.
create table dealer (
    id uuid primary key,
    name text not null,
    state text not null default 'active' check (state in ('pending', 'active', 'blocked')),
    manager_id uuid references person (id),
    city text,
    created_at timestamptz not null
);

-- A person in a company (A8: one person in many), with the role there.
create table membership (
    id uuid primary key,
    person_id uuid not null references person (id) on delete cascade,
    dealer_id uuid not null references dealer (id) on delete cascade,
    role text not null,
    -- Money in the contract's currency; null is "no limit", which is a value of its own.
    order_limit numeric(19, 4),
    constraint membership_once unique (person_id, dealer_id)
);
create index membership_dealer on membership (dealer_id);

-- Legal entities of a dealer (A2).
create table entity (
    id uuid primary key,
    dealer_id uuid not null references dealer (id) on delete cascade,
    kind text not null check (kind in ('organisation', 'sole_proprietor', 'private_person', 'foreign')),
    name text not null,
    country char(2) not null default 'RU',
    tax_id text,
    kpp text,
    ogrn text,
    address text,
    foreign_id text,
    constraint entity_of_dealer unique (dealer_id, id)
);

-- A contract of an entity: every term that prices, stock and orders follow.
create table contract (
    id uuid primary key,
    dealer_id uuid not null references dealer (id) on delete cascade,
    entity_id uuid not null,
    number text not null,
    state text not null default 'active' check (state in ('active', 'closed')),
    currency char(3) not null,
    -- Prices on pages and in orders with VAT inside, or VAT on top.
    vat_mode text not null check (vat_mode in ('included', 'on_top')),
    -- Percent off (negative) or on (positive) the lists' prices; the price level's name goes with it.
    level_name text,
    level_percent numeric(7, 4) not null default 0,
    payment text not null check (payment in ('prepaid', 'deferred')),
    payment_days integer not null default 0 check (payment_days between 0 and 365),
    credit_limit numeric(19, 4),
    minimum_order numeric(19, 4) not null default 0,
    delivery_terms text not null,
    price_lock_days integer not null default 3,
    valid_from date not null,
    valid_to date,
    created_at timestamptz not null,
    foreign key (dealer_id, entity_id) references entity (dealer_id, id),
    constraint contract_number unique (dealer_id, number),
    constraint contract_of_dealer unique (dealer_id, id)
);
create index contract_dealer on contract (dealer_id);

create table contract_price_list (
    contract_id uuid not null references contract (id) on delete cascade,
    price_list_id uuid not null references price_list (id),
    priority integer not null,
    primary key (contract_id, price_list_id),
    constraint contract_price_list_order unique (contract_id, priority)
);

create table contract_warehouse (
    contract_id uuid not null references contract (id) on delete cascade,
    warehouse_id uuid not null references warehouse (id),
    priority integer not null,
    primary key (contract_id, warehouse_id)
);

-- Delivery points of a dealer (the address book, A9).
create table delivery_address (
    id uuid primary key,
    dealer_id uuid not null references dealer (id) on delete cascade,
    name text not null,
    address text not null,
    constraint delivery_address_of_dealer unique (dealer_id, id)
);

-- Sessions: the browser holds the token, the table its SHA-256.
create table session (
    id uuid primary key,
    token_hash bytea not null unique,
    person_id uuid not null references person (id) on delete cascade,
    dealer_id uuid references dealer (id) on delete cascade,
    contract_id uuid references contract (id) on delete set null,
    device text not null,
    address text not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index session_person on session (person_id);

-- One-time links: reset of a password, invitation. Bound to person and purpose.
create table one_time_link (
    token_hash bytea primary key,
    purpose text not null check (purpose in ('reset', 'invitation')),
    person_id uuid not null references person (id) on delete cascade,
    email text not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

-- Tries to sign in, for the limits against guessing and spraying (T25).
create table sign_in_attempt (
    id uuid primary key default gen_random_uuid(),
    email text not null,
    address text not null,
    at timestamptz not null,
    succeeded boolean not null
);
create index sign_in_attempt_email on sign_in_attempt (email, at);
create index sign_in_attempt_address on sign_in_attempt (address, at);

-- The second wall (LAYOUT §5): a dealer's rows are seen only under that dealer's id, or '*' for staff and jobs.
alter table entity enable row level security;
create policy entity_wall on entity using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
alter table contract enable row level security;
create policy contract_wall on contract using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
alter table delivery_address enable row level security;
create policy delivery_address_wall on delivery_address using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
