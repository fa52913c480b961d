//! Who runs the server: ourselves, or as root the user `postgres` (Postgres refuses to run as root).

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::Error;

/// A user of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    pub uid: u32,
    pub gid: u32,
}

/// Our own uid, as the kernel shows it.
pub fn own_uid() -> u32 {
    fs::metadata("/proc/self").map_or(0, |meta| meta.uid())
}

impl Owner {
    /// The user who will own the data folder; `None` when we run it ourselves.
    pub fn to_drop_to() -> Result<Option<Self>, Error> {
        if own_uid() != 0 {
            return Ok(None);
        }
        let path = Path::new("/etc/passwd");
        let users = fs::read_to_string(path).map_err(|error| Error::Io(path.to_path_buf(), error))?;
        let find = |name: &str| users.lines().find_map(|line| Self::of_line(line, name));
        find("postgres").or_else(|| find("nobody")).map(Some).ok_or_else(|| {
            Error::Failed("Neither the user postgres nor nobody is on this machine.".to_owned())
        })
    }

    fn of_line(line: &str, name: &str) -> Option<Self> {
        let mut parts = line.split(':');
        (parts.next() == Some(name)).then_some(())?;
        let mut numbers = parts.skip(1);
        Some(Self { uid: numbers.next()?.parse().ok()?, gid: numbers.next()?.parse().ok()? })
    }
}

/// A command run as the owner, in a folder that the owner may enter.
pub fn command(program: &Path, owner: Option<Owner>) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/").env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C.UTF-8");
    if let Some(owner) = owner {
        command.uid(owner.uid).gid(owner.gid);
    }
    command
}

/// Makes a folder that only the owner may enter.
pub fn private_folder(path: &Path, owner: Option<Owner>) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    let io = |error| Error::Io(path.to_path_buf(), error);
    fs::create_dir_all(path).map_err(io)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(io)?;
    if let Some(owner) = owner {
        chown(path, Some(owner.uid), Some(owner.gid)).map_err(io)?;
    }
    Ok(())
}
