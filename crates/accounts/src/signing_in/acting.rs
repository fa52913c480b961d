//! A member of the staff looks at the portal as a buyer, and comes back: a new session each way, the old one ends (T9).

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::audit::{self, Entry};
use kit::web::{Ctx, Redirect, SessionToken, Tx};
use kit::{Result, refuse};
use tenancy::TenantTx;
use uuid::Uuid;

use super::{device_of, logout, sessions};

/// Signs the browser in as this person, with a way back. The caller commits and answers with `signed_in`.
pub async fn act_as(tx: &mut TenantTx, ctx: &Ctx, person: Uuid, headers: &HeaderMap) -> Result<SessionToken> {
    let me = ctx.person()?;
    logout::end(tx, me.session, ctx.now).await?;
    let token = sessions::open(tx, ctx, person, &device_of(headers)).await?;
    sqlx::query!("update session set returns_to = $2 where token_hash = $1", token.hash(), me.user)
        .execute(tx.db())
        .await?;
    let entry =
        Entry { object: "person", object_id: person.to_string(), act: "acted_as", old: None, new: None };
    audit::record(tx, ctx, entry).await?;
    Ok(token)
}

/// To this path of the host, with the new session's cookie.
pub fn signed_in(ctx: &Ctx, token: &SessionToken, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    response.headers_mut().append(header::SET_COOKIE, token.set_cookie(ctx.app.config.secure));
    response
}

/// Whether this session is somebody's look at the portal.
pub async fn may_come_back(tx: &mut TenantTx, ctx: &Ctx) -> Result<bool> {
    Ok(whose(tx, ctx).await?.is_some())
}

pub async fn come_back(mut tx: Tx, ctx: Ctx, headers: HeaderMap) -> Result<Response> {
    let Some(owner) = whose(&mut tx, &ctx).await? else {
        return refuse("accounts-no-way-back").fix("accounts-to-start", "/").err();
    };
    logout::end(&mut tx, ctx.person()?.session, ctx.now).await?;
    let token = sessions::open(&mut tx, &ctx, owner, &device_of(&headers)).await?;
    tx.commit().await?;
    Ok(signed_in(&ctx, &token, "/manage"))
}

async fn whose(tx: &mut TenantTx, ctx: &Ctx) -> Result<Option<Uuid>> {
    let owner = sqlx::query_scalar!(
        "select p.id from session s join person p on p.id = s.returns_to
         where s.id = $1 and p.state = 'active' and p.realm = 'staff'",
        ctx.person()?.session
    )
    .fetch_optional(tx.db())
    .await?;
    Ok(owner)
}
