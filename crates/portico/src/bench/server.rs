//! The real server as a process of its own: the same program, told to serve.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{Result, process};

/// The platform's domain while it is measured.
pub const BASE: &str = "bench.test";

/// How `serve` is called: this very program, or what a test puts in its place. Settings come by the environment.
#[derive(Debug, Clone)]
pub struct Program {
    pub path: PathBuf,
    pub args: Vec<String>,
}

/// A running server; it is stopped when it is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Program {
    /// The program that is running.
    pub fn own() -> Result<Self> {
        let path = std::env::current_exe().map_err(|error| error.to_string())?;
        Ok(Self { path, args: vec!["serve".to_owned()] })
    }

    /// Starts it for this database and waits until it says where it listens. `role`: web, jobs or all.
    pub fn start(&self, config: &tenancy::Config, role: &str, outbox: &std::path::Path) -> Result<Server> {
        // A line for each request: it costs what it costs, but it is nothing to read here.
        let told = outbox.join("served.log");
        let log = std::fs::File::create(&told).map_err(|error| format!("{}: {error}", told.display()))?;
        let mut child = Command::new(&self.path)
            .args(&self.args)
            .env("PORTICO_DATABASE_URL", &config.url)
            .env("PORTICO_SECRET", &config.secret)
            .env("PORTICO_LISTEN", "127.0.0.1:0")
            .env("PORTICO_BASE_HOST", BASE)
            .env("PORTICO_OUTBOX", outbox)
            .env("PORTICO_ROLE", role)
            // All load is one tenant's here.
            .env("PORTICO_TENANT_RATE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("{}: {error}", self.path.display()))?;
        let output = child.stdout.take().ok_or("the server has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = lines.by_ref().map_while(std::io::Result::ok).find_map(|line| {
            line.split_once("Portico serves ")?.1.rsplit(':').next()?.trim().parse::<u16>().ok()
        });
        // Whatever it says later must not fill the pipe.
        std::thread::spawn(move || lines.map_while(std::io::Result::ok).for_each(drop));
        if let Some(port) = port {
            Ok(Server { child, address: format!("127.0.0.1:{port}") })
        } else {
            let _gone = child.kill();
            let words = std::fs::read_to_string(&told).unwrap_or_default();
            Err(format!("the server did not say where it listens: {words}"))
        }
    }
}

impl Server {
    /// Microseconds of CPU so far.
    pub fn cpu(&self) -> u64 {
        process::cpu(self.child.id())
    }

    /// KiB now, and the most so far.
    pub fn memory(&self) -> (u64, u64) {
        process::memory(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        for _ in 0..100 {
            if asked.is_err() || self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}
