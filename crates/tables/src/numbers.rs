//! Numbers as people and spreadsheets write them.

use rust_decimal::Decimal;

/// Reads `1 234,50`, `1,234.50`, `1.234,50`, `−5`, `0012`; `None` for anything that is not surely a number.
///
/// A lone comma or dot is the decimal one: `1,234` is one and a bit. What parts thousands must part threes.
pub fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (negative, digits) = match text.chars().next()? {
        '-' | '\u{2212}' => (true, text.trim_start_matches(['-', '\u{2212}'])),
        '+' => (false, text.trim_start_matches('+')),
        _ => (false, text),
    };
    // One sign at most.
    if text.chars().count() > digits.chars().count() + 1 {
        return None;
    }
    let (whole, part) = halves(digits)?;
    let plain = format!("{}{whole}.{part}", if negative { "-" } else { "" });
    Decimal::from_str_exact(plain.trim_end_matches('.')).ok()
}

/// Whether a spreadsheet has eaten digits: `1.23E+12`. Without the sign after E it is an article.
pub fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or_default();
    let mantissa = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    [whole, part, exponent].into_iter().all(is_digits)
}

/// The digits before and after the decimal sign, without what parts thousands.
fn halves(digits: &str) -> Option<(String, &str)> {
    let decimal = decimal_sign(digits);
    let (whole, part) = decimal.and_then(|sign| digits.split_once(sign)).unwrap_or((digits, "0"));
    if !is_digits(part) {
        return None;
    }
    if decimal.is_some() && whole.is_empty() {
        return Some(("0".to_owned(), part));
    }
    Some((ungrouped(whole)?, part))
}

/// The last of both signs, or the only one where it stands once.
fn decimal_sign(digits: &str) -> Option<char> {
    let (comma, dot) = (digits.rfind(','), digits.rfind('.'));
    let (sign, alone) = if comma > dot { (',', dot.is_none()) } else { ('.', comma.is_none()) };
    let times = digits.matches(sign).count();
    // Several of one kind part thousands; several after the other kind are no number, which `ungrouped` finds.
    (times == 1 || (times > 1 && !alone)).then_some(sign)
}

/// Groups of three behind the first, all parted by one kind of sign.
fn ungrouped(whole: &str) -> Option<String> {
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | '.');
    let Some(sign) = whole.chars().find(|c| parts(*c)) else {
        return is_digits(whole).then(|| whole.to_owned());
    };
    let mut groups = whole.split(sign);
    let first = groups.next().filter(|first| is_digits(first) && first.len() <= 3)?;
    let mut plain = first.to_owned();
    for group in groups {
        plain.push_str(Some(group).filter(|group| is_digits(group) && group.len() == 3)?);
    }
    Some(plain)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, meant) in [
            ("1 234,50", "1234.50"),
            ("1\u{a0}234\u{a0}567,5", "1234567.5"),
            ("1\u{202f}234", "1234"),
            ("1,234.50", "1234.50"),
            ("1.234,50", "1234.50"),
            ("1.234.567", "1234567"),
            ("1,234", "1.234"),
            ("\u{2212}5", "-5"),
            (" +5,0 ", "5.0"),
            ("0012", "12"),
            (",5", "0.5"),
            ("-0,5", "-0.5"),
        ] {
            assert_eq!(number(typed), meant.parse().ok(), "{typed}");
        }
    }

    #[test]
    fn what_is_not_surely_a_number_is_none() {
        for typed in [
            "",
            " ",
            "-",
            "--5",
            "+-5",
            "1.23E+12",
            "12E5",
            "1 2",
            "12 34",
            "1,2,3",
            "1.2.3,4",
            "1,23.456,7",
            "5.",
            "5 шт",
            "10%",
            "1_000",
            "пять",
            "0x10",
            "99999999999999999999999999999999",
            "1,,5",
            ".",
        ] {
            assert_eq!(number(typed), None, "{typed}");
        }
    }

    #[test]
    fn eaten_digits_are_told_from_articles() {
        for typed in ["1.23E+12", "4,60E+12", "4E+12", " 1e-5 ", "-1.5E+03"] {
            assert!(is_scientific(typed), "{typed}");
        }
        for typed in ["12E5", "1.23", "E+5", "1.E+5", "LED 5E+", "1E+5W", ""] {
            assert!(!is_scientific(typed), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_written_number_is_read_back(mantissa in any::<i64>(), scale in 0_u32..=18) {
            let number_written = Decimal::new(mantissa, scale);
            prop_assert_eq!(number(&number_written.to_string()), Some(number_written));
            let with_comma = number_written.to_string().replace('.', ",");
            prop_assert_eq!(number(&with_comma), Some(number_written));
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,40}") {
            let _ = (number(&text), is_scientific(&text));
        }
    }
}
