//! Who is calling: the person of a session, and the session's token.

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::rights::Realm;
use crate::text::Locale;

/// A signed-in person of a tenant, read by the guard in one query.
#[derive(Debug, Clone)]
pub struct Person {
    pub user: Uuid,
    pub session: Uuid,
    pub name: String,
    pub email: String,
    pub realm: Realm,
    pub roles: Vec<String>,
    /// The company the person acts in; dealers only.
    pub dealer: Option<Uuid>,
    /// The active contract; dealers only.
    pub contract: Option<Uuid>,
    pub locale: Locale,
    /// IANA zone of the person, for showing times.
    pub time_zone: String,
    /// `auto`, `light` or `dark`.
    pub mode: String,
    /// `compact`, `normal` or `roomy`.
    pub density: String,
    pub last_used_at: Timestamp,
    /// The tenant's policy version at this moment.
    pub policy_version: i64,
    /// The version of the tenant's look at this moment.
    pub look_version: i64,
}

/// The platform's operator, read on the console.
#[derive(Debug, Clone)]
pub struct Operator {
    pub id: Uuid,
    pub session: Uuid,
    pub name: String,
    pub email: String,
    pub locale: Locale,
}

/// The secret of a session: the browser has it, the database only its hash.
#[derive(Clone)]
pub struct SessionToken(String);

impl SessionToken {
    /// 256 random bits.
    pub fn fresh() -> Self {
        let bytes: [u8; 32] = rand::random();
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The token of a link (reset, invitation), as it came in.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()))
            .then(|| Self(text.to_owned()))
    }

    /// What the database keeps.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// The text for a link or a cookie. Never logged.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The session cookie of a request: byte-exact name, no trimming, exactly one (T8).
    pub fn from_headers(headers: &HeaderMap, secure: bool) -> Option<Self> {
        let wanted = cookie_name(secure);
        let mut found = None;
        for header in headers.get_all(header::COOKIE) {
            for pair in header.to_str().ok()?.split("; ") {
                let Some((name, value)) = pair.split_once('=') else { continue };
                if name == wanted {
                    if found.is_some() {
                        return None;
                    }
                    found = Some(Self::parse(value)?);
                }
            }
        }
        found
    }

    /// The `Set-Cookie` of a new session.
    pub fn set_cookie(&self, secure: bool) -> HeaderValue {
        cookie(cookie_name(secure), &self.0, 30 * 24 * 3600, secure)
    }

    /// The `Set-Cookie` that ends a session.
    pub fn clear_cookie(secure: bool) -> HeaderValue {
        cookie(cookie_name(secure), "", 0, secure)
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// `__Host-` keeps a sibling tenant from setting it; browsers refuse that name without https.
pub fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

pub(super) fn cookie(name: &str, value: &str, max_age: u32, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}"
    ))
    .unwrap_or_else(|_| HeaderValue::from_static(""))
}
