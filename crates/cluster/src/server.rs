//! The server itself: made, started or adopted, asked until it answers, stopped.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::owner::{Owner, command, private_folder};
use crate::{Error, binaries};

/// What kind of server is wanted.
#[derive(Debug, Clone)]
pub struct Options {
    /// Everything of the cluster is in here; made when it is not there.
    pub data_dir: PathBuf,
    /// False only for tests: a power cut may then lose everything.
    pub durable: bool,
    /// The kernel ends the server when the process that started it ends.
    pub dies_with_us: bool,
}

/// A running server, reached by its socket only.
#[derive(Debug)]
pub struct Cluster {
    bin: PathBuf,
    data: PathBuf,
    socket: PathBuf,
    owner: Option<Owner>,
}

/// How long a start may take; recovery after a crash included.
const PATIENCE: Duration = Duration::from_mins(1);

impl Cluster {
    /// Starts the server, or adopts the one that already runs in this folder.
    pub fn start(options: &Options) -> Result<Self, Error> {
        let bin = binaries::find()?;
        let owner = Owner::to_drop_to()?;
        private_folder(&options.data_dir, owner)?;
        let data = options.data_dir.join("data");
        let socket = socket_dir(&options.data_dir);
        let cluster = Self { bin, data, socket, owner };
        // Two processes at once: the second waits, then adopts.
        let lock_path = options.data_dir.join("starting.lock");
        let lock = File::create(&lock_path).map_err(|error| Error::Io(lock_path.clone(), error))?;
        lock.lock().map_err(|error| Error::Io(lock_path, error))?;
        if !cluster.data.join("PG_VERSION").exists() {
            cluster.initialise()?;
        }
        if !cluster.answers() {
            cluster.launch(options)?;
        }
        Ok(cluster)
    }

    /// The superuser's URL of a database, as both psql and sqlx take it.
    pub fn url(&self, database: &str) -> String {
        format!("postgresql:///{database}?host={}&user=postgres", self.socket.display())
    }

    /// The folder with `psql` and `pgbench`.
    pub fn bin(&self) -> &Path {
        &self.bin
    }

    /// True when a query is answered, not only a connection.
    pub fn answers(&self) -> bool {
        let asked = self
            .psql()
            .args(["-d", "postgres", "-Atqc", "select 1"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    }

    /// `psql` as the superuser of this server.
    pub fn psql(&self) -> Command {
        let mut psql = command(&self.bin.join("psql"), self.owner);
        psql.arg("-h").arg(&self.socket).args(["-U", "postgres", "-v", "ON_ERROR_STOP=1", "--no-psqlrc"]);
        psql
    }

    /// The main process of the server, from its own pid file.
    pub fn pid(&self) -> Option<u32> {
        fs::read_to_string(self.data.join("postmaster.pid")).ok()?.lines().next()?.trim().parse().ok()
    }

    /// Stops the server: clients are told, nothing committed is lost. Returns when the process is gone.
    pub fn stop(&self) -> Result<(), Error> {
        if self.pid().is_none() {
            return Ok(());
        }
        let stopped = command(&self.bin.join("pg_ctl"), self.owner)
            .arg("-D")
            .arg(&self.data)
            .args(["-m", "fast", "-w", "-t", "30", "stop"])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Error::Io(self.data.clone(), error))?;
        let gone = stopped.status.success() || self.pid().is_none();
        if gone { Ok(()) } else { Err(failed("pg_ctl stop", &stopped.stderr)) }
    }

    fn initialise(&self) -> Result<(), Error> {
        let made = command(&self.bin.join("initdb"), self.owner)
            .arg("-D")
            .arg(&self.data)
            .args(["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Error::Io(self.data.clone(), error))?;
        if made.status.success() { Ok(()) } else { Err(failed("initdb", &made.stderr)) }
    }

    fn launch(&self, options: &Options) -> Result<(), Error> {
        private_folder(&self.socket, self.owner)?;
        let log = self.data.with_file_name("server.log");
        let out = File::create(&log).map_err(|error| Error::Io(log.clone(), error))?;
        let errors = out.try_clone().map_err(|error| Error::Io(log.clone(), error))?;
        let mut server = self.server_command(options);
        server.arg("-D").arg(&self.data).arg("-k").arg(&self.socket);
        for setting in settings(options) {
            server.arg("-c").arg(setting);
        }
        server.stdin(Stdio::null()).stdout(out).stderr(errors);
        let started = Instant::now();
        let mut child = server.spawn().map_err(|error| Error::Io(self.bin.clone(), error))?;
        while !self.answers() {
            let ended = child.try_wait().map_err(|error| Error::Io(self.bin.clone(), error))?;
            let words = || fs::read_to_string(&log).unwrap_or_default();
            if ended.is_some() && started.elapsed() < PATIENCE && still_dying(&words()) {
                sleep(Duration::from_millis(100));
                child = server.spawn().map_err(|error| Error::Io(self.bin.clone(), error))?;
            } else if ended.is_some() || started.elapsed() > PATIENCE {
                return Err(failed("postgres", words().as_bytes()));
            }
            sleep(Duration::from_millis(30));
        }
        // Waited for, so that a killed server leaves no zombie whose number a new one takes for a living server's.
        std::thread::spawn(move || child.wait());
        Ok(())
    }

    /// `setpriv` keeps unsafe code out of ours: the kernel kills the server when we are gone.
    fn server_command(&self, options: &Options) -> Command {
        let postgres = self.bin.join("postgres");
        let setpriv = Path::new("/usr/bin/setpriv");
        if !options.dies_with_us || !setpriv.exists() {
            return command(&postgres, self.owner);
        }
        let mut wrapped = command(setpriv, None);
        if let Some(owner) = self.owner {
            // Dropping the user first and asking for the signal after it: a change of user clears the wish.
            wrapped
                .arg("--reuid")
                .arg(owner.uid.to_string())
                .arg("--regid")
                .arg(owner.gid.to_string())
                .arg("--clear-groups");
        }
        wrapped.args(["--pdeathsig", "INT"]).arg(postgres);
        wrapped
    }
}

fn settings(options: &Options) -> Vec<String> {
    let mut settings: Vec<String> = [
        "listen_addresses=",
        "unix_socket_permissions=0700",
        "max_connections=200",
        "shared_buffers=256MB",
        "max_locks_per_transaction=1024",
        "recovery_init_sync_method=syncfs",
        "log_min_messages=warning",
        "jit=off",
    ]
    .map(str::to_owned)
    .to_vec();
    if !options.durable {
        settings.extend(["fsync=off", "synchronous_commit=off", "full_page_writes=off"].map(str::to_owned));
    }
    settings
}

/// A socket's path must stay under 108 bytes, so it has a short folder of its own beside the long ones.
fn socket_dir(data_dir: &Path) -> PathBuf {
    let name = data_dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let near = data_dir.join("s");
    if near.as_os_str().len() < 90 { near } else { PathBuf::from("/tmp").join(format!("pg-{name}")) }
}

/// A killed server's last processes still hold its lock or its memory.
fn still_dying(log: &str) -> bool {
    log.contains("lock file") || log.contains("pre-existing shared memory block")
}

fn failed(what: &str, words: &[u8]) -> Error {
    let words = String::from_utf8_lossy(words);
    let mut last: Vec<&str> = words.lines().rev().take(12).collect();
    last.reverse();
    Error::Failed(format!("{what} failed:\n{}", last.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Drop for Folder {
        fn drop(&mut self) {
            let _unremoved = fs::remove_dir_all(&self.0);
        }
    }

    fn folder(name: &str) -> Folder {
        Folder(PathBuf::from(format!("/var/tmp/portico-cluster-{name}-{}", std::process::id())))
    }

    fn options(folder: &Folder) -> Options {
        Options { data_dir: folder.0.clone(), durable: false, dies_with_us: true }
    }

    #[test]
    fn a_server_starts_is_adopted_and_leaves_no_process() {
        let folder = folder("adopt");
        let first = Cluster::start(&options(&folder)).unwrap();
        assert!(first.answers());
        let second = Cluster::start(&options(&folder)).unwrap();
        assert_eq!(first.pid(), second.pid());
        let pid = first.pid().unwrap();
        second.stop().unwrap();
        assert!(!first.answers());
        assert!(!Path::new(&format!("/proc/{pid}/stat")).exists() || is_zombie(pid));
    }

    #[test]
    fn a_killed_server_starts_again() {
        let folder = folder("killed");
        let cluster = Cluster::start(&options(&folder)).unwrap();
        let pid = cluster.pid().unwrap();
        assert!(Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap().success());
        while cluster.answers() {
            sleep(Duration::from_millis(20));
        }
        let again = Cluster::start(&options(&folder)).unwrap();
        assert!(again.answers());
        again.stop().unwrap();
    }

    /// Our own child that nobody has waited for yet.
    fn is_zombie(pid: u32) -> bool {
        fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| stat.contains(") Z "))
    }
}
