//! What stands before every room: who calls and through which proxy, limits and deadlines, and what is written down of
//! each request.

mod crowd;
mod health;
mod pace;
mod proxies;
mod request_id;
mod seen;
mod watch;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

pub use health::{Health, Verdict};
pub use proxies::Proxies;

pub(super) use crowd::Crowd;
pub(super) use pace::{Pace, Patience, pace};
pub(super) use seen::Seen;
pub(super) use watch::watch;

/// How much of us one caller, one tenant, or all together may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Requests in work at once in this process; the next one is told to come back.
    pub at_once: usize,
    /// Requests of one tenant in a second in this process, with a burst of twice as many. Without it: no limit.
    pub tenant_rate: Option<NonZeroU32>,
    /// The longest that a page may take.
    pub page: Duration,
    /// The longest that a form with files may take.
    pub upload: Duration,
    /// The longest that a form's body may take to arrive; no connection of the database is held meanwhile.
    pub body: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: 1024,
            tenant_rate: None,
            page: Duration::from_secs(15),
            upload: Duration::from_mins(5),
            body: Duration::from_secs(10),
        }
    }
}

/// Everything before the rooms, shared by all fronts of a process. Cheap to clone.
#[derive(Clone)]
pub struct Doors(Arc<Parts>);

pub struct Parts {
    pub limits: Limits,
    pub proxies: Proxies,
    pub health: Health,
    pub crowd: Crowd,
}

impl Doors {
    pub fn new(limits: Limits, proxies: Proxies, health: Health) -> Self {
        let crowd = Crowd::of(&limits);
        Self(Arc::new(Parts { limits, proxies, health, crowd }))
    }
}

impl Default for Doors {
    fn default() -> Self {
        Self::new(Limits::default(), Proxies::default(), Health::default())
    }
}

impl std::ops::Deref for Doors {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
