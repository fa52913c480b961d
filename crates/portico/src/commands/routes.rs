//! `portico routes`: every route with its method, site, realm and right.

use kit::rights::Realm;

use crate::cli::say;
use crate::modules;

/// Every route of every module.
pub fn routes(json: bool) -> Result<(), String> {
    let modules = modules::all();
    let all: Vec<_> = modules.iter().flat_map(|module| module.routes().infos(module.manifest().id)).collect();
    if json {
        say(&serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?);
        return Ok(());
    }
    for route in all {
        let realm = route.realm.map_or("", |realm| if realm == Realm::Staff { "staff" } else { "dealer" });
        say(&format!(
            "{:5} {:40} {:8} {:7} {}",
            route.method,
            route.path,
            format!("{:?}", route.site).to_lowercase(),
            realm,
            route.right
        ));
    }
    Ok(())
}
