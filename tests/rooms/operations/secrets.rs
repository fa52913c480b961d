//! T47 · Canaries in every secret of a server, then a day in its life: none of them in anything that it says.

use std::collections::BTreeMap;

use super::process::portico;
use super::{Binary, raw};
use crate::story::{PASSWORD, World};

const OWN: &str = "canary-own-password-7731";
const NEW: &str = "canary-new-password-7732";
const DATABASE: &str = "canary-database-7733";
const SMTP: &str = "canary-smtp-7734";

#[expect(clippy::too_many_lines, reason = "one walk, told from its beginning to its end")]
#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_in_logs_metrics_pages_or_settings() {
    let world = World::new().await;
    world.leave_jobs_to_others();
    let mut owner = world.staff("alpha", "owner", "owner").await;
    // Everything is written down that can be.
    let url = format!("{}&password={DATABASE}", world.database_url());
    let smtp = format!("--smtp-url=smtp://robot:{SMTP}@127.0.0.1:1?tls=required");
    let binary = Binary::serve_at(&url, &["--log=trace", "--log-format=json", &smtp]).await;
    let mut pages = Vec::new();

    let mut here = binary.sees(&owner, "alpha");
    let fields = [("current", PASSWORD), ("password", OWN), ("old", PASSWORD), ("new", OWN)];
    pages.push(here.post("/me/password", &fields).await);
    let mut visitor = binary.visitor("alpha");
    pages.push(visitor.post("/login", &[("email", "owner@alpha.example"), ("password", OWN)]).await);
    let session = visitor.session.clone().or(here.session.clone()).unwrap();
    pages.push(visitor.post("/login", &[("email", "owner@alpha.example"), ("password", NEW)]).await);
    pages.push(visitor.post("/reset", &[("email", "owner@alpha.example")]).await);
    let token = "ab".repeat(32);
    pages.push(visitor.get(&format!("/reset/{token}")).await);
    pages.push(visitor.post(&format!("/reset/{token}"), &[("password", NEW)]).await);
    pages.push(visitor.get(&format!("/login?next=/reset/{token}&password={NEW}")).await);
    pages.push(visitor.get("/nothing").await);
    // A bug in the middle of a sign-in, and bytes that are no request at all.
    broken_sign_in(&world, &mut visitor, &mut pages).await;
    raw(binary.address, format!("NONSENSE {NEW}\r\nCookie: session={session}\r\n\r\n").into_bytes()).await;
    owner.get("/me").await;
    // The letter cannot be sent: its job fails, and says so without the server's password or the link.
    for _ in 0..100 {
        if binary.log().contains("A job failed") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let (_, metrics) = binary.at_desk("/metrics").await;
    let said = binary.stop().await;
    assert!(said.contains("A job failed") && said.contains("bug.number"), "the day was too quiet");
    let letters = job_payloads(&world).await;

    let config =
        portico(None, &["config", &smtp], &[("PORTICO_DATABASE_URL", &url), ("PORTICO_SECRET", NEW)]);
    let shut = portico(None, &["doctor", &smtp], &[("PORTICO_DATABASE_URL", &url), ("PORTICO_SECRET", NEW)]);
    let nowhere = format!("postgres://x:{DATABASE}@127.0.0.1:1/none");
    let gone = portico(None, &["serve"], &[("PORTICO_DATABASE_URL", &nowhere), ("PORTICO_SECRET", NEW)]);
    let odd = format!("postgres://x:{DATABASE}@127.0.0.1:port/none");
    let odd = portico(None, &["serve"], &[("PORTICO_DATABASE_URL", &odd), ("PORTICO_SECRET", NEW)]);
    let mut outputs: BTreeMap<&str, String> = BTreeMap::new();
    outputs.insert("logs", said);
    outputs.insert("metrics", metrics);
    outputs.insert("pages", pages.iter().map(|page| page.body.clone()).collect());
    for (name, told) in [("config", config), ("doctor", shut), ("gone", gone), ("odd", odd)] {
        outputs.insert(name, format!("{}{}", told.out, told.err));
    }
    let mut canaries = vec![OWN, NEW, DATABASE, SMTP, PASSWORD, session.as_str(), token.as_str()];
    canaries.extend(letters.iter().map(String::as_str));
    for (place, text) in &outputs {
        for canary in &canaries {
            // A page may give back what stood in its own address.
            let own_address = *place == "pages" && (*canary == token || *canary == NEW);
            assert!(
                own_address || !text.contains(canary),
                "{canary} is in {place}: {}",
                around(text, canary)
            );
        }
    }
    forget_jobs(&world).await;
    world.end().await;
}

async fn broken_sign_in(
    world: &World,
    visitor: &mut crate::story::Visitor,
    pages: &mut Vec<crate::story::Page>,
) {
    let schema = world.tenant("alpha").id().schema();
    let mut connection =
        <sqlx::PgConnection as sqlx::Connection>::connect(&world.database_url()).await.unwrap();
    for (from, to) in [("sign_in_attempt", "gone"), ("gone", "sign_in_attempt")] {
        let text = format!("alter table {schema}.{from} rename to {to}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
        pages.push(visitor.post("/login", &[("email", "owner@alpha.example"), ("password", NEW)]).await);
    }
}

/// The tokens of links that wait in letters.
async fn job_payloads(world: &World) -> Vec<String> {
    let mut tx = world.app.db.control().await.unwrap();
    let payloads: Vec<String> =
        sqlx::query_scalar("select payload::text from cell.job").fetch_all(tx.db()).await.unwrap();
    let is_token = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = payloads.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()));
    words.filter(is_token).map(str::to_owned).collect()
}

/// Letters to a server that is not there would wait for hours.
async fn forget_jobs(world: &World) {
    let mut tx = world.app.db.control().await.unwrap();
    sqlx::query("delete from cell.job").execute(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

fn around(text: &str, canary: &str) -> String {
    let at = text.find(canary).unwrap_or(0);
    let from = text.char_indices().map(|(i, _)| i).take_while(|i| *i + 300 < at).last().unwrap_or(0);
    text[from..].chars().take(700).collect()
}
