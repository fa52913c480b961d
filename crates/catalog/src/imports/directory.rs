//! Sections and attributes of a file, kept by their foreign ids, so that a later file may leave them out.

use std::collections::{HashMap, HashSet};

use commerceml::{Property, PropertyKind, Section};
use kit::Result;
use kit::values::Id;
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::fit;
use super::report::Ending;
use crate::products::adding::slug;

/// What goods point at.
pub struct Directory {
    sections: HashMap<String, Known>,
    attributes: HashMap<String, Attribute>,
    /// Of this import, for the counts.
    pub told_sections: HashSet<String>,
    pub told_attributes: HashSet<String>,
}

struct Known {
    id: Uuid,
    parent: Option<Uuid>,
    name: String,
    hidden: bool,
}

struct Attribute {
    id: Uuid,
    name: String,
    unit: String,
    number: bool,
    choices: HashMap<String, String>,
}

/// A value of an attribute, ready for its table.
pub struct Value {
    pub attribute: Uuid,
    pub text: String,
    pub number: Option<Decimal>,
}

impl Directory {
    pub async fn load(tx: &mut TenantTx) -> Result<Self> {
        let rows = sqlx::query!(
            r#"select id, parent_id, name, hidden, foreign_id as "foreign_id!" from section where foreign_id is not null"#
        )
        .fetch_all(tx.db())
        .await?;
        let sections = rows
            .into_iter()
            .map(|row| {
                let known = Known { id: row.id, parent: row.parent_id, name: row.name, hidden: row.hidden };
                (row.foreign_id, known)
            })
            .collect();
        let mut directory = Self {
            sections,
            attributes: HashMap::new(),
            told_sections: HashSet::new(),
            told_attributes: HashSet::new(),
        };
        directory.load_attributes(tx).await?;
        Ok(directory)
    }

    async fn load_attributes(&mut self, tx: &mut TenantTx) -> Result<()> {
        let rows = sqlx::query!(
            r#"select id, name, unit, kind, foreign_id as "foreign_id!" from attribute where foreign_id is not null"#
        )
        .fetch_all(tx.db())
        .await?;
        let mut choices: HashMap<Uuid, HashMap<String, String>> = HashMap::new();
        for row in sqlx::query!("select attribute_id, foreign_id, text_value from attribute_choice")
            .fetch_all(tx.db())
            .await?
        {
            choices.entry(row.attribute_id).or_default().insert(row.foreign_id, row.text_value);
        }
        for row in rows {
            let attribute = Attribute {
                id: row.id,
                name: row.name,
                unit: row.unit,
                number: row.kind == "number",
                choices: choices.remove(&row.id).unwrap_or_default(),
            };
            self.attributes.insert(row.foreign_id, attribute);
        }
        Ok(())
    }

    /// Puts a section; a deleted one is hidden and keeps its goods.
    pub async fn section(&mut self, tx: &mut TenantTx, told: Section) -> Result<Ending> {
        self.told_sections.insert(told.id.clone());
        let parent = told.parent.as_ref().and_then(|parent| self.sections.get(parent)).map(|known| known.id);
        let Some(known) = self.sections.get_mut(&told.id) else {
            let id = Id::<Self>::new().uuid();
            sqlx::query!(
                "insert into section (id, parent_id, name, slug, position, foreign_id, hidden)
                 values ($1, $2, $3, case when exists (select from section where slug = $4) then $5 else $4 end,
                    (select count(*)::int from section), $6, $7)",
                id,
                parent,
                told.name,
                slug(&told.name, id),
                format!("{}-{}", slug(&told.name, id), tail(id)),
                told.id,
                told.deleted
            )
            .execute(tx.db())
            .await?;
            self.sections.insert(told.id, Known { id, parent, name: told.name, hidden: told.deleted });
            return Ok(Ending::New);
        };
        if known.name == told.name && known.parent == parent && known.hidden == told.deleted {
            return Ok(Ending::Unchanged);
        }
        sqlx::query!(
            "update section set name = $2, parent_id = $3, hidden = $4 where id = $1",
            known.id,
            told.name,
            parent,
            told.deleted
        )
        .execute(tx.db())
        .await?;
        *known = Known { id: known.id, parent, name: told.name, hidden: told.deleted };
        Ok(Ending::Changed)
    }

    /// Puts an attribute with its dictionary. `Rated current, A` is an attribute with a unit.
    pub async fn property(&mut self, tx: &mut TenantTx, told: Property) -> Result<Ending> {
        self.told_attributes.insert(told.id.clone());
        let number = told.kind == PropertyKind::Number;
        let (name, unit) =
            match told.name.rsplit_once(", ").filter(|(_, unit)| number && unit.chars().count() <= 8) {
                Some((name, unit)) => (name.to_owned(), unit.to_owned()),
                None => (told.name, String::new()),
            };
        let ending = match self.attributes.get_mut(&told.id) {
            None => {
                let id = Id::<Self>::new().uuid();
                let kind = if number { "number" } else { "text" };
                sqlx::query!(
                    "insert into attribute (id, name, unit, kind, foreign_id) values ($1, $2, $3, $4, $5)",
                    id,
                    name,
                    unit,
                    kind,
                    told.id
                )
                .execute(tx.db())
                .await?;
                let attribute = Attribute { id, name, unit, number, choices: HashMap::new() };
                self.attributes.insert(told.id.clone(), attribute);
                Ending::New
            }
            Some(known) if known.name != name || known.unit != unit => {
                sqlx::query!("update attribute set name = $2, unit = $3 where id = $1", known.id, name, unit)
                    .execute(tx.db())
                    .await?;
                (known.name, known.unit) = (name, unit);
                Ending::Changed
            }
            Some(_) => Ending::Unchanged,
        };
        self.choices(tx, &told.id, told.values).await.map(|choices| choices.max(ending))
    }

    async fn choices(
        &mut self,
        tx: &mut TenantTx,
        property: &str,
        told: Vec<(String, String)>,
    ) -> Result<Ending> {
        let Some(attribute) = self.attributes.get_mut(property) else { return Ok(Ending::Unchanged) };
        let fresh: HashMap<String, String> =
            told.into_iter().filter(|(id, text)| attribute.choices.get(id) != Some(text)).collect();
        if fresh.is_empty() {
            return Ok(Ending::Unchanged);
        }
        let (ids, texts): (Vec<String>, Vec<String>) = fresh.clone().into_iter().unzip();
        sqlx::query!(
            "insert into attribute_choice (attribute_id, foreign_id, text_value)
             select $1, * from unnest($2::text[], $3::text[])
             on conflict (attribute_id, foreign_id) do update set text_value = excluded.text_value",
            attribute.id,
            &ids,
            &texts
        )
        .execute(tx.db())
        .await?;
        attribute.choices.extend(fresh);
        Ok(Ending::Changed)
    }

    /// The first of these sections that is known.
    pub fn section_of(&self, ids: &[String]) -> Option<Uuid> {
        ids.iter().find_map(|id| self.sections.get(id)).map(|known| known.id)
    }

    /// A good's value: a dictionary's id becomes its text, a number is read as one.
    pub fn value(&self, property: &str, written: &str) -> Option<Value> {
        let attribute = self.attributes.get(property)?;
        let text = attribute.choices.get(written).map_or(written, String::as_str).to_owned();
        let number = attribute.number.then(|| tables::number(&text)).flatten();
        let number = number.and_then(|number| fit::quantity(number).ok());
        Some(Value {
            attribute: attribute.id,
            text: number.map_or(text, |number| number.normalize().to_string()),
            number,
        })
    }
}

/// The random end of an id: makes a slug its own.
pub fn tail(id: Uuid) -> String {
    id.simple().to_string().chars().skip(20).collect()
}
