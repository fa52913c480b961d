//! POST /manage/content/news and POST /manage/content/news/{number}: kept as a draft, or published from a minute on.

use std::collections::BTreeSet;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::values::Id;
use kit::web::{Ctx, Flash, Form, Path, Redirect, Tx, UploadedFile, View};
use kit::{Error, Result};
use tenancy::{Access, Dealer, TenantTx};
use uuid::Uuid;

use super::form::{self, PICTURES};
use super::page::{Editor, Typed, title};
use super::store::{self, By, Kept};
use crate::item::Draft;

pub async fn create(tx: Tx, ctx: Ctx, _reach: Reach, request: Request) -> Result<Response> {
    // No connection is held while a browser sends its pictures.
    drop(tx);
    let (mut form, files) = form::receive(request, &ctx).await?;
    let mut tx = begin(&ctx).await?;
    let Some(draft) = read(&mut tx, &ctx, &mut form, &files).await? else {
        return again(&mut tx, &ctx, &form, None).await;
    };
    let id = form.get("key").parse().unwrap_or_else(|_| Id::<Draft>::new().uuid());
    let made = store::create(&mut tx, id, &draft, by(&ctx)?).await?;
    if made.fresh {
        note(&mut tx, &ctx, made.number, &draft, None).await?;
        tx.commit().await?;
    }
    Ok(finished(made.number, &draft, &ctx).into_response())
}

pub async fn save(
    tx: Tx,
    ctx: Ctx,
    _reach: Reach,
    Path(number): Path<i32>,
    request: Request,
) -> Result<Response> {
    drop(tx);
    let (mut form, files) = form::receive(request, &ctx).await?;
    let mut tx = begin(&ctx).await?;
    let kept = store::find(&mut tx, number).await?.ok_or(Error::NotFound)?;
    let Some(draft) = read(&mut tx, &ctx, &mut form, &files).await? else {
        return again(&mut tx, &ctx, &form, Some(&kept)).await;
    };
    let version = form.get("version").parse().unwrap_or_default();
    let changed = store::change(&mut tx, kept.id, &draft, version, by(&ctx)?).await?;
    if !changed {
        let page = Editor::of(&mut tx, &ctx, Typed::again(&form), Some(&kept)).await?;
        return Ok(View::new(page.beside(&kept, &ctx)).status(StatusCode::CONFLICT).into_response());
    }
    let dropped: Vec<String> = form.all("drop").map(str::to_owned).collect();
    store::drop_pictures(&mut tx, kept.id, &dropped).await?;
    if store::count_pictures(&mut tx, kept.id).await? > i64::try_from(PICTURES).unwrap_or(i64::MAX) {
        form.wrong("pictures", too_many());
        drop(tx);
        return again(&mut begin(&ctx).await?, &ctx, &form, Some(&kept)).await;
    }
    note(&mut tx, &ctx, number, &draft, Some(&kept.draft)).await?;
    tx.commit().await?;
    Ok(finished(number, &draft, &ctx).into_response())
}

/// A transaction of the staff, begun when the form is here.
pub async fn begin(ctx: &Ctx) -> Result<TenantTx> {
    let mut tx = ctx.tenant.begin(Access::Write).await?;
    tx.narrow(Dealer::All).await?;
    Ok(tx)
}

pub async fn read(
    tx: &mut TenantTx,
    ctx: &Ctx,
    form: &mut Form,
    files: &[UploadedFile],
) -> Result<Option<Draft>> {
    let known: BTreeSet<Uuid> = accounts::groups::all(tx).await?.into_iter().map(|group| group.id).collect();
    Ok(form::read(form, files, ctx, &known))
}

/// The editor with everything that was typed and what is wrong with it.
pub async fn again(tx: &mut TenantTx, ctx: &Ctx, form: &Form, kept: Option<&Kept>) -> Result<Response> {
    Ok(View::invalid(Editor::of(tx, ctx, Typed::again(form), kept).await?).into_response())
}

pub fn by(ctx: &Ctx) -> Result<By<'_>> {
    Ok((ctx.person()?.name.as_str(), ctx.now))
}

fn too_many() -> Text {
    Text::key("kit-upload-many").with("limit", i64::try_from(PICTURES).unwrap_or(i64::MAX))
}

async fn note(tx: &mut TenantTx, ctx: &Ctx, number: i32, draft: &Draft, old: Option<&Draft>) -> Result<()> {
    let act = match (old.is_some_and(|old| old.published), draft.published) {
        (false, true) => "published",
        (true, false) => "unpublished",
        (true, true) => "changed",
        (false, false) => "drafted",
    };
    let (old, new) = (old.map(store::told), Some(store::told(draft)));
    audit::record(tx, ctx, Entry { object: "news", object_id: number.to_string(), act, old, new }).await
}

fn finished(number: i32, draft: &Draft, ctx: &Ctx) -> Redirect {
    let title = title(&draft.words, ctx);
    let later = draft.publish_at.filter(|at| *at > ctx.now);
    let said = match (draft.published, later) {
        (false, _) => Text::key("news-said-draft").with("title", title),
        (true, None) => Text::key("news-said-out").with("title", title),
        (true, Some(at)) => {
            let local = at.to_zoned(crate::schedule::zone(ctx));
            let time = local.strftime("%H:%M").to_string();
            Text::key("news-said-scheduled")
                .with("title", title)
                .with("date", local.date())
                .with("time", time)
        }
    };
    Redirect::to(format!("/manage/content/news/{number}")).saying(Flash::ok(said))
}
