//! Companies of dealers: their own page, and the manufacturer's list and card of dealers.

pub mod adding;
pub mod dealer;
pub mod list;
pub mod own;

use kit::module::Pages;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<own::Company>();
    pages.add::<list::Dealers>();
    pages.add::<dealer::Dealer>();
    pages.add::<adding::NewDealer>();
}

/// How much there is of everything, for the demo and its test.
pub struct Counted {
    pub people: i64,
    pub dealers: i64,
    pub entities: i64,
    pub contracts: i64,
}

pub async fn count(tx: &mut tenancy::TenantTx) -> kit::Result<Counted> {
    Ok(sqlx::query_as!(
        Counted,
        r#"select (select count(*) from person) as "people!", (select count(*) from dealer) as "dealers!",
            (select count(*) from entity) as "entities!", (select count(*) from contract) as "contracts!""#
    )
    .fetch_one(tx.db())
    .await?)
}

/// Dealers who can sign in, by their names, at most so many: for choosers of other rooms.
pub async fn named(tx: &mut tenancy::TenantTx, most: i64) -> kit::Result<Vec<crate::groups::Named>> {
    Ok(sqlx::query_as!(
        crate::groups::Named,
        "select id, name, city from dealer where state <> 'blocked' order by name, id limit $1",
        most
    )
    .fetch_all(tx.db())
    .await?)
}
