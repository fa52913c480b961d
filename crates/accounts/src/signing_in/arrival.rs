//! Arriving from the sign-up: the public site hands the owner over by a link that lives two minutes and works once. The
//! link opens a page; only its form signs in, so that whatever reads links ahead uses nothing up.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use kit::web::{Ctx, Page, Path, Query, Redirect, SessionToken, Tx, View};
use kit::{Error, Result, refuse};
use serde::{Deserialize, Serialize};
use tenancy::{Access, Tenant};
use uuid::Uuid;

use super::links::{self, Purpose};
use super::login::{home_of, welcome};
use super::{device_of, logout, sessions};

/// The page between the public site and the portal.
#[derive(Serialize)]
pub struct Arrive {
    token: String,
    name: String,
    next: String,
}

impl Page for Arrive {
    const TEMPLATE: &'static str = "accounts/arrival.html";
    fn samples() -> Vec<Self> {
        vec![Self {
            token: "0".repeat(64), name: "Лев Громов".to_owned(), next: "/manage".to_owned()
        }]
    }
}

/// Where the person is to land.
#[derive(Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// The link's secret for the person with this e-mail, made by the platform in a transaction of its own.
pub async fn arrival(tenant: &Tenant, email: &str, now: Timestamp) -> Result<SessionToken> {
    let mut tx = tenant.begin(Access::Write).await?;
    let person: Uuid =
        sqlx::query_scalar!("select id from person where email = $1 and state = 'active'", email)
            .fetch_one(tx.db())
            .await?;
    let token = links::make(&mut tx, person, Purpose::Arrival, now).await?;
    tx.commit().await?;
    Ok(token)
}

pub async fn form(
    mut tx: Tx,
    ctx: Ctx,
    Path(token): Path<String>,
    Query(wanted): Query<Next>,
) -> Result<Response> {
    match links::bearer(&mut tx, &token, Purpose::Arrival, ctx.now).await {
        Ok(bearer) => Ok(View::new(Arrive { token, name: bearer.name, next: wanted.next }).into_response()),
        // "Back" after arriving.
        Err(Error::NotFound) if ctx.person.is_some() => {
            let home = ctx.person()?.realm;
            Ok(Redirect::back_to(Some(&wanted.next), home_of(home)).into_response())
        }
        Err(Error::NotFound) => Err(dead()),
        Err(other) => Err(other),
    }
}

pub async fn post(
    mut tx: Tx,
    ctx: Ctx,
    Path(token): Path<String>,
    headers: HeaderMap,
    form: kit::web::Form,
) -> Result<Response> {
    let bearer = links::bearer(&mut tx, &token, Purpose::Arrival, ctx.now).await.map_err(|_| dead())?;
    links::spend(&mut tx, &token, ctx.now).await.map_err(|_| dead())?;
    if let Some(old) = &ctx.person {
        logout::end(&mut tx, old.session, ctx.now).await?;
    }
    let session = sessions::open(&mut tx, &ctx, bearer.id, &device_of(&headers)).await?;
    tx.commit().await?;
    Ok(welcome(&ctx, &session, bearer.realm, form.get("next")))
}

/// Spent, too old, of another portal, or made up: all read the same.
fn dead() -> Error {
    refuse("accounts-arrival-dead").fix("accounts-login", "/login").into()
}
