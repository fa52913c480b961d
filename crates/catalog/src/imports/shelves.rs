//! Stock of all files, put at the end in the order in which orders lock it, so that an import and an order never wait
//! for each other in a ring. Memory: 48 bytes a figure.

use std::collections::{BTreeMap, HashMap};

use kit::Result;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::loader::Loader;
use super::report::{At, Ending};
use super::told::Kind;
use crate::stock::{OnHand, Taken, take_over};

/// Figures of one statement.
const CHUNK: usize = 10_000;

/// What the files say lies where: the latest word for each good and warehouse.
#[derive(Default)]
pub struct Shelves {
    figures: BTreeMap<(Uuid, Uuid), (Decimal, At, usize)>,
}

impl Shelves {
    pub fn add(&mut self, product: Uuid, warehouse: Uuid, quantity: Decimal, (at, file): (At, usize)) {
        self.figures.insert((product, warehouse), (quantity, at, file));
    }

    /// Puts all figures; each is as old as its file.
    pub async fn put(self, loader: &mut Loader<'_>) -> Result<()> {
        let mut all = self.figures.into_iter().peekable();
        while all.peek().is_some() {
            let chunk: Vec<_> = all.by_ref().take(CHUNK).collect();
            let mut times = HashMap::new();
            let figures: Vec<OnHand> = chunk
                .iter()
                .map(|((product, warehouse), (quantity, ..))| OnHand {
                    product: *product,
                    warehouse: *warehouse,
                    quantity: *quantity,
                })
                .collect();
            let as_of: Vec<_> = chunk
                .iter()
                .map(|(_, (.., file))| *times.entry(*file).or_insert_with(|| loader.made(*file)))
                .collect();
            let taken = take_over(loader.tx, &figures, &as_of).await?;
            for ((_, (_, at, _)), taken) in chunk.iter().zip(taken) {
                let ending = match taken {
                    Taken::New => Ending::New,
                    Taken::Changed => Ending::Changed,
                    Taken::Unchanged => Ending::Unchanged,
                };
                loader.report.end(*at, ending);
                loader.report.count(Kind::Stock, ending);
            }
        }
        Ok(())
    }
}
