//! /cart: the review before placing. Problems first, then lines, what else the order needs, and the sum in the button.

use accounts::contracts::{Said, Terms};
use kit::Result;
use kit::text::Text;
use kit::values::Money;
use kit::web::{Ctx, FormState, Page};
use rust_decimal::Decimal;
use serde::Serialize;
use tenancy::TenantTx;

use super::checks::{self, Stop};
use crate::carts::seen::{self, Changes};
use crate::carts::{Cart, Row};

/// /cart
#[derive(Serialize)]
pub struct Review {
    rows: Vec<Row>,
    problems: usize,
    stops: Vec<Stop>,
    changes: Option<Changes>,
    terms: Said,
    net: Option<Money>,
    vat: Option<Money>,
    sum: Option<Money>,
    addresses: Vec<String>,
    key: String,
    shown: String,
    form: FormState,
}

impl Review {
    /// The page of this cart. `stops` are those of a press; without a press only what is certain is said.
    pub async fn of(
        tx: &mut TenantTx,
        ctx: &Ctx,
        cart: &Cart,
        stops: Option<Vec<Stop>>,
        form: FormState,
    ) -> Result<Self> {
        let totals = cart.totals();
        let changes = seen::changes(tx, ctx, cart).await?;
        let stops = match (stops, totals.sum) {
            (Some(stops), _) => stops,
            (None, Some(sum)) => checks::terms(tx, ctx, cart, sum).await?,
            (None, None) => Vec::new(),
        };
        let addresses = addresses(tx, cart).await?;
        let key = form.values.get("key").filter(|key| !key.is_empty()).cloned();
        Ok(Self {
            rows: cart
                .lines
                .iter()
                .filter(|line| !line.typed.is_empty())
                .map(|line| cart.row(line))
                .collect(),
            problems: totals.problems,
            stops,
            changes,
            terms: cart.terms.said(),
            net: totals.net,
            vat: totals.vat,
            sum: totals.sum,
            addresses,
            key: key.unwrap_or_else(|| kit::values::Id::<Self>::new().to_string()),
            shown: cart.shown(),
            form,
        })
    }
}

/// Where this dealer's goods went of late, the latest first.
async fn addresses(tx: &mut TenantTx, cart: &Cart) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "select delivery_address from (select delivery_address, placed_at from sales_order where dealer_id = $1
            order by placed_at desc limit 50) late
         where delivery_address <> '' group by delivery_address order by max(placed_at) desc limit 5",
        cart.terms.dealer
    )
    .fetch_all(tx.db())
    .await?)
}

impl Page for Review {
    const TEMPLATE: &'static str = "orders/review.html";
    fn samples() -> Vec<Self> {
        let money = |amount| "RUB".parse().ok().map(|currency| Money::new(Decimal::new(amount, 2), currency));
        let page = |rows: Vec<Row>, terms: Said| Self {
            problems: 0,
            stops: Vec::new(),
            changes: None,
            terms,
            net: money(15_533_333),
            vat: money(3_106_667),
            sum: money(18_640_000),
            addresses: vec!["Тверь, ул. Складская, 1".to_owned()],
            key: "key".to_owned(),
            shown: "shown".to_owned(),
            form: FormState::default(),
            rows,
        };
        let mut samples = Vec::new();
        for terms in Terms::samples().iter().map(Terms::said) {
            let limit = Text::key("orders-stop-limit").with("heads", "Ольга Ветрова");
            let limit = money(1).map_or(limit.clone(), |sum| limit.with("sum", sum).with("limit", sum));
            samples.push(Self {
                problems: 2,
                stops: vec![Stop { code: "limit", text: limit }],
                changes: Some(Changes::sample()),
                form: FormState::wrong("wanted_on", Text::key("kit-field-empty")),
                ..page(Row::samples(), terms.clone())
            });
            samples.push(Self { sum: None, net: None, vat: None, ..page(Vec::new(), terms) });
        }
        samples
    }
}
