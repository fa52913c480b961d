//! A colour, and how readable one is on another (WCAG 2.2, relative luminance).

use std::fmt;
use std::str::FromStr;

use crate::values::Invalid;

/// Red, green, blue. Written `#rrggbb`; read with or without `#`, with three or six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// Steps of [`Colour::towards`]: the last one is the other colour itself.
pub const STEPS: u16 = 200;

impl Colour {
    pub const WHITE: Self = Self([255; 3]);
    pub const BLACK: Self = Self([0; 3]);

    /// This colour on its way to another, `step` of [`STEPS`].
    pub fn towards(self, other: Self, step: u16) -> Self {
        let ([r, g, b], [to_r, to_g, to_b]) = (self.0, other.0);
        let between = |from: u8, to: u8| {
            let (own, step) = (u32::from(STEPS - step.min(STEPS)), u32::from(step.min(STEPS)));
            let mixed =
                (u32::from(from) * own + u32::from(to) * step + u32::from(STEPS) / 2) / u32::from(STEPS);
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self([between(r, to_r), between(g, to_g), between(b, to_b)])
    }

    /// Whether the two differ by at least this contrast, in hundredths: 450 is 4.5:1.
    pub fn stands_out(self, from: Self, hundredths: u16) -> bool {
        contrast(self, from) >= f64::from(hundredths)
    }

    /// Which of the two stands out more from this one.
    pub fn farther(self, one: Self, other: Self) -> Self {
        if contrast(self, one) >= contrast(self, other) { one } else { other }
    }
}

/// The contrast in hundredths.
#[expect(clippy::float_arithmetic, reason = "WCAG defines it by real numbers; nothing here is money")]
fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05) * 100.0
}

#[expect(clippy::float_arithmetic, reason = "WCAG defines it by real numbers; nothing here is money")]
fn luminance(colour: Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = colour.0;
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl serde::Serialize for Colour {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Colour {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        typed.parse().map_err(|_| serde::de::Error::custom(format!("{typed} is no colour")))
    }
}

impl FromStr for Colour {
    type Err = Invalid;
    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let wrong =
            || Invalid::new("kit-colour-wrong").with("value", typed.chars().take(40).collect::<String>());
        let digits = typed.trim().trim_start_matches('#');
        let long: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => digits.to_owned(),
        };
        if long.len() != 6 || !long.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let [_, r, g, b] = u32::from_str_radix(&long, 16).map_err(|_| wrong())?.to_be_bytes();
        Ok(Self([r, g, b]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them() {
        for (typed, read) in
            [("#0f6b5c", "#0f6b5c"), (" 0F6B5C ", "#0f6b5c"), ("#abc", "#aabbcc"), ("fff", "#ffffff")]
        {
            assert_eq!(typed.parse::<Colour>().unwrap().to_string(), read);
        }
        for wrong in
            ["", "#", "green", "#12345", "#1234567", "#ggg", "красный", "#+12345", "жж", "url(x)", "#fff;}"]
        {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let colour = |text: &str| text.parse::<Colour>().unwrap();
        // Known pairs: 21:1, 4.48:1 and 4.54:1 on white.
        assert!(
            Colour::WHITE.stands_out(Colour::BLACK, 2100) && !Colour::WHITE.stands_out(Colour::BLACK, 2101)
        );
        assert!(!colour("#777777").stands_out(Colour::WHITE, 450));
        assert!(colour("#767676").stands_out(Colour::WHITE, 454));
    }
}
