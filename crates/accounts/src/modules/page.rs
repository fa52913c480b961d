//! GET /manage/settings/modules: a card for each module that can be switched.

use kit::Result;
use kit::module::{Manifest, Module};
use kit::rights::Reach;
use kit::web::{Ctx, Page, View};
use serde::Serialize;
use tenancy::Tenant;

/// /manage/settings/modules
#[derive(Serialize)]
pub struct Modules {
    list: Vec<Card>,
}

/// A module as the owner sees it.
#[derive(Serialize)]
struct Card {
    id: String,
    icon: String,
    on: bool,
    /// It was on before: what was entered then is still there.
    has_data: bool,
    /// Text keys of the places in menus that it adds.
    menu: Vec<String>,
    /// Text keys of other switchable modules that it works with.
    needs: Vec<String>,
}

impl Page for Modules {
    const TEMPLATE: &'static str = "accounts/modules.html";
    fn samples() -> Vec<Self> {
        let card = |on, has_data| Card {
            // Words that are sure to be there; a real card has its module's own.
            id: "accounts".to_owned(),
            icon: "apps".to_owned(),
            on,
            has_data,
            menu: vec!["accounts-menu-dealers".to_owned()],
            needs: if on { Vec::new() } else { vec!["accounts-module".to_owned()] },
        };
        vec![
            Self { list: vec![card(true, true), card(false, false), card(false, true)] },
            Self { list: Vec::new() },
        ]
    }
}

pub async fn show(ctx: Ctx, _reach: Reach) -> Result<View<Modules>> {
    let modules: Vec<&dyn Module> = ctx.app.modules.iter().map(AsRef::as_ref).collect();
    let switchable: Vec<&str> = modules.iter().filter_map(|module| module.manifest().switchable()).collect();
    let card = |module: &&dyn Module| {
        let id = module.manifest().switchable()?;
        Some(card(&ctx.tenant, id, *module, &switchable))
    };
    Ok(View::new(Modules { list: modules.iter().filter_map(card).collect() }))
}

fn card(tenant: &Tenant, id: &str, module: &dyn Module, switchable: &[&str]) -> Card {
    let Manifest { icon, needs, .. } = module.manifest();
    let needed = needs.iter().filter(|need| switchable.contains(need));
    Card {
        id: id.to_owned(),
        icon: icon.to_owned(),
        on: tenant.has_module(id),
        has_data: tenant.ever_had_module(id),
        menu: module.menu().iter().map(|item| item.key.to_owned()).collect(),
        needs: needed.map(|need| format!("{need}-module")).collect(),
    }
}
