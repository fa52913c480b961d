//! What `portico doctor` asks the database server: facts only, the words are the command's.

use std::str::FromStr;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, Row};

use crate::error::Result;
use crate::pools::Config;

/// The logins that `portico migrate` makes.
pub const LOGINS: [&str; 3] = ["portico_app", "portico_control", "portico_ddl"];

/// What one of our logins says.
#[derive(Debug, Clone)]
pub struct LoginFacts {
    pub role: &'static str,
    pub problem: Option<String>,
}

/// The server as it is set up.
#[derive(Debug, Clone, Default)]
pub struct ServerFacts {
    pub version_num: i64,
    /// By name, as `show` prints them.
    pub settings: Vec<(String, String)>,
    pub database: String,
    pub ctype: String,
    /// The server's clock less ours, in milliseconds, after half of the way there and back.
    pub clock_ahead_ms: i64,
    pub connections: i64,
    pub tenants: i64,
    /// Slug and words of tenants whose last migration failed.
    pub broken: Vec<(String, String)>,
}

const SETTINGS: &[&str] = &[
    "max_connections",
    "max_locks_per_transaction",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "recovery_init_sync_method",
    "shared_buffers",
    "idle_in_transaction_session_timeout",
    "server_encoding",
];

const WAIT: Duration = Duration::from_secs(5);

/// Tries each login.
pub async fn examine_logins(config: &Config) -> Vec<LoginFacts> {
    let mut facts = Vec::new();
    for role in LOGINS {
        let options = config.login(role);
        let tried = match options {
            Ok(options) => tokio::time::timeout(WAIT, greet(options)).await,
            Err(error) => Ok(Err(error)),
        };
        let problem = match tried {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some(format!("no answer within {} s", WAIT.as_secs())),
        };
        facts.push(LoginFacts { role, problem });
    }
    facts
}

async fn greet(options: PgConnectOptions) -> Result<()> {
    let mut connection = options.connect().await?;
    connection.ping().await?;
    connection.close().await?;
    Ok(())
}

/// Whether anybody listens at the URL at all, by the URL's own login.
pub async fn examine_url(config: &Config) -> Result<()> {
    greet(PgConnectOptions::from_str(&config.url)?).await
}

/// Reads the server's settings as the platform's login.
pub async fn examine_server(config: &Config) -> Result<ServerFacts> {
    let mut connection = config.login("portico_control")?.connect().await?;
    let mut facts = ServerFacts::default();
    let rows = sqlx::query(
        "select s.name, current_setting(s.name) as value from unnest($1::text[]) with ordinality s (name, at) order by at",
    )
    .bind(SETTINGS.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    .fetch_all(&mut connection)
    .await?;
    for row in &rows {
        facts.settings.push((row.try_get("name")?, row.try_get("value")?));
    }
    let asked = Instant::now();
    let row = sqlx::query(
        "select current_setting('server_version_num')::bigint as version, current_database()::text as name,
            (select datctype::text from pg_database where datname = current_database()) as ctype,
            (extract(epoch from clock_timestamp()) * 1000)::bigint as clock,
            (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
            (select count(*) from control.tenant) as tenants",
    )
    .fetch_one(&mut connection)
    .await?;
    let half = i64::try_from(asked.elapsed().as_millis() / 2).unwrap_or(0);
    let ours = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    facts.version_num = row.try_get("version")?;
    facts.database = row.try_get("name")?;
    facts.ctype = row.try_get("ctype")?;
    facts.connections = row.try_get("connections")?;
    facts.tenants = row.try_get("tenants")?;
    facts.clock_ahead_ms = row.try_get::<i64, _>("clock")? + half - i64::try_from(ours).unwrap_or(0);
    let broken = sqlx::query(
        "select t.slug, p.problem from control.placement p join control.tenant t on t.id = p.tenant_id
         where p.problem is not null order by t.slug",
    )
    .fetch_all(&mut connection)
    .await?;
    for row in &broken {
        facts.broken.push((row.try_get("slug")?, row.try_get("problem")?));
    }
    connection.close().await?;
    Ok(facts)
}
