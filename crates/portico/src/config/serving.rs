//! The settings of a server: addresses, letters, limits, what is written down, how it stops.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use kit::values::Secret;
use kit::web::{Limits, Proxies};

use super::ServeArgs;
use crate::observe::LogFormat;
use crate::serve::Role;

/// `portico serve`, `portico config` and `portico doctor` take all of them.
#[derive(Debug, Clone, Args)]
pub struct ServeSettings {
    /// What this process does.
    #[arg(long, env = "PORTICO_ROLE", value_enum, default_value = "all")]
    pub role: Role,
    /// The address to listen on.
    #[arg(long, env = "PORTICO_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The address for metrics and health, for operators' eyes only. Without it there are no metrics.
    #[arg(long, env = "PORTICO_ADMIN_LISTEN")]
    pub admin_listen: Option<String>,
    /// The platform's domain, without a port.
    #[arg(long, env = "PORTICO_BASE_HOST", default_value = "localhost")]
    pub base_host: String,
    /// https stands in front of this server.
    #[arg(long, env = "PORTICO_SECURE", num_args = 0..=1, require_equals = true, default_value_t = false,
          default_missing_value = "true", action = clap::ArgAction::Set)]
    pub secure: bool,
    /// The port in links. Without it: 443 behind https, else the one that is listened on.
    #[arg(long, env = "PORTICO_PUBLIC_PORT")]
    pub public_port: Option<u16>,
    /// Our own proxies, as addresses or networks: from them X-Forwarded-For and X-Request-Id are believed.
    #[arg(long, env = "PORTICO_TRUSTED_PROXY", value_delimiter = ',')]
    pub trusted_proxy: Vec<String>,
    /// A mail server: <smtp://user:password@host:587?tls=required>. Without it, letters are files in --outbox.
    #[arg(long, env = "PORTICO_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<Secret>,
    /// The folder for letters when there is no mail server.
    #[arg(long, env = "PORTICO_OUTBOX", default_value = "outbox")]
    pub outbox: PathBuf,
    /// The sender's address of all letters.
    #[arg(long, env = "PORTICO_SENDER", default_value = "portal@portico.example")]
    pub sender: String,
    /// Sub-pools of connections for tenants.
    #[arg(long, env = "PORTICO_POOLS", default_value_t = 2)]
    pub pools: usize,
    /// Connections in each of them.
    #[arg(long, env = "PORTICO_POOL_SIZE", default_value_t = 8)]
    pub pool_size: u32,
    /// The longest statement of a tenant, in seconds.
    #[arg(long, env = "PORTICO_STATEMENT_SECONDS", default_value_t = 15)]
    pub statement_seconds: u32,
    /// Requests in work at once; the next one gets 503.
    #[arg(long, env = "PORTICO_MOST_REQUESTS", default_value_t = 1024)]
    pub most_requests: usize,
    /// Requests of one tenant in a second, twice as many for a moment; the next one gets 429. 0 is no limit.
    #[arg(long, env = "PORTICO_TENANT_RATE", default_value_t = 1000)]
    pub tenant_rate: u32,
    /// The longest that a request's head may take to arrive, and an idle connection may stay.
    #[arg(long, env = "PORTICO_HEADER_SECONDS", default_value_t = 20)]
    pub header_seconds: u64,
    /// The longest that a page may take.
    #[arg(long, env = "PORTICO_PAGE_SECONDS", default_value_t = 15)]
    pub page_seconds: u64,
    /// The longest that a form with files may take.
    #[arg(long, env = "PORTICO_UPLOAD_SECONDS", default_value_t = 300)]
    pub upload_seconds: u64,
    /// After a stop signal: go on serving so long, not ready, so that proxies turn away first.
    #[arg(long, env = "PORTICO_DRAIN_SECONDS", default_value_t = 0)]
    pub drain_seconds: u64,
    /// Then: how long open requests and running jobs may finish.
    #[arg(long, env = "PORTICO_GRACE_SECONDS", default_value_t = 10)]
    pub grace_seconds: u64,
    /// What is written down, by part: `warn,portico::access=info`.
    #[arg(long, env = "PORTICO_LOG", default_value = "warn,portico::access=info")]
    pub log: String,
    /// How it is written. Without it: text for a terminal, else JSON.
    #[arg(long, env = "PORTICO_LOG_FORMAT", value_enum)]
    pub log_format: Option<LogFormat>,
    /// A collector of traces near by, OTLP over HTTP: <http://127.0.0.1:4318>.
    #[arg(long, env = "PORTICO_OTLP_ENDPOINT")]
    pub otlp_endpoint: Option<String>,
}

impl ServeSettings {
    /// How the outside reaches the server.
    pub fn args(&self) -> ServeArgs {
        ServeArgs {
            listen: self.listen.clone(),
            base_host: self.base_host.to_ascii_lowercase(),
            secure: self.secure,
            smtp_url: self.smtp_url.clone(),
            outbox: self.outbox.clone(),
            sender: self.sender.clone(),
        }
    }

    pub fn limits(&self) -> Limits {
        Limits {
            at_once: self.most_requests,
            tenant_rate: NonZeroU32::new(self.tenant_rate),
            page: Duration::from_secs(self.page_seconds),
            upload: Duration::from_secs(self.upload_seconds),
            ..Limits::default()
        }
    }

    pub fn proxies(&self) -> Result<Proxies, String> {
        let list = self.trusted_proxy.iter().map(String::as_str).filter(|text| !text.trim().is_empty());
        Proxies::parse(list).map_err(|error| format!("trusted_proxy: {error}."))
    }

    /// The pools of this process.
    pub fn pooled(&self, mut database: tenancy::Config) -> tenancy::Config {
        database.pools = self.pools;
        database.pool_size = self.pool_size;
        database.statement_timeout_ms = self.statement_seconds.saturating_mul(1000);
        database
    }

    /// Connections that this process may open.
    pub fn connections(&self) -> u64 {
        let tenants = u64::try_from(self.pools).unwrap_or(u64::MAX).saturating_mul(u64::from(self.pool_size));
        tenants.saturating_add(14)
    }
}

/// The port that browsers see.
pub fn port_of_links(settings: &ServeSettings, listened: u16) -> u16 {
    settings.public_port.unwrap_or(if settings.secure { 443 } else { listened })
}
