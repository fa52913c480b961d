//! The form of the sign-up: one page, six questions, no card. Whatever is wrong comes back with everything typed.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use kit::text::{Locale, Text};
use kit::values::{Email, Slug};
use kit::web::{Address, App, Form, FormState, Page, Query, Reading, Redirect, SessionToken, View};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use tenancy::ControlTx;

use super::addresses::Taken;
use super::letters::{NewLetter, about_sign_up};
use super::request::{self, Asker, Known, NewPortal, request};
use super::zones::{self, Zone};

/// /signup
#[derive(Serialize)]
pub struct SignUp {
    form: FormState,
    key: String,
    base: String,
    zones: Vec<Zone>,
    zone: String,
    locales: Vec<Choice>,
    locale: String,
    address: AddressCheck,
    shortest: usize,
    /// Nothing is chosen yet: the browser's own time zone is as good as any.
    fresh: bool,
    /// Whether the box for sample goods is ticked.
    samples: bool,
}

/// A choice of a list.
#[derive(Serialize)]
struct Choice {
    value: &'static str,
    text: &'static str,
}

/// What is known of the typed address: the block under its field.
#[derive(Default, Serialize)]
struct AddressCheck {
    /// `free`, `wrong`, `offer` (nothing typed, but the company's name gives some) or nothing.
    state: &'static str,
    typed: String,
    text: Option<Text>,
    free: Vec<String>,
}

/// What the page may be opened with: an address to be looked up, or a request that failed and is to be changed.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    address: String,
    #[serde(default)]
    company: String,
    #[serde(default)]
    again: String,
}

const PLAN: &str = "trial";
/// Portals that are asked for in an hour: for one e-mail, from one address of the network.
const OF_EMAIL: i64 = 3;
const OF_ADDRESS: i64 = 10;
const WAIT: u32 = 1_800;

pub async fn show(
    State(app): State<App>,
    Extension(reading): Extension<Reading>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    if let Some(key) = SessionToken::parse(&wanted.again) {
        let mut tx = app.db.control().await?;
        return match request::find(&mut tx, &key).await? {
            Some(known) if known.state == "failed" => {
                Ok(View::new(SignUp::again(&app, &known, &key)).into_response())
            }
            Some(_) => {
                Ok(Redirect::to(format!("{}/signup/{}", reading.prefix, key.reveal())).into_response())
            }
            None => Err(Error::NotFound),
        };
    }
    let check = check(&app, &wanted, reading.locale).await?;
    let form = FormState::with(&[("company", &wanted.company), ("address", &wanted.address)]);
    let page = SignUp::new(&app, form, SessionToken::fresh().reveal(), reading.locale);
    Ok(View::new(SignUp { address: check, fresh: true, ..page }).fragment("address_check").into_response())
}

async fn check(app: &App, wanted: &Wanted, locale: Locale) -> Result<AddressCheck> {
    let (typed, company) = (wanted.address.trim().to_lowercase(), wanted.company.trim());
    if typed.chars().count() > 100
        || company.chars().count() > 200
        || (typed.is_empty() && company.is_empty())
    {
        return Ok(AddressCheck::default());
    }
    let russian = locale == Locale::RU;
    if typed.is_empty() {
        let free = Taken::read(&app.db).await?.of_company(company, russian);
        let state = if free.is_empty() { "" } else { "offer" };
        return Ok(AddressCheck { state, free, ..AddressCheck::default() });
    }
    let slug: Slug = match typed.parse() {
        Ok(slug) => slug,
        Err(invalid) => {
            let text = Some(kit::values::Invalid::into_text(invalid));
            return Ok(AddressCheck { state: "wrong", typed, text, free: Vec::new() });
        }
    };
    Ok(match Taken::read(&app.db).await?.refuse(&slug, company, russian) {
        Some(refused) => AddressCheck { state: "wrong", typed, text: Some(refused.text), free: refused.free },
        None => AddressCheck { state: "free", typed, ..AddressCheck::default() },
    })
}

pub async fn post(
    State(app): State<App>,
    Extension(reading): Extension<Reading>,
    Extension(address): Extension<Address>,
    mut form: Form,
) -> Result<Response> {
    let key = SessionToken::parse(form.get("key")).unwrap_or_else(SessionToken::fresh);
    let known = {
        let mut tx = app.db.control().await?;
        request::find(&mut tx, &key).await?
    };
    let there = format!("{}/signup/{}", reading.prefix, key.reveal());
    if known.as_ref().is_some_and(|known| known.state != "failed") {
        return Ok(Redirect::to(there).into_response());
    }
    let page = Sent { app: &app, key: &key, locale: reading.locale };
    let Some(filled) = Filled::read(&mut form) else { return Ok(page.back(&form, None)) };
    let taken = Taken::read(&app.db).await?.but(known.as_ref().map_or("", |known| known.slug.as_str()));
    if let Some(refused) = taken.refuse(&filled.slug, &filled.company, filled.locale == Locale::RU) {
        form.wrong("address", refused.text);
        return Ok(page.back(&form, Some(refused.free)));
    }
    let now = app.clock.now();
    if let Some(field) = too_often(&app, &filled.email, &address.0, now).await? {
        form.wrong(field, Text::key("platform-signup-often").with("minutes", i64::from(WAIT / 60)));
        return Ok(page.status(&form, None, StatusCode::TOO_MANY_REQUESTS));
    }
    // No connection is held while the password is hashed.
    let hash = match accounts::signing_in::hash(form.raw("password")).await {
        Err(Error::Limit { retry_after }) => {
            form.wrong("password", Text::key("kit-limit").with("seconds", i64::from(retry_after)));
            return Ok(page.status(&form, None, StatusCode::TOO_MANY_REQUESTS));
        }
        hashed => hashed?,
    };
    match filled.ask(&app, &key, &hash, &address.0).await {
        Ok(()) => Ok(Redirect::to(there).into_response()),
        Err(Error::Refused(refusal)) => {
            form.wrong("address", refusal.text);
            Ok(page.back(&form, None))
        }
        Err(other) => Err(other),
    }
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
        let names = [form.get("company"), form.get("address"), form.get("name"), form.get("email")];
        let weak = match form.raw("password") {
            "" => Some(Text::key("kit-field-empty")),
            typed => accounts::signing_in::weakness(typed, &names),
        };
        if let Some(weak) = weak {
            form.wrong("password", weak);
        }
        let zone = zones::known(form.get("zone"));
        let locale = Locale::parse(form.get("language"));
        for (field, missing) in [("zone", zone.is_none()), ("language", locale.is_none())] {
            if missing {
                form.wrong(field, Text::key("kit-field-choice"));
            }
        }
        let samples = !form.get("samples").is_empty();
        form.is_good().then_some(())?;
        Some(Self {
            company: company?,
            slug: slug?,
            name: name?,
            email: email?,
            zone: zone?,
            locale: locale?,
            samples,
        })
    }

    async fn ask(&self, app: &App, key: &SessionToken, hash: &str, address: &str) -> Result<()> {
        let new = NewPortal {
            key,
            slug: &self.slug,
            company: &self.company,
            locale: self.locale,
            time_zone: self.zone,
            plan: PLAN,
            owner_name: &self.name,
            owner_email: &self.email,
            password_hash: Some(hash),
            samples: self.samples,
            asked_by: Asker::Visitor(address),
        };
        let (mut tx, now) = (app.db.control().await?, app.clock.now());
        let id = request(&mut tx, &new, now).await?;
        let letter = NewLetter { email: &self.email, locale: self.locale, address };
        about_sign_up(&mut tx, &letter, id, now).await?;
        Ok(tx.commit().await?)
    }
}

/// Which field has been used too often in the last hour.
async fn too_often(app: &App, email: &Email, address: &str, now: Timestamp) -> Result<Option<&'static str>> {
    let since = now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(Timestamp::UNIX_EPOCH);
    let mut tx: ControlTx = app.db.control().await?;
    let asked = sqlx::query!(
        r#"select count(*) filter (where owner_email = $1) as "of_email!",
            count(*) filter (where address = $2) as "of_address!"
           from control.provisioning where created_at > $3 and (owner_email = $1 or address = $2)"#,
        email.as_str(),
        address,
        since.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    Ok(match (asked.of_email >= OF_EMAIL, asked.of_address >= OF_ADDRESS) {
        (true, _) => Some("email"),
        (false, true) => Some("company"),
        (false, false) => None,
    })
}

/// A form that comes back.
struct Sent<'a> {
    app: &'a App,
    key: &'a SessionToken,
    locale: Locale,
}

impl Sent<'_> {
    fn back(&self, form: &Form, free: Option<Vec<String>>) -> Response {
        self.status(form, free, StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn status(&self, form: &Form, free: Option<Vec<String>>, status: StatusCode) -> Response {
        let mut page = SignUp::new(self.app, form.state(&["password"]), self.key.reveal(), self.locale);
        page.address =
            AddressCheck { state: "offer", free: free.unwrap_or_default(), ..AddressCheck::default() };
        View::invalid(page).status(status).into_response()
    }
}

impl SignUp {
    fn new(app: &App, form: FormState, key: &str, locale: Locale) -> Self {
        Self::over(form, key, locale, app.config.base_host.clone())
    }

    fn over(form: FormState, key: &str, locale: Locale, base: String) -> Self {
        let samples = form.errors.is_empty() || form.values.contains_key("samples");
        Self {
            form,
            samples,
            fresh: false,
            key: key.to_owned(),
            base,
            zones: zones::all(),
            zone: zones::of_language(locale).to_owned(),
            locales: Locale::all()
                .iter()
                .map(|locale| Choice { value: locale.code(), text: locale.own_name() })
                .collect(),
            locale: locale.code().to_owned(),
            address: AddressCheck::default(),
            shortest: accounts::signing_in::SHORTEST,
        }
    }

    /// The form of a request that failed: everything but the password.
    fn again(app: &App, known: &Known, key: &SessionToken) -> Self {
        let form = FormState::with(&[
            ("company", &known.company),
            ("address", &known.slug),
            ("name", &known.owner_name),
            ("email", &known.owner_email),
            ("zone", &known.time_zone),
            ("language", &known.locale),
        ]);
        Self::new(app, form, key.reveal(), Locale::parse(&known.locale).unwrap_or(Locale::EN))
    }
}

impl Page for SignUp {
    const TEMPLATE: &'static str = "platform/signup.html";
    fn samples() -> Vec<Self> {
        let page = |form| Self::over(form, "0", Locale::EN, "portico.example".to_owned());
        let taken = Text::key("platform-address-taken-free")
            .with("address", "voltarika")
            .with("free", "voltarika-b2b, zavod-voltarika");
        let free = vec!["voltarika-b2b".to_owned(), "zavod-voltarika".to_owned()];
        let check = |state, text, free| AddressCheck { state, typed: "voltarika".to_owned(), text, free };
        vec![
            page(FormState::default()),
            Self { address: check("free", None, Vec::new()), ..page(FormState::default()) },
            Self { address: check("wrong", Some(taken.clone()), free.clone()), ..page(FormState::default()) },
            Self { address: check("offer", None, free), ..page(FormState::wrong("address", taken)) },
        ]
    }
}
