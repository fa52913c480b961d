//! An answer, read as a person reads it: by headings, labels and words.

use reqwest::Response;
use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

/// An answer of the portal.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    html: Html,
}

impl Page {
    pub async fn read(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.text().await.unwrap();
        let html = Html::parse_document(&body);
        Self { status, headers, body, html }
    }

    /// Fails with the page's words when the status is another one.
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    pub fn location(&self) -> &str {
        self.headers.get("location").map_or("", |value| value.to_str().unwrap())
    }

    pub fn leads_to(&self, path: &str) -> &Self {
        assert_eq!((self.status, self.location()), (303, path), "{}", self.text());
        self
    }

    pub fn heading(&self) -> String {
        self.first("h1").map(words).unwrap_or_default()
    }

    pub fn shows(&self, wanted: &str) -> &Self {
        assert!(self.text().contains(&plain(wanted)), "“{wanted}” is not on the page: {}", self.text());
        self
    }

    pub fn hides(&self, unwanted: &str) -> &Self {
        assert!(!self.body.contains(unwanted), "“{unwanted}” is on the page");
        self
    }

    /// The words under a field that is wrong; the field is also linked from the summary.
    pub fn error_of(&self, field: &str) -> String {
        let link = format!("[data-errors] a[href$='-{field}']");
        assert!(self.first(&link).is_some(), "no link to {field} in the summary: {}", self.text());
        self.first(&link).map(words).unwrap()
    }

    pub fn value_of(&self, field: &str) -> String {
        let input = self.first(&format!("[name='{field}']")).unwrap_or_else(|| panic!("no field {field}"));
        input.value().attr("value").unwrap_or_default().to_owned()
    }

    pub fn first(&self, selector: &str) -> Option<ElementRef<'_>> {
        self.html.select(&Selector::parse(selector).unwrap()).next()
    }

    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(selector).unwrap()).collect()
    }

    /// All words of the page.
    pub fn text(&self) -> String {
        self.first("body").map_or_else(|| self.body.clone(), words)
    }
}

/// The words of an element with single blanks between them.
pub fn words(element: ElementRef<'_>) -> String {
    plain(&element.text().collect::<Vec<_>>().join(" "))
}

/// The text with single plain blanks.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
