//! Article numbers as specialists type them: case, separators, leading zeros and look-alike letters do not matter.

/// An article number folded for look-ups. Two spellings of one article have one key.
///
/// The rule (FEATURES, "Search by article"): lower case; every sign that is no letter or digit is dropped;
/// Cyrillic letters that look like Latin ones become those; `ё` becomes `е` first; leading zeros of the whole go.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleKey(String);

impl ArticleKey {
    pub fn of(article: &str) -> Self {
        let folded: String =
            article.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(twin).collect();
        let short = folded.trim_start_matches('0');
        Self(if short.is_empty() { folded } else { short.to_owned() })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The Latin look-alike of a Cyrillic letter (UX §3).
fn twin(letter: char) -> char {
    match letter {
        'а' => 'a',
        'в' => 'b',
        'с' => 'c',
        'е' | 'ё' => 'e',
        'н' => 'h',
        'к' => 'k',
        'м' => 'm',
        'о' => 'o',
        'р' => 'p',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_article_have_one_key() {
        for (typed, other) in [
            ("MB-1C16", "mb 1c16"),
            ("MB-1C16", "МВ-1С16"),
            ("ВА47-29 3P", "BA4729.3р"),
            ("000412", "412"),
            ("HSS 6,5x93", "hss6.5х93"),
        ] {
            assert_eq!(ArticleKey::of(typed), ArticleKey::of(other), "{typed} and {other}");
        }
        assert_ne!(ArticleKey::of("MB-1C16"), ArticleKey::of("MB-1C161"));
        assert_eq!(ArticleKey::of("000").as_str(), "000");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(article in "\\PC{0,40}") {
            let key = ArticleKey::of(&article);
            prop_assert_eq!(ArticleKey::of(key.as_str()), key);
        }
    }
}
