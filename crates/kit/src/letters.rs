//! Letters: one shape for all (UX §3): subject, the answer in the first lines, one button, why it came. The plain
//! twin says the same words.

use tenancy::{Tenant, TenantTx};
use tera::Context;

use crate::edges::Letter;
use crate::error::{Error, Result};
use crate::look::{Fill, Look};
use crate::text::{Locale, Text};
use crate::web::{App, Reader};

/// A letter that is not said yet.
pub struct Message {
    pub to: String,
    pub to_name: String,
    pub locale: Locale,
    /// Begins with the object.
    pub subject: Text,
    pub lines: Vec<Text>,
    pub button: Option<(Text, String)>,
    /// Why it came.
    pub why: Text,
}

const PLATFORM: &str = "Portico";
/// The height of the logo in letters, and the widest it gets.
const LOGO: (u32, u32) = (32, 240);

/// Says the letter in the reader's language and hands it to the mailer. Called by jobs, which try again.
pub async fn send(app: &App, tx: &mut TenantTx, message: Message) -> Result<()> {
    let look = app.looks.fresh(tx).await?;
    let tenant = tx.tenant();
    let from = Writer {
        name: tenant.name().to_owned(),
        head: sender(app, tenant, &look),
        theme: look.theme.id.clone(),
        settings: Some(format!("{}/me", app.config.tenant_url(tenant.slug()))),
    };
    app.mailer.send(write(app, from, message)?).await.map_err(Error::bug)
}

/// The same for a letter of the platform itself, which is nobody's tenant.
pub async fn send_of_platform(app: &App, message: Message) -> Result<()> {
    let look = app.looks.of_platform();
    let Fill { colour, text } = look.fill();
    let head = serde_json::json!({ "name": PLATFORM, "logo": null, "colour": colour, "on_colour": text });
    let from = Writer { name: PLATFORM.to_owned(), head, theme: look.theme.id.clone(), settings: None };
    app.mailer.send(write(app, from, message)?).await.map_err(Error::bug)
}

/// Who writes.
struct Writer {
    name: String,
    head: serde_json::Value,
    theme: String,
    /// Where the reader chooses what comes.
    settings: Option<String>,
}

fn write(app: &App, from: Writer, message: Message) -> Result<Letter> {
    let say = |text: &Text| app.texts.say(message.locale, text);
    let lines: Vec<String> = message.lines.iter().map(say).collect();
    let button = message.button.as_ref().map(|(text, href)| (say(text), href.as_str()));
    let (subject, why) = (say(&message.subject), say(&message.why));
    let mut context = Context::new();
    context.insert("locale", message.locale.code());
    context.insert("tenant", &from.head);
    context.insert("settings_url", &from.settings);
    context.insert("subject", &subject);
    context.insert("lines", &lines);
    context.insert(
        "button",
        &button.as_ref().map(|(text, href)| serde_json::json!({ "text": text, "href": href })),
    );
    context.insert("why", &why);
    let reader = Reader { locale: message.locale, zone: jiff::tz::TimeZone::UTC, now: app.clock.now() };
    let html = app
        .engines
        .render(&from.theme, "message.html", None, &context, &reader)
        .map_err(|error| Error::bug(format!("message.html: {error}")))?;
    let button = button.map_or_else(String::new, |(word, href)| format!("\n\n{word}:\n{href}"));
    let text = format!("{}{button}\n\n—\n{why}\n", lines.join("\n\n"));
    Ok(Letter { from_name: from.name, to: message.to, to_name: message.to_name, subject, html, text })
}

/// The head of the letter. Mail programs that know no WebP would show a broken picture: the name stands there instead.
fn sender(app: &App, tenant: &Tenant, look: &Look) -> serde_json::Value {
    let Fill { colour, text } = look.fill();
    let logo = look.logo.as_ref().filter(|logo| logo.href.rsplit('.').next() != Some("webp")).map(|logo| {
        let (width, height) = logo.fitted(LOGO.1, LOGO.0);
        let href = format!("{}{}", app.config.tenant_url(tenant.slug()), logo.href);
        serde_json::json!({ "href": href, "width": width, "height": height })
    });
    serde_json::json!({ "name": tenant.name(), "logo": logo, "colour": colour, "on_colour": text })
}
