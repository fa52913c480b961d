-- Carts: one working cart per person and contract now; names come with O4.
create table cart (
    id uuid primary key,
    dealer_id uuid not null references dealer (id) on delete cascade,
    contract_id uuid not null references contract (id) on delete cascade,
    author_id uuid not null references person (id),
    updated_at timestamptz not null,
    constraint cart_of_author unique (author_id, contract_id)
);
create table cart_line (
    cart_id uuid not null references cart (id) on delete cascade,
    position integer not null,
    -- What was typed stays as it was typed, also when nothing was found.
    article text not null,
    quantity text not null,
    unit text not null default '',
    product_id uuid references product (id),
    -- The price at which the buyer saw the line last, per base unit; a change is shown old → new.
    seen_price numeric(19, 4),
    primary key (cart_id, position)
);

create table sales_order (
    id uuid primary key,
    number text not null constraint sales_order_number unique,
    dealer_id uuid not null references dealer (id),
    entity_id uuid not null,
    contract_id uuid not null,
    author_id uuid not null references person (id),
    state text not null check (state in ('placed', 'confirmed', 'partly_shipped', 'shipped', 'closed', 'cancelled')),
    currency char(3) not null,
    -- The contract's terms as they were when the order was placed: they never change with the contract.
    terms jsonb not null,
    net_total numeric(19, 4) not null,
    vat_total numeric(19, 4) not null,
    total numeric(19, 4) not null,
    delivery_address text not null default '',
    wanted_on date,
    buyer_number text not null default '',
    comment text not null default '',
    idempotency_key text not null,
    request_hash bytea not null,
    revision integer not null default 1,
    placed_at timestamptz not null,
    updated_at timestamptz not null,
    foreign key (dealer_id, entity_id) references entity (dealer_id, id),
    foreign key (dealer_id, contract_id) references contract (dealer_id, id),
    constraint sales_order_once unique (dealer_id, idempotency_key)
);
create index sales_order_dealer on sales_order (dealer_id, placed_at desc);
create index sales_order_state on sales_order (state, placed_at);

-- All acts are on quantities per line, in base units:
-- ordered = open + confirmed + shipped + cancelled (see orders::life).
create table sales_order_line (
    id uuid primary key,
    order_id uuid not null references sales_order (id) on delete cascade,
    dealer_id uuid not null references dealer (id),
    position integer not null,
    product_id uuid not null references product (id),
    article text not null,
    name text not null,
    name_en text,
    unit text not null,
    -- Base units in one ordered unit, as it was.
    coefficient numeric(19, 6) not null check (coefficient > 0),
    base_unit text not null,
    ordered numeric(19, 6) not null check (ordered > 0),
    confirmed numeric(19, 6) not null default 0 check (confirmed >= 0),
    shipped numeric(19, 6) not null default 0 check (shipped >= 0),
    cancelled numeric(19, 6) not null default 0 check (cancelled >= 0),
    -- Price per base unit as the contract says it (VAT inside or on top), and why.
    price numeric(19, 4) not null,
    price_trace jsonb not null,
    vat_rate numeric(5, 2),
    net numeric(19, 4) not null,
    vat numeric(19, 4) not null,
    total numeric(19, 4) not null,
    expected_on date,
    note text not null default '',
    constraint sales_order_line_position unique (order_id, position),
    constraint sales_order_line_fits check (shipped <= confirmed and confirmed + cancelled <= ordered)
);
create index sales_order_line_product on sales_order_line (product_id);

-- Holds: what of the stock is promised to a line. A ledger; the live sum per (product, warehouse) is stock.reserved.
create table stock_hold (
    id uuid primary key,
    line_id uuid not null references sales_order_line (id) on delete cascade,
    product_id uuid not null references product (id),
    warehouse_id uuid not null references warehouse (id),
    quantity numeric(19, 6) not null check (quantity >= 0),
    constraint stock_hold_once unique (line_id, warehouse_id)
);
create index stock_hold_product on stock_hold (product_id, warehouse_id);

-- The timeline: who did what, when.
create table sales_order_event (
    id uuid primary key,
    order_id uuid not null references sales_order (id) on delete cascade,
    dealer_id uuid not null references dealer (id),
    at timestamptz not null,
    actor_id uuid references person (id),
    actor_name text not null,
    act text not null,
    details jsonb not null default '{}'
);
create index sales_order_event_order on sales_order_event (order_id, at);

create table shipment (
    id uuid primary key,
    order_id uuid not null references sales_order (id) on delete cascade,
    dealer_id uuid not null references dealer (id),
    number text not null,
    shipped_at timestamptz not null
);
create table shipment_line (
    shipment_id uuid not null references shipment (id) on delete cascade,
    line_id uuid not null references sales_order_line (id),
    warehouse_id uuid not null references warehouse (id),
    quantity numeric(19, 6) not null check (quantity > 0),
    primary key (shipment_id, line_id, warehouse_id)
);

-- Document numbers: a sequence per kind and year.
create table document_number (
    kind text not null,
    year integer not null,
    last bigint not null,
    primary key (kind, year)
);

alter table cart enable row level security;
create policy cart_wall on cart using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
alter table sales_order enable row level security;
create policy sales_order_wall on sales_order using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
alter table sales_order_line enable row level security;
create policy sales_order_line_wall on sales_order_line using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
alter table sales_order_event enable row level security;
create policy sales_order_event_wall on sales_order_event using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
alter table shipment enable row level security;
create policy shipment_wall on shipment using (current_setting('app.dealer', true) in (dealer_id::text, '*'));
