//! The time zones of a form: cities of the world as the tz database names them.

use std::sync::LazyLock;

use kit::text::Locale;
use serde::Serialize;

/// A choice of the list.
#[derive(Debug, Clone, Serialize)]
pub struct Zone {
    value: String,
    text: String,
}

/// Areas whose names are cities.
const AREAS: [&str; 9] =
    ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "Antarctica"];

static ALL: LazyLock<Vec<Zone>> = LazyLock::new(|| {
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    let city = |name: &String| name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area));
    let mut names: Vec<String> = names.filter(city).collect();
    names.sort();
    names.dedup();
    names.push("UTC".to_owned());
    names.into_iter().map(|value| Zone { text: value.replace('_', " ").replace('/', " / "), value }).collect()
});

pub fn all() -> Vec<Zone> {
    ALL.clone()
}

/// The zone of the list with this name.
pub fn known(name: &str) -> Option<&'static str> {
    ALL.iter().find(|zone| zone.value == name).map(|zone| zone.value.as_str())
}

/// Until the browser has told its own.
pub fn of_language(locale: Locale) -> &'static str {
    if locale == Locale::RU { "Europe/Moscow" } else { "Europe/London" }
}
