//! The operator closes a portal: two forms on which its name is typed by hand, and the presses that open it again.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::text::{Locale, Text};
use kit::web::{App, Flash, Form, FormState, Operator, Page, Path, Redirect, View};
use kit::{Error, Result};
use serde::Serialize;
use tenancy::{Access, Closure, TenantState};

use crate::acts::{self, Actor};

/// /tenants/{slug}/suspend and /tenants/{slug}/delete of the console.
#[derive(Serialize)]
pub struct Close {
    /// `suspend` or `delete`.
    act: &'static str,
    slug: String,
    name: String,
    form: FormState,
    languages: Vec<Language>,
}

/// A language in which the operator may have words of their own.
#[derive(Serialize)]
struct Language {
    code: &'static str,
    name: &'static str,
}

/// The longest words for dealers, and whom to ask.
const LONGEST: usize = 300;
const LONGEST_CONTACT: usize = 120;

impl Page for Close {
    const TEMPLATE: &'static str = "platform/close.html";
    fn samples() -> Vec<Self> {
        let page = |act, form| Self {
            act,
            slug: "voltarika".to_owned(),
            name: "Вольтарика".to_owned(),
            form,
            languages: languages(),
        };
        let wrong = Text::key("platform-name-wrong").with("name", "Вольтарика");
        vec![
            page("suspend", FormState::default()),
            page("suspend", FormState::wrong("confirm", wrong.clone())),
            page("delete", FormState::default()),
            page("delete", FormState::wrong("confirm", wrong)),
        ]
    }
}

fn languages() -> Vec<Language> {
    Locale::all().iter().map(|locale| Language { code: locale.code(), name: locale.own_name() }).collect()
}

pub async fn suspend_form(
    State(app): State<App>,
    Path(slug): Path<String>,
    Extension(operator): Extension<Operator>,
) -> Result<View<Close>> {
    form(&app, &operator, "suspend", &slug).await
}

pub async fn delete_form(
    State(app): State<App>,
    Path(slug): Path<String>,
    Extension(operator): Extension<Operator>,
) -> Result<View<Close>> {
    form(&app, &operator, "delete", &slug).await
}

pub async fn suspend(
    State(app): State<App>,
    Path(slug): Path<String>,
    actor: Actor,
    mut form: Form,
) -> Result<Response> {
    let closure = closure(&mut form);
    let ended = if form.is_good() {
        acts::suspend(&app.db, &actor, app.clock.now(), &slug, form.get("confirm"), &closure).await
    } else {
        Ok(())
    };
    answer(&app, "suspend", &slug, form, ended)
}

pub async fn delete(
    State(app): State<App>,
    Path(slug): Path<String>,
    actor: Actor,
    mut form: Form,
) -> Result<Response> {
    let closure = closure(&mut form);
    let ended = if form.is_good() {
        acts::delete(&app.db, &actor, app.clock.now(), &slug, form.get("confirm"), &closure).await
    } else {
        Ok(())
    };
    answer(&app, "delete", &slug, form, ended)
}

pub async fn resume(State(app): State<App>, Path(slug): Path<String>, actor: Actor) -> Result<Redirect> {
    acts::resume(&app.db, &actor, app.clock.now(), &slug).await?;
    Ok(told(&slug, "platform-resumed"))
}

pub async fn restore(State(app): State<App>, Path(slug): Path<String>, actor: Actor) -> Result<Redirect> {
    acts::restore(&app.db, &actor, app.clock.now(), &slug).await?;
    Ok(told(&slug, "platform-restored"))
}

/// The form, filled in with what the house proposes: its own words in each language, the owner, the operator.
async fn form(app: &App, operator: &Operator, act: &'static str, slug: &str) -> Result<View<Close>> {
    let tenant = app.db.tenant_by_slug(slug).ok_or(Error::NotFound)?;
    if matches!(tenant.state(), TenantState::Provisioning | TenantState::Erasing) {
        return Err(Error::NotFound);
    }
    let mut tx = tenant.begin(Access::Read).await?;
    let owner = accounts::people::staff::owner_of(&mut tx).await?;
    let contact = owner.map_or_else(String::new, |(name, email)| format!("{name}, {email}"));
    let mut form = FormState::with(&[("contact", &contact), ("ask", &operator.email)]);
    for locale in Locale::all() {
        let words = app.texts.say(*locale, &Text::key("kit-suspended"));
        form.values.insert(format!("words_{}", locale.code()), words);
    }
    let (slug, name) = (slug.to_owned(), tenant.name().to_owned());
    Ok(View::new(Close { act, slug, name, form, languages: languages() }))
}

fn closure(form: &mut Form) -> Closure {
    let mut words = BTreeMap::new();
    for locale in Locale::all() {
        if let Some(typed) = form.words_or_none(&format!("words_{}", locale.code()), LONGEST) {
            words.insert(locale.code().to_owned(), typed);
        }
    }
    let contact = form.words_or_none("contact", LONGEST_CONTACT);
    let ask = form.words_or_none("ask", LONGEST_CONTACT);
    // The name is compared with the tenant's own; here it only must be readable.
    form.words("confirm", LONGEST);
    Closure { words, contact, ask }
}

/// Back to the tenant, or to the form with everything typed and what is wrong.
fn answer(app: &App, act: &'static str, slug: &str, mut form: Form, ended: Result<()>) -> Result<Response> {
    match ended {
        Err(Error::Refused(refusal)) if refusal.field.is_some() => {
            form.wrong(refusal.field.as_deref().unwrap_or_default(), refusal.text);
        }
        Err(error) => return Err(error),
        Ok(()) if form.is_good() => {
            let key = if act == "suspend" { "platform-suspended-done" } else { "platform-deleted-done" };
            return Ok(told(slug, key).into_response());
        }
        Ok(()) => {}
    }
    let tenant = app.db.tenant_by_slug(slug).ok_or(Error::NotFound)?;
    let (slug, name) = (slug.to_owned(), tenant.name().to_owned());
    Ok(View::invalid(Close { act, slug, name, form: form.state(&[]), languages: languages() })
        .into_response())
}

fn told(slug: &str, key: &'static str) -> Redirect {
    Redirect::to(format!("/tenants/{slug}")).saying(Flash::ok(Text::key(key)))
}
