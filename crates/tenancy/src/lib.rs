//! The only crate that reaches the database. A tenant's transaction is the only handle that others get.

mod erase;
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
mod state;
mod tx;

pub use erase::{Condemned, condemned, drop_tenant, forget_tenant};
pub use error::{Error, Result};
pub use examine::{LoginFacts, ServerFacts, examine_logins, examine_server, examine_url};
pub use health::{PoolFigures, Readiness, Waiting};
pub use jobs::{
    Due, Failure, Handler, JobCtx, JobDetail, JobFilter, JobInfo, JobOutcome, JobRow, NewJob, Progress,
    Registry, Schedule, Worker, WorkerOptions, cancel_job, find_job, list_jobs, retry_job,
};
pub use migrate::{Migration, Outcome, ledger, migrate_control, migrate_some, migrate_tenants, newest};
pub use names::{Schema, TenantId};
pub use outbox::Event;
pub use placement::Tenant;
pub use pools::{Config, Database};
pub use provision::{NewTenant, build_schema, claim_address, half_made, hold_slug, open_tenant, provision};
pub use relay::{Relay, Subscriptions};
pub use setup::{
    create_database, drop_database, open_database, rename_database, seal, setup, superuser_rows,
};
pub use state::{Closure, Move, TenantState, move_tenant};
pub use tx::{Access, ControlTx, Dealer, TenantTx};
