//! The outermost middleware: names the request, finds the caller, and sees to it that a line is left behind.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use tracing::field::Empty;

use super::request_id::{HEADER, request_id};
use super::seen::{Counted, Line};
use super::{Doors, Seen};
use crate::web::Address;

pub async fn watch(State(doors): State<Doors>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let trusted = peer.is_some_and(|peer| doors.proxies.trusts(peer));
    let id = request_id(request.headers(), trusted);
    let caller = peer.map(|peer| doors.proxies.caller(peer, request.headers()));
    let span = tracing::error_span!(
        target: "portico::request", "request",
        request.id = id, tenant = Empty, http.route = Empty, http.request.method = %request.method(),
        http.response.status_code = Empty, otel.name = Empty, otel.kind = "server", otel.status_code = Empty
    );
    let seen = Seen::new(id.clone(), request.method(), span.clone());
    let mut line = Line::begin(seen.clone());
    let extensions = request.extensions_mut();
    extensions.insert(seen);
    extensions.insert(Address(caller.map_or_else(String::new, |caller: IpAddr| caller.to_string())));
    let mut response = next.run(request).instrument(span).await;
    line.answered(response.status());
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(HEADER, value);
    }
    if doors.health.is_stopping() {
        // The caller's next request shall begin with a new connection, at a process that stays.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response.map(|body| Counted::around(body, line))
}
