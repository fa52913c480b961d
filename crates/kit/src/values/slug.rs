//! The label of a tenant's address: `<slug>.<base domain>`.

use std::fmt;
use std::str::FromStr;

use super::Invalid;
use super::look_alike::{is_like_reserved, is_reserved};

/// 3 to 40 of a–z, 0–9 and dashes, not at the ends, a letter among them, and no name of the system or one that could be
/// read as such (T13).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slug(String);

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
            && !text.contains("--")
            && text.bytes().any(|b| b.is_ascii_lowercase());
        if !shape {
            return Err(Invalid::new("kit-slug-wrong").with("value", typed));
        }
        if is_reserved(&text) {
            return Err(Invalid::new("kit-slug-reserved").with("value", typed));
        }
        if is_like_reserved(&text) {
            return Err(Invalid::new("kit-slug-like-reserved").with("value", typed));
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
    use super::Slug;

    #[test]
    fn odd_shapes_are_refused() {
        for wrong in
            ["", "ab", "-abc", "abc-", "a_b_c", "вольта", "a.b", "xn--abc", "a b c", "127", &"a".repeat(41)]
        {
            assert!(wrong.parse::<Slug>().is_err(), "{wrong}");
        }
        assert_eq!(" Voltarika ".parse::<Slug>().unwrap().as_str(), "voltarika");
    }
}
