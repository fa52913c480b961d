//! The operators' door: metrics and health at an address of their own, never on a tenant's host.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use kit::web::{App, Health};
use tokio::net::TcpListener;

use crate::observe::Metrics;

/// What operators' programs ask.
#[derive(Clone)]
struct Desk {
    app: App,
    health: Health,
    metrics: Metrics,
}

/// Answers until the process ends: it is the last to tell that this process is not ready.
pub fn start(listener: TcpListener, app: &App, health: &Health, metrics: Metrics) {
    tokio::spawn(metrics.clone().tidy());
    let desk = Desk { app: app.clone(), health: health.clone(), metrics };
    let router = Router::new()
        .route("/metrics", get(figures))
        .route("/healthz", get(|| async { Health::alive() }))
        .route("/readyz", get(ready))
        .with_state(desk);
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "The operators' door is shut.");
        }
    });
}

async fn figures(State(desk): State<Desk>) -> Response {
    let text = desk.metrics.render(&desk.app).await;
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

async fn ready(State(desk): State<Desk>) -> Response {
    desk.health.ready(&desk.app.db).await
}
