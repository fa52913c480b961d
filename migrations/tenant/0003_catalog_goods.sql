-- Units of measure: code is ours, okei the Russian classifier's, rec20 UN/ECE's.
create table unit (
    code text primary key,
    okei text,
    rec20 text,
    name_ru text not null,
    name_en text not null,
    -- Digits after the point that a quantity in this unit may have.
    scale smallint not null default 0 check (scale between 0 and 6)
);
insert into unit (code, okei, rec20, name_ru, name_en, scale) values
    ('pcs', '796', 'C62', 'шт.', 'pcs', 0), ('m', '006', 'MTR', 'м', 'm', 3), ('kg', '166', 'KGM', 'кг', 'kg', 3),
    ('l', '112', 'LTR', 'л', 'l', 3), ('m2', '055', 'MTK', 'м²', 'm²', 3), ('m3', '113', 'MTQ', 'м³', 'm³', 3),
    ('t', '168', 'TNE', 'т', 't', 3), ('set', '839', 'SET', 'компл.', 'set', 0), ('pair', '715', 'PR', 'пар', 'pair', 0),
    ('sheet', '625', 'LEF', 'лист', 'sheet', 0), ('roll', '736', 'RO', 'рул.', 'roll', 0), ('bottle', '868', 'BO', 'бут.', 'bottle', 0),
    ('pack', '778', 'PK', 'упак.', 'pack', 0), ('box', null, 'BX', 'кор.', 'box', 0), ('pallet', null, 'PF', 'пал.', 'pallet', 0),
    ('coil', null, 'COI', 'бухта', 'coil', 0), ('drum', null, 'DR', 'барабан', 'drum', 0);

create table section (
    id uuid primary key,
    parent_id uuid references section (id),
    name text not null,
    name_en text,
    slug text not null constraint section_slug_key unique,
    position integer not null default 0,
    foreign_id text unique,
    hidden boolean not null default false
);

create table product (
    id uuid primary key,
    article text not null,
    -- Case, separators, leading zeros and Cyrillic twins folded (values::ArticleKey); not unique in real data.
    article_key text not null,
    name text not null,
    name_en text,
    slug text not null constraint product_slug_key unique,
    section_id uuid references section (id),
    brand text,
    description text,
    base_unit text not null references unit (code),
    -- Percent; null is exempt from VAT.
    vat_rate numeric(5, 2),
    -- What one may order, in base units.
    minimum numeric(19, 6) not null default 0 check (minimum >= 0),
    multiple numeric(19, 6) not null default 0 check (multiple >= 0),
    state text not null default 'active' check (state in ('active', 'discontinued', 'deleted')),
    replacement_id uuid references product (id),
    -- The icon that stands for the good while it has no picture.
    picture_kind text,
    foreign_id text unique,
    updated_at timestamptz not null default now(),
    words tsvector not null default ''
);
create index product_article_key on product (article_key text_pattern_ops);
create index product_section on product (section_id, name) where state <> 'deleted';
create index product_words on product using gin (words);
create index product_name on product (name) where state <> 'deleted';

-- Packaging: one `unit` holds `coefficient` base units.
create table packaging (
    product_id uuid not null references product (id) on delete cascade,
    unit text not null references unit (code),
    coefficient numeric(19, 6) not null check (coefficient > 0),
    primary key (product_id, unit)
);

create table barcode (
    product_id uuid not null references product (id) on delete cascade,
    code text not null,
    primary key (product_id, code)
);
create index barcode_code on barcode (code);

create table attribute (
    id uuid primary key,
    name text not null,
    name_en text,
    unit text not null default '',
    kind text not null check (kind in ('text', 'number')),
    foreign_id text unique
);

create table product_attribute (
    product_id uuid not null references product (id) on delete cascade,
    attribute_id uuid not null references attribute (id) on delete cascade,
    position integer not null default 0,
    text_value text not null,
    number_value numeric(19, 6),
    primary key (product_id, attribute_id)
);

create table product_picture (
    product_id uuid not null references product (id) on delete cascade,
    position integer not null,
    path text not null,
    caption text,
    primary key (product_id, position)
);

-- Prices of a list, per base unit; tiers by quantity in base units.
create table price (
    price_list_id uuid not null references price_list (id) on delete cascade,
    product_id uuid not null references product (id) on delete cascade,
    minimum numeric(19, 6) not null default 0,
    amount numeric(19, 4) not null check (amount >= 0),
    primary key (price_list_id, product_id, minimum)
);
create index price_product on price (product_id);

-- Recommended retail prices are a list of their own kind.
alter table price_list add column is_rrp boolean not null default false;

create table stock (
    product_id uuid not null references product (id) on delete cascade,
    warehouse_id uuid not null references warehouse (id),
    on_hand numeric(19, 6) not null default 0,
    -- What live holds of orders have taken of it.
    reserved numeric(19, 6) not null default 0 check (reserved >= 0),
    -- The source said less than what is promised: a manager must look.
    short boolean not null default false,
    as_of timestamptz not null,
    source text not null default 'import',
    primary key (product_id, warehouse_id),
    constraint stock_not_oversold check (short or reserved <= on_hand)
);

create table arrival (
    id uuid primary key,
    product_id uuid not null references product (id) on delete cascade,
    warehouse_id uuid not null references warehouse (id),
    quantity numeric(19, 6) not null check (quantity > 0),
    expected_on date not null,
    source text not null default 'import',
    as_of timestamptz not null
);
create index arrival_product on arrival (product_id, expected_on);

-- Holds: what of the stock is promised to an order's line. A ledger; the sum per (product, warehouse) is stock.reserved.
create table stock_hold (
    line_id uuid not null,
    product_id uuid not null references product (id),
    warehouse_id uuid not null references warehouse (id),
    quantity numeric(19, 6) not null check (quantity > 0),
    primary key (line_id, warehouse_id)
);
create index stock_hold_product on stock_hold (product_id, warehouse_id);
