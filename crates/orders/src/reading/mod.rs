//! Orders to look at: the dealer's home, lists, an order's page; the manufacturer's Today, list and page.

pub mod home;
pub mod list;
mod parts;
pub mod show;
pub mod staff;
pub mod today;
pub mod why;

use kit::Result;
use kit::module::Pages;
use tenancy::TenantTx;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<home::Home>();
    pages.add::<list::List>();
    pages.add::<show::Show>();
    pages.add::<why::Why>();
    pages.add::<today::Today>();
    pages.add::<staff::Show>();
}

/// How many orders there are, for the demo's counts.
pub async fn count(tx: &mut TenantTx) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"select count(*) as "count!" from sales_order"#).fetch_one(tx.db()).await?)
}
