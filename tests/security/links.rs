//! T26 · One-time links: for one person, one purpose, one portal, once, for an hour; and their host is never the asker's.

use reqwest::Method;

use crate::story::{PASSWORD, Visitor, World};

const FRESH: &str = "a better horse";

struct Links {
    world: World,
    olga: Visitor,
}

impl Links {
    async fn new() -> Self {
        let world = World::new().await;
        for slug in ["alpha", "beta"] {
            let company = world.dealer(slug, "Svet").await;
            world.member(&company, "olga", "dealer_head").await;
            world.member(&company, "anna", "buyer").await;
        }
        let olga = world.visitor("alpha").signed_in("olga@alpha.example", PASSWORD).await;
        Self { world, olga }
    }

    /// Asks for a letter and returns the path of its link.
    async fn reset(&self, login: &str) -> String {
        self.world.wait_minutes(2);
        let email = format!("{login}@alpha.example");
        self.world.visitor("alpha").post("/reset", &[("email", &email)]).await.is(200);
        self.latest("/reset/").await
    }

    async fn latest(&self, part: &str) -> String {
        self.world.wait_for_jobs().await;
        let letters = self.world.mail.letters();
        let word = letters
            .iter()
            .rev()
            .flat_map(|l| l.text.split_whitespace())
            .find(|word| word.contains(part))
            .unwrap();
        word.strip_prefix(&self.world.app.config.tenant_url("alpha")).unwrap().to_owned()
    }

    async fn try_out(&self, slug: &str, path: &str) -> u16 {
        self.world.visitor(slug).post(path, &[("password", FRESH), ("name", "X")]).await.status
    }

    /// The link is dead, and the password is still the old one.
    async fn dead(&self, path: &str, why: &str) {
        self.world.visitor("alpha").get(path).await.is(409);
        assert_eq!(self.try_out("alpha", path).await, 409, "{why}");
        self.world.visitor("alpha").signed_in("olga@alpha.example", PASSWORD).await;
    }
}

#[tokio::test]
async fn a_link_dies_by_use_by_time_by_a_later_one_and_by_a_new_password() {
    let links = Links::new().await;
    let first = links.reset("olga").await;
    let second = links.reset("olga").await;
    links.dead(&first, "a later letter").await;
    links.world.wait_minutes(59);
    links.world.visitor("alpha").get(&second).await.is(200);
    links.world.wait_minutes(2);
    links.dead(&second, "an hour").await;

    let third = links.reset("olga").await;
    let mut olga = links.olga.clone();
    olga.post("/me/password", &[("old", PASSWORD), ("password", "battery staple")]).await.leads_to("/me");
    olga.post("/me/password", &[("old", "battery staple"), ("password", PASSWORD)]).await.leads_to("/me");
    links.dead(&third, "a new password").await;

    let fourth = links.reset("olga").await;
    assert_eq!(links.try_out("alpha", &fourth).await, 303);
    assert_eq!(links.try_out("alpha", &fourth).await, 409, "a second use");
    links.world.visitor("alpha").get(&fourth).await.is(409);
    links.world.visitor("alpha").signed_in("olga@alpha.example", FRESH).await;
    // The reset ended every session.
    olga.get("/me").await.is(303);
    links.world.end().await;
}

#[tokio::test]
async fn a_link_is_for_one_person_one_purpose_and_one_portal() {
    let links = Links::new().await;
    let olgas = links.reset("olga").await;
    let token = olgas.trim_start_matches("/reset/").to_owned();
    // Not in another portal, not as an invitation, not somewhat changed.
    assert_eq!(links.try_out("beta", &olgas).await, 409);
    assert_eq!(links.try_out("alpha", &format!("/invite/{token}")).await, 409);
    assert_eq!(links.try_out("alpha", &format!("/reset/{}", token.to_uppercase())).await, 409);
    let end = if token.ends_with('0') { "1" } else { "0" };
    assert_eq!(links.try_out("alpha", &format!("/reset/{}{end}", &token[..63])).await, 409);
    // Whoever else is named beside it or is signed in: it is Olga's password that changes.
    let mut anna = links.world.visitor("alpha").signed_in("anna@alpha.example", PASSWORD).await;
    let fields = [("password", FRESH), ("email", "anna@alpha.example"), ("person", "anna"), ("id", "anna")];
    anna.post(&olgas, &fields).await.is(303);
    links.world.visitor("alpha").signed_in("anna@alpha.example", PASSWORD).await;
    links.world.visitor("alpha").signed_in("olga@alpha.example", FRESH).await;
    // A blocked person's link is dead, and so is one for an e-mail that is not theirs any more.
    for change in [
        "update person set state = 'blocked' where name = 'anna'",
        "update person set email = 'new@alpha.example'  where name = 'anna'",
    ] {
        let annas = links.reset("anna").await;
        let mut tx = links.world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
        sqlx::query(change).execute(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(links.try_out("alpha", &annas).await, 409, "{change}");
        let mut tx = links.world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
        sqlx::query("update person set state = 'active', email = 'anna@alpha.example' where name = 'anna'")
            .execute(tx.db())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    links.world.end().await;
}

/// Ten presses at once set one password.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_used_once_also_by_ten_at_once() {
    let links = Links::new().await;
    let link = links.reset("olga").await;
    let presses = (0..10).map(|n| {
        let (mut visitor, link) = (links.world.visitor("alpha"), link.clone());
        tokio::spawn(async move {
            visitor.post(&link, &[("password", &format!("seven violet lamps {n}"))]).await.status
        })
    });
    let mut statuses: Vec<u16> =
        futures::future::join_all(presses).await.into_iter().map(Result::unwrap).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [[303].as_slice(), &[409; 9]].concat());
    links.world.end().await;
}

#[tokio::test]
async fn the_letters_host_is_ours_whatever_the_request_says() {
    let links = Links::new().await;
    let evil = "evil.example";
    for (name, value) in [
        ("x-forwarded-host", evil.to_owned()),
        ("forwarded", format!("host={evil}")),
        ("x-forwarded-proto", "gopher".to_owned()),
        ("origin", "http://alpha.portico.test".to_owned()),
        ("referer", format!("http://{evil}/reset")),
        ("host", "ALPHA.portico.test:81".to_owned()),
    ] {
        links.world.wait_minutes(16);
        let mut visitor = links.world.visitor("alpha");
        let mut request =
            visitor.request(Method::POST, "/reset").form(&[("email", "olga@alpha.example")]).build().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
        if name != "origin" {
            request.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
        }
        let request = reqwest::RequestBuilder::from_parts(reqwest::Client::new(), request);
        let answer = visitor.send(request).await;
        assert!(answer.status == 200 || name == "origin", "{name}: {}", answer.status);
        links.world.wait_for_jobs().await;
        for letter in links.world.mail.letters() {
            let whole = format!("{} {}", letter.text, letter.html);
            assert!(!whole.contains(evil) && !whole.contains(":81/"), "{name}: {whole}");
            assert!(whole.contains(&links.world.app.config.tenant_url("alpha")), "{name}: {whole}");
        }
    }
    assert!(links.world.mail.letters().len() >= 5);
    links.world.end().await;
}

/// Whoever reads the whole database cannot use a link, nor a session.
#[tokio::test]
async fn secrets_are_not_in_the_database() {
    let links = Links::new().await;
    let mut olga = links.olga.clone();
    let fields = [("name", "Pavel"), ("email", "pavel@alpha.example"), ("role", "buyer"), ("limit", "")];
    olga.post("/company/people", &fields).await.is(303);
    let invitation = links.latest("/invite/").await;
    let reset = links.reset("olga").await;
    let secrets = [
        invitation.trim_start_matches("/invite/").to_owned(),
        reset.trim_start_matches("/reset/").to_owned(),
        olga.session.clone().unwrap(),
        PASSWORD.to_owned(),
    ];
    assert!(secrets[..3].iter().all(|secret| secret.len() == 64));
    let rows = tenancy::superuser_rows(
        &links.world.database_url(),
        "select query_to_xml(format('select * from %I.%I', schemaname, tablename), true, false, '')::text
         from pg_tables where schemaname in ('control', 'cell') or schemaname like 't\\_%'",
    )
    .await
    .unwrap();
    assert!(rows.len() >= 80 && rows.iter().any(|rows| rows.contains("olga@alpha.example")));
    for secret in secrets {
        assert!(!rows.iter().any(|rows| rows.contains(&secret)), "{secret} is in a table");
    }
    links.world.end().await;
}
