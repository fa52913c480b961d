//! The list's state as the address says it: `?q=&section=&free=1&a.<attribute>=<value>&page=`.

use kit::web::{Pager, query};

/// What somebody asks the list for. Nonsense in the address is as if it were not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    pub q: String,
    pub section: String,
    pub free: bool,
    /// (attribute's name, its values): one of the values of each. In the order of names, so that equal states are one.
    pub attributes: Vec<(String, Vec<String>)>,
}

/// One of the filters of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    Section,
    Free,
    /// By its place in `Asked::attributes`.
    Attribute(usize),
}

/// Rows that a page may have.
pub const SIZES: [i64; 3] = [24, Pager::PER_PAGE, 100];

/// A page of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub page: i64,
    pub rows: i64,
}

const PREFIX: &str = "a.";
const ATTRIBUTES: usize = 8;
const VALUES: usize = 24;

impl Asked {
    /// The state of an address, and which part of what it finds is shown.
    pub fn read(pairs: Vec<(String, String)>) -> (Self, Part) {
        let (mut asked, mut part) = (Self::default(), Part { page: 1, rows: Pager::PER_PAGE });
        for (name, value) in pairs {
            match name.as_str() {
                "q" => asked.q = value.trim().to_owned(),
                "section" => asked.section = value,
                "free" => asked.free = value == "1",
                "page" => part.page = Pager::asked(value.parse().ok()),
                "per" => part.rows = value.parse().ok().filter(|n| SIZES.contains(n)).unwrap_or(part.rows),
                _ => {
                    if let Some(attribute) = name.strip_prefix(PREFIX).filter(|_| !value.is_empty()) {
                        asked.add(attribute, value);
                    }
                }
            }
        }
        asked.attributes.sort();
        (asked, part)
    }

    fn add(&mut self, attribute: &str, value: String) {
        if let Some((_, values)) = self.attributes.iter_mut().find(|(name, _)| name == attribute) {
            if values.len() < VALUES && !values.contains(&value) {
                values.push(value);
            }
        } else if self.attributes.len() < ATTRIBUTES {
            self.attributes.push((attribute.to_owned(), vec![value]));
        }
    }

    /// The state in an address, without `?`.
    pub fn query(&self) -> String {
        let names: Vec<String> = self.attributes.iter().map(|(name, _)| format!("{PREFIX}{name}")).collect();
        let mut pairs = Vec::new();
        let texts =
            [("q", self.q.as_str()), ("section", &self.section), ("free", if self.free { "1" } else { "" })];
        pairs.extend(texts.into_iter().filter(|(_, value)| !value.is_empty()));
        for (name, (_, values)) in names.iter().zip(&self.attributes) {
            pairs.extend(values.iter().map(|value| (name.as_str(), value.as_str())));
        }
        query(&pairs)
    }

    /// The same with one filter lifted.
    pub fn without(&self, filter: Filter) -> Self {
        let mut other = self.clone();
        match filter {
            Filter::Section => other.section.clear(),
            Filter::Free => other.free = false,
            Filter::Attribute(at) if at < other.attributes.len() => {
                other.attributes.remove(at);
            }
            Filter::Attribute(_) => {}
        }
        other
    }

    /// Only the words.
    pub fn words_only(&self) -> Self {
        Self { q: self.q.clone(), ..Self::default() }
    }

    /// How many filters are set.
    pub fn filters(&self) -> usize {
        usize::from(!self.section.is_empty()) + usize::from(self.free) + self.attributes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Asked {
        Asked::read(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()).0
    }

    #[test]
    fn a_state_comes_back_from_its_address() {
        let asked =
            read(&[("q", " авт "), ("free", "1"), ("a.Ток", "16"), ("a.Полюсы", "1"), ("a.Ток", "20")]);
        assert_eq!(asked.q, "авт");
        assert_eq!(asked.attributes.len(), 2);
        let again: Vec<(String, String)> =
            form_urlencoded::parse(asked.query().as_bytes()).into_owned().collect();
        assert_eq!(Asked::read(again).0, asked);
        assert_eq!(asked.without(Filter::Attribute(1)).attributes.len(), 1);
        assert_eq!(asked.filters(), 3);
    }

    #[test]
    fn a_page_has_one_of_a_few_lengths() {
        let part =
            |query: &str| Asked::read(form_urlencoded::parse(query.as_bytes()).into_owned().collect()).1;
        assert_eq!(part("per=24&page=3"), Part { page: 3, rows: 24 });
        assert_eq!(part("per=1000000&page=-7"), Part { page: 1, rows: 50 });
        assert_eq!(part("page=x"), Part { page: 1, rows: 50 });
    }

    #[test]
    fn nonsense_is_not_there() {
        let asked = read(&[("free", "x"), ("a.Ток", ""), ("b", "1"), ("a.Ток", "16"), ("a.Ток", "16")]);
        assert_eq!(asked, read(&[("a.Ток", "16")]));
        let many: Vec<(String, String)> = (0..99).map(|n| (format!("a.{n}"), n.to_string())).collect();
        assert_eq!(Asked::read(many).0.attributes.len(), ATTRIBUTES);
    }
}
