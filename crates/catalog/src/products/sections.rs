//! The tree of sections beside the list.

use std::collections::HashMap;

use kit::Result;
use kit::text::Locale;
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

/// A section of the catalog; `depth` tells how far it is indented.
#[derive(Debug, Clone)]
pub struct Node {
    pub id: Uuid,
    pub parent: Option<Uuid>,
    pub slug: String,
    pub name: String,
    pub name_en: Option<String>,
    pub depth: usize,
}

/// A section as the list shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    pub slug: String,
    pub name: String,
    pub depth: usize,
    pub current: bool,
    /// Goods in it and below it, under the other filters.
    pub count: i64,
}

impl Section {
    pub fn samples() -> Vec<Self> {
        let section = |name: &str, depth, current| Self {
            slug: "breakers".to_owned(),
            name: name.to_owned(),
            depth,
            current,
            count: 1240,
        };
        vec![section("Модульное оборудование", 0, false), section("Автоматы", 1, true)]
    }
}

/// All visible sections, parents before children. One query.
pub async fn tree(tx: &mut TenantTx) -> Result<Vec<Node>> {
    let rows = sqlx::query!(
        "select id, parent_id, slug, name, name_en from section where not hidden order by position, name, id"
    )
    .fetch_all(tx.db())
    .await?;
    let mut below: HashMap<Option<Uuid>, Vec<Node>> = HashMap::new();
    for row in rows {
        below.entry(row.parent_id).or_default().push(Node {
            id: row.id,
            parent: row.parent_id,
            slug: row.slug,
            name: row.name,
            name_en: row.name_en,
            depth: 0,
        });
    }
    let mut ordered = Vec::new();
    descend(&mut below, None, 0, &mut ordered);
    Ok(ordered)
}

/// Each section is taken once, so a ring of parents, which a foreign file may hold, has no end to run after.
fn descend(
    below: &mut HashMap<Option<Uuid>, Vec<Node>>,
    parent: Option<Uuid>,
    depth: usize,
    ordered: &mut Vec<Node>,
) {
    for node in below.remove(&parent).unwrap_or_default() {
        let id = node.id;
        ordered.push(Node { depth, ..node });
        descend(below, Some(id), depth + 1, ordered);
    }
}

/// The ids of a section and of everything below it, by slug.
pub fn below(tree: &[Node], slug: &str) -> Option<Vec<Uuid>> {
    let at = tree.iter().position(|node| node.slug == slug)?;
    let top = tree.get(at)?;
    let deeper = tree.iter().skip(at + 1).take_while(|node| node.depth > top.depth);
    Some(std::iter::once(top).chain(deeper).map(|node| node.id).collect())
}

/// The sections that have goods, and the current one, in the reader's language. `direct`: goods lying in each itself.
pub fn shown(tree: &[Node], locale: Locale, current: &str, direct: &HashMap<Uuid, i64>) -> Vec<Section> {
    let mut counts: Vec<i64> =
        tree.iter().map(|node| direct.get(&node.id).copied().unwrap_or_default()).collect();
    // Children stand after their parents, so adding from the end carries everything up to the top.
    let places: HashMap<Uuid, usize> = tree.iter().zip(0..).map(|(node, at)| (node.id, at)).collect();
    for (at, node) in tree.iter().enumerate().rev() {
        let own = counts.get(at).copied().unwrap_or_default();
        let parent = node.parent.and_then(|parent| places.get(&parent)).and_then(|at| counts.get_mut(*at));
        if let Some(sum) = parent {
            *sum += own;
        }
    }
    let section = |(node, count): (&Node, i64)| Section {
        current: node.slug == current,
        slug: node.slug.clone(),
        name: pick(locale, node.name.clone(), node.name_en.clone()),
        depth: node.depth,
        count,
    };
    tree.iter().zip(counts).map(section).filter(|section| section.count > 0 || section.current).collect()
}

/// The name in the reader's language, where there is one.
pub fn pick(locale: Locale, name: String, name_en: Option<String>) -> String {
    if locale == Locale::EN { name_en.unwrap_or(name) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: u128, parent: Option<u128>, depth: usize) -> Node {
        let parent = parent.map(Uuid::from_u128);
        Node {
            id: Uuid::from_u128(id),
            parent,
            slug: id.to_string(),
            name: id.to_string(),
            name_en: None,
            depth,
        }
    }

    #[test]
    fn counts_are_carried_up_and_empty_sections_are_left_out() {
        let tree =
            [node(1, None, 0), node(2, Some(1), 1), node(3, Some(2), 2), node(4, None, 0), node(5, None, 0)];
        let direct = HashMap::from([(Uuid::from_u128(3), 7), (Uuid::from_u128(1), 2)]);
        let shown = shown(&tree, Locale::RU, "5", &direct);
        let counts: Vec<(&str, i64)> = shown.iter().map(|one| (one.slug.as_str(), one.count)).collect();
        assert_eq!(counts, [("1", 9), ("2", 7), ("3", 7), ("5", 0)]);
        assert_eq!(below(&tree, "2").unwrap().len(), 2);
    }
}
