//! What a reader sees of a good's stock: a tone, words, and where.

use jiff::civil::Date;
use kit::text::Text;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::stock::Figures;

/// Stock in words. `tone`: `ok`, `warn` or `bad`.
#[derive(Debug, Clone, Serialize)]
pub struct Availability {
    pub tone: &'static str,
    pub text: Text,
    pub note: Option<Text>,
}

/// The same in the reader's words already: a list has fifty of them, and words are cheaper to hand on than what they are
/// made of.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    pub tone: &'static str,
    pub text: String,
    pub note: Option<String>,
}

impl Availability {
    pub fn said(&self, say: impl Fn(&Text) -> String) -> Said {
        Said { tone: self.tone, text: say(&self.text), note: self.note.as_ref().map(say) }
    }
}

/// Says whether `wanted` base units can be had now, when, or not. `unit`: the base unit's name.
pub fn availability(figures: &Figures, wanted: Decimal, unit: &str, today: Date) -> Availability {
    let promise = figures.promise(today);
    let free = figures.free();
    let say = |tone, text, note| Availability { tone, text, note };
    let next = |date: Date| Text::key("catalog-expected").with("date", date);
    let free_text = |key| Text::key(key).with("n", free.normalize()).with("unit", unit);
    if free >= wanted && free > Decimal::ZERO {
        let first = figures.houses.iter().find(|house| house.free > Decimal::ZERO);
        let note = first
            .filter(|house| house.free < free)
            .map(|house| Text::key("catalog-of-it").with("n", house.free).with("where", house.name.as_str()));
        return say("ok", free_text("catalog-free"), note);
    }
    match promise.when(wanted.max(free + Decimal::new(1, 6))) {
        Some(date) if free > Decimal::ZERO => say("warn", free_text("catalog-free-only"), Some(next(date))),
        Some(date) => say("warn", next(date), None),
        None if free > Decimal::ZERO => {
            let note = Text::key("catalog-no-date");
            say("warn", free_text("catalog-free-only"), Some(note))
        }
        None => say("bad", Text::key("catalog-missing"), None),
    }
}
