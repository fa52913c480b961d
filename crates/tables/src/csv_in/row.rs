//! One row of a table.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where the row begins, counted from 1; a quoted cell may go on for lines.
    pub line: u64,
    /// As written, with blanks around.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell without blanks around; empty where the row is shorter than the header.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map(|cell| cell.trim()).unwrap_or_default()
    }
}
