//! One group: its dealers, and those who may come in.

use kit::rights::Reach;
use kit::web::{FormState, Page, Path, Query, Tx, View};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;
use uuid::Uuid;

use super::Named;

/// /manage/dealers/groups/{id}
#[derive(Serialize)]
pub struct Show {
    id: Uuid,
    name: String,
    members: Vec<Named>,
    /// Dealers that are not in the group: the first ones, or those that were searched for.
    others: Vec<Named>,
    /// More of them were found than are shown.
    more: bool,
    q: String,
    form: FormState,
}

#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
}

/// So many are offered at once; a search narrows them.
const OFFERED: usize = 50;

impl Page for Show {
    const TEMPLATE: &'static str = "accounts/group.html";
    fn samples() -> Vec<Self> {
        let long = "Торгово-промышленная компания «Электротехнические материалы и оборудование Урала»";
        let named = |name: &str, city: Option<&str>| Named {
            id: Uuid::nil(),
            name: name.to_owned(),
            city: city.map(str::to_owned),
        };
        let page = |members, others, more, q: &str| Self {
            id: Uuid::nil(),
            name: "Опт".to_owned(),
            members,
            others,
            more,
            q: q.to_owned(),
            form: FormState::with(&[("name", "Опт")]),
        };
        vec![
            page(
                vec![named("Свет-Трейд", Some("Тверь")), named(long, None)],
                vec![named(long, None)],
                true,
                "",
            ),
            page(Vec::new(), Vec::new(), false, "нет такого"),
        ]
    }
}

pub async fn show(
    mut tx: Tx,
    reach: Reach,
    Path(id): Path<Uuid>,
    Query(wanted): Query<Wanted>,
) -> Result<View<Show>> {
    Ok(View::new(page(&mut tx, &reach, id, &wanted.q, None).await?).fragment("others"))
}

/// The page; a form that was not sent shows the name that is kept.
pub(super) async fn page(
    tx: &mut TenantTx,
    reach: &Reach,
    id: Uuid,
    q: &str,
    sent: Option<FormState>,
) -> Result<Show> {
    let name = sqlx::query_scalar!("select name from client_group where id = $1", id)
        .fetch_optional(tx.db())
        .await?;
    let name = name.ok_or(Error::NotFound)?;
    let form = sent.unwrap_or_else(|| FormState::with(&[("name", &name)]));
    let members = sqlx::query_as!(
        Named,
        "select d.id, d.name, d.city from client_group_member m join dealer d on d.id = m.dealer_id
         where m.group_id = $1 and ($2::uuid is null or d.manager_id = $2) order by d.name, d.id",
        id,
        reach.manager()
    )
    .fetch_all(tx.db())
    .await?;
    let mut others = offered(tx, reach, id, q).await?;
    let more = others.len() > OFFERED;
    others.truncate(OFFERED);
    Ok(Show { id, name, members, others, more, q: q.to_owned(), form })
}

async fn offered(tx: &mut TenantTx, reach: &Reach, group: Uuid, q: &str) -> Result<Vec<Named>> {
    let pattern = format!("%{}%", q.trim().to_lowercase().replace('ё', "е").replace(['%', '_', '\\'], ""));
    let others = sqlx::query_as!(
        Named,
        "select d.id, d.name, d.city from dealer d
         where ($2::uuid is null or d.manager_id = $2)
            and not exists (select from client_group_member m where m.group_id = $1 and m.dealer_id = d.id)
            and replace(lower(d.name || ' ' || coalesce(d.city, '')), 'ё', 'е') like $3
         order by d.name, d.id limit $4",
        group,
        reach.manager(),
        pattern,
        i64::try_from(OFFERED).unwrap_or(i64::MAX) + 1
    )
    .fetch_all(tx.db())
    .await?;
    Ok(others)
}
