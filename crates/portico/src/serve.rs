//! Serving: pages, jobs, or both, until a signal says stop; then what runs may finish.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;
use kit::edges::{FileMailer, Mailer, SmtpMailer, SystemClock};
use kit::web::{App, Config, router};
use tenancy::{Database, WorkerOptions};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::config::ServeArgs;
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

/// How long open requests may finish after a stop.
const GRACE: Duration = Duration::from_secs(10);

/// The application for these settings.
pub fn application(db: Database, args: &ServeArgs, port: u16) -> Result<App, String> {
    let mailer: Arc<dyn Mailer> = match &args.smtp_url {
        Some(url) => Arc::new(SmtpMailer::new(url, &args.sender)?),
        None => Arc::new(FileMailer::new(args.outbox.clone(), &args.sender)),
    };
    let config =
        Config { base_host: args.base_host.clone(), port, secure: args.secure, theme: "ledger".to_owned() };
    wiring::build(db, config, Edges { clock: Arc::new(SystemClock), mailer })
}

/// Runs the role until SIGINT or SIGTERM. `ready` is called once the first request would be answered.
pub async fn run(app: App, listener: TcpListener, role: Role, ready: impl FnOnce()) -> Result<(), String> {
    let (stop, stopped) = watch::channel(false);
    let background = if role == Role::Web { None } else { Some(start_jobs(&app, &stopped)?) };
    if role == Role::Jobs {
        ready();
        wait_for_signal().await?;
    } else {
        let service = router(&app).into_make_service_with_connect_info::<SocketAddr>();
        let mut quit = stopped.clone();
        let server = axum::serve(listener, service).with_graceful_shutdown(async move {
            while !*quit.borrow() {
                if quit.changed().await.is_err() {
                    return;
                }
            }
        });
        let mut serving = tokio::spawn(server.into_future());
        ready();
        tokio::select! {
            ended = &mut serving => return Err(format!("The server stopped: {ended:?}")),
            waited = wait_for_signal() => waited?,
        }
        stop.send_replace(true);
        // An open stream would hold the server for ever (RELIABILITY, pitfall 15).
        if tokio::time::timeout(GRACE, serving).await.is_err() {
            tracing::warn!("Some requests were cut off after the grace time.");
        }
    }
    stop.send_replace(true);
    if let Some(tasks) = background {
        for task in tasks {
            let _ended = task.await;
        }
    }
    app.db.close().await;
    Ok(())
}

/// Starts the relay, the worker and the provisioner.
pub fn start_jobs(app: &App, stopped: &watch::Receiver<bool>) -> Result<[JoinHandle<()>; 3], String> {
    let (relay, worker) = wiring::background(app, WorkerOptions::default())?;
    let provisioner = wiring::provisioner(app, platform::signing_up::Options::default());
    Ok([
        tokio::spawn(relay.run(stopped.clone())),
        tokio::spawn(worker.run(stopped.clone())),
        tokio::spawn(provisioner.run(stopped.clone())),
    ])
}

async fn wait_for_signal() -> Result<(), String> {
    let mut interrupt = signal(SignalKind::interrupt()).map_err(|error| error.to_string())?;
    let mut terminate = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}
