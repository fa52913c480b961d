//! Saving the look, going back to the theme's colours, taking the logo away.

use axum::body::Bytes;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use kit::audit::{self, Entry};
use kit::look::{Colour, Look as Kept, Themes};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Flash, Form, Redirect, Tx, Upload, UploadLimits, View};
use kit::{Error, Result, refuse};
use tenancy::{Access, TenantTx};

use super::page::Look;
use super::picture::{self, Picture};
use super::{set_colours, set_theme};

const PAGE: &str = "/manage/settings/look";
const LIMITS: UploadLimits = UploadLimits { file: 512 * 1024, total: 600 * 1024, files: 1 };

/// What a form asked for, all of it good.
struct Wanted {
    version: i64,
    theme: Option<String>,
    brand: Option<Colour>,
    accent: Option<Colour>,
    logo: Option<(Picture, Bytes)>,
}

pub async fn save(tx: Tx, ctx: Ctx, _reach: Reach, request: Request) -> Result<Response> {
    // No connection is held while a browser sends its file.
    drop(tx);
    let upload = Upload::read(request, LIMITS).await?;
    let logo = upload.file("logo").cloned();
    let mut form = upload.form;
    let (brand, accent) = (form.optional("brand"), form.optional("accent"));
    let theme = chosen(&mut form, ctx.app.looks.themes());
    let logo = logo.and_then(|file| match picture::check(&file) {
        Ok(picture) => Some((picture, file.bytes)),
        Err(text) => {
            form.wrong("logo", text);
            None
        }
    });
    let mut tx = ctx.tenant.begin(Access::Write).await?;
    if !form.is_good() {
        let themes = ctx.app.looks.themes();
        let page = Look::again(&Kept::read(&mut tx, themes).await?, themes, form.state(&["theme"]));
        return Ok(View::invalid(page).with_frames().into_response());
    }
    let wanted = Wanted { version: version(&form), theme, brand, accent, logo };
    change(&mut tx, &ctx, &wanted).await?;
    finish(tx, &ctx, Text::key("accounts-look-saved")).await
}

pub async fn reset(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<Response> {
    tx.lock("look").await?;
    let old = Kept::read(&mut tx, ctx.app.looks.themes()).await?;
    if old.style.is_none() {
        return Ok(Redirect::to(PAGE).into_response());
    }
    set_colours(&mut tx, None, None).await?;
    note(&mut tx, &ctx, "colours reset", Some(&old)).await?;
    tx.commit().await?;
    ctx.app.looks.forget(ctx.tenant.id());
    let written = |colour: Option<Colour>| colour.map_or_else(|| "—".to_owned(), |colour| colour.to_string());
    let said = Text::key("accounts-look-reset-done")
        .with("brand", written(old.brand))
        .with("accent", written(old.accent));
    Ok(Redirect::to(PAGE).saying(Flash::ok(said)).into_response())
}

pub async fn remove_logo(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<Response> {
    tx.lock("look").await?;
    if Kept::read(&mut tx, ctx.app.looks.themes()).await?.logo.is_none() {
        return Ok(Redirect::to(PAGE).into_response());
    }
    sqlx::query!(
        "update look set logo = null, logo_kind = null, logo_hash = null, logo_width = null, logo_height = null,
            version = version + 1"
    )
    .execute(tx.db())
    .await?;
    note(&mut tx, &ctx, "logo removed", None).await?;
    tx.commit().await?;
    ctx.app.looks.forget(ctx.tenant.id());
    Ok(Redirect::to(PAGE).saying(Flash::ok(Text::key("accounts-logo-removed"))).into_response())
}

/// The theme that the form names, when there is such a theme. A form without one leaves the theme as it is.
fn chosen(form: &mut Form, themes: &Themes) -> Option<String> {
    let id = form.get("theme").to_owned();
    if id.is_empty() || themes.named(&id).is_some() {
        return Some(id).filter(|id| !id.is_empty());
    }
    form.wrong("theme", Text::key("accounts-theme-unknown").with("name", id));
    None
}

fn version(form: &Form) -> i64 {
    form.get("version").parse().unwrap_or_default()
}

async fn finish(tx: TenantTx, ctx: &Ctx, said: Text) -> Result<Response> {
    tx.commit().await?;
    ctx.app.looks.forget(ctx.tenant.id());
    Ok(Redirect::to(PAGE).saying(Flash::ok(said)).into_response())
}

async fn change(tx: &mut TenantTx, ctx: &Ctx, wanted: &Wanted) -> Result<()> {
    tx.lock("look").await?;
    let old = Kept::read(tx, ctx.app.looks.themes()).await?;
    if old.version != wanted.version {
        let changed = refuse("accounts-look-changed").fix("accounts-look-open-again", PAGE);
        return Err(Error::Conflict(Box::new(changed)));
    }
    set_colours(tx, wanted.brand, wanted.accent).await?;
    // Who leaves the platform's default as it is keeps following it.
    if let Some(theme) = wanted.theme.as_ref().filter(|theme| **theme != old.theme.id) {
        set_theme(tx, Some(theme.as_str())).await?;
    }
    if let Some((picture, bytes)) = &wanted.logo {
        sqlx::query!(
            "update look set logo = $1, logo_kind = $2, logo_hash = $3, logo_width = $4, logo_height = $5",
            &bytes[..],
            picture.kind,
            picture.hash,
            i32::try_from(picture.width).unwrap_or_default(),
            i32::try_from(picture.height).unwrap_or_default()
        )
        .execute(tx.db())
        .await?;
    }
    note(tx, ctx, "changed", Some(&old)).await
}

async fn note(tx: &mut TenantTx, ctx: &Ctx, act: &'static str, old: Option<&Kept>) -> Result<()> {
    let now = Kept::read(tx, ctx.app.looks.themes()).await?;
    let told = |look: &Kept| {
        serde_json::json!({ "theme": look.chosen, "brand": look.brand, "accent": look.accent,
                            "logo": look.logo.as_ref().map(|logo| logo.href.as_str()) })
    };
    let (old, new) = (old.map(told), Some(told(&now)));
    audit::record(tx, ctx, Entry { object: "look", object_id: "look".to_owned(), act, old, new }).await
}
