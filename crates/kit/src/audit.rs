//! The audit trail (P13): who changed what, for whom, from where; insert-only from the first day.

use serde_json::Value;
use tenancy::TenantTx;

use crate::error::Result;
use crate::web::Ctx;

/// One change of one thing.
pub struct Entry<'a> {
    /// What kind of thing: `sales_order`, `contract`, …
    pub object: &'a str,
    /// Its id or number, as people know it.
    pub object_id: String,
    /// The act in the domain's word: `placed`, `confirmed`, …
    pub act: &'a str,
    pub old: Option<Value>,
    pub new: Option<Value>,
}

/// Writes the entry in the transaction of the change itself.
pub async fn record(tx: &mut TenantTx, ctx: &Ctx, entry: Entry<'_>) -> Result<()> {
    let person = ctx.person.as_ref();
    sqlx::query!(
        "insert into audit_entry (at, actor_id, actor_name, dealer_id, object, object_id, act, old_value, new_value, address)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        jiff_sqlx::Timestamp::from(ctx.now) as _,
        person.map(|p| p.user),
        person.map_or("system", |p| p.name.as_str()),
        person.and_then(|p| p.dealer),
        entry.object,
        entry.object_id,
        entry.act,
        entry.old,
        entry.new,
        ctx.address,
    )
    .execute(tx.db())
    .await?;
    Ok(())
}
