//! What is wrong with some goods on purpose.

use std::fmt;

use crate::good::Good;

/// For imports to stumble over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trap {
    BadCheckDigit,
    BlanksAndLowerCase,
    LongName,
    /// Latin letters where Cyrillic ones belong or the other way round. Articles without such a letter count too.
    LookAlikeLetters,
    MarkupCharacters,
    NegativeStock,
}

/// Spoils 25 goods of a thousand, by a lot of 0…999.
pub fn spoil(good: &mut Good, lot: u64) -> Option<Trap> {
    match (lot, &mut good.barcode) {
        (0..2, Some(code)) => {
            let last = code.pop().and_then(|digit| digit.to_digit(10)).unwrap_or_default();
            code.push_str(&((last + 1) % 10).to_string());
            Some(Trap::BadCheckDigit)
        }
        (0..12, _) => {
            let (latin_a, cyrillic_a, latin_b, cyrillic_v) = ("A", "\u{410}", "B", "\u{412}");
            good.article = if good.article.contains(latin_a) {
                good.article.replace(latin_a, cyrillic_a)
            } else {
                good.article.replace(cyrillic_v, latin_b)
            };
            Some(Trap::LookAlikeLetters)
        }
        (12..17, _) => {
            good.name.push_str(" <\"особая\" серия & комплект>");
            Some(Trap::MarkupCharacters)
        }
        (17..20, _) => {
            good.name.push(' ');
            good.name.push_str(&"длинное наименование ".repeat(9));
            Some(Trap::LongName)
        }
        (20..25, _) => {
            good.article = format!("  {} ", good.article.to_lowercase());
            Some(Trap::BlanksAndLowerCase)
        }
        _ => None,
    }
}

/// Takes more from the first warehouse than it had, of one good in 300.
pub fn overdraw(good: &mut Good, lot: u64) -> Option<Trap> {
    (lot == 0).then(|| {
        let [first, ..] = &mut good.stock;
        *first = -3;
        Trap::NegativeStock
    })
}

impl Trap {
    pub const fn name(self) -> &'static str {
        match self {
            Self::BadCheckDigit => "bad check digit",
            Self::BlanksAndLowerCase => "blanks and lower case",
            Self::LongName => "long name",
            Self::LookAlikeLetters => "look-alike letters",
            Self::MarkupCharacters => "markup characters",
            Self::NegativeStock => "negative stock",
        }
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
