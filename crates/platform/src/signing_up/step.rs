//! What a step of provisioning is: the platform knows the order, the binary knows the modules and does the work.

use std::sync::Arc;

use futures::future::BoxFuture;
use kit::text::Locale;
use kit::web::App;
use tenancy::{NewTenant, TenantId};
use uuid::Uuid;

/// One step. Its work may be repeated at any time, by another process too.
#[derive(Clone)]
pub struct Step {
    /// One of `STEPS`.
    pub name: &'static str,
    pub work: Work,
}

/// The work of a step.
pub type Work = Arc<dyn for<'a> Fn(&'a App, &'a Portal) -> BoxFuture<'a, Result<(), Stopped>> + Send + Sync>;

/// The portal that is being made.
#[derive(Debug, Clone)]
pub struct Portal {
    pub id: Uuid,
    pub tenant: TenantId,
    pub new: NewTenant,
    pub owner_name: String,
    pub owner_email: String,
    pub password_hash: Option<String>,
    pub samples: bool,
}

/// Why a step could not be done, with words for the operator.
#[derive(Debug, Clone)]
pub struct Stopped {
    pub(super) reason: &'static str,
    pub(super) words: String,
}

impl Portal {
    pub fn locale(&self) -> Locale {
        Locale::parse(&self.new.locale).unwrap_or(Locale::EN)
    }
}

impl Stopped {
    pub fn other(words: impl std::fmt::Display) -> Self {
        Self { reason: "other", words: words.to_string() }
    }

    pub(super) fn silent(words: impl std::fmt::Display) -> Self {
        Self { reason: "database", words: words.to_string() }
    }
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words)
    }
}

impl From<tenancy::Error> for Stopped {
    fn from(error: tenancy::Error) -> Self {
        match &error {
            tenancy::Error::SlugTaken(_) => Self { reason: "address", words: error.to_string() },
            tenancy::Error::Sql(inner) if is_silent(inner) => Self::silent(error),
            _ => Self::other(error),
        }
    }
}

impl From<sqlx::Error> for Stopped {
    fn from(error: sqlx::Error) -> Self {
        if is_silent(&error) { Self::silent(error) } else { Self::other(error) }
    }
}

impl From<kit::Error> for Stopped {
    fn from(error: kit::Error) -> Self {
        if matches!(error, kit::Error::Unavailable(_)) { Self::silent(error) } else { Self::other(error) }
    }
}

/// The database did not answer, was shut down, or cut the connection.
fn is_silent(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
            true
        }
        sqlx::Error::Database(inner) => {
            inner.code().is_some_and(|code| code.starts_with("57P") || code.starts_with("08"))
        }
        _ => false,
    }
}
