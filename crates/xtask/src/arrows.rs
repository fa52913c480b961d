//! Which crate leans on which, by their manifests, against the arrows that docs/ARCHITECTURE.md draws.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::run::{Result, root};

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Every arrow in the manifests that the document does not draw.
pub fn wrong() -> Result<Vec<String>> {
    let page = root().join("docs/ARCHITECTURE.md");
    let text = fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let (drawn, real) = (drawn(&text), real()?);
    Ok(missing(&drawn, &real))
}

fn missing(drawn: &Arrows, real: &Arrows) -> Vec<String> {
    let mut found = Vec::new();
    for (from, tos) in real {
        for to in tos.iter().filter(|to| !drawn.get(from).is_some_and(|allowed| allowed.contains(*to))) {
            found.push(format!("{from} leans on {to}, and docs/ARCHITECTURE.md draws no such arrow"));
        }
    }
    found
}

/// The lines `a -> b c` of the fenced block named arrows.
fn drawn(text: &str) -> Arrows {
    let block = text.split("```arrows").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let arrow = |line: &str| {
        let (from, tos) = line.split_once("->")?;
        Some((from.trim().to_owned(), tos.split_whitespace().map(str::to_owned).collect()))
    };
    block.lines().filter_map(arrow).collect()
}

fn real() -> Result<Arrows> {
    let mut manifests = BTreeMap::new();
    for path in crate::run::files()?
        .iter()
        .filter(|path| path.ends_with("Cargo.toml") && path.components().count() > 1)
    {
        let text =
            fs::read_to_string(root().join(path)).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path
            .parent()
            .and_then(|folder| folder.file_name())
            .map(|name| name.to_string_lossy().into_owned());
        manifests.insert(name.unwrap_or_default(), text);
    }
    let names: BTreeSet<String> = manifests.keys().cloned().collect();
    Ok(manifests.iter().map(|(name, text)| (name.clone(), leans_on(text, &names))).collect())
}

/// Our own crates among the dependencies of a manifest; what only its tests need does not count.
fn leans_on(manifest: &str, names: &BTreeSet<String>) -> BTreeSet<String> {
    let section = manifest.split("[dependencies]").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let name = |line: &str| line.split(['.', ' ', '=']).next().unwrap_or_default().to_owned();
    section.lines().map(name).filter(|name| names.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_that_is_not_drawn_is_found() {
        let drawn = drawn("text\n```arrows\nkit -> tenancy\ncatalog -> kit accounts\n```\n");
        let names: BTreeSet<String> = ["kit", "tenancy", "catalog", "orders"].map(str::to_owned).into();
        let catalog = "[dependencies]\nkit.workspace = true\norders.workspace = true\n\n[dev-dependencies]\ntenancy.workspace = true\n";
        let real = Arrows::from([("catalog".to_owned(), leans_on(catalog, &names))]);
        let found = missing(&drawn, &real);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("catalog leans on orders"));
    }
}
