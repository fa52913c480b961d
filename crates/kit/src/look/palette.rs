//! What follows from a tenant's two colours on a theme's grounds: the text on them, links, focus and selection, in light
//! and in dark, all readable. UX §4 names the tokens.

use std::fmt::Write;

use super::colour::{Colour, STEPS};
use super::theme::{Mode, Theme};

/// Text must differ from its ground by 4.5:1 (WCAG 1.4.3), in hundredths.
const READABLE: u16 = 450;

/// The grounds of one mode of a theme.
struct Grounds {
    /// The card first.
    surfaces: [Colour; 3],
    ink: Colour,
    /// Where a colour goes to be readable there.
    rescue: Colour,
    /// A filled button differs from its card by this contrast.
    seen: u16,
    /// How much of the link's colour a selected row has, in [`STEPS`].
    tint: u16,
}

impl Grounds {
    fn light(theme: &Theme) -> Self {
        let Mode { ink, .. } = theme.light;
        Self { surfaces: theme.light.surfaces(), ink, rescue: Colour::BLACK, seen: 150, tint: 22 }
    }

    fn dark(theme: &Theme) -> Self {
        let Mode { ink, .. } = theme.dark;
        Self { surfaces: theme.dark.surfaces(), ink, rescue: Colour::WHITE, seen: 300, tint: 40 }
    }
}

/// The dark text on bright fills.
const NIGHT: Colour = Colour([0x10, 0x14, 0x1a]);

/// The tokens of both modes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    pub light: Shades,
    pub dark: Shades,
}

/// The tokens of one mode; a part that the tenant left to the theme is none.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Shades {
    pub brand: Option<Fill>,
    pub link: Option<Line>,
}

/// A colour that was moved so that it can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    pub part: Part,
    /// In dark it was made lighter, in light darker.
    pub dark: bool,
    pub from: Colour,
    pub to: Colour,
}

/// What a colour is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Button,
    Link,
}

/// Buttons: the fill and the text on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Fill {
    pub colour: Colour,
    pub text: Colour,
}

/// Links, the ring of the focus, and the ground of what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Line {
    pub colour: Colour,
    pub selected: Colour,
}

impl Palette {
    /// Fitted to the theme's grounds. Links follow the accent, or the brand when there is none.
    pub fn of(theme: &Theme, brand: Option<Colour>, accent: Option<Colour>) -> Self {
        let shades = |grounds: &Grounds| Shades {
            brand: brand.map(|brand| fill(brand, grounds)),
            link: accent.or(brand).map(|wanted| line(wanted, grounds)),
        };
        Self { light: shades(&Grounds::light(theme)), dark: shades(&Grounds::dark(theme)) }
    }

    /// What was moved, for the page that says so.
    pub fn changes(&self, brand: Option<Colour>, accent: Option<Colour>) -> Vec<Change> {
        let of = |shades: &Shades, dark: bool| {
            let button = shades.brand.map(|fill| (Part::Button, brand, fill.colour));
            let link = shades.link.map(|line| (Part::Link, accent.or(brand), line.colour));
            [button, link].into_iter().flatten().filter_map(move |(part, from, to)| {
                from.filter(|from| *from != to).map(|from| Change { part, dark, from, to })
            })
        };
        of(&self.light, false).chain(of(&self.dark, true)).collect()
    }

    pub fn is_themes_own(&self) -> bool {
        self.light.brand.is_none() && self.light.link.is_none()
    }

    /// The style sheet: after the theme's, for everything but the back office's neutral shell, and for samples.
    pub fn css(&self) -> String {
        const OURS: &str = ":not(:where([data-site=\"manage\"]))";
        let (light, dark) = (self.light.tokens(), self.dark.tokens());
        format!(
            ":root{OURS}, [data-look=\"light\"] {{ {light}}}\n\
             @media (prefers-color-scheme: dark) {{ :root:not([data-mode=\"light\"]){OURS} {{ {dark}}} }}\n\
             :root[data-mode=\"dark\"]{OURS}, [data-look=\"dark\"] {{ {dark}}}\n"
        )
    }

    /// The same for samples on a page of another theme: the theme's own colours come first.
    pub fn sample_css(&self, theme: &Theme) -> String {
        let (light, dark) = (theme.light.tokens(), theme.dark.tokens());
        format!("[data-look=\"light\"] {{ {light}}}\n[data-look=\"dark\"] {{ {dark}}}\n{}", self.css())
    }
}

impl Shades {
    fn tokens(&self) -> String {
        let mut css = String::new();
        if let Some(Fill { colour, text }) = self.brand {
            let _ = write!(css, "--c-brand: {colour}; --c-on-brand: {text}; ");
        }
        if let Some(Line { colour, selected }) = self.link {
            let _ = write!(css, "--c-link: {colour}; --c-focus: {colour}; --c-sel: {selected}; ");
        }
        css
    }
}

/// White text where it can be read, else dark text: a bright brand keeps its own colour.
fn fill(wanted: Colour, grounds: &Grounds) -> Fill {
    let [card, ..] = grounds.surfaces;
    let good = |colour: Colour| {
        // What a button looks like under the pointer and while it is pressed (components.css).
        let drawn = [0, 12, 22].map(|percent| colour.towards(grounds.ink, STEPS * percent / 100));
        let readable = |text: &Colour| drawn.iter().all(|ground| text.stands_out(*ground, READABLE));
        let text = [Colour::WHITE, NIGHT].into_iter().find(readable)?;
        colour.stands_out(card, grounds.seen).then_some(Fill { colour, text })
    };
    let text = grounds.rescue.farther(Colour::WHITE, NIGHT);
    first(wanted, grounds.rescue, good).unwrap_or(Fill { colour: grounds.rescue, text })
}

fn line(wanted: Colour, grounds: &Grounds) -> Line {
    let [card, ..] = grounds.surfaces;
    let good = |colour: Colour| {
        let selected = card.towards(colour, grounds.tint);
        let on = |ground: &Colour| colour.stands_out(*ground, READABLE);
        (grounds.surfaces.iter().all(on) && on(&selected) && grounds.ink.stands_out(selected, READABLE))
            .then_some(Line { colour, selected })
    };
    let utmost = Line { colour: grounds.rescue, selected: card.towards(grounds.rescue, grounds.tint) };
    first(wanted, grounds.rescue, good).unwrap_or(utmost)
}

/// The nearest colour on the way to the rescue that is good.
fn first<T>(wanted: Colour, rescue: Colour, good: impl Fn(Colour) -> Option<T>) -> Option<T> {
    (0..=STEPS).find_map(|step| good(wanted.towards(rescue, step)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    fn themes() -> [Theme; 2] {
        [crate::look::theme::ledger(), crate::look::theme::workshop()]
    }

    #[test]
    fn a_good_colour_stays_and_a_light_one_is_darkened_where_it_is_read() {
        let [ledger, workshop] = themes();
        let green = colour("#0f6b5c");
        let palette = Palette::of(&ledger, Some(green), None);
        let fill = palette.light.brand.unwrap();
        assert_eq!((fill.colour, fill.text), (green, Colour::WHITE));
        assert_eq!(palette.light.link.unwrap().colour, green);
        assert!(palette.changes(Some(green), None).iter().all(|change| change.dark));

        let yellow = colour("#fff3a0");
        let palette = Palette::of(&ledger, Some(yellow), None);
        let changes = palette.changes(Some(yellow), None);
        assert_eq!(changes.iter().filter(|change| !change.dark).count(), 2, "{changes:?}");
        assert_eq!(palette.light.brand.unwrap().text, NIGHT);

        // A strong yellow keeps its colour under dark text; only the links cannot have it.
        let amber = colour("#f2b600");
        for theme in [&ledger, &workshop] {
            let light = Palette::of(theme, Some(amber), None).light;
            assert_eq!(light.brand.unwrap().colour, amber);
            assert_ne!(light.link.unwrap().colour, amber);
        }
    }

    #[test]
    fn without_colours_there_is_no_style() {
        let [ledger, workshop] = themes();
        let palette = Palette::of(&ledger, None, None);
        assert!(palette.is_themes_own() && palette.changes(None, None).is_empty());
        let accent_only = Palette::of(&workshop, None, Some(colour("#c00")));
        assert!(!accent_only.is_themes_own() && !accent_only.css().contains("--c-brand"));
        // A sample shows what the tenant left to the theme in the theme's own colours.
        let sample = accent_only.sample_css(&workshop);
        assert!(sample.contains("--c-brand: #f2b600") && sample.ends_with(&accent_only.css()), "{sample}");
    }

    proptest! {
        #[test]
        fn every_colour_ends_readable(brand in any::<[u8; 3]>(), accent in any::<Option<[u8; 3]>>()) {
            let (brand, accent) = (Colour(brand), accent.map(Colour));
            for theme in themes() {
                let palette = Palette::of(&theme, Some(brand), accent);
                for (shades, grounds) in
                    [(&palette.light, Grounds::light(&theme)), (&palette.dark, Grounds::dark(&theme))]
                {
                    let (fill, line) = (shades.brand.unwrap(), shades.link.unwrap());
                    prop_assert!(fill.colour.stands_out(grounds.surfaces[0], grounds.seen));
                    for percent in 0..=22 {
                        let drawn = fill.colour.towards(grounds.ink, STEPS * percent / 100);
                        // Between the drawn ones a hair less would not be seen by anybody.
                        prop_assert!(fill.text.stands_out(drawn, 445), "{fill:?} at {percent}");
                    }
                    prop_assert!(fill.text.stands_out(fill.colour, 450));
                    for ground in grounds.surfaces.iter().chain([&line.selected]) {
                        prop_assert!(line.colour.stands_out(*ground, 450), "{line:?} on {ground}");
                    }
                    prop_assert!(grounds.ink.stands_out(line.selected, 450));
                }
                // A readable colour is left as it is, and the answer is the same each time.
                for change in palette.changes(Some(brand), accent) {
                    prop_assert_ne!(change.from, change.to);
                }
                let again = Palette::of(&theme, Some(palette.light.brand.unwrap().colour), accent);
                prop_assert_eq!(again.light.brand, palette.light.brand);
            }
        }
    }
}
