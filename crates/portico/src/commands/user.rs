//! `portico user …`: people of a tenant, and operators.

use accounts::people::adding::{NewPerson, add_person, add_staff_role, role_of};
use clap::Subcommand;
use kit::edges::{Clock, SystemClock};
use kit::rights::Realm;
use kit::text::Locale;
use kit::values::Email;
use tenancy::Access;

use super::said;
use crate::cli::{connect, say};
use crate::config::DatabaseArgs;

/// `portico user …`
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person to a tenant's staff, with a password read from standard input.
    AddStaff {
        #[command(flatten)]
        database: DatabaseArgs,
        /// The tenant's address.
        #[arg(long)]
        tenant: String,
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// owner, `sales_manager`, `catalog_manager`, warehouse, …
        #[arg(long, default_value = "owner")]
        role: String,
    },
    /// Add an operator of the platform, or set the password of one; it is read from standard input.
    AddOperator {
        #[command(flatten)]
        database: DatabaseArgs,
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
    },
}

pub async fn user(command: UserCommand) -> Result<(), String> {
    match command {
        UserCommand::AddStaff { database, tenant, email, name, role } => {
            let email: Email = email.parse().map_err(said)?;
            let role =
                role_of(Realm::Staff, &role).ok_or_else(|| format!("There is no staff role {role}."))?;
            let hash = read_password().await?;
            let db = connect(&database.resolve()?).await?;
            let tenant = db.tenant_by_slug(&tenant).ok_or_else(|| format!("There is no tenant {tenant}."))?;
            let mut tx = tenant.begin(Access::Write).await.map_err(|error| error.to_string())?;
            let new = NewPerson {
                email: &email,
                name: &name,
                realm: Realm::Staff,
                locale: Locale::parse(tenant.locale()).unwrap_or(Locale::EN),
                time_zone: tenant.time_zone(),
                password_hash: Some(&hash),
            };
            let person =
                add_person(&mut tx, &new, SystemClock.now()).await.map_err(|error| error.to_string())?;
            add_staff_role(&mut tx, person, role.id).await.map_err(|error| error.to_string())?;
            tx.commit().await.map_err(|error| error.to_string())?;
            say(&format!("{email} may sign in."));
            Ok(())
        }
        UserCommand::AddOperator { database, email, name } => {
            let email: Email = email.parse().map_err(said)?;
            let hash = read_password().await?;
            let db = connect(&database.resolve()?).await?;
            platform::console::operators::put_operator(&db, &email, &name, &hash, Locale::EN)
                .await
                .map_err(|error| error.to_string())?;
            say(&format!("{email} may sign in on the console."));
            Ok(())
        }
    }
}

async fn read_password() -> Result<String, String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| error.to_string())?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.chars().count() < accounts::signing_in::SHORTEST {
        return Err(format!("The password needs at least {} characters.", accounts::signing_in::SHORTEST));
    }
    accounts::signing_in::hash(password).await.map_err(|error| error.to_string())
}
