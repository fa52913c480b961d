//! Товар.

use super::notes::{Notes, number};
use super::{names, units};
use crate::input::Node;
use crate::{Good, Picture, Reason, Record, Vat};

/// The requisite that says `path#caption` of a picture.
const CAPTION: &str = "ОписаниеФайла";

pub fn good(node: &Node) -> Vec<Record> {
    let mut notes = match Notes::begin(node, "good", "Ид") {
        Ok(notes) => notes,
        Err(problems) => return problems,
    };
    let mut requisites = requisites(node);
    let pictures = pictures(node, &requisites);
    requisites.retain(|(name, value)| name != CAPTION || !captions(value, &pictures));
    let good = Good {
        line: node.line,
        id: notes.id(),
        article: node.text_of("Артикул").to_owned(),
        name: notes.name(node),
        barcodes: node.texts("Штрихкод"),
        unit: units::base(node),
        packs: units::packs(node, &mut notes),
        sections: node.all("Группы").flat_map(|groups| groups.texts("Ид")).collect(),
        brand: brand(node),
        description: node.child("Описание").map(Node::whole_text).filter(|text| !text.is_empty()),
        vat: vat(node, &mut notes),
        properties: properties(node),
        pictures,
        requisites,
        deleted: node.is_deleted(),
    };
    notes.with(Record::Good(Box::new(good)))
}

fn brand(node: &Node) -> Option<String> {
    let maker = node.child("Изготовитель")?;
    let name = maker.filled("Наименование").unwrap_or_else(|| maker.text.clone());
    Some(names::name(&name)).filter(|name| !name.is_empty())
}

fn vat(node: &Node, notes: &mut Notes) -> Option<Vat> {
    let mut rates = node.list("СтавкиНалогов", "СтавкаНалога");
    let rate = rates.find(|rate| rate.child("Наименование").is_none_or(|name| name.text.contains("НДС")))?;
    let text = rate.text_of("Ставка");
    let folded = text.to_lowercase();
    if folded.is_empty() {
        return None;
    }
    if folded.starts_with("без") {
        return Some(Vat::Exempt);
    }
    let percent = number(folded.trim_start_matches("ндс").trim_end_matches('%'));
    if percent.is_none() {
        notes.add(rate.line, "Ставка", text, Reason::NotANumber);
    }
    percent.map(Vat::Percent)
}

fn properties(node: &Node) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for property in node.list("ЗначенияСвойств", "ЗначенияСвойства") {
        let Some(id) = property.filled("Ид") else { continue };
        let values = property.texts("Значение");
        let values = if values.is_empty() { property.texts("ИдЗначения") } else { values };
        pairs.extend(values.into_iter().map(|value| (id.clone(), value)));
    }
    pairs
}

fn requisites(node: &Node) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for requisite in node.list("ЗначенияРеквизитов", "ЗначениеРеквизита") {
        let Some(name) = requisite.filled("Наименование") else { continue };
        pairs.extend(requisite.texts("Значение").into_iter().map(|value| (name.clone(), value)));
    }
    pairs
}

fn pictures(node: &Node, requisites: &[(String, String)]) -> Vec<Picture> {
    let captions: Vec<(&str, &str)> = requisites
        .iter()
        .filter(|(name, _)| name == CAPTION)
        .filter_map(|(_, value)| value.split_once('#'))
        .collect();
    let caption = |path: &str| {
        let found = captions.iter().find(|(other, _)| *other == path)?.1.trim();
        (!found.is_empty()).then(|| names::name(found))
    };
    let picture = |path: String| Picture { caption: caption(&path), path };
    node.texts("Картинка").into_iter().map(picture).collect()
}

/// Whether the value of a caption is about one of the pictures; other files keep theirs as a requisite.
fn captions(value: &str, pictures: &[Picture]) -> bool {
    let path = value.split_once('#').map_or(value, |(path, _)| path);
    pictures.iter().any(|picture| picture.path == path)
}
