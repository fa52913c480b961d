//! What the module adds to the frame of every page: how many items wait to be read, beside the word in the menu.

use futures::future::BoxFuture;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::web::Ctx;
use serde_json::{Value, json};
use tenancy::TenantTx;

use crate::reader::Reader;

pub const OF_DEALERS: &str = "news-menu";
pub const OF_STAFF: &str = "news-menu-staff";

/// One query. Who has just joined does not begin with a heap of old news.
pub fn unread<'a>(tx: &'a mut TenantTx, ctx: &'a Ctx) -> BoxFuture<'a, Result<Value>> {
    Box::pin(async move {
        let reader = Reader::of(ctx);
        let count = sqlx::query_scalar!(
            r#"select count(*) as "count!" from news_seen($1, $2, $3) s (id) join news_item i on i.id = s.id
               where i.publish_at >= (select created_at from person where id = $4)
                   and not exists (select from news_read r where r.item_id = i.id and r.person_id = $4)"#,
            reader.dealer,
            reader.staff,
            reader.now.to_sqlx() as _,
            reader.person
        )
        .fetch_one(tx.db())
        .await?;
        let key = if reader.staff { OF_STAFF } else { OF_DEALERS };
        Ok(json!({ "counts": { key: count } }))
    })
}
