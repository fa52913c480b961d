//! The header's switches: language, and light or dark.

use kit::Result;
use kit::text::Locale;
use kit::web::{Ctx, Form, Redirect, Tx};

pub async fn post(mut tx: Tx, ctx: Ctx, form: Form) -> Result<Redirect> {
    let locale = Locale::parse(form.get("locale")).map(Locale::code);
    let mode = Some(form.get("mode")).filter(|mode| ["auto", "light", "dark"].contains(mode));
    sqlx::query!(
        "update person set locale = coalesce($2, locale), mode = coalesce($3, mode) where id = $1",
        ctx.person()?.user,
        locale,
        mode
    )
    .execute(tx.db())
    .await?;
    tx.commit().await?;
    Ok(Redirect::back_to(Some(form.get("next")), "/me"))
}
