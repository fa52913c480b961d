//! Every route of the room with who may use it.

use kit::rights::{ANYONE, SIGNED_IN};
use kit::web::Routes;

use crate::rights::{
    COMPANY_VIEW, DEALERS_EDIT, DEALERS_VIEW, GROUPS_EDIT, LOOK_EDIT, MODULES_EDIT, PEOPLE_INVITE,
    ROLES_VIEW, STAFF_INVITE, STAFF_VIEW,
};
use crate::{companies, contracts, groups, look, modules, people, roles, signing_in};

pub fn all() -> Routes {
    Routes::new()
        .get("/", SIGNED_IN, people::home::portal)
        .get("/manage", SIGNED_IN, people::home::manage)
        .get("/login", ANYONE, signing_in::login::form)
        .post("/login", ANYONE, signing_in::login::post)
        .post("/logout", SIGNED_IN, signing_in::logout::post)
        .get("/reset", ANYONE, signing_in::reset::ask)
        .post("/reset", ANYONE, signing_in::reset::post)
        .get("/reset/{token}", ANYONE, signing_in::reset::form)
        .post("/reset/{token}", ANYONE, signing_in::reset::set)
        .get("/invite/{token}", ANYONE, signing_in::invitation::form)
        .post("/invite/{token}", ANYONE, signing_in::invitation::accept)
        .get("/welcome/{token}", ANYONE, signing_in::arrival::form)
        .post("/welcome/{token}", ANYONE, signing_in::arrival::post)
        .get("/me", SIGNED_IN, people::me::show)
        .post("/me", SIGNED_IN, people::me::save)
        .post("/me/look", SIGNED_IN, people::look::post)
        .post("/me/password", SIGNED_IN, people::me::change_password)
        .post("/me/sessions/revoke", SIGNED_IN, people::sessions::revoke_others)
        .post("/me/sessions/{id}/revoke", SIGNED_IN, people::sessions::revoke)
        .post("/me/back", SIGNED_IN, signing_in::come_back)
        .post("/me/company", SIGNED_IN, people::company::switch)
        .post("/contract", &COMPANY_VIEW, contracts::switching::post)
        .get("/company", &COMPANY_VIEW, companies::own::show)
        .post("/company/people", &PEOPLE_INVITE, companies::own::invite)
        .get("/manage/dealers", &DEALERS_VIEW, companies::list::show)
        .post("/manage/dealers", &DEALERS_EDIT, companies::adding::post)
        .get("/manage/dealers/new", &DEALERS_EDIT, companies::adding::form)
        .get("/manage/dealers/groups", &GROUPS_EDIT, groups::list::show)
        .post("/manage/dealers/groups", &GROUPS_EDIT, groups::list::add)
        .get("/manage/dealers/groups/{id}", &GROUPS_EDIT, groups::show::show)
        .post("/manage/dealers/groups/{id}", &GROUPS_EDIT, groups::naming::rename)
        .post("/manage/dealers/groups/{id}/delete", &GROUPS_EDIT, groups::naming::delete)
        .post("/manage/dealers/groups/{id}/members", &GROUPS_EDIT, groups::members::add)
        .post("/manage/dealers/groups/{id}/members/remove", &GROUPS_EDIT, groups::members::remove)
        .get("/manage/dealers/{id}", &DEALERS_VIEW, companies::dealer::show)
        .get("/manage/settings/staff", &STAFF_VIEW, people::staff::show)
        .post("/manage/settings/staff", &STAFF_INVITE, people::staff::invite)
        .get("/manage/settings/roles", &ROLES_VIEW, roles::show)
        .get("/look/{file}", ANYONE, look::serve)
        .get("/manage/settings/look", &LOOK_EDIT, look::show)
        .post("/manage/settings/look", &LOOK_EDIT, look::save)
        .with_files()
        .get("/manage/settings/look/sample.css", &LOOK_EDIT, look::sample_style)
        .get("/manage/settings/look/preview", &LOOK_EDIT, look::preview)
        .post("/manage/settings/look/reset", &LOOK_EDIT, look::reset)
        .post("/manage/settings/look/logo/remove", &LOOK_EDIT, look::remove_logo)
        .get("/manage/settings/modules", &MODULES_EDIT, modules::show)
        .post("/manage/settings/modules/{module}/on", &MODULES_EDIT, modules::switch_on)
        .post("/manage/settings/modules/{module}/off", &MODULES_EDIT, modules::switch_off)
}
