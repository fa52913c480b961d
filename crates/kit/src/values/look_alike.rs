//! Addresses that a hurried eye takes for another one (T13): `v0ltarika` for `voltarika`, `p0rtico` for `portico`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Names that mail, browsers, certificates or the platform itself would be taken for.
static RESERVED: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("reserved.txt").lines().collect());
static SKELETONS: LazyLock<HashSet<String>> =
    LazyLock::new(|| RESERVED.iter().map(|name| skeleton(name)).collect());
/// The platform's own name opens or ends no address: `portico-support` would speak for us.
static OURS: LazyLock<String> = LazyLock::new(|| skeleton("portico"));

pub(super) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(name)
}

pub(super) fn is_like_reserved(name: &str) -> bool {
    let bare = skeleton(name);
    SKELETONS.contains(&bare) || bare.starts_with(OURS.as_str()) || bare.ends_with(OURS.as_str())
}

/// Whether the two are read as the same word: dashes left out, digits for letters, `rn` for `m`.
pub fn looks_like(one: &str, other: &str) -> bool {
    skeleton(one) == skeleton(other)
}

/// What remains of a name for a hurried eye.
fn skeleton(name: &str) -> String {
    let letters: String = name.chars().filter(|c| *c != '-').map(plain).collect();
    letters.replace("rn", "m").replace("vv", "w").replace("cl", "d")
}

fn plain(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | 'i' => 'l',
        '2' => 'z',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '6' | '8' => 'b',
        '7' => 't',
        '9' => 'g',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_told() {
        for (one, other) in [
            ("v0ltarika", "voltarika"),
            ("voltar1ka", "voltarika"),
            ("volt-arika", "voltarika"),
            ("voltarlka", "voltarika"),
            ("arnper", "amper"),
            ("vvatt", "watt"),
            ("clelta", "delta"),
            ("5vet", "svet"),
        ] {
            assert!(looks_like(one, other), "{one} {other}");
        }
        for (one, other) in [("voltarika-b2b", "voltarika"), ("zavod", "zavody"), ("amper", "ampere")] {
            assert!(!looks_like(one, other), "{one} {other}");
        }
        for like in ["p0rtico", "c0nsole", "adm1n", "s-u-p-p-o-r-t", "portico-support", "my-p0rtlco", "rnail"]
        {
            assert!(is_like_reserved(like), "{like}");
        }
    }
}
