//! How somebody else will see what stands in the editor. It is saved for a moment, read back by the very rule that the
//! portal follows, and rolled back: nothing is kept.

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use kit::rights::Reach;
use kit::values::Id;
use kit::web::{Ctx, Form, Page, Tx, View};
use kit::{Error, Result};
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

use super::form;
use super::page::{Editor, Typed};
use super::saving::{again, begin, by, read};
use super::store::{self, Kept};
use crate::item::Draft;
use crate::reader::Reader;
use crate::reading::show::{self, Article};

/// The part of the editor that htmx asks for.
#[derive(Serialize)]
pub struct Preview {
    preview: Option<Seen>,
}

/// Somebody through whose eyes one may look.
#[derive(Debug, Clone, Serialize)]
pub struct Reading {
    pub value: String,
    /// A dealer's name; the others are named by a text.
    pub name: Option<String>,
}

/// What that somebody sees, and from when.
#[derive(Serialize)]
pub struct Seen {
    who: Reading,
    sees: bool,
    /// Not yet: from this moment on.
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    item: Article,
}

/// As many dealers are offered.
const OFFERED: i64 = 200;
const VISITOR: &str = "visitor";
const STAFF: &str = "staff";

impl Page for Preview {
    const TEMPLATE: &'static str = "news/preview.html";
    fn samples() -> Vec<Self> {
        vec![Self { preview: Some(Seen::sample()) }, Self { preview: None }]
    }
}

impl Reading {
    fn of(value: &str, name: Option<&str>) -> Self {
        Self { value: value.to_owned(), name: name.map(str::to_owned) }
    }

    pub fn samples() -> Vec<Self> {
        vec![Self::of(VISITOR, None), Self::of(STAFF, None), Self::of("0", Some("Свет-Трейд"))]
    }
}

impl Seen {
    pub fn sample() -> Self {
        let from = Some(Timestamp::UNIX_EPOCH);
        let who = Reading::of("0", Some("Свет-Трейд"));
        Self { who, sees: true, from, until: from, item: Article::sample() }
    }
}

/// Dealers first: that is whom one thinks of.
pub async fn readings(tx: &mut TenantTx) -> Result<Vec<Reading>> {
    let dealers = accounts::companies::named(tx, OFFERED).await?;
    let named = dealers.iter().map(|dealer| Reading::of(&dealer.id.to_string(), Some(&dealer.name)));
    Ok(named.chain([Reading::of(VISITOR, None), Reading::of(STAFF, None)]).collect())
}

pub async fn post(tx: Tx, ctx: Ctx, _reach: Reach, request: Request) -> Result<Response> {
    drop(tx);
    let (mut form, files) = form::receive(request, &ctx).await?;
    let mut tx = begin(&ctx).await?;
    let kept = match form.get("number") {
        "" => None,
        number => store::find(&mut tx, number.parse().map_err(|_| Error::NotFound)?).await?,
    };
    let Some(draft) = read(&mut tx, &ctx, &mut form, &files).await? else {
        return again(&mut tx, &ctx, &form, kept.as_ref()).await;
    };
    let seen = look(&mut tx, &ctx, &form, &draft, kept.as_ref()).await?;
    // What was written for the look is gone with its transaction.
    drop(tx);
    if ctx.htmx {
        return Ok(View::new(Preview { preview: Some(seen) }).fragment("preview").into_response());
    }
    let page = Editor::of(&mut begin(&ctx).await?, &ctx, Typed::again(&form), kept.as_ref()).await?;
    Ok(View::new(page.previewing(seen)).into_response())
}

async fn look(tx: &mut TenantTx, ctx: &Ctx, form: &Form, draft: &Draft, kept: Option<&Kept>) -> Result<Seen> {
    let known = readings(tx).await?;
    let who = known.iter().find(|reading| reading.value == form.get("as")).or(known.first()).cloned();
    let who = who.ok_or(Error::NotFound)?;
    let at = draft.publish_at.unwrap_or(ctx.now);
    // From its first minute on, whether it is a draft or not; and for everybody, to have it to show.
    let moment = at.max(ctx.now);
    let published = Draft { published: true, publish_at: Some(at), take_down_at: None, ..draft.clone() };
    let number = write(tx, ctx, &published, kept).await?;
    let reader = Reader {
        person: None,
        dealer: who.value.parse::<Uuid>().ok(),
        staff: who.value == STAFF,
        language: ctx.locale.code(),
        now: moment,
    };
    let sees = show::read(tx, &reader, number).await?.is_some();
    let mut open = published;
    open.audience.everyone = true;
    let written = store::find(tx, number).await?;
    let number = write(tx, ctx, &open, written.as_ref()).await?;
    let item = show::read(tx, &reader, number).await?.ok_or(Error::NotFound)?;
    Ok(Seen { who, sees, from: (at > ctx.now).then_some(at), until: draft.take_down_at, item })
}

/// Over the item as it is now, whoever has saved last; a removed one is looked at as a new one.
async fn write(tx: &mut TenantTx, ctx: &Ctx, draft: &Draft, kept: Option<&Kept>) -> Result<i32> {
    if let Some(kept) = kept
        && store::change(tx, kept.id, draft, kept.version, by(ctx)?).await?
    {
        return Ok(kept.number);
    }
    Ok(store::create(tx, Id::<Draft>::new().uuid(), draft, by(ctx)?).await?.number)
}
