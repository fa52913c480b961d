//! /manage/content/news: what there is, in which state, for whom.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::rights::Reach;
use kit::web::{Ctx, Page, Pager, Query, Tx, View, query};
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;

use crate::item::Draft;

/// /manage/content/news
#[derive(Serialize)]
pub struct Items {
    view: &'static str,
    views: Vec<Tab>,
    rows: Vec<Row>,
    pager: Pager,
}

#[derive(Serialize)]
struct Tab {
    key: String,
    href: String,
    current: bool,
    count: i64,
}

/// An item in the list.
#[derive(Serialize)]
struct Row {
    number: i32,
    title: String,
    kind: String,
    important: bool,
    state: String,
    publish_at: Option<Timestamp>,
    take_down_at: Option<Timestamp>,
    /// Text keys of the audiences, and names of groups.
    audience: Vec<String>,
    groups: Vec<String>,
    changed_by: String,
    changed_at: Timestamp,
    readers: i64,
}

#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    view: String,
    page: Option<i64>,
}

/// `news-state-…` names each.
const VIEWS: &[&str] = &["all", "out", "scheduled", "draft", "ended", "removed"];

impl Page for Items {
    const TEMPLATE: &'static str = "news/manage_list.html";
    fn samples() -> Vec<Self> {
        let row = |state: &str, title: &str| Row {
            number: 123_456,
            title: title.to_owned(),
            kind: "hours".to_owned(),
            important: state == "out",
            state: state.to_owned(),
            publish_at: (state != "draft").then_some(Timestamp::UNIX_EPOCH),
            take_down_at: (state == "ended").then_some(Timestamp::UNIX_EPOCH),
            audience: vec!["news-for-everyone".to_owned()],
            groups: vec!["Опт".to_owned()],
            changed_by: "Нина".to_owned(),
            changed_at: Timestamp::UNIX_EPOCH,
            readers: 21,
        };
        let long =
            "Расписание работы складов и отдела отгрузки в праздничные дни конца года и начала следующего";
        let rows: Vec<Row> = VIEWS.iter().skip(1).map(|state| row(state, long)).collect();
        let pager = |total| Pager::new(1, Pager::PER_PAGE, total, "");
        vec![
            Self { view: "all", views: tabs("all", [5, 1, 1, 1, 1, 1]), rows, pager: pager(5) },
            Self {
                view: "draft",
                views: tabs("draft", [1, 0, 0, 0, 0, 0]),
                rows: Vec::new(),
                pager: pager(0),
            },
            Self { view: "all", views: tabs("all", [0; 6]), rows: Vec::new(), pager: pager(0) },
        ]
    }
}

/// The word for an item now; the list's SQL says the same.
pub fn state(draft: &Draft, now: Timestamp) -> &'static str {
    match (draft.published, draft.publish_at, draft.take_down_at) {
        (false, _, _) => "draft",
        (true, _, Some(until)) if until <= now => "ended",
        (true, Some(from), _) if from > now => "scheduled",
        (true, _, _) => "out",
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx, _reach: Reach, Query(wanted): Query<Wanted>) -> Result<View<Items>> {
    let view = VIEWS.iter().find(|view| **view == wanted.view).copied().unwrap_or("all");
    let page = Pager::asked(wanted.page);
    let rows = find(&mut tx, ctx.now, view, page).await?;
    let counts = count(&mut tx, ctx.now).await?;
    let total = VIEWS.iter().zip(counts).find(|(name, _)| **name == view).map_or(0, |(_, count)| count);
    let kept = if view == "all" { String::new() } else { query(&[("view", view)]) };
    let pager = Pager::new(page, Pager::PER_PAGE, total, &kept);
    Ok(View::new(Items { view, views: tabs(view, counts), rows, pager }))
}

fn tabs(current: &str, counts: [i64; 6]) -> Vec<Tab> {
    let tab = |(view, count): (&&str, i64)| Tab {
        key: format!("news-state-{view}"),
        href: if *view == "all" {
            "/manage/content/news".to_owned()
        } else {
            format!("/manage/content/news?view={view}")
        },
        current: *view == current,
        count,
    };
    // A tab with nothing under it says nothing, unless one stands on it.
    let shown = |tab: &Tab| tab.count > 0 || tab.current || tab.key == "news-state-all";
    VIEWS.iter().zip(counts).map(tab).filter(shown).collect()
}

async fn count(tx: &mut TenantTx, now: Timestamp) -> Result<[i64; 6]> {
    let row = sqlx::query!(
        r#"with item as (select case
                when removed_at is not null then 'removed' when state = 'draft' then 'draft'
                when take_down_at <= $1 then 'ended' when publish_at > $1 then 'scheduled' else 'out' end as now
            from news_item)
         select count(*) filter (where now <> 'removed') as "all!", count(*) filter (where now = 'out') as "out!",
            count(*) filter (where now = 'scheduled') as "scheduled!", count(*) filter (where now = 'draft') as "draft!",
            count(*) filter (where now = 'ended') as "ended!", count(*) filter (where now = 'removed') as "removed!"
         from item"#,
        now.to_sqlx() as _
    )
    .fetch_one(tx.db())
    .await?;
    Ok([row.all, row.out, row.scheduled, row.draft, row.ended, row.removed])
}

async fn find(tx: &mut TenantTx, now: Timestamp, view: &str, page: i64) -> Result<Vec<Row>> {
    let rows = sqlx::query!(
        r#"with item as (select *, case
                when removed_at is not null then 'removed' when state = 'draft' then 'draft'
                when take_down_at <= $1 then 'ended' when publish_at > $1 then 'scheduled' else 'out' end as now
            from news_item)
         select i.number, i.kind, i.important, i.now as "now!", i.everyone, i.dealers, i.private_persons, i.staff,
            i.publish_at as "publish_at: jiff_sqlx::Timestamp", i.take_down_at as "take_down_at: jiff_sqlx::Timestamp",
            i.changed_by, i.changed_at as "changed_at: jiff_sqlx::Timestamp",
            (select title from news_text t where t.item_id = i.id order by language = $5 desc limit 1) as title,
            array(select g.name from news_group ng join client_group g on g.id = ng.group_id
                where ng.item_id = i.id order by lower(g.name)) as "groups!",
            (select count(*) from news_read r where r.item_id = i.id) as "readers!"
         from item i where i.now = $2 or ($2 = 'all' and i.now <> 'removed')
         order by coalesce(i.publish_at, i.changed_at) desc, i.number offset $3 limit $4"#,
        now.to_sqlx() as _,
        view,
        Pager::offset(page, Pager::PER_PAGE),
        Pager::PER_PAGE,
        tx.tenant().locale().to_owned()
    )
    .fetch_all(tx.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let named = [
                ("everyone", row.everyone),
                ("dealers", row.dealers),
                ("private", row.private_persons),
                ("staff", row.staff),
            ];
            Row {
                number: row.number,
                title: row.title.unwrap_or_default(),
                kind: row.kind,
                important: row.important,
                state: row.now,
                publish_at: row.publish_at.map(jiff_sqlx::Timestamp::to_jiff),
                take_down_at: row.take_down_at.map(jiff_sqlx::Timestamp::to_jiff),
                audience: named
                    .into_iter()
                    .filter(|(_, is)| *is)
                    .map(|(who, _)| format!("news-for-{who}"))
                    .collect(),
                groups: row.groups,
                changed_by: row.changed_by,
                changed_at: row.changed_at.to_jiff(),
                readers: row.readers,
            }
        })
        .collect())
}
