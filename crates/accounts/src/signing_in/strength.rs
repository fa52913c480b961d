//! Passwords that are guessed first: too short, on everybody's list, one sign or a row of keys, or the names around them
//! (NIST SP 800-63B: length and a list, no rules about kinds of signs).

use std::collections::HashSet;
use std::sync::LazyLock;

use kit::text::Text;

use super::SHORTEST;

const LONGEST: usize = 200;
/// Shorter names are parts of too many words.
const SHORTEST_NAME: usize = 4;
/// Keys in rows, forwards; backwards is tried too.
const ROWS: [&str; 8] = [
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "qazwsxedcrfvtgbyhnujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "йцукенгшщзхъфывапролджэячсмитьбю",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
];

static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").lines().collect());

/// Why nobody should use this password; `names` are those of the company and the person.
pub fn weakness(password: &str, names: &[&str]) -> Option<Text> {
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Some(
            Text::key("accounts-password-short").with("shortest", i64::try_from(SHORTEST).unwrap_or(8)),
        );
    }
    let folded = password.to_lowercase();
    if is_common(&folded) {
        return Some(Text::key("accounts-password-common"));
    }
    let has_name = names.iter().flat_map(|name| parts(name)).any(|part| folded.contains(&part));
    has_name.then(|| Text::key("accounts-password-names"))
}

fn is_common(folded: &str) -> bool {
    let bare: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let stem = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let signs: HashSet<char> = bare.chars().collect();
    let back: String = bare.chars().rev().collect();
    let in_row = ROWS.iter().any(|row| row.contains(&bare) || row.contains(&back));
    signs.len() <= 2 || in_row || [folded, &bare, stem].iter().any(|form| COMMON.contains(form))
}

/// The words of a name, and the name as one word.
fn parts(name: &str) -> Vec<String> {
    let folded = name.to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let whole: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let long = |part: &String| part.chars().count() >= SHORTEST_NAME;
    words.map(str::to_owned).chain([whole]).filter(long).collect()
}

#[cfg(test)]
mod tests {
    use super::weakness;

    #[test]
    fn what_is_guessed_first_is_refused() {
        for weak in [
            "",
            "short",
            "password",
            "Password1",
            "P@ssw0rd",
            "qwertyui",
            "12345678",
            "87654321",
            "aaaaaaaa",
            "abababab",
            "йцукенгш",
            "пароль123",
            "letmein123",
            "iloveyou",
            "1q2w3e4r",
            "admin123",
        ] {
            assert!(weakness(weak, &[]).is_some(), "{weak}");
        }
        for strong in ["correct horse", "battery staple", "portico-demo", "a better horse", "сорок две кошки"]
        {
            assert!(weakness(strong, &[]).is_none(), "{strong}");
        }
        let names = ["ООО «Вольтарика»", "voltarika", "lev.gromov@voltarika.example"];
        for named in ["voltarika-2026", "my Gromov pass", "вольтарика!!"] {
            assert!(weakness(named, &names).is_some(), "{named}");
        }
        assert!(weakness("correct horse", &names).is_none());
    }
}
