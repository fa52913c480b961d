//! `cargo xtask texts`: every text stands in every language, belongs to its room, and is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Result, root, say};

/// owner → language → keys
type Keys = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

pub fn run() -> Result {
    let files = crate::run::files()?;
    let keys = keys(&files)?;
    let mut found: Vec<String> = keys.iter().flat_map(|(owner, languages)| check(owner, languages)).collect();
    let all: BTreeSet<String> =
        keys.values().flat_map(|languages| languages.values().flatten().cloned()).collect();
    let prefixes: Vec<String> = keys.keys().map(|owner| format!("{owner}-")).collect();
    let mut used = BTreeSet::new();
    for path in files.iter().filter(|path| is_source(path)) {
        let text = fs::read_to_string(root().join(path)).unwrap_or_default();
        for key in named(&text, &prefixes) {
            // A key put together at run time ends with a dash here.
            if !all.contains(&key)
                && !key.ends_with('-')
                && !all.iter().any(|known| known.starts_with(&format!("{key}-")))
            {
                found.push(format!("{}: the text {key} stands in no language", path.display()));
            }
            used.insert(key);
        }
    }
    let unused: Vec<&String> = all
        .iter()
        .filter(|key| {
            !used.contains(*key) && !used.iter().any(|begin| begin.ends_with('-') && key.starts_with(begin))
        })
        .collect();
    if !unused.is_empty() {
        say(&format!("{} texts are named nowhere as a whole: {unused:?}", unused.len()));
    }
    say(&format!("{} texts in {} places.", all.len(), keys.len()));
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

fn check(owner: &str, languages: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut found = Vec::new();
    let every: BTreeSet<&String> = languages.values().flatten().collect();
    for language in ["en", "ru"] {
        let there = languages.get(language);
        // Forms that only one language needs begin with the owner's `month-…`.
        let needed = every.iter().filter(|key| !key.starts_with(&format!("{owner}-month-")));
        for key in needed.filter(|key| !there.is_some_and(|keys| keys.contains(**key))) {
            found.push(format!("{owner}: the text {key} is missing in {language}"));
        }
    }
    for key in every.iter().filter(|key| !key.starts_with(&format!("{owner}-"))) {
        found.push(format!("{owner}: the text {key} must begin with {owner}-"));
    }
    found
}

/// The keys of every `locales/<language>.ftl`; the owner is the crate, or the theme's name.
fn keys(files: &[PathBuf]) -> Result<Keys> {
    let mut keys = Keys::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "ftl")) {
        let text =
            fs::read_to_string(root().join(path)).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut names = path.iter().rev().map(|name| name.to_string_lossy().into_owned());
        let language = names.next().unwrap_or_default().replace(".ftl", "");
        let owner = names.nth(1).unwrap_or_default();
        keys.entry(owner).or_default().insert(language, defined(&text));
    }
    Ok(keys)
}

fn defined(ftl: &str) -> BTreeSet<String> {
    let key = |line: &str| {
        let (name, _) = line.split_once('=')?;
        let name = name.trim_end();
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_key_sign);
        plain.then(|| name.to_owned())
    };
    ftl.lines().filter_map(key).collect()
}

/// Quoted words that begin like a text's key.
fn named(text: &str, prefixes: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in text.split('"').skip(1) {
        let begins =
            prefixes.iter().any(|prefix| part.starts_with(prefix.as_str()) && part.len() > prefix.len());
        let word: String = part.chars().take_while(|c| is_key_sign(*c)).collect();
        if begins
            && (word.len() == part.len() || part.get(word.len()..).is_some_and(|rest| rest.starts_with('{')))
        {
            found.insert(word);
        }
    }
    found
}

fn is_key_sign(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_'
}

fn is_source(path: &Path) -> bool {
    let room = path.starts_with("crates") || path.starts_with("plugins") || path.starts_with("themes");
    let source = path.extension().is_some_and(|ending| ending == "rs" || ending == "html");
    room && source && !path.starts_with("crates/xtask")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_one_language_only_is_found() {
        let keys = |text: &str| defined(text);
        let both = BTreeMap::from([
            ("en".to_owned(), keys("x-a = 1\nx-b = 2\n")),
            ("ru".to_owned(), keys("x-a = 1\ny-c = 3\n")),
        ]);
        let found = check("x", &both).join("\n");
        assert!(found.contains("x-b is missing in ru"), "{found}");
        assert!(found.contains("y-c must begin with x-"), "{found}");
    }

    #[test]
    fn keys_in_templates_and_code_are_seen() {
        let prefixes = vec!["x-".to_owned()];
        let found =
            named(r#"t(key="x-a") Text::key("x-b").with("n") format!("x-c-{n}") "x other""#, &prefixes);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["x-a", "x-b", "x-c-"]);
    }
}
