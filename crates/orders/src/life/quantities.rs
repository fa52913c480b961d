//! The arithmetic of a line: pure, in base units. Acts are refused, never bent; holds follow from the quantities.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What has happened to a line. Always `shipped <= confirmed` and `confirmed + cancelled <= ordered`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quantities {
    pub ordered: Decimal,
    pub confirmed: Decimal,
    pub shipped: Decimal,
    pub cancelled: Decimal,
}

/// An act that the quantities do not allow: what is the least and the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotPossible {
    pub least: Decimal,
    pub most: Decimal,
}

/// The state of an order (FEATURES O6; the words are in UX §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Placed,
    Confirmed,
    PartlyShipped,
    Shipped,
    Closed,
    Cancelled,
}

impl Quantities {
    pub fn ordered(ordered: Decimal) -> Self {
        Self { ordered, ..Self::default() }
    }

    /// What is neither cancelled nor gone: the most that can still be cancelled.
    pub fn left(&self) -> Decimal {
        self.ordered - self.shipped - self.cancelled
    }

    /// What waits for a confirmation.
    pub fn open(&self) -> Decimal {
        self.ordered - self.confirmed - self.cancelled
    }

    /// What can be shipped now.
    pub fn ready(&self) -> Decimal {
        self.confirmed - self.shipped
    }

    /// What the buyer pays for in the end, as far as is known.
    pub fn kept(&self) -> Decimal {
        self.ordered - self.cancelled
    }

    /// What of the stock is held for the line. Until the first confirmation all of it is; then only what is confirmed.
    pub fn held(&self, answered: bool) -> Decimal {
        if answered { self.ready() } else { self.kept() - self.shipped }
    }

    /// `to` in all is confirmed from now on; it may grow, and what is confirmed is taken back only by a cancellation.
    pub fn confirm(self, to: Decimal) -> Result<Self, NotPossible> {
        within(to, self.confirmed, self.kept())?;
        Ok(Self { confirmed: to, ..self })
    }

    /// `more` leaves the warehouse.
    pub fn ship(self, more: Decimal) -> Result<Self, NotPossible> {
        within(more, Decimal::ZERO, self.ready())?;
        Ok(Self { shipped: self.shipped + more, ..self })
    }

    /// `more` will not come: first of what is open, then of what was confirmed.
    pub fn cancel(self, more: Decimal) -> Result<Self, NotPossible> {
        within(more, Decimal::ZERO, self.left())?;
        let cancelled = self.cancelled + more;
        Ok(Self { cancelled, confirmed: self.confirmed.min(self.ordered - cancelled), ..self })
    }
}

fn within(n: Decimal, least: Decimal, most: Decimal) -> Result<(), NotPossible> {
    if n < least || n > most { Err(NotPossible { least, most }) } else { Ok(()) }
}

/// The state that follows. `answered`: confirmed once, even if with nothing. `closed`: by hand, after shipping.
pub fn state(lines: &[Quantities], answered: bool, closed: bool) -> State {
    let all = |rule: fn(&Quantities) -> bool| lines.iter().all(rule);
    if all(|line| line.kept().is_zero()) {
        State::Cancelled
    } else if closed {
        State::Closed
    } else if all(|line| line.left().is_zero()) {
        State::Shipped
    } else if lines.iter().any(|line| line.shipped > Decimal::ZERO) {
        State::PartlyShipped
    } else if answered {
        State::Confirmed
    } else {
        State::Placed
    }
}

impl State {
    pub const ALL: [Self; 6] =
        [Self::Placed, Self::Confirmed, Self::PartlyShipped, Self::Shipped, Self::Closed, Self::Cancelled];

    /// As the column has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Confirmed => "confirmed",
            Self::PartlyShipped => "partly_shipped",
            Self::Shipped => "shipped",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The tone of its badge (UX §4).
    pub fn tone(self) -> &'static str {
        match self {
            Self::Placed | Self::Confirmed => "info",
            Self::PartlyShipped => "warn",
            Self::Shipped => "ok",
            Self::Closed => "neutral",
            Self::Cancelled => "bad",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn n(number: i64) -> Decimal {
        number.into()
    }

    /// The table of the story: three lines of ten, confirmed 10/6/0, four shipped, the rest shipped, what is left
    /// cancelled. Columns: held of each line.
    #[test]
    fn three_lines_of_ten_as_the_table_says() {
        let mut lines = [Quantities::ordered(n(10)); 3];
        let held = |lines: &[Quantities; 3], answered| lines.map(|line| line.held(answered));
        assert_eq!((held(&lines, false), state(&lines, false, false)), ([n(10); 3], State::Placed));
        for (line, to) in lines.iter_mut().zip([10, 6, 0]) {
            *line = line.confirm(n(to)).unwrap();
        }
        assert_eq!(held(&lines, true), [n(10), n(6), n(0)]);
        assert_eq!(state(&lines, true, false), State::Confirmed);
        lines[0] = lines[0].ship(n(4)).unwrap();
        assert_eq!(held(&lines, true), [n(6), n(6), n(0)]);
        assert_eq!(state(&lines, true, false), State::PartlyShipped);
        lines[0] = lines[0].ship(n(6)).unwrap();
        lines[1] = lines[1].ship(n(6)).unwrap();
        assert_eq!(held(&lines, true), [n(0); 3]);
        assert_eq!(state(&lines, true, false), State::PartlyShipped, "four and ten are still open");
        lines[1] = lines[1].cancel(n(4)).unwrap();
        lines[2] = lines[2].cancel(n(10)).unwrap();
        assert_eq!(lines.map(|line| line.kept()), [n(10), n(6), n(0)]);
        assert_eq!(state(&lines, true, false), State::Shipped);
        assert_eq!(state(&lines, true, true), State::Closed);
    }

    #[test]
    fn an_order_of_which_nothing_is_kept_is_cancelled() {
        let gone = Quantities::ordered(n(5)).cancel(n(5)).unwrap();
        assert_eq!(state(&[gone], false, false), State::Cancelled);
        assert_eq!(state(&[gone], true, true), State::Cancelled);
    }

    proptest! {
        /// Whatever is tried in whatever order: the rules hold, and a refused act changes nothing.
        #[test]
        fn quantities_never_contradict_each_other(acts in prop::collection::vec((0..3_u8, -3_i64..15), 0..30)) {
            let mut line = Quantities::ordered(n(10));
            for (act, quantity) in acts {
                let before = line;
                let after = match act {
                    0 => line.confirm(n(quantity)),
                    1 => line.ship(n(quantity)),
                    _ => line.cancel(n(quantity)),
                };
                line = after.unwrap_or(before);
                prop_assert!(n(0) <= line.shipped && line.shipped <= line.confirmed);
                prop_assert!(line.confirmed + line.cancelled <= line.ordered);
                prop_assert!(line.shipped >= before.shipped && line.cancelled >= before.cancelled);
                prop_assert_eq!(line.open() + line.ready() + line.shipped + line.cancelled, line.ordered);
                prop_assert!(line.held(true) <= line.held(false));
            }
        }
    }
}
