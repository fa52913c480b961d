//! What can go wrong between us and the database.

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Errors of this crate; SQL errors pass through so that named constraints can be put into words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Sql(#[from] sqlx::Error),
    #[error("the address {0} is taken")]
    SlugTaken(String),
    #[error("migration {0} was changed after it had been applied; write a new one instead")]
    ChangedMigration(String),
    #[error("no handler for jobs of kind {0}")]
    UnknownJob(String),
    #[error("two handlers for jobs of kind {0}")]
    TwinJob(String),
    #[error("{0}")]
    Payload(#[from] serde_json::Error),
    #[error("a background task stopped: {0}")]
    Task(#[from] tokio::task::JoinError),
    #[error("{0}")]
    Setup(String),
}
