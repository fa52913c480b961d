//! Dealers come into a group and leave it.

use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Path, Redirect, Tx};
use kit::{Error, Result, refuse};
use serde_json::json;
use tenancy::TenantTx;
use uuid::Uuid;

use super::add_members;

/// The ticked dealers, each within the reach of the person.
pub async fn add(mut tx: Tx, ctx: Ctx, reach: Reach, Path(id): Path<Uuid>, form: Form) -> Result<Redirect> {
    let (name, here) = group(&mut tx, id).await?;
    let dealers = chosen(&mut tx, &reach, &form).await?;
    let added = add_members(&mut tx, id, &dealers, ctx.now).await?;
    if added == 0 {
        return Ok(Redirect::to(here));
    }
    note(&mut tx, &ctx, id, "members added", &dealers).await?;
    tx.commit().await?;
    let n = i64::try_from(added).unwrap_or(i64::MAX);
    let said = Text::key("accounts-group-members-added").with("n", n).with("name", name);
    Ok(Redirect::to(here).saying(Flash::ok(said)))
}

pub async fn remove(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path(id): Path<Uuid>,
    form: Form,
) -> Result<Redirect> {
    let (name, here) = group(&mut tx, id).await?;
    let dealers = chosen(&mut tx, &reach, &form).await?;
    let removed = sqlx::query!(
        "delete from client_group_member where group_id = $1 and dealer_id = any($2)",
        id,
        &dealers
    )
    .execute(tx.db())
    .await?
    .rows_affected();
    if removed == 0 {
        return Ok(Redirect::to(here));
    }
    note(&mut tx, &ctx, id, "members removed", &dealers).await?;
    tx.commit().await?;
    let n = i64::try_from(removed).unwrap_or(i64::MAX);
    let said = Text::key("accounts-group-members-removed").with("n", n).with("name", name);
    Ok(Redirect::to(here).saying(Flash::ok(said)))
}

/// The group's name and page, or 404.
async fn group(tx: &mut TenantTx, id: Uuid) -> Result<(String, String)> {
    let name = sqlx::query_scalar!("select name from client_group where id = $1", id)
        .fetch_optional(tx.db())
        .await?;
    Ok((name.ok_or(Error::NotFound)?, format!("/manage/dealers/groups/{id}")))
}

/// The dealers that the form names; one that is not there, or out of reach, refuses all of them.
async fn chosen(tx: &mut TenantTx, reach: &Reach, form: &Form) -> Result<Vec<Uuid>> {
    let typed: Vec<&str> = form.all("dealer").collect();
    let ids: Vec<Uuid> = typed.iter().filter_map(|id| id.parse().ok()).collect();
    if typed.is_empty() {
        return refuse("accounts-group-nobody").err();
    }
    let known = sqlx::query_scalar!(
        "select id from dealer where id = any($1) and ($2::uuid is null or manager_id = $2) order by id",
        &ids,
        reach.manager()
    )
    .fetch_all(tx.db())
    .await?;
    let all = ids.len() == typed.len() && ids.iter().all(|id| known.contains(id));
    if all { Ok(known) } else { refuse("accounts-group-stranger").err() }
}

async fn note(tx: &mut TenantTx, ctx: &Ctx, id: Uuid, act: &str, dealers: &[Uuid]) -> Result<()> {
    let new = Some(json!({ "dealers": dealers }));
    audit::record(tx, ctx, Entry { object: "client_group", object_id: id.to_string(), act, old: None, new })
        .await
}
