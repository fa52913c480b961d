//! Serving: pages, jobs, or both, until a signal says stop; then what runs may finish.

mod admin;
mod listen;

use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;
use kit::edges::{FileMailer, Mailer, SmtpMailer, SystemClock};
use kit::web::{App, Config, Doors, Health, router_with};
use platform::acts::keeping;
use tenancy::{Database, WorkerOptions};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::cli::{connect, say};
use crate::config::{DatabaseArgs, ServeArgs, ServeSettings, port_of_links};
use crate::observe::Metrics;
use crate::wiring::{self, Edges};

/// What a process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Pages only.
    Web,
    /// Jobs and the relay only.
    Jobs,
    /// Both.
    All,
}

/// How a process serves and stops.
pub struct Serving {
    pub role: Role,
    pub doors: Doors,
    pub health: Health,
    /// The longest that a request's head may take to arrive.
    pub header: Duration,
    /// After a stop signal: so long it goes on, but is not ready.
    pub drain: Duration,
    /// Then so long open requests and running jobs may finish.
    pub grace: Duration,
}

impl Serving {
    /// With the limits of a laptop.
    pub fn plain(role: Role) -> Self {
        let health = Health::default();
        let doors = Doors::new(kit::web::Limits::default(), kit::web::Proxies::default(), health.clone());
        let (header, grace) = (Duration::from_secs(20), Duration::from_secs(10));
        Self { role, doors, health, header, drain: Duration::ZERO, grace }
    }

    fn of(settings: &ServeSettings) -> Result<Self, String> {
        let health = Health::default();
        Ok(Self {
            role: settings.role,
            doors: Doors::new(settings.limits(), settings.proxies()?, health.clone()),
            health,
            header: Duration::from_secs(settings.header_seconds.max(1)),
            drain: Duration::from_secs(settings.drain_seconds),
            grace: Duration::from_secs(settings.grace_seconds),
        })
    }
}

/// `portico serve`: all of its settings put to work.
pub async fn command(database: &DatabaseArgs, settings: &ServeSettings) -> Result<(), String> {
    let serving = Serving::of(settings)?;
    let metrics = settings.admin_listen.as_ref().map(|_| Metrics::start()).transpose()?;
    let db = connect(&settings.pooled(database.resolve()?)).await?;
    let listener = if serving.role == Role::Jobs { None } else { Some(bind(&settings.listen).await?) };
    let port = match &listener {
        Some(listener) => listener.local_addr().map_err(|error| error.to_string())?.port(),
        None => settings.listen.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(80),
    };
    let app = application(db, &settings.args(), port_of_links(settings, port))?;
    let mut words = match listener {
        Some(_) => {
            vec![format!("Portico serves {}", app.config.public_url()), format!("Listening on port {port}")]
        }
        None => vec!["Portico works on jobs".to_owned()],
    };
    if let (Some(address), Some(metrics)) = (&settings.admin_listen, metrics) {
        let listener = bind(address).await?;
        let bound = listener.local_addr().map_err(|error| error.to_string())?;
        admin::start(listener, &app, &serving.health, metrics);
        words.push(format!("Metrics and health: http://{bound}/metrics"));
    }
    run_with(app, listener, serving, || words.iter().for_each(|line| say(line))).await
}

async fn bind(address: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| format!("{address}: {error}"))
}

/// The application for these settings.
pub fn application(db: Database, args: &ServeArgs, port: u16) -> Result<App, String> {
    let mailer: Arc<dyn Mailer> = match &args.smtp_url {
        Some(url) => Arc::new(SmtpMailer::new(url.reveal(), &args.sender)?),
        None => Arc::new(FileMailer::new(args.outbox.clone(), &args.sender)),
    };
    let config =
        Config { base_host: args.base_host.clone(), port, secure: args.secure, theme: "ledger".to_owned() };
    wiring::build(db, config, Edges { clock: Arc::new(SystemClock), mailer })
}

/// Runs the role with the limits of a laptop.
pub async fn run(app: App, listener: TcpListener, role: Role, ready: impl FnOnce()) -> Result<(), String> {
    run_with(app, Some(listener), Serving::plain(role), ready).await
}

/// Runs until SIGINT or SIGTERM. `ready` is called once the first request would be answered.
pub async fn run_with(
    app: App,
    listener: Option<TcpListener>,
    serving: Serving,
    ready: impl FnOnce(),
) -> Result<(), String> {
    let mut signals = Signals::new()?;
    let (stop_jobs, jobs_stopped) = watch::channel(false);
    let background = match serving.role {
        Role::Web => None,
        Role::Jobs | Role::All => Some(start_jobs_for(&app, &jobs_stopped, serving.grace)?),
    };
    let (stop_pages, pages_stopped) = watch::channel(false);
    let listener = listener.filter(|_| serving.role != Role::Jobs);
    let pages = listener.map(|listener| {
        let router = router_with(&app, &serving.doors);
        tokio::spawn(listen::listen(listener, router, serving.header, pages_stopped, serving.grace))
    });
    ready();
    signals.wait().await;
    serving.health.stop();
    // Jobs are taken by other processes from here on; those that run go on beside the last requests.
    stop_jobs.send_replace(true);
    tokio::select! {
        () = tokio::time::sleep(serving.drain) => {}
        () = signals.wait() => {}
    }
    stop_pages.send_replace(true);
    if let Some(pages) = pages
        && !pages.await.map_err(|error| format!("The server stopped: {error}"))?
    {
        tracing::warn!("Some requests were cut off after the grace time.");
    }
    for task in background.into_iter().flatten() {
        let _ended = task.await;
    }
    app.db.close().await;
    Ok(())
}

/// Starts the relay, the worker, the provisioner, and the keeper of what is due on the platform itself.
pub fn start_jobs(app: &App, stopped: &watch::Receiver<bool>) -> Result<[JoinHandle<()>; 4], String> {
    start_jobs_for(app, stopped, WorkerOptions::default().grace)
}

fn start_jobs_for(
    app: &App,
    stopped: &watch::Receiver<bool>,
    grace: Duration,
) -> Result<[JoinHandle<()>; 4], String> {
    let (relay, worker) = wiring::background(app, WorkerOptions { grace, ..WorkerOptions::default() })?;
    let keeper = keeping::run(app.clone(), stopped.clone());
    let provisioner = wiring::provisioner(app, platform::signing_up::Options::default());
    Ok([
        tokio::spawn(relay.run(stopped.clone())),
        tokio::spawn(worker.run(stopped.clone())),
        tokio::spawn(keeper),
        tokio::spawn(provisioner.run(stopped.clone())),
    ])
}

/// Listened to from the start, so that a stop that comes early is not missed.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn new() -> Result<Self, String> {
        let listen = |kind| signal(kind).map_err(|error| error.to_string());
        Ok(Self { interrupt: listen(SignalKind::interrupt())?, terminate: listen(SignalKind::terminate())? })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
