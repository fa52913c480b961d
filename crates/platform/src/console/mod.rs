//! The operator's console: tenants by trouble, what can be done to them, jobs, migrations, the audit.

mod actor;
pub mod audit;
pub mod closing;
mod health;
pub mod job;
pub mod jobs;
pub mod login;
pub mod migrations;
pub mod operators;
pub mod overview;
pub mod provision;
pub mod provisioning;
pub mod tenant;
pub mod tenants;

use kit::module::Pages;

pub(crate) fn pages(pages: &mut Pages) {
    pages.add::<login::SignIn>();
    pages.add::<overview::Overview>();
    pages.add::<tenants::Tenants>();
    pages.add::<tenant::Show>();
    pages.add::<closing::Close>();
    pages.add::<provision::Provision>();
    pages.add::<provisioning::Provisioning>();
    pages.add::<jobs::Jobs>();
    pages.add::<job::Show>();
    pages.add::<migrations::Migrations>();
    pages.add::<audit::Audit>();
}
