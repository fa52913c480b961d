//! The page: controls at the left, at the right how dealers see it, on a desk and on a phone, in light and in dark.

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::Result;
use kit::look::{Change, Colour, Fill, Line, Logo, Look as Kept, Theme, Themes};
use kit::rights::Reach;
use kit::text::Text;
use kit::web::{Ctx, FormState, Page, Query, Tx, View, query};
use serde::{Deserialize, Serialize};

pub(super) const SAMPLE_STYLE: &str = "/manage/settings/look/sample.css";

/// /manage/settings/look
#[derive(Serialize)]
pub struct Look {
    form: FormState,
    version: i64,
    logo: Option<Logo>,
    themes: Vec<Choice>,
    /// Some colour is not the theme's own.
    coloured: bool,
    /// What the pickers stand at.
    brand: String,
    accent: String,
    sample: Sample,
}

/// A theme that may be chosen.
#[derive(Serialize)]
struct Choice {
    id: String,
    chosen: bool,
}

/// How dealers see the theme and the colours.
#[derive(Serialize)]
struct Sample {
    style: String,
    /// The page for the frames that show it on a desk and on a phone.
    preview: String,
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

/// The theme and the two colours as the page's form and address have them.
#[derive(Default, Clone, Deserialize)]
pub struct Tried {
    theme: Option<String>,
    brand: Option<String>,
    accent: Option<String>,
}

impl Page for Look {
    const TEMPLATE: &'static str = "accounts/look.html";
    fn samples() -> Vec<Self> {
        let colour = |hex: &str| hex.parse::<Colour>().ok();
        let logo = Logo { href: "/look/0.png".to_owned(), width: 320, height: 64 };
        let themes = Themes::sample();
        let plain = Kept::new(1, Arc::clone(themes.default()), None, None);
        let bright = Kept::new(7, Arc::clone(themes.default()), colour("#fff3a0"), colour("#7f7f7f"));
        let bright = Kept { logo: Some(logo), ..bright };
        let (first, second) = (Self::of(&plain, &themes, None), Self::of(&bright, &themes, None));
        let form = FormState::wrong("brand", Text::key("kit-field-empty"));
        vec![first, second, Self { form, ..Self::of(&bright, &themes, None) }]
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx, _reach: Reach, Query(tried): Query<Tried>) -> Result<View<Look>> {
    let themes = ctx.app.looks.themes();
    let kept = Kept::read(&mut tx, themes).await?;
    let tried = Some(tried).filter(Tried::is_something);
    Ok(View::new(Look::of(&kept, themes, tried.as_ref())).fragment("sample").with_frames())
}

/// The style sheet of colours that are only tried.
pub async fn sample_style(ctx: Ctx, _reach: Reach, Query(tried): Query<Tried>) -> Response {
    let themes = ctx.app.looks.themes();
    let look = tried.on(themes.default(), themes);
    let css = look.palette.sample_css(&look.theme);
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"))], css).into_response()
}

impl Tried {
    fn is_something(&self) -> bool {
        self.theme.is_some() || self.brand.is_some() || self.accent.is_some()
    }

    /// The look that was asked for. What is no colour is none, and what is no theme is the one that is kept.
    pub(super) fn on(&self, kept: &Arc<Theme>, themes: &Themes) -> Kept {
        let read = |typed: &Option<String>| typed.as_ref().and_then(|typed| typed.parse().ok());
        let theme = self.theme.as_deref().and_then(|id| themes.named(id)).unwrap_or(kept);
        Kept::new(0, Arc::clone(theme), read(&self.brand), read(&self.accent))
    }
}

impl Look {
    /// The page with what is kept, or with what is tried.
    pub(super) fn of(kept: &Kept, themes: &Themes, tried: Option<&Tried>) -> Self {
        let shown = match tried {
            Some(tried) => tried.on(&kept.theme, themes),
            None => kept.clone(),
        };
        let (brand, accent) = (shown.brand, shown.accent);
        let written = |colour: Option<Colour>| colour.map_or_else(String::new, |colour| colour.to_string());
        let picker = |colour: Option<Colour>| colour.unwrap_or(shown.theme.light.brand).to_string();
        let choice = |theme: &Arc<Theme>| Choice { id: theme.id.clone(), chosen: theme.id == shown.theme.id };
        let fields =
            [("theme", shown.theme.id.as_str()), ("brand", &written(brand)), ("accent", &written(accent))];
        Self {
            form: FormState::with(&fields),
            version: kept.version,
            logo: kept.logo.clone(),
            themes: themes.all().iter().map(choice).collect(),
            coloured: kept.style.is_some(),
            brand: picker(brand),
            accent: picker(accent.or(brand)),
            sample: Sample::of(&shown, kept),
        }
    }

    /// The same page with what was typed and what is wrong with it.
    pub(super) fn again(kept: &Kept, themes: &Themes, form: FormState) -> Self {
        let typed = |name: &str| form.values.get(name).cloned();
        let tried = Tried { theme: typed("theme"), brand: typed("brand"), accent: typed("accent") };
        Self { form, ..Self::of(kept, themes, Some(&tried)) }
    }
}

impl Sample {
    fn of(shown: &Kept, kept: &Kept) -> Self {
        let digits = |colour: Option<Colour>| {
            colour.map_or_else(String::new, |colour| colour.to_string().trim_start_matches('#').to_owned())
        };
        let asked = query(&[
            ("theme", shown.theme.id.as_str()),
            ("brand", &digits(shown.brand)),
            ("accent", &digits(shown.accent)),
        ]);
        let told = |look: &Kept| (look.theme.id.clone(), look.brand, look.accent);
        let mode = |name, shades: &kit::look::Shades| Mode { name, brand: shades.brand, link: shades.link };
        Self {
            style: format!("{SAMPLE_STYLE}?{asked}"),
            preview: format!("/manage/settings/look/preview?{asked}"),
            trying: told(shown) != told(kept),
            changes: shown.palette.changes(shown.brand, shown.accent),
            modes: vec![mode("light", &shown.palette.light), mode("dark", &shown.palette.dark)],
        }
    }
}
