//! Too many at once: one seat for each request in work, and a steady stream for each tenant. Who is over a limit gets
//! 503 or 429 with Retry-After; nobody waits in a queue that nobody sees.

use std::sync::Arc;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tenancy::TenantId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Limits;
use crate::error::{Error, Result};

/// Seats and streams of a process.
pub struct Crowd {
    seats: Arc<Semaphore>,
    streams: Option<DefaultKeyedRateLimiter<TenantId>>,
    clock: DefaultClock,
}

impl Crowd {
    pub(super) fn of(limits: &Limits) -> Self {
        let streams = limits.tenant_rate.map(|rate| {
            let burst = rate.saturating_mul(std::num::NonZeroU32::MIN.saturating_add(1));
            RateLimiter::keyed(Quota::per_second(rate).allow_burst(burst))
        });
        Self { seats: Arc::new(Semaphore::new(limits.at_once)), streams, clock: DefaultClock::default() }
    }

    /// A seat until it is dropped.
    pub(super) fn seat(&self) -> Result<OwnedSemaphorePermit> {
        Arc::clone(&self.seats).try_acquire_owned().map_err(|_| {
            metrics::counter!("portico_refused_total", "why" => "busy").increment(1);
            Error::Unavailable("kit-busy")
        })
    }

    /// Counts a request of the tenant.
    pub(super) fn of_tenant(&self, tenant: TenantId) -> Result<()> {
        let Some(streams) = &self.streams else { return Ok(()) };
        streams.check_key(&tenant).map_err(|not_until| {
            metrics::counter!("portico_refused_total", "why" => "tenant-rate").increment(1);
            let wait = not_until.wait_time_from(self.clock.now()).as_secs();
            Error::Limit { retry_after: u32::try_from(wait).unwrap_or(u32::MAX).saturating_add(1) }
        })
    }
}
