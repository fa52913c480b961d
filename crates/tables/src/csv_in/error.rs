//! Why a table can't be read on; the rows before the error have been given.

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the table is empty")]
    Empty,
    #[error("line {line}: bytes that are no {name}")]
    Encoding { line: u64, name: &'static str },
    /// A zero character: a workbook or a picture under the name of a table.
    #[error("line {line}: this is no text")]
    NotText { line: u64 },
    #[error("line {line}: column {column} is too long")]
    CellTooLong { line: u64, column: usize },
    #[error("line {line}: the row is too long; a quote may be left open")]
    RowTooLong { line: u64 },
    #[error("line {line}: too many columns")]
    TooManyColumns { line: u64 },
    #[error("line {line}: the table is too big")]
    TooBig { line: u64 },
    #[error("line {line}: the input failed")]
    Io { line: u64, source: std::io::Error },
}
