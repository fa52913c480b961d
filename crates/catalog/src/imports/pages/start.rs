//! POST /manage/imports takes files for a dry run; POST …/run makes it true.

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use kit::audit::{self, Entry};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, Path, Redirect, Tx, Upload, UploadLimits, View};
use kit::{Error, Result, refuse};
use serde_json::json;
use tenancy::{Access, NewJob, TenantTx};
use uuid::Uuid;

use super::list;
use crate::imports::KIND;
use crate::imports::runs::{NewRun, begin, keep};
use crate::imports::sources::label;

/// Bytes of a file and of all of them, and how many.
const LIMITS: UploadLimits = UploadLimits { file: 64 << 20, total: 128 << 20, files: 40 };

pub async fn post(tx: Tx, ctx: Ctx, _reach: Reach, request: Request) -> Result<Response> {
    // No connection is held while a browser sends its files.
    drop(tx);
    let mut upload = Upload::read(request, LIMITS).await?;
    let key = upload.form.get("key").to_owned();
    if key.parse::<Uuid>().is_err() {
        upload.form.wrong("files", Text::key("catalog-import-no-key"));
    }
    let files: Vec<_> = upload.files.iter().filter(|file| !file.name.is_empty()).collect();
    if files.is_empty() {
        upload.form.wrong("files", Text::key("catalog-import-nothing"));
    }
    for file in files.iter().filter(|file| file.bytes.is_empty()) {
        let empty = Text::key("catalog-import-empty-file").with("file", label(&file.name));
        upload.form.wrong("files", empty);
    }
    let mut tx = ctx.tenant.begin(Access::Write).await?;
    if !upload.form.is_good() {
        let page = list::page(&mut tx, None, upload.form.state(&[])).await?;
        return Ok(View::invalid(page).into_response());
    }
    let author = ctx.person()?.name.clone();
    let new = NewRun { author: &author, dry_run: true, key: Some(&key) };
    let run = begin(&mut tx, &new, ctx.now).await?;
    if run.fresh {
        for (position, file) in (0..).zip(&files) {
            keep(&mut tx, run.id, position, &label(&file.name), &file.bytes).await?;
        }
        enqueue(&mut tx, run.id, "check").await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(format!("/manage/imports/{}", run.number)).into_response())
}

async fn enqueue(tx: &mut TenantTx, run: Uuid, act: &str) -> Result<()> {
    let job = NewJob {
        kind: KIND,
        key: format!("{run}:{act}"),
        payload: json!({ "import": run.to_string() }),
        run_at: None,
    };
    Ok(tx.enqueue(job).await?)
}

/// What was checked is imported. A second press finds it on its way.
pub async fn run(mut tx: Tx, ctx: Ctx, _reach: Reach, Path(number): Path<i64>) -> Result<Redirect> {
    let run = sqlx::query!("select id, state, dry_run from import where number = $1 for update", number)
        .fetch_optional(tx.db())
        .await?
        .ok_or(Error::NotFound)?;
    if run.dry_run {
        if run.state != "checked" {
            return refuse("catalog-import-not-checked").with("number", number).err();
        }
        sqlx::query!(
            "update import set dry_run = false, state = 'queued', done = 0, finished_at = null where id = $1",
            run.id
        )
        .execute(tx.db())
        .await?;
        enqueue(&mut tx, run.id, "run").await?;
        let entry =
            Entry { object: "import", object_id: number.to_string(), act: "started", old: None, new: None };
        audit::record(&mut tx, &ctx, entry).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to(format!("/manage/imports/{number}")))
}
