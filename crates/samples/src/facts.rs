//! What an import of a catalog must find, counted while the goods are made.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::good::Good;
use crate::plan::Plan;
use crate::traps::Trap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub goods: u32,
    /// Ids that differ.
    pub ids: usize,
    /// Articles that differ, letter by letter.
    pub articles: usize,
    /// Roubles.
    pub base_sum: Decimal,
    /// Goods by the key of their family.
    pub families: BTreeMap<&'static str, u32>,
    /// Goods by what is wrong with them.
    pub traps: BTreeMap<Trap, u32>,
    /// Goods that are marked deleted.
    pub deleted: u32,
    /// Goods that have a barcode.
    pub barcodes: u32,
    /// Rows of prices.
    pub prices: u32,
    /// Rows of stock that hold anything but zero.
    pub stocks: u32,
    /// The first 16 hex digits of the SHA-256 over all ids, articles, base prices, barcodes and stocks.
    pub fingerprint: String,
}

/// Makes all goods once. Remembers their ids and articles to tell them apart, about 150 bytes for each good.
pub fn facts(plan: &Plan) -> Facts {
    let mut tally = Tally::default();
    for good in plan.goods() {
        tally.add(good);
    }
    let digest = tally.hash.finalize();
    Facts {
        goods: tally.goods,
        ids: tally.ids.len(),
        articles: tally.articles.len(),
        base_sum: tally.base_sum,
        families: tally.families,
        traps: tally.traps,
        deleted: tally.deleted,
        barcodes: tally.barcodes,
        prices: tally.prices,
        stocks: tally.stocks,
        fingerprint: digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
    }
}

#[derive(Default)]
struct Tally {
    hash: Sha256,
    line: String,
    ids: HashSet<uuid::Uuid>,
    articles: HashSet<String>,
    goods: u32,
    base_sum: Decimal,
    families: BTreeMap<&'static str, u32>,
    traps: BTreeMap<Trap, u32>,
    deleted: u32,
    barcodes: u32,
    prices: u32,
    stocks: u32,
}

impl Tally {
    fn add(&mut self, good: Good) {
        self.print(&good);
        self.goods += 1;
        self.base_sum += good.base;
        self.deleted += u32::from(good.deleted);
        self.barcodes += u32::from(good.barcode.is_some());
        self.prices += good.prices.iter().map(|_| 1).sum::<u32>();
        self.stocks += good.stock.iter().map(|units| u32::from(*units != 0)).sum::<u32>();
        *self.families.entry(good.family).or_default() += 1;
        for trap in good.traps {
            *self.traps.entry(trap).or_default() += 1;
        }
        self.ids.insert(good.id);
        self.articles.insert(good.article);
    }

    fn print(&mut self, good: &Good) {
        let barcode = good.barcode.as_deref().unwrap_or_default();
        self.line.clear();
        // Writing to a string cannot fail.
        let _ = writeln!(self.line, "{}|{}|{}|{barcode}|{:?}", good.id, good.article, good.base, good.stock);
        self.hash.update(self.line.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counted by the house's reference generator, a program of its own in another language.
    #[test]
    fn a_thousand_goods_are_the_known_ones() {
        let facts = facts(&Plan::new(1_000, 1).unwrap());
        assert_eq!((facts.goods, facts.ids, facts.articles), (1_000, 1_000, 1_000));
        assert_eq!(facts.base_sum.to_string(), "880504.57");
        assert_eq!(facts.fingerprint, "7ae07ab922972a22");
        assert_eq!(facts.families["bolt"], 180);
        let traps: Vec<(Trap, u32)> = facts.traps.into_iter().collect();
        let known = [
            (Trap::BadCheckDigit, 1),
            (Trap::BlanksAndLowerCase, 6),
            (Trap::LongName, 3),
            (Trap::LookAlikeLetters, 12),
            (Trap::MarkupCharacters, 3),
            (Trap::NegativeStock, 5),
        ];
        assert_eq!(traps, known);
        assert_eq!((facts.deleted, facts.barcodes, facts.prices), (4, 977, 3_953));
    }

    #[test]
    fn a_hundred_thousand_goods_are_the_known_ones() {
        let facts = facts(&Plan::new(100_000, 1).unwrap());
        assert_eq!((facts.ids, facts.articles), (100_000, 100_000));
        assert_eq!(facts.base_sum.to_string(), "104490447.24");
        assert_eq!(facts.fingerprint, "ac5d3729350d7c6e");
        assert_eq!(facts.traps[&Trap::LookAlikeLetters], 1_029);
    }

    #[test]
    fn another_seed_is_another_catalog() {
        let facts = facts(&Plan::new(1_000, 2).unwrap());
        assert_eq!(facts.base_sum.to_string(), "872189.35");
        assert_eq!(facts.fingerprint, "c67d58600f0c0e7e");
    }
}
