//! Keeping counts: one reader counts for all, and what grew old is counted again behind the reader's back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use kit::web::Ctx;
use kit::{Error, Result};
use moka::Expiry;
use moka::future::Cache;
use tenancy::{Access, Tenant, TenantTx};

use super::Key;

/// How long counts of what is in stock may miss what orders took meanwhile. The reader who finds them older still gets
/// them, and the next one those that were made for him.
const FRESH: SignedDuration = SignedDuration::from_secs(30);
/// When nobody asked meanwhile, they are too old to be shown at all.
const SHOWN: Duration = Duration::from_secs(90);

/// What is kept of a state of the list.
pub type Kept<V> = Cache<Key, Aged<V>>;

/// What was counted, and when.
#[derive(Clone)]
pub struct Aged<V> {
    pub value: V,
    at: Timestamp,
    /// Somebody is counting again already.
    claimed: Arc<AtomicBool>,
}

impl<V> Aged<V> {
    fn new(value: V, at: Timestamp) -> Self {
        Self { value, at, claimed: Arc::default() }
    }

    /// True for the one reader who has to see to a new count.
    fn is_mine_to_count(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) > FRESH && !self.claimed.swap(true, Ordering::Relaxed)
    }
}

/// Counts that stock has no part in are true as long as the catalog's version.
pub struct ByStock;

impl<V> Expiry<Key, V> for ByStock {
    fn expire_after_create(&self, key: &Key, _: &V, _: Instant) -> Option<Duration> {
        (!key.houses.is_empty()).then_some(SHOWN)
    }

    fn expire_after_update(&self, key: &Key, _: &V, _: Instant, _: Option<Duration>) -> Option<Duration> {
        (!key.houses.is_empty()).then_some(SHOWN)
    }
}

/// What is kept under the key, or what `counting` finds. One reader counts, the others wait for it; nobody waits for a
/// count that only grew old: when all of them did, a page in a hundred of a large catalog took a second.
pub async fn kept<V, C>(
    cache: &'static Kept<V>,
    key: Key,
    (tx, ctx): (&mut TenantTx, &Ctx),
    counting: C,
) -> Result<V>
where
    V: Clone + Send + Sync + 'static,
    C: for<'a> FnOnce(&'a mut TenantTx) -> BoxFuture<'a, Result<V>> + Send + 'static,
{
    if let Some(known) = cache.get(&key).await {
        if !key.houses.is_empty() && known.is_mine_to_count(ctx.now) {
            let behind = count_behind(cache, key, (ctx.tenant.clone(), ctx.now), counting);
            tokio::spawn(async move {
                if let Err(error) = behind.await {
                    tracing::warn!(%error, "An old count was not made anew.");
                }
            });
        }
        return Ok(known.value);
    }
    let counting = async { Ok(Aged::new(counting(tx).await?, ctx.now)) };
    let shared = cache.try_get_with(key, counting).await;
    let known = shared.map_err(|error| Arc::into_inner(error).unwrap_or(Error::Unavailable("kit-busy")))?;
    Ok(known.value)
}

async fn count_behind<V, C>(
    cache: &'static Kept<V>,
    key: Key,
    (tenant, now): (Tenant, Timestamp),
    counting: C,
) -> Result<()>
where
    V: Clone + Send + Sync + 'static,
    C: for<'a> FnOnce(&'a mut TenantTx) -> BoxFuture<'a, Result<V>> + Send + 'static,
{
    let mut tx = tenant.begin(Access::Read).await?;
    let value = counting(&mut tx).await?;
    cache.insert(key, Aged::new(value, now)).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_count_is_made_anew_by_one_reader() {
        let at: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let later = |seconds| at + SignedDuration::from_secs(seconds);
        let known = Aged::new(7, at);
        assert!(!known.is_mine_to_count(later(30)));
        let copy = known.clone();
        assert!(known.is_mine_to_count(later(31)));
        assert!(!copy.is_mine_to_count(later(31)) && !known.is_mine_to_count(later(600)));
    }
}
