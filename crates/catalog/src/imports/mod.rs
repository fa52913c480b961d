//! Goods, prices and stock from files: CommerceML of any version, or tables (C10). The set is one transaction: all of
//! it or nothing; a dry run is the same code with a rollback.

mod csv;
mod details;
mod directory;
mod fit;
mod goods;
mod job;
mod lists;
mod loader;
mod offers;
pub mod pages;
mod prices;
mod reading;
mod report;
mod rows;
mod runs;
mod shelves;
mod sources;
mod told;
mod units;
mod variants;

pub use job::{KIND, work};
pub use report::{Report, Seen, Summary, Tally, why};
pub use runs::{Ended, NewRun, begin, finish};
pub use sources::{Source, gather};

use futures::future::BoxFuture;
use jiff::Timestamp;
use kit::text::Text;
use kit::{Error, Result};
use tenancy::TenantTx;

/// How far a run is: the file that is being read, bytes read, bytes in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub step: String,
    pub done: u64,
    pub total: u64,
}

/// Hears of the progress, some times a second.
pub type Listener<'a> = &'a mut (dyn FnMut(Progress) -> BoxFuture<'static, ()> + Send);

/// How reading ended.
pub enum Outcome {
    Read(Box<Report>),
    /// A file that is no catalog, is broken or hostile: which one, what is wrong, what to do. Roll back.
    Unreadable(Text),
}

/// Reads the files into the tenant's tables. The caller commits, or rolls back a dry run.
pub async fn load(
    tx: &mut TenantTx,
    sources: Vec<Source>,
    now: Timestamp,
    hear: Listener<'_>,
) -> Result<Outcome> {
    // Two imports of one tenant would lock goods in two orders.
    tx.lock("catalog.import").await?;
    let zone = jiff::tz::TimeZone::get(tx.tenant().time_zone()).unwrap_or(jiff::tz::TimeZone::UTC);
    let names: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
    let total = sources.iter().map(|source| source.size).sum::<u64>().saturating_mul(2);
    let mut loader = loader::Loader::new(tx, names, now).await?;
    let (mut told, reader) = reading::start(sources, zone);
    while let Some(batch) = told.recv().await {
        let step = loader.file_name(batch.file).to_owned();
        hear(Progress { step, done: batch.done, total }).await;
        for one in batch.told {
            loader.take(one).await?;
        }
    }
    match reader.await.map_err(Error::bug)? {
        Ok(()) => Ok(Outcome::Read(Box::new(loader.finish().await?))),
        Err(unreadable) => Ok(Outcome::Unreadable(unreadable)),
    }
}
