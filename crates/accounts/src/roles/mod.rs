//! The matrix of rights and roles (UX 26), as the tenant's policy has it now.

use kit::Result;
use kit::rights::{ROLES, Reach, Realm, Right, load_policy};
use kit::web::{Ctx, Page, Tx, View};
use serde::Serialize;

/// /manage/settings/roles
#[derive(Serialize)]
pub struct Show {
    realms: Vec<Vocabulary>,
}

/// Staff's rights and dealers' rights are two vocabularies.
#[derive(Serialize)]
pub struct Vocabulary {
    key: String,
    role_keys: Vec<String>,
    rights: Vec<Row>,
}

/// One right: for each role the scope's text key, or none.
#[derive(Serialize)]
pub struct Row {
    key: String,
    scope_keys: Vec<Option<String>>,
}

impl Page for Show {
    const TEMPLATE: &'static str = "accounts/roles.html";
    fn samples() -> Vec<Self> {
        let row = Row {
            key: "accounts-right-accounts-dealers-view".to_owned(),
            scope_keys: vec![Some("accounts-scope-all".to_owned()), None],
        };
        let vocabulary = Vocabulary {
            key: "accounts-roles-staff".to_owned(),
            role_keys: vec!["kit-role-owner".to_owned(), "kit-role-warehouse".to_owned()],
            rights: vec![row],
        };
        vec![Self { realms: vec![vocabulary] }]
    }
}

pub async fn show(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<View<Show>> {
    let rows = load_policy(&mut tx).await?;
    let scope = |role: &str, right: &str| {
        let row = rows.iter().find(|row| row.role == role && row.right == right)?;
        Some(format!("accounts-scope-{}", row.scope))
    };
    let known = ctx.app.matrices.rights_of(&ctx.tenant);
    let vocabulary = |realm: Realm, key: &str| {
        let roles: Vec<&str> = ROLES.iter().filter(|role| role.realm == realm).map(|role| role.id).collect();
        let of_realm = known.iter().filter(|right| right.realm == realm);
        Vocabulary {
            key: key.to_owned(),
            role_keys: roles.iter().map(|role| format!("kit-role-{}", role.replace('_', "-"))).collect(),
            rights: of_realm
                .map(|right| Row {
                    key: right_key(right),
                    scope_keys: roles.iter().map(|role| scope(role, right.id)).collect(),
                })
                .collect(),
        }
    };
    let realms = vec![
        vocabulary(Realm::Staff, "accounts-roles-staff"),
        vocabulary(Realm::Dealer, "accounts-roles-dealer"),
    ];
    Ok(View::new(Show { realms }))
}

fn right_key(right: &Right) -> String {
    let room = right.id.split('.').next().unwrap_or("accounts");
    format!("{room}-right-{}", right.id.replace(['.', '_'], "-"))
}
