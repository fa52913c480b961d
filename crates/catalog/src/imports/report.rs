//! What came of an import: counts, a result for each row, problems with their rows, and some differences to look at.

use std::collections::{BTreeMap, HashSet};

use kit::text::Text;
use serde::{Deserialize, Serialize};

use super::told::{Kind, Row};

/// What came of it.
#[derive(Default)]
pub struct Report {
    pub summary: Summary,
    pub headers: BTreeMap<usize, Vec<String>>,
    pub problems: Vec<Trouble>,
    rows: Vec<Ended>,
    price_types_used: HashSet<String>,
    unknown: HashSet<String>,
}

/// The part that people look at first; kept with the run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub seen: Seen,
    /// By kind of thing.
    pub tallies: BTreeMap<String, Tally>,
    pub rows: u64,
    pub failed_rows: u64,
    pub warnings: u64,
    pub samples: Vec<Sample>,
}

/// What the files hold. Goods, sections, attributes, offers, warehouses are counted once by their ids; barcodes,
/// pictures and prices as they occur.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub goods: u64,
    pub deleted: u64,
    pub sections: u64,
    pub properties: u64,
    pub barcodes: u64,
    pub pictures: u64,
    pub offers: u64,
    pub unknown_offers: u64,
    pub prices: u64,
    pub price_types_used: u64,
    pub price_types: u64,
    pub warehouses: u64,
    /// Named in the report, not read yet.
    pub counterparties: u64,
    pub documents: u64,
}

/// How many of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub failed: u64,
}

/// A difference to look at before importing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub object: String,
    /// `name`, `price`, `stock`: part of a text key.
    pub field: String,
    pub old: String,
    pub new: String,
}

/// What cannot be placed, or is placed with a doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub file: usize,
    pub line: u64,
    pub kind: Kind,
    pub object: String,
    pub field: &'static str,
    pub value: String,
    pub reason: &'static str,
    pub failed: bool,
    pub cells: Option<Vec<String>>,
}

/// How a row ended; a row that tells of several things ends as the greatest of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    Unchanged,
    Changed,
    New,
    Failed,
}

/// A row and its ending. A million of them is held, so it is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    pub line: u32,
    pub file: u16,
    pub kind: Kind,
    pub ending: Ending,
}

/// The place of a row in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At(u32);

/// Neighbours that ended alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub first: Ended,
    pub last_line: u32,
    pub rows: u32,
}

/// No more problems than this are kept one by one; all are counted.
const MOST_PROBLEMS: usize = 100_000;
const MOST_SAMPLES: usize = 20;

/// Why a row has a problem, in words for people: `catalog-import-why-<reason>`.
pub fn why(reason: &str, field: &str, value: &str) -> Text {
    // A column of our tables has its word in each language; 1C's own names come as they are.
    let column = Text::key("catalog-import-column").with("key", field.replace(' ', "-")).with("name", field);
    Text::dynamic(format!("catalog-import-why-{reason}")).with("field", column).with("value", value)
}

impl Ending {
    pub fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Failed => "failed",
        }
    }
}

impl Report {
    /// Adds a row; until something happens to it, it is unchanged.
    pub fn row(&mut self, row: &Row) -> At {
        let at = At(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        self.rows.push(Ended {
            line: u32::try_from(row.line).unwrap_or(u32::MAX),
            file: u16::try_from(row.file).unwrap_or(u16::MAX),
            kind: row.kind,
            ending: Ending::Unchanged,
        });
        at
    }

    /// Something happened to a row.
    pub fn end(&mut self, at: At, ending: Ending) {
        let index = usize::try_from(at.0).unwrap_or(usize::MAX);
        if let Some(row) = self.rows.get_mut(index) {
            row.ending = row.ending.max(ending);
        }
    }

    /// Counts a thing of a kind.
    pub fn count(&mut self, kind: Kind, ending: Ending) {
        let tally = self.summary.tallies.entry(kind.word().to_owned()).or_default();
        match ending {
            Ending::New => tally.new += 1,
            Ending::Changed => tally.changed += 1,
            Ending::Unchanged => tally.unchanged += 1,
            Ending::Failed => tally.failed += 1,
        }
    }

    pub fn count_many(&mut self, kind: Kind, ending: Ending, times: usize) {
        for _ in 0..times {
            self.count(kind, ending);
        }
    }

    /// An offer whose good nobody knows; `true` when its id is met for the first time.
    pub fn unknown_offer(&mut self, id: &str) -> bool {
        let fresh = self.unknown.insert(id.to_owned());
        self.summary.seen.unknown_offers += u64::from(fresh);
        fresh
    }

    /// Keeps a problem; a failed one fails its row.
    pub fn problem(&mut self, at: Option<At>, trouble: Trouble) {
        if trouble.failed {
            if let Some(at) = at {
                self.end(at, Ending::Failed);
            }
        } else {
            self.summary.warnings += 1;
        }
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(trouble);
        }
    }

    pub fn sample(&mut self, object: &str, field: &str, old: String, new: String) {
        if self.summary.samples.len() < MOST_SAMPLES {
            let (object, field) = (object.to_owned(), field.to_owned());
            self.summary.samples.push(Sample { object, field, old, new });
        }
    }

    pub fn price_type_used(&mut self, id: &str) {
        if !self.price_types_used.contains(id) {
            self.price_types_used.insert(id.to_owned());
        }
    }

    /// The last sums, when all is read.
    pub fn close(&mut self) {
        let count = |n: usize| u64::try_from(n).unwrap_or(0);
        self.summary.seen.price_types_used = count(self.price_types_used.len());
        self.summary.rows = count(self.rows.len());
        self.summary.failed_rows = count(self.rows.iter().filter(|row| row.ending == Ending::Failed).count());
    }

    /// A result for each row, neighbours that ended alike together.
    pub fn ranges(&self) -> Vec<Range> {
        let mut ranges: Vec<Range> = Vec::new();
        for row in &self.rows {
            let alike = |range: &Range| Ended { line: row.line, ..range.first } == *row;
            match ranges.last_mut().filter(|range| alike(range)) {
                Some(range) => {
                    range.last_line = row.line;
                    range.rows += 1;
                }
                None => ranges.push(Range { first: *row, last_line: row.line, rows: 1 }),
            }
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u64) -> Row {
        Row { file: 0, line, kind: Kind::Good, cells: None }
    }

    #[test]
    fn neighbours_that_ended_alike_stand_together_and_every_row_is_there() {
        let mut report = Report::default();
        let at: Vec<At> = (2..=7).map(|line| report.row(&row(line))).collect();
        for (at, ending) in at.iter().zip([
            Ending::New,
            Ending::New,
            Ending::Failed,
            Ending::New,
            Ending::Unchanged,
            Ending::Unchanged,
        ]) {
            report.end(*at, ending);
        }
        report.end(at[2], Ending::New);
        report.close();
        let told: Vec<(u32, u32, &str)> =
            report.ranges().iter().map(|r| (r.first.line, r.last_line, r.first.ending.word())).collect();
        assert_eq!(told, [(2, 3, "new"), (4, 4, "failed"), (5, 5, "new"), (6, 7, "unchanged")]);
        assert_eq!(report.ranges().iter().map(|range| range.rows).sum::<u32>(), 6);
        assert_eq!((report.summary.rows, report.summary.failed_rows), (6, 1));
    }
}
