//! The texts of all rooms and themes, one Fluent bundle a language.

use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::Memoizable;
use rust_decimal::prelude::ToPrimitive;
use unic_langid::LanguageIdentifier;

use super::{ArgValue, Locale, Text, format};

/// One file of texts.
pub struct Source {
    pub locale: Locale,
    /// The room or theme, for messages to developers.
    pub owner: String,
    pub ftl: String,
}

/// All texts.
pub struct Texts {
    bundles: HashMap<Locale, FluentBundle<FluentResource>>,
}

impl Texts {
    /// An error names the file and what is wrong with it: a syntax error, or a key that stands twice.
    pub fn new(sources: Vec<Source>) -> Result<Self, String> {
        let mut bundles = HashMap::new();
        for locale in Locale::all() {
            let language: LanguageIdentifier =
                locale.code().parse().map_err(|error| format!("{locale}: {error}"))?;
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            // Without this, invisible direction marks land in file names, CSV and tests.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(write_number));
            bundles.insert(*locale, bundle);
        }
        for source in sources {
            let owner = format!("{} ({})", source.owner, source.locale);
            let resource =
                FluentResource::try_new(source.ftl).map_err(|(_, errors)| format!("{owner}: {errors:?}"))?;
            if let Some(bundle) = bundles.get_mut(&source.locale) {
                bundle.add_resource(resource).map_err(|errors| format!("{owner}: {errors:?}"))?;
            }
        }
        Ok(Self { bundles })
    }

    /// The text in the reader's language. A missing key is logged and shown as itself; a test finds it first.
    pub fn say(&self, locale: Locale, text: &Text) -> String {
        let bundle = self.bundles.get(&locale);
        let pattern = bundle.and_then(|bundle| bundle.get_message(text.name())?.value());
        let (Some(bundle), Some(pattern)) = (bundle, pattern) else {
            tracing::error!(text.key = text.name(), text.locale = %locale, "A text is missing.");
            return text.name().to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in text.args() {
            args.set(name, self.argument(locale, value));
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(text.key = text.name(), text.locale = %locale, ?errors, "A text lacks an argument.");
        }
        said
    }

    pub fn has(&self, locale: Locale, key: &str) -> bool {
        self.bundles.get(&locale).is_some_and(|bundle| bundle.has_message(key))
    }

    fn argument(&self, locale: Locale, value: &ArgValue) -> FluentValue<'static> {
        match value {
            ArgValue::Text(text) => text.clone().into(),
            ArgValue::Int(count) => (*count).into(),
            ArgValue::Number(number) => number.to_f64().map_or_else(
                || number.to_string().into(),
                |number| FluentValue::Number(FluentNumber::from(number)),
            ),
            ArgValue::Money(money) => format::money(locale, *money).into(),
            ArgValue::Date(date) => format::date(self, locale, *date).into(),
            ArgValue::Said(text) => self.say(locale, text).into(),
        }
    }
}

/// Numbers inside texts look as everywhere else.
fn write_number<M: MemoizerKind>(value: &FluentValue, memoizer: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let number = number.value.to_string().parse().ok()?;
    memoizer
        .with_try_get_threadsafe::<OfLanguage, _, _>((), |language| format::number(language.0, number))
        .ok()
}

/// The bundle's language, as Fluent hands it to formatters.
struct OfLanguage(Locale);

impl Memoizable for OfLanguage {
    type Args = ();
    type Error = ();
    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        Locale::parse(language.language.as_str()).map(Self).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Texts {
        let source = |locale, ftl: &str| Source { locale, owner: "test".into(), ftl: ftl.into() };
        Texts::new(vec![
            source(Locale::RU, "goods = { $n ->\n [one] { $n } товар\n [few] { $n } товара\n [many] { $n } товаров\n *[other] { $n } товара\n}\n"),
            source(Locale::EN, "goods = { $n ->\n [one] { $n } product\n *[other] { $n } products\n}\n"),
        ])
        .unwrap()
    }

    #[test]
    fn plurals_follow_the_language() {
        let texts = texts();
        let say = |locale, n: ArgValue| texts.say(locale, &Text::key("goods").with("n", n));
        for (n, ru, en) in [
            (1, "1 товар", "1 product"),
            (2, "2 товара", "2 products"),
            (5, "5 товаров", "5 products"),
            (21, "21 товар", "21 products"),
            (1240, "1\u{a0}240 товаров", "1,240 products"),
        ] {
            assert_eq!(say(Locale::RU, n.into()), ru);
            assert_eq!(say(Locale::EN, n.into()), en);
        }
        assert_eq!(say(Locale::RU, rust_decimal::Decimal::new(15, 1).into()), "1,5 товара");
    }

    #[test]
    fn a_key_that_stands_twice_is_refused() {
        let source = |ftl: &str| Source { locale: Locale::EN, owner: "test".into(), ftl: ftl.into() };
        assert!(Texts::new(vec![source("a = 1\n"), source("a = 2\n")]).is_err());
    }
}
