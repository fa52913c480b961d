//! The pages that only tell. They say what there is today.

use axum::extract::State;
use kit::web::{App, Page, View};
use serde::Serialize;

/// /
#[derive(Serialize)]
pub struct Product {
    base: String,
}

/// /modules
#[derive(Serialize)]
pub struct Modules {
    /// The ids of modules that an owner switches; what is built in is the page's own text.
    modules: Vec<Optional>,
}

/// A module that can be switched on and off.
#[derive(Serialize)]
struct Optional {
    name: String,
    about: String,
    icon: &'static str,
    from_start: bool,
}

/// /pricing
#[derive(Serialize)]
pub struct Pricing {}

pub async fn product(State(app): State<App>) -> View<Product> {
    View::new(Product { base: app.config.base_host.clone() })
}

pub async fn modules(State(app): State<App>) -> View<Modules> {
    let manifests = app.modules.iter().map(|module| module.manifest()).filter(|manifest| !manifest.always_on);
    let modules = manifests
        .map(|manifest| Optional {
            name: format!("{}-module", manifest.id),
            about: format!("{}-module-about", manifest.id),
            icon: manifest.icon,
            from_start: manifest.from_start,
        })
        .collect();
    View::new(Modules { modules })
}

pub async fn pricing() -> View<Pricing> {
    View::new(Pricing {})
}

impl Page for Product {
    const TEMPLATE: &'static str = "platform/product.html";
    fn samples() -> Vec<Self> {
        vec![Self { base: "portico.example".to_owned() }]
    }
}

impl Page for Modules {
    const TEMPLATE: &'static str = "platform/modules.html";
    fn samples() -> Vec<Self> {
        let module = Optional {
            name: "accounts-module".to_owned(),
            about: "accounts-module-about".to_owned(),
            icon: "news",
            from_start: true,
        };
        vec![Self { modules: vec![module] }, Self { modules: Vec::new() }]
    }
}

impl Page for Pricing {
    const TEMPLATE: &'static str = "platform/pricing.html";
    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
