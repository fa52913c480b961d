//! What somebody has read. The open page says so by a form of its own, because looking never writes.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff_sqlx::ToSqlx;
use kit::web::{Ctx, Path, Redirect, Tx};
use kit::{Error, Result};
use tenancy::TenantTx;

use super::show;
use crate::reader::Reader;

pub async fn one(mut tx: Tx, ctx: Ctx, Path(number): Path<i32>) -> Result<Response> {
    show::read(&mut tx, &Reader::of(&ctx), number).await?.ok_or(Error::NotFound)?;
    mark(&mut tx, &ctx, Some(number)).await?;
    tx.commit().await?;
    if ctx.htmx {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(format!("/news/{number}")).into_response())
}

/// Everything that the person may see now.
pub async fn all(mut tx: Tx, ctx: Ctx) -> Result<Redirect> {
    mark(&mut tx, &ctx, None).await?;
    tx.commit().await?;
    Ok(Redirect::to("/news"))
}

async fn mark(tx: &mut TenantTx, ctx: &Ctx, number: Option<i32>) -> Result<()> {
    let reader = Reader::of(ctx);
    sqlx::query!(
        "insert into news_read (item_id, person_id, read_at)
         select i.id, $4, $3 from news_seen($1, $2, $3) s (id) join news_item i on i.id = s.id
         where $5::integer is null or i.number = $5
         on conflict do nothing",
        reader.dealer,
        reader.staff,
        reader.now.to_sqlx() as _,
        ctx.person()?.user,
        number
    )
    .execute(tx.db())
    .await?;
    Ok(())
}
