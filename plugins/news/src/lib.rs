//! News (N1): hours, exhibitions, lines and promotions, each for those it is meant for, from a minute until a minute.

mod editing;
mod frame;
mod item;
mod reader;
mod reading;
mod rich;
mod rights;
mod routes;
mod schedule;

use kit::module::{Files, FrameSource, Manifest, MenuItem, Module, Pages, Place, boxed};
use kit::rights::Right;
use kit::slots::{HOME, SEARCH, SIGN_IN, Slots, TODAY};
use kit::web::Routes;
use tenancy::Migration;

pub use editing::{add, count, mark_read_by_all};
pub use item::{Audience, Draft, Words};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR"]
#[include = "templates/*"]
#[include = "locales/*"]
struct Folder;

/// The module, for the binary's list.
pub struct News;

impl Module for News {
    fn manifest(&self) -> Manifest {
        Manifest { id: "news", needs: &["accounts"], always_on: false, from_start: true, icon: "news" }
    }

    fn rights(&self) -> &'static [&'static Right] {
        rights::ALL
    }

    fn routes(&self) -> Routes {
        routes::all()
    }

    fn menu(&self) -> &'static [MenuItem] {
        MENU
    }

    fn migrations(&self) -> Vec<Migration> {
        vec![Migration::new("news_0001_items", include_str!("../migrations/news_0001_items.sql"))]
    }

    fn files(&self) -> Option<Files> {
        Some(Files::of::<Folder>())
    }

    fn pages(&self, pages: &mut Pages) {
        reading::pages(pages);
        editing::pages(pages);
    }

    fn frame(&self) -> Option<FrameSource> {
        Some(FrameSource { read: frame::unread })
    }

    fn slots(&self, slots: &mut Slots) {
        slots.add(HOME, |tx, ctx, _| boxed(reading::blocks::latest(tx, ctx)));
        slots.add(TODAY, |tx, ctx, _| boxed(reading::blocks::unread(tx, ctx)));
        slots.add(SIGN_IN, |tx, ctx, _| boxed(reading::blocks::before_signing_in(tx, ctx)));
        slots.add(SEARCH, |tx, ctx, typed| boxed(reading::blocks::found(tx, ctx, typed)));
    }
}

const MENU: &[MenuItem] = &[
    MenuItem {
        place: Place::Portal,
        order: 60,
        key: frame::OF_DEALERS,
        href: "/news",
        icon: "news",
        right: None,
        under: None,
    },
    MenuItem {
        place: Place::Manage,
        order: 65,
        key: "news-menu-content",
        href: "/manage/content/news",
        icon: "speakerphone",
        right: Some(&rights::EDIT),
        under: None,
    },
    MenuItem {
        place: Place::Manage,
        order: 66,
        key: "news-menu-edit",
        href: "/manage/content/news",
        icon: "news",
        right: Some(&rights::EDIT),
        under: Some("news-menu-content"),
    },
    MenuItem {
        place: Place::Manage,
        order: 68,
        key: frame::OF_STAFF,
        href: "/news",
        icon: "news",
        right: None,
        under: None,
    },
];
