//! Text as people write it, in Markdown: made into harmless HTML once, when it is saved.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use comrak::{Options, markdown_to_html};

use crate::item::folded;

/// What becomes of a text.
pub struct Made {
    pub html: String,
    /// The beginning without marks, for lists.
    pub lead: String,
    /// Everything in small letters, for the search.
    pub words: String,
}

/// Letters of the beginning.
const LEAD: usize = 240;

/// What may stand in a text; nothing that loads, runs, or looks like a part of the page.
static HARMLESS: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags =
        ["p", "br", "strong", "em", "del", "ul", "ol", "li", "blockquote", "h2", "h3", "hr", "a", "code"];
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .add_tag_attributes("a", ["href"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// The text of an item with its title.
pub fn made(title: &str, source: &str) -> Made {
    let html = HARMLESS.clean(&lower_headings(&markdown_to_html(source, &options()))).to_string();
    let plain = plain(&html);
    let lead: String = plain.chars().take(LEAD).collect();
    let lead = if lead.len() < plain.len() { format!("{}…", whole_words(&lead)) } else { lead };
    Made { html, lead, words: folded(&format!("{title} {plain}")) }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    // A line break is a line break, and HTML that somebody typed is shown as it was typed.
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
}

/// The title is the page's heading; those of the text stand below it, two deep.
fn lower_headings(html: &str) -> String {
    let mut html = html.to_owned();
    for (from, to) in [("h6", "h3"), ("h5", "h3"), ("h4", "h3"), ("h3", "h3"), ("h2", "h3"), ("h1", "h2")] {
        html = html.replace(&format!("<{from}>"), &format!("<{to}>"));
        html = html.replace(&format!("</{from}>"), &format!("</{to}>"));
    }
    html
}

/// Without tags, with single blanks.
fn plain(html: &str) -> String {
    let spaced = html.replace('<', " <");
    let bare = Builder::empty().clean(&spaced).to_string();
    let told = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&quot;", "\""), ("&amp;", "&")];
    let bare = told.iter().fold(bare, |text, (name, sign)| text.replace(name, sign));
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn whole_words(cut: &str) -> &str {
    cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole)
}

#[cfg(test)]
mod tests {
    use super::made;

    fn html(source: &str) -> String {
        made("", source).html
    }

    #[test]
    fn what_people_write_looks_as_they_meant_it() {
        assert_eq!(
            html("**Новые** часы:\nпн–пт 9–18\n\n- склад\n- офис"),
            "<p><strong>Новые</strong> часы:<br>\nпн–пт 9–18</p>\n<ul>\n<li>склад</li>\n<li>офис</li>\n</ul>\n"
        );
        assert_eq!(html("# A\n\n### B"), "<h2>A</h2>\n<h3>B</h3>\n");
        let link = html("[прайс](/p/mb-1c16) и https://example.com");
        assert!(
            link.contains(r#"<a href="/p/mb-1c16" rel="noopener noreferrer nofollow">прайс</a>"#),
            "{link}"
        );
        assert!(link.contains(r#"<a href="https://example.com""#), "{link}");
    }

    #[test]
    fn nothing_that_runs_or_loads_comes_through() {
        for bad in [
            "<script>document.title='OWNED'</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:msgbox)",
            "![x](https://evil.example/pixel.png)",
            "<a href=\"x\" onclick=\"alert(1)\">x</a>",
            "<iframe src=//evil.example></iframe>",
            "<style>*{display:none}</style>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<form action=//evil.example><input name=password>",
            "```html\n<script>alert(1)</script>\n```",
            "[x](<javascript:alert(1)>)",
            "<javascript:alert(1)>",
            "[a]: javascript:alert(1)\n\n[a]",
        ] {
            let html = html(bad);
            for sign in [
                "<script",
                "<img",
                "<svg",
                "<iframe",
                "<style",
                "<math",
                "<form",
                "<input",
                "href=\"j",
                "href=\"J",
                "href=\"data",
                "href=\"vb",
            ] {
                assert!(!html.contains(sign), "{bad}: {html}");
            }
            // Whatever is left of an attribute is text: no tag of ours has one but `a`.
            for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                assert!(!tag.contains(" on"), "{bad}: {html}");
            }
        }
    }

    #[test]
    fn the_beginning_and_the_words_are_plain() {
        let made =
            made("Выставка", &format!("Ждём **вас** & ещё <b>кого-то</b>\n\n{}", "слово ".repeat(100)));
        assert!(made.lead.starts_with("Ждём вас & ещё <b>кого-то</b> слово"), "{}", made.lead);
        assert!(made.lead.ends_with("слово…"), "{}", made.lead);
        assert!(made.words.starts_with("выставка ждем вас & еще"), "{}", made.words);
    }

    #[test]
    fn deep_and_long_texts_end() {
        for source in [">".repeat(20_000), "*".repeat(20_000), "[".repeat(20_000), "- ".repeat(10_000)] {
            made("", &source);
        }
    }
}
