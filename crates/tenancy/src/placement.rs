//! Where tenants live: read once, then compared by version every second, so that a request never asks for it.

use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::time::Duration;

use jiff::Timestamp;
use sqlx::Row;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use crate::error::Result;
use crate::names::{Schema, TenantId};
use crate::pools::{Database, Inner};
use crate::state::{Closure, TenantState};

/// A manufacturer on this platform.
#[derive(Clone)]
pub struct Tenant {
    placement: Arc<Placement>,
    database: Database,
}

pub(crate) struct Placement {
    id: TenantId,
    slug: String,
    name: String,
    state: TenantState,
    locale: String,
    time_zone: String,
    schema: Schema,
    closure: Option<Closure>,
    erase_after: Option<Timestamp>,
    /// Switchable modules that are on, in order of their names.
    modules_on: Vec<String>,
    /// Those that were on at any time: their tables are there.
    modules_ever: Vec<String>,
}

/// All placements at one version.
#[derive(Default)]
pub(crate) struct Snapshot {
    pub(crate) version: i64,
    by_slug: HashMap<String, Arc<Placement>>,
    by_id: HashMap<TenantId, Arc<Placement>>,
}

/// How often the version is compared: a suspended tenant is closed within about this time in every process.
const GLANCE: Duration = Duration::from_secs(1);

impl Tenant {
    pub fn id(&self) -> TenantId {
        self.placement.id
    }

    pub fn slug(&self) -> &str {
        &self.placement.slug
    }

    pub fn name(&self) -> &str {
        &self.placement.name
    }

    pub fn state(&self) -> TenantState {
        self.placement.state
    }

    /// Two letters.
    pub fn locale(&self) -> &str {
        &self.placement.locale
    }

    /// An IANA name.
    pub fn time_zone(&self) -> &str {
        &self.placement.time_zone
    }

    /// What people read while it is closed.
    pub fn closure(&self) -> Option<&Closure> {
        self.placement.closure.as_ref()
    }

    /// When a deleted tenant is erased.
    pub fn erase_after(&self) -> Option<Timestamp> {
        self.placement.erase_after
    }

    /// Switchable modules that are on, in order of their names.
    pub fn modules_on(&self) -> &[String] {
        &self.placement.modules_on
    }

    /// Whether the tables of this switchable module are there: it was on at some time.
    pub fn ever_had_module(&self, module: &str) -> bool {
        self.placement.modules_ever.iter().any(|had| had == module)
    }

    pub fn database(&self) -> &Database {
        &self.database
    }

    pub(crate) fn schema(&self) -> &Schema {
        &self.placement.schema
    }
}

impl std::fmt::Debug for Tenant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tenant({})", self.slug())
    }
}

impl Database {
    /// The tenant of an address. No query: a tenant that was just made is seen within a second.
    pub fn tenant_by_slug(&self, slug: &str) -> Option<Tenant> {
        self.0.placements.load().by_slug.get(slug).map(|placement| self.at(placement))
    }

    pub fn tenant(&self, id: TenantId) -> Option<Tenant> {
        self.0.placements.load().by_id.get(&id).map(|placement| self.at(placement))
    }

    /// All tenants by address; for the console and commands.
    pub fn tenants(&self) -> Vec<Tenant> {
        let mut tenants: Vec<Tenant> =
            self.0.placements.load().by_slug.values().map(|placement| self.at(placement)).collect();
        tenants.sort_by(|a, b| a.slug().cmp(b.slug()));
        tenants
    }

    /// Reads the placements again if their version has moved on.
    pub async fn refresh(&self) -> Result<()> {
        let known = self.0.placements.load().version;
        let version: i64 = sqlx::query_scalar("select version from control.placement_version")
            .fetch_one(&self.0.control)
            .await?;
        if version == known {
            return Ok(());
        }
        let rows = sqlx::query(
            "select t.id, t.slug, t.name, t.state, t.locale, t.time_zone, t.closure,
                extract(epoch from t.erase_after)::bigint as erase_after,
                coalesce(m.switched_on, '{}') as modules_on, coalesce(m.ever, '{}') as modules_ever
             from control.tenant t join control.placement p on p.tenant_id = t.id
             left join (
                select tenant_id, array_agg(module order by module) as ever,
                    array_agg(module order by module) filter (where enabled) as switched_on
                from control.tenant_module group by tenant_id
             ) m on m.tenant_id = t.id",
        )
        .fetch_all(&self.0.control)
        .await?;
        let mut snapshot = Snapshot { version, ..Snapshot::default() };
        for row in &rows {
            let placement = Arc::new(placement(row)?);
            snapshot.by_slug.insert(placement.slug.clone(), Arc::clone(&placement));
            snapshot.by_id.insert(placement.id, placement);
        }
        self.0.placements.store(Arc::new(snapshot));
        Ok(())
    }

    /// For a host that nobody is known at: another process may have opened its portal this second. Asks for the version
    /// at most five times a second, however many strange hosts are called.
    pub async fn glance(&self) {
        let Ok(mut last) = self.0.glanced.try_lock() else { return };
        if last.is_some_and(|at| at.elapsed() < GLANCE / 5) {
            return;
        }
        *last = Some(tokio::time::Instant::now());
        if let Err(error) = self.refresh().await {
            tracing::warn!(%error, "The list of tenants could not be refreshed.");
        }
    }

    /// Compares the version every second for as long as somebody holds this database.
    pub(crate) fn watch_placements(&self) {
        let held: Weak<Inner> = Arc::downgrade(&self.0);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(GLANCE).await;
                let Some(inner) = held.upgrade() else { return };
                if inner.control.is_closed() {
                    return;
                }
                if let Err(error) = Self(inner).refresh().await {
                    tracing::warn!(%error, "The list of tenants could not be refreshed.");
                }
            }
        });
    }

    fn at(&self, placement: &Arc<Placement>) -> Tenant {
        Tenant { placement: Arc::clone(placement), database: self.clone() }
    }
}

fn placement(row: &PgRow) -> Result<Placement> {
    let id = TenantId::from(row.try_get::<Uuid, _>("id")?);
    let closure: Option<serde_json::Value> = row.try_get("closure")?;
    let erase_after: Option<i64> = row.try_get("erase_after")?;
    Ok(Placement {
        id,
        slug: row.try_get("slug")?,
        name: row.try_get("name")?,
        state: TenantState::parse(row.try_get("state")?),
        locale: row.try_get("locale")?,
        time_zone: row.try_get("time_zone")?,
        schema: id.schema(),
        closure: closure.map(serde_json::from_value).transpose()?,
        erase_after: erase_after.and_then(|seconds| Timestamp::from_second(seconds).ok()),
        modules_on: row.try_get("modules_on")?,
        modules_ever: row.try_get("modules_ever")?,
    })
}
