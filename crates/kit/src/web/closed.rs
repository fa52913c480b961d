//! What people read while the operator has closed their portal: dealers the operator's words and the manufacturer's
//! contact, staff that it is closed, until when it can come back, and whom to ask.

use tenancy::{Access, Tenant, TenantState};

use super::app::App;
use super::person::SessionToken;
use crate::error::{Closed, Error, Result};
use crate::rights::Realm;
use crate::text::{Locale, Text};

/// The error with the words for this reader.
pub(super) async fn why(app: &App, tenant: &Tenant, token: Option<&SessionToken>, locale: Locale) -> Error {
    let person = realm_and_locale(app, tenant, token).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "It could not be told who knocks at a closed portal.");
        None
    });
    let locale = person.map_or(locale, |(_, own)| own);
    let closure = tenant.closure();
    let words = closure.and_then(|closure| closure.words.get(locale.code()));
    let text = words.map_or_else(
        || Text::key("kit-suspended"),
        |words| Text::key("kit-closed-words").with("words", words.as_str()),
    );
    let staff = matches!(person, Some((Realm::Staff, _)));
    let contact = closure.and_then(|closure| if staff { &closure.ask } else { &closure.contact }.clone());
    Error::Closed(Box::new(Closed { text, more: staff.then(|| for_staff(tenant)), contact }))
}

fn for_staff(tenant: &Tenant) -> Text {
    let zone = jiff::tz::TimeZone::get(tenant.time_zone()).unwrap_or(jiff::tz::TimeZone::UTC);
    match (tenant.state(), tenant.erase_after()) {
        (TenantState::Deleted, Some(end)) => {
            Text::key("kit-closed-staff-deleted").with("day", end.to_zoned(zone).date())
        }
        _ => Text::key("kit-closed-staff"),
    }
}

async fn realm_and_locale(
    app: &App,
    tenant: &Tenant,
    token: Option<&SessionToken>,
) -> Result<Option<(Realm, Locale)>> {
    let Some(token) = token else { return Ok(None) };
    let mut tx = tenant.begin(Access::Read).await?;
    let person = app.identity.person(&mut tx, token, app.clock.now()).await?;
    Ok(person.map(|person| (person.realm, person.locale)))
}
