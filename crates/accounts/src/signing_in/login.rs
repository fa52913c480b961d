//! Sign-in (UX 1): a wrong pair and an unknown e-mail read the same.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kit::rights::Realm;
use kit::slots::SIGN_IN;
use kit::text::Text;
use kit::values::Email;
use kit::web::{Ctx, Form, FormState, Page, Query, Redirect, SessionToken, Tx, View};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use tenancy::{Access, TenantTx};
use uuid::Uuid;

use super::{device_of, limits, password, sessions};

/// The sign-in page.
#[derive(Serialize)]
pub struct SignIn {
    form: FormState,
    next: String,
}

impl Page for SignIn {
    const TEMPLATE: &'static str = "accounts/login.html";
    fn samples() -> Vec<Self> {
        let wrong = FormState::wrong("email", Text::key("accounts-login-wrong"));
        vec![
            Self { form: FormState::default(), next: String::new() },
            Self { form: wrong, next: "/orders?page=2".to_owned() },
        ]
    }
}

/// Where the person wanted to go.
#[derive(Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

pub async fn form(mut tx: Tx, ctx: Ctx, Query(wanted): Query<Next>) -> Result<Response> {
    if let Some(person) = &ctx.person {
        return Ok(Redirect::back_to(Some(&wanted.next), home_of(person.realm)).into_response());
    }
    let blocks = ctx.app.fill(SIGN_IN, &mut tx, &ctx, "").await?;
    let page = SignIn { form: FormState::default(), next: wanted.next };
    Ok(View::new(page).slot(SIGN_IN, blocks).into_response())
}

pub async fn post(mut tx: Tx, ctx: Ctx, headers: HeaderMap, mut form: Form) -> Result<Response> {
    let email: Option<Email> = form.required("email");
    let typed = form.raw("password").to_owned();
    if typed.is_empty() {
        form.wrong("password", Text::key("kit-field-empty"));
    }
    let (Some(email), true) = (email, form.is_good()) else {
        return Ok(again(&form, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let attempt = match limits::take(&mut tx, &ctx, email.as_str()).await {
        Ok(attempt) => attempt,
        Err(Error::Limit { retry_after }) => {
            form.wrong("email", Text::key("kit-limit").with("seconds", i64::from(retry_after)));
            return Ok(again(&form, StatusCode::TOO_MANY_REQUESTS));
        }
        Err(error) => return Err(error),
    };
    let known = find(&mut tx, email.as_str()).await?;
    // No connection is held while the password is hashed.
    tx.commit().await?;
    let kept = known.as_ref().and_then(|person| person.password_hash.as_deref());
    let right = attempt.judged(&ctx, password::verify(&typed, kept).await).await?;
    match known {
        Some(person) if right => enter(&ctx, &person, &headers, form.get("next")).await,
        _ => {
            form.wrong("email", Text::key("accounts-login-wrong"));
            Ok(again(&form, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// A new session under a new token; the one that the browser brought, if any, ends.
async fn enter(ctx: &Ctx, person: &Known, headers: &HeaderMap, next: &str) -> Result<Response> {
    let mut tx = ctx.tenant.begin(Access::Write).await?;
    if let Some(old) = &ctx.person {
        super::logout::end(&mut tx, old.session, ctx.now).await?;
    }
    let token = sessions::open(&mut tx, ctx, person.id, &device_of(headers)).await?;
    tx.commit().await?;
    Ok(welcome(ctx, &token, person.realm, next))
}

/// To where the person wanted to go, or home, with the session's cookie.
pub(super) fn welcome(ctx: &Ctx, token: &SessionToken, realm: Realm, next: &str) -> Response {
    let mut response = Redirect::back_to(Some(next), home_of(realm)).into_response();
    response.headers_mut().append(header::SET_COOKIE, token.set_cookie(ctx.app.config.secure));
    response
}

fn again(form: &Form, status: StatusCode) -> Response {
    let next = form.get("next").to_owned();
    View::invalid(SignIn { form: form.state(&["password"]), next }).status(status).into_response()
}

/// Staff land in the back office, dealers on their portal.
pub(crate) fn home_of(realm: Realm) -> &'static str {
    match realm {
        Realm::Staff => "/manage",
        Realm::Dealer => "/",
    }
}

struct Known {
    id: Uuid,
    realm: Realm,
    password_hash: Option<String>,
}

async fn find(tx: &mut TenantTx, email: &str) -> Result<Option<Known>> {
    let row = sqlx::query!(
        "select p.id, p.realm, p.password_hash from person p
         where p.email = $1 and p.state = 'active'
            and (p.realm = 'staff' or exists (
                select from membership m join dealer d on d.id = m.dealer_id
                where m.person_id = p.id and d.state <> 'blocked'))",
        email
    )
    .fetch_optional(tx.db())
    .await?;
    let realm = |word: &str| if word == "staff" { Realm::Staff } else { Realm::Dealer };
    Ok(row.map(|row| Known { id: row.id, realm: realm(&row.realm), password_hash: row.password_hash }))
}
