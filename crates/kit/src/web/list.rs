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
        Self { page, pages, total, per_page, base }
    }
}

/// A query string of these pairs, encoded.
pub fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
