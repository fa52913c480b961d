//! T13 · Names of the system, and odd ones, are nobody's subdomain.

use clap::Parser;
use kit::text::{Locale, Texts};
use kit::values::Slug;
use portico::cli::Cli;

use super::cases;

fn refused() -> Vec<&'static str> {
    let names = cases(include_str!("../cases/subdomains.txt"));
    assert!(names.len() >= 43, "{}", names.len());
    names
}

/// Each is refused with a sentence in both languages.
#[test]
fn every_name_of_the_list_is_refused_with_a_reason() {
    let texts = Texts::new(portico::wiring::all_texts()).unwrap();
    for name in refused() {
        let reason = name.parse::<Slug>().err().unwrap_or_else(|| panic!("{name} was taken")).into_text();
        for locale in [Locale::EN, Locale::RU] {
            let said = texts.say(locale, &reason);
            assert!(said.chars().count() >= 20 && !said.contains("kit-slug"), "{name}: {said}");
        }
    }
    for good in ["voltarika", "Voltarika", "abc", "a-1", "3m-shop", "brick-works-2"] {
        assert!(good.parse::<Slug>().is_ok(), "{good}");
    }
}

/// The command line refuses them before it asks for a database.
#[tokio::test]
async fn the_command_line_refuses_them_too() {
    for name in refused() {
        let slug = format!("--slug={name}");
        let line = [
            "portico",
            "tenant",
            "create",
            &slug,
            "--name=Odd",
            "--database-url=postgres://127.0.0.1:1/none",
            "--secret=none",
        ];
        let words = portico::cli::run(Cli::parse_from(line)).await.unwrap_err();
        assert!(!words.contains("database"), "{name}: {words}");
    }
}
