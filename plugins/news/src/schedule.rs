//! Moments of the form: a day and a time of the manufacturer's clock.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use kit::text::Text;
use kit::web::{Ctx, Form};

/// The fields of a moment, and what a missing time means.
pub struct Moment {
    pub day: &'static str,
    pub time: &'static str,
    pub without_time: Time,
}

pub const PUBLISH: Moment =
    Moment { day: "publish_on", time: "publish_time", without_time: Time::midnight() };
/// Until the end of the day.
pub const TAKE_DOWN: Moment =
    Moment { day: "take_down_on", time: "take_down_time", without_time: Time::constant(23, 59, 0, 0) };

/// Where the manufacturer is.
pub fn zone(ctx: &Ctx) -> TimeZone {
    TimeZone::get(ctx.tenant.time_zone()).unwrap_or(TimeZone::UTC)
}

impl Moment {
    /// The moment that was typed; a time alone means today. Marks the fields when they are none.
    pub fn read(&self, form: &mut Form, ctx: &Ctx) -> Option<Timestamp> {
        let (day, time) = (form.get(self.day).to_owned(), form.get(self.time).to_owned());
        if day.is_empty() && time.is_empty() {
            return None;
        }
        let day_read = if day.is_empty() { Some(ctx.today()) } else { date(&day) };
        let time_read = if time.is_empty() { Some(self.without_time) } else { clock(&time) };
        if day_read.is_none() {
            form.wrong(self.day, Text::key("news-day-wrong").with("value", day));
        }
        if time_read.is_none() {
            form.wrong(self.time, Text::key("news-time-wrong").with("value", time));
        }
        let moment = day_read?.to_datetime(time_read?);
        // An hour that a change of the clocks leaves out is the next one that there is.
        let at = zone(ctx).to_ambiguous_zoned(moment).compatible().ok().map(|zoned| zoned.timestamp());
        if at.is_none() {
            form.wrong(self.day, Text::key("news-day-wrong").with("value", form.get(self.day).to_owned()));
        }
        at
    }

    /// How the fields show a moment.
    pub fn shown(&self, at: Option<Timestamp>, ctx: &Ctx) -> [(&'static str, String); 2] {
        let local = at.map(|at| at.to_zoned(zone(ctx)).datetime());
        let day = local.map_or_else(String::new, |local| local.date().to_string());
        let time = local.map_or_else(String::new, |local| local.strftime("%H:%M").to_string());
        [(self.day, day), (self.time, time)]
    }
}

/// `2026-11-04` as browsers send it, or `04.11.2026`; years that people mean.
fn date(typed: &str) -> Option<Date> {
    let read = typed.parse().ok().or_else(|| {
        let mut parts = typed.splitn(3, '.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    })?;
    (2000..=2200).contains(&read.year()).then_some(read)
}

/// `9:00`, `09.00`, `9`, `09:00:00`.
fn clock(typed: &str) -> Option<Time> {
    let mut parts = typed.split([':', '.']);
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next().map_or(Some(0), |minute| minute.parse().ok())?;
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::{clock, date};
    use jiff::civil;

    #[test]
    fn days_and_times_are_read_as_sent_and_as_typed() {
        assert_eq!(date("2026-11-04"), Some(civil::date(2026, 11, 4)));
        assert_eq!(date("4.11.2026"), Some(civil::date(2026, 11, 4)));
        for wrong in ["завтра", "31.02.2026", "0001-01-01", "9999-01-01", "-1", "1e9"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
        for typed in ["9:00", "09:00", "9.00", "9", "09:00:00"] {
            assert_eq!(clock(typed), Some(civil::time(9, 0, 0, 0)), "{typed}");
        }
        for wrong in ["25:00", "9:60", "девять", "-1", "9:-1", "NaN"] {
            assert_eq!(clock(wrong), None, "{wrong}");
        }
    }
}
