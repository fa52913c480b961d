//! What the operator sees and does: the list of jobs, one job, the dead letters, "again" and "never mind".

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use crate::error::Result;
use crate::tx::ControlTx;

/// A job as the console shows it.
#[derive(Debug, Clone, Serialize)]
pub struct JobRow {
    pub id: Uuid,
    pub tenant: String,
    pub kind: String,
    pub state: String,
    pub attempts: i32,
    pub step: String,
    pub last_error: Option<String>,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

/// Which jobs are asked for; what is missing does not narrow.
#[derive(Debug, Clone, Copy, Default)]
pub struct JobFilter<'a> {
    pub state: Option<&'a str>,
    /// The tenant's address.
    pub tenant: Option<&'a str>,
    pub kind: Option<&'a str>,
}

/// Everything about one job.
#[derive(Debug, Clone, Serialize)]
pub struct JobDetail {
    #[serde(flatten)]
    pub row: JobRow,
    pub key: String,
    /// As it was queued, secrets and all: hide them before anybody sees them.
    #[serde(skip)]
    pub payload: serde_json::Value,
    pub max_attempts: i32,
    pub steps_done: i64,
    pub steps_total: Option<i64>,
    pub run_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub failures: Vec<Failure>,
}

/// A try that failed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Failure {
    /// Seconds of the epoch.
    pub at: i64,
    pub attempt: i32,
    pub error: String,
}

/// The newest jobs that match, with the number of all that do.
pub async fn list_jobs(
    tx: &mut ControlTx,
    filter: JobFilter<'_>,
    offset: i64,
    limit: i64,
) -> Result<(Vec<JobRow>, i64)> {
    let total: i64 = sqlx::query_scalar(
        "select count(*) from cell.job j join control.tenant t on t.id = j.tenant_id
         where ($1::text is null or j.state = $1) and ($2::text is null or t.slug = $2)
            and ($3::text is null or j.kind = $3)",
    )
    .bind(filter.state)
    .bind(filter.tenant)
    .bind(filter.kind)
    .fetch_one(tx.db())
    .await?;
    let rows = sqlx::query(
        "select j.id, t.slug, j.kind, j.state, j.attempts, j.step, j.last_error,
            extract(epoch from j.created_at)::bigint as created, extract(epoch from j.finished_at)::bigint as finished
         from cell.job j join control.tenant t on t.id = j.tenant_id
         where ($1::text is null or j.state = $1) and ($2::text is null or t.slug = $2)
            and ($3::text is null or j.kind = $3)
         order by j.created_at desc, j.id desc offset $4 limit $5",
    )
    .bind(filter.state)
    .bind(filter.tenant)
    .bind(filter.kind)
    .bind(offset)
    .bind(limit)
    .fetch_all(tx.db())
    .await?;
    Ok((rows.iter().map(job_row).collect::<Result<_>>()?, total))
}

/// One job with its tries.
pub async fn find_job(tx: &mut ControlTx, id: Uuid) -> Result<Option<JobDetail>> {
    let row = sqlx::query(
        "select j.id, t.slug, j.kind, j.key, j.state, j.attempts, j.max_attempts, j.step, j.steps_done, j.steps_total,
            j.last_error, j.payload, j.failures,
            extract(epoch from j.created_at)::bigint as created, extract(epoch from j.finished_at)::bigint as finished,
            extract(epoch from j.run_at)::bigint as run, extract(epoch from j.started_at)::bigint as started
         from cell.job j join control.tenant t on t.id = j.tenant_id where j.id = $1",
    )
    .bind(id)
    .fetch_optional(tx.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(JobDetail {
        row: job_row(&row)?,
        key: row.try_get("key")?,
        payload: row.try_get("payload")?,
        max_attempts: row.try_get("max_attempts")?,
        steps_done: row.try_get("steps_done")?,
        steps_total: row.try_get("steps_total")?,
        run_at: instant(row.try_get("run")?),
        started_at: row.try_get::<Option<i64>, _>("started")?.map(instant),
        failures: serde_json::from_value(row.try_get("failures")?)?,
    }))
}

fn job_row(row: &PgRow) -> Result<JobRow> {
    Ok(JobRow {
        id: row.try_get("id")?,
        tenant: row.try_get("slug")?,
        kind: row.try_get("kind")?,
        state: row.try_get("state")?,
        attempts: row.try_get("attempts")?,
        step: row.try_get("step")?,
        last_error: row.try_get("last_error")?,
        created_at: instant(row.try_get("created")?),
        finished_at: row.try_get::<Option<i64>, _>("finished")?.map(instant),
    })
}

fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Puts a dead letter back to the queue with all its tries. False: it is not among the dead letters any more.
pub async fn retry_job(tx: &mut ControlTx, id: Uuid) -> Result<bool> {
    let again = sqlx::query(
        "update cell.job set state = 'queued', attempts = 0, run_at = now(), finished_at = null
         where id = $1 and state in ('failed', 'cancelled', 'problems')",
    )
    .bind(id)
    .execute(tx.db())
    .await?;
    Ok(again.rows_affected() == 1)
}

/// Takes a job out of the queue. False: it runs or has ended.
pub async fn cancel_job(tx: &mut ControlTx, id: Uuid) -> Result<bool> {
    let out = sqlx::query(
        "update cell.job set state = 'cancelled', finished_at = now() where id = $1 and state = 'queued'",
    )
    .bind(id)
    .execute(tx.db())
    .await?;
    Ok(out.rows_affected() == 1)
}
