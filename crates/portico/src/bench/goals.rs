//! The goals as one table: what is measured, what it must not miss, and what we aim at.

use rust_decimal::Decimal;

use super::Figures;

/// A goal of the table of speed.
pub struct Goal {
    pub number: &'static str,
    pub says: &'static str,
    /// `(number, digits after the point)`.
    floor: (i64, u32),
    aim: (i64, u32),
    pub bound: Bound,
    value: fn(&Figures, Sizes) -> Option<Decimal>,
}

/// Which side of the floor is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    AtMost,
    AtLeast,
    Exactly,
}

/// The catalogs that were measured: the small one and the large one.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub small: u32,
    pub large: u32,
}

/// How a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Missing,
    Missed,
    Met,
    Aimed,
}

/// What comes with the search engine.
pub const LATER: [(&str, &str); 3] = [
    ("5", "text search with facets, the large catalog"),
    ("16", "1,000,000 goods: search page with 12 facets"),
    ("17", "the same, p95 at 8 clients"),
];

const fn goal(
    number: &'static str,
    says: &'static str,
    (bound, floor, aim): (Bound, (i64, u32), (i64, u32)),
    value: fn(&Figures, Sizes) -> Option<Decimal>,
) -> Goal {
    Goal { number, says, floor, aim, bound, value }
}

use Bound::{AtLeast, AtMost, Exactly};

pub const GOALS: &[Goal] = &[
    goal("1", "list page with counts, small catalog, ms of CPU", (AtMost, (34, 1), (17, 1)), |f, s| {
        f.get(&format!("list.{}.cpu_ms", s.small))
    }),
    goal("2", "the same, large catalog, ms of CPU", (AtMost, (6, 0), (35, 1)), |f, s| {
        f.get(&format!("list.{}.cpu_ms", s.large))
    }),
    goal("3", "list rate / pgbench rate of its statements", (AtLeast, (5, 1), (7, 1)), |f, s| {
        f.ratio(&format!("list.{}.rate", s.large), &format!("list.{}.pgbench_rate", s.large))
    }),
    goal("4 list", "growth from the small to the large catalog", (AtMost, (2, 0), (12, 1)), |f, s| {
        growth(f, s, "list")
    }),
    goal("4 card", "growth from the small to the large catalog", (AtMost, (2, 0), (12, 1)), |f, s| {
        growth(f, s, "card")
    }),
    goal("4 search", "growth from the small to the large catalog", (AtMost, (2, 0), (12, 1)), |f, s| {
        growth(f, s, "search")
    }),
    goal("6", "product page, ms of CPU", (AtMost, (3, 0), (2, 0)), |f, s| {
        f.get(&format!("card.{}.cpu_ms", s.small))
    }),
    goal("7", "order of 10 lines, cart to placed, ms of CPU", (AtMost, (12, 0), (6, 0)), |f, s| {
        f.get(&format!("order.{}.cpu_ms", s.small))
    }),
    goal("8", "orders a second / pgbench rate of their statements", (AtLeast, (25, 2), (5, 1)), |f, s| {
        f.ratio(&format!("order.{}.rate", s.small), &format!("order.{}.pgbench_rate", s.small))
    }),
    goal("9 sold", "50 buyers, 10 pieces: sold", (Exactly, (10, 0), (10, 0)), |f, _| f.get("race.sold")),
    goal("9 refused", "clear refusals (409)", (Exactly, (40, 0), (40, 0)), |f, _| f.get("race.refused")),
    goal("9 other", "any other answer", (Exactly, (0, 0), (0, 0)), |f, _| f.get("race.other")),
    goal("9 within", "ms until the last answer", (AtMost, (5_000, 0), (5_000, 0)), |f, _| f.get("race.ms")),
    goal("10 idle", "memory idle over 20 tenants, MiB", (AtMost, (64, 0), (40, 0)), |f, _| {
        f.get("memory.idle_mib")
    }),
    goal("10 peak", "memory at 32 clients, with jobs, MiB", (AtMost, (150, 0), (100, 0)), |f, _| {
        f.get("memory.peak_mib")
    }),
    goal("10 + 11", "memory over 200 visited tenants, MiB", (AtMost, (82, 0), (44, 0)), |f, _| {
        f.get("memory.tenants_mib")
    }),
    goal("11", "memory for each further idle tenant, KB", (AtMost, (100, 0), (20, 0)), |f, _| {
        f.get("memory.tenant_kb")
    }),
    goal("12", "start to the first catalog page, s of CPU", (AtMost, (5, 1), (2, 1)), |f, _| {
        f.get("start.cpu_s")
    }),
    goal("13", "import of the small catalog, s", (AtMost, (12, 0), (4, 0)), |f, s| {
        f.get(&format!("import.{}.s", s.small))
    }),
    goal("14", "page's statements with scope / without, CPU", (AtMost, (115, 2), (11, 1)), |f, s| {
        f.ratio(&format!("list.{}.pgbench_ms", s.small), &format!("list.{}.unscoped_ms", s.small))
    }),
    goal("15", "list p99 / p50 at 8 clients", (AtMost, (4, 0), (25, 1)), |f, s| {
        f.ratio(&format!("list.{}.p99_ms", s.large), &format!("list.{}.p50_ms", s.large))
    }),
    goal("provision", "a tenant is opened, s", (AtMost, (2, 0), (1, 0)), |f, _| f.get("provision.s")),
];

fn growth(figures: &Figures, sizes: Sizes, page: &str) -> Option<Decimal> {
    figures.ratio(&format!("{page}.{}.cpu_ms", sizes.large), &format!("{page}.{}.cpu_ms", sizes.small))
}

impl Goal {
    pub fn floor(&self) -> Decimal {
        Decimal::new(self.floor.0, self.floor.1)
    }

    pub fn aim(&self) -> Decimal {
        Decimal::new(self.aim.0, self.aim.1)
    }

    pub fn value(&self, figures: &Figures, sizes: Sizes) -> Option<Decimal> {
        (self.value)(figures, sizes)
    }

    pub fn standing(&self, value: Option<Decimal>) -> Standing {
        let Some(value) = value else { return Standing::Missing };
        let good = |line: Decimal| match self.bound {
            Bound::AtMost => value <= line,
            Bound::AtLeast => value >= line,
            Bound::Exactly => value == line,
        };
        match (good(self.floor()), good(self.aim())) {
            (false, _) => Standing::Missed,
            (true, false) => Standing::Met,
            (true, true) => Standing::Aimed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_without_a_figure_is_missing() {
        let (figures, sizes) = (Figures::default(), Sizes { small: 10_000, large: 100_000 });
        assert!(GOALS.iter().all(|goal| goal.standing(goal.value(&figures, sizes)) == Standing::Missing));
        assert_eq!(GOALS[0].standing(Some(Decimal::from(3))), Standing::Met);
        assert_eq!(GOALS[2].standing(Some(Decimal::new(49, 2))), Standing::Missed);
    }
}
