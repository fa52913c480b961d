//! A group's name: given, changed, and gone with the group when nothing uses it.

use axum::response::{IntoResponse, Response};
use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Path, Redirect, Tx, View};
use kit::{Error, Result, refuse};
use serde_json::json;
use tenancy::TenantTx;
use uuid::Uuid;

use super::show;

pub(super) const NAME: &str = "name";
const LONGEST: usize = 80;

/// The typed name, when no other group has it; case does not make a difference. Call it under the lock "groups".
pub(super) async fn read(tx: &mut TenantTx, form: &mut Form, own: Option<Uuid>) -> Result<Option<String>> {
    let Some(name) = form.words(NAME, LONGEST) else { return Ok(None) };
    let taken = sqlx::query_scalar!(
        r#"select exists (select from client_group where lower(name) = lower($1) and ($2::uuid is null or id <> $2)) as "taken!""#,
        name,
        own
    )
    .fetch_one(tx.db())
    .await?;
    if taken {
        form.wrong(NAME, Text::key("accounts-group-taken").with("name", name));
        return Ok(None);
    }
    Ok(Some(name))
}

pub async fn rename(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path(id): Path<Uuid>,
    mut form: Form,
) -> Result<Response> {
    tx.lock("groups").await?;
    let old = name_of(&mut tx, id).await?;
    let Some(name) = read(&mut tx, &mut form, Some(id)).await? else {
        let page = show::page(&mut tx, &reach, id, "", Some(form.state(&[]))).await?;
        return Ok(View::invalid(page).into_response());
    };
    let here = format!("/manage/dealers/groups/{id}");
    if name == old {
        return Ok(Redirect::to(here).into_response());
    }
    sqlx::query!("update client_group set name = $2 where id = $1", id, name).execute(tx.db()).await?;
    note(&mut tx, &ctx, id, "renamed", (Some(&old), Some(&name))).await?;
    tx.commit().await?;
    let said = Flash::ok(Text::key("accounts-group-renamed").with("name", name));
    Ok(Redirect::to(here).saying(said).into_response())
}

/// A group that something names by a foreign key stays, and the answer says so.
pub async fn delete(mut tx: Tx, ctx: Ctx, _reach: Reach, Path(id): Path<Uuid>) -> Result<Redirect> {
    let name = name_of(&mut tx, id).await?;
    note(&mut tx, &ctx, id, "deleted", (Some(&name), None)).await?;
    match sqlx::query!("delete from client_group where id = $1", id).execute(tx.db()).await {
        Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => {
            let here = format!("/manage/dealers/groups/{id}");
            let used = refuse("accounts-group-used").with("name", name);
            return used.fix("accounts-group-back", here).err();
        }
        other => other?,
    };
    tx.commit().await?;
    let said = Flash::ok(Text::key("accounts-group-deleted").with("name", name));
    Ok(Redirect::to("/manage/dealers/groups").saying(said))
}

async fn name_of(tx: &mut TenantTx, id: Uuid) -> Result<String> {
    let name = sqlx::query_scalar!("select name from client_group where id = $1 for update", id)
        .fetch_optional(tx.db())
        .await?;
    name.ok_or(Error::NotFound)
}

async fn note(
    tx: &mut TenantTx,
    ctx: &Ctx,
    id: Uuid,
    act: &str,
    (old, new): (Option<&str>, Option<&str>),
) -> Result<()> {
    let told = |name: &str| json!({ NAME: name });
    let (old, new) = (old.map(told), new.map(told));
    audit::record(tx, ctx, Entry { object: "client_group", object_id: id.to_string(), act, old, new }).await
}
