//! Reads CommerceML 2 and 3, the format in which 1C sends goods, prices and stock, as a stream of records.
//! Memory stays constant: one record is held at a time. Namespaces and versions are not looked at.

mod error;
mod input;
mod limits;
mod make;
mod records;
#[cfg(test)]
mod tests;
mod walk;

use std::io::BufRead;

pub use error::{Error, Flaw};
pub use limits::{Limits, Stop};
pub use records::{
    BaseUnit, Catalog, Good, Head, NotRead, NotReadKind, Offer, OfferId, Package, Picture, Price, PriceType,
    Problem, Property, PropertyKind, Reason, Record, Section, Stock, Unit, Vat, Warehouse,
};

/// Gives every record of the file to `each`, in the order of the file.
///
/// Parents of sections come before their children; a catalog comes before its goods and a package before its
/// offers; problems come right after the record they are about.
pub fn read<R: BufRead>(
    input: R,
    limits: &Limits,
    each: &mut dyn FnMut(Record) -> Result<(), Stop>,
) -> Result<Head, Error> {
    walk::walk(input::Parser::new(input, limits)?, each)
}
