//! The whole binary in a process of its own: its command line, its environment, all that it says.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::story::{SECRET, Visitor, World};

const LINE: &str = "PORTICO_TEST_LINE";

/// The child's part: `portico` with the given command line.
#[test]
fn child_that_is_portico() {
    let Ok(line) = std::env::var(LINE) else { return };
    let line: Vec<String> = serde_json::from_str(&line).unwrap();
    let line: Vec<_> = line.into_iter().map(Into::into).collect();
    let code = portico::cli::main(&line);
    let good = format!("{code:?}") == format!("{:?}", std::process::ExitCode::SUCCESS);
    std::process::exit(if good { 0 } else { 1 });
}

/// A process and what it says.
pub struct Binary {
    child: Child,
    folder: tempfile::TempDir,
    pub address: SocketAddr,
    pub admin: Option<SocketAddr>,
}

/// A command that has ended.
pub struct Told {
    pub good: bool,
    pub out: String,
    pub err: String,
}

fn spawn(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Child {
    let line: Vec<&str> = [&["portico"][..], args].concat();
    let mut command = Command::new(std::env::current_exe().unwrap());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PORTICO_")) {
        command.env_remove(name);
    }
    command
        .args(["--exact", "rooms::operations::process::child_that_is_portico", "--nocapture"])
        .env(LINE, serde_json::to_string(&line).unwrap())
        .envs(env.iter().copied())
        .current_dir(folder)
        .stdout(File::create(folder.join("out")).unwrap())
        .stderr(File::create(folder.join("err")).unwrap())
        .stdin(Stdio::null());
    command.spawn().unwrap()
}

/// Runs a command to its end, with a settings' file when there is one.
pub fn portico(file: Option<&str>, args: &[&str], env: &[(&str, &str)]) -> Told {
    let folder = tempfile::tempdir().unwrap();
    if let Some(text) = file {
        std::fs::write(folder.path().join("portico.toml"), text).unwrap();
    }
    let good = spawn(folder.path(), args, env).wait().unwrap().success();
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    // The test harness of the child says a line of its own first.
    let out = read("out").replace("\nrunning 1 test\n", "");
    Told { good, out, err: read("err") }
}

impl Binary {
    /// `portico serve` over the world's database with JSON logs and a door for operators.
    pub async fn serve(world: &World, args: &[&str]) -> Self {
        Self::serve_at(&world.database_url(), args).await
    }

    pub async fn serve_at(url: &str, args: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let fixed =
            ["serve", "--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0", "--base-host=portico.test"];
        let env = [("PORTICO_DATABASE_URL", url), ("PORTICO_SECRET", SECRET)];
        let child = spawn(folder.path(), &[&fixed[..], args].concat(), &env);
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut binary = Self { child, folder, address: nowhere, admin: None };
        for _ in 0..400 {
            let out = binary.read("out");
            if let Some(admin) = between(&out, "Metrics and health: http://", "/metrics") {
                binary.admin = Some(admin.parse().unwrap());
                let port = between(&out, "Listening on port ", "\n").unwrap_or("0");
                binary.address.set_port(port.parse().unwrap());
                return binary;
            }
            if let Some(ended) = binary.child.try_wait().unwrap() {
                panic!("the process ended, {ended}: {}", binary.log());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the process does not serve: {}", binary.log());
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_path_buf()
    }

    /// All that was written to standard error so far.
    pub fn log(&self) -> String {
        self.read("err")
    }

    /// All that was written anywhere.
    pub fn everything(&self) -> String {
        format!("{}{}", self.read("out"), self.log())
    }

    /// The log's lines; every one must be JSON.
    pub fn lines(&self) -> Vec<Value> {
        let log = self.log();
        log.lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
            .collect()
    }

    /// Waits for a line that the log shall have.
    pub async fn line(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..100 {
            if let Some(line) = self.lines().into_iter().find(|line| wanted(line)) {
                return line;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the log has no such line: {}", self.log());
    }

    pub fn visitor(&self, slug: &str) -> Visitor {
        Visitor::at(self.address, &format!("{slug}.portico.test:{}", self.address.port()))
    }

    /// The same person with the same session, at this process.
    pub fn sees(&self, visitor: &Visitor, slug: &str) -> Visitor {
        let mut here = self.visitor(slug);
        here.session.clone_from(&visitor.session);
        here
    }

    pub async fn at_desk(&self, path: &str) -> (u16, String) {
        let answer = reqwest::get(format!("http://{}{path}", self.admin.unwrap())).await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// SIGTERM, as systemd and Kubernetes stop a process.
    pub fn terminate(&self) {
        Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
    }

    /// Waits for the end; how long it took, and whether it was a good one.
    pub async fn ended(&mut self) -> (Duration, bool) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (begun.elapsed(), status.success());
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "the process does not end");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// A graceful stop that must succeed.
    pub async fn stop(mut self) -> String {
        self.terminate();
        let (_, good) = self.ended().await;
        assert!(good, "{}", self.log());
        self.everything()
    }
}

impl Drop for Binary {
    fn drop(&mut self) {
        // Of a test that failed on the way; one that was stopped is gone already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?.1.split_once(to).map(|(value, _)| value)
}

/// Bytes on the wire, and all that comes back until the other side hangs up.
pub async fn raw(address: SocketAddr, bytes: Vec<u8>) -> String {
    let ask = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(&bytes).unwrap();
        let mut answer = Vec::new();
        let _reset = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    tokio::task::spawn_blocking(ask).await.unwrap()
}
