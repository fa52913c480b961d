//! A new dealer: the company, its first entity with a checked tax id, and its head, who gets an invitation.

use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::audit::{self, Entry};
use kit::rights::{Reach, Realm};
use kit::text::Text;
use kit::values::{Email, Id, Inn};
use kit::web::{Ctx, Flash, Form, FormState, Page, Redirect, Tx, View};
use kit::{Error, Result};
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::contracts::add_entity;
use crate::people::adding::{NewPerson, add_member, add_person};
use crate::signing_in;

/// /manage/dealers/new
#[derive(Serialize)]
pub struct NewDealer {
    form: FormState,
}

impl Page for NewDealer {
    const TEMPLATE: &'static str = "accounts/dealer_new.html";
    fn samples() -> Vec<Self> {
        let wrong = Text::key("kit-inn-length").with("count", 11).with("value", "77012345678");
        vec![Self { form: FormState::default() }, Self { form: FormState::wrong("tax_id", wrong) }]
    }
}

pub async fn form(_reach: Reach) -> View<NewDealer> {
    View::new(NewDealer { form: FormState::default() })
}

pub async fn post(mut tx: Tx, ctx: Ctx, _reach: Reach, mut form: Form) -> Result<Response> {
    let Some(new) = Filled::read(&mut form) else {
        return Ok(View::invalid(NewDealer { form: form.state(&[]) }).into_response());
    };
    match add(&mut tx, &ctx, &new).await {
        Ok(dealer) => {
            tx.commit().await?;
            let said = Flash::ok(Text::key("accounts-dealer-added").with("name", new.name.as_str()));
            Ok(Redirect::to(format!("/manage/dealers/{dealer}")).saying(said).into_response())
        }
        Err(Error::Refused(refusal)) => {
            form.wrong("email", refusal.text);
            Ok(View::invalid(NewDealer { form: form.state(&[]) }).into_response())
        }
        Err(other) => Err(other),
    }
}

struct Filled {
    name: String,
    city: Option<String>,
    entity: String,
    tax_id: Option<Inn>,
    head: String,
    email: Email,
}

impl Filled {
    fn read(form: &mut Form) -> Option<Self> {
        let name = form.words("name", 120);
        let city = form.words_or_none("city", 80);
        let entity = form.words("entity", 200);
        let tax_id = form.optional("tax_id");
        let head = form.words("head", 80);
        let email = form.required("email");
        form.is_good().then_some(())?;
        Some(Self { name: name?, city, entity: entity?, tax_id, head: head?, email: email? })
    }
}

async fn add(tx: &mut TenantTx, ctx: &Ctx, new: &Filled) -> Result<Uuid> {
    let manager = Some(ctx.person()?.user);
    let dealer = add_dealer(tx, &new.name, new.city.as_deref(), "active", manager, ctx.now).await?;
    let kind = if new.tax_id.as_ref().is_some_and(|inn| inn.as_str().len() == 12) {
        "sole_proprietor"
    } else {
        "organisation"
    };
    add_entity(tx, dealer, kind, &new.entity, new.tax_id.as_ref().map(Inn::as_str)).await?;
    let head = NewPerson {
        email: &new.email,
        name: &new.head,
        realm: Realm::Dealer,
        locale: ctx.locale,
        time_zone: ctx.tenant.time_zone(),
        password_hash: None,
    };
    let person = add_person(tx, &head, ctx.now).await?;
    add_member(tx, dealer, person, "dealer_head", None).await?;
    signing_in::invite(tx, person, ctx.now).await?;
    let new_value = serde_json::json!({ "name": new.name, "entity": new.entity, "head": new.email.as_str() });
    let entry = Entry {
        object: "dealer",
        object_id: dealer.to_string(),
        act: "added",
        old: None,
        new: Some(new_value),
    };
    audit::record(tx, ctx, entry).await?;
    Ok(dealer)
}

/// Adds a dealer's company account. `state`: `pending`, `active` or `blocked`.
pub async fn add_dealer(
    tx: &mut TenantTx,
    name: &str,
    city: Option<&str>,
    state: &str,
    manager: Option<Uuid>,
    now: Timestamp,
) -> Result<Uuid> {
    let id = Id::<NewDealer>::new().uuid();
    sqlx::query!(
        "insert into dealer (id, name, city, state, manager_id, created_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        name,
        city,
        state,
        manager,
        now.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    Ok(id)
}
