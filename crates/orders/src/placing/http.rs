//! GET /cart shows the review; POST /orders places.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use kit::Result;
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, FormState, Redirect, Tx, View};

use super::{Outcome, Request, Review, Stop, place};
use crate::carts;

pub async fn show(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<View<Review>> {
    let cart = carts::read(&mut tx, &ctx).await?;
    Ok(View::new(Review::of(&mut tx, &ctx, &cart, None, FormState::default()).await?))
}

pub async fn post(mut tx: Tx, ctx: Ctx, _reach: Reach, mut form: Form) -> Result<Response> {
    let request = read(&mut form, ctx.today());
    // The key comes from the page; a form without one cannot be told from its double.
    let key = request.key.as_str();
    let stale = key.is_empty() || key.len() > 80 || key.chars().any(char::is_control);
    if stale || !form.is_good() {
        let cart = carts::read(&mut tx, &ctx).await?;
        let stops = stale.then(|| vec![Stop::stale()]);
        let page =
            Review::of(&mut tx, &ctx, &cart, stops, form.state(if stale { &["key"] } else { &[] })).await?;
        return Ok(View::invalid(page).into_response());
    }
    match place(&mut tx, &ctx, &request).await? {
        Outcome::Placed(number) => {
            tx.commit().await?;
            let said = Flash::ok(Text::key("orders-placed-said").with("number", number.as_str()));
            Ok(Redirect::to(format!("/orders/{number}")).saying(said).into_response())
        }
        Outcome::Stopped(stops, cart) => {
            let page = Review::of(&mut tx, &ctx, &cart, Some(stops), form.state(&[])).await?;
            Ok(View::new(page).status(StatusCode::CONFLICT).into_response())
        }
    }
}

fn read(form: &mut Form, today: Date) -> Request {
    let key = form.get("key").to_owned();
    let address = form.words_or_none("address", 300).unwrap_or_default();
    let buyer_number = form.words_or_none("buyer_number", 40).unwrap_or_default();
    let comment = form.words_or_none("comment", 2_000).unwrap_or_default();
    let wanted_on = crate::dates::read(form, "wanted_on", today);
    Request { key, shown: form.get("shown").to_owned(), address, wanted_on, buyer_number, comment }
}
