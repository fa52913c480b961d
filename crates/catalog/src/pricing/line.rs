//! The sums of a line: unit price times quantity, with VAT inside or on top. Rounded by line.

use kit::values::Money;
use rust_decimal::Decimal;

/// What a line costs: `net + vat = total`, each a whole number of coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineSum {
    pub net: Money,
    pub vat: Money,
    pub total: Money,
}

/// The one place where a unit price meets a quantity (in base units). `vat_rate` in percent, `None` is exempt.
pub fn line_sum(
    unit_price: Money,
    quantity: Decimal,
    vat_rate: Option<Decimal>,
    vat_included: bool,
) -> LineSum {
    let money = |amount| Money::new(amount, unit_price.currency()).round();
    let sum = money(unit_price.amount() * quantity);
    let rate = vat_rate.unwrap_or_default();
    if vat_included {
        let vat = money(sum.amount() * rate / (Decimal::ONE_HUNDRED + rate));
        LineSum { net: money(sum.amount() - vat.amount()), vat, total: sum }
    } else {
        let vat = money(sum.amount() * rate / Decimal::ONE_HUNDRED);
        LineSum { net: sum, vat, total: money(sum.amount() + vat.amount()) }
    }
}
