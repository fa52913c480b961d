//! Which encoding a table is in: the byte order mark, else UTF-8 where the beginning is, else windows-1251.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};

/// The encoding and the length of the mark, by the beginning of the table. `whole` says that nothing follows.
pub fn of(head: &[u8], whole: bool) -> (&'static Encoding, usize) {
    if let Some(marked) = Encoding::for_bom(head) {
        return marked;
    }
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        // A letter cut by the end of the head is no fault, one cut by the end of the table is.
        Err(flaw) => flaw.error_len().is_none() && !whole,
    };
    (if utf8 { UTF_8 } else { WINDOWS_1251 }, 0)
}
