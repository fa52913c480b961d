//! `ПакетПредложений` and its Предложения: prices and stock.

use rust_decimal::Decimal;

use super::BaseUnit;

/// `ПакетПредложений` or `ИзмененияПакетаПредложений`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    pub line: u64,
    pub id: String,
    pub catalog: Option<String>,
    /// `false` only where the file says that it is full.
    pub only_changes: bool,
}

/// Предложение. What the file does not say is empty or `None`, and stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub line: u64,
    pub id: OfferId,
    pub article: String,
    pub name: String,
    pub barcodes: Vec<String>,
    pub unit: BaseUnit,
    pub packs: Vec<(String, Decimal)>,
    pub characteristics: Vec<(String, String)>,
    pub prices: Vec<Price>,
    /// The sum over warehouses, where it is given; stock by warehouse wins over it.
    pub quantity: Option<Decimal>,
    pub stock: Vec<Stock>,
    pub deleted: bool,
}

/// Written `good` or `good#variant`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfferId {
    pub good: String,
    pub variant: Option<String>,
}

/// Цена: `amount` for one `unit`, which holds `coefficient` base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    pub price_type: String,
    pub amount: Decimal,
    pub currency: Option<String>,
    pub unit: Option<String>,
    /// 1 when absent, always above 0.
    pub coefficient: Decimal,
    /// The tier begins at this quantity; 0 when absent.
    pub minimum: Decimal,
}

/// What one warehouse, or the only one, holds; may be below 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    pub warehouse: Option<String>,
    pub quantity: Decimal,
}
