//! Traces: a request becomes a span with its route and tenant at a collector, and nothing secret travels along.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;

use super::Binary;
use crate::story::World;

type Sink = Arc<Mutex<Vec<u8>>>;

#[tokio::test(flavor = "multi_thread")]
async fn a_request_makes_a_span_with_route_and_tenant() {
    let world = World::new().await;
    let sink = Sink::default();
    let take = |State(sink): State<Sink>, body: Bytes| async move {
        sink.lock().unwrap().extend_from_slice(&body);
    };
    let router = Router::new().route("/v1/traces", post(take)).with_state(Arc::clone(&sink));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let collector = format!("--otlp-endpoint=http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let binary = Binary::serve(&world, &["--role=web", &collector]).await;
    let page = binary.visitor("alpha").get("/reset/canary-token").await;
    let id = page.headers["x-request-id"].to_str().unwrap().to_owned();
    // What is left is sent at the end.
    tokio::time::sleep(Duration::from_millis(100)).await;
    binary.stop().await;
    let sent = String::from_utf8_lossy(&sink.lock().unwrap()).into_owned();
    for wanted in ["/reset/{token}", "http.route", "tenant", "alpha", "service.name", "portico", &id] {
        assert!(sent.contains(wanted), "no {wanted} in {sent}");
    }
    assert!(!sent.contains("canary-token"));
    world.end().await;
}
