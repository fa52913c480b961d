//! What the owner presses on the checklist: skip a step, put the list away, load the samples.

use jiff_sqlx::ToSqlx;
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Redirect, Tx};
use kit::{Result, refuse};

use crate::samples;
use crate::steps::{NAMES, State};

pub const PAGE: &str = "/manage/start";

pub async fn skip(mut tx: Tx, _reach: Reach, form: Form) -> Result<Redirect> {
    let Some(step) = NAMES.iter().find(|name| **name == form.get("step")) else {
        return refuse("start-step-unknown").fix("start-open", PAGE).err();
    };
    sqlx::query!(
        "update start_steps set skipped = array_append(skipped, $1) where not $1 = any(skipped)",
        *step
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(Redirect::to(PAGE))
}

pub async fn dismiss(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<Redirect> {
    sqlx::query!("update start_steps set dismissed_at = coalesce(dismissed_at, $1)", ctx.now.to_sqlx() as _)
        .execute(tx.db())
        .await?;
    tx.commit().await?;
    Ok(Redirect::to("/manage").saying(Flash::ok(Text::key("start-dismissed"))))
}

/// Only into an empty catalog: samples among real goods would be sold.
pub async fn load_samples(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<Redirect> {
    tx.lock("start").await?;
    let state = State::read(&mut tx).await?;
    if state.samples {
        return Ok(Redirect::to(PAGE));
    }
    if state.goods > 0 {
        return refuse("start-samples-among-goods").fix("start-open", PAGE).err();
    }
    samples::load(&mut tx, ctx.now).await?;
    tx.commit().await?;
    Ok(Redirect::to(PAGE).saying(Flash::ok(Text::key("start-samples-loaded"))))
}
