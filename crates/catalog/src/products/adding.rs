//! Adding sections and goods: what the seeder and the import call.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::values::{ArticleKey, Id};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::facets;

/// A new good.
pub struct NewProduct<'a> {
    pub article: &'a str,
    pub name: &'a str,
    pub name_en: Option<&'a str>,
    pub section: Option<Uuid>,
    pub brand: Option<&'a str>,
    /// What the accounting system calls it; imports find it by this.
    pub foreign_id: Option<&'a str>,
    pub description: Option<&'a str>,
    /// A code of `unit`.
    pub base_unit: &'a str,
    /// Percent; `None` is exempt.
    pub vat_rate: Option<Decimal>,
    /// Base units; zero is no limit.
    pub minimum: Decimal,
    pub multiple: Decimal,
    pub discontinued: bool,
    pub replacement: Option<Uuid>,
    /// The icon while there is no picture.
    pub picture_kind: Option<&'a str>,
    pub barcode: Option<&'a str>,
    /// (unit's code, base units in one)
    pub packs: &'a [(&'a str, Decimal)],
    /// (attribute, value, the value as a number)
    pub attributes: &'a [(Uuid, String, Option<Decimal>)],
}

/// Adds a section. Its slug is made of the name.
pub async fn add_section(
    tx: &mut TenantTx,
    parent: Option<Uuid>,
    name: &str,
    name_en: Option<&str>,
    position: i32,
) -> Result<Uuid> {
    let id = Id::<NewProduct<'_>>::new().uuid();
    sqlx::query!(
        "insert into section (id, parent_id, name, name_en, slug, position) values ($1, $2, $3, $4, $5, $6)",
        id,
        parent,
        name,
        name_en,
        slug(name_en.unwrap_or(name), id),
        position
    )
    .execute(tx.db())
    .await?;
    facets::moved_on(tx).await?;
    Ok(id)
}

/// Adds an attribute; `unit` is written after its values.
pub async fn add_attribute(
    tx: &mut TenantTx,
    name: &str,
    name_en: Option<&str>,
    unit: &str,
    is_number: bool,
) -> Result<Uuid> {
    let id = Id::<NewProduct<'_>>::new().uuid();
    let kind = if is_number { "number" } else { "text" };
    sqlx::query!(
        "insert into attribute (id, name, name_en, unit, kind) values ($1, $2, $3, $4, $5)",
        id,
        name,
        name_en,
        unit,
        kind
    )
    .execute(tx.db())
    .await?;
    Ok(id)
}

/// Adds a good with its packs, barcode and attributes.
pub async fn add_product(tx: &mut TenantTx, new: &NewProduct<'_>, now: Timestamp) -> Result<Uuid> {
    let id = Id::<NewProduct<'_>>::new().uuid();
    let key = ArticleKey::of(new.article);
    sqlx::query!(
        "insert into product (id, article, article_key, name, name_en, slug, section_id, brand, description, base_unit,
            vat_rate, minimum, multiple, state, replacement_id, picture_kind, updated_at, words, foreign_id)
         values ($1, $2, $3, $4, $5,
            case when exists (select from product where slug = $6) then $19 else $6 end,
            $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, to_tsvector('russian', $18), $20)",
        id,
        new.article,
        key.as_str(),
        new.name,
        new.name_en,
        slug(new.article, id),
        new.section,
        new.brand,
        new.description,
        new.base_unit,
        new.vat_rate,
        new.minimum,
        new.multiple,
        if new.discontinued { "discontinued" } else { "active" },
        new.replacement,
        new.picture_kind,
        now.to_sqlx() as _,
        search_words(&[new.name, new.name_en.unwrap_or(""), new.brand.unwrap_or(""), new.article]),
        id.simple().to_string(),
        new.foreign_id
    )
    .execute(tx.db())
    .await?;
    add_details(tx, id, new).await?;
    facets::refresh(tx, &[id]).await?;
    facets::moved_on(tx).await?;
    Ok(id)
}

async fn add_details(tx: &mut TenantTx, id: Uuid, new: &NewProduct<'_>) -> Result<()> {
    let (codes, coefficients): (Vec<String>, Vec<Decimal>) =
        new.packs.iter().map(|(code, coefficient)| ((*code).to_owned(), *coefficient)).unzip();
    let barcodes: Vec<String> = new.barcode.iter().map(|code| (*code).to_owned()).collect();
    let attributes: Vec<Uuid> = new.attributes.iter().map(|(attribute, ..)| *attribute).collect();
    let values: Vec<String> = new.attributes.iter().map(|(_, value, _)| value.clone()).collect();
    let numbers: Vec<Option<Decimal>> = new.attributes.iter().map(|(.., number)| *number).collect();
    sqlx::query!(
        r#"with packs as (insert into packaging (product_id, unit, coefficient)
                select $1, * from unnest($2::text[], $3::numeric[])),
            codes as (insert into barcode (product_id, code) select $1, * from unnest($4::text[]))
         insert into product_attribute (product_id, attribute_id, position, text_value, number_value)
         select $1, a.id, a.at::int, a.text, a.number
         from unnest($5::uuid[], $6::text[], $7::numeric[]) with ordinality as a (id, text, number, at)"#,
        id,
        &codes,
        &coefficients,
        &barcodes,
        &attributes,
        &values,
        &numbers as _
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Names the goods that replace others: (old, new).
pub async fn replace(tx: &mut TenantTx, pairs: &[(Uuid, Uuid)]) -> Result<()> {
    let (old, new): (Vec<Uuid>, Vec<Uuid>) = pairs.iter().copied().unzip();
    sqlx::query!(
        "update product set replacement_id = pair.new from unnest($1::uuid[], $2::uuid[]) as pair (old, new)
         where product.id = pair.old",
        &old,
        &new
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// What is searched by words. Marks between letters part them, as in the search itself.
pub fn search_words(all: &[&str]) -> String {
    all.join(" ").replace('ё', "е").replace('Ё', "Е")
}

/// Small Latin letters, digits and dashes; Cyrillic by sound. Empty names get the id.
pub fn slug(text: &str, id: Uuid) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match sound(c) {
            Some(sound) => slug.push_str(sound),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
        if slug.len() > 80 {
            break;
        }
    }
    let short = slug.trim_matches('-');
    if short.is_empty() { id.simple().to_string() } else { short.to_owned() }
}

fn sound(c: char) -> Option<&'static str> {
    const SOUNDS: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
        "f", "h", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya",
    ];
    if c == 'ё' {
        return Some("e");
    }
    let at = u32::from(c).checked_sub(u32::from('а'))?;
    SOUNDS.get(usize::try_from(at).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_latin_and_never_empty() {
        let id = Uuid::nil();
        assert_eq!(slug("MB-1C16", id), "mb-1c16");
        assert_eq!(slug("ВВГнг(А)-LS 3х2,5", id), "vvgng-a-ls-3h2-5");
        assert_eq!(slug("Ёлка Щит", id), "elka-schit");
        assert_eq!(slug("№ !", id), id.simple().to_string());
    }
}
