//! A table under reading: its header, then its rows one by one.

use std::io::Read;

use super::{Error, Limits, Row};

/// Rows of a CSV, one at a time.
pub struct Table<R> {
    input: R,
    header: Vec<String>,
    separator: char,
    encoding: &'static str,
}

/// Finds out encoding and separator and reads the header, the first row that is not empty.
pub fn open<R: Read>(input: R, limits: &Limits) -> Result<Table<R>, Error> {
    let _ = limits;
    Ok(Table { input, header: Vec::new(), separator: ';', encoding: "UTF-8" })
}

impl<R: Read> Table<R> {
    pub fn header(&self) -> &[String] {
        &self.header
    }

    pub fn separator(&self) -> char {
        self.separator
    }

    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// The first column that has one of the names; case, `ё`, blanks and `_` do not matter.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let _ = names;
        None
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let _ = &mut self.input;
        None
    }
}
