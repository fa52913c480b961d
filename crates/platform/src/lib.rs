//! The platform itself: the operator's console and the public front page.

pub mod acts;
pub mod console;
mod front;
pub mod signing_up;

use kit::module::{Files, Jobs, Manifest, MenuItem, Module, Pages, Place, boxed};
use kit::rights::{ANYONE, OPERATOR};
use kit::web::{Routes, Site};
use tenancy::Schedule;

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
            .get("/", OPERATOR, console::overview::show)
            .get("/tenants", OPERATOR, console::tenants::show)
            .get("/tenants/{slug}", OPERATOR, console::tenant::show)
            .post("/tenants/{slug}/usage", OPERATOR, console::tenant::count)
            .get("/tenants/{slug}/suspend", OPERATOR, console::closing::suspend_form)
            .post("/tenants/{slug}/suspend", OPERATOR, console::closing::suspend)
            .post("/tenants/{slug}/resume", OPERATOR, console::closing::resume)
            .get("/tenants/{slug}/delete", OPERATOR, console::closing::delete_form)
            .post("/tenants/{slug}/delete", OPERATOR, console::closing::delete)
            .post("/tenants/{slug}/restore", OPERATOR, console::closing::restore)
            .post("/tenants/{slug}/migrate", OPERATOR, console::migrations::run_one)
            .get("/provision", OPERATOR, console::provision::show)
            .post("/provision", OPERATOR, console::provision::post)
            .get("/provisionings/{id}", OPERATOR, console::provisioning::show)
            .post("/provisionings/{id}/retry", OPERATOR, console::provisioning::retry)
            .get("/jobs", OPERATOR, console::jobs::show)
            .get("/jobs/{id}", OPERATOR, console::job::show)
            .post("/jobs/{id}/retry", OPERATOR, console::jobs::retry)
            .post("/jobs/{id}/cancel", OPERATOR, console::jobs::cancel)
            .get("/migrations", OPERATOR, console::migrations::show)
            .post("/migrations/run", OPERATOR, console::migrations::run)
            .get("/audit", OPERATOR, console::audit::show)
    }

    fn jobs(&self, jobs: &mut Jobs) {
        jobs.add(acts::usage::COUNT, |app, job| boxed(acts::usage::count(app, job)));
        jobs.schedule(Schedule::daily(acts::usage::COUNT, 4, 10));
    }

    fn menu(&self) -> &'static [MenuItem] {
        const fn item(order: u16, key: &'static str, href: &'static str, icon: &'static str) -> MenuItem {
            MenuItem { place: Place::Console, order, key, href, icon, right: None, under: None }
        }
        const MENU: &[MenuItem] = &[
            item(10, "platform-overview", "/", "activity"),
            item(20, "platform-tenants", "/tenants", "building"),
            item(40, "platform-jobs", "/jobs", "checklist"),
            item(50, "platform-migrations", "/migrations", "stack-2"),
            item(80, "platform-audit", "/audit", "history"),
        ];
        MENU
    }

    fn files(&self) -> Option<Files> {
        Some(Files::of::<Folder>())
    }

    fn pages(&self, pages: &mut Pages) {
        front::pages(pages);
        signing_up::pages(pages);
        console::pages(pages);
    }
}
