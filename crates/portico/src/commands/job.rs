//! `portico job …`: the jobs of all tenants, as on the console.

use clap::Subcommand;
use platform::acts;
use platform::console::job::hidden;
use tenancy::{JobFilter, find_job, list_jobs};
use uuid::Uuid;

use super::{actor, now, refused};
use crate::cli::{connect, say};
use crate::config::DatabaseArgs;

/// `portico job …`
#[derive(Debug, Subcommand)]
pub enum JobCommand {
    /// List the newest jobs.
    List {
        #[command(flatten)]
        database: DatabaseArgs,
        /// queued, running, done, problems, failed or cancelled.
        #[arg(long)]
        state: Option<String>,
        /// The tenant's address.
        #[arg(long)]
        tenant: Option<String>,
        #[arg(long)]
        kind: Option<String>,
        #[arg(long, default_value = "50")]
        limit: i64,
    },
    /// Show one job with its input, secrets hidden, and its failed tries.
    Show {
        #[command(flatten)]
        database: DatabaseArgs,
        id: Uuid,
    },
    /// Put a job that ended badly back into the queue.
    Retry {
        #[command(flatten)]
        database: DatabaseArgs,
        id: Uuid,
    },
    /// Take a job out of the queue.
    Cancel {
        #[command(flatten)]
        database: DatabaseArgs,
        id: Uuid,
    },
}

pub async fn job(command: JobCommand) -> Result<(), String> {
    match command {
        JobCommand::List { database, state, tenant, kind, limit } => {
            let filter =
                JobFilter { state: state.as_deref(), tenant: tenant.as_deref(), kind: kind.as_deref() };
            list(&database, filter, limit).await
        }
        JobCommand::Show { database, id } => show(&database, id).await,
        JobCommand::Retry { database, id } => {
            let db = connect(&database.resolve()?).await?;
            acts::retry(&db, &actor(), now(), id).await.map_err(refused)?;
            say("The job is in the queue again.");
            Ok(())
        }
        JobCommand::Cancel { database, id } => {
            let db = connect(&database.resolve()?).await?;
            acts::cancel(&db, &actor(), now(), id).await.map_err(refused)?;
            say("The job is cancelled.");
            Ok(())
        }
    }
}

async fn list(database: &DatabaseArgs, filter: JobFilter<'_>, limit: i64) -> Result<(), String> {
    let words = |error: tenancy::Error| error.to_string();
    let db = connect(&database.resolve()?).await?;
    let mut tx = db.control().await.map_err(words)?;
    let (jobs, total) = list_jobs(&mut tx, filter, 0, limit.clamp(1, 1_000)).await.map_err(words)?;
    for job in &jobs {
        let error = job.last_error.as_deref().unwrap_or_default();
        say(&format!(
            "{} {:9} {:20} {:30} {} {error}",
            job.id, job.state, job.tenant, job.kind, job.created_at
        ));
    }
    say(&format!("{} of {total} jobs.", jobs.len()));
    Ok(())
}

async fn show(database: &DatabaseArgs, id: Uuid) -> Result<(), String> {
    let words = |error: tenancy::Error| error.to_string();
    let db = connect(&database.resolve()?).await?;
    let mut tx = db.control().await.map_err(words)?;
    let job = find_job(&mut tx, id).await.map_err(words)?.ok_or_else(|| format!("There is no job {id}."))?;
    let input = serde_json::to_string_pretty(&hidden(&job.payload)).map_err(|error| error.to_string())?;
    say(&format!(
        "{} of {}: {}, {} of {} tries",
        job.row.kind, job.row.tenant, job.row.state, job.row.attempts, job.max_attempts
    ));
    say(&format!("made {}, not before {}", job.row.created_at, job.run_at));
    if let Some(error) = &job.row.last_error {
        say(&format!("last error: {error}"));
    }
    for failure in &job.failures {
        let at = jiff::Timestamp::from_second(failure.at).map_or_else(|_| String::new(), |at| at.to_string());
        say(&format!("  {at} try {}: {}", failure.attempt, failure.error));
    }
    say(&format!("input: {input}"));
    Ok(())
}
