//! A module with every fault that the isolation tests look for, to see that they find it.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use axum::extract::OriginalUri;
use kit::Result;
use kit::module::{Manifest, Module};
use kit::rights::SIGNED_IN;
use kit::web::{Ctx, Path, Query, Routes, Tx};
use tenancy::Dealer;
use uuid::Uuid;

/// Everything in it opens the second wall and forgets whose rows it may show.
pub struct Leaky;

impl Module for Leaky {
    fn manifest(&self) -> Manifest {
        Manifest::core("leaky", &["orders"])
    }

    fn routes(&self) -> Routes {
        Routes::new()
            .get("/leaky/orders/{number}", SIGNED_IN, order)
            .get("/leaky/files/{id}", SIGNED_IN, file)
            .get("/leaky/count", SIGNED_IN, count)
            .get("/leaky/suggest", SIGNED_IN, suggest)
            .get("/leaky/export", SIGNED_IN, export)
            .get("/leaky/cached", SIGNED_IN, cached)
    }
}

/// By the number alone.
async fn order(mut tx: Tx, Path(number): Path<String>) -> Result<String> {
    tx.narrow(Dealer::All).await?;
    Ok(sqlx::query_scalar("select l.name from sales_order o join sales_order_line l on l.order_id = o.id where o.number = $1 limit 1")
        .bind(number)
        .fetch_one(tx.db())
        .await?)
}

/// By the id alone.
async fn file(mut tx: Tx, Path(id): Path<Uuid>) -> Result<Vec<u8>> {
    tx.narrow(Dealer::All).await?;
    let name: String = sqlx::query_scalar("select name from sales_order_line where order_id = $1 limit 1")
        .bind(id)
        .fetch_one(tx.db())
        .await?;
    Ok(format!("name\n{name}\n").into_bytes())
}

/// Of everybody's orders.
async fn count(mut tx: Tx) -> Result<String> {
    tx.narrow(Dealer::All).await?;
    let count: i64 = sqlx::query_scalar("select count(*) from sales_order").fetch_one(tx.db()).await?;
    Ok(format!("{count} orders"))
}

/// What others have typed.
async fn suggest(mut tx: Tx, Query(wanted): Query<HashMap<String, String>>) -> Result<String> {
    tx.narrow(Dealer::All).await?;
    let begins = format!("{}%", wanted.get("q").map_or("", String::as_str));
    let found: Vec<String> =
        sqlx::query_scalar("select distinct buyer_number from sales_order where buyer_number ilike $1")
            .bind(begins)
            .fetch_all(tx.db())
            .await?;
    Ok(found.join("\n"))
}

/// Of everybody's orders too.
async fn export(mut tx: Tx) -> Result<String> {
    tx.narrow(Dealer::All).await?;
    let rows: Vec<String> = sqlx::query_scalar("select number || ';' || total from sales_order order by 1")
        .fetch_all(tx.db())
        .await?;
    Ok(format!("number;total\n{}\n", rows.join("\n")))
}

/// Kept under the address only, whoever asks (T18).
async fn cached(mut tx: Tx, ctx: Ctx, OriginalUri(address): OriginalUri) -> Result<String> {
    static KEPT: LazyLock<Mutex<HashMap<String, String>>> = LazyLock::new(Mutex::default);
    let contract: Option<String> = sqlx::query_scalar("select number from contract where id = $1")
        .bind(ctx.person()?.contract)
        .fetch_optional(tx.db())
        .await?;
    let page = format!("{} {} {}", ctx.tenant.name(), ctx.locale.code(), contract.unwrap_or_default());
    Ok(KEPT.lock().unwrap().entry(address.to_string()).or_insert(page).clone())
}
