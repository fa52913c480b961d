//! Names that a sender escaped twice.

/// `Кабель &quot;ВВГ&quot;` becomes what was meant; a name that would then hold markup stays as it is.
pub fn name(text: &str) -> String {
    let meant = text.contains('&').then(|| unescape(text)).flatten();
    meant.unwrap_or_else(|| text.to_owned())
}

fn unescape(text: &str) -> Option<String> {
    let plain = quick_xml::escape::unescape(text).ok()?;
    let clean = !plain.contains(|c: char| matches!(c, '<' | '>') || c.is_control());
    clean.then(|| plain.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn only_a_clean_name_is_unescaped_once_more() {
        for (written, meant) in [
            ("Кабель &quot;ВВГ&quot;", "Кабель \"ВВГ\""),
            ("M&amp;M", "M&M"),
            ("Bosch & Co", "Bosch & Co"),
            ("A &unknown; B", "A &unknown; B"),
            ("&lt;b&gt;жир&lt;/b&gt;", "&lt;b&gt;жир&lt;/b&gt;"),
            ("Лампа &#1;", "Лампа &#1;"),
        ] {
            assert_eq!(name(written), meant);
        }
    }
}
