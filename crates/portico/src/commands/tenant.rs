//! `portico tenant …`: manufacturers on this platform, as on the console.

use std::collections::BTreeMap;

use clap::{Args, Subcommand};
use kit::text::Locale;
use kit::values::Slug;
use platform::acts::{self, Build, audit, usage};
use serde_json::json;
use tenancy::{Closure, Database, NewTenant};

use super::{actor, now, provision, refused, said};
use crate::cli::{connect, say};
use crate::config::DatabaseArgs;
use crate::modules;

/// `portico tenant …`
#[derive(Debug, Subcommand)]
pub enum TenantCommand {
    /// Create a tenant; its portal is open at once.
    Create(CreateArgs),
    /// List all tenants.
    List {
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Show one tenant: state, version, usage.
    Show(Which),
    /// Close a portal for everybody; its jobs wait, its data stay.
    Suspend(CloseArgs),
    /// Open a suspended portal again.
    Resume(Which),
    /// Close a portal and have it erased after 14 days.
    Delete(CloseArgs),
    /// Bring a deleted tenant back, as long as it is not erased.
    Restore(Which),
    /// Have the usage counted by a running server, and show what was counted last.
    Usage(Which),
    /// Bring one tenant up to date.
    Migrate(Which),
}

#[derive(Debug, Args)]
pub struct CreateArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// The first part of its address.
    #[arg(long)]
    slug: String,
    /// The manufacturer's name.
    #[arg(long)]
    name: String,
    /// Language: en or ru.
    #[arg(long, default_value = "en")]
    locale: String,
    /// IANA time zone.
    #[arg(long, default_value = "UTC")]
    time_zone: String,
    /// Country, two letters.
    #[arg(long, default_value = "GB")]
    country: String,
}

/// A tenant by its address.
#[derive(Debug, Args)]
pub struct Which {
    #[command(flatten)]
    database: DatabaseArgs,
    /// The tenant's address.
    slug: String,
}

#[derive(Debug, Args)]
pub struct CloseArgs {
    #[command(flatten)]
    which: Which,
    /// The tenant's name, typed in full: the proof that it is the right one.
    #[arg(long)]
    name: String,
    /// What dealers read, in English.
    #[arg(long)]
    words_en: Option<String>,
    /// What dealers read, in Russian.
    #[arg(long)]
    words_ru: Option<String>,
    /// Whom dealers ask.
    #[arg(long)]
    contact: Option<String>,
    /// Whom the manufacturer's staff ask.
    #[arg(long)]
    ask: Option<String>,
}

pub async fn tenant(command: TenantCommand) -> Result<(), String> {
    match command {
        TenantCommand::Create(args) => create(args).await,
        TenantCommand::List { database } => list(&database).await,
        TenantCommand::Show(which) => show(&which.open().await?, &which.slug).await,
        TenantCommand::Suspend(args) => {
            let db = args.which.open().await?;
            let closure = args.closure();
            acts::suspend(&db, &actor(), now(), &args.which.slug, &args.name, &closure)
                .await
                .map_err(refused)?;
            told(&args.which.slug, "is suspended")
        }
        TenantCommand::Resume(which) => {
            let db = which.open().await?;
            acts::resume(&db, &actor(), now(), &which.slug).await.map_err(refused)?;
            told(&which.slug, "is open again")
        }
        TenantCommand::Delete(args) => {
            let db = args.which.open().await?;
            let closure = args.closure();
            acts::delete(&db, &actor(), now(), &args.which.slug, &args.name, &closure)
                .await
                .map_err(refused)?;
            told(&args.which.slug, "is closed and will be erased after 14 days")
        }
        TenantCommand::Restore(which) => {
            let db = which.open().await?;
            acts::restore(&db, &actor(), now(), &which.slug).await.map_err(refused)?;
            told(&which.slug, "is back with everything in it")
        }
        TenantCommand::Usage(which) => count(&which).await,
        TenantCommand::Migrate(which) => migrate(&which).await,
    }
}

impl Which {
    async fn open(&self) -> Result<Database, String> {
        connect(&self.database.resolve()?).await
    }
}

impl CloseArgs {
    fn closure(&self) -> Closure {
        let pairs = [("en", &self.words_en), ("ru", &self.words_ru)];
        let words = pairs.into_iter().filter_map(|(code, words)| Some((code.to_owned(), words.clone()?)));
        Closure {
            words: words.collect::<BTreeMap<_, _>>(),
            contact: self.contact.clone(),
            ask: self.ask.clone(),
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the last word of each command, whose result it is")]
fn told(slug: &str, what: &str) -> Result<(), String> {
    say(&format!("Tenant {slug} {what}."));
    Ok(())
}

async fn create(args: CreateArgs) -> Result<(), String> {
    let slug: Slug = args.slug.parse().map_err(said)?;
    if Locale::parse(&args.locale).is_none() {
        return Err(format!("There is no language {}: choose en or ru.", args.locale));
    }
    if jiff::tz::TimeZone::get(&args.time_zone).is_err() {
        let zone = &args.time_zone;
        return Err(format!("There is no time zone {zone}: use an IANA name, like Europe/London."));
    }
    let db = connect(&args.database.resolve()?).await?;
    let (name, locale, time_zone, country) = (args.name, args.locale, args.time_zone, args.country);
    let new = NewTenant { slug: slug.to_string(), name, locale, time_zone, country };
    let tenant = provision(&db, &new).await?;
    let entry = audit::Entry {
        tenant: Some((tenant.id(), tenant.slug())),
        new: Some(json!({ "state": "active" })),
        ..audit::Entry::of("provision")
    };
    let mut tx = db.control().await.map_err(|error| error.to_string())?;
    audit::record(&mut tx, &actor(), now(), entry).await.map_err(refused)?;
    tx.commit().await.map_err(|error| error.to_string())?;
    told(tenant.slug(), "is open")
}

async fn list(database: &DatabaseArgs) -> Result<(), String> {
    let db = connect(&database.resolve()?).await?;
    for tenant in db.tenants() {
        say(&format!(
            "{:20} {:12} {:3} {}",
            tenant.slug(),
            tenant.state().word(),
            tenant.locale(),
            tenant.name()
        ));
    }
    Ok(())
}

async fn show(db: &Database, slug: &str) -> Result<(), String> {
    let tenant = db.tenant_by_slug(slug).ok_or_else(|| format!("There is no tenant {slug}."))?;
    say(&format!("{} ({slug}): {}", tenant.name(), tenant.state().word()));
    say(&format!("language {}, time zone {}", tenant.locale(), tenant.time_zone()));
    if let Some(end) = tenant.erase_after() {
        say(&format!("erased after {end}"));
    }
    for (language, words) in tenant.closure().into_iter().flat_map(|closure| &closure.words) {
        say(&format!("dealers read ({language}): {words}"));
    }
    if let Ok(files) = tenancy::ledger(&tenant).await {
        let last = files.last().map_or("none", |(name, _)| name.as_str());
        say(&format!("{} migrations, the last one {last}", files.len()));
    }
    say_usage(db, slug).await
}

async fn say_usage(db: &Database, slug: &str) -> Result<(), String> {
    let mut tx = db.control().await.map_err(|error| error.to_string())?;
    match usage::of(&mut tx, slug).await.map_err(refused)? {
        None => say("Usage: not counted yet."),
        Some(usage) => say(&format!(
            "Usage on {}: {} people, {} dealers, {} products, {} orders in 30 days, {} MB.",
            usage.counted_at,
            usage.people,
            usage.dealers,
            usage.goods,
            usage.orders,
            usage.mebibytes()
        )),
    }
    Ok(())
}

async fn count(which: &Which) -> Result<(), String> {
    let db = which.open().await?;
    usage::ask(&db, &actor(), now(), &which.slug).await.map_err(refused)?;
    say("It is being counted by the server; this is what was counted last.");
    say_usage(&db, &which.slug).await
}

async fn migrate(which: &Which) -> Result<(), String> {
    let db = which.open().await?;
    let build = Build::of(&modules::all());
    let outcome = acts::migrate(&db, &actor(), now(), &build, &which.slug).await.map_err(refused)?;
    match outcome.broken.first() {
        None => told(&which.slug, "is up to date"),
        Some((slug, why)) => Err(format!("Tenant {slug} stays on its version: {why}")),
    }
}
