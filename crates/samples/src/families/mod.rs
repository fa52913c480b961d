//! The ten families: their shares, and how a number becomes a good's attributes, words and price.

mod electrical;
mod hardware;

use rust_decimal::Decimal;

/// Goods of one kind: the same axes, the same words, one formula of the price.
pub struct Family {
    pub key: &'static str,
    /// Path of its group, by `/`.
    pub group: &'static str,
    pub brand: &'static str,
    /// Percent of a catalog.
    pub share: u64,
    /// Makes the good of a number.
    pub make: fn(&mut Digits) -> Draft,
}

/// A unit of measure with its codes of the all-Russian and the international classifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    pub short: &'static str,
    pub code: &'static str,
    pub full: &'static str,
    pub international: &'static str,
}

/// So many base units of a good in one package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pack {
    pub unit: &'static str,
    /// Base units.
    pub holds: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    pub name: &'static str,
    /// A number with a decimal comma, or a word.
    pub value: String,
    /// Empty for words.
    pub unit: &'static str,
}

/// A good before its line, climate, noise and traps.
pub struct Draft {
    pub article: String,
    pub name: String,
    pub unit: Unit,
    pub packs: Vec<Pack>,
    /// Roubles.
    pub price: Decimal,
    pub attributes: Vec<Attribute>,
}

/// A number read digit by digit in a mixed radix; each digit picks one value of an axis.
pub struct Digits {
    rest: u64,
    size: u64,
}

pub const PIECE: Unit = Unit { short: "шт", code: "796", full: "Штука", international: "PCE" };
pub const METRE: Unit = Unit { short: "м", code: "006", full: "Метр", international: "MTR" };
pub const KILOGRAM: Unit =
    Unit { short: "кг", code: "166", full: "Килограмм", international: "KGM" };

/// The classifier's units, those that no good is counted in included.
pub const UNITS: [Unit; 5] = [
    PIECE,
    METRE,
    Unit { short: "упак", code: "778", full: "Упаковка", international: "NMP" },
    KILOGRAM,
    Unit { short: "компл", code: "839", full: "Комплект", international: "SET" },
];

pub const FAMILIES: [Family; 10] = [
    Family {
        key: "mcb",
        group: "Электротехника/Модульные устройства/Автоматические выключатели",
        brand: "Вольтар",
        share: 14,
        make: electrical::breaker,
    },
    Family {
        key: "rcd",
        group: "Электротехника/Модульные устройства/УЗО и дифавтоматы",
        brand: "Вольтар",
        share: 8,
        make: electrical::residual,
    },
    Family {
        key: "cable",
        group: "Кабель и провод/Силовой кабель",
        brand: "Кабельный двор",
        share: 12,
        make: electrical::cable,
    },
    Family {
        key: "lamp",
        group: "Светотехника/Лампы светодиодные",
        brand: "Светозор",
        share: 10,
        make: electrical::lamp,
    },
    Family {
        key: "socket",
        group: "Электроустановочные изделия/Розетки и выключатели",
        brand: "Вольтар",
        share: 10,
        make: electrical::socket,
    },
    Family {
        key: "box",
        group: "Электротехника/Щиты и корпуса",
        brand: "Вольтар",
        share: 5,
        make: electrical::enclosure,
    },
    Family {
        key: "drill",
        group: "Инструмент/Оснастка/Свёрла",
        brand: "Гранит-инструмент",
        share: 8,
        make: hardware::drill,
    },
    Family {
        key: "machine",
        group: "Инструмент/Электроинструмент",
        brand: "Гранит-инструмент",
        share: 5,
        make: hardware::machine,
    },
    Family {
        key: "pipe",
        group: "Сантехника/Трубы и фитинги PPR",
        brand: "Аквасталь",
        share: 10,
        make: hardware::pipe,
    },
    Family {
        key: "bolt",
        group: "Крепёж/Метрический крепёж",
        brand: "Крепдом",
        share: 18,
        make: hardware::bolt,
    },
];

/// Combinations of a family's attributes.
pub fn size(family: &Family) -> u64 {
    let mut digits = Digits::of(0);
    (family.make)(&mut digits);
    digits.size
}

/// Every attribute of the families with its unit, once, in their order.
pub fn properties() -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    for family in &FAMILIES {
        for attribute in (family.make)(&mut Digits::of(0)).attributes {
            let property = (attribute.name, attribute.unit);
            if !found.contains(&property) {
                found.push(property);
            }
        }
    }
    found
}

impl Digits {
    pub fn of(number: u64) -> Self {
        Self { rest: number, size: 1 }
    }

    /// The value that the next digit stands for; `values` has at least one.
    pub fn pick<T: Copy + Default>(&mut self, values: &[T]) -> T {
        let radix = u64::try_from(values.len()).unwrap_or(u64::MAX).max(1);
        let digit = usize::try_from(self.rest % radix).unwrap_or_default();
        self.rest /= radix;
        self.size *= radix;
        values.get(digit).copied().unwrap_or_default()
    }
}

fn packs<const N: usize>(packs: [(u32, &'static str); N]) -> Vec<Pack> {
    packs.into_iter().map(|(holds, unit)| Pack { unit, holds }).collect()
}

fn attribute(name: &'static str, value: &impl ToString, unit: &'static str) -> Attribute {
    Attribute { name, value: value.to_string(), unit }
}

fn tenths(number: u32) -> Decimal {
    Decimal::new(number.into(), 1)
}

fn hundredths(number: u32) -> Decimal {
    Decimal::new(number.into(), 2)
}

fn whole(number: u32) -> Decimal {
    number.into()
}

/// As short as it can be, with a decimal comma.
fn comma(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}
