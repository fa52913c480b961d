//! The platform's own page: what it is, and the way to a portal.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::text::Text;
use kit::web::{App, Form, FormState, Page, Redirect, View};
use serde::Serialize;

/// / of the base domain.
#[derive(Serialize)]
pub struct Front {
    form: FormState,
    base: String,
}

impl Page for Front {
    const TEMPLATE: &'static str = "platform/front.html";
    fn samples() -> Vec<Self> {
        let base = "portico.example".to_owned();
        let wrong =
            FormState::wrong("portal", Text::key("platform-portal-unknown").with("portal", "voltarica"));
        vec![Self { form: FormState::default(), base: base.clone() }, Self { form: wrong, base }]
    }
}

pub async fn show(State(app): State<App>) -> View<Front> {
    View::new(Front { form: FormState::default(), base: app.config.base_host.clone() })
}

/// To the sign-in of the portal whose name was typed.
pub async fn open(State(app): State<App>, mut form: Form) -> Response {
    let typed = form.get("portal").to_lowercase();
    let slug = typed
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    if let Some(tenant) = app.db.tenant_by_slug(slug) {
        return Redirect::to(format!("{}/login", app.config.tenant_url(tenant.slug()))).into_response();
    }
    let typed = typed.clone();
    form.wrong("portal", Text::key("platform-portal-unknown").with("portal", typed));
    View::invalid(Front { form: form.state(&[]), base: app.config.base_host.clone() }).into_response()
}
