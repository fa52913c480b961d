//! T1, T2, T3, T4 · A statement without a tenant, a scope that stays, a request that is cut off, tenants of two versions.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::rooms::orders::shop;
use crate::story::{Visitor, World};

/// The login that tenants' transactions begin with, as it is when nobody has set a scope.
async fn without_scope(world: &World) -> PgConnection {
    let options = PgConnectOptions::from_str(&world.database_url()).unwrap().username("portico_app");
    options.options([("client_min_messages", "error")]).connect().await.unwrap()
}

/// T1 · Every statement of every room, as the compiler checked it, is refused when nobody said whose tables are meant.
#[tokio::test]
async fn no_statement_works_without_a_tenant() {
    let world = World::new().await;
    let mut nobody = without_scope(&world).await;
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../.sqlx");
    let (mut refused, mut asked) = (0, 0);
    for file in std::fs::read_dir(kept).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let query: serde_json::Value = serde_json::from_str(&text).unwrap();
        let query = query["query"].as_str().unwrap();
        let answer = sqlx::raw_sql(AssertSqlSafe(format!("prepare q{asked} as {query}")))
            .execute(&mut nobody)
            .await
            .map_err(|error| error.as_database_error().and_then(|e| e.code().map(|c| c.into_owned())));
        asked += 1;
        match answer {
            // No such relation, schema, function or type; no permission.
            Err(Some(code)) if ["42P01", "3F000", "42883", "42704", "42501"].contains(&code.as_str()) => {
                refused += 1;
            }
            Ok(_) => {
                let touches = ["from ", "into ", "update "].iter().any(|word| query.contains(word));
                assert!(!touches, "answered without a tenant: {query}");
            }
            Err(other) => panic!("{other:?}: {query}"),
        }
    }
    assert!(refused >= 150, "{refused} of {asked}");
    nobody.close().await.unwrap();
    world.end().await;
}

/// T1 · By its full name no table answers either.
#[tokio::test]
async fn no_table_answers_the_login_of_the_application() {
    let world = World::new().await;
    let url = world.database_url();
    let tables = tenancy::superuser_rows(
        &url,
        "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
         where schemaname in ('control', 'cell') or schemaname like 't\\_%'",
    )
    .await
    .unwrap();
    assert!(tables.len() >= 80, "{}", tables.len());
    let mut nobody = without_scope(&world).await;
    for table in tables {
        for statement in [format!("select 1 from {table}"), format!("delete from {table}")] {
            let error = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut nobody).await.unwrap_err();
            assert!(error.to_string().contains("permission denied"), "{table}: {error}");
        }
    }
    nobody.close().await.unwrap();
    world.end().await;
}

const REQUESTS: usize = 1_200;

/// T2, T3 · Everybody at once over four connections, and every fifth hangs up early: nobody sees a word of another, and what
/// was acknowledged is there.
#[tokio::test(flavor = "multi_thread")]
async fn a_mixed_load_with_hang_ups_mixes_nothing() {
    let world = World::new().await;
    let copy = world.copied(|database, _| (database.pools, database.pool_size) = (1, 4)).await;
    let words = ["Canaryone", "Canarytwo", "Canarythree", "Canaryfour"];
    let mut people = Vec::new();
    for (n, word) in words.into_iter().enumerate() {
        let slug = if n < 2 { "alpha" } else { "beta" };
        let company = world.dealer(slug, word).await;
        let good = world.good(slug, &format!("{word}-1"), "Good").await;
        world.price(&company, 0, good, &[("0", "1000")]).await;
        world.on_hand(&company, 0, good, "1000").await;
        let person = world.member(&company, &word.to_lowercase(), "dealer_head").await;
        people.push((copy.sees(&person, slug), word, slug));
    }
    let cut = Arc::new(AtomicUsize::new(0));
    let mut workers = tokio::task::JoinSet::new();
    for at in 0..12 {
        let (person, word, _) = people[at % 4].clone();
        // Goods are everybody's in one tenant; names, contracts and warehouses are not.
        let others = words.into_iter().filter(|other| *other != word).collect();
        let cut = Arc::clone(&cut);
        workers.spawn(async move { Worker { at, person, word, others }.load(&cut).await });
    }
    let acknowledged = workers.join_all().await;
    let cut = cut.load(Ordering::Relaxed);
    assert!(cut >= REQUESTS / 10, "only {cut} of {REQUESTS} were cut off");
    for (at, last) in acknowledged.into_iter().filter(|(at, _)| *at < 4) {
        let page = people[at].0.clone().get("/me").await;
        let kept: usize = page.value_of("name").strip_prefix(words[at]).unwrap().trim().parse().unwrap();
        assert!(kept >= last && last > 0, "{kept} is older than {last}, which was acknowledged");
    }
    nothing_open(&world).await;
    copy.end().await;
    world.end().await;
}

struct Worker {
    at: usize,
    person: Visitor,
    word: &'static str,
    others: Vec<&'static str>,
}

impl Worker {
    /// One worker's requests; returns the number of the last name that was acknowledged. The first four write.
    async fn load(self, cut: &AtomicUsize) -> (usize, usize) {
        let Self { at, person, word, others } = self;
        let pages = ["/company", "/me", "/orders", "/pad", "/cart", "/home", "/catalog", "/nothing"];
        let mut last = 0;
        for n in 0..REQUESTS / 12 {
            let mut person = person.clone();
            let (path, name, writes) = (pages[(n + at) % 8], format!("{word} {n}"), at < 4 && n % 4 == 3);
            let asking = async {
                if writes {
                    let fields = [("name", &*name), ("time_zone", "Europe/Moscow"), ("density", "compact")];
                    person.post("/me", &fields).await
                } else {
                    person.get(path).await
                }
            };
            let patience = if n % 5 == 4 { u64::try_from((at * 7 + n * 13) % 12).unwrap() } else { 30_000 };
            let Ok(page) = tokio::time::timeout(Duration::from_millis(patience), asking).await else {
                cut.fetch_add(1, Ordering::Relaxed);
                continue;
            };
            assert!(page.status < 500, "{path}: {}", page.text());
            let seen = others.iter().any(|other| path != "/catalog" && page.body.contains(other));
            assert!(!seen, "{path} of {word} has a word of another");
            if writes && page.status == 303 {
                last = n;
            }
        }
        (at, last)
    }
}

/// No connection of the application stands in a transaction.
pub async fn nothing_open(world: &World) {
    for _ in 0..100 {
        let open = tenancy::superuser_rows(
            &world.database_url(),
            "select state || ': ' || query from pg_stat_activity
             where datname = current_database() and usename = 'portico_app' and state <> 'idle'",
        )
        .await
        .unwrap();
        if open.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("a connection is left in a transaction");
}

/// T4 · One tenant has tables of a later version already: both are served over one connection by the same statements.
#[tokio::test]
async fn tenants_of_two_versions_are_served_over_one_connection() {
    let world = World::new().await;
    let mut people = Vec::new();
    for slug in ["alpha", "beta"] {
        let company = shop(&world, slug).await;
        people.push((slug, world.member(&company, "olga", "dealer_head").await));
        people.push((slug, world.staff(slug, "lev", "owner").await));
    }
    let copy = world.copied(|database, _| (database.pools, database.pool_size) = (1, 1)).await;
    let pages = [
        "/home",
        "/catalog",
        "/pad",
        "/cart",
        "/orders",
        "/company",
        "/me",
        "/manage/today",
        "/manage/orders",
        "/manage/products",
        "/manage/dealers",
        "/manage/imports",
        "/manage/settings/staff",
    ];
    let mut asked = 0;
    for round in 0..3 {
        if round == 1 {
            widen(&world, "alpha").await;
        }
        for path in pages {
            for (slug, person) in &people {
                let page = copy.sees(person, slug).get(path).await;
                assert!([200, 303, 404].contains(&page.status), "{path} of {slug}: {}", page.text());
                asked += usize::from(page.status == 200);
            }
        }
    }
    assert!(asked >= 70, "{asked}");
    copy.end().await;
    world.end().await;
}

/// What the next version may do to tables while the last one works: columns are added.
async fn widen(world: &World, slug: &str) {
    let schema = format!("t_{}", world.tenant(slug).id().uuid().simple());
    let mut superuser = PgConnection::connect(&world.database_url()).await.unwrap();
    let all = format!(
        "do $$ declare t text; begin
            for t in select tablename from pg_tables where schemaname = '{schema}' and tablename <> 'schema_version' loop
                execute format('alter table {schema}.%I add column of_the_next_version text not null default ''x''', t);
            end loop; end $$"
    );
    sqlx::raw_sql(AssertSqlSafe(all)).execute(&mut superuser).await.unwrap();
    superuser.close().await.unwrap();
}
