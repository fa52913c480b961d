//! Money is a decimal with its currency; sums of two currencies are refused.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::{Currency, Invalid};

/// A sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

/// Two currencies met in one sum; somebody must say at which rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MixedCurrencies(pub Currency, pub Currency);

impl Money {
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency }
    }

    pub fn amount(self) -> Decimal {
        self.amount
    }

    pub fn currency(self) -> Currency {
        self.currency
    }

    /// There is no `Add`: a sum of two currencies is an error, not a number.
    pub fn plus(self, other: Self) -> Result<Self, MixedCurrencies> {
        if self.currency == other.currency {
            Ok(Self::new(self.amount + other.amount, self.currency))
        } else {
            Err(MixedCurrencies(self.currency, other.currency))
        }
    }

    /// Half up to the currency's smallest coin: the only rounding of sums.
    pub fn round(self) -> Self {
        let digits = self.currency.digits();
        let amount = self.amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        Self::new(amount, self.currency)
    }
}

impl std::fmt::Display for MixedCurrencies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a sum of {} and {} needs a rate", self.0, self.1)
    }
}

impl std::error::Error for MixedCurrencies {}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Money", 2)?;
        fields.serialize_field("amount", &self.amount.to_string())?;
        fields.serialize_field("currency", self.currency.code())?;
        fields.end()
    }
}

/// Reads a number as people type it: `1 234,5`, `1,234.50`, a true minus sign. At most 15 digits, no exponent.
///
/// A single comma or point is the decimal one; where both stand, the last one is.
pub fn parse_decimal(typed: &str) -> Result<Decimal, Invalid> {
    let invalid = || Invalid::new("kit-number-wrong").with("value", typed);
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (negative, digits) = match compact.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, compact.as_str()),
    };
    let point = digits.rfind([',', '.']);
    let (whole, fraction) =
        point.map_or((digits, ""), |at| (digits.get(..at).unwrap_or(""), digits.get(at + 1..).unwrap_or("")));
    let whole: String = whole.chars().filter(|c| !matches!(c, ',' | '.')).collect();
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let length = whole.len() + fraction.len();
    if length == 0 || length > 15 || whole.is_empty() || !plain(&whole) || !plain(fraction) {
        return Err(invalid());
    }
    let sign = if negative { "-" } else { "" };
    let fraction = if fraction.is_empty() { "0" } else { fraction };
    format!("{sign}{whole}.{fraction}")
        .parse::<Decimal>()
        .map(|number| number.normalize())
        .map_err(|_| invalid())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, number) in [
            ("1 234,5", "1234.5"),
            ("1\u{a0}234,50", "1234.5"),
            ("1,234.50", "1234.5"),
            ("\u{2212}12", "-12"),
            ("-0,5", "-0.5"),
            ("0012", "12"),
        ] {
            assert_eq!(parse_decimal(typed).unwrap().to_string(), number, "{typed}");
        }
        for wrong in ["", "NaN", "1e9", "12 шт", "--1", ",5", "1234567890123456", "٣"] {
            assert!(parse_decimal(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn two_currencies_make_no_sum() {
        let (rub, eur) = (currency("RUB"), currency("EUR"));
        let sum = Money::new(Decimal::ONE, rub).plus(Money::new(Decimal::ONE, eur));
        assert_eq!(sum, Err(MixedCurrencies(rub, eur)));
    }

    proptest! {
        #[test]
        fn rounding_moves_a_sum_by_half_a_coin_at_most(mantissa in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..6) {
            let money = Money::new(Decimal::new(mantissa, scale), currency("RUB"));
            let moved = (money.round().amount() - money.amount()).abs();
            prop_assert!(moved <= Decimal::new(5, 3));
            prop_assert_eq!(money.round().round(), money.round());
        }
    }
}
