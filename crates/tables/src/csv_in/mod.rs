//! CSV as it comes: encoding and separator are found out, rows are streamed, limits hold while reading.

mod error;
mod limits;
mod row;
mod table;

pub use error::Error;
pub use limits::Limits;
pub use row::Row;
pub use table::{Table, open};
