//! Deterministic invented catalogs of up to 1,110,240 goods: a count and a seed always give the same files.
//!
//! Company, brands, ids and barcodes are invented; nothing names a real product.

mod cml;
mod csv;
mod facts;
mod families;
mod files;
mod good;
mod mixing;
mod plan;
#[cfg(test)]
mod tests;
mod traps;

pub use facts::{Facts, facts};
pub use families::{Attribute, Pack, UNITS, Unit};
pub use files::{Format, files, write};
pub use good::{Good, PRICE_LISTS, Price, PriceList, VAT_PERCENT, WAREHOUSES};
pub use plan::{CAPACITY, Plan, TooMany};
pub use traps::Trap;
