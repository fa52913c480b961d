//! What a reader sees of a cart's line: the row of the pad and of the review.

use catalog::products::{Availability, Unit, availability};
use catalog::stock::Figures;
use kit::text::Text;
use kit::values::Money;
use rust_decimal::Decimal;
use serde::Serialize;

use super::read::Cart;
use super::rules::{Line, Problem};

/// A row of the pad; the shape that `components/order_pad.html` draws.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub n: i32,
    pub article: String,
    pub qty: String,
    pub unit: String,
    pub units: Vec<Unit>,
    /// `ok`, `check`, `unknown` or `empty`.
    pub state: &'static str,
    pub product: Option<Product>,
    pub why: Option<Text>,
    pub fixes: Vec<Fix>,
    pub pieces: Option<Text>,
    pub price: Option<Money>,
    pub was: Option<Money>,
    pub price_href: Option<String>,
    pub stock: Option<Availability>,
    pub sum: Option<Money>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Product {
    pub name: String,
    pub href: String,
    pub article: String,
}

/// A way out of a problem: what a press puts into the line.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Fix {
    pub text: Option<Text>,
    pub article: Option<String>,
    pub qty: Option<String>,
    pub unit: Option<String>,
    pub remove: bool,
}

impl Cart {
    /// The line as a row.
    pub fn row(&self, line: &Line) -> Row {
        let unit_text = |code: &str| self.unit_text(code);
        let good = line.good.as_ref();
        let base = good.map_or("", |good| good.base_unit.as_str());
        let packed = line.coefficient != Decimal::ONE;
        let nothing = Figures::default();
        let stock = good.map(|good| {
            let figures = self.figures.get(&good.id).unwrap_or(&nothing);
            availability(figures, line.quantity.unwrap_or_default(), &unit_text(base), self.today)
        });
        Row {
            n: line.typed.n,
            article: line.typed.article.clone(),
            qty: line.typed.qty.clone(),
            unit: line.unit.clone(),
            units: good.map_or_else(Vec::new, |good| {
                good.packs.iter().filter_map(|(code, _)| self.units.get(code).cloned()).collect()
            }),
            state: state(line),
            product: good.map(|good| Product {
                name: good.name.clone(),
                href: format!("/p/{}", good.slug),
                article: good.article.clone(),
            }),
            why: line.problem.as_ref().map(|problem| self.why(line, problem)),
            fixes: line.problem.as_ref().map_or_else(Vec::new, |problem| self.fixes(line, problem)),
            pieces: line
                .quantity
                .filter(|_| packed)
                .map(|quantity| Text::key("orders-pieces").with("n", quantity).with("unit", unit_text(base))),
            price: line.unit_price(),
            was: line.was(),
            price_href: good.zip(line.quantity).map(|(good, n)| format!("/p/{}/price?qty={n}", good.slug)),
            stock,
            sum: line.sum.map(|sum| sum.total),
        }
    }

    pub fn unit_text(&self, code: &str) -> String {
        self.units.get(code).map_or_else(|| code.to_owned(), |unit| unit.text.clone())
    }

    /// Names the thing, says the fact, says the next step (UX §5).
    fn why(&self, line: &Line, problem: &Problem) -> Text {
        let good = line.good.as_ref();
        let article = good.map_or(line.typed.article.as_str(), |good| good.article.as_str());
        let unit = self.unit_text(good.map_or("", |good| good.base_unit.as_str()));
        let say = |key| Text::key(key).with("article", article).with("unit", unit.as_str());
        match problem {
            Problem::NoArticle => Text::key("orders-line-no-article"),
            Problem::Unknown { nearest } => match nearest.first() {
                Some(near) => say("orders-line-unknown")
                    .with("near", near.article.as_str())
                    .with("name", near.name.as_str()),
                None => say("orders-line-unknown-none"),
            },
            Problem::Several { goods } => {
                say("orders-line-several").with("n", i64::try_from(goods.len()).unwrap_or(0))
            }
            Problem::Discontinued { replacement: Some(new) } => {
                say("orders-line-replaced").with("new", new.as_str())
            }
            Problem::Discontinued { replacement: None } => say("orders-line-discontinued"),
            Problem::NoQuantity => say("orders-line-no-quantity"),
            Problem::NotANumber => {
                Text::key("orders-line-not-a-number").with("value", line.typed.qty.as_str())
            }
            Problem::TooMuch => Text::key("orders-line-too-much").with("value", line.typed.qty.as_str()),
            Problem::Fraction => say("orders-line-fraction").with("pack", self.unit_text(&line.unit)),
            Problem::Minimum { minimum } => say("orders-line-minimum").with("n", *minimum),
            Problem::Multiple { multiple, less, more } if *less > Decimal::ZERO => {
                say("orders-line-multiple").with("n", *multiple).with("less", *less).with("more", *more)
            }
            Problem::Multiple { multiple, more, .. } => {
                say("orders-line-multiple-more").with("n", *multiple).with("more", *more)
            }
            Problem::NoPrice => say("orders-line-no-price"),
            Problem::Short { free, when } => {
                let wanted = line.quantity.unwrap_or_default();
                let said = say(match when {
                    Some(_) => "orders-line-short-until",
                    None => "orders-line-short",
                });
                let said = said.with("free", *free).with("wanted", wanted);
                when.iter().fold(said, |said, date| said.with("date", *date))
            }
        }
    }

    fn fixes(&self, line: &Line, problem: &Problem) -> Vec<Fix> {
        let remove = Fix { text: Some(Text::key("orders-fix-remove")), remove: true, ..Fix::default() };
        let replace = |article: &str, name: &str| Fix {
            text: Some(Text::key("orders-fix-replace").with("article", name)),
            article: Some(article.to_owned()),
            ..Fix::default()
        };
        match problem {
            Problem::Unknown { nearest } => {
                nearest.iter().map(|near| replace(&near.article, &near.article)).chain([remove]).collect()
            }
            Problem::Several { goods } => {
                goods.iter().map(|good| replace(&good.article, &good.name)).chain([remove]).collect()
            }
            Problem::Discontinued { replacement } => {
                replacement.iter().map(|new| replace(new, new)).chain([remove]).collect()
            }
            Problem::Minimum { minimum } => vec![self.take(line, *minimum)],
            Problem::Multiple { less, more, .. } => [*less, *more]
                .into_iter()
                .filter(|n| *n > Decimal::ZERO)
                .map(|n| self.take(line, n))
                .collect(),
            Problem::Short { free, .. } => {
                let whole = whole(line, *free);
                let some = (whole > Decimal::ZERO).then(|| self.take(line, whole));
                some.into_iter().chain([remove]).collect()
            }
            Problem::NoArticle
            | Problem::NoQuantity
            | Problem::NotANumber
            | Problem::TooMuch
            | Problem::Fraction
            | Problem::NoPrice => vec![remove],
        }
    }

    /// A press that sets the quantity: in the line's unit when it comes out whole, else in base units.
    fn take(&self, line: &Line, base: Decimal) -> Fix {
        let in_unit = base / line.coefficient;
        let base_unit = line.good.as_ref().map_or_else(String::new, |good| good.base_unit.clone());
        let (qty, unit) =
            if in_unit.fract().is_zero() { (in_unit, line.unit.clone()) } else { (base, base_unit) };
        let text =
            Text::key("orders-fix-take").with("n", qty.normalize()).with("unit", self.unit_text(&unit));
        Fix { text: Some(text), qty: Some(qty.normalize().to_string()), unit: Some(unit), ..Fix::default() }
    }
}

/// The largest quantity within `free` that may be ordered.
fn whole(line: &Line, free: Decimal) -> Decimal {
    let Some(good) = &line.good else { return Decimal::ZERO };
    let step = if good.multiple > Decimal::ZERO { good.multiple } else { Decimal::ONE };
    let whole = ((free / step).floor() * step).normalize();
    if whole < good.minimum { Decimal::ZERO } else { whole }
}

fn state(line: &Line) -> &'static str {
    match &line.problem {
        None if line.typed.is_empty() => "empty",
        None => "ok",
        Some(Problem::Unknown { .. } | Problem::NoArticle) => "unknown",
        Some(_) => "check",
    }
}

impl Row {
    /// A free row.
    pub fn empty(n: i32) -> Self {
        Self {
            n,
            article: String::new(),
            qty: String::new(),
            unit: String::new(),
            units: Vec::new(),
            state: "empty",
            product: None,
            why: None,
            fixes: Vec::new(),
            pieces: None,
            price: None,
            was: None,
            price_href: None,
            stock: None,
            sum: None,
        }
    }

    /// Rows of every kind, for samples of pages.
    pub fn samples() -> Vec<Self> {
        let rub = |amount| "RUB".parse().ok().map(|currency| Money::new(Decimal::new(amount, 2), currency));
        let unit = |code: &str, text: &str| Unit { code: code.to_owned(), text: text.to_owned(), scale: 0 };
        let good = Self {
            article: "MB-1C16".to_owned(),
            qty: "3".to_owned(),
            unit: "box".to_owned(),
            units: vec![unit("pcs", "шт."), unit("box", "кор.")],
            state: "ok",
            product: Some(Product {
                name: "Автомат 1P C16".to_owned(),
                href: "/p/mb-1c16".to_owned(),
                article: "MB-1C16".to_owned(),
            }),
            pieces: Some(Text::key("orders-pieces").with("n", Decimal::from(36)).with("unit", "шт.")),
            price: rub(9_100),
            was: rub(8_900),
            price_href: Some("/p/mb-1c16/price?qty=36".to_owned()),
            stock: Some(Availability {
                tone: "ok",
                text: Text::key("catalog-free").with("n", Decimal::from(240)).with("unit", "шт."),
                note: None,
            }),
            sum: rub(327_600),
            ..Self::empty(1)
        };
        let fix = |key| Fix {
            text: Some(
                Text::key(key).with("article", "MB-1C16").with("n", Decimal::from(24)).with("unit", "шт."),
            ),
            qty: Some("24".to_owned()),
            ..Fix::default()
        };
        let unknown = Self {
            article: "<b>ВА-16С".to_owned(),
            state: "unknown",
            why: Some(Text::key("orders-line-unknown-none").with("article", "<b>ВА-16С")),
            fixes: vec![fix("orders-fix-replace"), Fix { remove: true, ..fix("orders-fix-remove") }],
            ..Self::empty(2)
        };
        let short = Self {
            n: 3,
            state: "check",
            why: Some(
                Text::key("orders-line-short-until")
                    .with("article", "MB-1C16")
                    .with("free", Decimal::from(24))
                    .with("wanted", Decimal::from(36))
                    .with("unit", "шт.")
                    .with("date", jiff::civil::date(2026, 11, 12)),
            ),
            fixes: vec![fix("orders-fix-take")],
            ..good.clone()
        };
        vec![good, unknown, short, Self::empty(4)]
    }
}
