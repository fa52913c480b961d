//! Jobs: fairness under a flood, retries and dead letters, schedules, a graceful stop, kill −9 inside a handler.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use tenancy::{
    Access, Handler, JobFilter, JobOutcome, NewJob, Registry, Schedule, Tenant, Worker, WorkerOptions,
    list_jobs, retry_job,
};
use tokio::sync::watch;

use super::Platform;

fn job(kind: &'static str, key: &str) -> NewJob {
    NewJob { kind, key: key.into(), payload: serde_json::json!({}), run_at: None }
}

async fn enqueue(tenant: &Tenant, job: NewJob) {
    let mut tx = tenant.begin(Access::Write).await.unwrap();
    tx.enqueue(job).await.unwrap();
    tx.commit().await.unwrap();
}

/// A registry of one kind.
fn registry(kind: &'static str, handler: Handler) -> Registry {
    let mut registry = Registry::default();
    registry.add(kind, handler).unwrap();
    registry
}

fn start(
    platform: &Platform,
    registry: Registry,
    options: WorkerOptions,
) -> (watch::Sender<bool>, tokio::task::JoinHandle<()>) {
    let (stop, stopped) = watch::channel(false);
    let worker = Worker::new(platform.db.clone(), registry, Vec::new(), options);
    (stop, tokio::spawn(worker.run(stopped)))
}

async fn state_of(platform: &Platform, key: &str) -> (String, i32, Option<String>) {
    let mut tx = platform.db.control().await.unwrap();
    sqlx::query_as("select state, attempts, last_error from cell.job where key = $1")
        .bind(key)
        .fetch_one(tx.db())
        .await
        .unwrap()
}

async fn wait_for(platform: &Platform, key: &str, wanted: &str) -> (String, i32, Option<String>) {
    for _ in 0..600 {
        let state = state_of(platform, key).await;
        if state.0 == wanted {
            return state;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{key} is {:?}, not {wanted}", state_of(platform, key).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_jobs_of_one_tenant_do_not_hold_up_another() {
    let platform = Platform::new(|_| ()).await;
    let (alpha, beta) = (platform.tenant("alpha").await, platform.tenant("beta").await);
    let mut tx = alpha.begin(Access::Write).await.unwrap();
    sqlx::query(
        "insert into cell.job (id, tenant_id, kind, key)
         select gen_random_uuid(), $1, 'drill.work', 'flood ' || n from generate_series(1, 10000) n",
    )
    .bind(alpha.id().uuid())
    .execute(tx.db())
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let work: Handler = Arc::new(|_| {
        Box::pin(async {
            tokio::time::sleep(Duration::from_millis(30)).await;
            Ok(JobOutcome::Done)
        })
    });
    let (stop, worker) = start(&platform, registry("drill.work", work), WorkerOptions::default());
    tokio::time::sleep(Duration::from_millis(500)).await;
    let asked = Instant::now();
    enqueue(&beta, job("drill.work", "beta's only one")).await;
    wait_for(&platform, "beta's only one", "done").await;
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    stop.send_replace(true);
    worker.await.unwrap();
    platform.end().await;
}

#[tokio::test]
async fn a_failing_job_is_tried_again_and_ends_among_the_dead_letters() {
    let platform = Platform::new(|_| ()).await;
    let alpha = platform.tenant("alpha").await;
    let mended = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&mended);
    let work: Handler = Arc::new(move |job| {
        let mended = seen.load(Ordering::SeqCst);
        Box::pin(async move {
            sqlx::query("insert into word (text) values ('effect')").execute(job.tx.db()).await.unwrap();
            if mended { Ok(JobOutcome::Done) } else { Err("the warehouse does not answer".to_owned()) }
        })
    });
    enqueue(&alpha, job("drill.work", "once")).await;
    enqueue(&alpha, job("drill.work", "once")).await;
    let (stop, worker) = start(&platform, registry("drill.work", work), WorkerOptions::default());
    let (_, attempts, error) = loop {
        let state = state_of(&platform, "once").await;
        if state.1 == 1 && state.0 == "queued" {
            break state;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!((attempts, error.as_deref()), (1, Some("the warehouse does not answer")));
    // The pauses grow to minutes; the drill does not wait for them.
    sql(&platform, "update cell.job set run_at = now(), attempts = 7").await;
    wait_for(&platform, "once", "failed").await;
    let mut tx = platform.db.control().await.unwrap();
    let (dead, total) =
        list_jobs(&mut tx, JobFilter { state: Some("failed"), ..JobFilter::default() }, 0, 10).await.unwrap();
    assert_eq!((dead.len(), total, dead[0].tenant.as_str()), (1, 1, "alpha"));
    mended.store(true, Ordering::SeqCst);
    assert!(retry_job(&mut tx, dead[0].id).await.unwrap());
    tx.commit().await.unwrap();
    wait_for(&platform, "once", "done").await;
    assert_eq!(effects(&alpha).await, 1, "what a failed try did is undone");
    stop.send_replace(true);
    worker.await.unwrap();
    platform.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graceful_stop_lets_a_running_job_finish_and_takes_no_other() {
    let platform = Platform::new(|_| ()).await;
    let alpha = platform.tenant("alpha").await;
    let started = Arc::new(AtomicI64::new(0));
    let counted = Arc::clone(&started);
    let work: Handler = Arc::new(move |job| {
        counted.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(400)).await;
            sqlx::query("insert into word (text) values ('effect')").execute(job.tx.db()).await.unwrap();
            Ok(JobOutcome::Done)
        })
    });
    let options = WorkerOptions { at_once: 1, ..WorkerOptions::default() };
    enqueue(&alpha, job("drill.work", "first")).await;
    enqueue(&alpha, job("drill.work", "second")).await;
    let (stop, worker) = start(&platform, registry("drill.work", work), options);
    while started.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    stop.send_replace(true);
    worker.await.unwrap();
    assert_eq!(state_of(&platform, "first").await.0, "done");
    assert_eq!(state_of(&platform, "second").await.0, "queued");
    assert_eq!(effects(&alpha).await, 1);
    platform.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_makes_one_job_a_period_in_each_tenant_with_two_workers() {
    let platform = Platform::new(|_| ()).await;
    platform.tenant("alpha").await;
    platform.tenant("beta").await;
    sql(&platform, "update control.tenant set created_at = now() - interval '2 days'").await;
    let (stop, stopped) = watch::channel(false);
    let work: Handler = Arc::new(|_| Box::pin(async { Ok(JobOutcome::Done) }));
    let schedules = vec![Schedule::daily("drill.work", 0, 0)];
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let registry = registry("drill.work", Arc::clone(&work));
            tokio::spawn(
                Worker::new(platform.db.clone(), registry, schedules.clone(), WorkerOptions::default())
                    .run(stopped.clone()),
            )
        })
        .collect();
    let mut made = 0_i64;
    for _ in 0..200 {
        let mut tx = platform.db.control().await.unwrap();
        made = sqlx::query_scalar("select count(*) from cell.job where state = 'done'")
            .fetch_one(tx.db())
            .await
            .unwrap();
        if made == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(made, 2);
    stop.send_replace(true);
    for worker in workers {
        worker.await.unwrap();
    }
    platform.end().await;
}

/// The child's part: works until it is killed; names its database by the environment.
#[tokio::test(flavor = "multi_thread")]
async fn child_that_is_killed_inside_a_handler() {
    let Ok(url) = std::env::var("PORTICO_DRILL_DATABASE") else { return };
    let db = tenancy::Database::connect(&tenancy::Config::new(&url, "test")).await.unwrap();
    let work: Handler = Arc::new(|job| {
        Box::pin(async move {
            sqlx::query("insert into word (text) values ('effect')").execute(job.tx.db()).await.unwrap();
            // The effect is made, nothing is committed: the process dies by SIGKILL.
            let me = std::process::id().to_string();
            Command::new("kill").args(["-9", &me]).status().unwrap();
            tokio::time::sleep(Duration::from_secs(5)).await;
            Ok(JobOutcome::Done)
        })
    });
    let (_stop, stopped) = watch::channel(false);
    Worker::new(db, registry("drill.work", work), Vec::new(), quick_lease()).run(stopped).await;
}

fn quick_lease() -> WorkerOptions {
    WorkerOptions { lease: Duration::from_secs(2), ..WorkerOptions::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_killed_inside_a_handler_leaves_one_effect() {
    let platform = Platform::new(|_| ()).await;
    let alpha = platform.tenant("alpha").await;
    enqueue(&alpha, job("drill.work", "the one")).await;
    let killed = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "drills::jobs::child_that_is_killed_inside_a_handler", "--nocapture"])
        .env("PORTICO_DRILL_DATABASE", &platform.config.url)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(!killed.success(), "the child was to be killed");
    assert_eq!(state_of(&platform, "the one").await.0, "running");
    assert_eq!(effects(&alpha).await, 0);

    let work: Handler = Arc::new(|job| {
        Box::pin(async move {
            sqlx::query("insert into word (text) values ('effect')").execute(job.tx.db()).await.unwrap();
            Ok(JobOutcome::Done)
        })
    });
    let (stop, worker) = start(&platform, registry("drill.work", work), quick_lease());
    let (_, attempts, _) = wait_for(&platform, "the one", "done").await;
    assert_eq!((attempts, effects(&alpha).await), (2, 1));
    stop.send_replace(true);
    worker.await.unwrap();
    platform.end().await;
}

async fn effects(tenant: &Tenant) -> i64 {
    let mut tx = tenant.begin(Access::Read).await.unwrap();
    sqlx::query_scalar("select count(*) from word").fetch_one(tx.db()).await.unwrap()
}

async fn sql(platform: &Platform, statement: &'static str) {
    let mut tx = platform.db.control().await.unwrap();
    sqlx::query(statement).execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// The claim was written, its answer was lost with the connection: the worker that it names knows nothing of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_claim_was_never_heard_of_comes_back() {
    let platform = Platform::new(|_| ()).await;
    let alpha = platform.tenant("alpha").await;
    let enough = Arc::new(AtomicBool::new(false));
    let waits_for = Arc::clone(&enough);
    let work: Handler = Arc::new(move |job| {
        let (long, enough) = (job.job.key == "long", Arc::clone(&waits_for));
        Box::pin(async move {
            while long && !enough.load(Ordering::SeqCst) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Ok(JobOutcome::Done)
        })
    });
    enqueue(&alpha, job("drill.work", "long")).await;
    let (stop, worker) = start(&platform, registry("drill.work", work), quick_lease());
    wait_for(&platform, "long", "running").await;
    let later = "2100-01-01T00:00:00Z".parse().unwrap();
    enqueue(&alpha, NewJob { run_at: Some(later), ..job("drill.work", "lost") }).await;
    sql(
        &platform,
        "update cell.job set state = 'running', attempts = 1, run_at = now(), lease_until = now() + interval '1 second',
            worker = (select worker from cell.job where key = 'long') where key = 'lost'",
    )
    .await;
    assert_eq!(wait_for(&platform, "lost", "done").await.1, 2);
    assert_eq!(state_of(&platform, "long").await.1, 1, "what is worked on keeps its lease");
    enough.store(true, Ordering::SeqCst);
    wait_for(&platform, "long", "done").await;
    stop.send_replace(true);
    worker.await.unwrap();
    platform.end().await;
}
