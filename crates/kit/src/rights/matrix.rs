//! The role matrix: casbin decides once per role and policy version, requests look the answer up.
//!
//! Why not ask casbin at each request: one question runs the matcher over every row (0.4–0.5 ms at 600 rows),
//! so a menu of 30 entries would cost 12 ms. One small enforcer per role gives the same answers once.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use casbin::{Adapter, CoreApi, DefaultModel, Enforcer, Filter, Model};
use moka::sync::Cache;
use tenancy::{Tenant, TenantId, TenantTx};

use super::{Right, Scope};
use crate::error::{Error, Result};

/// Deny by default; a row of data allows. Never built from a tenant's text.
const MODEL: &str = "
[request_definition]
r = role, right, scope
[policy_definition]
p = role, right, scope
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.role == p.role && r.right == p.right && r.scope == p.scope
";

/// One row of a tenant's policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRow {
    pub role: String,
    pub right: String,
    pub scope: String,
}

/// Which role has which right, and how far.
#[derive(Debug, Default)]
pub struct Matrix {
    by_role: HashMap<String, HashMap<&'static str, Scope>>,
}

/// The matrices of the tenants that were asked lately, by policy version.
pub struct Matrices {
    rights: Vec<OwnedRight>,
    cache: Cache<TenantId, Known>,
}

/// A right and the switchable module it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct OwnedRight {
    pub right: &'static Right,
    pub module: Option<&'static str>,
}

/// A matrix and what it was decided from. The modules stand beside the version: another process may hear of a switch and
/// of the new version at different moments.
#[derive(Clone)]
struct Known {
    version: i64,
    modules: Vec<String>,
    matrix: Arc<Matrix>,
}

impl Matrix {
    /// The widest scope that any of the roles gives for the right.
    pub fn scope(&self, roles: &[String], right: &str) -> Option<Scope> {
        roles.iter().filter_map(|role| self.by_role.get(role)?.get(right).copied()).max()
    }

    /// Lets casbin decide every (role, right, scope) of the rows.
    pub async fn decide(rows: &[PolicyRow], rights: &[&'static Right]) -> Result<Self> {
        let mut by_role = HashMap::new();
        for row in rows {
            if by_role.contains_key(&row.role) {
                continue;
            }
            let own = rows.iter().filter(|other| other.role == row.role).cloned().collect();
            by_role.insert(row.role.clone(), decide_role(&row.role, own, rights).await?);
        }
        Ok(Self { by_role })
    }
}

impl Matrices {
    pub fn new(rights: Vec<OwnedRight>) -> Self {
        Self { rights, cache: Cache::new(1_000) }
    }

    /// The rights that exist for a tenant: without those of modules that it has off.
    pub fn rights_of(&self, tenant: &Tenant) -> Vec<&'static Right> {
        let on = |owned: &&OwnedRight| owned.module.is_none_or(|module| tenant.has_module(module));
        self.rights.iter().filter(on).map(|owned| owned.right).collect()
    }

    /// The tenant's matrix at this version of its policy; built anew when the version has moved on.
    pub async fn of(&self, tx: &mut TenantTx, version: i64) -> Result<Arc<Matrix>> {
        let tenant = tx.tenant().id();
        if let Some(known) = self.cache.get(&tenant)
            && known.version == version
            && known.modules == tx.tenant().modules_on()
        {
            return Ok(known.matrix);
        }
        let rights = self.rights_of(tx.tenant());
        let matrix = Arc::new(Matrix::decide(&load_policy(tx).await?, &rights).await?);
        let modules = tx.tenant().modules_on().to_vec();
        self.cache.insert(tenant, Known { version, modules, matrix: Arc::clone(&matrix) });
        Ok(matrix)
    }
}

/// The policy rows of the transaction's tenant.
pub async fn load_policy(tx: &mut TenantTx) -> Result<Vec<PolicyRow>> {
    Ok(sqlx::query_as!(
        PolicyRow,
        r#"select role, right_id as "right", scope from policy order by role, right_id"#
    )
    .fetch_all(tx.db())
    .await?)
}

/// Gives the ready-made roles their grants of rights that the tenant has not met yet.
/// A right that the tenant knows is left as the tenant set it.
pub async fn sync_policy(tx: &mut TenantTx, rights: &[&'static Right]) -> Result<()> {
    let ids: Vec<String> = rights.iter().map(|right| right.id.to_owned()).collect();
    let fresh: Vec<String> = sqlx::query_scalar!(
        "insert into known_right (right_id) select unnest($1::text[]) on conflict do nothing returning right_id",
        &ids
    )
    .fetch_all(tx.db())
    .await?;
    if fresh.is_empty() {
        return Ok(());
    }
    let (mut role, mut right_id, mut scope) = (Vec::new(), Vec::new(), Vec::new());
    for right in rights.iter().filter(|right| fresh.iter().any(|id| id == right.id)) {
        for (to, how_far) in right.grants {
            role.push((*to).to_owned());
            right_id.push(right.id.to_owned());
            scope.push(how_far.word().to_owned());
        }
    }
    sqlx::query!(
        "insert into policy (role, right_id, scope) select * from unnest($1::text[], $2::text[], $3::text[])
         on conflict do nothing",
        &role,
        &right_id,
        &scope
    )
    .execute(tx.db())
    .await?;
    sqlx::query!("update policy_version set version = version + 1").execute(tx.db()).await?;
    Ok(())
}

async fn decide_role(
    role: &str,
    rows: Vec<PolicyRow>,
    rights: &[&'static Right],
) -> Result<HashMap<&'static str, Scope>> {
    let model = DefaultModel::from_str(MODEL).await.map_err(Error::bug)?;
    let enforcer = Enforcer::new(model, TenantRows(rows)).await.map_err(Error::bug)?;
    let mut allowed = HashMap::new();
    for right in rights {
        // Widest first, so the first yes is the answer.
        for scope in Scope::ALL {
            if enforcer.enforce((role, right.id, scope.word())).map_err(Error::bug)? {
                allowed.insert(right.id, scope);
                break;
            }
        }
    }
    Ok(allowed)
}

/// casbin's adapter over rows that were read in the tenant's transaction. Read only: roles are edited by our own screen.
struct TenantRows(Vec<PolicyRow>);

#[async_trait]
impl Adapter for TenantRows {
    async fn load_policy(&mut self, model: &mut dyn Model) -> casbin::Result<()> {
        for row in &self.0 {
            model.add_policy("p", "p", vec![row.role.clone(), row.right.clone(), row.scope.clone()]);
        }
        Ok(())
    }

    async fn load_filtered_policy<'a>(&mut self, model: &mut dyn Model, _: Filter<'a>) -> casbin::Result<()> {
        self.load_policy(model).await
    }

    async fn save_policy(&mut self, _: &mut dyn Model) -> casbin::Result<()> {
        Ok(())
    }

    async fn clear_policy(&mut self) -> casbin::Result<()> {
        Ok(())
    }

    fn is_filtered(&self) -> bool {
        false
    }

    async fn add_policy(&mut self, _: &str, _: &str, _: Vec<String>) -> casbin::Result<bool> {
        Ok(false)
    }

    async fn add_policies(&mut self, _: &str, _: &str, _: Vec<Vec<String>>) -> casbin::Result<bool> {
        Ok(false)
    }

    async fn remove_policy(&mut self, _: &str, _: &str, _: Vec<String>) -> casbin::Result<bool> {
        Ok(false)
    }

    async fn remove_policies(&mut self, _: &str, _: &str, _: Vec<Vec<String>>) -> casbin::Result<bool> {
        Ok(false)
    }

    async fn remove_filtered_policy(
        &mut self,
        _: &str,
        _: &str,
        _: usize,
        _: Vec<String>,
    ) -> casbin::Result<bool> {
        Ok(false)
    }
}
