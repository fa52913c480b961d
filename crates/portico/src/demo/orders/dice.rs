//! Chance that falls the same way on every start.

use crate::demo::goods::mixed;

/// A die of its own for each thing that is made up.
pub struct Dice {
    seed: usize,
    thrown: usize,
}

impl Dice {
    pub fn of(seed: usize) -> Self {
        Self { seed, thrown: 0 }
    }

    /// 0 to `sides` − 1.
    pub fn throw(&mut self, sides: u64) -> u64 {
        self.thrown += 1;
        // Far from the seeds that the goods use.
        mixed(1_000_000 + self.seed * 4_096 + self.thrown) % sides.max(1)
    }

    /// `from` to `to`, both within.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let sides = u64::try_from(to - from + 1).unwrap_or(1);
        from + i64::try_from(self.throw(sides)).unwrap_or(0)
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.place(of.len()))
    }

    /// A place in a list that is so long.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.throw(u64::try_from(length).unwrap_or(1))).unwrap_or(0)
    }
}
