//! A server in a process of its own, for what one process cannot show: kills, restarts, two copies at once.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use super::{SECRET, Visitor};

const ASKED: &str = "PORTICO_TEST_SERVE";

/// `portico serve` on a free port. Killed when it is dropped.
pub struct Served {
    child: Child,
    pub address: SocketAddr,
}

impl Served {
    /// Starts it over this database and waits until it answers.
    pub fn start(database_url: &str, role: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "story::served::child_that_serves", "--nocapture"])
            .env(ASKED, role)
            .env("PORTICO_DATABASE_URL", database_url)
            .env("PORTICO_SECRET", SECRET)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.map_while(Result::ok).find(|line| line.contains("Portico serves"));
        let line = line.expect("the server did not start");
        let after = line.split("portico.test:").nth(1).unwrap_or_else(|| panic!("no port in {line}"));
        let port = after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
        Self { child, address: SocketAddr::from(([127, 0, 0, 1], port)) }
    }

    pub fn visitor(&self, slug: &str) -> Visitor {
        Visitor::at(self.address, &format!("{slug}.portico.test:{}", self.address.port()))
    }

    /// The same person with the same session, at this copy.
    pub fn sees(&self, visitor: &Visitor, slug: &str) -> Visitor {
        let mut here = self.visitor(slug);
        here.session.clone_from(&visitor.session);
        here
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// The child's part: serves until it is killed.
#[test]
fn child_that_serves() {
    let Ok(role) = std::env::var(ASKED) else { return };
    let args =
        ["portico", "serve", "--listen", "127.0.0.1:0", "--base-host", "portico.test", "--role", &role];
    let mut line: Vec<std::ffi::OsString> = args.iter().map(Into::into).collect();
    // Letters are not to lie about in the checkout.
    line.extend(["--outbox".into(), std::env::temp_dir().join("portico-test-outbox").into()]);
    assert_eq!(portico::cli::main(&line), std::process::ExitCode::SUCCESS);
}
