//! Panels: parts of a page that many readers see alike, drawn once and kept beside what they show.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tera::Context;

use crate::error::{Error, Result};
use crate::text::Locale;

/// A part of a page whose words depend on nothing but what it shows, the language and the theme. Its template knows no
/// `frame`, so nothing of one reader can get into what others are shown.
pub struct Panel {
    pub(super) name: &'static str,
    pub(super) template: &'static str,
    kept: Drawn,
    read: Box<dyn Fn() -> Result<Context> + Send + Sync>,
}

/// The HTML of a panel in each language and theme that somebody has read it in. It lives as long as what it shows.
#[derive(Clone, Default)]
pub struct Drawn(Arc<Mutex<Vec<Drawing>>>);

struct Drawing {
    locale: Locale,
    theme: String,
    html: Arc<str>,
}

impl Panel {
    /// `name`: the key under `frame.panels` in templates. `read` is asked only when nothing is kept.
    pub fn new<T: Serialize>(
        name: &'static str,
        template: &'static str,
        kept: &Drawn,
        read: impl Fn() -> T + Send + Sync + 'static,
    ) -> Self {
        let read = Box::new(move || Context::from_serialize(&read()).map_err(Error::bug));
        Self { name, template, kept: kept.clone(), read }
    }

    /// What is kept in this language and theme, or what `draw` makes of the panel's data. Two readers may draw at once;
    /// both draw the same.
    pub(super) fn html(
        &self,
        locale: Locale,
        theme: &str,
        draw: impl FnOnce(Context) -> Result<String>,
    ) -> Result<Arc<str>> {
        let known = |all: &[Drawing]| {
            let found = all.iter().find(|one| one.locale == locale && one.theme == theme);
            found.map(|one| Arc::clone(&one.html))
        };
        if let Some(html) = known(&self.kept.lock()) {
            return Ok(html);
        }
        let html: Arc<str> = draw((self.read)()?)?.into();
        let mut all = self.kept.lock();
        if known(&all).is_none() {
            all.push(Drawing { locale, theme: theme.to_owned(), html: Arc::clone(&html) });
        }
        Ok(html)
    }
}

impl Drawn {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Drawing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_is_drawn_once_for_each_language_and_theme() {
        let kept = Drawn::default();
        let panel = || {
            Panel::new("counts", "counts.html", &kept, || {
                [("n", 1)].into_iter().collect::<std::collections::BTreeMap<_, _>>()
            })
        };
        let html = |locale, theme: &str, html: &str| {
            panel().html(locale, theme, |_| Ok(html.to_owned())).unwrap().to_string()
        };
        assert_eq!(html(Locale::RU, "ledger", "один"), "один");
        assert_eq!(html(Locale::RU, "ledger", "never drawn"), "один");
        assert_eq!(html(Locale::EN, "ledger", "one"), "one");
        assert_eq!(html(Locale::RU, "workshop", "тоже один"), "тоже один");
        // What fails to draw is not kept.
        let fails = panel().html(Locale::EN, "workshop", |_| Err(Error::NotFound));
        assert!(fails.is_err());
        assert_eq!(html(Locale::EN, "workshop", "drawn"), "drawn");
    }
}
