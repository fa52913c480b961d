-- The look (P4): the logo and two colours of the tenant; empty means the theme's own. The version moves with each change,
-- so that every process notices it with the person's session.
create table look (
    single boolean primary key default true check (single),
    version bigint not null default 1,
    brand text constraint look_brand_hex check (brand ~ '^#[0-9a-f]{6}$'),
    accent text constraint look_accent_hex check (accent ~ '^#[0-9a-f]{6}$'),
    logo bytea constraint look_logo_size check (octet_length(logo) between 1 and 524288),
    logo_kind text check (logo_kind in ('png', 'jpg', 'webp')),
    -- The first 24 hex digits of the SHA-256 of the bytes: the logo's address.
    logo_hash text,
    logo_width integer,
    logo_height integer,
    constraint look_logo_whole check (num_nulls(logo, logo_kind, logo_hash, logo_width, logo_height) in (0, 5))
);
insert into look default values;
