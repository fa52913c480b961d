//! The filters of the list with their counts: section, in stock, attributes (C5).
//!
//! Counting a whole catalog costs more than the page itself, so each process keeps counts: by tenant, by the version
//! of its catalog, by the warehouses they hold for, and by the state of the filters. A new version is never answered
//! from old counts. Orders move stock without moving the version; what they take is counted within `FRESH`, and a page
//! whose rows contradict its kept total is counted anew. Rows themselves are never kept.

mod asked;
mod counting;
mod keeping;
mod shown;

pub use asked::{Asked, Filter};
pub use keeping::{moved_on, refresh, version};
pub use shown::{Choice, Facet, Instead, facets, instead};

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use kit::Result;
use moka::sync::Cache;
use tenancy::{TenantId, TenantTx};
use uuid::Uuid;

use super::layout::swapped;
use super::sections::{Node, below, tree};
use counting::{Counts, Picked, Wanted, count, pick};

/// How long kept counts may miss what orders took meanwhile.
const FRESH: Duration = Duration::from_secs(30);
/// Bytes of counts that a process keeps, about.
const KEPT: u64 = 16 << 20;

/// The state of the list with everything it is counted to be.
pub struct Counted {
    pub counts: Counts,
    pub picked: Vec<Picked>,
    pub tree: Arc<Vec<Node>>,
    /// The chosen section with all below it.
    pub sections: Option<Vec<Uuid>>,
    /// The words in the keyboard's other layout, when only those find something.
    pub swapped: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Place {
    database: u64,
    tenant: TenantId,
    version: i64,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    place: Place,
    houses: Vec<Uuid>,
    asked: Asked,
}

static TREES: LazyLock<Cache<Place, Arc<Vec<Node>>>> = LazyLock::new(|| {
    let weight = |_: &Place, tree: &Arc<Vec<Node>>| u32::try_from(tree.len() * 160 + 200).unwrap_or(u32::MAX);
    Cache::builder().max_capacity(KEPT).weigher(weight).time_to_idle(Duration::from_mins(10)).build()
});
static COUNTS: LazyLock<Cache<Key, Arc<Counted>>> = LazyLock::new(|| {
    let weight = |key: &Key, counted: &Arc<Counted>| {
        let sections = counted.counts.sections.len() + counted.sections.as_ref().map_or(0, Vec::len);
        let bytes = counted.counts.values.len() * 200 + sections * 40 + key.houses.len() * 16 + 1_000;
        u32::try_from(bytes).unwrap_or(u32::MAX)
    };
    Cache::builder().max_capacity(KEPT).weigher(weight).time_to_live(FRESH).build()
});

/// What the filters are counted to be: kept, or by a few statements. `houses`: the warehouses of the reader's contract.
/// `anew`: what is kept has been seen to be wrong.
pub async fn counted(tx: &mut TenantTx, asked: &Asked, houses: &[Uuid], anew: bool) -> Result<Arc<Counted>> {
    let version = version(tx).await?;
    let place = Place { database: tx.tenant().database().serial(), tenant: tx.tenant().id(), version };
    let key = Key { place: place.clone(), houses: houses.to_vec(), asked: asked.clone() };
    if let Some(known) = COUNTS.get(&key).filter(|_| !anew) {
        return Ok(known);
    }
    let tree = match TREES.get(&place) {
        Some(known) => known,
        None => Arc::new(tree(tx).await?),
    };
    TREES.insert(place, Arc::clone(&tree));
    let counted = Arc::new(count_now(tx, asked, houses, tree).await?);
    COUNTS.insert(key, Arc::clone(&counted));
    Ok(counted)
}

async fn count_now(
    tx: &mut TenantTx,
    asked: &Asked,
    houses: &[Uuid],
    tree: Arc<Vec<Node>>,
) -> Result<Counted> {
    let sections = below(&tree, &asked.section);
    let picked = pick(tx, &asked.attributes).await?;
    let mut wanted =
        Wanted { q: &asked.q, sections: sections.as_deref(), free_only: asked.free, houses, picked: &picked };
    let mut counts = count(tx, &wanted).await?;
    let other = swapped(&asked.q).filter(|_| counts.all == 0);
    let mut meant = None;
    if let Some(other) = other {
        wanted.q = &other;
        let again = count(tx, &wanted).await?;
        if again.all > 0 {
            counts = again;
            meant = Some(other);
        }
    }
    Ok(Counted { counts, picked, tree, sections, swapped: meant })
}
