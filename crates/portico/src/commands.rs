//! The commands for operators at a terminal.

use accounts::people::adding::{NewPerson, add_person, add_staff_role, role_of};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};
use kit::edges::{Clock, SystemClock};
use kit::module::Module;
use kit::rights::Realm;
use kit::text::{Locale, Text};
use kit::values::{Email, Slug};
use tenancy::{Access, Dealer, NewTenant, Tenant};

use crate::cli::{connect, say};
use crate::config::DatabaseArgs;
use crate::{modules, provisioning};

/// `portico tenant …`
#[derive(Debug, Subcommand)]
pub enum TenantCommand {
    /// Create a tenant; its portal is open at once.
    Create {
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
    },
    /// List all tenants.
    List {
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

/// `portico user …`
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person to a tenant's staff, with a password read from standard input.
    AddStaff {
        #[command(flatten)]
        database: DatabaseArgs,
        /// The tenant's address.
        #[arg(long)]
        tenant: String,
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// owner, `sales_manager`, `catalog_manager`, warehouse, …
        #[arg(long, default_value = "owner")]
        role: String,
    },
    /// Add an operator of the platform, or set the password of one; it is read from standard input.
    AddOperator {
        #[command(flatten)]
        database: DatabaseArgs,
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
    },
}

/// Brings the database up to date and tells how it went; a tenant that stays behind makes it an error.
pub async fn migrate(config: &tenancy::Config) -> Result<(), String> {
    let bar = ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner());
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    bar.set_message("Bringing the database up to date …");
    let outcome = bring_up_to_date(config).await;
    bar.finish_and_clear();
    let outcome = outcome?;
    say(&format!("{} tenants are up to date.", outcome.ready.len()));
    if outcome.broken.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = outcome.broken.iter().map(|(slug, why)| format!("  {slug}: {why}")).collect();
    Err(format!("These tenants stay on their version:\n{}", lines.join("\n")))
}

/// Logins and schemas, the platform's tables, then every tenant.
pub async fn bring_up_to_date(config: &tenancy::Config) -> Result<tenancy::Outcome, String> {
    let words = |error: tenancy::Error| error.to_string();
    tenancy::setup(&config.url, &config.secret).await.map_err(words)?;
    tenancy::migrate_control(config).await.map_err(words)?;
    let db = connect(config).await?;
    let outcome = tenancy::migrate_tenants(&db, &modules::migrations()).await.map_err(words)?;
    for tenant in db.tenants() {
        if outcome.ready.iter().any(|slug| slug == tenant.slug()) {
            provisioning::give_rights(&tenant).await.map_err(|error| error.to_string())?;
        }
    }
    db.close().await;
    Ok(outcome)
}

/// Makes a tenant with the ready-made roles; the demo and the tests use it too.
pub async fn provision(db: &tenancy::Database, new: &NewTenant) -> Result<Tenant, String> {
    let tenant = tenancy::provision(db, new, &modules::migrations_of_new())
        .await
        .map_err(|error| error.to_string())?;
    provisioning::give_roles(&tenant).await.map_err(|error| error.to_string())?;
    db.refresh().await.map_err(|error| error.to_string())?;
    db.tenant(tenant.id()).ok_or_else(|| format!("tenant {} is not in the list", new.slug))
}

pub async fn tenant(command: TenantCommand) -> Result<(), String> {
    match command {
        TenantCommand::Create { database, slug, name, locale, time_zone, country } => {
            let slug: Slug = slug.parse().map_err(said)?;
            if Locale::parse(&locale).is_none() {
                return Err(format!("There is no language {locale}: choose en or ru."));
            }
            if jiff::tz::TimeZone::get(&time_zone).is_err() {
                return Err(format!(
                    "There is no time zone {time_zone}: use an IANA name, like Europe/London."
                ));
            }
            let db = connect(&database.resolve()?).await?;
            let new = NewTenant { slug: slug.to_string(), name, locale, time_zone, country };
            let tenant = provision(&db, &new).await?;
            say(&format!("Tenant {} is open.", tenant.slug()));
            Ok(())
        }
        TenantCommand::List { database } => {
            let db = connect(&database.resolve()?).await?;
            for tenant in db.tenants() {
                say(&format!(
                    "{:20} {:?} {:3} {}",
                    tenant.slug(),
                    tenant.state(),
                    tenant.locale(),
                    tenant.name()
                ));
            }
            Ok(())
        }
    }
}

pub async fn user(command: UserCommand) -> Result<(), String> {
    match command {
        UserCommand::AddStaff { database, tenant, email, name, role } => {
            let email: Email = email.parse().map_err(said)?;
            let role =
                role_of(Realm::Staff, &role).ok_or_else(|| format!("There is no staff role {role}."))?;
            let hash = read_password().await?;
            let db = connect(&database.resolve()?).await?;
            let tenant = db.tenant_by_slug(&tenant).ok_or_else(|| format!("There is no tenant {tenant}."))?;
            let mut tx = tenant.begin(Access::Write).await.map_err(|error| error.to_string())?;
            let new = NewPerson {
                email: &email,
                name: &name,
                realm: Realm::Staff,
                locale: Locale::parse(tenant.locale()).unwrap_or(Locale::EN),
                time_zone: tenant.time_zone(),
                password_hash: Some(&hash),
            };
            let person =
                add_person(&mut tx, &new, SystemClock.now()).await.map_err(|error| error.to_string())?;
            add_staff_role(&mut tx, person, role.id).await.map_err(|error| error.to_string())?;
            tx.commit().await.map_err(|error| error.to_string())?;
            say(&format!("{email} may sign in."));
            Ok(())
        }
        UserCommand::AddOperator { database, email, name } => {
            let email: Email = email.parse().map_err(said)?;
            let hash = read_password().await?;
            let db = connect(&database.resolve()?).await?;
            platform::console::operators::put_operator(&db, &email, &name, &hash, Locale::EN)
                .await
                .map_err(|error| error.to_string())?;
            say(&format!("{email} may sign in on the console."));
            Ok(())
        }
    }
}

/// Every route of every module.
pub fn routes(json: bool) -> Result<(), String> {
    let modules = modules::all();
    let all: Vec<_> = modules.iter().flat_map(|module| module.routes().infos(module.manifest().id)).collect();
    if json {
        say(&serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?);
        return Ok(());
    }
    for route in all {
        let realm = route.realm.map_or("", |realm| if realm == Realm::Staff { "staff" } else { "dealer" });
        say(&format!(
            "{:5} {:40} {:8} {:7} {}",
            route.method,
            route.path,
            format!("{:?}", route.site).to_lowercase(),
            realm,
            route.right
        ));
    }
    Ok(())
}

/// Runs each module's invariants in each tenant; any breach is an error with its rows.
pub async fn check_invariants(config: &tenancy::Config) -> Result<(), String> {
    let db = connect(config).await?;
    let found = breaches(&db).await?;
    if found.is_empty() {
        say(&format!("All invariants hold in {} tenants.", db.tenants().len()));
        return Ok(());
    }
    Err(format!("Broken invariants:\n{}", found.join("\n")))
}

/// Every breach of every invariant, in words; the tests use it after each story.
pub async fn breaches(db: &tenancy::Database) -> Result<Vec<String>, String> {
    let modules = modules::all();
    let mut found = Vec::new();
    for tenant in db.tenants() {
        let mut tx = tenant.begin(Access::Read).await.map_err(|error| error.to_string())?;
        tx.narrow(Dealer::All).await.map_err(|error| error.to_string())?;
        let there = |module: &&dyn Module| {
            module.manifest().switchable().is_none_or(|module| tenant.ever_had_module(module))
        };
        let its = modules.iter().map(AsRef::as_ref).filter(there);
        for invariant in its.flat_map(Module::invariants) {
            let rows =
                tx.breaches(invariant.sql).await.map_err(|error| format!("{}: {error}", invariant.name))?;
            found.extend(rows.into_iter().map(|row| format!("{}: {}: {row}", tenant.slug(), invariant.name)));
        }
    }
    Ok(found)
}

async fn read_password() -> Result<String, String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| error.to_string())?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.chars().count() < accounts::signing_in::SHORTEST {
        return Err(format!("The password needs at least {} characters.", accounts::signing_in::SHORTEST));
    }
    accounts::signing_in::hash(password).await.map_err(|error| error.to_string())
}

fn said(invalid: kit::values::Invalid) -> String {
    let text: Text = invalid.into_text();
    kit::text::Texts::new(crate::wiring::all_texts())
        .map_or_else(|error| error, |texts| texts.say(Locale::EN, &text))
}
