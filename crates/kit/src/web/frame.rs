//! The frame around every page: who is signed in, the menu, the contract, the cart, the language.

use axum::http::HeaderValue;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::app::App;
use super::ctx::Ctx;
use super::engine::{NEUTRAL, Reader};
use super::host::Site;
use super::person::Operator;
use super::view::Trial;
use crate::error::Result;
use crate::look::Look;
use crate::module::{MenuEntry, MenuItem, Place};
use crate::rights::{Matrix, Realm};
use crate::slots::Slot;
use crate::text::{Locale, Text};
use tenancy::TenantTx;

/// Ready to be put around a page when the transaction is closed.
#[derive(Clone)]
pub struct Frame {
    pub(super) values: Map<String, Value>,
    pub(super) reader: Reader,
    pub(super) theme: String,
}

/// One sentence for the next page, kept in a cookie for that one page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Flash {
    pub tone: String,
    pub text: Text,
}

/// What a request tells about itself before anybody is known.
#[derive(Clone)]
pub(super) struct Asked {
    pub path: String,
    /// The address of the page, also when a form of it was sent to another one: where "again" and "back" lead.
    pub url: String,
    /// GET or HEAD.
    pub reading: bool,
    pub htmx: bool,
    pub json: bool,
    pub locale: Locale,
    /// The language at the beginning of the public site's paths, or nothing.
    pub prefix: String,
    pub flash: Option<Flash>,
    pub nonce: String,
}

/// `__Host-` keeps a sibling tenant from putting words into this portal's mouth (T8).
pub(super) fn flash_cookie(secure: bool) -> &'static str {
    if secure { "__Host-flash" } else { "flash" }
}

impl Flash {
    pub fn ok(text: Text) -> Self {
        Self { tone: "ok".to_owned(), text }
    }

    pub(super) fn to_cookie(&self, secure: bool) -> HeaderValue {
        let short = Self { tone: self.tone.clone(), text: self.text.clone().short() };
        let json = serde_json::to_vec(&short).unwrap_or_default();
        let hex: String = json.iter().map(|byte| format!("{byte:02x}")).collect();
        super::person::cookie(flash_cookie(secure), &hex, 60, secure)
    }

    pub(super) fn from_cookie(value: &str) -> Option<Self> {
        let digits = value.as_bytes();
        if digits.len() > 4_000 {
            return None;
        }
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
        serde_json::from_slice(&bytes?).ok()
    }
}

impl Frame {
    /// For pages without a person: sign-in, errors, the public site.
    pub(super) fn anonymous(app: &App, asked: &Asked, tenant: Option<&tenancy::Tenant>, site: Site) -> Self {
        let zone = tenant.map_or("UTC", |tenant| tenant.time_zone());
        let reader = reader_of(app, asked.locale, zone);
        let mut values = basis(app, asked, &reader, site_word(site, None));
        let Some(tenant) = tenant else { return Self { values, reader, theme: NEUTRAL.to_owned() } };
        let look = app.looks.known(tenant.id());
        values.extend(look_values(tenant, look.as_deref(), false));
        let theme = look.as_ref().map_or_else(|| app.looks.themes().default(), |look| &look.theme);
        Self { values, reader, theme: theme.id.clone() }
    }

    /// For a person of a tenant: one query for each module that adds to the frame, none for fragments.
    pub(super) async fn of_person(
        app: &App,
        asked: &Asked,
        ctx: &Ctx,
        matrix: &Matrix,
        tx: &mut TenantTx,
    ) -> Result<Self> {
        let Some(person) = &ctx.person else {
            return Ok(Self::anonymous(app, asked, Some(&ctx.tenant), Site::Tenant));
        };
        let reader = reader_of(app, person.locale, &person.time_zone);
        let manage = person.realm == Realm::Staff;
        let mut values = basis(app, asked, &reader, if manage { "manage" } else { "portal" });
        let look = app.looks.at(tx, person.look_version).await?;
        values.extend(look_values(&ctx.tenant, Some(&look), manage));
        values.insert("mode".to_owned(), json!(person.mode));
        values.insert("density".to_owned(), json!(person.density));
        values.insert(
            "user".to_owned(),
            json!({ "name": person.name, "email": person.email, "initials": initials(&person.name),
                    "role_key": person.roles.first().map(|role| format!("kit-role-{}", role.replace('_', "-"))) }),
        );
        let place = if manage { Place::Manage } else { Place::Portal };
        let allowed =
            |item: &MenuItem| item.right.is_none_or(|right| matrix.scope(&person.roles, right.id).is_some());
        values.insert("menu".to_owned(), menu(&entries(app, place, Some(&ctx.tenant)), &asked.path, allowed));
        if !asked.htmx {
            for module in app.modules_of(&ctx.tenant) {
                if let Some(source) = module.frame()
                    && let Value::Object(part) = (source.read)(tx, ctx).await?
                {
                    add_part(&mut values, part);
                }
            }
        }
        let theme = if manage { NEUTRAL.to_owned() } else { look.theme.id.clone() };
        Ok(Self { values, reader, theme })
    }

    /// For the operator on the console.
    pub(super) fn of_operator(app: &App, asked: &Asked, operator: &Operator) -> Self {
        let reader = reader_of(app, operator.locale, "UTC");
        let mut values = basis(app, asked, &reader, "console");
        values.insert(
            "user".to_owned(),
            json!({ "name": operator.name, "email": operator.email, "initials": initials(&operator.name),
                    "role_key": "kit-role-operator" }),
        );
        values.insert("menu".to_owned(), menu(&entries(app, Place::Console, None), &asked.path, |_| true));
        Self { values, reader, theme: NEUTRAL.to_owned() }
    }

    /// The frame that a dealer would have, in a look that a member of staff tries.
    pub(super) fn on_trial(&self, app: &App, tenant: Option<&tenancy::Tenant>, trial: &Trial) -> Self {
        let mut values = self.values.clone();
        for (key, value) in [
            ("site", json!("portal")),
            ("mode", json!(trial.mode)),
            ("style", json!(trial.style)),
            ("menu", menu(&entries(app, Place::Portal, tenant), trial.path, |_| true)),
        ] {
            values.insert(key.to_owned(), value);
        }
        values.extend(trial.values.clone());
        Self { values, reader: self.reader.clone(), theme: trial.theme.clone() }
    }

    /// A module's block, ready in the reader's words.
    pub(super) fn add_block(&mut self, slot: Slot, html: String) {
        if let Some(Value::Array(blocks)) =
            self.values.get_mut("slots").and_then(|slots| slots.get_mut(slot.name()))
        {
            blocks.push(Value::String(html));
        }
    }

    /// The HTML of a panel.
    pub(super) fn add_panel(&mut self, name: &str, html: &str) {
        if let Some(Value::Object(panels)) = self.values.get_mut("panels") {
            panels.insert(name.to_owned(), Value::from(html));
        }
    }

    /// Sample frames for the page test.
    pub fn sample(app: &App, locale: Locale, theme: &str, site: &str) -> Self {
        let asked = Asked {
            path: "/sample".to_owned(),
            url: "/sample".to_owned(),
            reading: true,
            htmx: false,
            json: false,
            locale,
            prefix: String::new(),
            flash: None,
            nonce: String::new(),
        };
        let reader = reader_of(app, locale, "Europe/Moscow");
        let values = basis(app, &asked, &reader, site);
        Self { values, reader, theme: theme.to_owned() }
    }
}

fn reader_of(app: &App, locale: Locale, zone: &str) -> Reader {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Reader { locale, zone, now: app.clock.now() }
}

/// Every key that a shell may read, so that no template meets an undefined one.
fn basis(app: &App, asked: &Asked, reader: &Reader, site: &str) -> Map<String, Value> {
    let locales: Vec<Value> = Locale::all()
        .iter()
        .map(|locale| json!({ "code": locale.code(), "name": locale.own_name(), "current": *locale == reader.locale }))
        .collect();
    let flash: Vec<Value> = asked
        .flash
        .iter()
        .map(|flash| json!({ "tone": flash.tone, "text": app.texts.say(reader.locale, &flash.text), "undo_url": null }))
        .collect();
    let values = json!({
        "site": site, "locale": reader.locale.code(), "locales": locales,
        "tz": reader.zone.iana_name(), "now": reader.now.to_string(), "mode": "auto", "density": "compact",
        "nonce": asked.nonce, "prefix": asked.prefix, "path": asked.path, "url": asked.url, "htmx": asked.htmx,
        "page": asked.url.split(['?', '#']).next(),
        "tenant": null, "style": null, "user": null, "menu": [], "contract": null, "contracts": [],
        "search": null, "cart": null, "bell": null, "manager": null, "flash": flash, "counts": {}, "slots": slots(),
        "panels": {}, "build": env!("CARGO_PKG_VERSION"),
    });
    match values {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// A module's part of the frame. Several may count what waits beside words of the menu: `counts` has one figure for each.
fn add_part(values: &mut Map<String, Value>, part: Map<String, Value>) {
    for (name, value) in part {
        match (values.get_mut(&name), value) {
            (Some(Value::Object(counts)), Value::Object(more)) if name == "counts" => counts.extend(more),
            (_, value) => {
                values.insert(name, value);
            }
        }
    }
}

/// Every place for blocks, empty.
fn slots() -> Map<String, Value> {
    Slot::ALL.iter().map(|slot| (slot.name().to_owned(), json!([]))).collect()
}

fn site_word(site: Site, realm: Option<Realm>) -> &'static str {
    match (site, realm) {
        (Site::Tenant, Some(Realm::Staff)) => "manage",
        (Site::Tenant, _) => "portal",
        (Site::Console, _) => "console",
        (Site::Public, _) => "public",
    }
}

/// The back office has the tenant's logo in the neutral shell, the portal its colours too.
fn look_values(tenant: &tenancy::Tenant, look: Option<&Look>, neutral: bool) -> [(String, Value); 2] {
    let logo = look.and_then(|look| look.logo.as_ref());
    let style = look.and_then(|look| look.style.as_deref()).filter(|_| !neutral);
    let tenant = json!({ "slug": tenant.slug(), "name": tenant.name(), "logo": logo, "contact": null });
    [("tenant".to_owned(), tenant), ("style".to_owned(), json!(style))]
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

/// Where a person lands: the first place of the menu that the person may use.
pub fn landing(ctx: &Ctx, place: Place, allowed: impl Fn(&MenuItem) -> bool) -> Option<&'static str> {
    let items = entries(&ctx.app, place, Some(&ctx.tenant));
    items.into_iter().find(|item| allowed(item)).map(|item| item.href)
}

/// The items of a menu, without those of modules that the tenant has off.
fn entries<'a>(app: &'a App, place: Place, tenant: Option<&tenancy::Tenant>) -> Vec<&'a MenuItem> {
    let on = |entry: &&MenuEntry| {
        entry.module.is_none_or(|module| tenant.is_some_and(|tenant| tenant.has_module(module)))
    };
    app.menu.iter().filter(|entry| entry.item.place == place).filter(on).map(|entry| &entry.item).collect()
}

/// The items a person may use; those of other people are absent, not grey.
fn menu(here: &[&MenuItem], path: &str, allowed: impl Fn(&MenuItem) -> bool) -> Value {
    // An item above others is there for whoever may use one of those, and leads to the first of them.
    let below = |item: &MenuItem| here.iter().find(|other| other.under == Some(item.key) && allowed(other));
    let items: Vec<&MenuItem> =
        here.iter().copied().filter(|item| allowed(item) || below(item).is_some()).collect();
    let longest = items
        .iter()
        .filter(|item| {
            path == item.href || (item.href.len() > 1 && path.starts_with(&format!("{}/", item.href)))
        })
        .map(|item| item.href.len())
        .max();
    let current = |item: &MenuItem| longest == Some(item.href.len()) && path.starts_with(item.href);
    let value = |item: &&MenuItem| {
        let href = if allowed(item) { item.href } else { below(item).map_or(item.href, |first| first.href) };
        let items: Vec<Value> = items
            .iter()
            .filter(|other| other.under == Some(item.key))
            .map(|other| json!({ "key": other.key, "href": other.href, "current": current(other) }))
            .collect();
        json!({ "key": item.key, "href": href, "icon": item.icon, "current": current(item), "items": items })
    };
    items.iter().filter(|item| item.under.is_none()).map(value).collect()
}
