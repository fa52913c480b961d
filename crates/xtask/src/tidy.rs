//! `cargo xtask tidy`: the rules of the house that no compiler checks.

use std::fs;
use std::path::PathBuf;

use crate::run::{Result, root, say};

/// No file of ours is longer.
const LONGEST: usize = 500;

struct File {
    path: PathBuf,
    text: String,
}

pub fn run() -> Result {
    let files = ours()?;
    let mut found: Vec<String> = files.iter().flat_map(check).collect();
    found.extend(crate::arrows::wrong()?);
    say(&figures(&files));
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// What people wrote: no vendored, generated or locked files.
fn ours() -> Result<Vec<File>> {
    let mut files = Vec::new();
    for path in crate::run::files()? {
        let generated =
            ["vendor/", ".sqlx/", "Cargo.lock", "LICENSE", "package-lock.json", ".png", ".svg", ".snap"];
        let name = path.to_string_lossy().into_owned();
        if generated.iter().any(|part| name.contains(part)) {
            continue;
        }
        if let Ok(text) = fs::read_to_string(root().join(&path)) {
            files.push(File { path, text });
        }
    }
    Ok(files)
}

fn check(file: &File) -> Vec<String> {
    let name = file.path.to_string_lossy();
    let ending = file.path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let mut found = Vec::new();
    let mut rule = |broken: bool, words: &str| {
        if broken {
            found.push(format!("{name}: {words}"));
        }
    };
    let lines = file.text.lines().count();
    let code = matches!(ending, "rs" | "html" | "css" | "js" | "sql");
    rule(
        code && ending != "css" && lines > LONGEST,
        &format!("{lines} lines are too many to read at one sitting"),
    );
    rule(file.text.contains(&machine_path()), "names a path of one machine");
    match ending {
        "rs" => {
            rule(!file.text.starts_with("//!"), "begins with no `//!` that says what it is for");
            rust(&name, &file.text, &mut rule);
        }
        "html" => rule(has_hex_colour(&file.text), "has a colour of its own; use a token"),
        "sql" if name.starts_with("migrations/tenant") || name.starts_with("plugins/") => {
            rule(changes_type(&file.text), "changes a column's type in place: add, copy, switch, drop later");
        }
        _ => {}
    }
    found
}

/// Doors that stay shut, each with the few who have the key.
fn rust(name: &str, text: &str, rule: &mut impl FnMut(bool, &str)) {
    if name.starts_with("crates/xtask") || name.starts_with("crates/cluster") {
        return;
    }
    let drill = name.starts_with("tests/") || name.contains("/tests/");
    let database = name.starts_with("crates/tenancy") || drill;
    for door in ["AssertSqlSafe", "PgPool", "PgConnection::connect", "sqlx::Pool"] {
        rule(!database && text.contains(door), &format!("reaches the database by {door}; only tenancy may"));
    }
    let settings = drill || name.starts_with("crates/portico/src/config/");
    rule(
        !settings && text.contains("env::var("),
        "reads the environment; settings come from portico's config",
    );
    rule(text.contains("#[allow("), "allows a lint for good; write #[expect(…, reason = …)]");
    rule(text.contains("#[ignore"), "has a test that never runs");
}

/// `#` and three or six hex digits, as in styles; `&#39;` and links to parts of a page are none.
fn has_hex_colour(text: &str) -> bool {
    text.match_indices('#').any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().last());
        let digits =
            text.get(at + 1..).unwrap_or_default().chars().take_while(char::is_ascii_hexdigit).count();
        let after = text.get(at + 1 + digits..).and_then(|after| after.chars().next());
        let ends = !after.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
        matches!(digits, 3 | 6) && ends && !matches!(before, Some('&' | '/' | '"'))
    })
}

fn changes_type(sql: &str) -> bool {
    let lower = sql.to_lowercase();
    lower.split(';').any(|statement| {
        let words: Vec<&str> = statement.split_whitespace().collect();
        words.windows(2).any(|pair| pair == ["alter", "column"]) && words.contains(&"type")
    })
}

/// Put together here, so that this file does not name it.
fn machine_path() -> String {
    ["/wo", "rk/"].concat()
}

fn figures(files: &[File]) -> String {
    let mut lines: Vec<usize> = files
        .iter()
        .filter(|file| {
            file.path.extension().is_some_and(|ending| ending == "rs") && !file.path.starts_with("tests")
        })
        .map(|file| file.text.lines().count())
        .collect();
    lines.sort_unstable();
    let at = |percent: usize| {
        lines.get(lines.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
    };
    let total: usize = lines.iter().sum();
    format!(
        "{} files of Rust, {total} lines; a file has {} lines (median), {} (90 %), {} (longest).",
        lines.len(),
        at(50),
        at(90),
        at(100)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> Vec<String> {
        check(&File { path: PathBuf::from(path), text: text.to_owned() })
    }

    #[test]
    fn each_rule_finds_its_planted_fault() {
        for (path, text, words) in [
            ("crates/x/src/lib.rs", "fn a() {}\n", "begins with no"),
            ("crates/x/src/lib.rs", "//! x\nuse sqlx::PgPool;\n", "only tenancy may"),
            ("crates/x/src/lib.rs", "//! x\nlet a = std::env::var(\"X\");\n", "reads the environment"),
            ("crates/x/src/lib.rs", "//! x\n#[allow(dead_code)]\n", "allows a lint"),
            ("crates/x/src/lib.rs", "//! x\n#[ignore]\n", "never runs"),
            ("crates/x/templates/a.html", "<p style=\"color: #ff0000\">", "colour of its own"),
            ("migrations/tenant/0009_x.sql", "alter table a alter column b type text;", "type in place"),
            ("README.md", &machine_path(), "path of one machine"),
        ] {
            let found = broken(path, text);
            assert!(found.iter().any(|line| line.contains(words)), "{path}: {found:?}");
        }
        let long = "//! x\n".to_owned() + &"\n".repeat(LONGEST);
        assert!(broken("crates/x/src/lib.rs", &long).iter().any(|line| line.contains("too many")));
    }

    #[test]
    fn good_files_pass() {
        assert!(broken("crates/x/src/lib.rs", "//! x\n").is_empty());
        assert!(broken("crates/x/templates/a.html", "<a href=\"#add\">&#39;</a>").is_empty());
        assert!(broken("crates/tenancy/src/pools.rs", "//! x\nuse sqlx::PgPool;\n").is_empty());
    }
}
