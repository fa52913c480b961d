//! /news: what is meant for the reader, the newest first, with a dot at what is not read; found by words.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::Result;
use kit::web::{Ctx, Page, Pager, Query, Tx, View, query};
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;

use crate::item::{KINDS, folded};
use crate::reader::Reader;

/// /news
#[derive(Serialize)]
pub struct List {
    #[serde(skip)]
    shell: &'static str,
    q: String,
    kind: String,
    kinds: Vec<Tab>,
    rows: Vec<Row>,
    /// Something on this page waits to be read.
    unread: bool,
    pager: Pager,
}

/// An item in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub number: i32,
    pub kind: String,
    pub important: bool,
    pub title: String,
    /// When the words are not in the reader's language: which it is.
    pub other_language: Option<String>,
    pub lead: String,
    pub at: Timestamp,
    pub unread: bool,
    pub picture: Option<String>,
}

#[derive(Serialize)]
struct Tab {
    key: String,
    href: String,
    current: bool,
}

/// The list's state, all of it in the query.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
    page: Option<i64>,
}

/// What is asked of the database.
pub struct Asked<'a> {
    pub words: &'a str,
    pub kind: &'a str,
    pub offset: i64,
    pub limit: i64,
}

const PER_PAGE: i64 = 20;

impl Page for List {
    const TEMPLATE: &'static str = "news/list.html";
    fn samples() -> Vec<Self> {
        let page = |shell, rows: Vec<Row>, q: &str| Self {
            shell,
            q: q.to_owned(),
            kind: String::new(),
            kinds: tabs("", q),
            unread: rows.iter().any(|row| row.unread),
            pager: Pager::new(1, PER_PAGE, i64::try_from(rows.len()).unwrap_or_default(), ""),
            rows,
        };
        vec![
            page("portal", Self::some_rows(), ""),
            page("manage", Vec::new(), "нет такого"),
            page("plain", Self::some_rows(), ""),
            page("plain", Vec::new(), ""),
        ]
    }

    fn template(&self) -> &'static str {
        match self.shell {
            "manage" => "news/list_manage.html",
            "plain" => "news/list_plain.html",
            _ => Self::TEMPLATE,
        }
    }
}

impl List {
    /// Samples of rows, for blocks too.
    pub(super) fn some_rows() -> Vec<Row> {
        let row = |title: &str, unread, picture: Option<&str>| Row {
            number: 123_456,
            kind: "promotion".to_owned(),
            important: unread,
            title: title.to_owned(),
            other_language: unread.then(|| "en".to_owned()),
            lead: "С понедельника склад работает до 20:00, в субботу до 16:00…".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            unread,
            picture: picture.map(str::to_owned),
        };
        let long =
            "Расписание работы складов и отдела отгрузки в праздничные дни конца года и начала следующего";
        vec![row("Новая серия", true, Some("/news/1/0.png")), row(long, false, None)]
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx, Query(wanted): Query<Wanted>) -> Result<View<List>> {
    let reader = Reader::of(&ctx);
    let page = Pager::asked(wanted.page);
    let kind = KINDS.iter().find(|kind| **kind == wanted.kind).copied().unwrap_or_default();
    let offset = Pager::offset(page, PER_PAGE);
    let asked = Asked { words: &wanted.q, kind, offset, limit: PER_PAGE };
    let (rows, total) = find(&mut tx, &reader, &asked).await?;
    let kept = [("q", wanted.q.as_str()), ("kind", kind)];
    let kept: Vec<_> = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    Ok(View::new(List {
        shell: reader.shell(),
        kinds: tabs(kind, &wanted.q),
        kind: kind.to_owned(),
        unread: rows.iter().any(|row| row.unread),
        rows,
        pager: Pager::new(page, PER_PAGE, total, &query(&kept)),
        q: wanted.q,
    }))
}

fn tabs(current: &str, q: &str) -> Vec<Tab> {
    let tab = |kind: &str| {
        let pairs: Vec<_> =
            [("kind", kind), ("q", q)].into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let href = if pairs.is_empty() { "/news".to_owned() } else { format!("/news?{}", query(&pairs)) };
        let key = if kind.is_empty() { "news-kind-all".to_owned() } else { format!("news-kind-{kind}") };
        Tab { key, href, current: kind == current }
    };
    std::iter::once("").chain(KINDS.iter().copied()).map(tab).collect()
}

/// What the reader may see, and how much of it there is. Every word that is searched for must stand in one language's text.
pub async fn find(tx: &mut TenantTx, reader: &Reader, asked: &Asked<'_>) -> Result<(Vec<Row>, i64)> {
    let rows = sqlx::query!(
        r#"select i.number, i.kind, i.important, i.publish_at as "at!: jiff_sqlx::Timestamp", t.language, t.title, t.lead,
            (select '/news/' || i.number || '/' || p.hash || '.' || p.kind from news_picture p
                where p.item_id = i.id order by p.position limit 1) as picture,
            ($4::uuid is not null and i.publish_at >= (select created_at from person where id = $4)
                and not exists (select from news_read r where r.item_id = i.id and r.person_id = $4)) as "unread!",
            count(*) over () as "total!"
         from news_item i join lateral (
            select language, title, lead from news_text
            where item_id = i.id order by language = $5 desc, language limit 1) t on true
         where i.id in (select * from news_seen($1, $2, $3)) and ($6 = '' or i.kind = $6)
            and exists (select from news_text w where w.item_id = i.id and w.words like all ($7::text[]))
         order by i.important desc, i.publish_at desc, i.number offset $8 limit $9"#,
        reader.dealer,
        reader.staff,
        reader.now.to_sqlx() as _,
        reader.person,
        reader.language,
        asked.kind,
        &patterns(asked.words),
        asked.offset,
        asked.limit
    )
    .fetch_all(tx.db())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let found = rows
        .into_iter()
        .map(|row| Row {
            number: row.number,
            kind: row.kind,
            important: row.important,
            title: row.title,
            other_language: (row.language != reader.language).then_some(row.language),
            lead: row.lead,
            at: row.at.to_jiff(),
            unread: row.unread,
            picture: row.picture,
        })
        .collect();
    Ok((found, total))
}

/// One pattern a word; signs that mean something in a pattern stand for themselves.
fn patterns(typed: &str) -> Vec<String> {
    let plain = folded(typed).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    plain.split_whitespace().take(10).map(|word| format!("%{word}%")).collect()
}
