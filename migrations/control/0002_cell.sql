-- Events and jobs of the tenants of this cell. Tenants' roles write only rows of their own tenant.
create table cell.outbox (
    id uuid primary key,
    tenant_id uuid not null,
    name text not null,
    payload jsonb not null,
    at timestamptz not null default now(),
    relayed_at timestamptz
);
-- The relay claims by state, never by "id > last": a late commit would be missed.
create index outbox_new on cell.outbox (id) where relayed_at is null;

create table cell.job (
    id uuid primary key,
    tenant_id uuid not null,
    kind text not null,
    -- The same job is made once: an event's id, a schedule's day, or the job's own id.
    key text not null,
    payload jsonb not null default '{}',
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'problems', 'failed', 'cancelled')),
    run_at timestamptz not null default now(),
    attempts integer not null default 0,
    max_attempts integer not null default 8,
    worker uuid,
    lease_until timestamptz,
    step text not null default '',
    steps_done bigint not null default 0,
    steps_total bigint,
    last_error text,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    constraint job_once unique (tenant_id, kind, key)
);
create index job_queue on cell.job (tenant_id, run_at, id) where state = 'queued';
create index job_running on cell.job (tenant_id, lease_until) where state = 'running';
create index job_state on cell.job (state, created_at desc);

grant usage on schema cell to portico_tenant;
grant insert on cell.outbox to portico_tenant;
grant select (id, tenant_id, kind, key, state, step, steps_done, steps_total, last_error, created_at, finished_at, worker),
    insert, update (state, finished_at, lease_until, worker, step, last_error) on cell.job to portico_tenant;

-- A tenant's role is named t_<uuid in hex>.
alter table cell.outbox enable row level security;
create policy outbox_own on cell.outbox for insert to portico_tenant
    with check (tenant_id = substr(current_user::text, 3)::uuid);
alter table cell.job enable row level security;
create policy job_own on cell.job to portico_tenant
    using (tenant_id = substr(current_user::text, 3)::uuid)
    with check (tenant_id = substr(current_user::text, 3)::uuid);
