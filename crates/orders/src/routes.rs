//! Every route of the room with who may use it.

use kit::web::Routes;

use crate::rights::{CANCEL, CLOSE, CONFIRM, MANAGE_CANCEL, MANAGE_VIEW, PLACE, SHIP, VIEW};
use crate::{carts, life, placing, reading};

pub fn all() -> Routes {
    Routes::new()
        .get("/home", &VIEW, reading::home::show)
        .get("/pad", &PLACE, carts::pad::show)
        .post("/pad", &PLACE, carts::pad::post)
        .post("/pad/lines", &PLACE, carts::pad::lines)
        .post("/pad/paste", &PLACE, carts::pad::pasted)
        .get("/cart", &PLACE, placing::http::show)
        .post("/cart/lines", &PLACE, carts::adding::post)
        .post("/cart/seen", &PLACE, carts::seen::accept)
        .get("/orders", &VIEW, reading::list::show)
        .post("/orders", &PLACE, placing::http::post)
        .get("/orders/{number}", &VIEW, reading::show::show)
        .get("/orders/{number}/price/{position}", &VIEW, reading::why::show)
        .post("/orders/{number}/cancel", &CANCEL, life::cancelling::by_dealer)
        .post("/orders/{number}/repeat", &PLACE, life::repeating::post)
        .get("/manage/today", &MANAGE_VIEW, reading::today::show)
        .get("/manage/orders", &MANAGE_VIEW, reading::list::manage)
        .get("/manage/orders/{number}", &MANAGE_VIEW, reading::staff::show)
        .post("/manage/orders/{number}/confirm", &CONFIRM, life::confirming::post)
        .post("/manage/orders/{number}/ship", &SHIP, life::shipping::post)
        .post("/manage/orders/{number}/cancel", &MANAGE_CANCEL, life::cancelling::by_staff)
        .post("/manage/orders/{number}/close", &CLOSE, life::closing::post)
}
