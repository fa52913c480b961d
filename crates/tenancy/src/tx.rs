//! Transactions: a tenant's, with its role and search path set for this transaction only, and the platform's own.

use std::time::Instant;

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, PgPool, Postgres, Transaction};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::jobs::NewJob;
use crate::names::{TenantId, fresh_id};
use crate::outbox::Event;
use crate::placement::Tenant;

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// GET and HEAD: the database refuses writes.
    Read,
    Write,
}

/// Whose dealer-owned rows the second wall lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dealer {
    One(Uuid),
    /// Staff and jobs.
    All,
}

/// A transaction inside one tenant. Dropped means rolled back.
pub struct TenantTx {
    inner: Transaction<'static, Postgres>,
    tenant: Tenant,
    quiet: bool,
}

/// A transaction of the platform itself.
pub struct ControlTx(Transaction<'static, Postgres>);

impl Tenant {
    /// The only way to a connection inside a tenant.
    ///
    /// One round trip. It runs in a task of its own, so that a request cut off in the middle cannot leave a
    /// transaction open on a pooled connection; names come from the placement only.
    pub async fn begin(&self, access: Access) -> Result<TenantTx> {
        let schema = self.schema();
        let read_only = if access == Access::Read { " READ ONLY" } else { "" };
        let scope =
            format!("BEGIN{read_only}; SET LOCAL ROLE {schema}; SET LOCAL search_path = {schema}, ext");
        let (at, pool) = self.database().pool_of(self.id());
        let asked = Instant::now();
        let inner = tokio::spawn(begin_on(pool, scope)).await?;
        metrics::histogram!("portico_begin_seconds", "pool" => format!("tenant-{at}"))
            .record(asked.elapsed());
        let inner = inner?;
        Ok(TenantTx { inner, tenant: self.clone(), quiet: false })
    }
}

/// Begins. After a restart of Postgres every connection of the pool is dead until somebody tries it: nothing has begun on
/// such a one, so the next is taken instead of failing the request.
///
/// A backend keeps the list of roles that its login belongs to. When another tenant's role is granted while it makes that
/// list, it keeps one that is too old, and refuses the newest tenant with "permission denied to set role" until the next
/// grant (seen with two portals made at once). Asking about another role makes it forget.
async fn begin_on(pool: PgPool, scope: String) -> sqlx::Result<Transaction<'static, Postgres>> {
    let mut left = pool.options().get_max_connections();
    loop {
        match pool.begin_with(AssertSqlSafe(scope.clone())).await {
            Err(error) if left > 0 && is_gone(&error) => left -= 1,
            Err(error) if left > 0 && is_refused(&error) => {
                left -= 1;
                let mut connection = pool.acquire().await?;
                sqlx::raw_sql(FORGET_ROLES).execute(&mut *connection).await?;
            }
            begun => return begun,
        }
    }
}

/// A question about two roles that have nothing to do with each other.
const FORGET_ROLES: &str = "select pg_has_role('portico_tenant', 'portico_ddl', 'member')";

fn is_refused(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(said) if said.code().as_deref() == Some("42501"))
}

/// The connection broke, or the server said farewell on it.
fn is_gone(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(said) => matches!(said.code().as_deref(), Some("57P01" | "57P02")),
        _ => false,
    }
}

impl TenantTx {
    /// For sqlx: `.fetch_all(tx.db())`.
    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    pub fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// Opens the second wall (row policies) for one dealer's rows, or for all.
    pub async fn narrow(&mut self, dealer: Dealer) -> Result<()> {
        let who = match dealer {
            Dealer::One(id) => id.to_string(),
            Dealer::All => "*".to_owned(),
        };
        sqlx::raw_sql(AssertSqlSafe(format!("SET LOCAL app.dealer = '{who}'"))).execute(self.db()).await?;
        Ok(())
    }

    /// Whether what is announced from here on is only written down and told to nobody. For the past that is entered
    /// later: its letters would come months too late.
    pub fn keep_quiet(&mut self, quiet: bool) {
        self.quiet = quiet;
    }

    /// Writes an event into the outbox, in this transaction: it is told to others only if this commits.
    pub async fn announce<E: Event>(&mut self, event: &E) -> Result<()> {
        let (tenant, quiet) = (self.tenant.id().uuid(), self.quiet);
        sqlx::query(
            "insert into cell.outbox (id, tenant_id, name, payload, relayed_at)
             values ($1, $2, $3, $4, case when $5 then now() end)",
        )
        .bind(fresh_id())
        .bind(tenant)
        .bind(E::NAME)
        .bind(serde_json::to_value(event)?)
        .bind(quiet)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Queues a job of this tenant, in this transaction. A job whose key is there already is not queued again.
    pub async fn enqueue(&mut self, job: NewJob) -> Result<()> {
        let tenant = self.tenant.id();
        enqueue(self.db(), tenant, job).await
    }

    /// A lock of this name in this tenant until the transaction ends.
    pub async fn lock(&mut self, name: &str) -> Result<()> {
        let tenant = self.tenant.schema().to_string();
        sqlx::query("select pg_advisory_xact_lock(hashtext($1), hashtext($2))")
            .bind(tenant)
            .bind(name)
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// COPY … FROM STDIN: the bytes as Postgres' text format, all at once. Returns the rows written.
    pub async fn copy_in(&mut self, statement: &'static str, bytes: Vec<u8>) -> Result<u64> {
        let mut copy = self.inner.copy_in_raw(statement).await?;
        copy.send(bytes).await?;
        Ok(copy.finish().await?)
    }

    /// Makes everything done in it true.
    pub async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }

    /// Runs an invariant's query, whose text is part of the program, and returns its rows' first column.
    pub async fn breaches(&mut self, sql: &'static str) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(sql).fetch_all(self.db()).await?)
    }

    /// Runs a measure's query, whose text is part of the program, and returns its one figure.
    pub async fn figure(&mut self, sql: &'static str) -> Result<Option<i64>> {
        Ok(sqlx::query_scalar(sql).fetch_one(self.db()).await?)
    }
}

impl ControlTx {
    pub(crate) async fn begin(pool: &PgPool) -> Result<Self> {
        tokio::spawn(begin_on(pool.clone(), "BEGIN".to_owned())).await?.map(Self).map_err(Error::from)
    }

    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.0
    }

    /// Queues a job of a tenant together with what the platform does in this transaction.
    pub async fn enqueue(&mut self, tenant: TenantId, job: NewJob) -> Result<()> {
        enqueue(self.db(), tenant, job).await
    }

    pub async fn commit(self) -> Result<()> {
        Ok(self.0.commit().await?)
    }
}

async fn enqueue(connection: &mut PgConnection, tenant: TenantId, job: NewJob) -> Result<()> {
    sqlx::query(
        "insert into cell.job (id, tenant_id, kind, key, payload, run_at)
         values ($1, $2, $3, $4, $5, coalesce($6::text::timestamptz, now()))
         on conflict on constraint job_once do nothing",
    )
    .bind(fresh_id())
    .bind(tenant.uuid())
    .bind(job.kind)
    .bind(job.key)
    .bind(job.payload)
    .bind(job.run_at.map(|instant| instant.to_string()))
    .execute(connection)
    .await?;
    Ok(())
}
