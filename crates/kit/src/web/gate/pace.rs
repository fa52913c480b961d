//! Around each route: the form's body is read before a connection of the database is taken, so that a slow sender holds
//! nothing; then a seat, then a deadline.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tenancy::Tenant;

use super::{Doors, Seen};
use crate::error::{Error, Result, refuse};
use crate::web::Site;
use crate::web::form::LONGEST;

/// How long a route may take, and who reads its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// A page or a form: the body is short and read here.
    Page,
    /// A form with files, read as a stream by its handler with limits of its own.
    Upload,
}

/// What a route's middleware knows; made once per route.
#[derive(Clone)]
pub struct Pace {
    pub doors: Doors,
    pub path: &'static str,
    pub site: Site,
    pub patience: Patience,
}

/// The middleware.
pub async fn pace(State(pace): State<Pace>, request: Request, next: Next) -> Response {
    if let Some(seen) = request.extensions().get::<Seen>() {
        seen.matched(pace.site, pace.path);
    }
    run(&pace, request, next).await.unwrap_or_else(IntoResponse::into_response)
}

async fn run(pace: &Pace, request: Request, next: Next) -> Result<Response> {
    let doors = &pace.doors;
    if let Some(tenant) = request.extensions().get::<Tenant>() {
        doors.crowd.of_tenant(tenant.id())?;
    }
    let request = match pace.patience {
        Patience::Page => read(doors, request).await?,
        Patience::Upload => request,
    };
    let _seat = doors.crowd.seat()?;
    let longest = match pace.patience {
        Patience::Page => doors.limits.page,
        Patience::Upload => doors.limits.upload,
    };
    tokio::time::timeout(longest, next.run(request)).await.map_err(|_| slow())
}

/// The whole body in memory. A body of unknown length is cut at the limit, not at its end.
async fn read(doors: &Doors, request: Request) -> Result<Request> {
    let (parts, body) = request.into_parts();
    let reading = axum::body::to_bytes(body, LONGEST);
    let bytes = match tokio::time::timeout(doors.limits.body, reading).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => return Err(refuse("kit-form-too-long").into()),
        Err(_) => return Err(slow()),
    };
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn slow() -> Error {
    metrics::counter!("portico_refused_total", "why" => "slow").increment(1);
    Error::Unavailable("kit-slow")
}
