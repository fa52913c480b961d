//! Everything that a tenant holds, as a line for each table: what a refused request has changed shows.

use tenancy::{Access, Dealer};

use super::World;

impl World {
    /// How many rows each table of the tenant has, and one number for what is in them. When somebody was seen last, and
    /// tries to sign in, may change by looking.
    pub async fn contents(&self, slug: &str) -> String {
        let mut tx = self.tenant(slug).begin(Access::Read).await.unwrap();
        tx.narrow(Dealer::All).await.unwrap();
        let tables: Vec<String> = sqlx::query_scalar(
            "select table_name::text from information_schema.tables
             where table_schema = current_schema() and table_name <> 'sign_in_attempt' order by 1",
        )
        .fetch_all(tx.db())
        .await
        .unwrap();
        let one = |table: &String| {
            let row = if ["person", "session"].contains(&table.as_str()) {
                "(to_jsonb(t) - 'last_used_at' - 'last_seen_at')::text"
            } else {
                "t::text"
            };
            format!(
                "select '{table}: ' || count(*) || ' rows, ' || coalesce(sum(hashtextextended({row}, 0)), 0) from {table} t"
            )
        };
        let all = tables.iter().map(one).collect::<Vec<_>>().join(" union all ");
        let parts: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(all)).fetch_all(tx.db()).await.unwrap();
        let mut control = self.app.db.control().await.unwrap();
        // What is to be sent and done counts too; what the relay does with it does not, nor does the work of the night,
        // which is planned for a portal that was made in the small hours of its zone.
        let told: String = sqlx::query_scalar(
            "select (select count(*) from cell.outbox) || ' events, '
                || (select count(*) from cell.job where kind like 'accounts.%' and kind <> 'accounts.clean') || ' letters'",
        )
        .fetch_one(control.db())
        .await
        .unwrap();
        format!("{}\n{told}", parts.join("\n"))
    }
}
