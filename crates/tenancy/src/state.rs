//! The states of a tenant and the moves between them: the only place that changes `control.tenant.state` of a tenant
//! that was opened once. A trigger writes each change into `control.tenant_history`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::names::TenantId;
use crate::tx::ControlTx;

/// Whether a tenant's portal is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TenantState {
    Provisioning,
    Active,
    /// Closed by the operator; jobs wait.
    Suspended,
    /// Closed, and erased when the grace time is over; until then it can be restored.
    Deleted,
    /// Past the point of no return: the schema may be gone already.
    Erasing,
}

/// What people read while a portal is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// The operator's words by language; the kit has its own for a language that is missing.
    pub words: BTreeMap<String, String>,
    /// Whom dealers ask: somebody at the manufacturer.
    pub contact: Option<String>,
    /// Whom the manufacturer's staff ask: somebody at the platform.
    pub ask: Option<String>,
}

/// A step from one state to another.
#[derive(Debug, Clone, Copy)]
pub enum Move<'a> {
    Suspend(&'a Closure),
    Resume,
    /// Closes the portal; the data stay until this moment.
    Delete {
        closure: &'a Closure,
        erase_after: Timestamp,
    },
    /// Back to what it was before the deletion, suspended or open.
    Restore,
    /// Only when the grace time is over at this moment.
    Erase {
        now: Timestamp,
    },
}

impl TenantState {
    pub fn word(self) -> &'static str {
        match self {
            Self::Provisioning => "provisioning",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
            Self::Erasing => "erasing",
        }
    }

    /// What is not known is not open.
    pub(crate) fn parse(word: &str) -> Self {
        [Self::Active, Self::Suspended, Self::Deleted, Self::Erasing]
            .into_iter()
            .find(|state| state.word() == word)
            .unwrap_or(Self::Provisioning)
    }

    /// Whether people read why it is closed instead of its pages.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Suspended | Self::Deleted)
    }
}

impl Move<'_> {
    /// The states that this step begins in.
    pub fn begins_in(&self) -> &'static [TenantState] {
        match self {
            Self::Suspend(_) => &[TenantState::Active],
            Self::Resume => &[TenantState::Suspended],
            Self::Delete { .. } => &[TenantState::Active, TenantState::Suspended],
            Self::Restore | Self::Erase { .. } => &[TenantState::Deleted],
        }
    }
}

/// Makes the step and moves the placements' version on, so that every process sees it within a second. False: the
/// tenant is in a state that the step does not begin in, or its grace time is not over.
pub async fn move_tenant(tx: &mut ControlTx, id: TenantId, step: Move<'_>) -> Result<bool> {
    let from: Vec<&str> = step.begins_in().iter().map(|state| state.word()).collect();
    let text = |instant: Timestamp| instant.to_string();
    let statement = match step {
        Move::Suspend(closure) => sqlx::query(
            "update control.tenant set state = 'suspended', closure = $3 where id = $1 and state = any($2)",
        )
        .bind(id.uuid())
        .bind(from)
        .bind(serde_json::to_value(closure)?),
        Move::Resume => sqlx::query(
            "update control.tenant set state = 'active', closure = null where id = $1 and state = any($2)",
        )
        .bind(id.uuid())
        .bind(from),
        Move::Delete { closure, erase_after } => sqlx::query(
            "update control.tenant set state = 'deleted', state_before = state, erase_after = $4::text::timestamptz,
                closure = coalesce(closure, $3)
             where id = $1 and state = any($2)",
        )
        .bind(id.uuid())
        .bind(from)
        .bind(serde_json::to_value(closure)?)
        .bind(text(erase_after)),
        Move::Restore => sqlx::query(
            "update control.tenant set state = state_before, state_before = null, erase_after = null,
                closure = case when state_before = 'suspended' then closure end
             where id = $1 and state = any($2)",
        )
        .bind(id.uuid())
        .bind(from),
        Move::Erase { now } => sqlx::query(
            "update control.tenant set state = 'erasing'
             where id = $1 and state = any($2) and erase_after <= $3::text::timestamptz",
        )
        .bind(id.uuid())
        .bind(from)
        .bind(text(now)),
    };
    if statement.execute(tx.db()).await?.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("update control.placement_version set version = version + 1").execute(tx.db()).await?;
    Ok(true)
}
