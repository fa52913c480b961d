//! The template engine: one per theme, with the prefixes `tenant/`, `theme/`, `base/` and our few functions.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use tera::{Context, Function, Kwargs, State, Tera, TeraResult, Value};

use super::Assets;
use crate::module::Files;
use crate::text::{ArgValue, Locale, Text, Texts, format};
use crate::values::{Currency, Money};

/// The engines of all themes.
pub struct Engines {
    by_theme: HashMap<String, Tera>,
    texts: Arc<Texts>,
}

/// The engine of the base theme alone: the back office, the console and the public site keep this neutral shell.
pub const NEUTRAL: &str = "base";

/// A template that does not render is our bug; its message never reaches a visitor.
#[derive(Debug)]
pub struct RenderError(String);

/// Who reads the page: the language, the zone, and the present moment.
#[derive(Clone)]
pub struct Reader {
    pub locale: Locale,
    pub zone: TimeZone,
    pub now: Timestamp,
}

/// A source of templates: `prefix` is `base` for rooms and the base theme, `theme` for a theme's own.
pub struct TemplateSource {
    pub theme: Option<String>,
    pub name: String,
    pub text: String,
}

thread_local! {
    // Components of Tera see no context but their arguments, so the reader stands beside the rendering thread.
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

impl Engines {
    /// Builds one engine for each theme, and the neutral one. An error names the template and the line.
    pub fn new(
        themes: &[String],
        sources: &[TemplateSource],
        texts: &Arc<Texts>,
        assets: &Arc<Assets>,
    ) -> Result<Self, String> {
        let mut by_theme = HashMap::new();
        for theme in themes.iter().map(String::as_str).chain([NEUTRAL]) {
            let mut tera = Tera::new();
            tera.set_fallback_prefixes(vec!["tenant/".to_owned(), "theme/".to_owned(), "base/".to_owned()])
                .map_err(|error| error.to_string())?;
            register(&mut tera, texts, assets);
            let templates = sources.iter().filter_map(|source| match &source.theme {
                None => Some((format!("base/{}", source.name), source.text.clone())),
                Some(of) if of == theme => Some((format!("theme/{}", source.name), source.text.clone())),
                Some(_) => None,
            });
            tera.add_raw_templates(templates.collect::<Vec<_>>())
                .map_err(|error| format!("theme {theme}: {error}"))?;
            by_theme.insert(theme.to_owned(), tera);
        }
        Ok(Self { by_theme, texts: Arc::clone(texts) })
    }

    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Renders a template, or one block of it, in the reader's words.
    pub fn render(
        &self,
        theme: &str,
        template: &str,
        block: Option<&str>,
        context: &Context,
        reader: &Reader,
    ) -> Result<String, RenderError> {
        let tera = self.by_theme.get(theme).ok_or_else(|| RenderError(format!("no theme {theme}")))?;
        READER.set(Some(reader.clone()));
        let page = match block {
            Some(block) => tera.render_block(template, block, context),
            None => tera.render(template, context),
        };
        READER.set(None);
        page.map_err(|error| RenderError(error.to_string()))
    }
}

impl std::fmt::Display for RenderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads the templates of a room or theme out of its embedded folder.
pub fn templates_of(files: &Files, theme: Option<&str>) -> Vec<TemplateSource> {
    let names = (files.names)();
    let template = |name: &str| {
        let short = name.strip_prefix("templates/").filter(|short| short.strip_suffix(".html").is_some())?;
        Some(TemplateSource {
            theme: theme.map(str::to_owned),
            name: short.to_owned(),
            text: files.text(name)?,
        })
    };
    names.iter().filter_map(|name| template(name)).collect()
}

fn reader() -> Reader {
    READER.with_borrow(|reader| {
        reader.clone().unwrap_or(Reader {
            locale: Locale::EN,
            zone: TimeZone::UTC,
            now: Timestamp::UNIX_EPOCH,
        })
    })
}

fn register(tera: &mut Tera, texts: &Arc<Texts>, assets: &Arc<Assets>) {
    let said = Arc::clone(texts);
    tera.register_function("t", move |args: Kwargs, _: &State| -> TeraResult<String> { say(&said, &args) });
    let urls = Arc::clone(assets);
    tera.register_function("asset", move |args: Kwargs, _: &State| -> TeraResult<String> {
        Ok(urls.url(&args.must_get::<String>("path")?))
    });
    tera.register_function("icon", Icon(Arc::clone(assets)));
    tera.register_filter("money", |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format::money(reader().locale, money(value)?))
    });
    tera.register_filter("unit_price", |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format::unit_price(reader().locale, money(value)?))
    });
    tera.register_filter("number", |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format::number(reader().locale, decimal(value)?))
    });
    tera.register_filter("percent", |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format::percent(reader().locale, decimal(value)?))
    });
    tera.register_filter("urlencode", |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Ok(form_urlencoded::byte_serialize(text.as_bytes()).collect())
    });
    let said = Arc::clone(texts);
    tera.register_filter("say", move |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        if let Some(said_already) = value.as_str() {
            Ok(said_already.to_owned())
        } else {
            let text = match text_of(value) {
                Some(text) => text,
                None => deserialize::<Text>(value)?,
            };
            Ok(said.say(reader().locale, &text))
        }
    });
    register_times(tera, texts);
}

fn register_times(tera: &mut Tera, texts: &Arc<Texts>) {
    let said = Arc::clone(texts);
    tera.register_filter("date", move |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        let reader = reader();
        Ok(format::date(&said, reader.locale, day(value, &reader)?))
    });
    let said = Arc::clone(texts);
    tera.register_filter("date_long", move |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        let reader = reader();
        Ok(format::date_long(&said, reader.locale, day(value, &reader)?))
    });
    tera.register_filter("time", |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format::time(&reader().zone, instant(value)?))
    });
    let said = Arc::clone(texts);
    tera.register_filter("datetime", move |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        let reader = reader();
        Ok(format::datetime(&said, reader.locale, &reader.zone, instant(value)?))
    });
    let said = Arc::clone(texts);
    tera.register_filter("ago", move |value: &Value, _: Kwargs, _: &State| -> TeraResult<String> {
        let reader = reader();
        Ok(format::ago(&said, reader.locale, &reader.zone, reader.now, instant(value)?))
    });
}

fn say(texts: &Texts, args: &Kwargs) -> TeraResult<String> {
    let key: String = args.must_get("key")?;
    let mut text = Text::dynamic(key);
    for (name, value) in args.iter() {
        let name = name.to_string();
        if name != "key" {
            text = text.with_dynamic(name, argument(value)?);
        }
    }
    Ok(texts.say(reader().locale, &text))
}

fn argument(value: &Value) -> TeraResult<ArgValue> {
    if let Some(number) = value.as_i64() {
        return Ok(ArgValue::Int(number));
    }
    if value.as_map().is_some() {
        return Ok(ArgValue::Money(money(value)?));
    }
    Ok(ArgValue::Text(value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
}

/// `<svg>` of the sprite; always beside a word, so it is hidden from screen readers.
struct Icon(Arc<Assets>);

impl Function<TeraResult<String>> for Icon {
    fn call(&self, args: Kwargs, _: &State) -> TeraResult<String> {
        let name: String = args.must_get("name")?;
        let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !plain {
            return Err(tera::Error::message(format!("not an icon's name: {name}")));
        }
        let (sprite, hash) = (self.0.url("base/icons.svg"), '#');
        Ok(format!(r#"<svg class="icon" aria-hidden="true"><use href="{sprite}{hash}{name}"/></svg>"#))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn wrong(what: &str, value: &Value) -> tera::Error {
    tera::Error::message(format!("{value} is no {what}"))
}

fn deserialize<T: serde::de::DeserializeOwned>(value: &Value) -> TeraResult<T> {
    let json = serde_json::to_value(value).map_err(|error| tera::Error::message(error.to_string()))?;
    serde_json::from_value(json).map_err(|error| tera::Error::message(error.to_string()))
}

/// A text with plain arguments, read without the way over JSON: lists say some in each of their rows.
fn text_of(value: &Value) -> Option<Text> {
    let mut text = Text::dynamic(value.get_from_path("key")?.as_str()?.to_owned());
    for pair in value.get_from_path("args")?.as_array()? {
        let [name, argument] = pair.as_array()? else { return None };
        let (kind, inner) = argument.as_map()?.iter().next()?;
        let argument = match kind.as_str()? {
            "Text" => ArgValue::Text(inner.as_str()?.to_owned()),
            "Int" => ArgValue::Int(inner.as_i64()?),
            "Number" => ArgValue::Number(inner.as_str()?.parse().ok()?),
            "Money" => ArgValue::Money(money(inner).ok()?),
            _ => return None,
        };
        text = text.with_dynamic(name.as_str()?.to_owned(), argument);
    }
    Some(text)
}

fn decimal(value: &Value) -> TeraResult<Decimal> {
    if let Some(number) = value.as_i64() {
        return Ok(Decimal::from(number));
    }
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(|| wrong("number", value))
}

fn money(value: &Value) -> TeraResult<Money> {
    let amount = value.get_from_path("amount").and_then(Value::as_str);
    let currency = value.get_from_path("currency").and_then(Value::as_str);
    let (Some(amount), Some(currency)) = (amount, currency) else {
        return Err(wrong("sum of money", value));
    };
    let amount: Decimal = amount.parse().map_err(|_| wrong("sum of money", value))?;
    let currency: Currency = currency.parse().map_err(|_| wrong("sum of money", value))?;
    Ok(Money::new(amount, currency))
}

fn instant(value: &Value) -> TeraResult<Timestamp> {
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(|| wrong("instant", value))
}

/// A day by itself, or the day of an instant in the reader's zone.
fn day(value: &Value, reader: &Reader) -> TeraResult<jiff::civil::Date> {
    let text = value.as_str().ok_or_else(|| wrong("day", value))?;
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant.to_zoned(reader.zone.clone()).date());
    }
    text.parse().map_err(|_| wrong("day", value))
}
