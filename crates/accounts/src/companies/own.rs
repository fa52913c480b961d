//! A dealer's own company (UX 15): entities with contracts and every term, people, inviting one.

use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use kit::audit::{self, Entry};
use kit::rights::{Reach, Realm};
use kit::text::Text;
use kit::values::{Email, parse_decimal};
use kit::web::{Ctx, Flash, Form, FormState, Page, Redirect, Tx, View};
use kit::{Error, Result};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::contracts::{Terms, list_terms};
use crate::people::adding::{NewPerson, add_member, add_person, choices, may_give, role_of};
use crate::rights::PEOPLE_INVITE;
use crate::signing_in;

/// /company
#[derive(Serialize)]
pub struct Company {
    name: String,
    contracts: Vec<Terms>,
    people: Vec<Colleague>,
    may_invite: bool,
    roles: Vec<Value>,
    form: FormState,
}

/// A person of the company.
#[derive(Serialize)]
pub struct Colleague {
    pub name: String,
    pub email: String,
    pub role_key: String,
    /// In the contract's currency; none is "no limit".
    pub order_limit: Option<String>,
    pub state: String,
    pub last_seen_at: Option<Timestamp>,
}

impl Page for Company {
    const TEMPLATE: &'static str = "accounts/company.html";
    fn samples() -> Vec<Self> {
        let colleague = |name: &str, limit: Option<&str>| Colleague {
            name: name.to_owned(),
            email: "pavel@svet-trade.example".to_owned(),
            role_key: "kit-role-buyer".to_owned(),
            order_limit: limit.map(str::to_owned),
            state: "active".to_owned(),
            last_seen_at: None,
        };
        let page = |contracts, people, form| Self {
            name: "Свет-Трейд".to_owned(),
            contracts,
            people,
            may_invite: true,
            roles: choices(Realm::Dealer),
            form,
        };
        vec![
            page(
                Terms::samples(),
                vec![colleague("Павел Орлов", Some("150000")), colleague("Ольга Ветрова", None)],
                FormState::default(),
            ),
            page(Vec::new(), Vec::new(), FormState::wrong("email", Text::key("kit-field-empty"))),
        ]
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx, reach: Reach) -> Result<View<Company>> {
    Ok(View::new(page(&mut tx, &ctx, &reach, FormState::default()).await?))
}

pub async fn invite(mut tx: Tx, ctx: Ctx, reach: Reach, mut form: Form) -> Result<Response> {
    let Some(new) = Invitation::read(&mut form) else {
        return Ok(View::invalid(page(&mut tx, &ctx, &reach, form.state(&[])).await?).into_response());
    };
    let giver = ctx.person()?;
    let matrix = ctx.app.matrices.of(&mut tx, giver.policy_version).await?;
    if !may_give(&matrix, &giver.roles, new.role, &ctx.app.matrices.rights_of(&ctx.tenant)) {
        form.wrong("role", Text::key("accounts-role-too-much"));
        return Ok(View::invalid(page(&mut tx, &ctx, &reach, form.state(&[])).await?).into_response());
    }
    match add(&mut tx, &ctx, &reach, &new).await {
        Ok(()) => {
            tx.commit().await?;
            let said = Flash::ok(Text::key("accounts-invited").with("email", new.email.as_str()));
            Ok(Redirect::to("/company").saying(said).into_response())
        }
        Err(Error::Refused(refusal)) => {
            form.wrong("email", refusal.text);
            // The statement that met the constraint has ended this transaction; the page needs a fresh one.
            drop(tx);
            let mut again = ctx.tenant.begin(tenancy::Access::Read).await?;
            again.narrow(tenancy::Dealer::One(reach.dealer().unwrap_or_default())).await?;
            Ok(View::invalid(page(&mut again, &ctx, &reach, form.state(&[])).await?).into_response())
        }
        Err(other) => Err(other),
    }
}

struct Invitation {
    name: String,
    email: Email,
    role: &'static str,
    limit: Option<Decimal>,
}

impl Invitation {
    fn read(form: &mut Form) -> Option<Self> {
        let name = form.words("name", 80);
        let email = form.required::<Email>("email");
        let role = role_of(Realm::Dealer, form.get("role")).map(|role| role.id);
        if role.is_none() {
            form.wrong("role", Text::key("kit-field-choice"));
        }
        let typed = form.get("limit").to_owned();
        let limit = match parse_decimal(&typed) {
            _ if typed.is_empty() => None,
            Ok(limit) if limit >= Decimal::ZERO => Some(limit),
            Ok(_) => {
                form.wrong("limit", Text::key("accounts-limit-negative"));
                None
            }
            Err(invalid) => {
                form.wrong("limit", invalid.into_text());
                None
            }
        };
        form.is_good().then_some(())?;
        Some(Self { name: name?, email: email?, role: role?, limit })
    }
}

async fn add(tx: &mut TenantTx, ctx: &Ctx, reach: &Reach, new: &Invitation) -> Result<()> {
    let dealer = reach.dealer().ok_or(Error::NotFound)?;
    let person = NewPerson {
        email: &new.email,
        name: &new.name,
        realm: Realm::Dealer,
        locale: ctx.locale,
        time_zone: &ctx.person()?.time_zone,
        password_hash: None,
    };
    let id = add_person(tx, &person, ctx.now).await?;
    add_member(tx, dealer, id, new.role, new.limit).await?;
    signing_in::invite(tx, id, ctx.now).await?;
    let new_value = serde_json::json!({ "email": new.email.as_str(), "role": new.role, "limit": new.limit });
    let entry = Entry {
        object: "person",
        object_id: id.to_string(),
        act: "invited",
        old: None,
        new: Some(new_value),
    };
    audit::record(tx, ctx, entry).await
}

async fn page(tx: &mut TenantTx, ctx: &Ctx, reach: &Reach, form: FormState) -> Result<Company> {
    let dealer = reach.dealer().ok_or(Error::NotFound)?;
    let person = ctx.person()?;
    let name =
        sqlx::query_scalar!("select name from dealer where id = $1", dealer).fetch_one(tx.db()).await?;
    let matrix = ctx.app.matrices.of(tx, person.policy_version).await?;
    Ok(Company {
        name,
        contracts: list_terms(tx, dealer).await?,
        people: people_of(tx, dealer).await?,
        may_invite: matrix.scope(&person.roles, PEOPLE_INVITE.id).is_some(),
        roles: choices(Realm::Dealer),
        form,
    })
}

pub(super) async fn people_of(tx: &mut TenantTx, dealer: Uuid) -> Result<Vec<Colleague>> {
    let rows = sqlx::query!(
        r#"select p.name, p.email, 'kit-role-' || replace(m.role, '_', '-') as "role_key!", m.order_limit, p.state,
            p.last_seen_at as "last_seen_at: jiff_sqlx::Timestamp"
         from membership m join person p on p.id = m.person_id where m.dealer_id = $1 order by p.name, p.id"#,
        dealer
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Colleague {
            name: row.name,
            email: row.email,
            role_key: row.role_key,
            order_limit: row.order_limit.map(|limit| limit.normalize().to_string()),
            state: row.state,
            last_seen_at: row.last_seen_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
        .collect())
}
