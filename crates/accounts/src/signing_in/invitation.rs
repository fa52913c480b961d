//! Accepting an invitation: the name, a password, and the person is in.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use kit::Result;
use kit::text::Text;
use kit::web::{Ctx, Form, FormState, Page, Path, Tx, View};
use serde::Serialize;
use tenancy::{Access, TenantTx};
use uuid::Uuid;

use super::links::{self, Purpose};
use super::login::welcome;
use super::reset::{change, dead_link, new_password};
use super::{SHORTEST, device_of, password, sessions};

/// The page of the invitation's link.
#[derive(Serialize)]
pub struct Accept {
    form: FormState,
    email: String,
    shortest: usize,
}

impl Page for Accept {
    const TEMPLATE: &'static str = "accounts/invitation.html";
    fn samples() -> Vec<Self> {
        let email = "pavel@svet-trade.example".to_owned();
        let form = FormState::wrong("name", Text::key("kit-field-empty"));
        vec![
            Self {
                form: FormState::with(&[("name", "Павел Орлов")]),
                email: email.clone(),
                shortest: SHORTEST,
            },
            Self { form, email, shortest: SHORTEST },
        ]
    }
}

pub async fn form(mut tx: Tx, ctx: Ctx, Path(token): Path<String>) -> Result<View<Accept>> {
    let bearer =
        links::bearer(&mut tx, &token, Purpose::Invitation, ctx.now).await.map_err(|_| dead_link())?;
    let form = FormState::with(&[("name", &bearer.name)]);
    Ok(View::new(Accept { form, email: bearer.email, shortest: SHORTEST }))
}

pub async fn accept(
    mut tx: Tx,
    ctx: Ctx,
    Path(token): Path<String>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response> {
    let bearer =
        links::bearer(&mut tx, &token, Purpose::Invitation, ctx.now).await.map_err(|_| dead_link())?;
    let name = form.words("name", 80);
    let fresh = new_password(&mut form);
    let (Some(name), Some(fresh)) = (name, fresh) else {
        let page = Accept { form: form.state(&["password"]), email: bearer.email, shortest: SHORTEST };
        return Ok(View::invalid(page).into_response());
    };
    // No connection is held while the password is hashed; the link is used up after it, once.
    drop(tx);
    let hash = password::hash(&fresh).await?;
    let mut tx = ctx.tenant.begin(Access::Write).await?;
    links::spend(&mut tx, &token, ctx.now).await.map_err(|_| dead_link())?;
    rename(&mut tx, bearer.id, &name).await?;
    change(&mut tx, &ctx, bearer.id, &hash, None).await?;
    let session = sessions::open(&mut tx, &ctx, bearer.id, &device_of(&headers)).await?;
    tx.commit().await?;
    Ok(welcome(&ctx, &session, bearer.realm, ""))
}

async fn rename(tx: &mut TenantTx, person: Uuid, name: &str) -> Result<()> {
    sqlx::query!("update person set name = $2 where id = $1", person, name).execute(tx.db()).await?;
    Ok(())
}
