//! The only crate that reaches the database. A tenant's transaction is the only handle that others get.

mod error;
mod examine;
mod health;
mod jobs;
mod migrate;
mod modules;
mod names;
mod outbox;
mod placement;
mod pools;
mod provision;
mod relay;
mod setup;
mod tx;

pub use error::{Error, Result};
pub use examine::{LoginFacts, ServerFacts, examine_logins, examine_server, examine_url};
pub use health::{PoolFigures, Readiness, Waiting};
pub use jobs::{
    Due, Handler, JobCtx, JobInfo, JobOutcome, JobRow, NewJob, Progress, Registry, Schedule, Worker,
    WorkerOptions, cancel_job, list_jobs, retry_job,
};
pub use migrate::{Migration, Outcome, migrate_control, migrate_tenants};
pub use names::{Schema, TenantId};
pub use outbox::Event;
pub use placement::{Tenant, TenantState};
pub use pools::{Config, Database};
pub use provision::{NewTenant, build_schema, claim_address, half_made, hold_slug, open_tenant, provision};
pub use relay::{Relay, Subscriptions};
pub use setup::{create_database, drop_database, open_database, rename_database, setup, superuser_rows};
pub use tx::{Access, ControlTx, Dealer, TenantTx};
