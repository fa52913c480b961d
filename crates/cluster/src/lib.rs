//! A private Postgres of our own (DESIGN §9): found on the machine, started in our folder on a socket only, stopped
//! with us. Standard library only, because `xtask` builds it too.

mod binaries;
mod owner;
mod server;

pub use server::{Cluster, Options};

use std::path::{Path, PathBuf};

/// Why there is no server. Every message says what to do.
#[derive(Debug)]
pub enum Error {
    /// No Postgres on this machine.
    NotInstalled,
    /// A command did not do what it should; its words.
    Failed(String),
    Io(PathBuf, std::io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotInstalled => f.write_str(
                "There is no PostgreSQL on this machine. Install it: apt-get install -y postgresql",
            ),
            Self::Failed(words) => f.write_str(words),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Error {}

/// Where the cluster of this checkout lives: outside of it, since a folder under a closed home cannot be entered by
/// the server's user. `purpose` keeps the demo's and the tests' apart.
pub fn default_data_dir(checkout: &Path, purpose: &str) -> PathBuf {
    let full = checkout.canonicalize().unwrap_or_else(|_| checkout.to_path_buf());
    // FNV-1a: short, steady between runs and versions.
    let hash = full.to_string_lossy().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    PathBuf::from(format!("/var/tmp/portico-{}-{hash:016x}-{purpose}", owner::own_uid()))
}
