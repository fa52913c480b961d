//! Metrics in Prometheus' text format. Labels are words of the program (route patterns, kinds of jobs, pools), never
//! paths, tenants or people: their number is bounded and nothing secret can be in them.

use std::time::{Duration, Instant};

use kit::web::App;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tenancy::TenantState;

use super::process::Process;

/// The process's figures; made once.
#[derive(Clone)]
pub struct Metrics {
    handle: PrometheusHandle,
    begun: Instant,
}

/// From a cached page to the longest upload.
const SECONDS: &[f64] =
    &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0, 600.0];

/// The queue's counts may take this long; a scrape never waits longer for a sick database.
const PATIENCE: Duration = Duration::from_secs(2);

impl Metrics {
    /// From now on everything is counted. Without it, counting costs nothing.
    pub fn start() -> Result<Self, String> {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS)
            .map_err(|error| error.to_string())?
            .build_recorder();
        let handle = recorder.handle();
        metrics::set_global_recorder(recorder).map_err(|error| error.to_string())?;
        describe();
        gauge!("portico_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
        counter!("portico_bugs_total").absolute(0);
        Ok(Self { handle, begun: Instant::now() })
    }

    /// Keeps memory bounded when nobody asks for the figures.
    pub async fn tidy(self) {
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            self.handle.run_upkeep();
        }
    }

    /// All figures as they are now.
    pub async fn render(&self, app: &App) -> String {
        gauge!("portico_uptime_seconds").set(self.begun.elapsed());
        process();
        pools(app);
        waiting(app).await;
        self.handle.render()
    }
}

fn process() {
    let process = Process::now();
    if let Some(cpu) = process.cpu {
        gauge!("process_cpu_seconds_total").set(cpu);
    }
    for (name, value) in [
        ("process_resident_memory_bytes", process.resident_bytes),
        ("process_open_fds", process.open_files),
        ("process_max_fds", process.most_files),
    ] {
        if let Some(value) = value {
            gauge!(name).set(figure(&value));
        }
    }
}

fn pools(app: &App) {
    for pool in app.db.pool_figures() {
        let used = pool.open.saturating_sub(pool.idle);
        for (state, count) in [("used", used), ("idle", pool.idle)] {
            gauge!("portico_pool_connections", "pool" => pool.name.clone(), "state" => state).set(count);
        }
        gauge!("portico_pool_most", "pool" => pool.name).set(pool.most);
    }
    gauge!("portico_placements_version").set(figure(&app.db.placements_version()));
    let mut states =
        [(TenantState::Active, 0_u32), (TenantState::Suspended, 0), (TenantState::Provisioning, 0)];
    for tenant in app.db.tenants() {
        if let Some((_, count)) = states.iter_mut().find(|(state, _)| *state == tenant.state()) {
            *count = count.saturating_add(1);
        }
    }
    for (state, count) in states {
        gauge!("portico_tenants", "state" => format!("{state:?}").to_lowercase()).set(count);
    }
}

/// The same rows for all processes: sum over none of them, take the highest.
async fn waiting(app: &App) {
    let asked = tokio::time::timeout(PATIENCE, app.db.waiting()).await;
    let up = matches!(asked, Ok(Ok(_)));
    gauge!("portico_database_up").set(u32::from(up));
    let Ok(Ok(waiting)) = asked else { return };
    for (state, count) in waiting.jobs {
        gauge!("portico_queue_jobs", "state" => state).set(figure(&count));
    }
    gauge!("portico_queue_oldest_seconds").set(waiting.oldest_job);
    gauge!("portico_outbox_events").set(figure(&waiting.events));
    gauge!("portico_outbox_oldest_seconds").set(waiting.oldest_event);
}

/// Prometheus knows floats only; what is beyond their whole numbers is rounded.
fn figure<T: ToString>(value: &T) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}

fn describe() {
    describe_counter!("portico_requests_total", "Requests by site, method, route and class of status.");
    describe_histogram!(
        "portico_request_seconds",
        "From the head of a request to the last byte of its answer."
    );
    describe_gauge!("portico_requests_in_flight", "Requests in work now.");
    describe_counter!("portico_refused_total", "Requests refused by a limit: busy, tenant-rate, slow.");
    describe_counter!("portico_bugs_total", "Faults of our own, each with a number in the log.");
    describe_histogram!("portico_begin_seconds", "Waiting for a connection of a tenants' pool, and BEGIN.");
    describe_gauge!("portico_pool_connections", "Open connections by pool, used or idle.");
    describe_gauge!("portico_pool_most", "The most connections of a pool.");
    describe_counter!("portico_jobs_total", "Tries of jobs by kind and outcome: done, problems, failed.");
    describe_histogram!("portico_job_seconds", "One try of a job.");
    describe_gauge!(
        "portico_queue_jobs",
        "Jobs queued, running, or failed for good. The same in all processes."
    );
    describe_gauge!("portico_queue_oldest_seconds", "How long the oldest job that is due has waited.");
    describe_gauge!("portico_outbox_events", "Events that were told to nobody yet.");
    describe_gauge!("portico_outbox_oldest_seconds", "The age of the oldest of them.");
    describe_gauge!("portico_database_up", "1 when the queue could be counted just now.");
    describe_gauge!(
        "portico_placements_version",
        "The version of the list of tenants; alike in all processes."
    );
    describe_gauge!("portico_tenants", "Tenants by state.");
    describe_gauge!("portico_build_info", "Always 1; the label is the version.");
    describe_gauge!("portico_uptime_seconds", "Since the start of this process.");
    describe_gauge!("process_cpu_seconds_total", "Processor time of this process.");
    describe_gauge!("process_resident_memory_bytes", "Memory of this process.");
    describe_gauge!("process_open_fds", "Open files and connections.");
    describe_gauge!("process_max_fds", "The most that may be open.");
}
