//! The label of a tenant's address: `<slug>.<base domain>`.

use std::fmt;
use std::str::FromStr;

use super::Invalid;

/// 3 to 40 of a–z, 0–9 and dashes, not at the ends, and no name of the system (T13).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slug(String);

/// Names that mail, browsers, certificates or the platform itself would be taken for.
const RESERVED: &[&str] = &[
    "about",
    "abuse",
    "account",
    "accounts",
    "admin",
    "administrator",
    "api",
    "app",
    "apps",
    "assets",
    "auth",
    "autoconfig",
    "autodiscover",
    "billing",
    "blog",
    "broadcasthost",
    "cdn",
    "cell",
    "console",
    "control",
    "dashboard",
    "demo",
    "dev",
    "dns",
    "docs",
    "domain",
    "download",
    "downloads",
    "email",
    "files",
    "ftp",
    "gateway",
    "git",
    "graphql",
    "help",
    "host",
    "hostmaster",
    "images",
    "imap",
    "info",
    "internal",
    "isatap",
    "localdomain",
    "localhost",
    "login",
    "mail",
    "manage",
    "media",
    "metrics",
    "mta-sts",
    "mx",
    "news",
    "no-reply",
    "noreply",
    "ns1",
    "ns2",
    "ns3",
    "ns4",
    "null",
    "oauth",
    "operator",
    "origin",
    "pay",
    "payments",
    "pop",
    "pop3",
    "portal",
    "portico",
    "postmaster",
    "proxy",
    "public",
    "root",
    "secure",
    "security",
    "signin",
    "signup",
    "smtp",
    "ssl",
    "ssladmin",
    "ssladministrator",
    "sso",
    "staging",
    "static",
    "status",
    "support",
    "sysadmin",
    "system",
    "test",
    "undefined",
    "upload",
    "uploads",
    "usenet",
    "uucp",
    "vpn",
    "webhooks",
    "webmail",
    "webmaster",
    "well-known",
    "wpad",
    "www",
];

impl Slug {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = Invalid;
    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let text = typed.trim().to_ascii_lowercase();
        let shape = (3..=40).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        if !shape {
            return Err(Invalid::new("kit-slug-wrong").with("value", typed));
        }
        if RESERVED.contains(&text.as_str()) {
            return Err(Invalid::new("kit-slug-reserved").with("value", typed));
        }
        Ok(Self(text))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{RESERVED, Slug};

    #[test]
    fn system_names_and_odd_shapes_are_refused() {
        for name in RESERVED {
            assert!(name.parse::<Slug>().is_err(), "{name}");
        }
        for wrong in ["", "ab", "-abc", "abc-", "a_b_c", "вольта", "a.b", "xn--abc", "a b c", &"a".repeat(41)]
        {
            assert!(wrong.parse::<Slug>().is_err(), "{wrong}");
        }
        assert_eq!(" Voltarika ".parse::<Slug>().unwrap().as_str(), "voltarika");
    }
}
