//! From bytes to elements: encoding, lines, limits, well-formedness, and the small tree of one record.

mod decoded;
mod encoding;
mod parser;
mod tree;

pub use parser::{Parser, Tag, Token};
pub use tree::{Node, collect, truth};
