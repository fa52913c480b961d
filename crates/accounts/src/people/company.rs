//! One person in several companies (A8): switching between them.

use kit::web::{Ctx, Form, Redirect, Tx};
use kit::{Error, Result};
use uuid::Uuid;

pub async fn switch(mut tx: Tx, ctx: Ctx, form: Form) -> Result<Redirect> {
    let person = ctx.person()?;
    let company: Uuid = form.get("company").parse().map_err(|_| Error::NotFound)?;
    let switched = sqlx::query!(
        "update session set dealer_id = $3, contract_id = null
         where id = $1 and exists (
            select from membership m join dealer d on d.id = m.dealer_id
            where m.person_id = $2 and m.dealer_id = $3 and d.state <> 'blocked')",
        person.session,
        person.user,
        company
    )
    .execute(tx.db())
    .await?;
    if switched.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(Redirect::to("/"))
}
