//! Asking for portals and asking again: the provisioner of the sign-up does the work.

use jiff::Timestamp;
use kit::{Result, refuse};
use serde_json::json;
use tenancy::Database;
use uuid::Uuid;

use super::Actor;
use super::audit::{Entry, record};
use crate::signing_up::{self, NewPortal};

/// Writes the request down; the same key is the same request, and is written into the audit once.
pub async fn provision(db: &Database, actor: &Actor, now: Timestamp, new: &NewPortal<'_>) -> Result<Uuid> {
    let mut tx = db.control().await?;
    let id = signing_up::request(&mut tx, new, now).await?;
    let known = sqlx::query_scalar!(
        r#"select exists (select from control.operator_audit where object = $1 and act = 'provision') as "known!""#,
        id.to_string()
    )
    .fetch_one(tx.db())
    .await?;
    if !known {
        let tenant = sqlx::query_scalar!("select tenant_id from control.provisioning where id = $1", id)
            .fetch_one(tx.db())
            .await?;
        let entry = Entry {
            tenant: Some((tenant.into(), new.slug.as_str())),
            object: Some(id.to_string()),
            new: Some(json!({ "company": new.company, "owner": new.owner_email.as_str() })),
            ..Entry::of("provision")
        };
        record(&mut tx, actor, now, entry).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// A request that has failed goes on from the step where it stopped.
pub async fn retry_provisioning(db: &Database, actor: &Actor, now: Timestamp, id: Uuid) -> Result<()> {
    let mut tx = db.control().await?;
    let row = sqlx::query!("select slug, tenant_id from control.provisioning where id = $1", id)
        .fetch_one(tx.db())
        .await?;
    if !signing_up::retry(&mut tx, id).await? {
        let page = format!("/provisionings/{id}");
        return refuse("platform-signup-not-failed").fix("platform-signup-see", page).err();
    }
    let entry = Entry {
        tenant: Some((row.tenant_id.into(), &row.slug)),
        object: Some(id.to_string()),
        ..Entry::of("retry-provisioning")
    };
    record(&mut tx, actor, now, entry).await?;
    tx.commit().await?;
    Ok(())
}
