//! What somebody puts into an order: goods for a sum, in packs where it is enough for a pack.

use std::collections::HashSet;

use kit::{Error, Result};
use orders::Typed;
use rust_decimal::Decimal;

use super::dice::Dice;
use crate::demo::goods::Good;

/// What an order should be like. Sums in roubles of the base price.
pub struct Wish {
    pub lines: usize,
    pub target: Decimal,
    pub least: Decimal,
    pub most: Decimal,
    /// The share of electrics in percent.
    pub electric: u64,
}

/// The goods with what may still be taken of each.
pub struct Shelves<'a> {
    goods: &'a [Good],
    left: Vec<i64>,
    /// The good that will be short: nobody else takes it.
    kept: Option<usize>,
}

/// How often another good is tried before the list is as long as it gets.
const TRIES: usize = 2_000;
/// More than any order takes.
const PLENTY: i64 = 1_000_000_000;

impl<'a> Shelves<'a> {
    /// Of the past: there was enough of everything.
    pub fn full(goods: &'a [Good]) -> Self {
        Self { goods, left: goods.iter().map(|_| PLENTY).collect(), kept: None }
    }

    /// As they are today. One good is kept for the order that will be short.
    pub fn today(goods: &'a [Good]) -> Self {
        let kept = goods.iter().position(|good| !good.discontinued && !good.whole_packs && good.free > 60);
        Self { goods, left: goods.iter().map(|good| good.free).collect(), kept }
    }

    /// The good that is kept.
    pub fn kept(&self) -> Option<&'a Good> {
        self.kept.and_then(|at| self.goods.get(at))
    }

    /// Fills a basket.
    pub fn fill(&mut self, wish: &Wish, dice: &mut Dice) -> Result<Vec<Typed>> {
        let lines = Decimal::from(wish.lines.max(1));
        let (mut rows, mut sum, mut taken) = (Vec::new(), Decimal::ZERO, HashSet::new());
        for tried in 0..TRIES {
            if rows.len() >= wish.lines && sum >= wish.least {
                return Ok(rows);
            }
            let at = dice.place(self.goods.len());
            let electric = dice.throw(100) < wish.electric;
            let budget = wish.target / lines * Decimal::new(dice.between(40, 160), 2);
            let (Some(good), Some(left)) = (self.goods.get(at), self.left.get_mut(at)) else { continue };
            if good.discontinued || good.electric != electric || Some(at) == self.kept || taken.contains(&at)
            {
                continue;
            }
            let (quantity, row) = good.for_budget(budget);
            let cost = good.price * Decimal::from(quantity);
            // At first only what fits the budget; later anything that fits the order.
            let dear = tried < TRIES / 2 && cost > budget * Decimal::TWO;
            if dear || quantity > *left / 2 || sum + cost > wish.most {
                continue;
            }
            *left -= quantity;
            sum += cost;
            taken.insert(at);
            rows.push(row);
        }
        if sum >= wish.least && !rows.is_empty() {
            return Ok(rows);
        }
        Err(Error::bug(format!("an order of {} lines for {} cannot be filled", wish.lines, wish.target)))
    }
}

impl Good {
    /// As much as the budget buys, at least what is sold at once: base units, and the line as a buyer types it.
    fn for_budget(&self, budget: Decimal) -> (i64, Typed) {
        let pieces: i64 = (budget / self.price).floor().try_into().unwrap_or(1);
        let (pack, size) = self.pack;
        let packs = if self.whole_packs { (pieces / size).max(1) } else { pieces / size };
        if packs > 0 {
            return (packs * size, self.row(packs, pack));
        }
        let pieces = if pieces > 10 { pieces / 5 * 5 } else { pieces.max(1) };
        (pieces, self.row(pieces, self.unit))
    }

    /// A line of the pad.
    pub fn row(&self, quantity: i64, unit: &str) -> Typed {
        Typed {
            article: self.article.clone(),
            qty: quantity.to_string(),
            unit: unit.to_owned(),
            ..Typed::default()
        }
    }
}
