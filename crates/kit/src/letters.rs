//! Letters: one shape for all (UX §3): subject, the answer in the first lines, one button, why it came. The plain
//! twin says the same words.

use tenancy::Tenant;
use tera::Context;

use crate::edges::Letter;
use crate::error::{Error, Result};
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

const BRAND: &str = "#1f5fbf";
const ON_BRAND: &str = "#ffffff";

/// Says the letter in the reader's language and hands it to the mailer. Called by jobs, which try again.
pub async fn send(app: &App, tenant: &Tenant, message: Message) -> Result<()> {
    let letter = write(app, tenant, message)?;
    app.mailer.send(letter).await.map_err(Error::bug)
}

fn write(app: &App, tenant: &Tenant, message: Message) -> Result<Letter> {
    let say = |text: &Text| app.texts.say(message.locale, text);
    let lines: Vec<String> = message.lines.iter().map(say).collect();
    let button = message.button.as_ref().map(|(text, href)| (say(text), href.as_str()));
    let (subject, why) = (say(&message.subject), say(&message.why));
    let mut context = Context::new();
    context.insert("locale", message.locale.code());
    // The colours of the default theme; a tenant's own come with its look.
    let look =
        serde_json::json!({ "name": tenant.name(), "logo": null, "colour": BRAND, "on_colour": ON_BRAND });
    context.insert("tenant", &look);
    context.insert("settings_url", &format!("{}/me", app.config.tenant_url(tenant.slug())));
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
        .render(&app.config.theme, "message.html", None, &context, &reader)
        .map_err(|error| Error::bug(format!("message.html: {error}")))?;
    let button = button.map_or_else(String::new, |(word, href)| format!("\n\n{word}:\n{href}"));
    let text = format!("{}{button}\n\n—\n{why}\n", lines.join("\n\n"));
    Ok(Letter {
        from_name: tenant.name().to_owned(),
        to: message.to,
        to_name: message.to_name,
        subject,
        html,
        text,
    })
}
