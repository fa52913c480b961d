//! The filters of the list with their counts: section, in stock, attributes (C5).
//!
//! Counting a whole catalog costs more than the page itself, so each process keeps counts: by tenant, by the version
//! of its catalog, and by the state of the filters. A new version is never answered from old counts. Orders move stock
//! without moving the version: what depends on stock is kept by the reader's warehouses too and counted again when it is
//! `FRESH` no more, behind the back of the reader who found it so; and a page whose rows contradict its kept total is
//! counted anew at once. Rows themselves are never kept.

mod aged;
mod asked;
mod counting;
mod keeping;
mod panel;
mod shown;

pub use asked::{Asked, Filter, Part, SIZES};
pub use keeping::{moved_on, refresh};
pub use panel::{Filters, panel};
pub use shown::{Instead, instead};

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use futures::future::FutureExt;
use kit::Result;
use kit::web::{Ctx, Drawn};
use moka::sync::Cache;
use tenancy::{TenantId, TenantTx};
use uuid::Uuid;

use super::layout::swapped;
use super::sections::{Node, below, tree};
use aged::{Aged, ByStock, Kept, kept};
use counting::{Counts, Picked, Wanted, count, pick};

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
    /// The filters beside the list, as they were drawn.
    drawn: Drawn,
}

/// A tenant's catalog as it is at one version: whatever is kept of it is kept by this.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    database: u64,
    tenant: TenantId,
    version: i64,
}

/// The catalog that this transaction sees; asked once in a request.
pub async fn place(tx: &mut TenantTx, ctx: &Ctx) -> Result<Place> {
    if let Some(known) = ctx.kept.get::<Place>() {
        return Ok(known);
    }
    let version = keeping::version(tx).await?;
    let place = Place { database: tx.tenant().database().serial(), tenant: tx.tenant().id(), version };
    ctx.kept.put(place.clone());
    Ok(place)
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
static COUNTS: LazyLock<Kept<Arc<Counted>>> = LazyLock::new(|| {
    let weight = |key: &Key, counted: &Aged<Arc<Counted>>| {
        let counted = &counted.value;
        let sections = counted.counts.sections.len() + counted.sections.as_ref().map_or(0, Vec::len);
        // Each value is drawn too, in two languages mostly.
        let bytes = counted.counts.values.len() * 600 + sections * 40 + key.houses.len() * 16 + 1_000;
        u32::try_from(bytes).unwrap_or(u32::MAX)
    };
    let kept = moka::future::Cache::builder().max_capacity(KEPT).weigher(weight).expire_after(ByStock);
    kept.time_to_idle(Duration::from_mins(10)).build()
});
/// How many of the found goods are in stock.
static FREE: LazyLock<Kept<i64>> =
    LazyLock::new(|| moka::future::Cache::builder().max_capacity(20_000).expire_after(ByStock).build());

/// What the filters are counted to be, and how many of the found goods are in stock: kept, or by a few statements.
/// `houses`: the warehouses of the reader's contract. `anew`: what is kept has been seen to be wrong.
pub async fn counted(
    (tx, ctx): (&mut TenantTx, &Ctx),
    asked: &Asked,
    houses: &[Uuid],
    anew: bool,
) -> Result<(Arc<Counted>, i64)> {
    let place = place(tx, ctx).await?;
    let by_stock = Key { place: place.clone(), houses: houses.to_vec(), asked: asked.clone() };
    let key = if asked.free { by_stock.clone() } else { Key { houses: Vec::new(), ..by_stock.clone() } };
    if anew {
        COUNTS.invalidate(&key).await;
    }
    let (state, of) = (asked.clone(), houses.to_vec());
    let counted = kept(&COUNTS, key, (tx, ctx), |tx| count_all(tx, place, state, of).boxed()).await?;
    if asked.free {
        let free = counted.counts.free;
        return Ok((counted, free));
    }
    let (whole, state, of) = (Arc::clone(&counted), asked.clone(), houses.to_vec());
    let free = kept(&FREE, by_stock, (tx, ctx), |tx| count_free(tx, whole, state, of).boxed()).await?;
    Ok((counted, free))
}

/// How many of what was counted are in stock in these warehouses.
async fn count_free(
    tx: &mut TenantTx,
    counted: Arc<Counted>,
    asked: Asked,
    houses: Vec<Uuid>,
) -> Result<i64> {
    let q = counted.swapped.as_deref().unwrap_or(&asked.q);
    let sections = counted.sections.as_deref();
    let wanted = Wanted { q, sections, free_only: true, houses: &houses, picked: &counted.picked };
    counting::free(tx, &wanted).await
}

async fn count_all(tx: &mut TenantTx, place: Place, asked: Asked, houses: Vec<Uuid>) -> Result<Arc<Counted>> {
    let tree = match TREES.get(&place) {
        Some(known) => known,
        None => Arc::new(tree(tx).await?),
    };
    TREES.insert(place, Arc::clone(&tree));
    let houses = houses.as_slice();
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
    let drawn = Drawn::default();
    Ok(Arc::new(Counted { counts, picked, tree, sections, swapped: meant, drawn }))
}
