//! /news/{number}: one item, for those it is meant for. For everybody else there is nothing here.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::web::{Ctx, Page, Path, Tx, View};
use kit::{Error, Result};
use serde::Serialize;
use tenancy::TenantTx;

use crate::reader::Reader;

/// /news/{number}
#[derive(Serialize)]
pub struct Show {
    #[serde(skip)]
    shell: &'static str,
    item: Article,
    /// The reader signed in and has not read it: the page says so to the server when it is open.
    unread: bool,
}

/// An item as it is read.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    pub number: i32,
    pub kind: String,
    pub important: bool,
    pub title: String,
    /// When the words are not in the reader's language: which it is.
    pub other_language: Option<String>,
    /// Harmless: made when it was saved.
    pub html: String,
    pub at: Timestamp,
    pub pictures: Vec<Shown>,
}

/// A picture with its address.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    pub hash: String,
    pub href: String,
    pub width: i32,
    pub height: i32,
}

impl Article {
    pub fn sample() -> Self {
        let picture = |width, height| Shown {
            hash: "0".to_owned(),
            href: "/news/123456/0.png".to_owned(),
            width,
            height,
        };
        Self {
            number: 123_456,
            kind: "exhibition".to_owned(),
            important: true,
            title: "Ждём на выставке «Электро»: павильон 8, стенд В40".to_owned(),
            other_language: Some("ru".to_owned()),
            html: "<p>Покажем <strong>новую серию</strong>.</p>\n<ul>\n<li>5–8 июня</li>\n</ul>\n".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            pictures: vec![picture(1200, 600), picture(64, 64)],
        }
    }
}

impl Page for Show {
    const TEMPLATE: &'static str = "news/show.html";
    fn samples() -> Vec<Self> {
        let plain =
            Article { pictures: Vec::new(), other_language: None, important: false, ..Article::sample() };
        vec![
            Self { shell: "portal", item: Article::sample(), unread: true },
            Self { shell: "manage", item: plain.clone(), unread: false },
            Self { shell: "plain", item: plain, unread: false },
        ]
    }

    fn template(&self) -> &'static str {
        match self.shell {
            "manage" => "news/show_manage.html",
            "plain" => "news/show_plain.html",
            _ => Self::TEMPLATE,
        }
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx, Path(number): Path<i32>) -> Result<View<Show>> {
    let reader = Reader::of(&ctx);
    let item = read(&mut tx, &reader, number).await?.ok_or(Error::NotFound)?;
    let unread = match reader.person {
        Some(person) => !is_read(&mut tx, number, person).await?,
        None => false,
    };
    Ok(View::new(Show { shell: reader.shell(), item, unread }))
}

/// The item, when the reader may see it at the reader's moment.
pub async fn read(tx: &mut TenantTx, reader: &Reader, number: i32) -> Result<Option<Article>> {
    let row = sqlx::query!(
        r#"select i.kind, i.important, i.publish_at as "at!: jiff_sqlx::Timestamp", t.language, t.title, t.html
         from news_item i join lateral (
            select language, title, html from news_text
            where item_id = i.id order by language = $5 desc, language limit 1) t on true
         where i.number = $4 and i.id in (select * from news_seen($1, $2, $3))"#,
        reader.dealer,
        reader.staff,
        reader.now.to_sqlx() as _,
        number,
        reader.language
    )
    .fetch_optional(tx.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Article {
        number,
        kind: row.kind,
        important: row.important,
        title: row.title,
        other_language: (row.language != reader.language).then_some(row.language),
        html: row.html,
        at: row.at.to_jiff(),
        pictures: pictures(tx, number).await?,
    }))
}

/// The pictures of an item that the caller may see.
pub async fn pictures(tx: &mut TenantTx, number: i32) -> Result<Vec<Shown>> {
    let pictures = sqlx::query_as!(
        Shown,
        r#"select p.hash, '/news/' || i.number || '/' || p.hash || '.' || p.kind as "href!", p.width, p.height
         from news_picture p join news_item i on i.id = p.item_id where i.number = $1 order by p.position, p.hash"#,
        number
    )
    .fetch_all(tx.db())
    .await?;
    Ok(pictures)
}

async fn is_read(tx: &mut TenantTx, number: i32, person: uuid::Uuid) -> Result<bool> {
    let read = sqlx::query_scalar!(
        r#"select exists (select from news_read r join news_item i on i.id = r.item_id
            where i.number = $1 and r.person_id = $2) as "read!""#,
        number,
        person
    )
    .fetch_one(tx.db())
    .await?;
    Ok(read)
}
