//! Units of measure in the reader's words.

use std::collections::HashMap;

use kit::Result;
use kit::text::Locale;
use serde::Serialize;
use tenancy::TenantTx;

/// A unit as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct Unit {
    pub code: String,
    pub text: String,
    /// Digits after the point that a quantity in it may have.
    #[serde(skip)]
    pub scale: u32,
}

/// All units of the tenant by their codes. One query; there are some twenty.
pub async fn units(tx: &mut TenantTx, locale: Locale) -> Result<HashMap<String, Unit>> {
    let rows = sqlx::query!("select code, name_ru, name_en, scale from unit").fetch_all(tx.db()).await?;
    let unit = |code: String, ru: String, en: String, scale: i16| {
        let text = if locale == Locale::RU { ru } else { en };
        (code.clone(), Unit { code, text, scale: u32::try_from(scale).unwrap_or(0) })
    };
    Ok(rows.into_iter().map(|row| unit(row.code, row.name_ru, row.name_en, row.scale)).collect())
}
