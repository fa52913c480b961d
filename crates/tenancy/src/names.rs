//! Checked names: a schema's name can be made only from a tenant's id, so it is safe inside SQL.

use std::fmt;

use uuid::Uuid;

/// A tenant's id, a UUID of version 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct TenantId(Uuid);

/// `t_<32 hex digits>`: the tenant's schema and its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema(String);

impl TenantId {
    #[expect(clippy::disallowed_methods, reason = "the ids of tenants are made here")]
    pub fn new() -> Self {
        Self(Uuid::now_v7())
    }

    pub fn uuid(self) -> Uuid {
        self.0
    }

    pub fn schema(self) -> Schema {
        Schema(format!("t_{}", self.0.simple()))
    }
}

impl Default for TenantId {
    fn default() -> Self {
        Self::new()
    }
}

impl From<Uuid> for TenantId {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A fresh id for rows that this crate writes.
#[expect(clippy::disallowed_methods, reason = "the ids of events and jobs are made here")]
pub(crate) fn fresh_id() -> Uuid {
    Uuid::now_v7()
}
