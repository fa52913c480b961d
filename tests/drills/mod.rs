//! What happens when things break: scopes, pools, migrations, events, jobs, kills.

mod isolation;
mod jobs;
mod kills;
mod migrations;
mod outbox;
mod platform;
mod scopes;
mod signing_up;

pub use platform::Platform;
