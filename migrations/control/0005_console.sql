-- What the operator sees and does: states of tenants with their history, usage, the versions of schemas, failed tries of jobs.
alter table control.tenant drop constraint tenant_state_check;
alter table control.tenant
    add constraint tenant_state_check check (state in ('provisioning', 'active', 'suspended', 'deleted', 'erasing')),
    -- What people read while the portal is closed: words by language, whom dealers ask, whom staff ask.
    add column closure jsonb,
    -- The state that a restored tenant goes back to.
    add column state_before text check (state_before in ('active', 'suspended')),
    -- After this moment a deleted tenant is erased.
    add column erase_after timestamptz,
    add constraint tenant_deleted check (state <> 'deleted' or (erase_after is not null and state_before is not null));

create table control.tenant_history (
    id bigint generated always as identity primary key,
    tenant_id uuid not null references control.tenant (id) on delete cascade,
    at timestamptz not null default now(),
    was text,
    state text not null
);
create index tenant_history_tenant on control.tenant_history (tenant_id, id);
insert into control.tenant_history (tenant_id, at, state) select id, created_at, state from control.tenant;

-- By a trigger, so that whoever changes a state also writes its history.
create function control.note_tenant_state() returns trigger language plpgsql set search_path = '' as $$
begin
    if tg_op = 'INSERT' then
        insert into control.tenant_history (tenant_id, state) values (new.id, new.state);
    elsif new.state <> old.state then
        insert into control.tenant_history (tenant_id, was, state) values (new.id, old.state, new.state);
    end if;
    return null;
end $$;
create trigger tenant_state_noted after insert or update of state on control.tenant
    for each row execute function control.note_tenant_state();

-- The last file of the core, and the number of all files, in the schema's own ledger when it was brought up to date; the
-- ledger itself is the truth.
alter table control.placement add column version text, add column files integer;

-- Counted by a job in the tenant's own scope, once a day and when the operator asks.
create table control.tenant_usage (
    tenant_id uuid primary key references control.tenant (id) on delete cascade,
    counted_at timestamptz not null,
    counts jsonb not null
);

-- Each failed try with its moment and reason, oldest first.
alter table cell.job add column failures jsonb not null default '[]', add column started_at timestamptz;
create index job_tenant on cell.job (tenant_id, created_at desc);
create index outbox_tenant_new on cell.outbox (tenant_id, id) where relayed_at is null;

-- What is wrong with each tenant, counted in one way for the overview, the list, the tenant's page and the command line.
create view control.tenant_health as
with asked as (
    select tenant_id from control.provisioning where state <> 'done'
), failed as (
    select tenant_id, count(*) as jobs from cell.job where state = 'failed' group by tenant_id
), stuck as (
    select tenant_id, count(*) as events from cell.outbox
    where relayed_at is null and at < now() - interval '5 minutes' group by tenant_id
)
select t.id as tenant_id,
    p.problem as migration_problem,
    -- One whose request is known is shown by the request.
    t.state = 'provisioning' and asked.tenant_id is null and t.created_at < now() - interval '5 minutes' as provisioning_stuck,
    coalesce(failed.jobs, 0) as failed_jobs,
    case when t.state = 'active' then coalesce(stuck.events, 0) else 0 end as stuck_events,
    t.state in ('suspended', 'deleted', 'erasing') as closed,
    -- Nobody has signed in for two weeks, or nothing could be counted for three days.
    t.state = 'active' and t.created_at < now() - interval '14 days' and (
        u.counted_at is null or u.counted_at < now() - interval '3 days'
        or coalesce((u.counts ->> 'seen')::bigint, 0) < extract(epoch from now() - interval '14 days')
    ) as lifeless,
    -- The worst first; 0 is well.
    case
        when p.problem is not null then 6
        when t.state = 'provisioning' and asked.tenant_id is null and t.created_at < now() - interval '5 minutes' then 5
        when coalesce(failed.jobs, 0) > 0 then 4
        when t.state = 'active' and coalesce(stuck.events, 0) > 0 then 3
        when t.state in ('suspended', 'deleted', 'erasing') then 2
        when t.state = 'active' and t.created_at < now() - interval '14 days' and (
            u.counted_at is null or u.counted_at < now() - interval '3 days'
            or coalesce((u.counts ->> 'seen')::bigint, 0) < extract(epoch from now() - interval '14 days')
        ) then 1
        else 0
    end as trouble
from control.tenant t
left join control.placement p on p.tenant_id = t.id
left join asked on asked.tenant_id = t.id
left join control.tenant_usage u on u.tenant_id = t.id
left join failed on failed.tenant_id = t.id
left join stuck on stuck.tenant_id = t.id;

-- What operators did. Rows are only added: a trigger refuses the rest, and `migrate` hands the table to the superuser, so
-- that the platform's own login can neither change a row nor drop the trigger.
create table control.operator_audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    -- An operator's e-mail, or "command line" with the name of the machine's user.
    who text not null,
    operator_id uuid,
    address text not null,
    -- No foreign keys: what was done outlives the tenant.
    tenant_id uuid,
    tenant text,
    act text not null,
    -- What else the act was about: a job, a version.
    object text,
    old_value jsonb,
    new_value jsonb,
    words text
);
create index operator_audit_tenant on control.operator_audit (tenant_id, id);
create index operator_audit_object on control.operator_audit (object, id) where object is not null;
create function control.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
    raise exception '% of % is refused: rows are only added', tg_op, tg_table_name;
end $$;
create trigger operator_audit_kept before update or delete or truncate on control.operator_audit
    for each statement execute function control.refuse_change();
