//! Signing out: the session ends in the database, not only in the browser.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::web::{Ctx, Redirect, SessionToken, Tx};
use tenancy::TenantTx;
use uuid::Uuid;

pub async fn post(mut tx: Tx, ctx: Ctx) -> Result<Response> {
    let session = ctx.person()?.session;
    end(&mut tx, session, ctx.now).await?;
    tx.commit().await?;
    let mut response = Redirect::to("/login").into_response();
    response.headers_mut().append(header::SET_COOKIE, SessionToken::clear_cookie(ctx.app.config.secure));
    Ok(response)
}

pub(super) async fn end(tx: &mut TenantTx, session: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update session set revoked_at = $2 where id = $1 and revoked_at is null",
        session,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(())
}
