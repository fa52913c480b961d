//! The way to a portal by its name, and a letter with the names for who forgot them.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::text::Text;
use kit::values::Email;
use kit::web::{Address, App, Form, FormState, Page, Reading, Redirect, View};
use kit::{Error, Result};
use serde::Serialize;
use tenancy::TenantState;

use crate::signing_up::{NewLetter, about_portals};

/// /sign-in
#[derive(Serialize)]
pub struct SignIn {
    form: FormState,
    forgotten: FormState,
    sent_to: Option<String>,
    base: String,
}

impl SignIn {
    fn new(app: &App) -> Self {
        let base = app.config.base_host.clone();
        Self { form: FormState::default(), forgotten: FormState::default(), sent_to: None, base }
    }
}

impl Page for SignIn {
    const TEMPLATE: &'static str = "platform/sign_in.html";
    fn samples() -> Vec<Self> {
        let page = || Self {
            form: FormState::default(),
            forgotten: FormState::default(),
            sent_to: None,
            base: "portico.example".to_owned(),
        };
        let unknown = Text::key("platform-portal-unknown").with("portal", "voltarica");
        vec![
            page(),
            Self { form: FormState::wrong("portal", unknown), ..page() },
            Self { forgotten: FormState::wrong("email", Text::key("kit-field-empty")), ..page() },
            Self { sent_to: Some("olga@svet-trade.example".to_owned()), ..page() },
        ]
    }
}

pub async fn show(State(app): State<App>) -> View<SignIn> {
    View::new(SignIn::new(&app))
}

/// To the sign-in of the portal whose name was typed.
pub async fn open(State(app): State<App>, mut form: Form) -> Response {
    let typed = form.get("portal").to_lowercase();
    let bare = typed.trim_start_matches("https://").trim_start_matches("http://");
    let slug = bare.split(['.', '/', ':']).next().unwrap_or_default();
    let open = app.db.tenant_by_slug(slug).filter(|tenant| tenant.state() != TenantState::Provisioning);
    if let Some(tenant) = open {
        return Redirect::to(format!("{}/login", app.config.tenant_url(tenant.slug()))).into_response();
    }
    form.wrong("portal", Text::key("platform-portal-unknown").with("portal", typed));
    View::invalid(SignIn { form: form.state(&[]), ..SignIn::new(&app) }).into_response()
}

/// The same answer to everybody; what is known of the e-mail decides later whether a letter goes out (T24).
pub async fn forgotten(
    State(app): State<App>,
    Extension(reading): Extension<Reading>,
    Extension(address): Extension<Address>,
    mut form: Form,
) -> Result<Response> {
    let Some(email) = form.required::<Email>("email") else {
        let page = SignIn { forgotten: form.state(&[]), ..SignIn::new(&app) };
        return Ok(View::invalid(page).into_response());
    };
    let mut tx = app.db.control().await?;
    let letter = NewLetter { email: &email, locale: reading.locale, address: &address.0 };
    match about_portals(&mut tx, &letter, app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Error::Limit { retry_after }) => {
            form.wrong("email", Text::key("kit-limit").with("seconds", i64::from(retry_after)));
            let page = SignIn { forgotten: form.state(&[]), ..SignIn::new(&app) };
            return Ok(View::invalid(page).status(StatusCode::TOO_MANY_REQUESTS).into_response());
        }
        Err(other) => return Err(other),
    }
    Ok(View::new(SignIn { sent_to: Some(email.to_string()), ..SignIn::new(&app) }).into_response())
}
