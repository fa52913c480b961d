//! The job of an import: unpacks what was uploaded, loads it, writes what came of it. All of it or nothing.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures::future::BoxFuture;
use kit::text::Text;
use kit::web::App;
use kit::{Error, Result};
use tenancy::{Access, Dealer, JobCtx, JobOutcome, Tenant, TenantTx};
use tokio::time::Instant;
use uuid::Uuid;

use super::runs::{Ended, finish, show_progress};
use super::sources::{Source, gather};
use super::{Outcome, Progress, load};

/// The job's kind; its payload is `{"import": id}`.
pub const KIND: &str = "catalog.import";

/// How often people see how far it is.
const BEAT: Duration = Duration::from_millis(500);

pub async fn work(app: App, job: &mut JobCtx) -> Result<JobOutcome> {
    let run = job.payload.get("import").and_then(|id| id.as_str()).and_then(|id| id.parse::<Uuid>().ok());
    let run = run.ok_or_else(|| Error::bug("a job of an import names none"))?;
    let row = sqlx::query!("select dry_run, state from import where id = $1", run)
        .fetch_optional(job.tx.db())
        .await?;
    let Some(row) = row.filter(|row| matches!(row.state.as_str(), "queued" | "running")) else {
        return Ok(JobOutcome::Done);
    };
    let ended = go(&app, job, run, row.dry_run).await;
    if let Ended::Broken(error) = ended {
        // The job's own transaction may be broken too; people must see the end all the same.
        let mut tx = begin(&job.tenant).await?;
        finish(&mut tx, run, &[], &Ended::Broken(error.clone()), app.clock.now()).await?;
        tx.commit().await?;
        return Err(error);
    }
    // What is wrong with the files stands on the import's page, for those who sent them; for the operator all is well.
    Ok(JobOutcome::Done)
}

async fn begin(tenant: &Tenant) -> Result<TenantTx> {
    let mut tx = tenant.begin(Access::Write).await?;
    tx.narrow(Dealer::All).await?;
    Ok(tx)
}

async fn go(app: &App, job: &mut JobCtx, run: Uuid, dry_run: bool) -> Ended {
    match try_to(app, job, run, dry_run).await {
        Ok(ended) => ended,
        Err(error) => Ended::Broken(error),
    }
}

async fn try_to(app: &App, job: &mut JobCtx, run: Uuid, dry_run: bool) -> Result<Ended> {
    let scratch = tempfile::tempdir().map_err(Error::bug)?;
    let sources = match unpacked(&mut job.tx, run, scratch.path()).await? {
        Ok(sources) => sources,
        Err(unreadable) => {
            let ended = Ended::Unreadable(unreadable);
            finish(&mut job.tx, run, &[], &ended, app.clock.now()).await?;
            return Ok(ended);
        }
    };
    let names: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
    let tenant = job.tenant.clone();
    let mut shown: Option<Instant> = None;
    let mut hear = move |progress: Progress| -> BoxFuture<'static, ()> {
        let due = shown.is_none_or(|at| at.elapsed() >= BEAT);
        if due {
            shown = Some(Instant::now());
        }
        let tenant = tenant.clone();
        Box::pin(async move {
            if due && let Err(error) = tell(&tenant, run, &progress).await {
                tracing::warn!(%error, "The progress of an import could not be shown.");
            }
        })
    };
    let now = app.clock.now();
    // A dry run, and a run that cannot be read to its end, leave nothing but their report.
    let mut work = begin(&job.tenant).await?;
    let outcome = load(&mut work, sources, now, &mut hear).await?;
    let good = matches!(outcome, Outcome::Read(_));
    let ended = Ended::from(outcome);
    if dry_run || !good {
        drop(work);
        finish(&mut job.tx, run, &names, &ended, app.clock.now()).await?;
    } else {
        // One transaction for goods and report. Should the process die before the job is marked as done, the job
        // runs again and finds its run ended.
        finish(&mut work, run, &names, &ended, app.clock.now()).await?;
        work.commit().await?;
    }
    Ok(ended)
}

async fn tell(tenant: &Tenant, run: Uuid, progress: &Progress) -> Result<()> {
    let mut tx = begin(tenant).await?;
    show_progress(&mut tx, run, progress).await?;
    Ok(tx.commit().await?)
}

/// The uploaded files on disk, zips unpacked.
async fn unpacked(tx: &mut TenantTx, run: Uuid, scratch: &Path) -> Result<Result<Vec<Source>, Text>> {
    let parts = sqlx::query!(
        "select position, part, name from import_upload where import_id = $1 order by position, part",
        run
    )
    .fetch_all(tx.db())
    .await?;
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for part in parts {
        let path = scratch.join(format!("upload-{}", part.position));
        let bytes = sqlx::query_scalar!(
            "select bytes from import_upload where import_id = $1 and position = $2 and part = $3",
            run,
            part.position,
            part.part
        )
        .fetch_one(tx.db())
        .await?;
        if part.part == 0 {
            files.push((part.name, path.clone()));
        }
        let mut file =
            std::fs::OpenOptions::new().create(true).append(true).open(&path).map_err(Error::bug)?;
        file.write_all(&bytes).map_err(Error::bug)?;
    }
    let folder = scratch.join("unpacked");
    std::fs::create_dir(&folder).map_err(Error::bug)?;
    tokio::task::spawn_blocking(move || gather(files, &folder)).await.map_err(Error::bug)
}
