//! CSV as it comes: encoding and separator are found out, rows are streamed, limits hold while reading.

mod decoded;
mod encoding;
mod error;
mod limits;
mod row;
mod rows;
mod separator;
mod table;
#[cfg(test)]
mod tests;

pub use error::Error;
pub use limits::Limits;
pub use row::Row;
pub use separator::CANDIDATES as SEPARATORS;
pub use table::{Table, open};
