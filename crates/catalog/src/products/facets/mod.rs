//! The filters of the list with their counts: section, in stock, attributes (C5).
//!
//! Counting a whole catalog costs more than the page itself, so each process keeps counts: by tenant, by the version
//! of its catalog, and by the state of the filters. A new version is never answered from old counts. Orders move stock
//! without moving the version: what depends on stock is kept by the reader's warehouses too, and for `FRESH` only, and a
//! page whose rows contradict its kept total is counted anew. Rows themselves are never kept.

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
use std::time::{Duration, Instant};

use kit::web::{Ctx, Drawn};
use kit::{Error, Result};
use moka::sync::Cache;
use tenancy::{TenantId, TenantTx};
use uuid::Uuid;

use super::layout::swapped;
use super::sections::{Node, below, tree};
use counting::{Counts, Picked, Wanted, count, pick};

/// How long counts of what is in stock may miss what orders took meanwhile.
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
    let weight = |key: &Key, counted: &Arc<Counted>| {
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
    LazyLock::new(|| moka::future::Cache::builder().max_capacity(20_000).time_to_live(FRESH).build());

type Kept<V> = moka::future::Cache<Key, V>;

/// Counts that stock has no part in are true as long as the catalog's version.
struct ByStock;

impl<V> moka::Expiry<Key, V> for ByStock {
    fn expire_after_create(&self, key: &Key, _: &V, _: Instant) -> Option<Duration> {
        (!key.houses.is_empty()).then_some(FRESH)
    }
}

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
    let counting = async {
        let tree = match TREES.get(&place) {
            Some(known) => known,
            None => Arc::new(tree(tx).await?),
        };
        TREES.insert(place.clone(), Arc::clone(&tree));
        count_now(tx, asked, houses, tree).await.map(Arc::new)
    };
    let counted = once(&COUNTS, key, counting).await?;
    if asked.free {
        let free = counted.counts.free;
        return Ok((counted, free));
    }
    let q = counted.swapped.as_deref().unwrap_or(&asked.q);
    let sections = counted.sections.as_deref();
    let wanted = Wanted { q, sections, free_only: true, houses, picked: &counted.picked };
    let free = once(&FREE, by_stock, counting::free(tx, &wanted)).await?;
    Ok((counted, free))
}

/// One reader counts, the others wait for it. When a count of a large catalog grew old under load, all of them counted
/// at once, and a page in a hundred took a second.
async fn once<V: Clone + Send + Sync + 'static>(
    kept: &Kept<V>,
    key: Key,
    counting: impl Future<Output = Result<V>>,
) -> Result<V> {
    let shared = kept.try_get_with(key, counting).await;
    shared.map_err(|error| Arc::into_inner(error).unwrap_or(Error::Unavailable("kit-busy")))
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
    Ok(Counted { counts, picked, tree, sections, swapped: meant, drawn: Drawn::default() })
}
