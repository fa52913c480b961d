//! Numbers of documents: a sequence for each kind and year, without gaps, since the row is taken with the document (O23).

use jiff::civil::Date;
use kit::Result;
use tenancy::TenantTx;

/// The next number, `2026-000418`. Others who want one wait until this transaction ends: take it late.
pub async fn next(tx: &mut TenantTx, kind: &str, today: Date) -> Result<String> {
    let year = i32::from(today.year());
    let last = sqlx::query_scalar!(
        "insert into document_number (kind, year, last) values ($1, $2, 1)
         on conflict (kind, year) do update set last = document_number.last + 1 returning last",
        kind,
        year
    )
    .fetch_one(tx.db())
    .await?;
    Ok(format!("{year}-{last:06}"))
}
