//! What was meant when the keyboard stood in the other layout (UX §3).

const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const CYRILLIC: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";

/// The same keys pressed in the other layout; `None` when there is nothing to swap.
pub fn swapped(typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    let pairs = |from: &'static str, to: &'static str| {
        move |c: char| from.chars().zip(to.chars()).find_map(|(a, b)| (a == c).then_some(b))
    };
    let (to_cyrillic, to_latin) = (pairs(LATIN, CYRILLIC), pairs(CYRILLIC, LATIN));
    let other: String = lower.chars().map(|c| to_latin(c).or_else(|| to_cyrillic(c)).unwrap_or(c)).collect();
    (other != lower).then_some(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_typed_in_the_other_layout_are_understood() {
        assert_eq!(swapped("fdnjvfn").as_deref(), Some("автомат"));
        assert_eq!(swapped("ьи-1с16").as_deref(), Some("mb-1c16"));
        assert_eq!(swapped("412"), None);
    }
}
