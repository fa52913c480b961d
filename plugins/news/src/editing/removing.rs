//! Taking an item away, which can be undone: it comes back as it was.

use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Path, Redirect, Tx};
use kit::{Error, Result};

use super::saving::by;
use super::store::set_removed;

pub async fn remove(tx: Tx, ctx: Ctx, _reach: Reach, Path(number): Path<i32>) -> Result<Redirect> {
    set(tx, &ctx, number, true).await
}

pub async fn restore(tx: Tx, ctx: Ctx, _reach: Reach, Path(number): Path<i32>) -> Result<Redirect> {
    set(tx, &ctx, number, false).await
}

async fn set(mut tx: Tx, ctx: &Ctx, number: i32, removed: bool) -> Result<Redirect> {
    let here = Redirect::to(format!("/manage/content/news/{number}"));
    if !set_removed(&mut tx, number, removed, by(ctx)?).await?.ok_or(Error::NotFound)? {
        return Ok(here);
    }
    let act = if removed { "removed" } else { "restored" };
    let entry = Entry { object: "news", object_id: number.to_string(), act, old: None, new: None };
    audit::record(&mut tx, ctx, entry).await?;
    tx.commit().await?;
    // The page of a removed item says so itself, with the way back.
    Ok(if removed { here } else { here.saying(Flash::ok(Text::key("news-said-restored"))) })
}
