//! Figures by name, each measured some times; what counts is the middle one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::load::Cost;

/// Everything that was measured.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<String, Vec<Decimal>>);

impl Figures {
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<Decimal>) {
        self.0.entry(name.into()).or_default().push(value.into());
    }

    /// All figures of a while of load, under one name.
    pub fn add_cost(&mut self, name: &str, cost: &Cost) {
        let parts = [
            ("cpu", cost.server + cost.database),
            ("server", cost.server),
            ("database", cost.database),
            ("p50", cost.p50),
            ("p99", cost.p99),
        ];
        for (part, micros) in parts {
            self.add(format!("{name}.{part}_ms"), thousandth(micros));
        }
        self.add(format!("{name}.rate"), rate(cost.done, cost.wall));
    }

    /// The middle of what was measured.
    pub fn get(&self, name: &str) -> Option<Decimal> {
        let mut values = self.0.get(name)?.clone();
        values.sort();
        values.get(values.len() / 2).copied()
    }

    /// One figure through another.
    pub fn ratio(&self, above: &str, below: &str) -> Option<Decimal> {
        self.get(above)?.checked_div(self.get(below)?)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn json(&self) -> Value {
        let one = |(name, values): (&String, &Vec<Decimal>)| {
            let all: Vec<String> = values.iter().map(|value| value.round_dp(4).to_string()).collect();
            let middle = self.get(name).map(|value| value.round_dp(4).to_string());
            (name.clone(), json!({ "median": middle, "rounds": all }))
        };
        Value::Object(self.0.iter().map(one).collect::<Map<String, Value>>())
    }
}

/// Microseconds as milliseconds, milliseconds as seconds, KiB as MiB (near enough for people).
pub fn thousandth(number: u64) -> Decimal {
    Decimal::from(number) / Decimal::from(1_000)
}

pub fn rate(done: u64, micros: u64) -> Decimal {
    Decimal::from(done) * Decimal::from(1_000_000) / Decimal::from(micros.max(1))
}
