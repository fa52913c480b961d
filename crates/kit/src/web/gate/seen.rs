//! What becomes known of a request on its way, and the one line and the figures that it leaves behind.

use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use http_body::{Frame, SizeHint};
use tracing::Span;

use crate::web::Site;

/// Filled in by whoever learns it first. Routes and sites are the program's own words, so they may be labels; paths
/// never are: a reset link is a path.
#[derive(Clone)]
pub struct Seen(Arc<Facts>);

struct Facts {
    id: String,
    method: &'static str,
    tenant: OnceLock<String>,
    place: OnceLock<(&'static str, &'static str)>,
    span: Span,
}

impl Seen {
    pub(super) fn new(id: String, method: &Method, span: Span) -> Self {
        let facts = Facts { id, method: word(method), tenant: OnceLock::new(), place: OnceLock::new(), span };
        Self(Arc::new(facts))
    }

    pub(in crate::web) fn of_tenant(&self, slug: &str) {
        self.0.span.record("tenant", slug);
        let _first = self.0.tenant.set(slug.to_owned());
    }

    pub(in crate::web) fn matched(&self, site: Site, route: &'static str) {
        let site = match site {
            Site::Tenant => "tenant",
            Site::Console => "console",
            Site::Public => "public",
        };
        self.at(site, route);
    }

    /// What belongs to no front: files and probes.
    pub(in crate::web) fn at(&self, site: &'static str, route: &'static str) {
        self.0.span.record("http.route", route);
        self.0.span.record("otel.name", format!("{} {route}", self.0.method));
        let _first = self.0.place.set((site, route));
    }

    fn place(&self) -> (&'static str, &'static str) {
        self.0.place.get().copied().unwrap_or(("none", "none"))
    }
}

/// Methods as labels: what a caller makes up is `other`.
fn word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Written when it is dropped: after the last byte of the answer, or when the caller went away before it.
pub(super) struct Line {
    seen: Seen,
    begun: Instant,
    status: Option<StatusCode>,
    bytes: u64,
}

impl Line {
    pub fn begin(seen: Seen) -> Self {
        metrics::gauge!("portico_requests_in_flight").increment(1);
        Self { seen, begun: Instant::now(), status: None, bytes: 0 }
    }

    pub fn answered(&mut self, status: StatusCode) {
        self.status = Some(status);
        self.seen.0.span.record("http.response.status_code", status.as_u16());
        if status.is_server_error() {
            self.seen.0.span.record("otel.status_code", "ERROR");
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let (facts, took) = (&self.seen.0, self.begun.elapsed());
        let (site, route) = self.seen.place();
        // 499 as nginx counts it: the caller was gone before there was an answer.
        let status = self.status.map_or(499, |status| status.as_u16());
        let class = match status / 100 {
            1 | 2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            _ => "5xx",
        };
        metrics::gauge!("portico_requests_in_flight").decrement(1);
        metrics::counter!("portico_requests_total", "site" => site, "method" => facts.method, "route" => route, "status" => class)
            .increment(1);
        metrics::histogram!("portico_request_seconds", "site" => site, "method" => facts.method, "route" => route)
            .record(took);
        let tenant = facts.tenant.get().map_or("", String::as_str);
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        if site == "probe" {
            return;
        }
        tracing::info!(
            target: "portico::access",
            { request.id = facts.id.as_str(), tenant, site, method = facts.method, route, status, ms, bytes = self.bytes },
            "request"
        );
    }
}

/// A body that counts itself and ends with its line.
pub(super) struct Counted {
    inner: Body,
    line: Line,
}

impl Counted {
    pub fn around(inner: Body, line: Line) -> Body {
        Body::new(Self { inner, line })
    }
}

impl http_body::Body for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let next = Pin::new(&mut self.inner).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &next {
            let length = frame.data_ref().map_or(0, Bytes::len);
            self.line.bytes += u64::try_from(length).unwrap_or(0);
        }
        next
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
