//! The tenant's look (UX 25, P4): logo and colours, what follows from them, and where browsers fetch them.

mod page;
mod picture;
mod saving;
mod serving;

use kit::Result;
use kit::look::Colour;
use kit::module::Pages;
use tenancy::TenantTx;

pub use page::{sample_style, show};
pub use saving::{remove_logo, reset, save};
pub use serving::serve;

pub(super) fn pages(pages: &mut Pages) {
    pages.add::<page::Look>();
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
