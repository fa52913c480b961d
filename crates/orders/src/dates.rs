//! A day in a form: as the browser's field sends it, or as people type it.

use jiff::civil::Date;
use kit::text::Text;
use kit::web::Form;

/// A day that may be missing, today or later. Marks the field when it is none.
pub fn read(form: &mut Form, name: &str, today: Date) -> Option<Date> {
    let typed = form.get(name).to_owned();
    if typed.is_empty() {
        return None;
    }
    match parse(&typed) {
        Some(date) if date >= today => Some(date),
        Some(date) => {
            form.wrong(name, Text::key("orders-date-past").with("date", date));
            None
        }
        None => {
            form.wrong(name, Text::key("orders-date-wrong").with("value", typed));
            None
        }
    }
}

/// `2026-11-04` or `04.11.2026`.
fn parse(typed: &str) -> Option<Date> {
    if let Ok(date) = typed.parse() {
        return Some(date);
    }
    let mut parts = typed.splitn(3, '.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_sent_and_as_typed() {
        let day = jiff::civil::date(2026, 11, 4);
        assert_eq!(parse("2026-11-04"), Some(day));
        assert_eq!(parse("04.11.2026"), Some(day));
        assert_eq!(parse("4.11.2026"), Some(day));
        for wrong in ["", "завтра", "2026-13-01", "31.02.2026", "11/04/2026"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
