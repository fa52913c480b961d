//! Available to promise: what can be promised when, so that nothing eats what is promised later. Pure.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Something that changes the stock of one good: an arrival (plus) or a commitment (minus), in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    pub on: Date,
    pub change: Decimal,
}

/// What can be promised from which day on; the first step is today. Quantities never fall with time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub steps: Vec<(Date, Decimal)>,
}

/// Runs the events in the order of time, then walks back and caps each day by the lowest later value.
pub fn promise(today: Date, on_hand: Decimal, events: &[Event]) -> Promise {
    let mut events: Vec<Event> =
        events.iter().map(|event| Event { on: event.on.max(today), ..*event }).collect();
    events.sort_by_key(|event| event.on);
    let mut steps = vec![(today, on_hand)];
    let mut level = on_hand;
    for event in events {
        level += event.change;
        match steps.last_mut() {
            Some(last) if last.0 == event.on => last.1 = level,
            _ => steps.push((event.on, level)),
        }
    }
    let mut least = Decimal::MAX;
    for step in steps.iter_mut().rev() {
        least = least.min(step.1);
        step.1 = least.max(Decimal::ZERO);
    }
    // A step that promises nothing more than the one before it says nothing.
    steps.dedup_by(|later, earlier| later.1 == earlier.1);
    Promise { steps }
}

impl Promise {
    /// What can be promised today.
    pub fn now(&self) -> Decimal {
        self.steps.first().map_or(Decimal::ZERO, |step| step.1)
    }

    /// The first day on which so much can be promised; `None`: no known arrival covers it.
    pub fn when(&self, quantity: Decimal) -> Option<Date> {
        self.steps.iter().find(|step| step.1 >= quantity).map(|step| step.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i8) -> Date {
        jiff::civil::date(2026, 3, n)
    }

    fn event(on: i8, change: i64) -> Event {
        Event { on: day(on), change: Decimal::from(change) }
    }

    #[test]
    fn a_promise_never_eats_what_is_promised_later() {
        // FEATURES, "Available to promise": today is day 1.
        let events = [event(5, -60), event(10, -70), event(3, 50), event(12, 40)];
        let promise = promise(day(1), Decimal::from(100), &events);
        assert_eq!(promise.steps, [(day(1), Decimal::from(20)), (day(12), Decimal::from(60))]);
        assert_eq!(promise.when(Decimal::from(20)), Some(day(1)));
        assert_eq!(promise.when(Decimal::from(21)), Some(day(12)));
        assert_eq!(promise.when(Decimal::from(60)), Some(day(12)));
        assert_eq!(promise.when(Decimal::from(61)), None);
    }

    #[test]
    fn what_should_have_come_yesterday_counts_as_today() {
        let late = promise(day(9), Decimal::ZERO, &[event(2, 5)]);
        assert_eq!(late.now(), Decimal::from(5));
    }

    proptest! {
        #[test]
        fn a_promised_quantity_can_be_taken_and_all_commitments_still_hold(
            on_hand in 0_i64..200,
            changes in prop::collection::vec((1_i8..28, -50_i64..80), 0..12),
            wanted in 1_i64..150,
        ) {
            let events: Vec<Event> = changes.iter().map(|(on, change)| event(*on, *change)).collect();
            let promise_now = promise(day(1), Decimal::from(on_hand), &events);
            let level = |taken: Option<Date>, until: Date| {
                let known: Decimal = events.iter().filter(|e| e.on <= until).map(|e| e.change).sum();
                let out = if taken.is_some_and(|on| on <= until) { Decimal::from(wanted) } else { Decimal::ZERO };
                Decimal::from(on_hand) + known - out
            };
            if let Some(on) = promise_now.when(Decimal::from(wanted)) {
                for n in 1..=28 {
                    if day(n) >= on {
                        prop_assert!(level(Some(on), day(n)) >= Decimal::ZERO);
                    }
                }
            }
            prop_assert!(promise_now.steps.windows(2).all(|pair| pair[0].1 < pair[1].1));
        }
    }
}
