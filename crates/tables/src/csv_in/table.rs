//! A table under reading: its header, then its rows one by one.

use std::io::Read;

use super::decoded::Decoded;
use super::rows::Rows;
use super::{Error, Limits, Row, separator};

/// Rows of a CSV, one at a time; blank ones are passed over, and nothing comes after an error.
pub struct Table<R> {
    rows: Rows<R>,
    header: Vec<String>,
    separator: char,
    failed: bool,
}

/// Finds out encoding and separator and reads the header, the first row that is not blank.
pub fn open<R: Read>(input: R, limits: &Limits) -> Result<Table<R>, Error> {
    let mut input = Decoded::new(input, limits)?;
    let beginning = String::from_utf8_lossy(input.ahead(1)?).into_owned();
    let hint = separator::hint(&beginning);
    let separator = hint.unwrap_or_else(|| separator::of(&beginning));
    let mut rows = Rows::new(input, separator, limits);
    if hint.is_some() {
        rows.pass_line()?;
    }
    let header = rows.next()?.ok_or(Error::Empty)?.cells;
    let header = header.iter().map(|cell| cell.trim().to_owned()).collect();
    Ok(Table { rows, header, separator, failed: false })
}

impl<R: Read> Table<R> {
    /// The cells of the first row that is not blank, without blanks around.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    pub fn separator(&self) -> char {
        self.separator
    }

    pub fn encoding(&self) -> &'static str {
        self.rows.encoding()
    }

    /// The first column that has the first of the names that any column has; case, `ё`, blanks and `_` do not
    /// matter.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.header.iter().position(|cell| folded(cell) == folded(name)))
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let row = self.rows.next();
        self.failed = row.is_err();
        row.transpose()
    }
}

fn folded(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase);
    letters.filter(|c| !c.is_whitespace() && *c != '_').map(|c| if c == 'ё' { 'е' } else { c }).collect()
}
