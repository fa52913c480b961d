//! Values with rules: pure, no IO. A form field becomes one of these or a field error; inside, no `String` stands for them.

mod article;
mod currency;
mod email;
mod id;
mod invalid;
mod look_alike;
mod money;
mod secret;
mod slug;
mod tax_id;

pub use article::ArticleKey;
pub use currency::Currency;
pub use email::Email;
pub use id::Id;
pub use invalid::Invalid;
pub use look_alike::looks_like;
pub use money::{MixedCurrencies, Money, parse_decimal};
pub use secret::Secret;
pub use slug::Slug;
pub use tax_id::Inn;
