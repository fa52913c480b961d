//! Settings: command line, then environment, then `portico.toml`, then what suits a laptop. Where each value comes from
//! is known and shown by `portico config`.

mod file;
mod reading;
mod serving;
mod show;

use std::path::PathBuf;

use clap::Args;
use kit::values::Secret;

pub use reading::read;
pub use serving::{ServeSettings, port_of_links};
pub use show::{Origin, Value, show};

/// What every command that touches the database asks for.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    /// Any login's URL of the database; `migrate` and `demo` need a superuser's.
    #[arg(long, env = "PORTICO_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<Secret>,
    /// The deployment's secret: the passwords of the three logins are derived from it.
    #[arg(long, env = "PORTICO_SECRET", hide_env_values = true)]
    pub secret: Option<Secret>,
    /// A file with any of these settings.
    #[arg(long, env = "PORTICO_CONFIG", default_value = "portico.toml")]
    pub config: PathBuf,
}

/// How the outside reaches the server.
#[derive(Debug, Clone)]
pub struct ServeArgs {
    /// The address to listen on.
    pub listen: String,
    /// The platform's domain, without a port.
    pub base_host: String,
    /// https stands in front of this server.
    pub secure: bool,
    /// A mail server; without it, letters are files in the outbox.
    pub smtp_url: Option<Secret>,
    /// The folder for letters when there is no mail server.
    pub outbox: PathBuf,
    /// The sender's address of all letters.
    pub sender: String,
}

impl DatabaseArgs {
    /// URL and secret; an error names what is missing and where it may stand.
    pub fn resolve(&self) -> Result<tenancy::Config, String> {
        let url = self.database_url.as_ref().ok_or(
            "Which database? Give --database-url, PORTICO_DATABASE_URL, or database_url in portico.toml.",
        )?;
        let secret = self.secret.as_ref().ok_or(
            "Which secret? Give --secret, PORTICO_SECRET, or secret in portico.toml: a long random text, always \
             the same.",
        )?;
        Ok(tenancy::Config::new(url.reveal(), secret.reveal()))
    }
}

/// The machine's user at this terminal, for the audit.
#[expect(clippy::disallowed_methods, reason = "the settings are the one place that reads the environment")]
pub fn shell_user() -> Option<String> {
    ["SUDO_USER", "USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok())
}
