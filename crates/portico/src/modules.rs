//! THE list of modules: features and plugins come in here and nowhere else.

use kit::module::{Module, own_migrations};
use tenancy::Migration;

/// All modules of this build, in the order of their dependencies.
pub fn all() -> Vec<Box<dyn Module>> {
    vec![
        Box::new(accounts::Accounts),
        Box::new(catalog::Catalog),
        Box::new(orders::Orders),
        Box::new(start::Start),
        Box::new(platform::Platform),
        Box::new(news::News),
    ]
}

/// The tenants' migrations of all modules, in order of their names. Those of a switchable module say whose they are.
pub fn migrations() -> Vec<Migration> {
    let mut files: Vec<Migration> = all().iter().flat_map(|module| own_migrations(module.as_ref())).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The switchable modules that a new tenant begins with.
pub fn from_start() -> Vec<&'static str> {
    let manifests = all().into_iter().map(|module| module.manifest());
    manifests.filter(|manifest| manifest.from_start).filter_map(|manifest| manifest.switchable()).collect()
}

/// The migrations of a new tenant: those of the house and of the modules that it begins with.
pub fn migrations_of_new() -> Vec<Migration> {
    let begun = from_start();
    let own = |file: &Migration| file.module.is_none_or(|module| begun.contains(&module));
    migrations().into_iter().filter(own).collect()
}
