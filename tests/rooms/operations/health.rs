//! Health and readiness: what is asked, what is said, and that a process turns callers away before it stops.

use std::time::Duration;

use serde_json::Value;
use sqlx::{Connection, PgConnection};

use super::Binary;
use crate::story::{World, superuser_url};

async fn as_superuser(statement: &str) {
    let mut connection = PgConnection::connect(&superuser_url()).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
}

#[tokio::test]
async fn a_process_is_not_ready_before_it_stops_and_ends_well() {
    let world = World::new().await;
    let mut binary = Binary::serve(&world, &["--drain-seconds=2", "--role=web"]).await;
    let mut visitor = binary.visitor("alpha");
    for path in ["/healthz", "/readyz"] {
        visitor.get(path).await.is(200);
        binary.visitor("nobody-knows-it").get(path).await.is(200);
        assert_eq!(binary.at_desk(path).await.0, 200);
    }
    binary.terminate();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let verdict = visitor.get("/readyz").await;
    let parts: Value = serde_json::from_str(&verdict.body).unwrap();
    assert_eq!(
        (verdict.status, &parts["ready"], &parts["serving"]),
        (503, &false.into(), &"stopping".into())
    );
    assert_eq!(binary.at_desk("/readyz").await.0, 503);
    visitor.get("/healthz").await.is(200);
    // Until the drain is over pages are served, and callers asked to knock elsewhere next time.
    let page = visitor.get("/login").await;
    assert_eq!((page.status, page.headers["connection"].to_str().unwrap()), (200, "close"));
    let (took, good) = binary.ended().await;
    assert!(good && took < Duration::from_secs(6), "{took:?}");
    world.end().await;
}

#[tokio::test]
async fn readiness_says_which_part_is_missing_and_comes_back() {
    let world = World::new().await;
    let name = world.database_url().split('/').nth(3).unwrap().split('?').next().unwrap().to_owned();
    let mut visitor = world.visitor("alpha");
    let parts = |body: &str| serde_json::from_str::<Value>(body).unwrap();
    let well = parts(&visitor.get("/readyz").await.is(200).body);
    assert_eq!(
        well,
        serde_json::json!({ "ready": true, "database": "ok", "placements": "ok", "migrations": "ok", "serving": "ok" })
    );

    // A binary that is newer than the platform's tables.
    let mut tx = world.app.db.control().await.unwrap();
    let forget = "update control.schema_version set name = 'x' where name = '0002_cell'";
    sqlx::query(forget).execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    let older = visitor.get("/readyz").await;
    assert_eq!(parts(&older.is(503).body)["migrations"], "older than this program: run portico migrate");
    let mut tx = world.app.db.control().await.unwrap();
    let again = "update control.schema_version set name = '0002_cell' where name = 'x'";
    sqlx::query(again).execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();

    // The database lets nobody in.
    as_superuser(&format!(
        "alter database {name} allow_connections false; \
         select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
    ))
    .await;
    tokio::time::sleep(Duration::from_millis(600)).await;
    let gone = visitor.get("/readyz").await;
    assert_eq!(parts(&gone.is(503).body)["database"], "no answer within a second");
    visitor.get("/healthz").await.is(200);
    as_superuser(&format!("alter database {name} allow_connections true")).await;
    for _ in 0..50 {
        if visitor.get("/readyz").await.status == 200 {
            return world.end().await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("readiness does not come back");
}

#[tokio::test]
async fn a_worker_of_jobs_only_has_health_and_gives_its_jobs_back() {
    let world = World::new().await;
    world.leave_jobs_to_others();
    let binary = Binary::serve(&world, &["--role=jobs"]).await;
    assert_eq!(binary.at_desk("/readyz").await.0, 200);
    let mut owner = world.staff("alpha", "owner", "owner").await;
    owner.get("/manage/settings/staff").await.is(200);
    let mut asker = world.visitor("alpha");
    asker.post("/reset", &[("email", "owner@alpha.example")]).await;
    world.wait_for_jobs().await;
    let letters = std::fs::read_dir(binary.folder().join("outbox")).unwrap().count();
    assert_eq!(letters, 1);
    binary.stop().await;
    let mut tx = world.app.db.control().await.unwrap();
    let held: i64 = sqlx::query_scalar("select count(*) from cell.job where state = 'running'")
        .fetch_one(tx.db())
        .await
        .unwrap();
    assert_eq!(held, 0);
    drop(tx);
    world.end().await;
}
