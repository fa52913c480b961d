//! The pricing function against a slow obvious reference, and its rule in examples.

use kit::values::{Currency, Money};
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{ListPrice, PricingTerms, Step, TermsList, ladder, line_sum, price};

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn list(n: u128, code: &str, vat_included: bool) -> TermsList {
    TermsList { id: Uuid::from_u128(n), name: format!("list {n}"), currency: currency(code), vat_included }
}

fn terms(percent: &str, vat_included: bool, lists: Vec<TermsList>) -> PricingTerms {
    PricingTerms {
        currency: currency("RUB"),
        vat_included,
        level: Some("Silver".into()),
        level_percent: decimal(percent),
        lists,
    }
}

fn row(list: u128, minimum: &str, amount: &str) -> ListPrice {
    ListPrice { list: Uuid::from_u128(list), minimum: decimal(minimum), amount: decimal(amount) }
}

fn rub(amount: &str) -> Money {
    Money::new(decimal(amount), currency("RUB"))
}

#[test]
fn the_first_list_with_a_price_wins_even_if_a_later_one_is_cheaper() {
    let terms = terms("0", true, vec![list(1, "RUB", true), list(2, "RUB", true)]);
    let rows = [row(2, "0", "90"), row(1, "0", "100")];
    assert_eq!(price(&terms, &rows, None, Decimal::ONE).unwrap().unit_price, rub("100"));
}

#[test]
fn a_list_whose_first_rung_is_not_reached_is_passed_over_and_named() {
    let terms = terms("0", true, vec![list(1, "RUB", true), list(2, "RUB", true)]);
    let rows = [row(1, "12", "80"), row(2, "0", "100")];
    let few = price(&terms, &rows, None, decimal("11")).unwrap();
    assert_eq!(few.unit_price, rub("100"));
    assert_eq!(few.trace[0], Step::Without { list: "list 1".into(), from: Some(decimal("12")) });
    assert_eq!(price(&terms, &rows, None, decimal("12")).unwrap().unit_price, rub("80"));
}

#[test]
fn a_list_in_another_currency_gives_no_price() {
    let terms = terms("0", true, vec![list(1, "USD", true)]);
    let refused = price(&terms, &[row(1, "0", "5")], None, Decimal::ONE).unwrap_err();
    assert_eq!(refused.trace, [Step::OtherCurrency { list: "list 1".into(), currency: currency("USD") }]);
}

#[test]
fn level_and_vat_are_steps_that_the_reader_can_follow() {
    let terms = terms("-9", false, vec![list(1, "RUB", true)]);
    let priced = price(&terms, &[row(1, "0", "412.37")], Some(decimal("20")), Decimal::ONE).unwrap();
    // 412.37 × 0.91 = 375.2567; / 1.2 = 312.7139…; to the kopeck.
    assert_eq!(priced.unit_price, rub("312.71"));
    let amounts: Vec<&str> = priced
        .trace
        .iter()
        .map(|step| match step {
            Step::List { .. } => "list",
            Step::Level { amount, .. } if *amount == rub("375.2567") => "level",
            Step::Vat { included: false, .. } => "vat",
            Step::Rounded { digits: 2, .. } => "rounded",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(amounts, ["list", "level", "vat", "rounded"]);
}

#[test]
fn small_parts_keep_four_digits() {
    let terms = terms("-9", true, vec![list(1, "RUB", true)]);
    let priced = price(&terms, &[row(1, "0", "0.2377")], None, Decimal::ONE).unwrap();
    assert_eq!(priced.unit_price, rub("0.2163"));
}

#[test]
fn the_ladder_shows_only_rungs_that_change_the_price() {
    let terms = terms("0", true, vec![list(1, "RUB", true)]);
    let rows = [row(1, "0", "100"), row(1, "12", "100"), row(1, "120", "90")];
    assert_eq!(ladder(&terms, &rows, None), [(decimal("0"), rub("100")), (decimal("120"), rub("90"))]);
}

/// Slow and obvious: every pair of list and row, sorted by the written rule, in fractions of whole numbers.
fn reference(
    terms: &PricingTerms,
    rows: &[ListPrice],
    vat: Option<Decimal>,
    quantity: Decimal,
) -> Option<Decimal> {
    let mut fit = Vec::new();
    for (priority, list) in terms.lists.iter().enumerate() {
        for row in rows {
            if row.list == list.id && list.currency == terms.currency && row.minimum <= quantity {
                fit.push((priority, std::cmp::Reverse(row.minimum), row.amount, list.vat_included));
            }
        }
    }
    fit.sort();
    let (_, _, amount, vat_included) = *fit.first()?;
    let parts = |number: Decimal| (number.mantissa(), 10_i128.pow(number.scale()));
    let (mut above, mut below) = parts(amount);
    let mut times = |factor: Decimal| {
        let (a, b) = parts(factor.normalize());
        (above, below) = (above * a, below * b);
    };
    times(Decimal::ONE_HUNDRED + terms.level_percent);
    times(decimal("0.01"));
    if let Some(rate) = vat.filter(|_| vat_included != terms.vat_included) {
        let (a, b) = parts((Decimal::ONE_HUNDRED + rate).normalize());
        if terms.vat_included {
            (above, below) = (above * a, below * b * 100);
        } else {
            (above, below) = (above * b * 100, below * a);
        }
    }
    let digits = if above.abs() < below { 4 } else { 2 };
    let shifted = above * 10_i128.pow(digits);
    Some(Decimal::from_i128_with_scale((2 * shifted + below) / (2 * below), digits))
}

proptest! {
    #[test]
    fn prices_are_those_of_the_reference(
        order in Just([1_u128, 2, 3]).prop_shuffle(),
        lists in prop::collection::vec((any::<bool>(), any::<bool>()), 3),
        rows in prop::collection::vec((1_u128..4, 0_i64..50, 1_i64..90_000_000), 0..9),
        percent in -30_i64..20,
        vat in prop::option::of(prop::sample::select(vec![0_i64, 5, 10, 20, 22])),
        included in any::<bool>(),
        quantity in 0_i64..60,
    ) {
        let lists = order.iter().zip(&lists)
            .map(|(n, (home, vat))| list(*n, if *home { "RUB" } else { "USD" }, *vat)).collect();
        let terms = terms(&percent.to_string(), included, lists);
        let mut known = std::collections::BTreeMap::new();
        for (list, minimum, amount) in rows {
            known.insert((list, minimum), ListPrice {
                list: Uuid::from_u128(list), minimum: Decimal::from(minimum), amount: Decimal::new(amount, 4),
            });
        }
        let rows: Vec<ListPrice> = known.into_values().collect();
        let vat = vat.map(Decimal::from);
        let quantity = Decimal::from(quantity);
        let ours = price(&terms, &rows, vat, quantity).ok().map(|priced| priced.unit_price.amount());
        prop_assert_eq!(ours, reference(&terms, &rows, vat, quantity));
    }

    #[test]
    fn net_and_vat_always_make_the_total(
        amount in 1_i64..100_000_000, quantity in 1_i64..100_000, vat in prop::option::of(0_i64..25), included in any::<bool>(),
    ) {
        let sum = line_sum(
            Money::new(Decimal::new(amount, 4), currency("RUB")), Decimal::from(quantity), vat.map(Decimal::from), included,
        );
        prop_assert_eq!(sum.net.plus(sum.vat).unwrap(), sum.total);
        prop_assert_eq!(sum.total.round(), sum.total);
        prop_assert!(sum.vat.amount() >= Decimal::ZERO && sum.net.amount() >= Decimal::ZERO);
    }
}
