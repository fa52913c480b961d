//! Every route of the module with who may use it.

use kit::rights::{ANYONE, SIGNED_IN};
use kit::web::Routes;

use crate::rights::EDIT;
use crate::{editing, reading};

pub fn all() -> Routes {
    Routes::new()
        .get("/news", ANYONE, reading::list::show)
        .post("/news/read", SIGNED_IN, reading::marks::all)
        .get("/news/{number}", ANYONE, reading::show::show)
        .post("/news/{number}/read", SIGNED_IN, reading::marks::one)
        .get("/news/{number}/{file}", ANYONE, reading::picture::serve)
        .get("/manage/content/news", &EDIT, editing::list::show)
        .post("/manage/content/news", &EDIT, editing::saving::create)
        .with_files()
        .get("/manage/content/news/new", &EDIT, editing::page::new)
        .post("/manage/content/news/preview", &EDIT, editing::preview::post)
        .with_files()
        .get("/manage/content/news/{number}", &EDIT, editing::page::show)
        .post("/manage/content/news/{number}", &EDIT, editing::saving::save)
        .with_files()
        .post("/manage/content/news/{number}/remove", &EDIT, editing::removing::remove)
        .post("/manage/content/news/{number}/restore", &EDIT, editing::removing::restore)
}
