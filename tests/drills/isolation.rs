//! T1–T3, G11 · A forgotten scope, a pool of one, a cut-off begin, fifty tenants at once.

use std::time::Duration;

use tenancy::{Access, Dealer, Tenant};

use super::Platform;

async fn add(tenant: &Tenant, word: &str) {
    let mut tx = tenant.begin(Access::Write).await.unwrap();
    sqlx::query("insert into word (text) values ($1)").bind(word).execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn words(tenant: &Tenant) -> Vec<String> {
    let mut tx = tenant.begin(Access::Read).await.unwrap();
    sqlx::query_scalar("select text from word order by id").fetch_all(tx.db()).await.unwrap()
}

#[tokio::test]
async fn on_a_pool_of_one_nothing_of_a_tenant_stays_on_the_connection() {
    let platform = Platform::new(|config| (config.pools, config.pool_size) = (1, 1)).await;
    let (alpha, beta) = (platform.tenant("alpha").await, platform.tenant("beta").await);
    for round in 0..20 {
        add(&alpha, &format!("alpha {round}")).await;
        // A transaction that is dropped without a commit takes its scope with it.
        let mut dropped = alpha.begin(Access::Write).await.unwrap();
        dropped.narrow(Dealer::All).await.unwrap();
        sqlx::query("insert into word (text) values ('lost')").execute(dropped.db()).await.unwrap();
        drop(dropped);
        add(&beta, &format!("beta {round}")).await;
    }
    assert!(words(&alpha).await.iter().all(|word| word.starts_with("alpha")));
    assert!(words(&beta).await.iter().all(|word| word.starts_with("beta")));
    assert_eq!((words(&alpha).await.len(), words(&beta).await.len()), (20, 20));
    platform.end().await;
}

#[tokio::test]
async fn inside_a_tenant_nothing_else_can_be_reached() {
    let platform = Platform::new(|_| ()).await;
    let (alpha, beta) = (platform.tenant("alpha").await, platform.tenant("beta").await);
    add(&beta, "canary").await;
    let foreign = format!("t_{}", beta.id().uuid().simple());
    for (statement, refusal) in [
        (format!("select * from {foreign}.word"), "permission denied"),
        (format!("insert into {foreign}.word (text) values ('x')"), "permission denied"),
        (format!("set local role {foreign}; select 1"), "cannot insert multiple commands"),
        ("select * from control.tenant".into(), "permission denied"),
        ("select * from cell.outbox".into(), "permission denied"),
        (
            format!(
                "insert into cell.outbox (id, tenant_id, name, payload) values (gen_random_uuid(), '{}', 'x', '{{}}')",
                beta.id()
            ),
            "row-level security",
        ),
        (
            format!(
                "insert into cell.job (id, tenant_id, kind, key) values (gen_random_uuid(), '{}', 'x', 'x')",
                beta.id()
            ),
            "row-level security",
        ),
        ("select set_config('search_path', 'control', false)".into(), "permission denied"),
        ("update pg_settings set setting = 'x' where name = 'search_path'".into(), "permission denied"),
        ("create temporary table t (a int)".into(), "permission denied"),
        ("create table t (a int)".into(), "permission denied"),
        ("drop table word".into(), "must be owner"),
        ("insert into schema_version (name, checksum) values ('x', 'x')".into(), "permission denied"),
    ] {
        let mut tx = alpha.begin(Access::Write).await.unwrap();
        let error = sqlx::query(sqlx::AssertSqlSafe(statement.clone()))
            .execute(tx.db())
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains(refusal), "{statement}: {error}");
    }
    assert_eq!(words(&beta).await, ["canary"]);
    platform.end().await;
}

#[tokio::test]
async fn a_reading_transaction_cannot_write() {
    let platform = Platform::new(|_| ()).await;
    let alpha = platform.tenant("alpha").await;
    let mut tx = alpha.begin(Access::Read).await.unwrap();
    let error = sqlx::query("insert into word (text) values ('x')").execute(tx.db()).await.unwrap_err();
    assert!(error.to_string().contains("read-only transaction"), "{error}");
    drop(tx);
    platform.end().await;
}

/// Pitfall 1: requests are cut off at random while others write; every acknowledged write is there.
#[tokio::test(flavor = "multi_thread")]
async fn cut_off_requests_lose_no_acknowledged_write() {
    let platform = Platform::new(|config| (config.pools, config.pool_size) = (1, 2)).await;
    let tenants = [platform.tenant("alpha").await, platform.tenant("beta").await];
    let mut written = Vec::new();
    for round in 0..300_u64 {
        let tenant = tenants[usize::try_from(round % 2).unwrap()].clone();
        // Somebody hangs up in the middle of begin.
        let cut = tokio::spawn({
            let tenant = tenant.clone();
            async move {
                let tx = tenant.begin(Access::Write).await;
                tokio::task::yield_now().await;
                drop(tx);
            }
        });
        tokio::time::sleep(Duration::from_micros(round * 7 % 900)).await;
        cut.abort();
        let word = format!("word {round}");
        add(&tenant, &word).await;
        written.push((round % 2, word));
    }
    for (at, tenant) in tenants.iter().enumerate() {
        let expected: Vec<String> = written
            .iter()
            .filter(|(of, _)| *of == u64::try_from(at).unwrap())
            .map(|(_, word)| word.clone())
            .collect();
        assert_eq!(words(tenant).await, expected);
    }
    platform.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_tenants_at_once_see_only_their_own() {
    let platform = Platform::new(|config| (config.pools, config.pool_size) = (2, 4)).await;
    let mut tenants = Vec::new();
    for number in 0..50 {
        tenants.push(platform.tenant(&format!("tenant-{number}")).await);
    }
    let mut tasks = tokio::task::JoinSet::new();
    for tenant in tenants.clone() {
        tasks.spawn(async move {
            for _ in 0..6 {
                add(&tenant, tenant.slug()).await;
                let seen = words(&tenant).await;
                assert!(seen.iter().all(|word| word == tenant.slug()), "{}: {seen:?}", tenant.slug());
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    for tenant in &tenants {
        assert_eq!(words(tenant).await.len(), 6);
    }
    platform.end().await;
}
