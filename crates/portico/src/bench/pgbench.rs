//! The bare limit: `pgbench` with scripts made of the server's own statements.

use std::path::PathBuf;
use std::process::Stdio;

use rust_decimal::Decimal;

use super::Result;
use super::ground::Ground;

/// What a run of `pgbench` came to.
#[derive(Debug, Clone, Copy)]
pub struct Bare {
    /// Scripts per second.
    pub rate: Decimal,
    /// Microseconds of CPU of the database for one.
    pub cpu: u64,
}

/// How scripts are run.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    pub clients: usize,
    pub seconds: u64,
    /// Without the tenant's scope: over connections whose search path is this schema for good.
    pub without: Option<&'a str>,
}

/// Writes scripts beside each other; `name` tells them from others.
pub fn keep(ground: &Ground, name: &str, scripts: &[String]) -> Result<Vec<PathBuf>> {
    let keep = |(script, at): (&String, usize)| {
        let path = ground.scripts.join(format!("{name}-{at}.sql"));
        std::fs::write(&path, script).map_err(|error| error.to_string())?;
        Ok(path)
    };
    scripts.iter().zip(0..).map(keep).collect()
}

/// All clients take any of the scripts in turn.
pub async fn any(ground: &Ground, scripts: &[PathBuf], run: Run<'_>) -> Result<Bare> {
    let before = ground.cpu();
    let (rate, done) = one(ground, scripts, run).await?;
    Ok(Bare { rate, cpu: (ground.cpu() - before) / done.max(1) })
}

/// Each script has a client of its own, so that no two write the same rows.
pub async fn each(ground: &Ground, scripts: &[PathBuf], seconds: u64) -> Result<Bare> {
    let before = ground.cpu();
    let run = Run { clients: 1, seconds, without: None };
    let runs = scripts.iter().map(|script| one(ground, std::slice::from_ref(script), run));
    let all = futures::future::try_join_all(runs).await?;
    let done: u64 = all.iter().map(|(_, done)| done).sum();
    Ok(Bare { rate: all.iter().map(|(rate, _)| rate).sum(), cpu: (ground.cpu() - before) / done.max(1) })
}

async fn one(ground: &Ground, scripts: &[PathBuf], run: Run<'_>) -> Result<(Decimal, u64)> {
    let mut command = ground.pgbench(run.without);
    let threads = run.clients.min(2);
    command.args([
        "-c",
        &run.clients.to_string(),
        "-j",
        &threads.to_string(),
        "-T",
        &run.seconds.to_string(),
    ]);
    for script in scripts {
        command.arg("-f").arg(script);
    }
    command.stdin(Stdio::null());
    let output = tokio::process::Command::from(command).output().await.map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let number = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let rate = number("tps = ").and_then(|rest| rest.split(' ').next()?.parse().ok());
    let done = number("number of transactions actually processed: ").and_then(|rest| rest.parse().ok());
    match (rate, done) {
        (Some(rate), Some(done)) if output.status.success() && done > 0 => Ok((rate, done)),
        _ => Err(format!("pgbench: {text}{}", String::from_utf8_lossy(&output.stderr))),
    }
}
