//! Installing what a fresh machine lacks, where we may; else saying exactly what to install.

use std::path::PathBuf;
use std::process::Command;

use crate::run::{Result, execute, on_path, say, succeeds};

/// Debian's packages that the demo needs.
pub const DEMO: &[(&str, &str)] = &[("postgresql", "postgres")];
/// And those that the tests need besides.
pub const TEST: &[(&str, &str)] =
    &[("postgresql", "postgres"), ("chromium", "chromium"), ("chromium-driver", "chromedriver")];

/// Installs the missing ones of (package, program).
pub fn install(wanted: &[(&str, &str)]) -> Result {
    let missing: Vec<&str> =
        wanted.iter().filter(|(_, program)| !is_there(program)).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install -y {}", missing.join(" "));
    if !is_root() || on_path("apt-get").is_none() {
        return Err(format!("These packages are missing: {}. Install them: sudo {line}", missing.join(", ")));
    }
    say(&format!("Installing {} …", missing.join(", ")));
    let apt = |args: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.args(["-q", "-o", "Dpkg::Use-Pty=0"]).args(args).env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    execute(&mut apt(&["update"]))?;
    execute(apt(&["install", "-y", "--no-install-recommends"]).args(&missing))
}

/// A cargo tool: on PATH, in our own folder, or installed there once.
pub fn cargo_tool(name: &str, version: &str) -> Result<PathBuf> {
    if let Some(found) = on_path(name) {
        return Ok(found);
    }
    let folder = tools_folder()?;
    let program = folder.join("bin").join(name);
    if !program.is_file() {
        say(&format!("Installing {name} {version} once, into {} …", folder.display()));
        let mut install =
            crate::run::cargo(&["install", name, "--locked", "--quiet", "--version", version, "--root"]);
        execute(install.arg(&folder))?;
    }
    Ok(program)
}

fn tools_folder() -> Result<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = cache.or_else(home).ok_or("Neither XDG_CACHE_HOME nor HOME is set.")?;
    Ok(cache.join("portico").join("tools"))
}

fn is_there(program: &str) -> bool {
    let debian = || {
        std::fs::read_dir("/usr/lib/postgresql").is_ok_and(|mut versions| {
            versions.any(|entry| entry.is_ok_and(|e| e.path().join("bin").join(program).is_file()))
        })
    };
    if program == "postgres" { debian() || on_path(program).is_some() } else { on_path(program).is_some() }
}

fn is_root() -> bool {
    succeeds(Command::new("sh").args(["-c", "test $(id -u) = 0"]))
}
