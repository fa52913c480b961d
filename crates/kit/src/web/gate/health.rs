//! Whether this process lives, and whether it should be sent requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tenancy::{Database, Readiness};
use tokio::sync::Mutex;

/// One for a process; cheap to clone.
#[derive(Clone, Default)]
pub struct Health(Arc<State>);

#[derive(Default)]
struct State {
    stopping: AtomicBool,
    last: Mutex<Option<(Instant, Readiness)>>,
}

/// What `/readyz` says.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    pub ready: bool,
    pub database: &'static str,
    pub placements: &'static str,
    pub migrations: &'static str,
    pub serving: &'static str,
}

/// Anybody may ask as often as they like: the database is asked this often at most.
const FRESH: Duration = Duration::from_millis(500);

impl Health {
    /// From now on this process wants no new requests.
    pub fn stop(&self) {
        self.0.stopping.store(true, Ordering::SeqCst);
    }

    pub fn is_stopping(&self) -> bool {
        self.0.stopping.load(Ordering::SeqCst)
    }

    pub async fn verdict(&self, db: &Database) -> Verdict {
        let mut last = self.0.last.lock().await;
        let fresh = last.filter(|(at, _)| at.elapsed() < FRESH).map(|(_, found)| found);
        let found = match fresh {
            Some(found) => found,
            None => db.readiness().await,
        };
        if fresh.is_none() {
            *last = Some((Instant::now(), found));
        }
        drop(last);
        let stopping = self.is_stopping();
        let all = found.database && found.placements && found.migrations && !stopping;
        Verdict {
            ready: all,
            database: if found.database { "ok" } else { "no answer within a second" },
            placements: if found.placements { "ok" } else { "not read yet" },
            migrations: match (found.database, found.migrations) {
                (_, true) => "ok",
                (true, false) => "older than this program: run portico migrate",
                (false, false) => "not known",
            },
            serving: if stopping { "stopping" } else { "ok" },
        }
    }

    /// `/healthz`: the process answers. Nothing else is asked, so a sick database restarts nobody.
    pub fn alive() -> Response {
        (StatusCode::OK, [(header::CACHE_CONTROL, "no-store")], "ok\n").into_response()
    }

    /// `/readyz`.
    pub async fn ready(&self, db: &Database) -> Response {
        let verdict = self.verdict(db).await;
        let status = if verdict.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
        (status, [(header::CACHE_CONTROL, "no-store")], Json(verdict)).into_response()
    }
}
