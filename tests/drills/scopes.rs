//! G11 · Twenty tenants of the whole product: no role reaches a table of another. Ten thousand requests that are cut off: no
//! connection stays in a transaction or in a tenant.

use std::time::Duration;

use tenancy::{Access, Dealer, Tenant};

use super::Platform;

/// Every right that a table has, asked by the database itself for each tenant's role on each table of the others. Roles
/// are the whole server's; those of other databases have no schema here.
#[tokio::test(flavor = "multi_thread")]
async fn no_role_of_twenty_tenants_reaches_a_table_of_another() {
    let platform = Platform::new(|_| ()).await;
    let everything = portico::modules::migrations();
    for number in 0..20 {
        platform.tenant_with(&format!("tenant-{number}"), &everything).await;
    }
    let url = &platform.config.url;
    let asked = tenancy::superuser_rows(url, "select count(*)::text from pg_roles r join pg_namespace n on n.nspname = r.rolname, pg_tables t where r.rolname like 't\\_%' and t.schemaname like 't\\_%' and t.schemaname <> r.rolname").await.unwrap();
    let asked: usize = asked.first().unwrap().parse().unwrap();
    assert!(asked >= 20 * 19 * 40, "only {asked} pairs of a role and a table");
    let reached = tenancy::superuser_rows(
        url,
        "select r.rolname || ' reaches ' || t.schemaname || '.' || t.tablename from pg_roles r join pg_namespace n on n.nspname = r.rolname, pg_tables t
         where r.rolname like 't\\_%' and t.schemaname like 't\\_%' and t.schemaname <> r.rolname
           and (has_schema_privilege(r.rolname, t.schemaname, 'usage, create')
             or has_table_privilege(r.rolname, format('%I.%I', t.schemaname, t.tablename),
                'select, insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege(r.rolname, format('%I.%I', t.schemaname, t.tablename),
                'select, insert, update, references')
             or pg_has_role(r.rolname, t.schemaname, 'member'))",
    )
    .await
    .unwrap();
    assert!(reached.is_empty(), "{} of {asked}: {reached:?}", reached.len());
    // The same question finds what is planted, so it would find a real one.
    let planted = tenancy::superuser_rows(
        url,
        "select has_table_privilege(r.rolname, format('%I.person', r.rolname), 'select')::text
         from pg_roles r join pg_namespace n on n.nspname = r.rolname where r.rolname like 't\\_%'",
    )
    .await
    .unwrap();
    assert_eq!(planted, vec!["true"; 20]);
    platform.end().await;
}

const CUT: u64 = 10_000;

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_cut_off_requests_leave_no_connection_in_a_tenant() {
    let platform = Platform::new(|config| (config.pools, config.pool_size) = (2, 4)).await;
    let mut tenants = Vec::new();
    for number in 0..20 {
        tenants.push(platform.tenant(&format!("tenant-{number}")).await);
    }
    let mut workers = tokio::task::JoinSet::new();
    for worker in 0..8 {
        let tenants = tenants.clone();
        workers.spawn(async move {
            let mut cut = 0;
            for round in (worker..CUT).step_by(8) {
                let tenant = tenants[usize::try_from(round % 20).unwrap()].clone();
                let asking = tokio::spawn(request(tenant));
                tokio::time::sleep(Duration::from_micros(round * 37 % 1_500)).await;
                asking.abort();
                cut += u64::from(asking.await.is_err_and(|error| error.is_cancelled()));
            }
            cut
        });
    }
    let cut: u64 = workers.join_all().await.into_iter().sum();
    assert!(cut >= CUT / 10, "only {cut} of {CUT} were still at work");
    // The last thing that was done on each connection took everything off it.
    let left = "select state || ': ' || query from pg_stat_activity where datname = current_database()
                and usename = 'portico_app' and (state <> 'idle' or query <> 'ROLLBACK; RESET ALL')";
    let mut stray = Vec::new();
    for _ in 0..100 {
        stray = tenancy::superuser_rows(&platform.config.url, left).await.unwrap();
        if stray.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(stray.is_empty(), "{stray:?}");
    for tenant in &tenants {
        let mut tx = tenant.begin(Access::Read).await.unwrap();
        let words: Vec<String> =
            sqlx::query_scalar("select distinct text from word").fetch_all(tx.db()).await.unwrap();
        assert!(words.iter().all(|word| word == tenant.slug()), "{}: {words:?}", tenant.slug());
    }
    platform.end().await;
}

/// As a page does it: begins, narrows, writes, reads, and commits or not.
async fn request(tenant: Tenant) {
    let Ok(mut tx) = tenant.begin(Access::Write).await else { return };
    if tx.narrow(Dealer::All).await.is_err() {
        return;
    }
    let written =
        sqlx::query("insert into word (text) values ($1)").bind(tenant.slug()).execute(tx.db()).await;
    let read = sqlx::query("select * from word limit 20").fetch_all(tx.db()).await;
    if written.is_ok() && read.is_ok() {
        let _committed = tx.commit().await;
    }
}
