//! Which encoding a file is in: the byte order mark, the declaration, else UTF-8.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::Error;

/// The encoding and the length of the mark, by the first bytes of the file.
pub fn of(head: &[u8]) -> Result<(&'static Encoding, usize), Error> {
    if let Some((marked, length)) = Encoding::for_bom(head) {
        let rest = head.get(length..).unwrap_or_default();
        // Some sites put the mark of UTF-8 before text of another encoding; the declaration knows better then.
        let lies = marked == UTF_8 && !looks_like_utf8(rest);
        return Ok((if lies { declared(rest)? } else { marked }, length));
    }
    match head {
        [b'<', 0, ..] => Ok((UTF_16LE, 0)),
        [0, b'<', ..] => Ok((UTF_16BE, 0)),
        _ => Ok((declared(head)?, 0)),
    }
}

/// The last letter may be cut by the end of the head.
fn looks_like_utf8(head: &[u8]) -> bool {
    std::str::from_utf8(head).map_or_else(|flaw| flaw.error_len().is_none(), |_| true)
}

fn declared(head: &[u8]) -> Result<&'static Encoding, Error> {
    let Some(name) = label(&String::from_utf8_lossy(head)) else { return Ok(UTF_8) };
    let known = Encoding::for_label(name.as_bytes()).ok_or(Error::Encoding { name })?;
    // The declaration itself could be read byte by byte, so it is no UTF-16, whatever it says.
    Ok(if known == UTF_16LE || known == UTF_16BE { UTF_8 } else { known })
}

/// What stands between the quotes after `encoding=`.
fn label(head: &str) -> Option<String> {
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.split(quote).nth(1).map(str::to_owned)
}
