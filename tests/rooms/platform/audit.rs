//! T45 · The operators' audit: every act is in it, and nobody who works with the platform's login changes a row.

use platform::acts::audit::Filter;

use super::{operator, rows};
use crate::story::{PASSWORD, World};

#[tokio::test]
async fn signing_in_well_and_badly_and_out_is_written_and_found_again() {
    let world = World::new().await;
    let mut stranger = world.on_console();
    let wrong = [("email", "eve@portico.example"), ("password", "not the right one")];
    stranger.post("/login", &wrong).await.is(422);
    let mut ada = operator(&world).await;
    ada.get("/audit").await.is(200).shows("Sign-in failed").shows("eve@portico.example").shows("127.0.0.1");
    ada.get("/audit?act=sign-in").await.shows("ada@portico.example").hides("eve@");
    ada.get("/audit?q=EVE").await.shows("eve@portico.example").shows("1 found");
    ada.get("/audit?q=%25_%00").await.is(200).shows("No act matches.");
    ada.get("/audit?q=%3Cscript%3E&act=none&page=99999999999").await.is(200).hides("<script>");
    ada.post("/logout", &[]).await.is(303);
    let acts = rows(&world, Filter { text: Some("ada@"), ..Filter::default() }).await;
    assert_eq!(acts.iter().map(|row| row.act.as_str()).collect::<Vec<_>>(), ["sign-out", "sign-in"]);
    assert!(acts.iter().all(|row| !format!("{row:?}").contains(PASSWORD)));
    world.end().await;
}

#[tokio::test]
async fn the_platforms_own_login_can_add_rows_and_nothing_else() {
    let world = World::new().await;
    operator(&world).await;
    let before = rows(&world, Filter::default()).await.len();
    assert!(before > 0);
    for attack in [
        "update control.operator_audit set who = 'somebody else'",
        "delete from control.operator_audit",
        "truncate control.operator_audit",
        "alter table control.operator_audit disable trigger all",
        "drop trigger operator_audit_kept on control.operator_audit",
        "alter table control.operator_audit owner to portico_control",
        "drop table control.operator_audit",
        "create or replace rule r as on insert to control.operator_audit do instead nothing",
        "drop schema control cascade",
    ] {
        let mut tx = world.app.db.control().await.unwrap();
        let ended = sqlx::raw_sql(attack).execute(tx.db()).await;
        assert!(ended.is_err(), "{attack}");
    }
    // A person of a tenant does not even read it.
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Read).await.unwrap();
    assert!(sqlx::query("select 1 from control.operator_audit").execute(tx.db()).await.is_err());
    drop(tx);
    assert_eq!(before, rows(&world, Filter::default()).await.len());
    world.end().await;
}
