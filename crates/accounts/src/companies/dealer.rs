//! One dealer, seen by the manufacturer: contracts with terms, people, since when.

use jiff::Timestamp;
use kit::Result;
use kit::rights::Reach;
use kit::web::{Page, Path, Tx, View};
use serde::Serialize;
use uuid::Uuid;

use super::own::{Colleague, people_of};
use crate::contracts::{Terms, list_terms};
use crate::groups::{Group, groups_of};

/// /manage/dealers/{id}
#[derive(Serialize)]
pub struct Dealer {
    name: String,
    city: Option<String>,
    state: String,
    manager: Option<String>,
    created_at: Timestamp,
    contracts: Vec<Terms>,
    people: Vec<Colleague>,
    groups: Vec<Group>,
}

impl Page for Dealer {
    const TEMPLATE: &'static str = "accounts/dealer.html";
    fn samples() -> Vec<Self> {
        let page = |contracts, state: &str| Self {
            name: "Труба и Кабель".to_owned(),
            city: None,
            state: state.to_owned(),
            manager: Some("Ирина Соколова".to_owned()),
            created_at: Timestamp::UNIX_EPOCH,
            contracts,
            people: Vec::new(),
            groups: vec![Group { id: Uuid::nil(), name: "Опт".to_owned(), dealers: 2 }],
        };
        vec![page(Terms::samples(), "active"), page(Vec::new(), "pending")]
    }
}

pub async fn show(mut tx: Tx, reach: Reach, Path(id): Path<Uuid>) -> Result<View<Dealer>> {
    let row = sqlx::query!(
        r#"select d.name, d.city, d.state, d.created_at as "created_at: jiff_sqlx::Timestamp", m.name as "manager?"
         from dealer d left join person m on m.id = d.manager_id
         where d.id = $1 and ($2::uuid is null or d.manager_id = $2)"#,
        id,
        reach.manager()
    )
    .fetch_one(tx.db())
    .await?;
    Ok(View::new(Dealer {
        name: row.name,
        city: row.city,
        state: row.state,
        manager: row.manager,
        created_at: row.created_at.to_jiff(),
        contracts: list_terms(&mut tx, id).await?,
        people: people_of(&mut tx, id).await?,
        groups: groups_of(&mut tx, id).await?,
    }))
}
