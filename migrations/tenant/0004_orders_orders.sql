-- The working cart of a person in a company: what is typed into the order pad. Named carts come with O4.
create table cart (
    id uuid primary key,
    dealer_id uuid not null references dealer (id) on delete cascade,
    author_id uuid not null references person (id),
    -- The contract under which the lines' prices were seen last; another one now means that the page says what changed.
    contract_id uuid references contract (id) on delete set null,
    -- For the header of every page: counted when the cart is written, not on each request.
    lines integer not null default 0,
    total numeric(19, 4),
    updated_at timestamptz not null,
    constraint cart_of_author unique (author_id, dealer_id)
);

create table cart_line (
    cart_id uuid not null references cart (id) on delete cascade,
    -- The row of the pad.
    position integer not null check (position between 1 and 100000),
    -- What was typed stays as it was typed, also when nothing was found.
    article text not null,
    quantity text not null,
    unit text not null default '',
    -- The price per base unit that the person saw last; a change is shown old → new.
    seen_price numeric(19, 4),
    seen_currency char(3),
    primary key (cart_id, position)
);

create table sales_order (
    id uuid primary key,
    number text not null constraint sales_order_number unique,
    dealer_id uuid not null references dealer (id),
    entity_id uuid not null,
    contract_id uuid not null,
    author_id uuid not null references person (id),
    -- Follows from the lines and the two instants below (orders::life::state).
    state text not null check (state in ('placed', 'confirmed', 'partly_shipped', 'shipped', 'closed', 'cancelled')),
    currency char(3) not null,
    -- The contract's terms as they were when the order was placed; a later change of the contract changes no order.
    terms jsonb not null,
    net_total numeric(19, 4) not null,
    vat_total numeric(19, 4) not null,
    total numeric(19, 4) not null,
    delivery_address text not null default '',
    wanted_on date,
    -- The buyer's own purchase order number (O19).
    buyer_number text not null default '',
    comment text not null default '',
    idempotency_key text not null,
    -- Raised by every act; a form that was drawn before it is answered with a conflict.
    revision integer not null default 1,
    placed_at timestamptz not null,
    confirmed_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz not null,
    foreign key (dealer_id, entity_id) references entity (dealer_id, id),
    foreign key (dealer_id, contract_id) references contract (dealer_id, id),
    constraint sales_order_once unique (dealer_id, idempotency_key)
);
create index sales_order_dealer on sales_order (dealer_id, placed_at desc);
create index sales_order_state on sales_order (state, placed_at);

-- All acts are on quantities per line, in base units. Open is what is left of ordered after confirmed and cancelled.
create table sales_order_line (
    id uuid primary key,
    order_id uuid not null references sales_order (id) on delete cascade,
    dealer_id uuid not null references dealer (id),
    position integer not null,
    product_id uuid not null references product (id),
    article text not null,
    name text not null,
    name_en text,
    -- The unit that was ordered, and how many base units one of it held.
    unit text not null,
    coefficient numeric(19, 6) not null check (coefficient > 0),
    base_unit text not null,
    ordered numeric(19, 6) not null check (ordered > 0),
    confirmed numeric(19, 6) not null default 0 check (confirmed >= 0),
    shipped numeric(19, 6) not null default 0 check (shipped >= 0),
    cancelled numeric(19, 6) not null default 0 check (cancelled >= 0),
    -- Price per base unit as the contract said it (VAT inside or on top), and why.
    price numeric(19, 4) not null,
    price_trace jsonb not null,
    vat_rate numeric(5, 2),
    -- The sums of what was ordered, rounded by line.
    net numeric(19, 4) not null,
    vat numeric(19, 4) not null,
    total numeric(19, 4) not null,
    -- When the manufacturer expects what could not be confirmed.
    expected_on date,
    constraint sales_order_line_position unique (order_id, position),
    constraint sales_order_line_fits check (shipped <= confirmed and confirmed + cancelled <= ordered)
);
create index sales_order_line_product on sales_order_line (product_id);

-- The ledger of holds belongs to the catalog; its lines are these. Holds are written before their order's lines.
alter table stock_hold add constraint stock_hold_line foreign key (line_id)
    references sales_order_line (id) deferrable initially deferred;

-- Who did what, when.
create table sales_order_event (
    id uuid primary key,
    order_id uuid not null references sales_order (id) on delete cascade,
    dealer_id uuid not null references dealer (id),
    at timestamptz not null,
    actor_id uuid references person (id),
    actor_name text not null,
    act text not null check (act in ('placed', 'confirmed', 'shipped', 'cancelled', 'closed')),
    -- Quantities by line that the act moved, the reason, the shipment's number.
    details jsonb not null default '{}'
);
create index sales_order_event_order on sales_order_event (order_id, at);

create table shipment (
    id uuid primary key,
    order_id uuid not null references sales_order (id) on delete cascade,
    dealer_id uuid not null references dealer (id),
    number text not null constraint shipment_number unique,
    shipped_at timestamptz not null
);
create index shipment_order on shipment (order_id);
create table shipment_line (
    shipment_id uuid not null references shipment (id) on delete cascade,
    line_id uuid not null references sales_order_line (id),
    warehouse_id uuid not null references warehouse (id),
    quantity numeric(19, 6) not null check (quantity > 0),
    primary key (shipment_id, line_id, warehouse_id)
);

-- Numbers of documents: one sequence for each kind and year, without gaps (O23).
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
