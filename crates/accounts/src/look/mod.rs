//! The tenant's look (UX 25, P4): theme, logo and colours, what follows from them, and where browsers fetch them.

mod page;
mod picture;
mod preview;
mod saving;
mod serving;

use kit::Result;
use kit::look::Colour;
use kit::module::Pages;
use tenancy::TenantTx;

pub use page::{sample_style, show};
pub use preview::preview;
pub use saving::{remove_logo, reset, save};
pub use serving::serve;

pub(super) fn pages(pages: &mut Pages) {
    pages.add::<page::Look>();
    pages.add::<preview::Preview>();
}

/// Gives the tenant its colours; none is the theme's own.
pub async fn set_colours(tx: &mut TenantTx, brand: Option<Colour>, accent: Option<Colour>) -> Result<()> {
    sqlx::query!(
        "update look set brand = $1, accent = $2, version = version + 1",
        brand.map(|colour| colour.to_string()),
        accent.map(|colour| colour.to_string())
    )
    .execute(tx.db())
    .await?;
    Ok(())
}

/// Gives the tenant a theme; none is the platform's default. The caller has looked that there is such a theme.
pub async fn set_theme(tx: &mut TenantTx, theme: Option<&str>) -> Result<()> {
    sqlx::query!("update look set theme = $1, version = version + 1", theme).execute(tx.db()).await?;
    Ok(())
}
