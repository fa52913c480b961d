//! One formatter of each kind, by the rules of the reader's language (UX §4). Templates build no formats of their own.

use std::collections::HashMap;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale::Locale as IcuLocale;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::{Locale, Text, Texts};
use crate::values::Money;

/// No-break space: a sum or a date never breaks over lines.
const NBSP: char = '\u{a0}';
/// The true minus sign.
const MINUS: char = '\u{2212}';

thread_local! {
    // ICU's formatters stay on their thread.
    static DECIMALS: HashMap<Locale, DecimalFormatter> = Locale::all().iter().filter_map(formatter).collect();
}

fn formatter(locale: &Locale) -> Option<(Locale, DecimalFormatter)> {
    let icu = IcuLocale::try_from_str(locale.code()).ok()?;
    let formatter = DecimalFormatter::try_new(icu.into(), DecimalFormatterOptions::default()).ok()?;
    Some((*locale, formatter))
}

/// `1 234,5` in Russian, `1,234.5` in English. Digits after the point stay as they are.
pub fn number(locale: Locale, value: Decimal) -> String {
    let written = DECIMALS.with(|formatters| match (formatters.get(&locale), i16::try_from(value.scale())) {
        (Some(formatter), Ok(scale)) => {
            let mut number = IcuDecimal::from(value.mantissa().abs());
            number.multiply_pow10(-scale);
            formatter.format(&number).to_string()
        }
        _ => value.abs().to_string(),
    });
    if value.is_sign_negative() && !value.is_zero() { format!("{MINUS}{written}") } else { written }
}

/// `1 234 567,50 ₽` in Russian, `₽1,234,567.50` in English; at least the currency's digits.
pub fn money(locale: Locale, money: Money) -> String {
    with_sign(locale, money, money.currency().digits(), money.currency().digits())
}

/// A unit price has up to four digits.
pub fn unit_price(locale: Locale, money: Money) -> String {
    with_sign(locale, money, money.currency().digits(), 4)
}

/// `12,5 %` in Russian, `12.5%` in English.
pub fn percent(locale: Locale, value: Decimal) -> String {
    let written = number(locale, value.normalize());
    if locale == Locale::EN { format!("{written}%") } else { format!("{written}{NBSP}%") }
}

/// In tables: `04.11.2026`, `Nov 4, 2026`.
pub fn date(texts: &Texts, locale: Locale, date: Date) -> String {
    texts.say(locale, &dated("kit-date", date))
}

/// In sentences: `4 ноября 2026 г.`, `Nov 4, 2026`.
pub fn date_long(texts: &Texts, locale: Locale, date: Date) -> String {
    texts.say(locale, &dated("kit-date-long", date))
}

/// `14:05` in the reader's zone.
pub fn time(zone: &TimeZone, instant: Timestamp) -> String {
    let local = instant.to_zoned(zone.clone());
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Day and time in the reader's zone.
pub fn datetime(texts: &Texts, locale: Locale, zone: &TimeZone, instant: Timestamp) -> String {
    let day = date(texts, locale, instant.to_zoned(zone.clone()).date());
    format!("{day}, {}", time(zone, instant))
}

/// `5 минут назад`, `in 3 days`; beyond seven days the day itself.
pub fn ago(texts: &Texts, locale: Locale, zone: &TimeZone, now: Timestamp, instant: Timestamp) -> String {
    let seconds = instant.as_second() - now.as_second();
    let distance = seconds.abs();
    let (unit, count) = match distance {
        0..60 => return texts.say(locale, &Text::key("kit-just-now")),
        60..3_600 => ("minutes", distance / 60),
        3_600..86_400 => ("hours", distance / 3_600),
        86_400..604_801 => ("days", distance / 86_400),
        _ => return date(texts, locale, instant.to_zoned(zone.clone()).date()),
    };
    let way = if seconds < 0 { "ago" } else { "in" };
    texts.say(locale, &Text::dynamic(format!("kit-{way}-{unit}")).with("n", count))
}

fn with_sign(locale: Locale, money: Money, least: u32, most: u32) -> String {
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let mut amount = money.amount().round_dp_with_strategy(most, MidpointAwayFromZero).normalize();
    if amount.scale() < least {
        amount.rescale(least);
    }
    let written = number(locale, amount.abs());
    let minus =
        if amount.is_sign_negative() && !amount.is_zero() { MINUS.to_string() } else { String::new() };
    let sign = money.currency().sign();
    if locale == Locale::EN {
        let gap = if sign.chars().all(char::is_alphabetic) { NBSP.to_string() } else { String::new() };
        format!("{minus}{sign}{gap}{written}")
    } else {
        format!("{minus}{written}{NBSP}{sign}")
    }
}

fn dated(key: &'static str, date: Date) -> Text {
    let two = |number: i8| format!("{number:02}");
    Text::key(key)
        .with("day", date.day().to_string())
        .with("day2", two(date.day()))
        .with("month2", two(date.month()))
        // A number: Fluent compares `[11]` with numbers only.
        .with("month", i64::from(date.month()))
        .with("year", date.year().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    fn texts() -> Texts {
        let source = |locale, ftl: &str| Source { locale, owner: "kit".into(), ftl: ftl.into() };
        Texts::new(vec![
            source(Locale::EN, include_str!("../../locales/en.ftl")),
            source(Locale::RU, include_str!("../../locales/ru.ftl")),
        ])
        .unwrap()
    }

    fn sum(amount: &str, currency: &str) -> Money {
        Money::new(amount.parse().unwrap(), currency.parse().unwrap())
    }

    #[test]
    fn sums_follow_the_language() {
        for (amount, currency, ru, en) in [
            ("1234567.5", "RUB", "1\u{a0}234\u{a0}567,50\u{a0}₽", "₽1,234,567.50"),
            ("1234.5", "EUR", "1\u{a0}234,50\u{a0}€", "€1,234.50"),
            ("-0.5", "RUB", "\u{2212}0,50\u{a0}₽", "\u{2212}₽0.50"),
            ("0", "RUB", "0,00\u{a0}₽", "₽0.00"),
        ] {
            assert_eq!(money(Locale::RU, sum(amount, currency)), ru);
            assert_eq!(money(Locale::EN, sum(amount, currency)), en);
        }
        assert_eq!(unit_price(Locale::RU, sum("0.1234", "RUB")), "0,1234\u{a0}₽");
        assert_eq!(unit_price(Locale::EN, sum("14.5", "RUB")), "₽14.50");
    }

    #[test]
    fn numbers_and_percents_follow_the_language() {
        assert_eq!(number(Locale::RU, "1234.5".parse().unwrap()), "1\u{a0}234,5");
        assert_eq!(number(Locale::EN, "1234.5".parse().unwrap()), "1,234.5");
        for (plain, written) in
            [("0.00", "0.00"), ("100", "100"), ("1200.500", "1,200.500"), ("-0.05", "\u{2212}0.05")]
        {
            assert_eq!(number(Locale::EN, plain.parse().unwrap()), written);
        }
        assert_eq!(number(Locale::EN, Decimal::MAX), "79,228,162,514,264,337,593,543,950,335");
        assert_eq!(percent(Locale::RU, "12.5".parse().unwrap()), "12,5\u{a0}%");
        assert_eq!(percent(Locale::EN, "-12.5".parse().unwrap()), "\u{2212}12.5%");
    }

    #[test]
    fn days_and_times_follow_the_language_and_the_zone() {
        let texts = texts();
        let day = jiff::civil::date(2026, 11, 4);
        assert_eq!(date(&texts, Locale::RU, day), "04.11.2026");
        assert_eq!(date(&texts, Locale::EN, day), "Nov\u{a0}4, 2026");
        assert_eq!(date_long(&texts, Locale::RU, day), "4\u{a0}ноября 2026\u{a0}г.");
        let instant: Timestamp = "2026-11-04T11:05:00Z".parse().unwrap();
        let moscow = TimeZone::get("Europe/Moscow").unwrap();
        assert_eq!(time(&moscow, instant), "14:05");
        assert_eq!(datetime(&texts, Locale::RU, &moscow, instant), "04.11.2026, 14:05");
    }

    #[test]
    fn near_times_are_said_relatively() {
        let texts = texts();
        let now: Timestamp = "2026-11-04T12:00:00Z".parse().unwrap();
        let say = |locale, seconds: i64| {
            let instant = Timestamp::from_second(now.as_second() + seconds).unwrap();
            ago(&texts, locale, &TimeZone::UTC, now, instant)
        };
        assert_eq!(say(Locale::RU, -300), "5\u{a0}минут назад");
        assert_eq!(say(Locale::RU, -60), "1\u{a0}минуту назад");
        assert_eq!(say(Locale::EN, 3 * 86_400), "in 3\u{a0}days");
        assert_eq!(say(Locale::EN, -3_600), "1\u{a0}hour ago");
        assert_eq!(say(Locale::EN, 5), "just now");
        assert_eq!(say(Locale::RU, -30 * 86_400), "05.10.2026");
    }
}
