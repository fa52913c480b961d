//! The Russian tax id (ИНН): 10 digits of an organisation, 12 of a person.

use std::fmt;
use std::str::FromStr;

use super::Invalid;

/// A tax id with right check digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inn(String);

/// Weights of the tax service's control sums.
const TEN: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const ELEVEN: [u32; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const TWELVE: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

impl Inn {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Inn {
    type Err = Invalid;
    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
        if digits.len() != text.chars().count() || !matches!(digits.len(), 10 | 12) {
            let count = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
            return Err(Invalid::new("kit-inn-length").with("count", count).with("value", typed));
        }
        let right = match digits.len() {
            10 => control(&digits, &TEN),
            _ => control(&digits, &ELEVEN) && control(&digits, &TWELVE),
        };
        if right && !text.starts_with("00") {
            Ok(Self(text))
        } else {
            Err(Invalid::new("kit-inn-check").with("value", typed))
        }
    }
}

impl fmt::Display for Inn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The digit behind the weighed ones is their sum mod 11 mod 10.
fn control(digits: &[u32], weights: &[u32]) -> bool {
    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    digits.get(weights.len()) == Some(&(sum % 11 % 10))
}

#[cfg(test)]
mod tests {
    use super::Inn;

    #[test]
    fn check_digits_decide() {
        for right in ["7707083893", "7736207543", "7736050003", "500100732259", "77 0708 3893"] {
            assert!(right.parse::<Inn>().is_ok(), "{right}");
        }
        for wrong in ["1234567890", "0987654321", "0000000000", "77012345678", "", "770708389X", "００"] {
            assert!(wrong.parse::<Inn>().is_err(), "{wrong}");
        }
    }
}
