//! Which modules a tenant has on. Kept beside the placement, so a request knows it without asking.

use crate::error::Result;
use crate::migrate::{Migration, bring_up};
use crate::placement::Tenant;
use crate::tx::TenantTx;

impl Tenant {
    /// Whether the module is on. Rooms that are always on are not asked about here.
    pub fn has_module(&self, module: &str) -> bool {
        self.modules_on().iter().any(|on| on == module)
    }

    /// Brings the tables of modules to this build's version, in one transaction; nothing to do is nothing done. A table
    /// that somebody works in makes it fail with "lock not available" after a few tries.
    pub async fn bring_up(&self, migrations: &[Migration]) -> Result<()> {
        let files = bring_up(self, migrations).await?;
        sqlx::query("update control.placement set files = $2 where tenant_id = $1")
            .bind(self.id().uuid())
            .bind(files)
            .execute(&self.database().0.control)
            .await?;
        Ok(())
    }
}

impl TenantTx {
    /// Switches a module of the transaction's tenant, in this transaction. Its tables have to be there.
    pub async fn switch_module(&mut self, module: &str, on: bool) -> Result<()> {
        sqlx::query("select cell.switch_module($1, $2)").bind(module).bind(on).execute(self.db()).await?;
        Ok(())
    }
}
