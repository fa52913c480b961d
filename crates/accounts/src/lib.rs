//! People, companies and contracts: who signs in, for which company, under which terms, with which rights.

pub mod companies;
pub mod contracts;
pub mod groups;
pub mod look;
mod modules;
pub mod people;
mod rights;
mod roles;
mod routes;
pub mod signing_in;

use kit::module::{Files, FrameSource, Jobs, Manifest, Measure, MenuItem, Module, Pages, Place, boxed};
use kit::rights::Right;
use kit::web::Routes;
use tenancy::{Migration, Schedule};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR"]
#[include = "templates/*"]
#[include = "locales/*"]
struct Folder;

/// The room, for the binary's list.
pub struct Accounts;

impl Module for Accounts {
    fn manifest(&self) -> Manifest {
        Manifest::core("accounts", &[])
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
        vec![
            Migration::new(
                "0001_accounts_rights",
                include_str!("../../../migrations/tenant/0001_accounts_rights.sql"),
            ),
            Migration::new(
                "0002_accounts_people",
                include_str!("../../../migrations/tenant/0002_accounts_people.sql"),
            ),
            Migration::new(
                "0006_accounts_look",
                include_str!("../../../migrations/tenant/0006_accounts_look.sql"),
            ),
            Migration::new(
                "0007_accounts_groups",
                include_str!("../../../migrations/tenant/0007_accounts_groups.sql"),
            ),
            Migration::new(
                "0008_accounts_arrival",
                include_str!("../../../migrations/tenant/0008_accounts_arrival.sql"),
            ),
            Migration::new(
                "0009_accounts_theme",
                include_str!("../../../migrations/tenant/0009_accounts_theme.sql"),
            ),
        ]
    }

    fn files(&self) -> Option<Files> {
        Some(Files::of::<Folder>())
    }

    fn pages(&self, pages: &mut Pages) {
        signing_in::pages(pages);
        people::pages(pages);
        companies::pages(pages);
        look::pages(pages);
        groups::pages(pages);
        pages.add::<roles::Show>();
        pages.add::<modules::Modules>();
    }

    fn measures(&self) -> &'static [Measure] {
        MEASURES
    }

    fn frame(&self) -> Option<FrameSource> {
        Some(FrameSource { read: contracts::frame })
    }

    fn jobs(&self, jobs: &mut Jobs) {
        jobs.add(signing_in::RESET, |app, job| boxed(signing_in::send_reset(app, job)));
        jobs.add(signing_in::INVITATION, |app, job| boxed(signing_in::send_invitation(app, job)));
        jobs.add(signing_in::CLEAN, |_, job| boxed(signing_in::clean(job)));
        jobs.schedule(Schedule::daily(signing_in::CLEAN, 3, 40));
    }
}

const MENU: &[MenuItem] = &[
    MenuItem {
        place: Place::Portal,
        order: 90,
        key: "accounts-menu-company",
        href: "/company",
        icon: "building",
        right: Some(&rights::COMPANY_VIEW),
        under: None,
    },
    MenuItem {
        place: Place::Manage,
        order: 30,
        key: "accounts-menu-dealers",
        href: "/manage/dealers",
        icon: "users",
        right: Some(&rights::DEALERS_VIEW),
        under: None,
    },
    MenuItem {
        place: Place::Manage,
        order: 34,
        key: "accounts-menu-groups",
        href: "/manage/dealers/groups",
        icon: "users",
        right: Some(&rights::GROUPS_EDIT),
        under: Some("accounts-menu-dealers"),
    },
    MenuItem {
        place: Place::Manage,
        order: 90,
        key: "accounts-menu-settings",
        href: "/manage/settings/staff",
        icon: "settings",
        right: Some(&rights::STAFF_VIEW),
        under: None,
    },
    MenuItem {
        place: Place::Manage,
        order: 91,
        key: "accounts-menu-look",
        href: "/manage/settings/look",
        icon: "palette",
        right: Some(&rights::LOOK_EDIT),
        under: Some("accounts-menu-settings"),
    },
    MenuItem {
        place: Place::Manage,
        order: 92,
        key: "accounts-menu-staff",
        href: "/manage/settings/staff",
        icon: "users",
        right: Some(&rights::STAFF_VIEW),
        under: Some("accounts-menu-settings"),
    },
    MenuItem {
        place: Place::Manage,
        order: 93,
        key: "accounts-menu-roles",
        href: "/manage/settings/roles",
        icon: "shield",
        right: Some(&rights::ROLES_VIEW),
        under: Some("accounts-menu-settings"),
    },
    MenuItem {
        place: Place::Manage,
        order: 94,
        key: "accounts-menu-modules",
        href: "/manage/settings/modules",
        icon: "apps",
        right: Some(&rights::MODULES_EDIT),
        under: Some("accounts-menu-settings"),
    },
];

const MEASURES: &[Measure] = &[
    Measure { name: "people", sql: "select count(*) from person where state = 'active'" },
    Measure { name: "dealers", sql: "select count(*) from dealer where state = 'active'" },
    Measure { name: "seen", sql: "select extract(epoch from max(last_used_at))::bigint from session" },
];
