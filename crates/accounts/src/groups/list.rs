//! The manufacturer's list of groups, and adding one.

use axum::response::{IntoResponse, Response};
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::values::Id;
use kit::web::{Ctx, Flash, Form, FormState, Page, Redirect, Tx, View};
use serde::Serialize;
use uuid::Uuid;

use super::naming::{self, NAME};
use super::{Group, all};

/// /manage/dealers/groups
#[derive(Serialize)]
pub struct Groups {
    rows: Vec<Group>,
    form: FormState,
}

impl Page for Groups {
    const TEMPLATE: &'static str = "accounts/groups.html";
    fn samples() -> Vec<Self> {
        let long = "Электромонтажные организации Уральского и Сибирского федеральных округов с отсрочкой";
        let group = |name: &str, dealers| Group { id: Uuid::nil(), name: name.to_owned(), dealers };
        let taken = Text::key("accounts-group-taken").with("name", "Опт");
        vec![
            Self { rows: vec![group("Опт", 21), group(long, 0)], form: FormState::default() },
            Self { rows: Vec::new(), form: FormState::wrong("name", taken) },
        ]
    }
}

pub async fn show(mut tx: Tx, _reach: Reach) -> Result<View<Groups>> {
    Ok(View::new(Groups { rows: all(&mut tx).await?, form: FormState::default() }))
}

pub async fn add(mut tx: Tx, ctx: Ctx, _reach: Reach, mut form: Form) -> Result<Response> {
    tx.lock("groups").await?;
    let Some(name) = naming::read(&mut tx, &mut form, None).await? else {
        let page = Groups { rows: all(&mut tx).await?, form: form.state(&[]) };
        return Ok(View::invalid(page).into_response());
    };
    let id = Id::<Group>::new().uuid();
    sqlx::query!(
        "insert into client_group (id, name, created_at) values ($1, $2, $3)",
        id,
        name,
        ctx.now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    let new = Some(serde_json::json!({ NAME: name }));
    let entry = Entry { object: "client_group", object_id: id.to_string(), act: "added", old: None, new };
    audit::record(&mut tx, &ctx, entry).await?;
    tx.commit().await?;
    let said = Flash::ok(Text::key("accounts-group-added").with("name", name));
    Ok(Redirect::to(format!("/manage/dealers/groups/{id}")).saying(said).into_response())
}
