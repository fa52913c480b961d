//! A line from the catalog into the cart.

use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Redirect, Tx};
use kit::{Result, refuse};

use super::pad::{self, Write};
use super::store::Typed;

/// From a list's row or a card: article, quantity (empty is one), unit, and where to go back to.
pub async fn post(mut tx: Tx, ctx: Ctx, _reach: Reach, form: Form) -> Result<Redirect> {
    let article = form.get("article").to_owned();
    if article.is_empty() {
        return refuse("orders-line-no-article").fix("orders-menu-pad", "/pad").err();
    }
    let qty = match form.get("qty") {
        "" => "1",
        typed => typed,
    };
    let row = Typed {
        article: article.clone(),
        qty: qty.to_owned(),
        unit: form.get("unit").to_owned(),
        ..Typed::default()
    };
    let cart = pad::write(&mut tx, &ctx, vec![row], Write::behind(&form)).await?;
    tx.commit().await?;
    let added = cart.lines.last();
    let why = added.and_then(|line| cart.row(line).why);
    let said = match why {
        Some(why) => Flash {
            tone: "warn".to_owned(),
            text: Text::key("orders-added-check").with("article", article).with("why", why),
        },
        None => Flash::ok(Text::key("orders-added").with("article", article)),
    };
    Ok(Redirect::back_to(Some(form.get("next")), "/cart").saying(said))
}
