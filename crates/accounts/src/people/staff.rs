//! The manufacturer's staff: who they are, which roles they have, inviting one.

use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use kit::audit::{self, Entry};
use kit::rights::{Reach, Realm};
use kit::text::Text;
use kit::values::Email;
use kit::web::{Ctx, Flash, Form, FormState, Page, Redirect, Tx, View};
use kit::{Error, Result};
use serde::Serialize;
use serde_json::Value;
use tenancy::TenantTx;

use super::adding::{NewPerson, add_person, add_staff_role, choices, may_give, role_of};
use crate::signing_in;

/// /manage/settings/staff
#[derive(Serialize)]
pub struct Staff {
    people: Vec<Member>,
    form: FormState,
    roles: Vec<Value>,
}

/// A person of the staff, or of a dealer.
#[derive(Serialize)]
pub struct Member {
    pub name: String,
    pub email: String,
    pub role_keys: Vec<String>,
    pub state: String,
    pub last_seen_at: Option<Timestamp>,
}

impl Page for Staff {
    const TEMPLATE: &'static str = "accounts/staff.html";
    fn samples() -> Vec<Self> {
        let long = "Константин Константинович Константинопольский-Задунайский из отдела продаж Сибири";
        let member = |name: &str, state: &str| Member {
            name: name.to_owned(),
            email: "someone@voltarika.example".to_owned(),
            role_keys: vec!["kit-role-owner".to_owned(), "kit-role-sales-manager".to_owned()],
            state: state.to_owned(),
            last_seen_at: None,
        };
        vec![
            Self {
                people: vec![member("Лев Громов", "active"), member(long, "invited")],
                form: FormState::default(),
                roles: choices(Realm::Staff),
            },
            Self {
                people: Vec::new(),
                form: FormState::wrong("email", Text::key("kit-field-empty")),
                roles: choices(Realm::Staff),
            },
        ]
    }
}

pub async fn show(mut tx: Tx, _reach: Reach) -> Result<View<Staff>> {
    Ok(View::new(page(&mut tx, FormState::default()).await?))
}

pub async fn invite(mut tx: Tx, ctx: Ctx, _reach: Reach, mut form: Form) -> Result<Response> {
    let name = form.words("name", 80);
    let email: Option<Email> = form.required("email");
    let role = role_of(Realm::Staff, form.get("role"));
    if role.is_none() {
        form.wrong("role", Text::key("kit-field-choice"));
    }
    let (Some(name), Some(email), Some(role)) = (name, email, role) else {
        return Ok(View::invalid(page(&mut tx, form.state(&[])).await?).into_response());
    };
    let giver = ctx.person()?;
    let matrix = ctx.app.matrices.of(&mut tx, giver.policy_version).await?;
    if !may_give(&matrix, &giver.roles, role.id, &ctx.app.matrices.rights_of(&ctx.tenant)) {
        form.wrong("role", Text::key("accounts-role-too-much"));
        return Ok(View::invalid(page(&mut tx, form.state(&[])).await?).into_response());
    }
    let new = NewPerson {
        email: &email,
        name: &name,
        realm: Realm::Staff,
        locale: ctx.locale,
        time_zone: ctx.tenant.time_zone(),
        password_hash: None,
    };
    let person = match add_person(&mut tx, &new, ctx.now).await {
        Err(Error::Refused(refusal)) => {
            form.wrong("email", refusal.text);
            // The statement that met the constraint has ended this transaction; the page needs a fresh one.
            drop(tx);
            let mut again = ctx.tenant.begin(tenancy::Access::Read).await?;
            return Ok(View::invalid(page(&mut again, form.state(&[])).await?).into_response());
        }
        other => other?,
    };
    add_staff_role(&mut tx, person, role.id).await?;
    signing_in::invite(&mut tx, person, ctx.now).await?;
    let new_value = serde_json::json!({ "email": email.as_str(), "role": role.id });
    let entry = Entry {
        object: "person",
        object_id: person.to_string(),
        act: "invited",
        old: None,
        new: Some(new_value),
    };
    audit::record(&mut tx, &ctx, entry).await?;
    tx.commit().await?;
    let said = Flash::ok(Text::key("accounts-invited").with("email", email.as_str()));
    Ok(Redirect::to("/manage/settings/staff").saying(said).into_response())
}

async fn page(tx: &mut TenantTx, form: FormState) -> Result<Staff> {
    let rows = sqlx::query!(
        r#"select p.name, p.email, p.state, p.last_seen_at as "last_seen_at: jiff_sqlx::Timestamp",
            array(select 'kit-role-' || replace(r.role, '_', '-') from staff_role r where r.person_id = p.id
                order by r.role) as "role_keys!"
           from person p where p.realm = 'staff' order by p.name, p.id"#
    )
    .fetch_all(tx.db())
    .await?;
    let people = rows
        .into_iter()
        .map(|row| Member {
            name: row.name,
            email: row.email,
            role_keys: row.role_keys,
            state: row.state,
            last_seen_at: row.last_seen_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
        .collect();
    Ok(Staff { people, form, roles: choices(Realm::Staff) })
}

/// Name and e-mail of the portal's owner, the one who has been there longest: whom the platform writes to, and whom
/// dealers may ask when the portal is closed.
pub async fn owner_of(tx: &mut TenantTx) -> Result<Option<(String, String)>> {
    let row = sqlx::query!(
        "select p.name, p.email from person p join staff_role r on r.person_id = p.id
         where r.role = 'owner' and p.state = 'active' order by p.created_at limit 1"
    )
    .fetch_optional(tx.db())
    .await?;
    Ok(row.map(|row| (row.name, row.email)))
}
