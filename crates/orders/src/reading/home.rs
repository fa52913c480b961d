//! /home: what a dealer's person came for: open orders with what comes next, the cart, and a place to paste a list.

use kit::Result;
use kit::rights::Reach;
use kit::slots::HOME;
use kit::web::{Ctx, Page, Tx, View};
use serde::Serialize;

use super::list::{Row, rows};
use crate::life::State;
use crate::rights;

/// /home
#[derive(Serialize)]
pub struct Home {
    open: Vec<Row>,
    more: i64,
    first_visit: bool,
    may_place: bool,
}

/// As many orders as fit above the fold.
const SHOWN: i64 = 8;

pub async fn show(mut tx: Tx, ctx: Ctx, reach: Reach) -> Result<View<Home>> {
    let open = [State::Placed, State::Confirmed, State::PartlyShipped];
    let (open, total) = rows(&mut tx, &reach, "", &open, SHOWN, 0).await?;
    let first_visit = open.is_empty() && rows(&mut tx, &reach, "", &State::ALL, 1, 0).await?.1 == 0;
    let person = ctx.person()?;
    let matrix = ctx.app.matrices.of(&mut tx, person.policy_version).await?;
    let may_place = matrix.scope(&person.roles, rights::PLACE.id).is_some();
    let blocks = ctx.app.fill(HOME, &mut tx, &ctx, "").await?;
    let page = Home { more: total - i64::try_from(open.len()).unwrap_or(0), open, first_visit, may_place };
    Ok(View::new(page).slot(HOME, blocks))
}

impl Page for Home {
    const TEMPLATE: &'static str = "orders/home.html";
    fn samples() -> Vec<Self> {
        vec![
            Self { open: Row::samples(), more: 12, first_visit: false, may_place: true },
            Self { open: Vec::new(), more: 0, first_visit: true, may_place: true },
            Self { open: Vec::new(), more: 0, first_visit: false, may_place: false },
        ]
    }
}
