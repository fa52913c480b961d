//! `/look/<hash>.css` and `/look/<hash>.png`: named by their content, so browsers keep them for ever; only the tenant's own.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::look::Look;
use kit::web::{Ctx, Path, Tx};
use kit::{Error, Result};

pub async fn serve(mut tx: Tx, ctx: Ctx, Path(file): Path<String>) -> Result<Response> {
    let (hash, kind) = file.rsplit_once('.').ok_or(Error::NotFound)?;
    let content_type = match kind {
        "css" => "text/css; charset=utf-8",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        _ => return Err(Error::NotFound),
    };
    let body = if kind == "css" {
        let look = Look::read(&mut tx, ctx.app.looks.themes()).await?;
        let own = look.style.as_deref().and_then(|style| style.strip_prefix("/look/"));
        if own != Some(file.as_str()) {
            return Err(Error::NotFound);
        }
        Body::from(look.palette.css())
    } else {
        let found = sqlx::query_scalar!(
            r#"select logo as "logo!" from look where logo_hash = $1 and logo_kind = $2 and logo is not null"#,
            hash,
            kind
        )
        .fetch_one(tx.db())
        .await?;
        Body::from(found)
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, body).into_response())
}
