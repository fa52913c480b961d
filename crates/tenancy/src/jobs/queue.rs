//! The queue's statements: claim fairly, finish, fail, come back after a crash.

use std::time::Duration;

use serde_json::Value;
use sqlx::{PgPool, Row};
use uuid::Uuid;

use crate::error::Result;
use crate::jobs::{JobInfo, JobOutcome};
use crate::names::TenantId;
use crate::tx::TenantTx;

/// A job that this worker holds.
pub(super) struct Claimed {
    pub tenant: TenantId,
    pub job: JobInfo,
    pub payload: Value,
}

/// Walks the tenants that have due jobs by the index, one step a tenant, however many jobs they have; takes the first
/// few of each, and of those in turns. 10,000 jobs of one tenant cost the same as one. Those of a closed tenant wait.
const CLAIM: &str = "
    with recursive tenant (id) as (
        (select tenant_id from cell.job where state = 'queued' order by tenant_id limit 1)
        union all
        select (select j.tenant_id from cell.job j where j.state = 'queued' and j.tenant_id > t.id
                order by j.tenant_id limit 1)
        from tenant t where t.id is not null
    ),
    first as (
        select due.id, due.run_at, row_number() over (partition by tenant.id order by due.run_at, due.id) as turn
        from tenant
        join control.tenant owner on owner.id = tenant.id and owner.state not in ('suspended', 'deleted', 'erasing')
        cross join lateral (
            select j.id, j.run_at from cell.job j
            where j.state = 'queued' and j.tenant_id = tenant.id and j.run_at <= now()
            order by j.run_at, j.id
            limit greatest(0, $3 - (select count(*) from cell.job r where r.state = 'running' and r.tenant_id = tenant.id))
        ) due
    ),
    mine as (
        select j.id from cell.job j join first using (id)
        where j.state = 'queued'
        order by first.turn, first.run_at
        limit $2
        for update of j skip locked
    )
    update cell.job set state = 'running', worker = $1, attempts = attempts + 1,
        started_at = now(), lease_until = now() + make_interval(secs => $4)
    where id in (select id from mine)
    returning id, tenant_id, kind, key, payload, attempts";

/// Takes up to `most` due jobs; at most `each` of a tenant run at once over all processes.
pub(super) async fn claim(
    pool: &PgPool,
    worker: Uuid,
    most: i64,
    each: i64,
    lease: Duration,
) -> Result<Vec<Claimed>> {
    let rows = sqlx::query(CLAIM)
        .bind(worker)
        .bind(most)
        .bind(each)
        .bind(lease.as_secs_f64())
        .fetch_all(pool)
        .await?;
    let mut claimed = Vec::with_capacity(rows.len());
    for row in rows {
        claimed.push(Claimed {
            tenant: TenantId::from(row.try_get::<Uuid, _>("tenant_id")?),
            job: JobInfo {
                id: row.try_get("id")?,
                kind: row.try_get("kind")?,
                key: row.try_get("key")?,
                attempt: row.try_get("attempts")?,
            },
            payload: row.try_get("payload")?,
        });
    }
    Ok(claimed)
}

/// Marks the job in the handler's own transaction. False: the lease was lost, and the effect must be rolled back.
pub(super) async fn finish(tx: &mut TenantTx, worker: Uuid, job: Uuid, outcome: &JobOutcome) -> Result<bool> {
    let (state, words) = match outcome {
        JobOutcome::Done => ("done", None),
        JobOutcome::Problems(words) => ("problems", Some(words.as_str())),
    };
    let marked = sqlx::query(
        "update cell.job set state = $3, finished_at = now(), lease_until = null, last_error = $4
         where id = $1 and worker = $2 and state = 'running'",
    )
    .bind(job)
    .bind(worker)
    .bind(state)
    .bind(words)
    .execute(tx.db())
    .await?;
    Ok(marked.rows_affected() == 1)
}

/// Ends a job that must not run any more, with the reason.
pub(super) async fn drop_it(pool: &PgPool, worker: Uuid, job: Uuid, why: &str) -> Result<()> {
    sqlx::query(
        "update cell.job set state = 'cancelled', finished_at = now(), lease_until = null, last_error = $3
         where id = $1 and worker = $2 and state = 'running'",
    )
    .bind(job)
    .bind(worker)
    .bind(why)
    .execute(pool)
    .await?;
    Ok(())
}

/// Puts the job back with a growing pause, or to the dead letters after its last try.
pub(super) async fn fail(pool: &PgPool, worker: Uuid, job: &JobInfo, error: &str) -> Result<()> {
    let exponent = u32::try_from(job.attempt.clamp(1, 10)).unwrap_or(1);
    let seconds = 2_u32.saturating_pow(exponent) + u32::from(rand::random::<u8>() % 3);
    sqlx::query(
        "update cell.job set last_error = $3, worker = null, lease_until = null,
            failures = failures || jsonb_build_array(
                jsonb_build_object('at', floor(extract(epoch from now())), 'attempt', attempts, 'error', $3::text)),
            state = case when attempts >= max_attempts then 'failed' else 'queued' end,
            finished_at = case when attempts >= max_attempts then now() end,
            run_at = now() + make_interval(secs => $4)
         where id = $1 and worker = $2 and state = 'running'",
    )
    .bind(job.id)
    .bind(worker)
    .bind(error)
    .bind(f64::from(seconds))
    .execute(pool)
    .await?;
    Ok(())
}

/// Extends the leases of the jobs that this worker is at work on. Not of all that bear its name: when the answer to a claim
/// or to a failure was lost with the database, nobody works on them, and their leases have to end.
pub(super) async fn beat(pool: &PgPool, worker: Uuid, at_work: &[Uuid], lease: Duration) -> Result<()> {
    sqlx::query(
        "update cell.job set lease_until = now() + make_interval(secs => $2)
         where worker = $1 and state = 'running' and id = any($3)",
    )
    .bind(worker)
    .bind(lease.as_secs_f64())
    .bind(at_work)
    .execute(pool)
    .await?;
    Ok(())
}

/// Jobs whose worker fell silent go back to the queue. They have used up a try, so a job that kills its process ends
/// among the dead letters.
pub(super) async fn recover(pool: &PgPool) -> Result<u64> {
    let back = sqlx::query(
        "update cell.job set worker = null, lease_until = null,
            last_error = coalesce(last_error, 'the process that ran it stopped'),
            failures = failures || jsonb_build_array(jsonb_build_object(
                'at', floor(extract(epoch from now())), 'attempt', attempts, 'error', 'the process that ran it stopped')),
            state = case when attempts >= max_attempts then 'failed' else 'queued' end
         where id in (select id from cell.job where state = 'running' and lease_until < now() for update skip locked)",
    )
    .execute(pool)
    .await?;
    Ok(back.rows_affected())
}

/// At a graceful stop: what was taken but not finished goes back at once, the try uncounted.
pub(super) async fn give_back(pool: &PgPool, worker: Uuid) -> Result<()> {
    sqlx::query(
        "update cell.job set state = 'queued', worker = null, lease_until = null, attempts = attempts - 1
         where worker = $1 and state = 'running'",
    )
    .bind(worker)
    .execute(pool)
    .await?;
    Ok(())
}
