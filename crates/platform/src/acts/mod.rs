//! What an operator does to tenants and jobs: the same rules and the same audit for the console and the command line.

pub mod audit;
mod closing;
mod jobs;
pub mod keeping;
mod migrating;
mod provisioning;
pub mod usage;

use kit::text::Text;
use kit::{Refusal, Result, refuse};
use tenancy::{ControlTx, TenantId, TenantState};
use uuid::Uuid;

pub use closing::{GRACE, delete, restore, resume, suspend};
pub use jobs::{cancel, retry};
pub use migrating::{Build, migrate, migrate_behind};
pub(crate) use migrating::{State, states};
pub use provisioning::{provision, retry_provisioning};

/// Who acts, and from where.
#[derive(Debug, Clone)]
pub struct Actor {
    pub who: String,
    pub operator: Option<Uuid>,
    pub address: String,
}

impl Actor {
    /// Somebody at a terminal of the server.
    pub fn command_line(user: Option<String>) -> Self {
        let who = user.map_or_else(|| "command line".to_owned(), |user| format!("command line ({user})"));
        Self { who, operator: None, address: String::new() }
    }

    /// The platform itself, when a time has come.
    pub fn platform() -> Self {
        Self { who: "platform".to_owned(), operator: None, address: String::new() }
    }
}

/// A tenant that is about to be changed; its row is locked until the transaction ends.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub id: TenantId,
    pub slug: String,
    pub name: String,
    pub state: String,
}

impl Found {
    pub async fn lock(tx: &mut ControlTx, slug: &str) -> Result<Self> {
        let row =
            sqlx::query!("select id, slug, name, state from control.tenant where slug = $1 for update", slug)
                .fetch_one(tx.db())
                .await?;
        Ok(Self { id: TenantId::from(row.id), slug: row.slug, name: row.name, state: row.state })
    }

    /// The name typed by hand: blanks do not count, everything else does.
    pub fn check_name(&self, typed: &str) -> Result<()> {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain(typed) == plain(&self.name) {
            return Ok(());
        }
        refuse("platform-name-wrong").with("name", self.name.as_str()).field("confirm").err()
    }

    /// "It is suspended already": the act does not begin in this state.
    pub fn in_another_state(&self) -> Refusal {
        refuse("platform-in-another-state")
            .with("name", self.name.as_str())
            .with("state", state_word(&self.state))
            .fix("platform-show-tenant", format!("/tenants/{}", self.slug))
    }
}

/// The word of a state, in the reader's language.
pub(crate) fn state_word(state: &str) -> Text {
    Text::dynamic(format!("platform-state-{state}"))
}

/// The states that a list can be narrowed to.
pub(crate) const STATES: [TenantState; 4] =
    [TenantState::Active, TenantState::Suspended, TenantState::Deleted, TenantState::Provisioning];
