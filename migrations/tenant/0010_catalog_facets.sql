-- What the catalog's list is filtered and counted by: one narrow row for each good that can be sold. The goods' own
-- rows are ten times wider, and their attributes lie in a row each; reading those for every count would be the page.
create sequence facet_value_id as integer;
do $$ begin
    execute format('grant usage on sequence facet_value_id to %I', current_schema());
end $$;

-- Each value of each attribute once. Long texts are descriptions, not choices.
create table facet_value (
    id integer primary key default nextval('facet_value_id'),
    attribute_id uuid not null references attribute (id) on delete cascade,
    text_value text not null check (length(text_value) <= 80),
    number_value numeric(19, 6),
    constraint facet_value_key unique (attribute_id, text_value)
);

create table facet (
    product_id uuid primary key references product (id) on delete cascade,
    section_id uuid,
    -- The order of the list.
    state text not null,
    name text not null,
    value_ids integer[] not null default '{}'
);
create index facet_values on facet using gin (value_ids);

-- Moves on with every change of goods, sections, attributes and their stock by a source: counts are kept by it.
create table catalog_version (single boolean primary key default true check (single), version bigint not null default 1);
insert into catalog_version default values;

insert into facet_value (attribute_id, text_value, number_value)
    select attribute_id, text_value, min(number_value) from product_attribute
    where length(text_value) <= 80 group by attribute_id, text_value order by 1, 2;
insert into facet (product_id, section_id, state, name, value_ids)
    select p.id, p.section_id, p.state, p.name, coalesce(array_agg(v.id order by v.id) filter (where v.id is not null), '{}')
    from product p
    left join product_attribute a on a.product_id = p.id
    left join facet_value v on v.attribute_id = a.attribute_id and v.text_value = a.text_value
    where p.state in ('active', 'discontinued') group by p.id;

-- The list's own order, so that a page is read without sorting the whole catalog.
create index facet_list on facet (state, name, product_id);
create index facet_section_list on facet (section_id, state, name, product_id);
drop index product_section;
drop index product_name;
