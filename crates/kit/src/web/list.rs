//! Paging of lists: 50 a page with the total, all state in the query.

use serde::Serialize;

/// Where a list stands, and the links to its other pages.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    pub page: i64,
    pub pages: i64,
    pub total: i64,
    pub per_page: i64,
    /// The query without `page`, ready to be followed by `page=N`: `?q=cable&`.
    pub base: String,
    /// Other lengths that a page may have; nothing where it has only one.
    pub sizes: Vec<Size>,
}

/// A length of the list's pages that may be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Size {
    pub rows: i64,
    pub href: String,
    pub current: bool,
}

impl Pager {
    pub const PER_PAGE: i64 = 50;

    /// A page asked for, at least 1 and never beyond what a list can hold.
    pub fn asked(page: Option<i64>) -> i64 {
        page.unwrap_or(1).clamp(1, 1_000_000)
    }

    /// Rows to skip in SQL.
    pub fn offset(page: i64, per_page: i64) -> i64 {
        (page - 1).saturating_mul(per_page)
    }

    /// `query`: the request's query string as it came.
    pub fn new(page: i64, per_page: i64, total: i64, query: &str) -> Self {
        let kept: Vec<&str> =
            query.split('&').filter(|part| !part.is_empty() && !part.starts_with("page=")).collect();
        let base = if kept.is_empty() { "?".to_owned() } else { format!("?{}&", kept.join("&")) };
        let pages = ((total + per_page - 1) / per_page.max(1)).max(1);
        Self { page, pages, total, per_page, base, sizes: Vec::new() }
    }

    /// Lets the reader choose how many rows a page has: `per=N` in the address, nothing for the usual length.
    pub fn with_sizes(mut self, sizes: &[i64]) -> Self {
        let kept: String = self
            .base
            .trim_start_matches('?')
            .split_inclusive('&')
            .filter(|part| !part.starts_with("per="))
            .collect();
        let size = |rows: &i64| Size {
            rows: *rows,
            href: if *rows == Self::PER_PAGE {
                format!("?{}", kept.trim_end_matches('&'))
            } else {
                format!("?{kept}per={rows}")
            },
            current: *rows == self.per_page,
        };
        // A list that fits into the shortest page has nothing to choose.
        if sizes.iter().min().is_some_and(|least| self.total > *least) {
            self.sizes = sizes.iter().map(size).collect();
        }
        self
    }
}

/// A query string of these pairs, encoded.
pub fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_length_keeps_the_filters_and_begins_at_the_first_page() {
        let pager = Pager::new(3, 24, 100, "q=x&per=24&page=3").with_sizes(&[24, 50, 100]);
        let hrefs: Vec<&str> = pager.sizes.iter().map(|size| size.href.as_str()).collect();
        assert_eq!(hrefs, ["?q=x&per=24", "?q=x", "?q=x&per=100"]);
        assert_eq!(pager.sizes.iter().position(|size| size.current), Some(0));
        assert_eq!(pager.base, "?q=x&per=24&");
        assert!(Pager::new(1, 50, 24, "").with_sizes(&[24, 50, 100]).sizes.is_empty());
    }
}
