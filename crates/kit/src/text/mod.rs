//! Words in the reader's language: keys with arguments, Fluent bundles, and one formatter of each kind.

pub mod format;
mod locale;
mod said;
mod texts;

pub use locale::Locale;
pub use said::{ArgValue, Text};
pub use texts::{Source, Texts};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR"]
#[include = "locales/*"]
struct Folder;

/// The kit's own texts, embedded.
pub fn files() -> crate::module::Files {
    crate::module::Files::of::<Folder>()
}
