//! The page: controls at the left, at the right how dealers see it, in light and in dark.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::Result;
use kit::look::{Change, Colour, Fill, Line, Logo, Look as Kept, Palette, THEMES_BRAND};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{FormState, Page, Query, Tx, View};
use serde::{Deserialize, Serialize};

/// /manage/settings/look
#[derive(Serialize)]
pub struct Look {
    form: FormState,
    version: i64,
    logo: Option<Logo>,
    /// Some colour is not the theme's own.
    coloured: bool,
    /// What the pickers stand at.
    brand: String,
    accent: String,
    sample: Sample,
}

/// How dealers see the colours.
#[derive(Serialize)]
struct Sample {
    style: String,
    /// Not what is kept: somebody tries colours.
    trying: bool,
    changes: Vec<Change>,
    modes: Vec<Mode>,
}

#[derive(Serialize)]
struct Mode {
    name: &'static str,
    brand: Option<Fill>,
    link: Option<Line>,
}

/// The two colours as the page's form and address have them.
#[derive(Default, Clone, Deserialize)]
pub struct Colours {
    brand: Option<String>,
    accent: Option<String>,
}

impl Page for Look {
    const TEMPLATE: &'static str = "accounts/look.html";
    fn samples() -> Vec<Self> {
        let colour = |hex: &str| hex.parse::<Colour>().ok();
        let logo = Logo { href: "/look/0.png".to_owned(), width: 320, height: 64 };
        let plain = Kept::new(1, None, None, None);
        let bright = Kept::new(7, colour("#fff3a0"), colour("#7f7f7f"), Some(logo));
        let wrong = FormState::wrong("brand", Text::key("kit-field-empty"));
        vec![Self::of(&plain, None), Self::of(&bright, None), Self { form: wrong, ..Self::of(&bright, None) }]
    }
}

pub async fn show(mut tx: Tx, _reach: Reach, Query(tried): Query<Colours>) -> Result<View<Look>> {
    let kept = Kept::read(&mut tx).await?;
    let tried = Some(tried).filter(|tried| tried.brand.is_some() || tried.accent.is_some());
    Ok(View::new(Look::of(&kept, tried.as_ref())).fragment("sample"))
}

/// The style sheet of colours that are only tried.
pub async fn sample_style(_reach: Reach, Query(tried): Query<Colours>) -> Response {
    let css = Palette::of(read(tried.brand.as_ref()), read(tried.accent.as_ref())).css();
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"))], css).into_response()
}

impl Look {
    /// The page with what is kept, or with colours that are tried.
    pub(super) fn of(kept: &Kept, tried: Option<&Colours>) -> Self {
        let (brand, accent) = match tried {
            Some(tried) => (read(tried.brand.as_ref()), read(tried.accent.as_ref())),
            None => (kept.brand, kept.accent),
        };
        let written = |colour: Option<Colour>| colour.map_or_else(String::new, |colour| colour.to_string());
        let picker =
            |colour: Option<Colour>| colour.map_or_else(|| THEMES_BRAND.to_owned(), |c| c.to_string());
        Self {
            form: FormState::with(&[("brand", &written(brand)), ("accent", &written(accent))]),
            version: kept.version,
            logo: kept.logo.clone(),
            coloured: kept.style.is_some(),
            brand: picker(brand),
            accent: picker(accent.or(brand)),
            sample: Sample::of(brand, accent, (brand, accent) != (kept.brand, kept.accent)),
        }
    }

    /// The same page with what was typed and what is wrong with it.
    pub(super) fn again(kept: &Kept, form: FormState) -> Self {
        let typed = |name: &str| form.values.get(name).cloned();
        let tried = Colours { brand: typed("brand"), accent: typed("accent") };
        Self { form, ..Self::of(kept, Some(&tried)) }
    }
}

impl Sample {
    fn of(brand: Option<Colour>, accent: Option<Colour>, trying: bool) -> Self {
        let palette = Palette::of(brand, accent);
        let digits = |colour: Option<Colour>| {
            colour.map_or_else(String::new, |colour| colour.to_string().trim_start_matches('#').to_owned())
        };
        let style =
            format!("/manage/settings/look/sample.css?brand={}&accent={}", digits(brand), digits(accent));
        let changes = palette.changes(brand, accent);
        let mode = |name, shades: &kit::look::Shades| Mode { name, brand: shades.brand, link: shades.link };
        let modes = vec![mode("light", &palette.light), mode("dark", &palette.dark)];
        Self { style, trying, changes, modes }
    }
}

fn read(typed: Option<&String>) -> Option<Colour> {
    typed.and_then(|typed| typed.parse().ok())
}
