//! When orders come: electrics in autumn, plumbing with the building season, hardly anything at weekends.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kit::{Error, Result};

use super::dice::Dice;

/// How busy each month is.
const MONTHS: [usize; 12] = [7, 7, 9, 10, 9, 8, 8, 10, 13, 14, 13, 9];
/// The share of electrics in percent.
const ELECTRIC: [u64; 12] = [75, 75, 70, 60, 55, 55, 55, 65, 80, 85, 85, 80];
/// Thirteen months, up to the three weeks whose orders are told one by one.
const OLDEST: i64 = 395;
const YOUNGEST: i64 = 22;

/// The instants of so many orders in order of time, at working hours of the zone.
pub fn instants(count: usize, now: Timestamp, zone: &TimeZone) -> Result<Vec<Timestamp>> {
    let today = now.to_zoned(zone.clone()).date();
    let mut days = Vec::new();
    let mut busy = 0;
    for ago in (YOUNGEST..=OLDEST).rev() {
        let day = today.checked_sub(ago.days()).map_err(Error::bug)?;
        busy += weight(day);
        days.push((busy, day));
    }
    let mut instants = Vec::new();
    for at in 0..count {
        let mark = (at * 2 + 1) * busy / (count * 2);
        let Some((_, day)) = days.iter().find(|(up_to, _)| mark < *up_to) else { continue };
        instants.push(within(*day, &mut Dice::of(700_000 + at), zone)?);
    }
    instants.sort_unstable();
    Ok(instants)
}

/// An instant between nine and six of the day.
pub fn within(day: Date, dice: &mut Dice, zone: &TimeZone) -> Result<Timestamp> {
    let minute = i8::try_from(dice.throw(60)).unwrap_or(0);
    let hour = i8::try_from(9 + dice.throw(9)).unwrap_or(9);
    Ok(day.at(hour, minute, 0, 0).to_zoned(zone.clone()).map_err(Error::bug)?.timestamp())
}

/// The share of electrics on the day, in percent.
pub fn electric(day: Date) -> u64 {
    of_month(&ELECTRIC, day)
}

fn weight(day: Date) -> usize {
    let of_day = match day.weekday() {
        Weekday::Saturday => 2,
        Weekday::Sunday => 1,
        _ => 10,
    };
    of_month(&MONTHS, day) * of_day
}

fn of_month<T: Copy + Default>(months: &[T; 12], day: Date) -> T {
    let at = usize::try_from(day.month() - 1).unwrap_or(0);
    months.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn autumn_brings_more_orders_than_winter_and_all_are_older_than_three_weeks() {
        let now: Timestamp = "2026-12-20T10:00:00Z".parse().unwrap();
        let all = instants(430, now, &TimeZone::UTC).unwrap();
        assert_eq!(all.len(), 430);
        assert!(all.is_sorted());
        let of = |month: i8| all.iter().filter(|at| at.to_zoned(TimeZone::UTC).month() == month).count();
        assert!(of(10) * 2 > of(1) * 3, "{} and {}", of(10), of(1));
        let days = |at: Timestamp| now.duration_since(at).as_hours() / 24;
        assert!(all.iter().all(|at| (21..=396).contains(&days(*at))));
    }
}
