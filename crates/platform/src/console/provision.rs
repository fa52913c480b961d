//! The operator asks for a portal: one form; the owner is invited by a letter when it is ready.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::text::{Locale, Text};
use kit::values::{Email, Slug};
use kit::web::{App, Form, FormState, Page, Redirect, SessionToken, View};
use kit::{Error, Result};
use serde::Serialize;

use crate::acts::{self, Actor};
use crate::signing_up::{Asker, NewPortal, Taken, zones};

/// /provision of the console.
#[derive(Serialize)]
pub struct Provision {
    form: FormState,
    /// Makes a second press the same request.
    key: String,
    base: String,
    zones: Vec<zones::Zone>,
    locales: Vec<Choice>,
    samples: bool,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    text: &'static str,
}

const PLAN: &str = "trial";

impl Page for Provision {
    const TEMPLATE: &'static str = "platform/provision.html";
    fn samples() -> Vec<Self> {
        let taken = Text::key("platform-address-taken").with("address", "voltarika");
        let page = |form| Self::over(form, "0", "portico.example".to_owned());
        vec![page(FormState::default()), page(FormState::wrong("address", taken))]
    }
}

impl Provision {
    fn over(form: FormState, key: &str, base: String) -> Self {
        let samples = form.values.contains_key("samples");
        let locales = Locale::all().iter().map(|one| Choice { value: one.code(), text: one.own_name() });
        Self { form, key: key.to_owned(), base, zones: zones::all(), locales: locales.collect(), samples }
    }
}

pub async fn show(State(app): State<App>) -> View<Provision> {
    let form = FormState::with(&[("language", "en"), ("zone", "UTC")]);
    View::new(Provision::over(form, SessionToken::fresh().reveal(), app.config.base_host.clone()))
}

pub async fn post(State(app): State<App>, actor: Actor, mut form: Form) -> Result<Response> {
    let key = SessionToken::parse(form.get("key")).unwrap_or_else(SessionToken::fresh);
    let ended = match Filled::read(&mut form) {
        Some(filled) => filled.ask(&app, &actor, &key).await,
        None => return Ok(again(&app, &form, &key)),
    };
    match ended {
        Ok(id) => Ok(Redirect::to(format!("/provisionings/{id}")).into_response()),
        Err(Error::Refused(refusal)) => {
            form.wrong("address", refusal.text);
            Ok(again(&app, &form, &key))
        }
        Err(other) => Err(other),
    }
}

fn again(app: &App, form: &Form, key: &SessionToken) -> Response {
    let base = app.config.base_host.clone();
    View::invalid(Provision::over(form.state(&[]), key.reveal(), base)).into_response()
}

/// All good fields of the form.
struct Filled {
    company: String,
    slug: Slug,
    name: String,
    email: Email,
    zone: &'static str,
    locale: Locale,
    samples: bool,
}

impl Filled {
    fn read(form: &mut Form) -> Option<Self> {
        let company = form.words("company", 120);
        let slug: Option<Slug> = form.required("address");
        let name = form.words("name", 80);
        let email: Option<Email> = form.required("email");
        let (zone, locale) = (zones::known(form.get("zone")), Locale::parse(form.get("language")));
        for (field, missing) in [("zone", zone.is_none()), ("language", locale.is_none())] {
            if missing {
                form.wrong(field, Text::key("kit-field-choice"));
            }
        }
        let samples = !form.get("samples").is_empty();
        form.is_good().then_some(())?;
        let (company, slug, name) = (company?, slug?, name?);
        Some(Self { company, slug, name, email: email?, zone: zone?, locale: locale?, samples })
    }

    async fn ask(&self, app: &App, actor: &Actor, key: &SessionToken) -> Result<uuid::Uuid> {
        let taken = Taken::read(&app.db).await?;
        if crate::signing_up::is_new(&app.db, key).await?
            && let Some(refused) = taken.refuse(&self.slug, &self.company, self.locale == Locale::RU)
        {
            return Err(Error::Refused(Box::new(kit::Refusal {
                text: refused.text,
                field: None,
                fix: None,
            })));
        }
        let operator = actor.operator.ok_or_else(|| Error::bug("no operator on this route"))?;
        let new = NewPortal {
            key,
            slug: &self.slug,
            company: &self.company,
            locale: self.locale,
            time_zone: self.zone,
            plan: PLAN,
            owner_name: &self.name,
            owner_email: &self.email,
            password_hash: None,
            samples: self.samples,
            asked_by: Asker::Operator(operator),
        };
        acts::provision(&app.db, actor, app.clock.now(), &new).await
    }
}
