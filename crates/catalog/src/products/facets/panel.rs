//! The filters beside the list: the same for everybody who asks the list for the same, so they are drawn once.

use std::sync::Arc;

use kit::text::Locale;
use kit::web::Panel;
use serde::Serialize;

use super::shown::{Choice, Facet, facets};
use super::{Asked, Counted};
use crate::products::sections::{Section, shown};

/// Sections and attributes to choose from, with how many goods each choice would leave.
#[derive(Serialize)]
pub struct Filters {
    section: String,
    /// All goods under the other filters, wherever they are.
    everywhere: i64,
    sections: Vec<Section>,
    facets: Vec<Facet>,
}

impl Filters {
    pub const TEMPLATE: &'static str = "catalog/_filters.html";

    pub fn sample() -> Self {
        let choice = |value: &str, count, chosen| Choice {
            value: value.to_owned(),
            text: format!("{value}\u{a0}А"),
            count,
            chosen,
        };
        let current = Facet {
            param: "a.Номинальный ток".to_owned(),
            name: "Номинальный ток".to_owned(),
            choices: vec![choice("6", 12, true), choice("16", 1240, false), choice("63", 0, true)],
            more: vec![choice("100", 3, false)],
        };
        let sections = Section::samples();
        Self { section: "breakers".to_owned(), everywhere: 1240, sections, facets: vec![current] }
    }
}

/// `frame.panels.filters`
pub fn panel(counted: &Arc<Counted>, asked: &Asked, locale: Locale) -> Panel {
    let (of, asked) = (Arc::clone(counted), asked.clone());
    Panel::new("filters", Filters::TEMPLATE, &counted.drawn, move || Filters {
        everywhere: of.counts.everywhere,
        sections: shown(&of.tree, locale, &asked.section, &of.counts.sections),
        facets: facets(&of, &asked, locale),
        section: asked.section.clone(),
    })
}
