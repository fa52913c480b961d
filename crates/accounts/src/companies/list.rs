//! The manufacturer's list of dealers.

use kit::Result;
use kit::rights::Reach;
use kit::web::{Ctx, Page, Pager, Query, Tx, View};
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;

/// /manage/dealers
#[derive(Serialize)]
pub struct Dealers {
    q: String,
    rows: Vec<Row>,
    pager: Pager,
    may_add: bool,
}

/// A dealer in the list.
#[derive(Serialize)]
pub struct Row {
    id: String,
    name: String,
    city: Option<String>,
    state: String,
    manager: Option<String>,
    entities: i64,
    contracts: i64,
    people: i64,
}

/// The list's state, all of it in the query.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    page: Option<i64>,
}

impl Page for Dealers {
    const TEMPLATE: &'static str = "accounts/dealers.html";
    fn samples() -> Vec<Self> {
        let long = "Торгово-промышленная компания «Электротехнические материалы и оборудование Урала»";
        let row = |name: &str, state: &str| Row {
            id: "0190".to_owned(),
            name: name.to_owned(),
            city: Some("Тверь".to_owned()),
            state: state.to_owned(),
            manager: Some("Ирина Соколова".to_owned()),
            entities: 3,
            contracts: 21,
            people: 5,
        };
        vec![
            Self {
                q: String::new(),
                rows: vec![row("Свет-Трейд", "active"), row(long, "blocked"), row("ЭлектроДвор", "pending")],
                pager: Pager::new(2, 50, 240, "page=2"),
                may_add: true,
            },
            Self {
                q: "нет такого".to_owned(),
                rows: Vec::new(),
                pager: Pager::new(1, 50, 0, "q=x"),
                may_add: false,
            },
        ]
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx, reach: Reach, Query(wanted): Query<Wanted>) -> Result<View<Dealers>> {
    let page = Pager::asked(wanted.page);
    let (rows, total) = find(&mut tx, &reach, &wanted.q, page).await?;
    let person = ctx.person()?;
    let matrix = ctx.app.matrices.of(&mut tx, person.policy_version).await?;
    let query: String = form_query(&wanted.q);
    Ok(View::new(Dealers {
        q: wanted.q,
        rows,
        pager: Pager::new(page, Pager::PER_PAGE, total, &query),
        may_add: matrix.scope(&person.roles, crate::rights::DEALERS_EDIT.id).is_some(),
    }))
}

fn form_query(q: &str) -> String {
    if q.is_empty() { String::new() } else { kit::web::query(&[("q", q)]) }
}

/// Found by the name, an entity's name or a tax id; `ё` is `е`.
async fn find(tx: &mut TenantTx, reach: &Reach, q: &str, page: i64) -> Result<(Vec<Row>, i64)> {
    let pattern = format!("%{}%", q.trim().to_lowercase().replace('ё', "е").replace(['%', '_', '\\'], ""));
    let rows = sqlx::query!(
        r#"select d.id, d.name, d.city, d.state, m.name as "manager?",
            (select count(*) from entity e where e.dealer_id = d.id) as "entities!",
            (select count(*) from contract c where c.dealer_id = d.id and c.state = 'active') as "contracts!",
            (select count(*) from membership s where s.dealer_id = d.id) as "people!",
            count(*) over () as "total!"
         from dealer d left join person m on m.id = d.manager_id
         where ($1::uuid is null or d.manager_id = $1)
            and (replace(lower(d.name), 'ё', 'е') like $2 or exists (
                select from entity e where e.dealer_id = d.id
                    and (replace(lower(e.name), 'ё', 'е') like $2 or e.tax_id like $2)))
         order by d.name, d.id offset $3 limit $4"#,
        reach.manager(),
        pattern,
        Pager::offset(page, Pager::PER_PAGE),
        Pager::PER_PAGE
    )
    .fetch_all(tx.db())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let dealers = rows
        .into_iter()
        .map(|row| Row {
            id: row.id.to_string(),
            name: row.name,
            city: row.city,
            state: row.state,
            manager: row.manager,
            entities: row.entities,
            contracts: row.contracts,
            people: row.people,
        })
        .collect();
    Ok((dealers, total))
}
