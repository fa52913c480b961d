//! CSV that Excel opens at once and that runs nothing: UTF-8 with BOM, CRLF, cells that look like formulas guarded.

use std::borrow::Cow;
use std::io::{self, Write};

use rust_decimal::Decimal;

/// One cell to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Guarded against formulas.
    Text(&'a str),
    /// With a dot and without groups; a minus stays a minus.
    Number(Decimal),
    Empty,
}

/// Writes rows as they come.
pub struct Writer<W: Write> {
    output: W,
    separator: char,
}

impl<W: Write> Writer<W> {
    /// Writes the BOM at once.
    pub fn new(mut output: W, separator: char) -> io::Result<Self> {
        output.write_all("\u{feff}".as_bytes())?;
        Ok(Self { output, separator })
    }

    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let mut line = String::new();
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                line.push(self.separator);
            }
            match cell {
                Cell::Text(text) => line.push_str(&quoted(&guarded(text), self.separator)),
                Cell::Number(number) => line.push_str(&number.to_string()),
                Cell::Empty => {}
            }
        }
        line.push_str("\r\n");
        self.output.write_all(line.as_bytes())
    }

    /// Flushes and gives the output back.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }
}

/// A leading apostrophe where a spreadsheet would take the text for a formula.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    if text.starts_with(formula) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Any sign that could be taken for a separator is put in quotes, so that ours is found out.
fn quoted(text: &str, separator: char) -> Cow<'_, str> {
    let doubtful =
        |c: char| c == separator || matches!(c, '"' | '\r' | '\n') || crate::csv_in::SEPARATORS.contains(&c);
    if text.contains(doubtful) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv_in::{self, Limits};
    use proptest::prelude::*;

    fn written(rows: &[Vec<Cell<'_>>], separator: char) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), separator).unwrap();
        for row in rows {
            writer.row(row).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn formulas_are_guarded_and_numbers_stay_numbers() {
        let cells = ["=1+1", "+7", "-5", "@x", "\tx", "\rx", "\u{ff1d}1", "\u{ff20}x", "plain", "a;b\"c"];
        let mut row: Vec<Cell<'_>> = cells.iter().map(|cell| Cell::Text(cell)).collect();
        row.extend([Cell::Number(Decimal::new(-150, 2)), Cell::Empty]);
        let text = String::from_utf8(written(&[row], ';')).unwrap();
        let expected = "\u{feff}'=1+1;'+7;'-5;'@x;\"'\tx\";\"'\rx\";'\u{ff1d}1;'\u{ff20}x;plain;\
                        \"a;b\"\"c\";-1.50;\r\n";
        assert_eq!(text, expected);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[^\0]{0,12}|[;,|\t\"\r\n =а-я]{0,8}", 3), 0..8),
            separator in prop::sample::select(&csv_in::SEPARATORS[..]),
        ) {
            let mut all: Vec<Vec<Cell<'_>>> = vec![["one", "two", "three"].map(Cell::Text).to_vec()];
            all.extend(rows.iter().map(|row| row.iter().map(|cell| Cell::Text(cell)).collect()));
            let bytes = written(&all, separator);
            let table = csv_in::open(bytes.as_slice(), &Limits::default()).unwrap();
            prop_assert_eq!(table.separator(), separator);
            let read: Vec<Vec<String>> = table.map(|row| row.unwrap().cells).collect();
            let guard = |row: &Vec<String>| row.iter().map(|cell| guarded(cell).into_owned()).collect();
            let blank = |row: &Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
            let expected: Vec<Vec<String>> = rows.iter().map(guard).filter(|row| !blank(row)).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
