//! Units of measure in the reader's words.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use kit::Result;
use kit::text::Locale;
use kit::web::Ctx;
use moka::sync::Cache;
use serde::Serialize;
use tenancy::TenantTx;

use super::facets::{Place, place};

/// A unit as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct Unit {
    pub code: String,
    pub text: String,
    /// Digits after the point that a quantity in it may have.
    #[serde(skip)]
    pub scale: u32,
}

/// All units of a tenant by their codes; there are some twenty.
pub type Units = Arc<HashMap<String, Unit>>;

/// What a process keeps; a tenant that nobody visits leaves.
static KEPT: LazyLock<Cache<(Place, Locale), Units>> =
    LazyLock::new(|| Cache::builder().max_capacity(2_000).time_to_idle(Duration::from_mins(10)).build());

/// The units in the reader's words. One query, of the catalog's version or of the units themselves.
pub async fn units(tx: &mut TenantTx, ctx: &Ctx) -> Result<Units> {
    let key = (place(tx, ctx).await?, ctx.locale);
    if let Some(known) = KEPT.get(&key) {
        return Ok(known);
    }
    let rows = sqlx::query!("select code, name_ru, name_en, scale from unit").fetch_all(tx.db()).await?;
    let unit = |code: String, ru: String, en: String, scale: i16| {
        let text = if ctx.locale == Locale::RU { ru } else { en };
        (code.clone(), Unit { code, text, scale: u32::try_from(scale).unwrap_or(0) })
    };
    let units = rows.into_iter().map(|row| unit(row.code, row.name_ru, row.name_en, row.scale));
    let units: Units = Arc::new(units.collect());
    KEPT.insert(key, Arc::clone(&units));
    Ok(units)
}
