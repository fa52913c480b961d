//! Languages. One more is a line here and a file beside each room's others.

use std::fmt;

/// A language of the product, by its two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Locale {
    code: &'static str,
    own_name: &'static str,
}

impl Locale {
    pub const EN: Self = Self { code: "en", own_name: "English" };
    pub const RU: Self = Self { code: "ru", own_name: "Русский" };

    pub const fn all() -> &'static [Self] {
        &[Self::EN, Self::RU]
    }

    pub fn code(self) -> &'static str {
        self.code
    }

    /// Its name in itself, for the switch.
    pub fn own_name(self) -> &'static str {
        self.own_name
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::all().iter().copied().find(|locale| locale.code == code)
    }

    /// The first language of an `Accept-Language` header that we speak, by its weights.
    pub fn choose(header: &str, otherwise: Self) -> Self {
        let mut wanted: Vec<(u32, Self)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let language = pieces.next()?.split('-').next()?.to_ascii_lowercase();
                let weight =
                    pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(1_000, thousandths);
                Some((weight, Self::parse(&language)?))
            })
            .filter(|(weight, _)| *weight > 0)
            .collect();
        wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wanted.first().map_or(otherwise, |(_, locale)| *locale)
    }
}

/// `0.8` → 800; what cannot be read weighs nothing.
fn thousandths(weight: &str) -> u32 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    format!("{whole}{fraction}").parse().unwrap_or(0)
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn the_browsers_wish_is_followed_by_weight() {
        for (header, chosen) in [
            ("ru-RU,ru;q=0.9,en;q=0.8", Locale::RU),
            ("de, en;q=0.7, ru;q=0.5", Locale::EN),
            ("en;q=0.2, ru;q=0.8", Locale::RU),
            ("ru;q=0, en", Locale::EN),
            ("", Locale::RU),
            ("*;;;q=x", Locale::RU),
        ] {
            assert_eq!(Locale::choose(header, Locale::RU), chosen, "{header}");
        }
    }
}
