//! E-mail addresses.

use std::fmt;
use std::str::FromStr;

use super::Invalid;

/// An address in lower case that a mail server may accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = Invalid;
    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let text = typed.trim().to_lowercase();
        let good = text.len() <= 254
            && text.chars().all(|c| !c.is_control() && !c.is_whitespace())
            && text.parse::<lettre::Address>().is_ok()
            && text.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
        if good { Ok(Self(text)) } else { Err(Invalid::new("kit-email-wrong").with("value", typed)) }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn addresses_are_lower_case_and_whole() {
        assert_eq!("Olga@Svet-Trade.example ".parse::<Email>().unwrap().as_str(), "olga@svet-trade.example");
        for wrong in
            ["", "olga", "olga@", "@example.com", "a b@example.com", "a@example", "a@example.com\nBcc: x@y.z"]
        {
            assert!(wrong.parse::<Email>().is_err(), "{wrong:?}");
        }
    }
}
