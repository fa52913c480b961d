//! How many goods each family gives, and in which order its goods come.

use crate::families::{self, FAMILIES, Family};
use crate::good::{self, Good};
use crate::mixing::mix;

/// Goods. So many can be told apart: combinations of attributes × lines × climates.
pub const CAPACITY: u32 = 1_110_240;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{asked} goods are too many, at most {CAPACITY} can be told apart")]
pub struct TooMany {
    pub asked: u32,
}

/// A catalog that can be made.
pub struct Plan {
    pub(crate) seed: u64,
    pub(crate) total: u32,
    pub(crate) parts: Vec<Part>,
}

/// What one family gives.
pub(crate) struct Part {
    pub family: &'static Family,
    /// Combinations of its attributes.
    pub size: u64,
    /// Coprime with the size, so that its multiples visit every combination once.
    pub stride: u64,
    /// Goods of the family in this catalog.
    pub count: u64,
}

/// Where a good stands: the `nth` of its family, the `index`-th of the catalog, both from 0.
pub(crate) struct Place<'a> {
    pub part: &'a Part,
    pub nth: u64,
    pub index: u64,
}

impl Plan {
    /// Families by their shares, cut at what they can give, the rest handed on in their order.
    pub fn new(n: u32, seed: u64) -> Result<Self, TooMany> {
        let wanted = u64::from(n);
        let shares: u64 = FAMILIES.iter().map(|family| family.share).sum();
        let mut parts: Vec<Part> = FAMILIES
            .iter()
            .map(|family| {
                let size = families::size(family);
                let count = (wanted * family.share / shares).min(room(size));
                Part { family, size, stride: stride(size, seed), count }
            })
            .collect();
        let mut left = wanted - parts.iter().map(|part| part.count).sum::<u64>();
        for part in &mut parts {
            let more = left.min(room(part.size) - part.count);
            part.count += more;
            left -= more;
        }
        if left == 0 { Ok(Self { seed, total: n, parts }) } else { Err(TooMany { asked: n }) }
    }

    /// The goods in their order, each made when it is asked for.
    pub fn goods(&self) -> impl Iterator<Item = Good> {
        self.places().map(|place| good::make(self.seed, &place))
    }

    pub(crate) fn places(&self) -> impl Iterator<Item = Place<'_>> {
        let all = self.parts.iter().flat_map(|part| (0..part.count).map(move |nth| (part, nth)));
        all.zip(0..).map(|((part, nth), index)| Place { part, nth, index })
    }
}

/// What a family of so many combinations can give.
fn room(size: u64) -> u64 {
    size * good::LAYERS
}

/// Starts at the golden section of the size, odd, and goes up to the first that is coprime with it.
fn stride(size: u64, seed: u64) -> u64 {
    let section = size * 6_180_339_887 / 10_000_000_000;
    let start = (section + mix(&[seed, size]) % 97) | 1;
    (start..).step_by(2).find(|stride| divisor(*stride, size) == 1).unwrap_or(1)
}

/// The greatest common divisor.
fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(n: u32) -> Vec<u64> {
        Plan::new(n, 1).unwrap().parts.iter().map(|part| part.count).collect()
    }

    #[test]
    fn families_give_their_shares() {
        assert_eq!(counts(1_000), [140, 80, 120, 100, 100, 50, 80, 50, 100, 180]);
    }

    #[test]
    fn what_shares_leave_over_goes_to_the_first_families_with_room() {
        assert_eq!(counts(1), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        // Sockets are cut at 720 × 32 of their 30,000; breakers get the rest on top of their 42,000.
        let known = [48_960, 24_000, 36_000, 30_000, 23_040, 15_000, 24_000, 15_000, 30_000, 54_000];
        assert_eq!(counts(300_000), known);
    }

    #[test]
    fn the_capacity_is_the_end() {
        let all: u64 = counts(CAPACITY).iter().sum();
        assert_eq!(all, u64::from(CAPACITY));
        let refused = Plan::new(CAPACITY + 1, 1).err().unwrap();
        assert_eq!(refused, TooMany { asked: CAPACITY + 1 });
        assert!(refused.to_string().contains("at most 1110240"));
    }

    #[test]
    fn strides_visit_everything_whatever_the_seed() {
        for seed in 0..50 {
            for part in Plan::new(1, seed).unwrap().parts {
                assert_eq!(divisor(part.stride, part.size), 1);
            }
        }
    }

    #[test]
    fn shares_are_percent() {
        assert_eq!(FAMILIES.iter().map(|family| family.share).sum::<u64>(), 100);
    }
}
