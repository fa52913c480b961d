//! The platform itself: the operator's console and the public front page.

pub mod console;
mod front;
pub mod signing_up;

use kit::module::{Files, Manifest, MenuItem, Module, Pages, Place};
use kit::rights::{ANYONE, OPERATOR};
use kit::web::{Routes, Site};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR"]
#[include = "templates/*"]
#[include = "locales/*"]
struct Folder;

/// The room, for the binary's list.
pub struct Platform;

impl Module for Platform {
    fn manifest(&self) -> Manifest {
        Manifest::core("platform", &["accounts"])
    }

    fn routes(&self) -> Routes {
        Routes::new()
            .at(Site::Public)
            .get("/", ANYONE, front::product)
            .get("/modules", ANYONE, front::modules)
            .get("/pricing", ANYONE, front::pricing)
            .get("/sign-in", ANYONE, front::sign_in)
            .post("/portal", ANYONE, front::open)
            .post("/sign-in/forgotten", ANYONE, front::forgotten)
            .get("/signup", ANYONE, signing_up::form::show)
            .post("/signup", ANYONE, signing_up::form::post)
            .get("/signup/{token}", ANYONE, signing_up::progress::show)
            .post("/signup/{token}/retry", ANYONE, signing_up::progress::again)
            .post("/signup/{token}/enter", ANYONE, signing_up::progress::enter)
            .at(Site::Console)
            .get("/login", ANYONE, console::login::form)
            .post("/login", ANYONE, console::login::post)
            .post("/logout", OPERATOR, console::login::leave)
            .get("/", OPERATOR, console::tenants::show)
            .get("/jobs", OPERATOR, console::jobs::show)
            .post("/jobs/{id}/retry", OPERATOR, console::jobs::retry)
            .post("/jobs/{id}/cancel", OPERATOR, console::jobs::cancel)
    }

    fn menu(&self) -> &'static [MenuItem] {
        const fn item(order: u16, key: &'static str, href: &'static str, icon: &'static str) -> MenuItem {
            MenuItem { place: Place::Console, order, key, href, icon, right: None, under: None }
        }
        const MENU: &[MenuItem] = &[
            item(10, "platform-tenants", "/", "building"),
            item(40, "platform-jobs", "/jobs", "list-check"),
        ];
        MENU
    }

    fn files(&self) -> Option<Files> {
        Some(Files::of::<Folder>())
    }

    fn pages(&self, pages: &mut Pages) {
        front::pages(pages);
        signing_up::pages(pages);
        pages.add::<console::login::SignIn>();
        pages.add::<console::tenants::Tenants>();
        pages.add::<console::jobs::Jobs>();
    }
}
