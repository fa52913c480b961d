//! `cargo xtask sql`: the database that `query!` asks while compiling, and the committed answers in `.sqlx`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use cluster::{Cluster, Options, default_data_dir};

use crate::packages;
use crate::run::{Result, cargo, execute, root, say};

/// A stand-in for a tenant: the macros see its tables unqualified, as a tenant's transaction does.
const PRELUDE: &str = "
create extension pg_trgm schema ext; create extension unaccent schema ext; create extension btree_gin schema ext;
create extension pgcrypto schema ext; create schema t_dev;
";

pub fn run(serve: bool) -> Result {
    packages::install(packages::DEMO)?;
    let cluster = Cluster::start(&Options {
        data_dir: default_data_dir(&root(), "sql"),
        durable: false,
        dies_with_us: false,
    })
    .map_err(|error| error.to_string())?;
    prepare(&cluster)?;
    let url = format!("{}&options=-csearch_path%3Dt_dev,ext", cluster.url("sqlx"));
    if serve {
        say(&format!("export DATABASE_URL='{url}' SQLX_OFFLINE=false"));
        return Ok(());
    }
    let written = write(&url);
    cluster.stop().map_err(|error| error.to_string())?;
    written
}

/// Builds the database beside the old one and swaps them, so that a compiler at work meets the one or the other.
fn prepare(cluster: &Cluster) -> Result {
    let roles = "do $$ declare r text; begin
        foreach r in array array['portico_tenant', 'portico_app', 'portico_control', 'portico_ddl', 't_dev'] loop
            if not exists (select from pg_roles where rolname = r) then execute format('create role %I', r); end if;
        end loop; end $$;";
    psql(cluster, "postgres", roles)?;
    psql(cluster, "postgres", "drop database if exists sqlx_new with (force);")?;
    psql(
        cluster,
        "postgres",
        "create database sqlx_new template template0 encoding 'UTF8' locale 'C.UTF-8';",
    )?;
    let schemas = "create schema control; create schema cell; create schema ext;";
    psql(cluster, "sqlx_new", &format!("{schemas}{PRELUDE}"))?;
    for file in migrations("control")? {
        psql_file(cluster, "sqlx_new", "public", &file)?;
    }
    for file in migrations("tenant")?.into_iter().chain(plugins()?) {
        psql_file(cluster, "sqlx_new", "t_dev, ext", &file)?;
    }
    psql(cluster, "postgres", "drop database if exists sqlx with (force);")?;
    psql(cluster, "postgres", "alter database sqlx_new rename to sqlx;")
}

fn write(url: &str) -> Result {
    let answers = root().join(".sqlx");
    if answers.exists() {
        fs::remove_dir_all(&answers).map_err(|error| format!("{}: {error}", answers.display()))?;
    }
    fs::create_dir_all(&answers).map_err(|error| format!("{}: {error}", answers.display()))?;
    for crate_root in crates_with_queries()? {
        let touched = fs::File::options().append(true).open(&crate_root);
        touched
            .and_then(|file| file.set_modified(std::time::SystemTime::now()))
            .map_err(|error| format!("{}: {error}", crate_root.display()))?;
    }
    execute(
        cargo(&["check", "--workspace", "--all-targets"])
            .env("DATABASE_URL", url)
            .env("SQLX_OFFLINE", "false")
            .env("SQLX_OFFLINE_DIR", &answers),
    )?;
    let count = fs::read_dir(&answers).map_or(0, Iterator::count);
    say(&format!("{count} statements are in .sqlx."));
    Ok(())
}

/// The `lib.rs` of every crate whose sources name a macro that asks the database.
fn crates_with_queries() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in crate::run::files()? {
        let text = fs::read_to_string(root().join(&path)).unwrap_or_default();
        let asks = ["query!(", "query_as!(", "query_scalar!("].iter().any(|name| text.contains(name));
        if asks && path.extension().is_some_and(|ending| ending == "rs") && !path.starts_with("crates/xtask")
        {
            let crate_dir: PathBuf = path.components().take(2).collect();
            found.push(root().join(crate_dir).join("src/lib.rs"));
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn migrations(folder: &str) -> Result<Vec<PathBuf>> {
    let folder = root().join("migrations").join(folder);
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

/// The tables of plugins, after those they may name.
fn plugins() -> Result<Vec<PathBuf>> {
    let is_one = |path: &PathBuf| {
        path.starts_with("plugins") && path.extension().is_some_and(|ending| ending == "sql")
    };
    Ok(crate::run::files()?.into_iter().filter(is_one).map(|path| root().join(path)).collect())
}

fn psql(cluster: &Cluster, database: &str, sql: &str) -> Result {
    let done = cluster
        .psql()
        .args(["-q", "-d", database, "-c", sql])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("psql: {error}"))?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
}

/// The server's user may not enter the checkout, so the file goes in as text.
fn psql_file(cluster: &Cluster, database: &str, path: &str, file: &Path) -> Result {
    let sql = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    psql(cluster, database, &format!("set search_path = {path}; {sql}"))
        .map_err(|error| format!("{}: {error}", file.display()))
}
