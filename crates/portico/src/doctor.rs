//! `portico doctor`: what an operator would look at one by one, in words: well, to think about, or wrong.

use std::path::Path;

use kit::web::Proxies;
use tenancy::ServerFacts;

use crate::cli::say;
use crate::config::{DatabaseArgs, ServeSettings};

/// What was found, in the order of looking.
#[derive(Default)]
struct Findings {
    wrong: usize,
    doubtful: usize,
}

impl Findings {
    fn well(words: &str) {
        say(&format!("  ok       {words}"));
    }

    fn doubt(&mut self, words: &str) {
        self.doubtful += 1;
        say(&format!("  look     {words}"));
    }

    fn wrong(&mut self, words: &str) {
        self.wrong += 1;
        say(&format!("  WRONG    {words}"));
    }

    fn judge(&mut self, is_well: bool, well: &str, doubt: &str) {
        if is_well { Self::well(well) } else { self.doubt(doubt) }
    }
}

/// An error when something is wrong; what is only doubtful is none.
pub async fn run(database: &DatabaseArgs, settings: &ServeSettings) -> Result<(), String> {
    let mut findings = Findings::default();
    look_at_database(&mut findings, database, settings).await?;
    look_at_doors(&mut findings, settings);
    look_at_letters(&mut findings, settings);
    say(&format!("\n{} wrong, {} to look at.", findings.wrong, findings.doubtful));
    if findings.wrong == 0 { Ok(()) } else { Err("Portico would not serve well like this.".to_owned()) }
}

async fn look_at_database(
    findings: &mut Findings,
    database: &DatabaseArgs,
    settings: &ServeSettings,
) -> Result<(), String> {
    say("Database");
    let config = database.resolve()?;
    if let Err(error) = tenancy::examine_url(&config).await {
        findings.doubt(&format!(
            "The URL's own login does not get in: {error}. Only `portico migrate` needs it."
        ));
    }
    let mut all_in = true;
    for login in tenancy::examine_logins(&config).await {
        match login.problem {
            None => Findings::well(&format!("{} signs in", login.role)),
            Some(problem) => {
                all_in = false;
                findings.wrong(&format!(
                    "{} does not get in: {problem}. Run `portico migrate`, and give the secret it was run with.",
                    login.role
                ));
            }
        }
    }
    if !all_in {
        return Ok(());
    }
    match tenancy::examine_server(&config).await {
        Ok(facts) => look_at_server(findings, &facts, settings),
        Err(error) => {
            findings.wrong(&format!("The platform's tables cannot be read: {error}. Run `portico migrate`."));
        }
    }
    let db = tenancy::Database::connect(&config).await.map_err(|error| error.to_string())?;
    let ready = db.readiness().await;
    db.close().await;
    if ready.migrations {
        Findings::well("the platform's tables are at this program's version");
    } else {
        findings.wrong("The platform's tables are older than this program. Run `portico migrate`.");
    }
    Ok(())
}

fn look_at_server(findings: &mut Findings, facts: &ServerFacts, settings: &ServeSettings) {
    let major = facts.version_num / 10_000;
    findings.judge(
        major >= 15,
        &format!("PostgreSQL {major}, database {}", facts.database),
        &format!("PostgreSQL {major} is older than 15; nobody tests it."),
    );
    let setting = |name: &str| {
        facts.settings.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    };
    let number = |name: &str| setting(name).parse::<u64>().unwrap_or(0);
    let (most, ours) = (number("max_connections"), settings.connections());
    findings.judge(
        ours.saturating_mul(2) < most,
        &format!("max_connections = {most}: room for {} processes of {ours}", most / ours.max(1)),
        &format!(
            "max_connections = {most}: a process may open {ours}, and a restart needs room for one more."
        ),
    );
    findings.judge(
        number("max_locks_per_transaction") >= 256,
        "max_locks_per_transaction is enough for a backup of many tenants",
        "max_locks_per_transaction is under 256: a pg_dump of some hundred tenants locks every table and may fail.",
    );
    findings.judge(
        facts.clock_ahead_ms.abs() < 2_000,
        "the clocks of the database and of this machine agree",
        &format!(
            "The database's clock is {} ms ahead of ours: terms and sessions would differ.",
            facts.clock_ahead_ms
        ),
    );
    findings.judge(
        facts.broken.is_empty(),
        &format!("{} tenants, none with a failed migration", facts.tenants),
        &format!("Tenants whose last migration failed: {}", named(&facts.broken)),
    );
    look_at_durability(findings, facts, &setting);
}

fn look_at_durability<'a>(findings: &mut Findings, facts: &ServerFacts, setting: &impl Fn(&str) -> &'a str) {
    for (name, wanted, else_words) in [
        ("fsync", "on", "a crash of the machine may destroy the whole database"),
        ("full_page_writes", "on", "a crash of the machine may destroy pages"),
        ("server_encoding", "UTF8", "texts of other languages cannot be kept"),
    ] {
        if setting(name) == wanted {
            Findings::well(&format!("{name} = {wanted}"));
        } else {
            findings.wrong(&format!("{name} = {}: {else_words}. Set it to {wanted}.", setting(name)));
        }
    }
    findings.judge(
        matches!(setting("synchronous_commit"), "on" | "remote_apply" | "remote_write"),
        "synchronous_commit waits for the disk",
        "synchronous_commit does not wait for the disk: the last acknowledged orders may be lost in a crash.",
    );
    findings.judge(
        setting("recovery_init_sync_method") == "syncfs",
        "recovery_init_sync_method = syncfs",
        "recovery_init_sync_method = fsync opens every file after a crash; with many tenants syncfs starts in seconds.",
    );
    findings.judge(
        matches!(facts.ctype.as_str(), "C.UTF-8" | "C.utf8") || facts.ctype.to_lowercase().contains("utf"),
        &format!("letters are known by {}", facts.ctype),
        &format!("datctype {} knows no letters beyond ASCII: search in Russian does not find.", facts.ctype),
    );
}

fn named(broken: &[(String, String)]) -> String {
    broken.iter().map(|(slug, why)| format!("{slug} ({why})")).collect::<Vec<_>>().join("; ")
}

fn look_at_doors(findings: &mut Findings, settings: &ServeSettings) {
    say("Doors");
    let local = settings.base_host == "localhost" || settings.base_host.ends_with(".localhost");
    findings.judge(
        settings.secure || local,
        "https, or a laptop",
        &format!(
            "secure is off for {}: cookies and passwords travel openly. Put https in front.",
            settings.base_host
        ),
    );
    match settings.proxies() {
        Err(words) => findings.wrong(&words),
        Ok(proxies) => findings.judge(
            !settings.secure || !Proxies::is_empty(&proxies),
            "callers' addresses can be told apart",
            "trusted_proxy is empty: behind a proxy all callers look like one, for limits and in the audit.",
        ),
    }
    if let Some(admin) = &settings.admin_listen {
        findings.judge(
            !admin.starts_with("0.0.0.0") && !admin.starts_with("[::]"),
            &format!("metrics at {admin}"),
            &format!(
                "admin_listen {admin} is open to every network of this machine: metrics have no sign-in."
            ),
        );
    }
    findings.judge(
        settings.log.parse::<tracing_subscriber::filter::Targets>().is_ok(),
        "the log's filter can be read",
        "log cannot be read as a filter.",
    );
    let most = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let soft = most.lines().find_map(|line| line.strip_prefix("Max open files"));
    let files: u64 = soft.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(u64::MAX);
    findings.judge(
        files >= 4096,
        "enough files may be open",
        &format!("Only {files} files may be open: each connection is one. Raise LimitNOFILE."),
    );
}

fn look_at_letters(findings: &mut Findings, settings: &ServeSettings) {
    say("Letters");
    if let Some(url) = &settings.smtp_url {
        match kit::edges::SmtpMailer::new(url.reveal(), &settings.sender) {
            Ok(_) => Findings::well("smtp_url can be read; nothing was sent"),
            Err(_) => findings.wrong("smtp_url cannot be read: smtp://user:password@host:587?tls=required"),
        }
        return;
    }
    let folder = &settings.outbox;
    match try_to_write(folder) {
        Ok(()) => {
            findings.doubt(&format!("Letters are files in {}: nobody gets them by mail.", folder.display()));
        }
        Err(error) => findings.wrong(&format!("Letters cannot be written to {}: {error}.", folder.display())),
    }
}

fn try_to_write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let probe = folder.join(".portico-doctor");
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(&probe)
}
