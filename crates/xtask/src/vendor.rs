//! `cargo xtask vendor`: fetches the front-end packages once, by their lockfile, and copies what we use with its
//! licence. What it leaves is committed, so neither building nor running needs Node.

use std::fs;
use std::process::Command;

use crate::run::{Result, execute, root, say};

pub fn run() -> Result {
    let folder = root().join("themes/base/vendor");
    let mut npm = Command::new("npm");
    execute(npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    let list = folder.join("vendor.txt");
    let lines = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let mut copied = 0;
    for line in lines.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (from, to) =
            line.split_once(' ').ok_or_else(|| format!("{}: not two names: {line}", list.display()))?;
        let (from, to) = (folder.join("node_modules").join(from), folder.join("dist").join(to.trim()));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))?;
        }
        fs::copy(&from, &to).map_err(|error| format!("{} → {}: {error}", from.display(), to.display()))?;
        copied += 1;
    }
    execute(Command::new("node").arg("sprite.mjs").current_dir(&folder))?;
    fs::remove_dir_all(folder.join("node_modules")).map_err(|error| error.to_string())?;
    say(&format!("{copied} files are copied; look at what changed and commit it."));
    Ok(())
}
