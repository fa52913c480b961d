//! Client groups (A7): dealers put together by hand, for news, prices and whatever else is meant for some of them.

pub mod list;
pub mod members;
pub mod naming;
pub mod show;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::module::Pages;
use kit::values::Id;
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

/// A group as choosers and lists show it.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    pub id: Uuid,
    pub name: String,
    /// How many dealers are in it.
    pub dealers: i64,
}

/// A dealer in a list to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    pub id: Uuid,
    pub name: String,
    pub city: Option<String>,
}

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<list::Groups>();
    pages.add::<show::Show>();
}

/// All groups by their names, for choosers.
pub async fn all(tx: &mut TenantTx) -> Result<Vec<Group>> {
    let groups = sqlx::query_as!(
        Group,
        r#"select g.id, g.name,
            (select count(*) from client_group_member m where m.group_id = g.id) as "dealers!"
         from client_group g order by lower(g.name), g.id"#
    )
    .fetch_all(tx.db())
    .await?;
    Ok(groups)
}

/// The groups that a dealer is in.
pub async fn groups_of(tx: &mut TenantTx, dealer: Uuid) -> Result<Vec<Group>> {
    let groups = sqlx::query_as!(
        Group,
        r#"select g.id, g.name,
            (select count(*) from client_group_member o where o.group_id = g.id) as "dealers!"
         from client_group g join client_group_member m on m.group_id = g.id and m.dealer_id = $1
         order by lower(g.name), g.id"#,
        dealer
    )
    .fetch_all(tx.db())
    .await?;
    Ok(groups)
}

/// The group of this name; made when there is none. For the demo and for imports.
pub async fn add_group(tx: &mut TenantTx, name: &str, now: Timestamp) -> Result<Uuid> {
    let id = Id::<Group>::new().uuid();
    let made = sqlx::query_scalar!(
        r#"with made as (insert into client_group (id, name, created_at) values ($1, $2, $3)
            on conflict (lower(name)) do nothing returning id)
         select coalesce((select id from made), (select id from client_group where lower(name) = lower($2))) as "id!""#,
        id,
        name,
        now.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    Ok(made)
}

/// Puts dealers into a group. Those that are in it already stay; the answer is how many are new.
pub async fn add_members(tx: &mut TenantTx, group: Uuid, dealers: &[Uuid], now: Timestamp) -> Result<u64> {
    let added = sqlx::query!(
        "insert into client_group_member (group_id, dealer_id, added_at)
         select $1, id, $3 from dealer where id = any($2) on conflict do nothing",
        group,
        dealers,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(added.rows_affected())
}
