//! The request's id: one of a proxy that we believe, or made anew; the answer and every line of the log carry it.

use axum::http::{HeaderMap, HeaderName};

pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// A trusted proxy's id when it is plain and short, else 96 random bits.
pub fn request_id(headers: &HeaderMap, trusted: bool) -> String {
    let given = headers.get(HEADER).and_then(|value| value.to_str().ok());
    match given {
        Some(id) if trusted && is_plain(id) => id.to_owned(),
        _ => rand::random::<[u8; 12]>().iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn is_plain(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'=' | b':');
    (1..=64).contains(&id.len()) && id.bytes().all(plain)
}
