//! Rows out of decoded text, each with the line on which it begins and within the limits.

use std::io::Read;

use csv_core::ReadRecordResult;

use super::decoded::Decoded;
use super::{Error, Limits, Row};

/// A row is longer only where a quote was left open.
const LONGEST: usize = 4 << 20;
const SHORTEST: usize = 4 << 10;

pub struct Rows<R> {
    input: Decoded<R>,
    core: csv_core::Reader,
    limits: Limits,
    /// The text of the row under reading, and where its cells end.
    text: Vec<u8>,
    ends: Vec<usize>,
    line: u64,
}

impl<R: Read> Rows<R> {
    pub fn new(input: Decoded<R>, separator: char, limits: &Limits) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b';');
        let core = csv_core::ReaderBuilder::new().delimiter(separator).build();
        let ends = vec![0; limits.columns];
        Self { input, core, limits: *limits, text: vec![0; SHORTEST], ends, line: 1 }
    }

    pub fn encoding(&self) -> &'static str {
        self.input.encoding()
    }

    /// The next row that is not blank.
    pub fn next(&mut self) -> Result<Option<Row>, Error> {
        loop {
            let row = self.row()?;
            if row.as_ref().is_none_or(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())) {
                return Ok(row);
            }
        }
    }

    /// Passes over the rest of a line, for the hint of the separator.
    pub fn pass_line(&mut self) -> Result<(), Error> {
        loop {
            let ahead = self.input.ahead(self.line)?;
            let length = ahead.iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
            let done = length < ahead.len() || ahead.is_empty();
            self.input.consume(length);
            if done {
                return Ok(());
            }
        }
    }

    fn row(&mut self) -> Result<Option<Row>, Error> {
        self.pass_line_ends()?;
        let began = self.line;
        let (mut written, mut ended) = (0, 0);
        loop {
            let ahead = self.input.ahead(self.line)?;
            let text = self.text.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(ended..).unwrap_or_default();
            let (result, read, more_text, more_ends) = self.core.read_record(ahead, text, ends);
            self.line += lines(ahead.get(..read).unwrap_or_default());
            self.input.consume(read);
            written += more_text;
            ended += more_ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.text.len() >= LONGEST => {
                    return Err(Error::RowTooLong { line: began });
                }
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => return Err(Error::TooManyColumns { line: began }),
                ReadRecordResult::Record => return self.cut(began, ended).map(Some),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Ends of lines before a row, so that its own line is right.
    fn pass_line_ends(&mut self) -> Result<(), Error> {
        loop {
            let ahead = self.input.ahead(self.line)?;
            let length = ahead.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let done = length < ahead.len() || ahead.is_empty();
            self.line += lines(ahead.get(..length).unwrap_or_default());
            self.input.consume(length);
            if done {
                return Ok(());
            }
        }
    }

    fn cut(&self, line: u64, ended: usize) -> Result<Row, Error> {
        let mut cells = Vec::with_capacity(ended);
        let mut from = 0;
        for (column, to) in self.ends.iter().take(ended).copied().enumerate() {
            let cell = self.text.get(from..to).unwrap_or_default();
            if cell.len() > self.limits.cell {
                return Err(Error::CellTooLong { line, column: column + 1 });
            }
            // No text is stored with a NUL in it.
            cells.push(String::from_utf8_lossy(cell).replace('\0', "\u{fffd}"));
            from = to;
        }
        Ok(Row { line, cells })
    }
}

fn lines(text: &[u8]) -> u64 {
    text.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}
