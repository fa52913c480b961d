//! What is kept of an item: one row, its words, groups and pictures.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::{Error, Result};
use serde_json::{Value, json};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::item::{Draft, Picture, Words};
use crate::rich;

/// An item as the editor finds it.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: Uuid,
    pub number: i32,
    pub draft: Draft,
    pub version: i64,
    pub changed_by: String,
    pub changed_at: Timestamp,
    pub removed: bool,
}

/// An item that was made, or had been made by the same press before.
pub struct Made {
    pub number: i32,
    pub fresh: bool,
}

/// Who, and when.
pub type By<'a> = (&'a str, Timestamp);

/// Numbers that are drawn before the search for a free one is given up.
const DRAWS: u32 = 8;

/// Makes the item with this id; the same id again makes nothing.
pub async fn create(tx: &mut TenantTx, id: Uuid, draft: &Draft, by: By<'_>) -> Result<Made> {
    let known =
        sqlx::query_scalar!("select number from news_item where id = $1", id).fetch_optional(tx.db()).await?;
    if let Some(number) = known {
        return Ok(Made { number, fresh: false });
    }
    for draw in 0..DRAWS {
        let made = sqlx::query_scalar!(
            "insert into news_item (id, number, kind, state, changed_by, created_at, changed_at)
             values ($1, $2, 'other', 'draft', $3, $4, $4) on conflict (number) do nothing returning number",
            id,
            number(id, draw),
            by.0,
            by.1.to_sqlx() as _
        )
        .fetch_optional(tx.db())
        .await?;
        if let Some(number) = made {
            write(tx, id, draft).await?;
            return Ok(Made { number, fresh: true });
        }
    }
    Err(Error::bug("no free number for an item of news"))
}

/// Six or seven digits out of the random part of the id.
fn number(id: Uuid, draw: u32) -> i32 {
    let [.., a, b, c, d] = *id.as_bytes();
    let random = u32::from_be_bytes([a, b, c, d]).wrapping_mul(2 * draw + 1).wrapping_add(draw);
    i32::try_from(100_000 + random % 9_900_000).unwrap_or(100_000)
}

/// Writes over the item. False when somebody has saved since this version was read.
pub async fn change(tx: &mut TenantTx, id: Uuid, draft: &Draft, version: i64, by: By<'_>) -> Result<bool> {
    let changed = sqlx::query!(
        "update news_item set version = version + 1, changed_by = $3, changed_at = $4
         where id = $1 and version = $2 and removed_at is null",
        id,
        version,
        by.0,
        by.1.to_sqlx() as _
    )
    .execute(tx.db())
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    write(tx, id, draft).await?;
    Ok(true)
}

/// Everything but who and when.
async fn write(tx: &mut TenantTx, id: Uuid, draft: &Draft) -> Result<()> {
    let audience = &draft.audience;
    sqlx::query!(
        "update news_item set kind = $2, important = $3, state = $4, publish_at = $5, take_down_at = $6, everyone = $7,
            dealers = $8, private_persons = $9, staff = $10 where id = $1",
        id,
        draft.kind,
        draft.important,
        if draft.published { "published" } else { "draft" },
        draft.publish_at.map(ToSqlx::to_sqlx) as _,
        draft.take_down_at.map(ToSqlx::to_sqlx) as _,
        audience.everyone,
        audience.dealers,
        audience.private_persons,
        audience.staff
    )
    .execute(tx.db())
    .await?;
    sqlx::query!(
        "with gone as (delete from news_group where item_id = $1 and group_id <> all ($2))
         insert into news_group (item_id, group_id) select $1, unnest($2::uuid[]) on conflict do nothing",
        id,
        &audience.groups
    )
    .execute(tx.db())
    .await?;
    write_words(tx, id, &draft.words).await?;
    for picture in &draft.pictures {
        add_picture(tx, id, picture).await?;
    }
    Ok(())
}

async fn write_words(tx: &mut TenantTx, id: Uuid, words: &[Words]) -> Result<()> {
    let languages: Vec<String> = words.iter().map(|words| words.language.to_owned()).collect();
    sqlx::query!("delete from news_text where item_id = $1 and language <> all ($2)", id, &languages)
        .execute(tx.db())
        .await?;
    for words in words {
        let made = rich::made(&words.title, &words.source);
        sqlx::query!(
            "insert into news_text (item_id, language, title, source, html, lead, words)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (item_id, language) do update set title = excluded.title, source = excluded.source,
                html = excluded.html, lead = excluded.lead, words = excluded.words",
            id,
            words.language,
            words.title,
            words.source,
            made.html,
            made.lead,
            made.words
        )
        .execute(tx.db())
        .await?;
    }
    Ok(())
}

async fn add_picture(tx: &mut TenantTx, id: Uuid, picture: &Picture) -> Result<()> {
    sqlx::query!(
        "insert into news_picture (item_id, hash, kind, width, height, bytes, position)
         values ($1, $2, $3, $4, $5, $6,
            (select coalesce(max(position), 0) + 1 from news_picture where item_id = $1))
         on conflict do nothing",
        id,
        picture.hash(),
        picture.kind,
        i32::try_from(picture.width).unwrap_or_default(),
        i32::try_from(picture.height).unwrap_or_default(),
        picture.bytes
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Takes pictures away, by the names of their contents.
pub async fn drop_pictures(tx: &mut TenantTx, id: Uuid, hashes: &[String]) -> Result<()> {
    sqlx::query!("delete from news_picture where item_id = $1 and hash = any ($2)", id, hashes)
        .execute(tx.db())
        .await?;
    Ok(())
}

/// How many pictures the item has.
pub async fn count_pictures(tx: &mut TenantTx, id: Uuid) -> Result<i64> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from news_picture where item_id = $1"#, id)
            .fetch_one(tx.db())
            .await?;
    Ok(count)
}

/// The item of this number, as it is kept.
pub async fn find(tx: &mut TenantTx, number: i32) -> Result<Option<Kept>> {
    let row = sqlx::query!(
        r#"select id, kind, important, state, version, changed_by, everyone, dealers, private_persons, staff,
            publish_at as "publish_at: jiff_sqlx::Timestamp", take_down_at as "take_down_at: jiff_sqlx::Timestamp",
            changed_at as "changed_at: jiff_sqlx::Timestamp", removed_at is not null as "removed!",
            array(select group_id from news_group g where g.item_id = i.id order by group_id) as "groups!"
         from news_item i where number = $1"#,
        number
    )
    .fetch_optional(tx.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let audience = crate::item::Audience {
        everyone: row.everyone,
        dealers: row.dealers,
        private_persons: row.private_persons,
        staff: row.staff,
        groups: row.groups,
    };
    let draft = Draft {
        kind: crate::item::KINDS.iter().find(|kind| **kind == row.kind).copied().unwrap_or("other"),
        important: row.important,
        published: row.state == "published",
        publish_at: row.publish_at.map(jiff_sqlx::Timestamp::to_jiff),
        take_down_at: row.take_down_at.map(jiff_sqlx::Timestamp::to_jiff),
        audience,
        words: words_of(tx, row.id).await?,
        pictures: Vec::new(),
    };
    Ok(Some(Kept {
        id: row.id,
        number,
        draft,
        version: row.version,
        changed_by: row.changed_by,
        changed_at: row.changed_at.to_jiff(),
        removed: row.removed,
    }))
}

async fn words_of(tx: &mut TenantTx, id: Uuid) -> Result<Vec<Words>> {
    let rows = sqlx::query!("select language, title, source from news_text where item_id = $1", id)
        .fetch_all(tx.db())
        .await?;
    let words = rows.into_iter().filter_map(|row| {
        let language = kit::text::Locale::parse(&row.language)?.code();
        Some(Words { language, title: row.title, source: row.source })
    });
    Ok(words.collect())
}

/// Removed or back; false when it was so before.
pub async fn set_removed(tx: &mut TenantTx, number: i32, removed: bool, by: By<'_>) -> Result<Option<bool>> {
    let known = sqlx::query_scalar!(
        r#"select removed_at is not null as "removed!" from news_item where number = $1 for update"#,
        number
    )
    .fetch_optional(tx.db())
    .await?;
    let Some(was) = known else { return Ok(None) };
    if was == removed {
        return Ok(Some(false));
    }
    sqlx::query!(
        "update news_item set removed_at = case when $2 then $3::timestamptz end, version = version + 1, changed_by = $4,
            changed_at = $3 where number = $1",
        number,
        removed,
        by.1.to_sqlx() as _,
        by.0
    )
    .execute(tx.db())
    .await?;
    Ok(Some(true))
}

/// What the audit trail keeps of an item.
pub fn told(draft: &Draft) -> Value {
    let titles: Value = draft
        .words
        .iter()
        .map(|words| (words.language.to_owned(), Value::from(words.title.as_str())))
        .collect();
    json!({ "titles": titles, "published": draft.published, "publish_at": draft.publish_at,
            "take_down_at": draft.take_down_at, "audience": draft.audience })
}
