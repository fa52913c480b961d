//! /manage/products: the goods with their stock over all warehouses.

use kit::Result;
use kit::web::{Ctx, Page, Pager, Query, Tx, View, query};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::products::search;

/// /manage/products
#[derive(Serialize)]
pub struct List {
    q: String,
    rows: Vec<Row>,
    pager: Pager,
}

#[derive(Serialize)]
struct Row {
    id: Uuid,
    article: String,
    name: String,
    section: Option<String>,
    state: String,
    unit: String,
    on_hand: Decimal,
    reserved: Decimal,
}

/// The list's state, all of it in the query.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    page: Option<i64>,
}

pub async fn show(mut tx: Tx, ctx: Ctx, Query(wanted): Query<Wanted>) -> Result<View<List>> {
    let page = Pager::asked(wanted.page);
    let found = search(&mut tx, &wanted.q, Pager::PER_PAGE, Pager::offset(page, Pager::PER_PAGE)).await?;
    let asked = if wanted.q.is_empty() { String::new() } else { query(&[("q", &wanted.q)]) };
    Ok(View::new(List {
        rows: rows(&mut tx, &found.0, ctx.locale.code()).await?,
        pager: Pager::new(page, Pager::PER_PAGE, found.1, &asked),
        q: wanted.q,
    }))
}

async fn rows(tx: &mut TenantTx, ids: &[Uuid], locale: &str) -> Result<Vec<Row>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select p.id, p.article, case when $2 = 'en' then coalesce(p.name_en, p.name) else p.name end as "name!",
            case when $2 = 'en' then coalesce(s.name_en, s.name) else s.name end as section, p.state,
            case when $2 = 'en' then u.name_en else u.name_ru end as "unit!",
            coalesce((select sum(on_hand) from stock k where k.product_id = p.id), 0) as "on_hand!",
            coalesce((select sum(reserved) from stock k where k.product_id = p.id), 0) as "reserved!"
           from unnest($1::uuid[]) with ordinality as wanted (id, at)
           join product p on p.id = wanted.id join unit u on u.code = p.base_unit
           left join section s on s.id = p.section_id order by wanted.at"#,
        ids,
        locale
    )
    .fetch_all(tx.db())
    .await?;
    let plain =
        |row: Row| Row { on_hand: row.on_hand.normalize(), reserved: row.reserved.normalize(), ..row };
    Ok(rows.into_iter().map(plain).collect())
}

impl Page for List {
    const TEMPLATE: &'static str = "catalog/manage_list.html";
    fn samples() -> Vec<Self> {
        let row = |state: &str| Row {
            id: Uuid::nil(),
            article: "MB-1C16".to_owned(),
            name: "Автомат 1P C16".to_owned(),
            section: Some("Автоматы".to_owned()),
            state: state.to_owned(),
            unit: "шт.".to_owned(),
            on_hand: Decimal::from(1240),
            reserved: Decimal::from(12),
        };
        vec![
            Self {
                q: String::new(),
                rows: vec![row("active"), row("discontinued")],
                pager: Pager::new(1, 50, 1240, ""),
            },
            Self { q: "нет".to_owned(), rows: Vec::new(), pager: Pager::new(1, 50, 0, "q=x") },
            Self { q: String::new(), rows: Vec::new(), pager: Pager::new(1, 50, 0, "") },
        ]
    }
}
