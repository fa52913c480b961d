//! The themes' folders, embedded (read from disk in debug builds).

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
#[include = "templates/*"]
#[include = "locales/*"]
#[include = "assets/*"]
struct Ledger;

/// The themes a portal may choose, besides the base that all stand on.
pub fn names() -> Vec<String> {
    vec!["ledger".to_owned()]
}

pub fn templates() -> Vec<TemplateSource> {
    let mut sources = templates_of(&Files::of::<Base>(), None);
    sources.extend(templates_of(&Files::of::<Ledger>(), Some("ledger")));
    sources
}

pub fn assets() -> Vec<AssetSource> {
    let (base, ledger) = (Files::of::<Base>(), Files::of::<Ledger>());
    vec![
        AssetSource { prefix: "base".to_owned(), files: base, cut: "assets/" },
        AssetSource { prefix: "vendor".to_owned(), files: base, cut: "vendor/dist/" },
        AssetSource { prefix: "ledger".to_owned(), files: ledger, cut: "assets/" },
    ]
}

pub fn texts() -> Vec<Source> {
    let mut sources = texts_of("themes/base", &Files::of::<Base>());
    sources.extend(texts_of("themes/ledger", &Files::of::<Ledger>()));
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
