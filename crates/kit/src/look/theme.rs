//! What a theme tells the code: its name and, for each mode, the grounds and colours that a tenant's own are fitted to.
//! It stands in the theme's `theme.toml`; its style sheet says the same to browsers.

use std::sync::Arc;

use serde::Deserialize;

use super::colour::Colour;

/// A theme of the dealers' portal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The name of its folder, and of its choice in the tenant's row.
    pub id: String,
    pub light: Mode,
    pub dark: Mode,
}

/// The colours of one mode, as UX §4 names the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    pub surface: Colour,
    pub bg: Colour,
    pub sunken: Colour,
    pub ink: Colour,
    pub muted: Colour,
    pub line: Colour,
    pub control: Colour,
    pub brand: Colour,
    pub on_brand: Colour,
    pub link: Colour,
    pub focus: Colour,
    pub sel: Colour,
}

/// The themes that a tenant may choose from, and the platform's own choice for those that did not.
#[derive(Debug, Clone)]
pub struct Themes {
    default: Arc<Theme>,
    all: Vec<Arc<Theme>>,
}

impl Themes {
    /// An error names the default that is not among them.
    pub fn new(all: Vec<Theme>, default: &str) -> Result<Self, String> {
        let all: Vec<Arc<Theme>> = all.into_iter().map(Arc::new).collect();
        let named = all.iter().find(|theme| theme.id == default).cloned();
        let default = named.ok_or_else(|| format!("there is no theme {default}"))?;
        Ok(Self { default, all })
    }

    /// For samples of pages, which know no application: one theme in the colours of the base.
    pub fn sample() -> Self {
        let grey = Colour([0x66; 3]);
        let (white, black) = (Colour::WHITE, Colour::BLACK);
        let mode = |ground: Colour, ink: Colour| Mode {
            surface: ground,
            bg: ground,
            sunken: ground,
            ink,
            muted: ink,
            line: grey,
            control: grey,
            brand: ink,
            on_brand: ground,
            link: ink,
            focus: ink,
            sel: ground,
        };
        let (light, dark) = (mode(white, black), mode(black, white));
        let theme = Arc::new(Theme { id: "ledger".to_owned(), light, dark });
        Self { all: vec![Arc::clone(&theme)], default: theme }
    }

    pub fn all(&self) -> &[Arc<Theme>] {
        &self.all
    }

    pub fn default(&self) -> &Arc<Theme> {
        &self.default
    }

    pub fn named(&self, id: &str) -> Option<&Arc<Theme>> {
        self.all.iter().find(|theme| theme.id == id)
    }

    /// The chosen one; the default when none is, or when the chosen one is no longer there.
    pub fn of(&self, chosen: Option<&str>) -> &Arc<Theme> {
        chosen.and_then(|id| self.named(id)).unwrap_or(&self.default)
    }
}

impl Mode {
    /// Where text and links stand, the card first.
    pub(super) fn surfaces(&self) -> [Colour; 3] {
        [self.surface, self.bg, self.sunken]
    }

    /// Its tokens in the words of style sheets, for samples that stand in another theme's page.
    pub(super) fn tokens(&self) -> String {
        format!(
            "--c-bg: {}; --c-surface: {}; --c-sunken: {}; --c-ink: {}; --c-muted: {}; --c-line: {}; --c-control: {}; \
             --c-brand: {}; --c-on-brand: {}; --c-link: {}; --c-focus: {}; --c-sel: {}; ",
            self.bg,
            self.surface,
            self.sunken,
            self.ink,
            self.muted,
            self.line,
            self.control,
            self.brand,
            self.on_brand,
            self.link,
            self.focus,
            self.sel
        )
    }
}

#[cfg(test)]
pub(super) fn ledger() -> Theme {
    toml::from_str(include_str!("../../../../themes/ledger/theme.toml")).unwrap()
}

#[cfg(test)]
pub(super) fn workshop() -> Theme {
    toml::from_str(include_str!("../../../../themes/workshop/theme.toml")).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// UX §4: text differs from every ground it stands on by 4.5:1 at least, edges of controls by 3:1.
    #[test]
    fn the_themes_own_colours_can_be_read() {
        for theme in [ledger(), workshop()] {
            for mode in [theme.light, theme.dark] {
                let grounds = [mode.surface, mode.bg, mode.sunken, mode.sel];
                for ground in grounds {
                    for text in [mode.ink, mode.muted, mode.link] {
                        assert!(text.stands_out(ground, 450), "{}: {text} on {ground}", theme.id);
                    }
                }
                for ground in [mode.surface, mode.bg, mode.sunken] {
                    assert!(mode.control.stands_out(ground, 300), "{}: an edge on {ground}", theme.id);
                    assert!(mode.focus.stands_out(ground, 300), "{}: the focus on {ground}", theme.id);
                }
                // As it is, under the pointer, and pressed.
                for percent in [0, 12, 22] {
                    let drawn = mode.brand.towards(mode.ink, super::super::colour::STEPS * percent / 100);
                    assert!(mode.on_brand.stands_out(drawn, 450), "{}: {} pressed", theme.id, mode.brand);
                }
            }
        }
    }

    #[test]
    fn a_choice_that_is_gone_is_the_default() {
        let themes = Themes::new(vec![ledger(), workshop()], "ledger").unwrap();
        assert_eq!(themes.of(Some("workshop")).id, "workshop");
        assert_eq!(themes.of(Some("showroom")).id, "ledger");
        assert_eq!(themes.of(None).id, "ledger");
        assert!(Themes::new(vec![workshop()], "ledger").is_err());
    }
}
