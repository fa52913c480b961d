//! `/ru/…` and `/en/…`: the public site, and only it, has its language in the path (UX §2).

use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;

use crate::text::Locale;

/// The language that the path began with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken(pub Locale);

/// A reader of the public site: in which language, and what its links begin with.
#[derive(Debug, Clone)]
pub struct Reading {
    pub locale: Locale,
    /// `/ru`, or nothing when the browser's language was taken.
    pub prefix: String,
}

/// Takes the language off the path, so that each page is one route.
pub(super) fn take(request: &mut Request) {
    for locale in Locale::all() {
        let Some(uri) = without(request.uri(), locale.code()) else { continue };
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Spoken(*locale));
        return;
    }
}

fn without(uri: &Uri, code: &str) -> Option<Uri> {
    let rest = uri.path().strip_prefix('/')?.strip_prefix(code)?;
    if !rest.is_empty() && !rest.starts_with('/') {
        return None;
    }
    let path = if rest.is_empty() { "/" } else { rest };
    let whole = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(whole.parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_first_part_is_a_language() {
        let rest = |path: &str, code: &str| without(&path.parse().unwrap(), code).map(|uri| uri.to_string());
        assert_eq!(rest("/ru", "ru").as_deref(), Some("/"));
        assert_eq!(rest("/ru/", "ru").as_deref(), Some("/"));
        assert_eq!(rest("/ru/signup?plan=trial", "ru").as_deref(), Some("/signup?plan=trial"));
        assert_eq!(rest("/rules", "ru"), None);
        assert_eq!(rest("/", "ru"), None);
        assert_eq!(rest("/en/ru/x", "ru"), None);
    }
}
