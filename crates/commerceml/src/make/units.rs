//! Units: of the base, and of the packs that hold several of it.

use rust_decimal::Decimal;

use super::notes::Notes;
use crate::BaseUnit;
use crate::input::Node;

const UNIT: &str = "БазоваяЕдиница";

/// Attributes (2.x), a bare code (3.x) or children, whatever is there.
pub fn base(record: &Node) -> BaseUnit {
    let Some(node) = record.child(UNIT) else { return BaseUnit::default() };
    let part = |name: &str| node.attribute(name).unwrap_or_else(|| node.text_of(name)).to_owned();
    let (code, text) = (part("Код"), node.text.as_str());
    let bare = code.is_empty() && !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let name = if text.is_empty() { node.text_of("НаименованиеКраткое") } else { text };
    BaseUnit {
        code: if bare { text.to_owned() } else { code },
        name: if bare { String::new() } else { name.to_owned() },
        full: part("НаименованиеПолное"),
        international: part("МеждународноеСокращение"),
    }
}

/// Every `Пересчет` whose coefficient can be used.
pub fn packs(record: &Node, notes: &mut Notes) -> Vec<(String, Decimal)> {
    let mut packs = Vec::new();
    for pack in record.list(UNIT, "Пересчет") {
        let Some(unit) = pack.filled("Единица") else { continue };
        if let Some(holds) = notes.positive(pack.line, "Коэффициент", pack.text_of("Коэффициент"))
        {
            packs.push((unit, holds));
        }
    }
    packs
}
