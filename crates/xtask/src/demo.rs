//! `cargo xtask demo`: builds and becomes `portico demo`, so that signals and the exit code are its own.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::packages;
use crate::run::{Result, cargo, root};

pub fn run(args: &[String]) -> Result {
    packages::install(packages::DEMO)?;
    let release = args.iter().any(|arg| arg == "--release");
    let mut build = cargo(&["build", "--workspace"]);
    if release {
        build.arg("--release");
    }
    crate::run::execute(&mut build)?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let program = target.join(if release { "release" } else { "debug" }).join("portico");
    let rest = args.iter().filter(|arg| *arg != "--release");
    let error = Command::new(&program).arg("demo").args(rest).exec();
    Err(format!("{}: {error}", program.display()))
}
