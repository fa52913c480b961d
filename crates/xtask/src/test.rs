//! `cargo xtask test`: everything that must be true, one step after the other, each with its time.

use std::process::Command;
use std::time::Instant;

use cluster::{Cluster, Options, default_data_dir};

use crate::packages;
use crate::run::{Result, cargo, execute, root, say};

type Step = (&'static str, fn() -> Result);

const STEPS: &[Step] = &[
    ("packages", || packages::install(packages::TEST)),
    ("fmt", fmt),
    ("tidy", crate::tidy::run),
    ("texts", crate::texts::run),
    ("clippy", clippy),
    ("deny", deny),
    ("tests", tests),
];

/// All steps, or the one that is named.
pub fn run(only: Option<&str>) -> Result {
    let chosen: Vec<&Step> = STEPS.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
        return Err(format!("There is no such step. The steps: {}", names.join(", ")));
    }
    let mut times = Vec::new();
    for (name, step) in chosen {
        say(&format!("── {name}"));
        let started = Instant::now();
        step().map_err(|words| format!("── {name} failed\n{words}"))?;
        times.push(format!("{name} {} s", started.elapsed().as_secs()));
    }
    say(&format!("All steps passed: {}.", times.join(", ")));
    Ok(())
}

fn fmt() -> Result {
    execute(&mut cargo(&["fmt", "--all", "--check"]))
}

fn clippy() -> Result {
    execute(&mut ours(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}

/// Licences, sources and banned crates; advisories need a database that is not everywhere to be had.
fn deny() -> Result {
    let program = packages::cargo_tool("cargo-deny", "0.20.2")?;
    execute(&mut cargo(&["fetch", "--locked", "--quiet"]))?;
    let mut deny = Command::new(program);
    deny.current_dir(root()).args(["--offline", "--log-level", "error", "check", "--hide-inclusion-graph"]);
    execute(deny.args(["bans", "licenses", "sources"]))
}

/// One server for all tests; each test has a database of its own in it.
fn tests() -> Result {
    let data_dir = default_data_dir(&root(), "test");
    let cluster = Cluster::start(&Options { data_dir, durable: false, dies_with_us: false })
        .map_err(|error| error.to_string())?;
    let done = run_tests(&cluster);
    cluster.stop().map_err(|error| error.to_string())?;
    done
}

fn run_tests(cluster: &Cluster) -> Result {
    let url = cluster.url("postgres");
    let mut runner = match packages::cargo_tool("cargo-nextest", "0.9.143") {
        Ok(nextest) => {
            let mut runner = ours(&["nextest", "run", "--workspace"]);
            // Cargo finds its sub-commands on PATH.
            if let (Some(folder), Some(path)) = (nextest.parent(), std::env::var_os("PATH")) {
                let folders = std::env::split_paths(&path).chain([folder.to_path_buf()]);
                runner.env("PATH", std::env::join_paths(folders).map_err(|error| error.to_string())?);
            }
            runner
        }
        Err(words) => {
            say(&format!("cargo-nextest could not be installed, so `cargo test` runs the tests. {words}"));
            ours(&["test", "--workspace"])
        }
    };
    execute(runner.env("PORTICO_TEST_DATABASE", url))
}

/// Cargo with the settings of all our builds: the committed answers of the database, no half-built state in CI.
fn ours(args: &[&str]) -> Command {
    let mut command = cargo(args);
    command.env("SQLX_OFFLINE", "true").env_remove("DATABASE_URL");
    if std::env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}
