//! THE list of modules: features and plugins come in here and nowhere else.

use kit::module::Module;
use tenancy::Migration;

/// All modules of this build, in the order of their dependencies.
pub fn all() -> Vec<Box<dyn Module>> {
    vec![
        Box::new(accounts::Accounts),
        Box::new(catalog::Catalog),
        Box::new(orders::Orders),
        Box::new(platform::Platform),
        Box::new(news::News),
    ]
}

/// The tenants' migrations of all modules, in order of their names.
pub fn migrations() -> Vec<Migration> {
    let mut files: Vec<Migration> = all().iter().flat_map(|module| module.migrations()).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}
