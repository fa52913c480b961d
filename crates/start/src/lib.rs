//! The first steps of a new portal (P17): the checklist, sample goods, the owner's own test dealer.

mod acts;
mod rights;
pub mod samples;
mod steps;
mod test_dealer;

use kit::module::{Files, Manifest, Module, Pages, boxed};
use kit::rights::Right;
use kit::slots::{HOME, Slots, TODAY};
use kit::web::Routes;
use tenancy::Migration;

pub use steps::begin;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR"]
#[include = "templates/*"]
#[include = "locales/*"]
struct Folder;

/// The room, for the binary's list.
pub struct Start;

impl Module for Start {
    fn manifest(&self) -> Manifest {
        Manifest::core("start", &["accounts", "catalog", "orders"])
    }

    fn rights(&self) -> &'static [&'static Right] {
        rights::ALL
    }

    fn routes(&self) -> Routes {
        Routes::new()
            .get("/manage/start", &rights::STEPS, steps::show)
            .post("/manage/start/skip", &rights::STEPS, acts::skip)
            .post("/manage/start/dismiss", &rights::STEPS, acts::dismiss)
            .post("/manage/start/samples", &rights::STEPS, acts::load_samples)
            .post("/manage/start/test-dealer", &rights::STEPS, test_dealer::make)
            .post("/manage/start/as-dealer", &rights::STEPS, test_dealer::act)
    }

    fn migrations(&self) -> Vec<Migration> {
        vec![Migration::new(
            "0008_start_steps",
            include_str!("../../../migrations/tenant/0008_start_steps.sql"),
        )]
    }

    fn files(&self) -> Option<Files> {
        Some(Files::of::<Folder>())
    }

    fn pages(&self, pages: &mut Pages) {
        pages.add::<steps::Steps>();
        steps::blocks(pages);
        test_dealer::blocks(pages);
    }

    fn slots(&self, slots: &mut Slots) {
        slots.add(TODAY, |tx, ctx, _| boxed(steps::today(tx, ctx)));
        slots.add(HOME, |tx, ctx, _| boxed(test_dealer::home(tx, ctx)));
    }
}
