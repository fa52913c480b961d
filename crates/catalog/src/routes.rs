//! Every route of the room with who may use it.

use kit::web::Routes;

use crate::imports::pages;
use crate::rights::{IMPORT, MANAGE_VIEW, VIEW};
use crate::{manage, products};

pub fn all() -> Routes {
    Routes::new()
        .get("/catalog", &VIEW, products::list::show)
        .get("/p/", &VIEW, products::card::by_article)
        .get("/p/{slug}", &VIEW, products::card::show)
        .get("/p/{slug}/price", &VIEW, products::why::show)
        .get("/manage/products", &MANAGE_VIEW, manage::list::show)
        .get("/manage/products/{id}", &MANAGE_VIEW, manage::card::show)
        .get("/manage/imports", &IMPORT, pages::list::show)
        .post("/manage/imports", &IMPORT, pages::start::post)
        .with_files()
        .get("/manage/imports/{number}", &IMPORT, pages::show::show)
        .post("/manage/imports/{number}/run", &IMPORT, pages::start::run)
        .get("/manage/imports/{number}/failed/{file}", &IMPORT, pages::failed::download)
}
