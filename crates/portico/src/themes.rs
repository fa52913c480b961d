//! The themes' folders, embedded (read from disk in debug builds). `docs/themes.md` tells how one is made.

use kit::look::Theme;
use kit::module::Files;
use kit::text::{Locale, Source};
use kit::web::{AssetSource, TemplateSource, templates_of};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../themes/base"]
#[include = "templates/*"]
#[include = "locales/*"]
#[include = "assets/*"]
#[include = "vendor/dist/*"]
struct Base;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../themes/ledger"]
struct Ledger;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../themes/workshop"]
struct Workshop;

/// The themes a portal may choose, besides the base that all stand on: the default first.
fn folders() -> [(&'static str, Files); 2] {
    [("ledger", Files::of::<Ledger>()), ("workshop", Files::of::<Workshop>())]
}

/// What each says of itself in its `theme.toml`. An error names the file.
pub fn all() -> Result<Vec<Theme>, String> {
    let read = |(id, files): (&str, Files)| {
        let wrong = |words: String| format!("themes/{id}/theme.toml: {words}");
        let text = files.text("theme.toml").ok_or_else(|| wrong("is not there".to_owned()))?;
        let theme: Theme = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        if theme.id == id { Ok(theme) } else { Err(wrong(format!("calls itself {}", theme.id))) }
    };
    folders().into_iter().map(read).collect()
}

pub fn templates() -> Vec<TemplateSource> {
    let mut sources = templates_of(&Files::of::<Base>(), None);
    for (id, files) in folders() {
        sources.extend(templates_of(&files, Some(id)));
    }
    sources
}

pub fn assets() -> Vec<AssetSource> {
    let base = Files::of::<Base>();
    let mut sources = vec![
        AssetSource { prefix: "base".to_owned(), files: base, cut: "assets/" },
        AssetSource { prefix: "vendor".to_owned(), files: base, cut: "vendor/dist/" },
    ];
    let themes = folders().map(|(id, files)| AssetSource { prefix: id.to_owned(), files, cut: "assets/" });
    sources.extend(themes);
    sources
}

pub fn texts() -> Vec<Source> {
    let mut sources = texts_of("themes/base", &Files::of::<Base>());
    for (id, files) in folders() {
        sources.extend(texts_of(&format!("themes/{id}"), &files));
    }
    sources
}

/// The `locales/<code>.ftl` of a folder.
pub fn texts_of(owner: &str, files: &Files) -> Vec<Source> {
    let source = |locale: &Locale| {
        let ftl = files.text(&format!("locales/{}.ftl", locale.code()))?;
        Some(Source { locale: *locale, owner: owner.to_owned(), ftl })
    };
    Locale::all().iter().filter_map(source).collect()
}

#[cfg(test)]
mod tests {
    use kit::look::Mode;

    use super::*;

    /// What the code fits colours to is what browsers paint: the light values once, the dark ones by choice and by the system.
    #[test]
    fn a_themes_file_and_its_style_sheet_say_the_same_colours() {
        let base = Files::of::<Base>().text("assets/tokens.css").unwrap();
        for (theme, (id, files)) in all().unwrap().iter().zip(folders()) {
            let own = files.text(&format!("assets/{id}.css")).unwrap();
            let css = if own.contains("--c-brand:") { &own } else { &base };
            for (mode, times) in [(&theme.light, 1), (&theme.dark, 2)] {
                for (token, colour) in tokens(mode) {
                    let said = css.matches(&format!("--c-{token}: {colour};")).count();
                    assert!(said >= times, "{id}: --c-{token}: {colour} stands {said} times, not {times}");
                }
            }
            let texts = files.text("locales/en.ftl").unwrap();
            for key in ["name", "about"] {
                assert!(texts.contains(&format!("{id}-{key} = ")), "{id}-{key}");
            }
            assert!((files.get)("assets/picture.svg").is_some(), "{id} has no picture");
        }
    }

    fn tokens(mode: &Mode) -> [(&'static str, String); 12] {
        let Mode { surface, bg, sunken, ink, muted, line, .. } = mode;
        let Mode { control, brand, on_brand, link, focus, sel, .. } = mode;
        [
            ("surface", surface),
            ("bg", bg),
            ("sunken", sunken),
            ("ink", ink),
            ("muted", muted),
            ("line", line),
            ("control", control),
            ("brand", brand),
            ("on-brand", on_brand),
            ("link", link),
            ("focus", focus),
            ("sel", sel),
        ]
        .map(|(token, colour)| (token, colour.to_string()))
    }
}
