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

use crate::life::State;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<home::Home>();
    pages.add::<list::List>();
    pages.add::<show::Show>();
    pages.add::<why::Why>();
    pages.add::<today::Today>();
    pages.add::<staff::Show>();
}

/// How many orders there are, for the demo's counts.
pub struct Counts {
    pub orders: i64,
    /// By state, in the order of `State::ALL`.
    pub states: [i64; 6],
    /// Carts with something in them.
    pub carts: i64,
}

/// Counts orders and carts.
pub async fn count(tx: &mut TenantTx) -> Result<Counts> {
    let rows = sqlx::query!(r#"select state, count(*) as "count!" from sales_order group by state"#)
        .fetch_all(tx.db())
        .await?;
    let carts = sqlx::query_scalar!(r#"select count(*) as "count!" from cart where lines > 0"#)
        .fetch_one(tx.db())
        .await?;
    let of =
        |state: State| rows.iter().filter(|row| row.state == state.code()).map(|row| row.count).sum::<i64>();
    let states = State::ALL.map(of);
    Ok(Counts { orders: states.iter().sum(), states, carts })
}
