//! What stands around records: the root, a catalog, a package.

use jiff::civil::DateTime;

use crate::input::{Node, Tag, truth};
use crate::{Catalog, Head, Package, Record};

pub fn head(root: &Tag) -> Head {
    let version = attribute(root, "ВерсияСхемы").unwrap_or_default().to_owned();
    let made_at = attribute(root, "ДатаФормирования").and_then(moment);
    Head { version, made_at }
}

/// `2014-06-01T0:36:33`, `2007-10-30` and `2022-10-31UTC02:25:50` all occur: only the digits are sure.
fn moment(text: &str) -> Option<DateTime> {
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let mut clock = parts.map(|part| part.parse().ok());
    let mut next = || clock.next().unwrap_or(Some(0));
    DateTime::new(year, month, day, next()?, next()?, next()?, 0).ok()
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

/// A catalog or package whose children are still coming.
pub struct Frame {
    line: u64,
    goods: bool,
    only_changes: bool,
    id: String,
    catalog: Option<String>,
    classifier: Option<String>,
}

impl Frame {
    pub fn of(tag: &Tag, goods: bool) -> Self {
        let full = attribute(tag, "СодержитТолькоИзменения").and_then(truth) == Some(false);
        // The other two packages are changes by their very name.
        let may_be_full = matches!(tag.name.as_str(), "Каталог" | "ПакетПредложений");
        let only_changes = !(full && may_be_full);
        Self { line: tag.line, goods, only_changes, id: String::new(), catalog: None, classifier: None }
    }

    pub fn learn(&mut self, field: Node) {
        let text = Some(field.text).filter(|text| !text.is_empty());
        match field.name.as_str() {
            "Ид" => self.id = text.unwrap_or_default(),
            "ИдКаталога" => self.catalog = text,
            _ => self.classifier = text,
        }
    }

    pub fn into_record(self) -> Record {
        let Self { line, goods, only_changes, id, catalog, classifier } = self;
        if goods {
            Record::Catalog(Catalog { line, id, classifier, only_changes })
        } else {
            Record::Package(Package { line, id, catalog, only_changes })
        }
    }
}
