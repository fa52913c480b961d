//! A forgotten password: the answer never tells whether the e-mail is known; the letter decides.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use kit::audit::{self, Entry};
use kit::text::Text;
use kit::values::{Email, Id};
use kit::web::{Ctx, Form, FormState, Page, Path, Tx, View};
use kit::{Result, refuse};
use serde::Serialize;
use tenancy::{Access, NewJob, TenantTx};
use uuid::Uuid;

use super::links::{self, Purpose};
use super::login::welcome;
use super::{RESET, SHORTEST, device_of, limits, password, sessions, weakness};

/// Asks for the e-mail; says "sent" to everybody.
#[derive(Serialize)]
pub struct Ask {
    form: FormState,
    sent_to: Option<String>,
}

impl Page for Ask {
    const TEMPLATE: &'static str = "accounts/reset.html";
    fn samples() -> Vec<Self> {
        vec![
            Self { form: FormState::default(), sent_to: None },
            Self { form: FormState::default(), sent_to: Some("olga@svet-trade.example".to_owned()) },
        ]
    }
}

/// Asks for the new password.
#[derive(Serialize)]
pub struct NewPassword {
    form: FormState,
    email: String,
    shortest: usize,
}

impl Page for NewPassword {
    const TEMPLATE: &'static str = "accounts/new_password.html";
    fn samples() -> Vec<Self> {
        let email = "olga@svet-trade.example".to_owned();
        vec![Self {
            form: FormState::wrong("password", Text::key("accounts-password-common")),
            email,
            shortest: SHORTEST,
        }]
    }
}

pub async fn ask() -> View<Ask> {
    View::new(Ask { form: FormState::default(), sent_to: None })
}

pub async fn post(mut tx: Tx, ctx: Ctx, mut form: Form) -> Result<View<Ask>> {
    let Some(email) = form.required::<Email>("email") else {
        return Ok(View::invalid(Ask { form: form.state(&[]), sent_to: None }));
    };
    limits::take_request(&mut tx, &ctx, email.as_str()).await?;
    queue_letter(&mut tx, email.as_str(), ctx.now).await?;
    tx.commit().await?;
    Ok(View::new(Ask { form: FormState::default(), sent_to: Some(email.to_string()) }))
}

/// The same work whether the e-mail is known or not, so that the time tells nothing: the letter's job decides (T24). A
/// letter a minute at most.
async fn queue_letter(tx: &mut TenantTx, email: &str, now: Timestamp) -> Result<()> {
    let person: Option<Uuid> =
        sqlx::query_scalar!("select id from person where email = $1 and state = 'active'", email)
            .fetch_optional(tx.db())
            .await?;
    let minute = now.as_second() / 60;
    let key = format!("{}@{minute}", person.unwrap_or_else(|| Id::<Ask>::new().uuid()));
    let payload = serde_json::json!({ "person": person });
    tx.enqueue(NewJob { kind: RESET, key, payload, run_at: None }).await?;
    Ok(())
}

pub async fn form(mut tx: Tx, ctx: Ctx, Path(token): Path<String>) -> Result<View<NewPassword>> {
    let bearer = links::bearer(&mut tx, &token, Purpose::Reset, ctx.now).await.map_err(|_| dead_link())?;
    Ok(View::new(NewPassword { form: FormState::default(), email: bearer.email, shortest: SHORTEST }))
}

pub async fn set(
    mut tx: Tx,
    ctx: Ctx,
    Path(token): Path<String>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response> {
    let bearer = links::bearer(&mut tx, &token, Purpose::Reset, ctx.now).await.map_err(|_| dead_link())?;
    let Some(fresh) = new_password(&mut form) else {
        let page = NewPassword { form: form.state(&["password"]), email: bearer.email, shortest: SHORTEST };
        return Ok(View::invalid(page).into_response());
    };
    // No connection is held while the password is hashed; the link is used up after it, once.
    drop(tx);
    let hash = password::hash(&fresh).await?;
    let mut tx = ctx.tenant.begin(Access::Write).await?;
    links::spend(&mut tx, &token, ctx.now).await.map_err(|_| dead_link())?;
    change(&mut tx, &ctx, bearer.id, &hash, None).await?;
    let session = sessions::open(&mut tx, &ctx, bearer.id, &device_of(&headers)).await?;
    tx.commit().await?;
    Ok(welcome(&ctx, &session, bearer.realm, ""))
}

/// Sets the password, ends all other sessions and every link that could set it again.
pub(crate) async fn change(
    tx: &mut TenantTx,
    ctx: &Ctx,
    person: Uuid,
    hash: &str,
    but: Option<Uuid>,
) -> Result<()> {
    sqlx::query!("update person set password_hash = $2, state = 'active' where id = $1", person, hash)
        .execute(tx.db())
        .await?;
    sessions::revoke_of_person(tx, person, but, ctx.now).await?;
    links::spend_every(tx, person, ctx.now).await?;
    let entry = Entry {
        object: "person",
        object_id: person.to_string(),
        act: "password_changed",
        old: None,
        new: None,
    };
    audit::record(tx, ctx, entry).await
}

/// The typed password, if it is none of those that are guessed first.
pub(crate) fn new_password(form: &mut Form) -> Option<String> {
    let typed = form.raw("password").to_owned();
    match weakness(&typed, &[]) {
        None => Some(typed),
        Some(weak) => {
            form.wrong("password", weak);
            None
        }
    }
}

/// Spent, expired, of another portal, or made up: all read the same.
pub(super) fn dead_link() -> kit::Error {
    refuse("accounts-link-dead").fix("accounts-link-again", "/reset").into()
}
