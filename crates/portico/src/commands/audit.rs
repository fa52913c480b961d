//! `portico audit`: what operators did, newest first.

use clap::Args;
use platform::acts::audit::{Filter, list};

use super::refused;
use crate::cli::{connect, say};
use crate::config::DatabaseArgs;

/// `portico audit`
#[derive(Debug, Args)]
pub struct AuditArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// A part of who, tenant, address or words.
    #[arg(long)]
    search: Option<String>,
    /// The tenant's address.
    #[arg(long)]
    tenant: Option<String>,
    /// suspend, resume, delete, sign-in, …
    #[arg(long)]
    act: Option<String>,
    #[arg(long, default_value = "50")]
    limit: i64,
}

pub async fn audit(args: AuditArgs) -> Result<(), String> {
    let db = connect(&args.database.resolve()?).await?;
    let mut tx = db.control().await.map_err(|error| error.to_string())?;
    let filter = Filter {
        text: args.search.as_deref(),
        tenant: args.tenant.as_deref(),
        act: args.act.as_deref(),
        object: None,
    };
    let (rows, total) = list(&mut tx, filter, 0, args.limit.clamp(1, 1_000)).await.map_err(refused)?;
    for row in &rows {
        let part = |text: &Option<String>| text.clone().unwrap_or_default();
        let change = format!("{} → {}", part(&row.old), part(&row.new));
        say(&format!(
            "{} {:16} {:20} {} {change} {}",
            row.at,
            row.act,
            part(&row.tenant),
            row.who,
            part(&row.words)
        ));
    }
    say(&format!("{} of {total} acts.", rows.len()));
    Ok(())
}
