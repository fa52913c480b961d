//! The private pools: K for tenants (by hash of the tenant, so that plans stay warm), one each for control and DDL.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::error::{Error, Result};
use crate::placement::Snapshot;
use crate::tx::ControlTx;

/// How to reach the database. URL and secret are shown to nobody, `Debug` hides them (T47).
#[derive(Clone)]
pub struct Config {
    /// Any login's URL of the database; user and password are replaced by those of the three logins.
    pub url: String,
    /// The passwords of the three logins are derived from it.
    pub secret: String,
    /// Sub-pools of tenants' connections.
    pub pools: usize,
    /// Connections in each of them.
    pub pool_size: u32,
    /// Longest statement of a tenant, in milliseconds.
    pub statement_timeout_ms: u32,
}

/// All connections of one process. Cheap to clone.
#[derive(Clone)]
pub struct Database(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub tenants: Vec<PgPool>,
    pub control: PgPool,
    pub ddl: PgPool,
    pub placements: ArcSwap<Snapshot>,
    /// When a strange host last made us look for new tenants.
    pub glanced: tokio::sync::Mutex<Option<tokio::time::Instant>>,
    pub serial: u64,
}

/// Databases that this process has opened.
static OPENED: AtomicU64 = AtomicU64::new(0);

/// A connection is closed after about this many uses: a backend keeps 17 kB for each table it ever touched.
const USES: u64 = 500;

/// How long connections in use are waited for at the end.
const GRACE: Duration = Duration::from_secs(5);

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut config = f.debug_struct("Config");
        config.field("pools", &self.pools).field("pool_size", &self.pool_size);
        config.field("statement_timeout_ms", &self.statement_timeout_ms).finish_non_exhaustive()
    }
}

impl Config {
    pub fn new(url: &str, secret: &str) -> Self {
        Self {
            url: url.to_owned(),
            secret: secret.to_owned(),
            pools: 2,
            pool_size: 8,
            statement_timeout_ms: 15_000,
        }
    }

    pub(crate) fn login(&self, role: &str) -> Result<PgConnectOptions> {
        let options = PgConnectOptions::from_str(&self.url)?;
        Ok(options
            .username(role)
            .password(&password(&self.secret, role)?)
            .application_name(role)
            // `ROLLBACK` on release outside a transaction is no news.
            .options([("client_min_messages", "error")]))
    }
}

/// A login's password: HMAC-SHA256 of its name under the deployment's secret, in hex.
pub(crate) fn password(secret: &str, role: &str) -> Result<String> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|error| Error::Setup(error.to_string()))?;
    mac.update(role.as_bytes());
    Ok(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Database {
    /// Opens the pools and reads where the tenants live. Fails when the database was never set up.
    pub async fn connect(config: &Config) -> Result<Self> {
        let app = config.login("portico_app")?;
        let tenants = (0..config.pools.max(1)).map(|_| tenant_pool(config, &app)).collect();
        let control = plain_pool(10).connect_lazy_with(config.login("portico_control")?);
        let ddl = plain_pool(4).connect_lazy_with(config.login("portico_ddl")?);
        let database = Self(Arc::new(Inner {
            tenants,
            control,
            ddl,
            placements: ArcSwap::from_pointee(Snapshot::default()),
            glanced: tokio::sync::Mutex::new(None),
            serial: OPENED.fetch_add(1, Ordering::Relaxed),
        }));
        database.refresh().await?;
        database.watch_placements();
        Ok(database)
    }

    /// A transaction of the platform itself; the console and provisioning use it, never a tenant's request.
    pub async fn control(&self) -> Result<ControlTx> {
        ControlTx::begin(&self.0.control).await
    }

    /// Tells databases of one process apart: copies of one have the same tenants. For keys of what a process keeps.
    pub fn serial(&self) -> u64 {
        self.0.serial
    }

    /// Closes all connections. Who still holds one after the grace time is cut off when the process ends.
    pub async fn close(&self) {
        let pools = self.0.tenants.iter().chain([&self.0.control, &self.0.ddl]);
        let closing = futures::future::join_all(pools.map(PgPool::close));
        if tokio::time::timeout(GRACE, closing).await.is_err() {
            tracing::warn!("Some connections were still in use at the end.");
        }
    }

    /// The sub-pool of a tenant: always the same one, so its connections know the tenant's plans.
    pub(crate) fn pool_of(&self, tenant: crate::TenantId) -> (usize, PgPool) {
        let mut hasher = DefaultHasher::new();
        tenant.hash(&mut hasher);
        let pools = &self.0.tenants;
        let count = u64::try_from(pools.len()).unwrap_or(1).max(1);
        let at = usize::try_from(hasher.finish() % count).unwrap_or(0);
        (at, pools.get(at).cloned().unwrap_or_else(|| self.0.control.clone()))
    }
}

fn tenant_pool(config: &Config, login: &PgConnectOptions) -> PgPool {
    let released = Arc::new(AtomicU64::new(0));
    // With the connection, not with each transaction: `RESET ALL` comes back to it.
    let timeout = config.statement_timeout_ms.to_string();
    let login = login.clone().options([("statement_timeout", timeout)]);
    plain_pool(config.pool_size)
        .after_release(move |connection, _| {
            let uses = released.fetch_add(1, Ordering::Relaxed);
            Box::pin(async move {
                // Whatever a cut-off request left behind ends here (RELIABILITY, pitfall 1). Never DISCARD ALL: it
                // breaks sqlx's statement cache.
                sqlx::raw_sql("ROLLBACK; RESET ALL").execute(connection).await?;
                Ok(uses % USES != USES - 1)
            })
        })
        .connect_lazy_with(login)
}

fn plain_pool(size: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(size)
        .min_connections(0)
        .acquire_timeout(Duration::from_secs(5))
        .max_lifetime(Duration::from_mins(10))
        .test_before_acquire(false)
}
