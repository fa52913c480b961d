//! The tree of sections beside the list.

use kit::Result;
use kit::text::Locale;
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

/// A section in the tree: its depth tells how far it is indented.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    #[serde(skip)]
    pub id: Uuid,
    #[serde(skip)]
    pub parent: Option<Uuid>,
    pub slug: String,
    pub name: String,
    pub depth: usize,
    pub current: bool,
}

/// All visible sections, parents before children, as the reader's language names them. One query.
pub async fn tree(tx: &mut TenantTx, locale: Locale, current: &str) -> Result<Vec<Section>> {
    let rows = sqlx::query!(
        "select id, parent_id, slug, name, name_en from section where not hidden order by position, name, id"
    )
    .fetch_all(tx.db())
    .await?;
    let all: Vec<Section> = rows
        .into_iter()
        .map(|row| Section {
            id: row.id,
            parent: row.parent_id,
            current: row.slug == current,
            slug: row.slug,
            name: pick(locale, row.name, row.name_en),
            depth: 0,
        })
        .collect();
    let mut ordered = Vec::with_capacity(all.len());
    descend(&all, None, 0, &mut ordered);
    Ok(ordered)
}

fn descend(all: &[Section], parent: Option<Uuid>, depth: usize, ordered: &mut Vec<Section>) {
    // A ring of parents, which a foreign file may hold, ends here.
    if depth > 12 {
        return;
    }
    for section in all.iter().filter(|section| section.parent == parent) {
        ordered.push(Section { depth, ..section.clone() });
        descend(all, Some(section.id), depth + 1, ordered);
    }
}

/// The ids of a section and of everything below it, by slug.
pub fn below(tree: &[Section], slug: &str) -> Option<Vec<Uuid>> {
    let at = tree.iter().position(|section| section.slug == slug)?;
    let depth = tree.get(at)?.depth;
    let deeper = tree.iter().skip(at + 1).take_while(|section| section.depth > depth);
    Some(tree.get(at).into_iter().chain(deeper).map(|section| section.id).collect())
}

/// The name in the reader's language, where there is one.
pub fn pick(locale: Locale, name: String, name_en: Option<String>) -> String {
    if locale == Locale::EN { name_en.unwrap_or(name) } else { name }
}
