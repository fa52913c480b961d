-- Modules that a tenant has switched on at least once; those of always-on rooms are not listed. The tables of a module
-- are there from the first switching on and stay, so `enabled` can change at any moment.
create table control.tenant_module (
    tenant_id uuid not null references control.tenant (id) on delete cascade,
    module text not null check (module ~ '^[a-z][a-z0-9_]{1,30}$'),
    enabled boolean not null,
    first_on_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    primary key (tenant_id, module)
);

-- A tenant's own transaction switches its module: the tenant is taken from the transaction's role, never from an
-- argument. The placement's version moves, so every process knows within a second.
create function cell.switch_module(which text, turn_on boolean) returns void
language sql security definer set search_path = '' as $$
    insert into control.tenant_module (tenant_id, module, enabled)
    values (substr(current_setting('role'), 3)::uuid, which, turn_on)
    on conflict (tenant_id, module) do update set enabled = excluded.enabled, changed_at = now();
    update control.placement_version set version = version + 1;
$$;
revoke execute on function cell.switch_module(text, boolean) from public;
grant execute on function cell.switch_module(text, boolean) to portico_tenant;
