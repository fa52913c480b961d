//! What the operator sees and does: the list of jobs, the dead letters, "again" and "never mind".

use jiff::Timestamp;
use sqlx::Row;
use uuid::Uuid;

use crate::error::Result;
use crate::tx::ControlTx;

/// A job as the console shows it.
#[derive(Debug, Clone, serde::Serialize)]
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

/// The newest jobs, of one state or of all, with the number of all that match.
pub async fn list_jobs(
    tx: &mut ControlTx,
    state: Option<&str>,
    offset: i64,
    limit: i64,
) -> Result<(Vec<JobRow>, i64)> {
    let total: i64 = sqlx::query_scalar("select count(*) from cell.job where $1::text is null or state = $1")
        .bind(state)
        .fetch_one(tx.db())
        .await?;
    let rows = sqlx::query(
        "select j.id, t.slug, j.kind, j.state, j.attempts, j.step, j.last_error,
            extract(epoch from j.created_at)::bigint as created, extract(epoch from j.finished_at)::bigint as finished
         from cell.job j join control.tenant t on t.id = j.tenant_id
         where $1::text is null or j.state = $1
         order by j.created_at desc, j.id desc offset $2 limit $3",
    )
    .bind(state)
    .bind(offset)
    .bind(limit)
    .fetch_all(tx.db())
    .await?;
    let mut jobs = Vec::with_capacity(rows.len());
    for row in rows {
        let instant = |seconds: i64| Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
        jobs.push(JobRow {
            id: row.try_get("id")?,
            tenant: row.try_get("slug")?,
            kind: row.try_get("kind")?,
            state: row.try_get("state")?,
            attempts: row.try_get("attempts")?,
            step: row.try_get("step")?,
            last_error: row.try_get("last_error")?,
            created_at: instant(row.try_get("created")?),
            finished_at: row.try_get::<Option<i64>, _>("finished")?.map(instant),
        });
    }
    Ok((jobs, total))
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
