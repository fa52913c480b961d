//! The worker: takes jobs fairly, runs each in its tenant, and ends it together with its effect.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

use super::queue::{self, Claimed};
use super::{JobCtx, JobInfo, JobOutcome, Progress, Registered, Registry, Schedule, schedule};
use crate::error::{Error, Result};
use crate::names::fresh_id;
use crate::pools::Database;
use crate::tx::{Access, Dealer};

/// How a worker works.
#[derive(Debug, Clone)]
pub struct WorkerOptions {
    /// Jobs at once in this process.
    pub at_once: usize,
    /// Jobs of one tenant at once over all processes.
    pub each_tenant: i64,
    /// A job whose worker is silent for so long goes back to the queue.
    pub lease: Duration,
    /// How often the queue is looked at when it was empty.
    pub pause: Duration,
    /// How long running jobs may finish after a stop.
    pub grace: Duration,
}

/// Runs jobs until it is told to stop.
pub struct Worker {
    id: Uuid,
    database: Database,
    registry: Registry,
    schedules: Vec<Schedule>,
    options: WorkerOptions,
    /// The jobs that this process is at work on.
    at_work: Mutex<HashSet<Uuid>>,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            at_once: 8,
            each_tenant: 4,
            lease: Duration::from_secs(30),
            pause: Duration::from_millis(200),
            grace: Duration::from_secs(10),
        }
    }
}

impl Worker {
    pub fn new(
        database: Database,
        registry: Registry,
        schedules: Vec<Schedule>,
        options: WorkerOptions,
    ) -> Self {
        Self { id: fresh_id(), database, registry, schedules, options, at_work: Mutex::default() }
    }

    /// Runs until `stop` turns true, then lets running jobs finish for the grace time and gives the rest back.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let this = Arc::new(self);
        let keeper = tokio::spawn(Arc::clone(&this).keep());
        let mut running = JoinSet::new();
        while !*stop.borrow() {
            while running.try_join_next().is_some() {}
            let free = this.options.at_once.saturating_sub(running.len());
            let taken = if free == 0 { 0 } else { this.take(free, &mut running).await };
            if taken == 0 {
                tokio::select! {
                    _ = stop.changed() => {}
                    _ = running.join_next(), if !running.is_empty() => {}
                    () = tokio::time::sleep(this.options.pause) => {}
                }
            }
        }
        let deadline = Instant::now() + this.options.grace;
        while let Ok(Some(_)) = tokio::time::timeout_at(deadline, running.join_next()).await {}
        running.shutdown().await;
        keeper.abort();
        if let Err(error) = queue::give_back(&this.database.0.control, this.id).await {
            tracing::warn!(%error, "Unfinished jobs come back when their leases end.");
        }
    }

    async fn take(self: &Arc<Self>, free: usize, running: &mut JoinSet<()>) -> usize {
        let most = i64::try_from(free).unwrap_or(1);
        let options = &self.options;
        let claimed =
            queue::claim(&self.database.0.control, self.id, most, options.each_tenant, options.lease).await;
        match claimed {
            Ok(jobs) => {
                let taken = jobs.len();
                for job in jobs {
                    let (this, id) = (Arc::clone(self), job.job.id);
                    self.working(|at_work| at_work.insert(id));
                    running.spawn(async move {
                        Arc::clone(&this).run_one(job).await;
                        this.working(|at_work| at_work.remove(&id));
                    });
                }
                taken
            }
            Err(error) => {
                tracing::warn!(%error, "The queue of jobs could not be read; it is tried again.");
                0
            }
        }
    }

    fn working<T>(&self, change: impl FnOnce(&mut HashSet<Uuid>) -> T) -> T {
        change(&mut self.at_work.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn run_one(self: Arc<Self>, claimed: Claimed) {
        let (job, begun) = (claimed.job.clone(), Instant::now());
        let tenant = self.database.tenant(claimed.tenant).map_or_else(String::new, |t| t.slug().to_owned());
        let span = tracing::error_span!(target: "portico::job", "job", job.kind = %job.kind, job.id = %job.id, tenant);
        // In a task of its own: a handler that panics must not take the worker with it.
        let this = Arc::clone(&self);
        let ended = tokio::spawn(async move { this.handle(claimed).await }.instrument(span)).await;
        let problem = match ended {
            Ok(Ok(outcome)) => return count(&job, outcome, begun),
            Ok(Err(words)) => words,
            Err(panic) => format!("the handler stopped: {panic}"),
        };
        count(&job, "failed", begun);
        tracing::warn!(job.id = %job.id, job.kind = %job.kind, job.attempt = job.attempt, problem, "A job failed.");
        if let Err(error) = queue::fail(&self.database.0.control, self.id, &job, &problem).await {
            tracing::warn!(%error, "A failed job comes back when its lease ends.");
        }
    }

    /// The handler's effect and the mark "done" are committed together.
    async fn handle(&self, claimed: Claimed) -> Result<&'static str, String> {
        let words = |error: Error| error.to_string();
        let Registered { handler, module } = self.registry.get(&claimed.job.kind).map_err(words)?.clone();
        let tenant = self.database.tenant(claimed.tenant).ok_or("the tenant is gone")?;
        if let Some(module) = module.filter(|module| !tenant.has_module(module)) {
            let words_of = format!("the module {module} is switched off");
            let pool = &self.database.0.control;
            queue::drop_it(pool, self.id, claimed.job.id, &words_of).await.map_err(words)?;
            return Ok("cancelled");
        }
        let mut tx = tenant.begin(Access::Write).await.map_err(words)?;
        tx.narrow(Dealer::All).await.map_err(words)?;
        let progress = Progress::of(&self.database, claimed.job.id);
        let id = claimed.job.id;
        let mut ctx = JobCtx { tx, tenant, job: claimed.job, payload: claimed.payload, progress };
        let outcome = handler(&mut ctx).await?;
        if queue::finish(&mut ctx.tx, self.id, id, &outcome).await.map_err(words)? {
            ctx.tx.commit().await.map_err(words)?;
            Ok(if outcome == JobOutcome::Done { "done" } else { "problems" })
        } else {
            Err("another worker has taken the job over; this run is undone".to_owned())
        }
    }

    /// Heartbeats, recovery of silent workers' jobs, and the schedules.
    async fn keep(self: Arc<Self>) {
        let pool = &self.database.0.control;
        let mut planned: Option<Instant> = None;
        loop {
            let at_work: Vec<Uuid> = self.working(|at_work| at_work.iter().copied().collect());
            let beat = queue::beat(pool, self.id, &at_work, self.options.lease).await;
            let back = queue::recover(pool).await;
            if let Err(error) = beat.and(back) {
                tracing::warn!(%error, "The keeper of jobs could not reach the database.");
            }
            if planned.is_none_or(|at| at.elapsed() >= Duration::from_secs(20)) {
                planned = Some(Instant::now());
                for each in &self.schedules {
                    if let Err(error) = schedule::plan(pool, each).await {
                        tracing::warn!(%error, job.kind = each.kind, "A schedule could not be planned.");
                    }
                }
            }
            tokio::time::sleep(self.options.lease / 5).await;
        }
    }
}

/// One try: kinds are the program's own words, so the labels are few. A try that failed is counted as one.
fn count(job: &JobInfo, outcome: &'static str, begun: Instant) {
    metrics::counter!("portico_jobs_total", "kind" => job.kind.clone(), "outcome" => outcome).increment(1);
    metrics::histogram!("portico_job_seconds", "kind" => job.kind.clone()).record(begun.elapsed());
}
