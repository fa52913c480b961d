//! The tenant's look: theme, logo and colours (P4), read with the tenant's own rows and kept by version.

mod colour;
mod palette;
mod theme;

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use sha2::{Digest, Sha256};
use tenancy::{TenantId, TenantTx};

use crate::error::Result;

pub use colour::Colour;
pub use palette::{Change, Fill, Line, Palette, Part, Shades};
pub use theme::{Mode, Theme, Themes};

/// For readers without a session: how old what they see may be.
const FRESH: Duration = Duration::from_secs(2);

/// What a tenant's pages and letters look like.
#[derive(Debug, Clone)]
pub struct Look {
    /// Moves with each change.
    pub version: i64,
    /// The tenant's own choice; none is the platform's default.
    pub chosen: Option<String>,
    pub theme: Arc<Theme>,
    pub brand: Option<Colour>,
    pub accent: Option<Colour>,
    pub palette: Palette,
    /// The address of the tenant's style sheet; none when the colours are the theme's own.
    pub style: Option<String>,
    pub logo: Option<Logo>,
}

/// Where the logo is, and its size in pixels.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Logo {
    pub href: String,
    pub width: u32,
    pub height: u32,
}

/// The looks of the tenants that were asked lately. The key is the tenant, always (T18).
pub struct Looks {
    themes: Themes,
    by_tenant: Cache<TenantId, Arc<Look>>,
    fresh: Cache<TenantId, ()>,
}

impl Look {
    pub fn new(version: i64, theme: Arc<Theme>, brand: Option<Colour>, accent: Option<Colour>) -> Self {
        let palette = Palette::of(&theme, brand, accent);
        let style =
            (!palette.is_themes_own()).then(|| format!("/look/{}.css", hash(palette.css().as_bytes())));
        Self { version, chosen: None, theme, brand, accent, palette, style, logo: None }
    }

    /// The look of the transaction's tenant.
    pub async fn read(tx: &mut TenantTx, themes: &Themes) -> Result<Self> {
        let row = sqlx::query!(
            "select version, theme, brand, accent, logo_kind, logo_hash, logo_width, logo_height from look"
        )
        .fetch_one(tx.db())
        .await?;
        let colour = |hex: Option<String>| hex.and_then(|hex| hex.parse().ok());
        let logo = match (row.logo_hash, row.logo_kind, row.logo_width, row.logo_height) {
            (Some(hash), Some(kind), Some(width), Some(height)) => Some(Logo {
                href: format!("/look/{hash}.{kind}"),
                width: u32::try_from(width).unwrap_or_default(),
                height: u32::try_from(height).unwrap_or_default(),
            }),
            _ => None,
        };
        let theme = Arc::clone(themes.of(row.theme.as_deref()));
        let look = Self::new(row.version, theme, colour(row.brand), colour(row.accent));
        Ok(Self { chosen: row.theme, logo, ..look })
    }

    /// What buttons look like in the light: the tenant's own colour or the theme's, and the text on it.
    pub fn fill(&self) -> Fill {
        let Mode { brand, on_brand, .. } = self.theme.light;
        self.palette.light.brand.unwrap_or(Fill { colour: brand, text: on_brand })
    }
}

impl Logo {
    /// Its size inside this box, never bigger than it is.
    pub fn fitted(&self, widest: u32, highest: u32) -> (u32, u32) {
        let (width, height) = (self.width.max(1), self.height.max(1));
        let by_height = (width * highest / height, highest);
        let by_width = (widest, height * widest / width);
        let (w, h) = if by_height.0 > widest { by_width } else { by_height };
        (w.min(width).max(1), h.min(height).max(1))
    }
}

impl Looks {
    pub fn new(themes: Themes) -> Self {
        let fresh = Cache::builder().max_capacity(1_000).time_to_live(FRESH).build();
        Self { themes, by_tenant: Cache::new(1_000), fresh }
    }

    pub fn themes(&self) -> &Themes {
        &self.themes
    }

    /// For a signed-in person, whose query has told the version: read again only when it has moved on.
    pub async fn at(&self, tx: &mut TenantTx, version: i64) -> Result<Arc<Look>> {
        match self.by_tenant.get(&tx.tenant().id()) {
            Some(look) if look.version == version => Ok(look),
            _ => self.read(tx).await,
        }
    }

    /// For pages before signing in and for letters: at most two seconds old.
    pub async fn fresh(&self, tx: &mut TenantTx) -> Result<Arc<Look>> {
        let tenant = tx.tenant().id();
        match self.by_tenant.get(&tenant) {
            Some(look) if self.fresh.contains_key(&tenant) => Ok(look),
            _ => self.read(tx).await,
        }
    }

    /// The platform's own look: the default theme as it is.
    pub fn of_platform(&self) -> Look {
        Look::new(0, Arc::clone(self.themes.default()), None, None)
    }

    /// What is known without asking: for refusals that have no transaction.
    pub fn known(&self, tenant: TenantId) -> Option<Arc<Look>> {
        self.by_tenant.get(&tenant)
    }

    /// After a change was committed: this process shows it at once, the others within two seconds.
    pub fn forget(&self, tenant: TenantId) {
        self.by_tenant.invalidate(&tenant);
    }

    async fn read(&self, tx: &mut TenantTx) -> Result<Arc<Look>> {
        let look = Arc::new(Look::read(tx, &self.themes).await?);
        let tenant = tx.tenant().id();
        self.by_tenant.insert(tenant, Arc::clone(&look));
        self.fresh.insert(tenant, ());
        Ok(look)
    }
}

/// What names a content in its address.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}
