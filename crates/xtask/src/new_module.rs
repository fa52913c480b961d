//! `cargo xtask new-module <id>`: the files of a module with one page, one right, one table and one test, and its place in
//! the lists.

use std::fs;
use std::path::Path;

use crate::run::{Result, root, say};

/// Files of the module: where each goes, and its text with ID, TYPE and TITLE to be filled in.
const FILES: &[(&str, &str)] = &[
    ("plugins/ID/Cargo.toml", include_str!("../scaffold/Cargo.toml.txt")),
    ("plugins/ID/src/lib.rs", include_str!("../scaffold/src/lib.rs.txt")),
    ("plugins/ID/src/rights.rs", include_str!("../scaffold/src/rights.rs.txt")),
    ("plugins/ID/src/routes.rs", include_str!("../scaffold/src/routes.rs.txt")),
    ("plugins/ID/src/note.rs", include_str!("../scaffold/src/note.rs.txt")),
    ("plugins/ID/templates/ID/notes.html", include_str!("../scaffold/templates/notes.html.txt")),
    ("plugins/ID/locales/en.ftl", include_str!("../scaffold/locales/en.ftl.txt")),
    ("plugins/ID/locales/ru.ftl", include_str!("../scaffold/locales/ru.ftl.txt")),
    ("plugins/ID/migrations/ID_0001_note.sql", include_str!("../scaffold/migration.sql.txt")),
    ("tests/rooms/ID.rs", include_str!("../scaffold/test.rs.txt")),
];

/// Lists that name modules: the file, the line after which (or before which) the new one goes, and the new one.
const LISTS: &[(&str, Place, &str)] = &[
    ("Cargo.toml", Place::After("[workspace.dependencies]"), "ID = { path = \"plugins/ID\" }"),
    ("crates/portico/Cargo.toml", Place::After("[dependencies]"), "ID.workspace = true"),
    (
        "crates/portico/src/modules.rs",
        Place::Before("        Box::new(platform::Platform),"),
        "        Box::new(ID::TYPE),",
    ),
    ("docs/ARCHITECTURE.md", Place::Before("xtask -> cluster"), "ID -> kit tenancy"),
    ("tests/rooms/mod.rs", Place::Before("pub mod accounts;"), "mod ID;"),
];

enum Place {
    After(&'static str),
    Before(&'static str),
}

pub fn run(id: Option<&str>) -> Result {
    let id = id.ok_or("Which module? cargo xtask new-module contests")?;
    let plain = id.len() <= 20
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if !plain {
        return Err(format!("{id} is no name for a module: small letters and digits, a letter first."));
    }
    make(&root(), id)?;
    say(&format!(
        "plugins/{id} is there, and tests/rooms/{id}.rs tells its first story.\n\
         Next: add `{id}` to the line of portico in docs/ARCHITECTURE.md, run `cargo test --workspace {id}`, and take the\n\
         new lines of tests/rights.golden.txt from the test that misses them."
    ));
    Ok(())
}

fn make(root: &Path, id: &str) -> Result {
    let folder = root.join("plugins").join(id);
    if folder.exists() {
        return Err(format!("plugins/{id} is there already."));
    }
    let mut changed = Vec::new();
    for (path, place, line) in LISTS {
        let path = root.join(path);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        changed.push((path.clone(), put(&text, place, &filled(line, id), &path)?));
    }
    for (path, text) in FILES {
        changed.push((root.join(filled(path, id)), filled(text, id)));
    }
    for (path, text) in changed {
        let parent = path.parent().ok_or("no folder")?;
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, text));
        written.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn filled(text: &str, id: &str) -> String {
    let mut letters = id.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let name = format!("{first}{}", letters.as_str());
    text.replace("TITLE", &name).replace("TYPE", &name).replace("ID", id)
}

/// The text with the new line at its place; a list that has lost its place is an error.
fn put(text: &str, place: &Place, line: &str, path: &Path) -> Result<String> {
    let (Place::After(mark) | Place::Before(mark)) = place;
    let mut lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|other| other == mark);
    let at = at.ok_or_else(|| format!("{}: there is no line “{mark}”.", path.display()))?;
    lines.insert(if matches!(place, Place::After(_)) { at + 1 } else { at }, line);
    Ok(format!("{}\n", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_module_stands_in_every_list() {
        let house = std::env::temp_dir().join(format!("portico-new-module-{}", std::process::id()));
        for (path, place, _) in LISTS {
            let (Place::After(mark) | Place::Before(mark)) = place;
            let text = fs::read_to_string(root().join(path)).unwrap();
            assert!(text.lines().any(|line| line == *mark), "{path} has lost the line “{mark}”");
            let copy = house.join(path);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::write(copy, text).unwrap();
        }
        make(&house, "quizzes").unwrap();
        let read = |path: &str| fs::read_to_string(house.join(path)).unwrap();
        assert!(read("crates/portico/src/modules.rs").contains("        Box::new(quizzes::Quizzes),\n"));
        assert!(read("Cargo.toml").contains("quizzes = { path = \"plugins/quizzes\" }\n"));
        assert!(read("plugins/quizzes/src/lib.rs").contains("pub struct Quizzes;"));
        assert!(
            read("plugins/quizzes/migrations/quizzes_0001_note.sql").contains("create table quizzes_note")
        );
        assert_eq!(make(&house, "quizzes"), Err("plugins/quizzes is there already.".to_owned()));
        fs::remove_dir_all(house).unwrap();
    }
}
