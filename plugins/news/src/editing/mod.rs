//! News as the staff write them: the list, the form, what is kept, what others will see, taking away and bringing back.

mod form;
pub mod list;
pub mod page;
pub mod preview;
pub mod removing;
pub mod saving;
mod store;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::module::Pages;
use kit::values::Id;
use tenancy::TenantTx;

use crate::item::Draft;

pub fn pages(pages: &mut Pages) {
    pages.add::<list::Items>();
    pages.add::<page::Editor>();
    pages.add::<preview::Preview>();
}

/// Adds an item and tells its number; the same way as the form, for the demo and for imports.
pub async fn add(tx: &mut TenantTx, draft: &Draft, author: &str, now: Timestamp) -> Result<i32> {
    let made = store::create(tx, Id::<Draft>::new().uuid(), draft, (author, now)).await?;
    Ok(made.number)
}

/// How many items there are, for the demo and its test.
pub async fn count(tx: &mut TenantTx) -> Result<i64> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from news_item"#).fetch_one(tx.db()).await?;
    Ok(count)
}

/// Everybody has read it; for the demo's past.
pub async fn mark_read_by_all(tx: &mut TenantTx, number: i32, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "insert into news_read (item_id, person_id, read_at)
         select i.id, p.id, $2 from news_item i, person p where i.number = $1 on conflict do nothing",
        number,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(())
}
