//! The audit's page: what operators did, searched and paged.

use axum::extract::State;
use jiff::Timestamp;
use kit::Result;
use kit::web::{App, Page, Pager, Query, View, query};
use serde::{Deserialize, Serialize};

use crate::acts::audit::{self, ACTS, Filter, Row};

/// /audit of the console.
#[derive(Serialize)]
pub struct Audit {
    q: String,
    tenant: String,
    act: String,
    acts: Vec<&'static str>,
    list: Vec<Row>,
    pager: Pager,
}

/// The list's state.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    tenant: String,
    #[serde(default)]
    act: String,
    page: Option<i64>,
}

impl Page for Audit {
    const TEMPLATE: &'static str = "platform/audit.html";
    fn samples() -> Vec<Self> {
        let list = ACTS.iter().map(|act| sample(act)).collect();
        let page = |q: &str, list, total| Self {
            q: q.to_owned(),
            tenant: String::new(),
            act: String::new(),
            acts: ACTS.to_vec(),
            list,
            pager: Pager::new(1, Pager::PER_PAGE, total, ""),
        };
        vec![page("", list, 240), page("ada", Vec::new(), 0)]
    }
}

pub(super) fn sample(act: &str) -> Row {
    Row {
        at: Timestamp::UNIX_EPOCH,
        who: "ada@portico.example".to_owned(),
        address: "127.0.0.1".to_owned(),
        tenant: Some("voltarika".to_owned()),
        act: act.to_owned(),
        object: None,
        old: Some("state: active".to_owned()),
        new: Some("state: suspended".to_owned()),
        words: Some("Портал закрыт до понедельника.".to_owned()),
    }
}

pub async fn show(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<View<Audit>> {
    let act = ACTS.iter().find(|act| **act == wanted.act).copied();
    let page = Pager::asked(wanted.page);
    let (q, tenant) = (wanted.q.trim(), wanted.tenant.trim());
    let filter = Filter {
        text: Some(q).filter(|text| !text.is_empty()),
        tenant: Some(tenant).filter(|text| !text.is_empty()),
        act,
        object: None,
    };
    let mut tx = app.db.control().await?;
    let offset = Pager::offset(page, Pager::PER_PAGE);
    let (list, total) = audit::list(&mut tx, filter, offset, Pager::PER_PAGE).await?;
    let pairs = [("q", q), ("tenant", tenant), ("act", act.unwrap_or_default())];
    let kept: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let pager = Pager::new(page, Pager::PER_PAGE, total, &query(&kept));
    Ok(View::new(Audit {
        act: act.unwrap_or_default().to_owned(),
        acts: ACTS.to_vec(),
        list,
        pager,
        q: wanted.q,
        tenant: wanted.tenant,
    }))
}
