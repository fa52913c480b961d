//! UX 30 · The operator's console with trouble in it, and what people of a closed portal see.

use kit::text::Locale;

use super::driver::Browser;
use crate::rooms::platform::overview::many;
use crate::rooms::platform::sql;
use crate::story::{PASSWORD, World};

#[expect(clippy::too_many_lines, reason = "one walk, told from its beginning to its end")]
#[tokio::test(flavor = "multi_thread")]
async fn the_console_passes_with_trouble_in_it_and_a_portal_is_suspended_by_hand() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.staff("alpha", "lev", "owner").await;
    world.member(&company, "olga", "dealer_head").await;
    many(&world, 60).await;
    for statement in [
        "update control.tenant set name = 'Торгово-промышленная компания «Электротехнические материалы Урала и Сибири»'
         where slug = 'many-001'",
        "update control.placement p set problem = 'error returned from database: relation \"price_list\" already exists'
         from control.tenant t where t.id = p.tenant_id and t.slug = 'many-001'",
        "update control.tenant set state = 'provisioning', created_at = now() - interval '6 minutes' where slug = 'many-002'",
        "insert into cell.job (id, tenant_id, kind, key, state, attempts, last_error, finished_at, failures)
         select gen_random_uuid(), id, 'accounts.reset-letter', n::text, 'failed', 8, 'the mail server does not answer', now(),
            '[{\"at\": 1764000000, \"attempt\": 7, \"error\": \"the mail server does not answer\"}]'
         from control.tenant, generate_series(1, 21) n where slug = 'many-001'",
        "update control.tenant set state = 'suspended' where slug = 'many-005'",
        "insert into control.tenant_usage (tenant_id, counted_at, counts)
         select id, now(), '{\"people\": 1414, \"dealers\": 312, \"goods\": 1110240, \"orders\": 48213, \"storage\": 123456789012}'
         from control.tenant",
    ] {
        sql(&world, statement).await;
    }
    let hash = accounts::signing_in::hash(PASSWORD).await.unwrap();
    let email = "ada@console.example".parse().unwrap();
    platform::console::operators::put_operator(
        &world.app.db,
        &email,
        "Ада",
        &hash,
        Locale::parse("ru").unwrap(),
    )
    .await
    .unwrap();
    let browser = Browser::open(1440, 900, "ru").await;
    browser.sign_in(&world, "console", "ada@console.example").await;
    for path in ["/", "/provision", "/tenants?sort=-health", "/tenants/many-001", "/jobs", "/migrations"] {
        browser.go(&world, "console", path).await;
        browser.checks(&format!("trouble on {path}")).await;
    }
    browser.go(&world, "console", "/jobs").await;
    browser.wait_for("tbody a.name").await.click().await.unwrap();
    browser.wait_for("pre.code").await;
    browser.checks("one job").await;

    // By hand: a wrong name, then the right one.
    browser.go(&world, "console", "/tenants/alpha/suspend").await;
    browser.fill("confirm", "alpha").await;
    browser.press(thirtyfour::Key::Enter).await;
    browser.wait_for("[data-errors]:focus").await;
    browser.checks("suspending with a wrong name").await;
    browser.fill("confirm", "Tenant alpha").await;
    browser.press(thirtyfour::Key::Enter).await;
    browser.wait_for("form[action$='/resume']").await;
    browser.checks("a suspended tenant").await;
    browser.go(&world, "console", "/audit").await;
    browser.checks("the audit").await;
    browser.go(&world, "alpha", "/login").await;
    browser.checks("a closed portal").await;
    browser.close().await;
    sql(&world, "delete from cell.job").await;
    // They are rows without a schema: the invariants have nothing to ask there.
    sql(&world, "delete from control.placement where version is null; update control.placement_version set version = version + 1").await;
    world.app.db.refresh().await.unwrap();
    world.end().await;
}
