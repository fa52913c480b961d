//! The rules of a line: pure. What was typed, the good, its price and its stock go in; a checked line comes out.

use catalog::pricing::{LineSum, Priced, line_sum};
use catalog::products::{Good, Unit};
use jiff::civil::Date;
use kit::values::{Money, parse_decimal};
use rust_decimal::Decimal;

use super::store::Typed;

/// A checked line of the cart.
#[derive(Debug, Clone)]
pub struct Line {
    pub typed: Typed,
    pub good: Option<Good>,
    /// The chosen unit; the base unit when none or an unknown one was typed.
    pub unit: String,
    /// Base units in one of it.
    pub coefficient: Decimal,
    /// In base units, above zero.
    pub quantity: Option<Decimal>,
    pub priced: Option<Priced>,
    pub sum: Option<LineSum>,
    pub problem: Option<Problem>,
}

/// What stops a line. Quantities in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A quantity without an article.
    NoArticle,
    /// No good has this article; these come nearest.
    Unknown {
        nearest: Vec<Candidate>,
    },
    /// Several goods have it.
    Several {
        goods: Vec<Candidate>,
    },
    /// No longer sold.
    Discontinued {
        replacement: Option<String>,
    },
    NoQuantity,
    /// Not a number above zero.
    NotANumber,
    TooMuch,
    /// The unit cannot be divided so.
    Fraction,
    Minimum {
        minimum: Decimal,
    },
    Multiple {
        multiple: Decimal,
        less: Decimal,
        more: Decimal,
    },
    /// No list of the contract has a price for so many.
    NoPrice,
    /// Less is free than wanted; all of it can be had on that day.
    Short {
        free: Decimal,
        when: Option<Date>,
    },
}

/// A good that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What to put into the article's cell to name exactly this good.
    pub article: String,
    pub name: String,
}

/// The largest quantity of a line, in base units.
const MOST: i64 = 1_000_000_000;
/// The largest sum of a line, in units of the currency.
const MOST_MONEY: i64 = 1_000_000_000_000;

/// Reads the typed quantity into base units and checks it against the good's units, minimum and multiple.
pub fn quantity(typed: &str, coefficient: Decimal, good: &Good, unit: &Unit) -> Result<Decimal, Problem> {
    if typed.is_empty() {
        return Err(Problem::NoQuantity);
    }
    let amount = parse_decimal(typed).map_err(|_| Problem::NotANumber)?;
    if amount <= Decimal::ZERO {
        return Err(Problem::NotANumber);
    }
    let base = amount.checked_mul(coefficient).filter(|base| *base <= MOST.into()).ok_or(Problem::TooMuch)?;
    if amount.normalize().scale() > unit.scale || base.normalize().scale() > 6 {
        return Err(Problem::Fraction);
    }
    let base = base.normalize();
    if base < good.minimum {
        return Err(Problem::Minimum { minimum: rounded_up(good.minimum, good.multiple) });
    }
    if good.multiple > Decimal::ZERO && !(base % good.multiple).is_zero() {
        let less = (base / good.multiple).floor() * good.multiple;
        let more = less + good.multiple;
        return Err(Problem::Multiple { multiple: good.multiple, less, more });
    }
    Ok(base)
}

fn rounded_up(minimum: Decimal, multiple: Decimal) -> Decimal {
    if multiple.is_zero() { minimum } else { ((minimum / multiple).ceil() * multiple).normalize() }
}

/// Puts price and sum to a line whose quantity is good.
pub fn priced(line: &mut Line, price: Option<Priced>, vat_included: bool) {
    let (Some(quantity), Some(good)) = (line.quantity, &line.good) else { return };
    let Some(price) = price else {
        line.problem = Some(Problem::NoPrice);
        return;
    };
    let sum = line_sum(price.unit_price, quantity, good.vat_rate, vat_included);
    if sum.total.amount() > Decimal::from(MOST_MONEY) {
        line.problem = Some(Problem::TooMuch);
        return;
    }
    line.sum = Some(sum);
    line.priced = Some(price);
}

impl Line {
    /// A row of which nothing is known yet.
    pub fn of(typed: Typed) -> Self {
        Self {
            unit: typed.unit.clone(),
            typed,
            good: None,
            coefficient: Decimal::ONE,
            quantity: None,
            priced: None,
            sum: None,
            problem: None,
        }
    }

    pub fn unit_price(&self) -> Option<Money> {
        self.priced.as_ref().map(|priced| priced.unit_price)
    }

    /// The price that the person saw last, when it is another one now.
    pub fn was(&self) -> Option<Money> {
        let now = self.unit_price()?;
        self.typed.seen.filter(|seen| {
            seen.currency() != now.currency() || seen.amount().normalize() != now.amount().normalize()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn good(minimum: i64, multiple: i64) -> Good {
        Good {
            id: Uuid::nil(),
            article: "A".into(),
            name: "A".into(),
            names: ("A".into(), None),
            slug: "a".into(),
            base_unit: "pcs".into(),
            vat_rate: None,
            minimum: minimum.into(),
            multiple: multiple.into(),
            discontinued: false,
            replacement: None,
            packs: vec![("pcs".into(), Decimal::ONE)],
        }
    }

    fn unit(scale: u32) -> Unit {
        Unit { code: "pcs".into(), text: "pcs".into(), scale }
    }

    fn asked(typed: &str, coefficient: i64, good: &Good, scale: u32) -> Result<Decimal, Problem> {
        quantity(typed, coefficient.into(), good, &unit(scale))
    }

    #[test]
    fn thirty_of_what_is_sold_in_twelves_can_be_twenty_four_or_thirty_six() {
        let problem = asked("30", 1, &good(0, 12), 0).unwrap_err();
        let (multiple, less, more) = (12.into(), 24.into(), 36.into());
        assert_eq!(problem, Problem::Multiple { multiple, less, more });
        assert_eq!(asked("3", 12, &good(0, 12), 0), Ok(36.into()), "three boxes are whole");
    }

    #[test]
    fn a_minimum_is_raised_to_a_whole_multiple() {
        let problem = asked("5", 1, &good(10, 4), 0).unwrap_err();
        assert_eq!(problem, Problem::Minimum { minimum: 12.into() });
    }

    #[test]
    fn what_is_no_quantity_is_said_to_be_none() {
        let plain = good(0, 0);
        assert_eq!(asked("", 1, &plain, 0), Err(Problem::NoQuantity));
        for wrong in ["много", "0", "-3", "1e9", "12 шт"] {
            assert_eq!(asked(wrong, 1, &plain, 0), Err(Problem::NotANumber), "{wrong}");
        }
        assert_eq!(asked("1,5", 1, &plain, 0), Err(Problem::Fraction), "half a piece");
        assert_eq!(asked("1,5", 1, &plain, 3), Ok(Decimal::new(15, 1)), "a metre and a half");
        assert_eq!(asked("1000000001", 1, &plain, 0), Err(Problem::TooMuch));
        assert_eq!(asked("999999999999999", 120, &plain, 0), Err(Problem::TooMuch));
    }

    proptest! {
        /// Whatever is offered as a fix is itself accepted.
        #[test]
        fn every_offered_quantity_is_a_good_one(typed in 1_i64..10_000, minimum in 0_i64..200, multiple in 0_i64..50) {
            let good = good(minimum, multiple);
            let again = |base: Decimal| asked(&base.to_string(), 1, &good, 0);
            match asked(&typed.to_string(), 1, &good, 0) {
                Ok(base) => prop_assert_eq!(base, Decimal::from(typed)),
                Err(Problem::Minimum { minimum }) => prop_assert_eq!(again(minimum), Ok(minimum)),
                Err(Problem::Multiple { less, more, .. }) => {
                    prop_assert_eq!(again(more), Ok(more));
                    if less >= good.minimum && less > Decimal::ZERO {
                        prop_assert_eq!(again(less), Ok(less));
                    }
                }
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
