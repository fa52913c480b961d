//! The lines of an old order into the pad, with the prices that were paid, so that today's differences show.

use kit::Result;
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Path, Redirect, Tx};

use super::order::{Line, read};
use crate::carts::Typed;
use crate::carts::pad::{self, Write};

pub async fn post(
    mut tx: Tx,
    ctx: Ctx,
    reach: Reach,
    Path(number): Path<String>,
    form: Form,
) -> Result<Redirect> {
    let order = read(&mut tx, &ctx, &reach, &number).await?;
    let rows: Vec<Typed> = order.lines.iter().map(typed).collect();
    let n = i64::try_from(rows.len()).unwrap_or(0);
    pad::write(&mut tx, &ctx, rows, Write::behind(&form)).await?;
    tx.commit().await?;
    let said = Text::key("orders-repeated").with("number", number).with("n", n);
    Ok(Redirect::to("/pad").saying(Flash::ok(said)))
}

fn typed(line: &Line) -> Typed {
    let amount = line.quantities.ordered / line.coefficient;
    Typed {
        n: 0,
        article: line.article.clone(),
        qty: amount.normalize().to_string(),
        unit: line.unit.clone(),
        seen: Some(line.price),
    }
}
