//! A contract's terms in words: what a letter says, and what a cart says when the contract changes.

use kit::text::Text;
use serde::Serialize;

use super::Terms;

/// One term: the text key of its name, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    pub name: &'static str,
    pub text: Text,
}

/// A contract in words: its number, whose it is, every term.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    number: String,
    entity: String,
    conditions: Vec<Condition>,
}

impl Terms {
    /// What a page shows of the terms.
    pub fn said(&self) -> Said {
        Said { number: self.number.clone(), entity: self.entity_name.clone(), conditions: self.conditions() }
    }

    /// Every term that prices, stock, orders and letters follow, in the order of reading.
    pub fn conditions(&self) -> Vec<Condition> {
        let one = |name, text| Condition { name, text };
        let plain = |value: &str| Text::key("accounts-term-said").with("value", value);
        vec![
            one("accounts-term-currency", plain(self.currency.code())),
            one("accounts-term-prices", self.prices()),
            one("accounts-term-lists", plain(&numbered(&self.price_list_names))),
            one("accounts-term-payment", self.payment_text()),
            one("accounts-term-minimum", Text::key("accounts-term-said").with("value", self.minimum_order)),
            one("accounts-term-delivery", plain(&self.delivery)),
            one("accounts-term-warehouses", plain(&numbered(&self.warehouse_names))),
        ]
    }

    /// The price level with its percent, and VAT.
    pub fn prices(&self) -> Text {
        let vat = match self.vat_mode.as_str() {
            "included" => Text::key("accounts-vat-included"),
            _ => Text::key("accounts-vat-on_top"),
        };
        Text::key("accounts-term-level-said")
            .with("level", self.level.as_deref().unwrap_or("—"))
            .with("percent", self.level_percent.normalize())
            .with("vat", vat)
    }

    fn payment_text(&self) -> Text {
        match self.payment.as_str() {
            "prepaid" => Text::key("accounts-prepaid"),
            _ => Text::key("accounts-deferred").with("n", i64::from(self.payment_days)),
        }
    }
}

/// By priority: "1. Wholesale, 2. Export"; a single one needs no number.
fn numbered(names: &[String]) -> String {
    if let [only] = names {
        return only.clone();
    }
    let one = |(at, name): (usize, &String)| format!("{}. {name}", at + 1);
    names.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
}
