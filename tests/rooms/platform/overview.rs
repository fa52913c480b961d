//! P7 · Which tenant is unwell is seen at the first look; the list is searched, sorted and paged; usage is counted apart.

use tenancy::{Access, NewTenant};

use super::{operator, rows, sql};
use crate::story::{World, words_of};

/// Tenants that are only rows: what the overview asks is about rows.
pub async fn many(world: &World, count: i64) {
    let mut tx = world.app.db.control().await.unwrap();
    sqlx::query(
        "insert into control.tenant (id, slug, name, state, locale, time_zone, country)
         select gen_random_uuid(), 'many-' || lpad(n::text, 3, '0'), 'Many ' || n, 'active', 'en', 'UTC', 'GB'
         from generate_series(1, $1) n",
    )
    .bind(count)
    .execute(tx.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into control.placement (tenant_id, schema_name) select id, 't_' || replace(id::text, '-', '')
         from control.tenant where slug like 'many-%'",
    )
    .execute(tx.db())
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_worst_comes_first_and_the_healthy_ones_are_one_line() {
    let world = World::new().await;
    let mut ada = operator(&world).await;
    ada.get("/").await.is(200).shows("2 tenants are well").shows("Nothing needs you.");
    many(&world, 60).await;
    for statement in [
        "update control.placement p set problem = 'relation \"x\" already exists' from control.tenant t
         where t.id = p.tenant_id and t.slug = 'many-001'",
        "update control.tenant set state = 'provisioning', created_at = now() - interval '6 minutes' where slug = 'many-002'",
        "insert into cell.job (id, tenant_id, kind, key, state, last_error) select gen_random_uuid(), id, 'x.y', n::text, 'failed', 'no'
         from control.tenant, generate_series(1, 2) n where slug = 'many-003'",
        "insert into cell.outbox (id, tenant_id, name, payload, at, relayed_at)
         select gen_random_uuid(), id, 'x.z', '{}', now() - interval '6 minutes', now() from control.tenant where slug = 'many-004'",
        "update control.tenant set state = 'suspended' where slug = 'many-005'",
        "update control.tenant set created_at = now() - interval '15 days' where slug = 'many-006'",
    ] {
        sql(&world, statement).await;
    }
    // The relay passes over what somebody holds; an update of the mark is not in the way of this lock.
    let mut holder = world.app.db.control().await.unwrap();
    sqlx::query("select 1 from cell.outbox for key share").execute(holder.db()).await.unwrap();
    sql(&world, "update cell.outbox set relayed_at = null where name = 'x.z'").await;
    let page = ada.get("/").await;
    drop(holder);
    page.is(200).shows("6 tenants need you").shows("56 tenants are well").shows("already exists");
    let names: Vec<String> = page.all(".queue a.name").into_iter().map(words_of).collect();
    let expected = ["Many 1", "Many 2", "Many 3", "Many 4", "Many 5", "Many 6"];
    assert_eq!(names, expected);
    for (form, place) in [("/tenants/many-001/migrate", "form"), ("/tenants/many-005/resume", "form")] {
        assert!(page.first(&format!("{place}[action='{form}']")).is_some(), "{form}");
    }
    assert!(page.first("a[href='/jobs?state=failed&tenant=many-003']").is_some());
    sql(&world, "delete from cell.job; delete from cell.outbox").await;
    world.end().await;
}

#[tokio::test]
async fn the_list_is_searched_sorted_and_paged_by_its_address() {
    let world = World::new().await;
    let mut ada = operator(&world).await;
    many(&world, 60).await;
    ada.get("/tenants").await.is(200).shows("62 found").hides("Tenant beta");
    ada.get("/tenants?page=2").await.shows("Tenant beta");
    ada.get("/tenants?q=ENANT").await.shows("2 found").shows("Tenant alpha");
    ada.get("/tenants?q=many-00&state=suspended").await.shows("No tenant matches");
    sql(&world, "update control.tenant set state = 'suspended' where slug = 'many-007'").await;
    ada.get("/tenants?state=suspended").await.shows("1 found").shows("Many 7");
    for query in [
        "sort=-storage",
        "sort=nonsense",
        "sort=-name",
        "state=nonsense",
        "q=%25%27",
        "page=-5",
        "page=999999",
    ] {
        ada.get(&format!("/tenants?{query}")).await.is(200);
    }
    let page = ada.get("/tenants?sort=-name").await;
    assert_eq!(words_of(page.first("tbody a.name").unwrap()), "Tenant beta");
    world.end().await;
}

#[tokio::test]
async fn usage_is_counted_in_the_tenants_own_scope() {
    let world = World::new().await;
    world.staff("alpha", "lev", "owner").await;
    let (svet, _foreign) = (world.dealer("alpha", "Svet").await, world.dealer("beta", "Other").await);
    for n in 1..=3 {
        world.good("alpha", &format!("A-{n}"), "Good").await;
    }
    world.member(&svet, "olga", "buyer").await;
    let mut ada = operator(&world).await;
    ada.get("/tenants/alpha").await.is(200).shows("Not counted yet");
    ada.post("/tenants/alpha/usage", &[]).await.leads_to("/tenants/alpha");
    // A second press in the same minute makes no second job.
    ada.post("/tenants/alpha/usage", &[]).await.is(303);
    world.wait_for_jobs().await;
    let page = ada.get("/tenants/alpha").await;
    let figures: Vec<String> = page.all(".stat b").into_iter().map(words_of).take(4).collect();
    assert_eq!(figures, ["2", "1", "3", "0"]);
    page.shows("Counted").shows("platform.usage").shows("0001_accounts_rights").shows("Up to date");
    ada.get("/tenants?sort=-goods").await.shows("Tenant alpha");
    ada.get("/tenants/beta").await.shows("Not counted yet");
    // The job of the night is there as well once the tenant's new day has begun.
    let counts = sqlx_scalar(
        &world,
        "select count(*)::text from cell.job where kind = 'platform.usage' and key like 'asked %'",
    )
    .await;
    assert_eq!(counts, "1");
    world.end().await;
}

#[tokio::test]
async fn a_broken_migration_is_shown_with_its_reason_and_run_again() {
    let world = World::new().await;
    let mut ada = operator(&world).await;
    ada.get("/migrations").await.is(200).shows("Every tenant is on the newest version.");
    ada.post("/migrations/run", &[]).await.is(409).shows("No tenant is behind");
    sql(
        &world,
        "update control.placement p set problem = 'somebody works in it', version = '0001_accounts_rights', files = 1
         from control.tenant t where t.id = p.tenant_id and t.slug = 'beta'",
    )
    .await;
    let page = ada.get("/migrations").await;
    page.shows("somebody works in it").shows("Tenant beta").hides("Tenant alpha");
    ada.get("/").await.shows("The last migration failed");
    ada.post("/tenants/beta/migrate", &[]).await.leads_to("/tenants/beta");
    ada.get("/migrations").await.shows("Every tenant is on the newest version.");
    sql(&world, "update control.placement set files = files - 1").await;
    ada.post("/migrations/run", &[]).await.leads_to("/migrations");
    ada.post("/tenants/nobody-here/migrate", &[]).await.is(404);
    let acts =
        rows(&world, platform::acts::audit::Filter { act: Some("migrate"), ..Default::default() }).await;
    assert_eq!(acts.len(), 3);
    world.end().await;
}

async fn sqlx_scalar(world: &World, statement: &'static str) -> String {
    let mut tx = world.app.db.control().await.unwrap();
    sqlx::query_scalar(statement).fetch_one(tx.db()).await.unwrap()
}

/// A schema that lacks what this build needs does not break its page.
#[tokio::test]
async fn a_tenant_with_an_empty_schema_has_a_page_too() {
    let world = World::new().await;
    let new = NewTenant {
        slug: "half".into(),
        name: "Half".into(),
        locale: "en".into(),
        time_zone: "UTC".into(),
        country: "GB".into(),
    };
    tenancy::provision(&world.app.db, &new, &[]).await.unwrap();
    let mut ada = operator(&world).await;
    ada.get("/tenants/half").await.is(200).shows("Not on the newest version");
    let mut tx = world.tenant("half").begin(Access::Read).await.unwrap();
    assert!(sqlx::query("select 1 from person").execute(tx.db()).await.is_err());
    drop(tx);
    // The invariants that every story ends with need tables.
    sql(
        &world,
        "delete from control.placement where version is null; delete from control.tenant where slug = 'half'",
    )
    .await;
    sql(&world, "update control.placement_version set version = version + 1").await;
    world.app.db.refresh().await.unwrap();
    world.end().await;
}
