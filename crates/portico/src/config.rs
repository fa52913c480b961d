//! Settings: command line, then environment, then `portico.toml`, then what suits a laptop.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

/// What every command that touches the database asks for.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    /// Any login's URL of the database; `migrate` and `demo` need a superuser's.
    #[arg(long, env = "PORTICO_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The deployment's secret: the passwords of the three logins are derived from it.
    #[arg(long, env = "PORTICO_SECRET", hide_env_values = true)]
    pub secret: Option<String>,
    /// A file with any of these settings.
    #[arg(long, env = "PORTICO_CONFIG", default_value = "portico.toml")]
    pub config: PathBuf,
}

/// How the outside reaches the server.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// The address to listen on.
    #[arg(long, env = "PORTICO_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The platform's domain, without a port.
    #[arg(long, env = "PORTICO_BASE_HOST", default_value = "localhost")]
    pub base_host: String,
    /// https stands in front of this server.
    #[arg(long, env = "PORTICO_SECURE")]
    pub secure: bool,
    /// A mail server: <smtp://user:password@host:587?tls=required>. Without it, letters are files in --outbox.
    #[arg(long, env = "PORTICO_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The folder for letters when there is no mail server.
    #[arg(long, env = "PORTICO_OUTBOX", default_value = "outbox")]
    pub outbox: PathBuf,
    /// The sender's address of all letters.
    #[arg(long, env = "PORTICO_SENDER", default_value = "portal@portico.example")]
    pub sender: String,
}

/// The settings' file; each may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database_url: Option<String>,
    secret: Option<String>,
}

impl DatabaseArgs {
    /// URL and secret; an error names what is missing and where it may stand.
    pub fn resolve(&self) -> Result<tenancy::Config, String> {
        let file = read(&self.config)?;
        let url = self.database_url.clone().or(file.database_url);
        let url = url.ok_or("Which database? Give --database-url or PORTICO_DATABASE_URL.")?;
        let secret = self.secret.clone().or(file.secret);
        let secret = secret
            .ok_or("Which secret? Give --secret or PORTICO_SECRET: a long random text, always the same.")?;
        Ok(tenancy::Config::new(&url, &secret))
    }
}

fn read(path: &Path) -> Result<File, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(File::default()),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// The machine's user at this terminal, for the audit.
#[expect(clippy::disallowed_methods, reason = "the settings' own file reads the environment")]
pub fn shell_user() -> Option<String> {
    ["SUDO_USER", "USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok())
}
