//! `/news/{number}/<hash>.<kind>`: a picture goes where its item goes, and to the editors.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff_sqlx::ToSqlx;
use kit::web::{Ctx, Path, PictureHead, Tx};
use kit::{Error, Result};
use tenancy::TenantTx;

use crate::reader::Reader;
use crate::rights::EDIT;

pub async fn serve(mut tx: Tx, ctx: Ctx, Path((number, file)): Path<(i32, String)>) -> Result<Response> {
    let (hash, kind) = file.rsplit_once('.').ok_or(Error::NotFound)?;
    let content_type = PictureHead::content_type(kind).ok_or(Error::NotFound)?;
    let reader = Reader::of(&ctx);
    let edits = may_edit(&mut tx, &ctx).await?;
    let bytes = sqlx::query_scalar!(
        "select p.bytes from news_picture p join news_item i on i.id = p.item_id
         where i.number = $4 and p.hash = $5 and p.kind = $6
            and ($7 or i.id in (select * from news_seen($1, $2, $3)))",
        reader.dealer,
        reader.staff,
        reader.now.to_sqlx() as _,
        number,
        hash,
        kind,
        edits
    )
    .fetch_one(tx.db())
    .await?;
    // Kept by the reader's own browser only, and not for long: an item may be taken down, a dealer may leave a group.
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300")),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}

async fn may_edit(tx: &mut TenantTx, ctx: &Ctx) -> Result<bool> {
    let Some(person) = &ctx.person else { return Ok(false) };
    let matrix = ctx.app.matrices.of(tx, person.policy_version).await?;
    Ok(matrix.scope(&person.roles, EDIT.id).is_some())
}
