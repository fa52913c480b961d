//! One good of a catalog: its line, climate, price, stock and traps.

use rust_decimal::{Decimal, RoundingStrategy};
use uuid::Uuid;

use crate::families::{Attribute, Digits, Pack, Unit};
use crate::mixing::{id, mix};
use crate::plan::Place;
use crate::traps::{self, Trap};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Good {
    pub id: Uuid,
    pub article: String,
    pub name: String,
    /// What prices and stock are counted in.
    pub unit: Unit,
    pub packs: Vec<Pack>,
    pub attributes: Vec<Attribute>,
    pub family: &'static str,
    /// Path of its group, by `/`.
    pub group: &'static str,
    pub brand: &'static str,
    /// Percent.
    pub vat: u32,
    pub deleted: bool,
    /// EAN-13 with the prefix 2 of a shop's own codes, so that it meets no real good.
    pub barcode: Option<String>,
    /// Units in each of [`WAREHOUSES`]; what is below zero is a trap.
    pub stock: [i64; 5],
    /// At most one for each of [`PRICE_LISTS`], in their order.
    pub prices: Vec<Price>,
    /// Roubles with VAT; the price lists are parts of it.
    pub base: Decimal,
    pub traps: Vec<Trap>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    pub list: PriceList,
    /// Of the list's currency, for one unit.
    pub amount: Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceList {
    pub name: &'static str,
    pub currency: &'static str,
    pub vat_included: bool,
    /// Ten-thousandths of the base price.
    pub factor: u32,
}

/// Percent of the price without it.
pub const VAT_PERCENT: u32 = 20;
/// Where stock lies; the last is goods on the road.
pub const WAREHOUSES: [&str; 5] =
    ["Москва, Центральный", "Екатеринбург", "Новосибирск", "Краснодар", "Транзит"];
/// What prices are asked from: three in roubles, one in dollars.
pub const PRICE_LISTS: [PriceList; 4] = [
    PriceList { name: "РРЦ", currency: "RUB", vat_included: true, factor: 10_000 },
    PriceList { name: "Опт", currency: "RUB", vat_included: true, factor: 8_000 },
    PriceList { name: "Дилер", currency: "RUB", vat_included: true, factor: 6_800 },
    PriceList { name: "Экспорт USD", currency: "USD", vat_included: false, factor: 75 },
];

/// A line's name and its price in percent of the plain line's.
const LINES: [(&str, u64); 8] = [
    ("", 100),
    ("Эко", 107),
    ("Про", 114),
    ("Мастер", 121),
    ("Стандарт", 128),
    ("Люкс", 135),
    ("Север", 142),
    ("Индустрия", 149),
];
const CLIMATES: [&str; 4] = ["", "У3", "УХЛ4", "Т2"];
/// Goods of equal attributes: each line in each climate.
pub const LAYERS: u64 = 32;

/// What a number is drawn for: the last part that is mixed.
mod purpose {
    pub const FIRST: u64 = 1;
    pub const BARCODE: u64 = 2;
    pub const TRAP: u64 = 3;
    pub const STOCK: u64 = 4;
    pub const NEGATIVE: u64 = 5;
    pub const PRICE: u64 = 6;
}

pub fn make(seed: u64, place: &Place<'_>) -> Good {
    let (part, index) = (place.part, place.index);
    let mut digits = Digits::of(place.nth % part.size * part.stride % part.size);
    let draft = (part.family.make)(&mut digits);
    let mut layer = Digits::of(place.nth / part.size);
    let ((line, percent), climate) = (layer.pick(&LINES), layer.pick(&CLIMATES));
    let tail: String =
        [line, climate].iter().filter(|word| !word.is_empty()).flat_map(|w| [" ", w]).collect();
    let draw = mix(&[seed, index, purpose::FIRST]);
    let factor = Decimal::from(percent * (950 + draw % 101)) / Decimal::from(100_000);
    let base = kopecks(draft.price * factor);
    let mut good = Good {
        id: id(&format!("{seed}/{}/{}", part.family.key, place.nth)),
        article: draft.article + &tail,
        name: draft.name + &tail,
        unit: draft.unit,
        packs: draft.packs,
        attributes: draft.attributes,
        family: part.family.key,
        group: part.family.group,
        brand: part.family.brand,
        vat: VAT_PERCENT,
        deleted: draw.is_multiple_of(200),
        barcode: barcode(seed, index),
        stock: stock(mix(&[seed, index, purpose::STOCK])),
        prices: prices(seed, index, base),
        base,
        traps: Vec::new(),
    };
    let spoiled = traps::spoil(&mut good, mix(&[seed, index, purpose::TRAP]) % 1_000);
    let overdrawn = traps::overdraw(&mut good, mix(&[seed, index, purpose::NEGATIVE]) % 300);
    good.traps.extend(spoiled.into_iter().chain(overdrawn));
    good
}

/// To the kopeck or the cent, halves up, with both digits kept.
pub fn kopecks(amount: Decimal) -> Decimal {
    let mut rounded = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    rounded
}

/// One good in fifty has none.
fn barcode(seed: u64, index: u64) -> Option<String> {
    let number = (seed % 90 + 10) * 1_000_000_000 + index;
    let has_one = !mix(&[seed, index, purpose::BARCODE]).is_multiple_of(50);
    has_one.then(|| ean(number).to_string())
}

fn ean(number: u64) -> u64 {
    let body = 200_000_000_000 + number % 100_000_000_000;
    let weighed = |at: u32| body / 10_u64.pow(at) % 10 * if at.is_multiple_of(2) { 3 } else { 1 };
    let sum: u64 = (0..12).map(weighed).sum();
    body * 10 + (10 - sum % 10) % 10
}

/// One number, shifted on for each warehouse; one shelf in five is empty.
fn stock(draw: u64) -> [i64; 5] {
    [0, 8, 16, 24, 32].map(|bits| {
        let units = draw >> bits;
        if units.is_multiple_of(5) { 0 } else { i64::try_from(units % 997).unwrap_or_default() }
    })
}

/// One price in a hundred is missing.
fn prices(seed: u64, index: u64, base: Decimal) -> Vec<Price> {
    let priced = |(list, at): (PriceList, u64)| {
        let there = !mix(&[seed, index, purpose::PRICE, at]).is_multiple_of(100);
        let amount = kopecks(base * Decimal::new(list.factor.into(), 4)).max(Decimal::new(1, 2));
        there.then_some(Price { list, amount })
    };
    PRICE_LISTS.into_iter().zip(0..).filter_map(priced).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Plan;

    fn checks(code: &str) -> bool {
        let weighed =
            |(at, digit): (usize, char)| digit.to_digit(10).unwrap() * if at % 2 == 0 { 1 } else { 3 };
        code.len() == 13 && code.chars().enumerate().map(weighed).sum::<u32>().is_multiple_of(10)
    }

    #[test]
    fn codes_that_are_known_get_their_check_digit() {
        assert_eq!(ean(11_000_000_000), 2_110_000_000_004);
        assert_eq!(ean(11_000_000_123), 2_110_000_001_230);
        assert!(checks("4006381333931"));
    }

    #[test]
    fn only_the_trap_has_a_wrong_check_digit() {
        for good in Plan::new(2_000, 1).unwrap().goods() {
            let Some(code) = &good.barcode else { continue };
            assert!(code.starts_with('2'));
            assert_eq!(!checks(code), good.traps.contains(&Trap::BadCheckDigit), "{code}");
        }
    }

    #[test]
    fn halves_of_a_kopeck_go_up_and_both_digits_stay() {
        assert_eq!(kopecks(Decimal::new(1_005, 3)).to_string(), "1.01");
        assert_eq!(kopecks(Decimal::new(7, 0)).to_string(), "7.00");
    }

    #[test]
    fn prices_are_parts_of_the_base() {
        let good = Plan::new(1, 1).unwrap().goods().next().unwrap();
        for price in &good.prices {
            assert_eq!(price.amount, kopecks(good.base * Decimal::new(price.list.factor.into(), 4)));
        }
    }
}
