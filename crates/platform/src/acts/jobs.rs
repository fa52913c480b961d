//! "Again" and "never mind" for jobs.

use jiff::Timestamp;
use kit::{Error, Result, refuse};
use serde_json::json;
use tenancy::{ControlTx, Database, JobDetail, cancel_job, find_job, retry_job};
use uuid::Uuid;

use super::Actor;
use super::audit::{Entry, record};

/// Puts a job that has ended badly back into the queue with all its tries.
pub async fn retry(db: &Database, actor: &Actor, now: Timestamp, id: Uuid) -> Result<()> {
    let mut tx = db.control().await?;
    let job = find_job(&mut tx, id).await?;
    if !retry_job(&mut tx, id).await? {
        return refuse("platform-job-not-failed").fix("platform-jobs-all", "/jobs").err();
    }
    note(&mut tx, actor, now, ("retry-job", "queued"), &job.ok_or(Error::NotFound)?).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a job out of the queue.
pub async fn cancel(db: &Database, actor: &Actor, now: Timestamp, id: Uuid) -> Result<()> {
    let mut tx = db.control().await?;
    let job = find_job(&mut tx, id).await?;
    if !cancel_job(&mut tx, id).await? {
        return refuse("platform-job-not-queued").fix("platform-jobs-all", "/jobs").err();
    }
    note(&mut tx, actor, now, ("cancel-job", "cancelled"), &job.ok_or(Error::NotFound)?).await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    tx: &mut ControlTx,
    actor: &Actor,
    now: Timestamp,
    (act, to): (&str, &str),
    job: &JobDetail,
) -> Result<()> {
    let found = super::Found::lock(tx, &job.row.tenant).await?;
    let entry = Entry {
        object: Some(job.row.id.to_string()),
        old: Some(json!({ "state": job.row.state })),
        new: Some(json!({ "state": to })),
        words: Some(&job.row.kind),
        ..Entry::of(act).tenant(&found)
    };
    record(tx, actor, now, entry).await
}
