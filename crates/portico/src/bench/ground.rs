//! The ground that is measured on: a database server of our own, made anew, durable, with an empty platform.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cluster::{Cluster, Options};
use tenancy::Database;

use super::{Result, process};
use crate::commands;

const DATABASE: &str = "bench";

/// A running database server with the platform's tables.
pub struct Ground {
    cluster: Cluster,
    folder: PathBuf,
    pub config: tenancy::Config,
    pub db: Database,
    /// Files that go with the ground: letters, catalogs to import.
    pub scratch: tempfile::TempDir,
    /// Where scripts for `pgbench` are.
    pub scripts: PathBuf,
}

impl Ground {
    /// Makes it in this folder, which is emptied first and last.
    pub async fn make(folder: &Path, scripts: Option<PathBuf>) -> Result<Self> {
        let options = Options { data_dir: folder.to_path_buf(), durable: true, dies_with_us: true };
        if folder.join("data").exists() {
            // A server that an earlier run left behind.
            Cluster::start(&options).and_then(|old| old.stop()).map_err(|error| error.to_string())?;
            std::fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        let cluster = Cluster::start(&options).map_err(|error| error.to_string())?;
        let url = tenancy::create_database(&cluster.url("postgres"), DATABASE, None)
            .await
            .map_err(|error| error.to_string())?;
        let config = tenancy::Config::new(&url, "bench");
        commands::bring_up_to_date(&config).await?;
        let db = crate::cli::connect(&config).await?;
        let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
        let scripts = scripts.unwrap_or_else(|| scratch.path().join("scripts"));
        std::fs::create_dir_all(&scripts).map_err(|error| format!("{}: {error}", scripts.display()))?;
        Ok(Self { cluster, folder: folder.to_path_buf(), config, db, scratch, scripts })
    }

    /// Stops the server and takes everything away.
    pub async fn clear(self) -> Result<()> {
        self.db.close().await;
        self.cluster.stop().map_err(|error| error.to_string())?;
        std::fs::remove_dir_all(&self.folder).map_err(|error| format!("{}: {error}", self.folder.display()))
    }

    /// The server's log.
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// Microseconds of CPU of the database server with all its backends.
    pub fn cpu(&self) -> u64 {
        self.cluster.pid().map_or(0, process::cpu_of_server)
    }

    /// Runs statements as the superuser; the rows' columns come parted by `|`.
    pub fn superuser(&self, sql: &str) -> Result<String> {
        // One by one: ALTER SYSTEM stands in no transaction.
        self.psql("postgres", &sql.replace("; ", ";\n"))
    }

    /// The same as the application's login.
    pub fn ask(&self, sql: &str) -> Result<String> {
        self.psql("portico_app", sql)
    }

    /// Rows of one tenant, read as the superuser.
    pub fn rows(&self, schema: &str, sql: &str) -> Result<Vec<Vec<String>>> {
        let text = self.psql("postgres", &format!("set search_path = {schema}, ext;\n{sql};\n"))?;
        Ok(text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect())
    }

    fn psql(&self, user: &str, sql: &str) -> Result<String> {
        let mut child = self
            .cluster
            .psql()
            .args(["-d", DATABASE, "-U", user, "-Atq"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(sql.as_bytes()).map_err(|error| error.to_string())?;
        }
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!("psql: {}", String::from_utf8_lossy(&output.stderr)))
        }
    }

    /// `pgbench` against this database; `schema`: its search path for good, as a superuser without a scope.
    pub fn pgbench(&self, schema: Option<&str>) -> Command {
        let mut command = Command::new(self.cluster.bin().join("pgbench"));
        let url = self.cluster.url(DATABASE);
        let socket = url.split("host=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or_default();
        let user = if schema.is_some() { "postgres" } else { "portico_app" };
        command.args(["-h", socket, "-U", user, "-n", "-M", "prepared"]).env_remove("PGOPTIONS");
        if let Some(schema) = schema {
            command.env(
                "PGOPTIONS",
                format!("-c search_path={schema},ext -c app.dealer=* -c max_parallel_workers_per_gather=0"),
            );
        }
        command.arg(DATABASE);
        command
    }
}
