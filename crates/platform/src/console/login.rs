//! The operator's sign-in: the same care as for everybody else.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kit::Result;
use kit::text::Text;
use kit::values::Email;
use kit::web::{Address, App, Form, FormState, Operator, Page, Redirect, SessionToken, View};
use serde::Serialize;

use super::operators;
use crate::acts::Actor;
use crate::acts::audit::{Entry, record};

/// /login of the console.
#[derive(Serialize)]
pub struct SignIn {
    form: FormState,
}

impl Page for SignIn {
    const TEMPLATE: &'static str = "platform/login.html";
    fn samples() -> Vec<Self> {
        let wrong = FormState::wrong("email", Text::key("accounts-login-wrong"));
        vec![Self { form: FormState::default() }, Self { form: wrong }]
    }
}

pub async fn form() -> View<SignIn> {
    View::new(SignIn { form: FormState::default() })
}

pub async fn post(
    State(app): State<App>,
    Extension(address): Extension<Address>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response> {
    let Some(email) = form.required::<Email>("email") else {
        return Ok(again(&form, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let now = app.clock.now();
    let attempt = match operators::take(&app.db, email.as_str(), &address.0, now).await? {
        Ok(attempt) => attempt,
        Err(wait) => {
            form.wrong("email", Text::key("kit-limit").with("seconds", wait));
            return Ok(again(&form, StatusCode::TOO_MANY_REQUESTS));
        }
    };
    let known = operators::known(&app.db, email.as_str()).await?;
    let kept = known.as_ref().map(|(_, hash)| hash.as_str());
    let right = accounts::signing_in::verify(form.raw("password"), kept).await;
    let right = attempt.judged(&app.db, right).await?;
    let operator = known.as_ref().map(|(operator, _)| *operator).filter(|_| right);
    let actor = Actor { who: email.to_string(), operator, address: address.0.clone() };
    note(&app, &actor, if operator.is_some() { "sign-in" } else { "sign-in-failed" }).await?;
    let Some(operator) = operator else {
        form.wrong("email", Text::key("accounts-login-wrong"));
        return Ok(again(&form, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let device = accounts::signing_in::device_of(&headers);
    let token = operators::open(&app.db, operator, &device, &address.0, now).await?;
    let mut response = Redirect::to("/").into_response();
    response.headers_mut().append(header::SET_COOKIE, token.set_cookie(app.config.secure));
    Ok(response)
}

pub async fn leave(
    State(app): State<App>,
    Extension(operator): Extension<Operator>,
    actor: Actor,
) -> Result<Response> {
    operators::close(&app.db, operator.session, app.clock.now()).await?;
    note(&app, &actor, "sign-out").await?;
    let mut response = Redirect::to("/login").into_response();
    response.headers_mut().append(header::SET_COOKIE, SessionToken::clear_cookie(app.config.secure));
    Ok(response)
}

async fn note(app: &App, actor: &Actor, act: &str) -> Result<()> {
    let mut tx = app.db.control().await?;
    record(&mut tx, actor, app.clock.now(), Entry::of(act)).await?;
    tx.commit().await?;
    Ok(())
}

fn again(form: &Form, status: StatusCode) -> Response {
    View::invalid(SignIn { form: form.state(&["password"]) }).status(status).into_response()
}
