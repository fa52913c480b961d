//! What a hostile file may ask for, and how a caller says that it has had enough.

/// The caller wants no more records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop;

/// Enforced while reading, before anything is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of the whole input, as it comes in.
    pub bytes: u64,
    /// How many elements may be open at once.
    pub depth: usize,
    /// Bytes of one text, tag or comment, in UTF-8.
    pub text: usize,
    /// Of one element.
    pub attributes: usize,
}

impl Limits {
    /// Bytes of one record with all its parts; a dictionary of a hundred thousand values still fits.
    pub(crate) fn record(&self) -> usize {
        self.text.saturating_mul(256)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 2 << 30, depth: 64, text: 256 << 10, attributes: 64 }
    }
}
