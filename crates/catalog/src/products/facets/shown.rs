//! The filters as the page shows them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use kit::text::{Locale, Text};
use rust_decimal::Decimal;
use serde::Serialize;

use super::counting::Value;
use super::{Asked, Counted, Filter};
use crate::products::sections::pick;

/// An attribute as a filter.
#[derive(Debug, Clone, Serialize)]
pub struct Facet {
    /// What its choices are called in the address.
    pub param: String,
    pub name: String,
    pub choices: Vec<Choice>,
    /// Choices that stand folded.
    pub more: Vec<Choice>,
}

/// A value that may be chosen, and how many goods that would be.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub text: String,
    pub count: i64,
    pub chosen: bool,
}

/// What to lift when nothing was found.
#[derive(Debug, Clone, Serialize)]
pub struct Instead {
    pub href: String,
    pub text: Text,
    pub total: i64,
}

/// Attributes that are offered at most, and choices of each that stand open.
const FACETS: usize = 8;
const OPEN: usize = 6;

/// Those attributes that tell the found goods apart best: chosen ones first, then the ones that most goods have.
pub fn facets(counted: &Counted, asked: &Asked, locale: Locale) -> Vec<Facet> {
    let mut by_name: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for value in &counted.counts.values {
        by_name.entry(&value.name).or_default().push(value);
    }
    for (name, _) in &asked.attributes {
        by_name.entry(name).or_default();
    }
    let mut all: Vec<(bool, i64, Facet)> = by_name
        .into_iter()
        .filter_map(|(name, values)| {
            let chosen =
                asked.attributes.iter().find(|(known, _)| known == name).map(|(_, all)| all.as_slice());
            let goods = values.iter().map(|value| value.count).sum();
            let facet = facet(name, values, chosen.unwrap_or_default(), locale);
            let useful = chosen.is_some() || facet.choices.len() > 1;
            useful.then_some((chosen.is_some(), goods, facet))
        })
        .collect();
    all.sort_by_key(|(chosen, goods, _)| (Reverse(*chosen), Reverse(*goods)));
    all.into_iter().take(FACETS.max(asked.attributes.len())).map(|(.., facet)| facet).collect()
}

fn facet(name: &str, values: Vec<&Value>, chosen: &[String], locale: Locale) -> Facet {
    let title = values.first().map(|value| pick(locale, value.name.clone(), value.name_en.clone()));
    let mut sorted: BTreeMap<(Option<Decimal>, String), Choice> = BTreeMap::new();
    for value in values {
        let key = (value.number.map(|number| number.normalize()), value.text.clone());
        let unit = if value.unit.is_empty() { String::new() } else { format!("\u{a0}{}", value.unit) };
        let choice = sorted.entry(key).or_insert_with(|| Choice {
            text: format!("{}{unit}", value.text),
            chosen: chosen.contains(&value.text),
            value: value.text.clone(),
            count: 0,
        });
        choice.count += value.count;
    }
    for value in chosen {
        if sorted.values().any(|choice| choice.value == *value) {
            continue;
        }
        let choice = Choice { value: value.clone(), text: value.clone(), count: 0, chosen: true };
        sorted.insert((None, value.clone()), choice);
    }
    // The most frequent stand open, all of them in the order of their numbers and letters.
    let all: Vec<Choice> = sorted.into_values().collect();
    let mut ranks: Vec<(Reverse<bool>, Reverse<i64>, usize)> =
        all.iter().zip(0..).map(|(choice, at)| (Reverse(choice.chosen), Reverse(choice.count), at)).collect();
    ranks.sort_unstable();
    let open: HashSet<usize> = ranks.into_iter().take(OPEN).map(|(.., at)| at).collect();
    let (choices, more): (Vec<_>, Vec<_>) = all.into_iter().zip(0..).partition(|(_, at)| open.contains(at));
    let plain = |part: Vec<(Choice, usize)>| part.into_iter().map(|(choice, _)| choice).collect();
    let (choices, more) = (plain(choices), plain(more));
    Facet { param: format!("a.{name}"), name: title.unwrap_or_else(|| name.to_owned()), choices, more }
}

/// What an empty list says of the one filter that hides most, or of all of them.
pub fn instead(counted: &Counted, asked: &Asked, locale: Locale) -> Option<Instead> {
    let counts = &counted.counts;
    if counts.total > 0 || counts.all == 0 || asked.filters() == 0 {
        return None;
    }
    let Some((filter, total)) = counts.hidden.iter().max_by_key(|(_, n)| *n) else {
        let text = Text::key("catalog-none-with-filters").with("n", counts.all);
        return Some(Instead { href: href(&asked.words_only()), text, total: counts.all });
    };
    let without = asked.without(*filter);
    let named = |name: &str, value: &str| format!("{name}: {value}");
    let text = match filter {
        Filter::Free => Text::key("catalog-none-without-free"),
        Filter::Section => {
            let node = counted.tree.iter().find(|node| node.slug == asked.section)?;
            let name = pick(locale, node.name.clone(), node.name_en.clone());
            Text::key("catalog-none-without-section").with("section", name)
        }
        Filter::Attribute(at) => {
            let (name, values) = asked.attributes.get(*at)?;
            let known = counts.values.iter().find(|value| value.name == *name);
            let title =
                known.map_or_else(|| name.clone(), |one| pick(locale, name.clone(), one.name_en.clone()));
            Text::key("catalog-none-without-attribute").with("filter", named(&title, &values.join(", ")))
        }
    };
    Some(Instead { href: href(&without), text: text.with("n", *total), total: *total })
}

fn href(asked: &Asked) -> String {
    match asked.query().as_str() {
        "" => "/catalog".to_owned(),
        query => format!("/catalog?{query}"),
    }
}
