//! `portico import …`: the same import as in the browser, from a folder or a zip, with a bar and a report.

use std::path::{Path, PathBuf};

use catalog::imports::{Ended, NewRun, Outcome, Progress, Report, Tally, begin, finish, gather, load, why};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use kit::edges::{Clock, SystemClock};
use kit::text::{Locale, Text, Texts};
use tenancy::{Access, Dealer, Tenant, TenantTx};

use crate::cli::{connect, say};
use crate::config::DatabaseArgs;

/// `portico import …`
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Goods, prices and stock as 1C writes them: CommerceML 2 and 3, whole or changes.
    Commerceml(ImportArgs),
    /// Tables of goods (id, name, …), prices (id, price type, price) and stock (id, warehouse, quantity).
    Csv(ImportArgs),
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// A folder, a zip, or one file.
    path: PathBuf,
    /// The tenant's address.
    #[arg(long)]
    tenant: String,
    /// Read everything, say what would happen, change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Print the report as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Imports; rows that could not be placed are in the report, a file that cannot be read is an error.
pub async fn run(command: ImportCommand) -> Result<(), String> {
    let (ImportCommand::Commerceml(args) | ImportCommand::Csv(args)) = command;
    let db = connect(&args.database.resolve()?).await?;
    let tenant =
        db.tenant_by_slug(&args.tenant).ok_or_else(|| format!("There is no tenant {}.", args.tenant))?;
    let bar = bar(args.json);
    let ended = import(&tenant, &args.path, args.dry_run, &bar).await;
    bar.finish_and_clear();
    let (number, report) = ended?;
    db.close().await;
    if args.json {
        say(&serde_json::to_string(&report.summary).map_err(|error| error.to_string())?);
    } else {
        tell(&args, number, &report)?;
    }
    Ok(())
}

fn bar(hidden: bool) -> ProgressBar {
    if hidden {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {elapsed} {msg}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Imports a folder for good without a word, for what needs its data: an error is a file that cannot be read.
pub(crate) async fn quietly(tenant: &Tenant, path: &Path) -> Result<(), String> {
    import(tenant, path, false, &ProgressBar::hidden()).await.map(drop)
}

async fn import(
    tenant: &Tenant,
    path: &Path,
    dry_run: bool,
    bar: &ProgressBar,
) -> Result<(i64, Box<Report>), String> {
    let words = |error: kit::Error| error.to_string();
    let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
    let sources = gather(files(path)?, scratch.path()).map_err(|text| said(&text))?;
    let names: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
    let now = SystemClock.now();
    let mut tx = open(tenant).await?;
    let new = NewRun { author: "portico import", dry_run, key: None };
    let run = begin(&mut tx, &new, now).await.map_err(words)?;
    tx.commit().await.map_err(|error| error.to_string())?;
    let shown = bar.clone();
    let mut hear = move |progress: Progress| -> futures::future::BoxFuture<'static, ()> {
        shown.set_length(progress.total);
        shown.set_position(progress.done);
        shown.set_message(progress.step);
        Box::pin(std::future::ready(()))
    };
    let mut work = open(tenant).await?;
    let outcome = load(&mut work, sources, now, &mut hear).await.map_err(words)?;
    let keeps = matches!(outcome, Outcome::Read(_)) && !dry_run;
    let mut tx = if keeps {
        work
    } else {
        drop(work);
        open(tenant).await?
    };
    let ended = Ended::from(outcome);
    finish(&mut tx, run.id, &names, &ended, SystemClock.now()).await.map_err(words)?;
    tx.commit().await.map_err(|error| error.to_string())?;
    match ended {
        Ended::Read(report) => Ok((run.number, report)),
        Ended::Unreadable(text) => Err(said(&text)),
        Ended::Broken(error) => Err(error.to_string()),
    }
}

async fn open(tenant: &Tenant) -> Result<TenantTx, String> {
    let mut tx = tenant.begin(Access::Write).await.map_err(|error| error.to_string())?;
    tx.narrow(Dealer::All).await.map_err(|error| error.to_string())?;
    Ok(tx)
}

/// The files of a folder, or the one file.
fn files(path: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let name =
        |path: &Path| path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    if path.is_file() {
        return Ok(vec![(name(path), path.to_path_buf())]);
    }
    let entries = std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let paths =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| path.is_file());
    Ok(paths.map(|path| (name(&path), path)).filter(|(name, _)| !name.starts_with('.')).collect())
}

fn said(text: &Text) -> String {
    Texts::new(crate::wiring::all_texts()).map_or_else(|error| error, |texts| texts.say(Locale::EN, text))
}

/// Counts, what happened by kind, the first problems, and where all of them are.
fn tell(args: &ImportArgs, number: i64, report: &Report) -> Result<(), String> {
    let summary = &report.summary;
    let done = if args.dry_run { "would be placed (dry run, nothing is changed)" } else { "are placed" };
    say(&format!("Import {number}: {} of {} rows {done}.", summary.rows - summary.failed_rows, summary.rows));
    let seen = serde_json::to_value(&summary.seen).map_err(|error| error.to_string())?;
    for (name, count) in seen.as_object().into_iter().flatten().filter(|(_, count)| **count != 0) {
        say(&format!("  {:22} {count}", name.replace('_', " ")));
    }
    say(&format!("\n  {:14} {:>10} {:>10} {:>10} {:>10}", "", "new", "changed", "unchanged", "failed"));
    for (kind, Tally { new, changed, unchanged, failed }) in &summary.tallies {
        say(&format!("  {kind:14} {new:>10} {changed:>10} {unchanged:>10} {failed:>10}"));
    }
    if !report.problems.is_empty() {
        say(&format!("\n{} problems. The first of them:", report.problems.len()));
        let texts = Texts::new(crate::wiring::all_texts())?;
        for one in report.problems.iter().take(20) {
            let why = why(one.reason, one.field, &one.value);
            say(&format!("  line {:7} {}: {}", one.line, one.object, texts.say(Locale::EN, &why)));
        }
        say(&format!("All of them: /manage/imports/{number} of the tenant's portal."));
    }
    Ok(())
}
