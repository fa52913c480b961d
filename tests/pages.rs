//! Every page × its samples × every language × every theme renders strictly, with whole words and whole links.

use kit::module::Pages;
use kit::text::Locale;
use kit::web::{Frame, NEUTRAL};
use scraper::{Html, Selector};

use crate::story::World;

#[tokio::test]
async fn every_page_renders_in_every_language_and_theme() {
    let world = World::new().await;
    let mut pages = Pages::default();
    for module in &world.app.modules {
        module.pages(&mut pages);
    }
    assert!(pages.list.len() >= 20, "{} samples", pages.list.len());
    let mut themes: Vec<String> =
        world.app.looks.themes().all().iter().map(|theme| theme.id.clone()).collect();
    themes.push(NEUTRAL.to_owned());
    assert_eq!(themes, ["ledger", "workshop", "base"]);
    for sample in &pages.list {
        for locale in Locale::all() {
            for theme in &themes {
                let place = format!("{} in {locale} in {theme}", sample.template);
                let frame = Frame::sample(&world.app, *locale, theme, "portal");
                let page = world
                    .app
                    .render_sample(sample.template, &sample.context, &frame)
                    .unwrap_or_else(|error| panic!("{place}: {error}"));
                check(&page, &place);
            }
        }
    }
    world.end().await;
}

fn check(page: &str, place: &str) {
    let html = Html::parse_document(page);
    let all = |selector: &str| html.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>();
    // A block of a slot is a part of somebody else's page.
    let whole = usize::from(page.trim_start().starts_with("<!doctype html>"));
    assert_eq!(all("h1").len(), whole, "{place}: headings of the first order");
    assert!(all("html[lang]").len() == whole && all("title").len() == whole, "{place}: language and title");
    assert!(!page.contains("/assets/none/"), "{place}: an asset that is not there");
    let words: String = all("body").iter().flat_map(scraper::ElementRef::text).collect();
    for owner in ["accounts-", "catalog-", "orders-", "platform-", "news-", "base-", "kit-"] {
        let raw =
            words.split_whitespace().find(|word| word.starts_with(owner) && word.len() > owner.len() + 2);
        assert!(raw.is_none(), "{place}: a key instead of words: {raw:?}");
    }
    let mut ids: Vec<&str> = all("[id]").iter().filter_map(|e| e.value().attr("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{place}: an id stands twice");
    for field in all("input:not([type=hidden]), select, textarea") {
        let id = field.value().attr("id").unwrap_or_default();
        let labelled = field.value().attr("aria-label").is_some()
            || page.contains(&format!("for=\"{id}\""))
            || field.ancestors().any(|up| up.value().as_element().is_some_and(|e| e.name() == "label"));
        assert!(labelled, "{place}: the field {:?} has no label", field.value().attr("name"));
    }
}
