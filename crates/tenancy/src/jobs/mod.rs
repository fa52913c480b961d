//! Jobs: work after the request. One table is the queue and what people see; a handler's effect and the mark "done"
//! are one transaction, so a killed process leaves either both or none (docs/adr/0001).

mod desk;
mod queue;
mod schedule;
mod worker;

use std::collections::HashMap;
use std::sync::Arc;

use futures::future::BoxFuture;
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::placement::Tenant;
use crate::pools::Database;
use crate::tx::TenantTx;

pub use desk::{Failure, JobDetail, JobFilter, JobRow, cancel_job, find_job, list_jobs, retry_job};
pub use schedule::{Due, Schedule};
pub use worker::{Worker, WorkerOptions};

/// A job to be queued inside a tenant's transaction.
#[derive(Debug, Clone)]
pub struct NewJob {
    pub kind: &'static str,
    /// The same (kind, key) is queued once in a tenant.
    pub key: String,
    pub payload: Value,
    /// Not before this moment; at once when it is missing.
    pub run_at: Option<Timestamp>,
}

/// What a handler knows of its job.
#[derive(Debug, Clone)]
pub struct JobInfo {
    pub id: Uuid,
    pub kind: String,
    pub key: String,
    /// 1 at the first try.
    pub attempt: i32,
}

/// A job's turn: a transaction already begun in its tenant. The worker commits it together with the outcome.
pub struct JobCtx {
    pub tx: TenantTx,
    pub tenant: Tenant,
    pub job: JobInfo,
    pub payload: Value,
    pub progress: Progress,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobOutcome {
    Done,
    /// Done, but somebody should look: the words say at what.
    Problems(String),
}

/// Shows people how far a job is, in transactions of its own.
#[derive(Clone)]
pub struct Progress {
    database: Database,
    job: Uuid,
}

/// What runs when a job's turn comes. The error is words for the journal; the job is tried again.
pub type Handler =
    Arc<dyn for<'a> Fn(&'a mut JobCtx) -> BoxFuture<'a, Result<JobOutcome, String>> + Send + Sync>;

/// All handlers by kind.
#[derive(Clone, Default)]
pub struct Registry(HashMap<&'static str, Registered>);

#[derive(Clone)]
pub(crate) struct Registered {
    pub handler: Handler,
    /// The switchable module it belongs to: where that is off, its jobs end as cancelled.
    pub module: Option<&'static str>,
}

impl Registry {
    /// Twins are refused.
    pub fn add(&mut self, kind: &'static str, handler: Handler) -> Result<()> {
        self.add_of(kind, handler, None)
    }

    /// A handler of a switchable module.
    pub fn add_of(
        &mut self,
        kind: &'static str,
        handler: Handler,
        module: Option<&'static str>,
    ) -> Result<()> {
        match self.0.insert(kind, Registered { handler, module }) {
            None => Ok(()),
            Some(_) => Err(Error::TwinJob(kind.to_owned())),
        }
    }

    pub(crate) fn get(&self, kind: &str) -> Result<&Registered> {
        self.0.get(kind).ok_or_else(|| Error::UnknownJob(kind.to_owned()))
    }
}

impl Progress {
    pub(crate) fn of(database: &Database, job: Uuid) -> Self {
        Self { database: database.clone(), job }
    }

    /// Names the step and counts it. `total` is left as it was when it is not known.
    pub async fn step(&self, step: &str, done: i64, total: Option<i64>) -> Result<()> {
        sqlx::query("update cell.job set step = $2, steps_done = $3, steps_total = coalesce($4, steps_total) where id = $1")
            .bind(self.job)
            .bind(step)
            .bind(done)
            .bind(total)
            .execute(&self.database.0.control)
            .await?;
        Ok(())
    }
}
