//! What a hostile table may ask for. Rows are not limited: they are streamed.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of the whole input, as it comes in.
    pub bytes: u64,
    /// Bytes of one cell, in UTF-8.
    pub cell: usize,
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 1 << 30, cell: 64 << 10, columns: 1024 }
    }
}
