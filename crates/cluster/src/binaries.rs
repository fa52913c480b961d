//! Finding Postgres: Debian's versioned folders, the newest first, then PATH.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;

/// Debian keeps each version in a folder of its own and puts none of them on PATH.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder with `initdb`, `postgres` and `psql`.
pub fn find() -> Result<PathBuf, Error> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(DEBIAN)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let others = std::env::split_paths(&on_path).map(|folder| resolve(&folder));
    versions
        .into_iter()
        .rev()
        .map(|(_, folder)| folder)
        .chain(others)
        .find(|folder| whole(folder))
        .ok_or(Error::NotInstalled)
}

/// A link on PATH leads to the folder where its companions are.
fn resolve(folder: &Path) -> PathBuf {
    folder
        .join("postgres")
        .canonicalize()
        .ok()
        .and_then(|program| program.parent().map(Path::to_path_buf))
        .unwrap_or_else(|| folder.to_path_buf())
}

fn whole(folder: &Path) -> bool {
    ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).is_file())
}
