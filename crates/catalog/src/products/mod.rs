//! Goods: found by article or words, shown with the reader's own price and stock, explained (C1–C5, C9, C13).

pub mod adding;
pub mod card;
pub(crate) mod facets;
mod find;
mod layout;
pub mod list;
mod lookup;
mod offer;
mod sections;
mod units;
pub mod why;

pub use lookup::{Good, Match, goods_by_id, look_up};
pub use offer::{Availability, availability};
pub use units::{Unit, Units, units};

use kit::Result;
use kit::module::Pages;
use tenancy::TenantTx;
use uuid::Uuid;

/// What the catalog holds, for the demo's counts.
pub struct Counts {
    pub products: i64,
    pub sections: i64,
}

/// Counts goods and sections.
pub async fn count(tx: &mut TenantTx) -> Result<Counts> {
    let row = sqlx::query!(
        r#"select (select count(*) from product where state in ('active', 'discontinued')) as "products!",
            (select count(*) from section) as "sections!""#
    )
    .fetch_one(tx.db())
    .await?;
    Ok(Counts { products: row.products, sections: row.sections })
}

/// The goods that a search finds, in its order, and how many there are.
pub async fn search(tx: &mut TenantTx, q: &str, limit: i64, offset: i64) -> Result<(Vec<Uuid>, i64)> {
    let found = find::find(tx, q, limit, offset).await?;
    Ok((found.ids, found.total))
}

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<list::List>();
    pages.add_block(facets::Filters::TEMPLATE, &facets::Filters::sample());
    pages.add::<card::Card>();
    pages.add::<why::Why>();
}
