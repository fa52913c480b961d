//! The person's own page: name, language, zone, look, password, sessions.

use axum::response::{IntoResponse, Response};
use kit::Result;
use kit::rights::Realm;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, FormState, Page, Redirect, Tx, View};
use serde::Serialize;
use tenancy::{Access, TenantTx};

use super::sessions::{Session, list};
use crate::signing_in::reset::{change, new_password};
use crate::signing_in::{SHORTEST, hash, take_attempt, verify};

/// /me
#[derive(Serialize)]
pub struct Me {
    form: FormState,
    password: FormState,
    shortest: usize,
    sessions: Vec<Session>,
    companies: Vec<Company>,
    staff: bool,
}

/// A company that the person may act for.
#[derive(Serialize)]
pub struct Company {
    id: String,
    name: String,
    current: bool,
}

impl Page for Me {
    const TEMPLATE: &'static str = "accounts/me.html";
    fn template(&self) -> &'static str {
        if self.staff { "accounts/me_staff.html" } else { Self::TEMPLATE }
    }

    fn samples() -> Vec<Self> {
        let form = FormState::with(&[
            ("name", "Ольга Ветрова"),
            ("density", "compact"),
            ("time_zone", "Europe/Moscow"),
        ]);
        let company = |name: &str, current| Company { id: "1".to_owned(), name: name.to_owned(), current };
        vec![
            Self {
                form: form.clone(),
                password: FormState::default(),
                shortest: SHORTEST,
                sessions: Session::samples(),
                companies: vec![company("Свет-Трейд", true), company("Труба и Кабель", false)],
                staff: false,
            },
            Self {
                form,
                password: FormState::wrong("old", Text::key("accounts-password-wrong")),
                shortest: SHORTEST,
                sessions: Vec::new(),
                companies: Vec::new(),
                staff: true,
            },
        ]
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx) -> Result<View<Me>> {
    let page = page(&mut tx, &ctx, None, FormState::default()).await?;
    Ok(View::new(page))
}

pub async fn save(mut tx: Tx, ctx: Ctx, mut form: Form) -> Result<Response> {
    let name = form.words("name", 80);
    let zone = form.words("time_zone", 60).filter(|zone| jiff::tz::TimeZone::get(zone).is_ok());
    let density =
        Some(form.get("density").to_owned()).filter(|d| ["compact", "normal", "roomy"].contains(&d.as_str()));
    if zone.is_none() {
        form.wrong("time_zone", Text::key("kit-field-choice"));
    }
    if density.is_none() {
        form.wrong("density", Text::key("kit-field-choice"));
    }
    let (Some(name), Some(zone), Some(density)) = (name, zone, density) else {
        let page = page(&mut tx, &ctx, Some(form.state(&[])), FormState::default()).await?;
        return Ok(View::invalid(page).into_response());
    };
    sqlx::query!(
        "update person set name = $2, time_zone = $3, density = $4 where id = $1",
        ctx.person()?.user,
        name,
        zone,
        density
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(Redirect::to("/me").saying(Flash::ok(Text::key("accounts-me-saved"))).into_response())
}

pub async fn change_password(mut tx: Tx, ctx: Ctx, mut form: Form) -> Result<Response> {
    let person = ctx.person()?;
    let attempt = take_attempt(&mut tx, &ctx, &person.email).await?;
    let kept: Option<String> =
        sqlx::query_scalar!("select password_hash from person where id = $1", person.user)
            .fetch_one(tx.db())
            .await?;
    // No connection is held while passwords are hashed.
    tx.commit().await?;
    let right = attempt.judged(&ctx, verify(form.raw("old"), kept.as_deref()).await).await?;
    if !right {
        form.wrong("old", Text::key("accounts-password-wrong"));
    }
    let fresh = new_password(&mut form).filter(|_| form.is_good());
    let hash = match &fresh {
        Some(fresh) => Some(hash(fresh).await?),
        None => None,
    };
    let mut tx = ctx.tenant.begin(Access::Write).await?;
    let Some(hash) = hash else {
        let page = page(&mut tx, &ctx, None, form.state(&["old", "password"])).await?;
        return Ok(View::invalid(page).into_response());
    };
    change(&mut tx, &ctx, person.user, &hash, Some(person.session)).await?;
    tx.commit().await?;
    Ok(Redirect::to("/me").saying(Flash::ok(Text::key("accounts-password-changed"))).into_response())
}

async fn page(tx: &mut TenantTx, ctx: &Ctx, form: Option<FormState>, password: FormState) -> Result<Me> {
    let person = ctx.person()?;
    let known = || {
        FormState::with(&[
            ("name", &person.name),
            ("density", &person.density),
            ("time_zone", &person.time_zone),
        ])
    };
    let companies = sqlx::query!(
        "select d.id, d.name from membership m join dealer d on d.id = m.dealer_id
         where m.person_id = $1 and d.state <> 'blocked' order by d.name, d.id",
        person.user
    )
    .fetch_all(tx.db())
    .await?;
    let company = |id: uuid::Uuid, name: String| Company {
        current: person.dealer == Some(id),
        id: id.to_string(),
        name,
    };
    Ok(Me {
        form: form.unwrap_or_else(known),
        password,
        shortest: SHORTEST,
        sessions: list(tx, person.user, person.session).await?,
        companies: companies.into_iter().map(|row| company(row.id, row.name)).collect(),
        staff: person.realm == Realm::Staff,
    })
}
