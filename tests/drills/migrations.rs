//! T4, G16 · Half-migrated tenants on one pool, a broken one, kills on the way, changed files.

use tenancy::{Access, Migration, migrate_tenants};

use super::Platform;
use super::platform::{WORDS, migration, new_tenant};

fn columns() -> Migration {
    migration("0002_more", "alter table word add column note text not null default 'new';")
}

#[tokio::test]
async fn tenants_of_two_versions_share_a_pool() {
    let platform = Platform::new(|config| (config.pools, config.pool_size) = (1, 1)).await;
    let old = platform.tenant_with("old", &[WORDS]).await;
    let new = platform.tenant_with("new", &[WORDS, columns()]).await;
    for _ in 0..10 {
        for tenant in [&old, &new] {
            let mut tx = tenant.begin(Access::Write).await.unwrap();
            sqlx::query("insert into word (text) values ('same statement')").execute(tx.db()).await.unwrap();
            let _texts: Vec<String> =
                sqlx::query_scalar("select text from word").fetch_all(tx.db()).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    platform.end().await;
}

#[tokio::test]
async fn a_broken_tenant_stays_behind_and_stops_no_other() {
    let platform = Platform::new(|_| ()).await;
    for slug in ["one", "two", "three"] {
        platform.tenant(slug).await;
    }
    // The second has the column already, by hand.
    let two = platform.db.tenant_by_slug("two").unwrap();
    let ddl = format!("alter table t_{}.word add column note text", two.id().uuid().simple());
    sqlx::query(sqlx::AssertSqlSafe(ddl)).execute(&mut superuser(&platform).await).await.unwrap();

    let outcome = migrate_tenants(&platform.db, &[WORDS, columns()]).await.unwrap();
    assert_eq!(outcome.ready, ["one", "three"]);
    assert_eq!(outcome.broken.len(), 1);
    assert!(outcome.broken[0].1.contains("already exists"), "{:?}", outcome.broken);
    let mut tx = platform.db.control().await.unwrap();
    let problem: Option<String> =
        sqlx::query_scalar("select problem from control.placement p join control.tenant t on t.id = p.tenant_id where slug = 'two'")
            .fetch_one(tx.db())
            .await
            .unwrap();
    assert!(problem.unwrap().contains("already exists"));
    drop(tx);
    // It still works on its version.
    let mut tx = two.begin(Access::Write).await.unwrap();
    sqlx::query("insert into word (text) values ('still here')").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    platform.end().await;
}

#[tokio::test]
async fn a_busy_tenant_is_tried_again_while_the_others_go_on() {
    let platform = Platform::new(|_| ()).await;
    let (busy, free) = (platform.tenant("busy").await, platform.tenant("free").await);
    let mut holder = busy.begin(Access::Write).await.unwrap();
    sqlx::query("insert into word (text) values ('working')").execute(holder.db()).await.unwrap();
    let db = platform.db.clone();
    let run = tokio::spawn(async move { migrate_tenants(&db, &[WORDS, columns()]).await.unwrap() });
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let mut tx = free.begin(Access::Read).await.unwrap();
    let _note: Vec<String> = sqlx::query_scalar("select note from word").fetch_all(tx.db()).await.unwrap();
    drop(tx);
    holder.commit().await.unwrap();
    let outcome = run.await.unwrap();
    assert_eq!((outcome.ready.len(), outcome.broken.len()), (2, 0), "{:?}", outcome.broken);
    platform.end().await;
}

#[tokio::test]
async fn migrations_killed_on_the_way_resume() {
    let platform = Platform::new(|_| ()).await;
    for number in 0..12 {
        platform.tenant(&format!("tenant-{number}")).await;
    }
    let slow = migration("0002_slow", "select pg_sleep(0.05); alter table word add column note text;");
    for millis in [20, 60, 110, 160] {
        let (db, files) = (platform.db.clone(), vec![WORDS, slow.clone()]);
        let run = tokio::spawn(async move { migrate_tenants(&db, &files).await });
        tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
        run.abort();
    }
    let outcome = migrate_tenants(&platform.db, &[WORDS, slow]).await.unwrap();
    assert_eq!((outcome.ready.len(), outcome.broken.len()), (12, 0), "{:?}", outcome.broken);
    for tenant in platform.db.tenants() {
        let mut tx = tenant.begin(Access::Read).await.unwrap();
        let columns: i64 = sqlx::query_scalar(
            "select count(*) from information_schema.columns where table_schema = current_schema() and table_name = 'word'",
        )
        .fetch_one(tx.db())
        .await
        .unwrap();
        assert_eq!(columns, 3, "{}", tenant.slug());
    }
    platform.end().await;
}

#[tokio::test]
async fn a_file_that_was_applied_may_not_change() {
    let platform = Platform::new(|_| ()).await;
    platform.tenant("one").await;
    let changed = migration("0001_words", "create table word (id int);");
    let outcome = migrate_tenants(&platform.db, &[changed]).await.unwrap();
    assert!(outcome.broken[0].1.contains("0001_words was changed"), "{:?}", outcome.broken);
    platform.end().await;
}

#[tokio::test]
async fn provisioning_that_broke_off_is_taken_up_again_and_an_address_is_given_once() {
    let platform = Platform::new(|_| ()).await;
    let broken = migration("0002_wrong", "create table nonsense (;");
    tenancy::provision(&platform.db, &new_tenant("one"), &[WORDS, broken]).await.unwrap_err();
    platform.db.refresh().await.unwrap();
    let half = platform.db.tenant_by_slug("one");
    assert!(half.is_none_or(|tenant| tenant.state() == tenancy::TenantState::Provisioning));
    let tenant = platform.tenant("one").await;
    let mut tx = tenant.begin(Access::Write).await.unwrap();
    sqlx::query("insert into word (text) values ('works')").execute(tx.db()).await.unwrap();
    drop(tx);
    let again = tenancy::provision(&platform.db, &new_tenant("one"), &[WORDS]).await;
    assert!(matches!(again, Err(tenancy::Error::SlugTaken(_))));
    platform.end().await;
}

async fn superuser(platform: &Platform) -> sqlx::postgres::PgConnection {
    use sqlx::Connection;
    sqlx::postgres::PgConnection::connect(&platform.config.url).await.unwrap()
}
