//! A1 · Signing in, out, resetting, sessions.

use crate::story::{PASSWORD, World};

const WRONG: &str = "Почта и пароль не подходят друг к другу";

#[tokio::test]
async fn the_right_pair_opens_the_portal_and_signing_out_closes_it() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut signed_out = world.visitor("alpha");
    signed_out.get("/company").await.leads_to("/login?next=%2Fcompany");

    let mut olga = world.member(&company, "olga", "dealer_head").await;
    olga.get("/company").await.is(200).shows("Svet entity 1");
    let old = olga.clone();
    olga.post("/logout", &[]).await.leads_to("/login");
    assert_eq!(olga.session, None);
    old.clone().get("/company").await.leads_to("/login?next=%2Fcompany");
    world.end().await;
}

#[tokio::test]
async fn a_wrong_pair_and_an_unknown_email_read_the_same() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.member(&company, "olga", "dealer_head").await;
    let mut visitor = world.visitor("alpha");
    let known = visitor.post("/login", &[("email", "olga@alpha.example"), ("password", "wrong")]).await;
    let unknown = visitor.post("/login", &[("email", "nobody@alpha.example"), ("password", "wrong")]).await;
    for page in [&known, &unknown] {
        page.is(422);
        assert!(page.error_of("email").starts_with(WRONG));
        page.hides("wrong\"");
    }
    assert_eq!(known.body.replace("olga@", "nobody@"), unknown.body);
    assert_eq!(known.value_of("email"), "olga@alpha.example");
    world.end().await;
}

#[tokio::test]
async fn guessing_is_slowed_down_and_nobody_is_locked_out_for_long() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.member(&company, "olga", "dealer_head").await;
    let mut guesser = world.visitor("alpha");
    for _ in 0..5 {
        guesser.post("/login", &[("email", "olga@alpha.example"), ("password", "guess")]).await.is(422);
    }
    let right = [("email", "olga@alpha.example"), ("password", PASSWORD)];
    let slowed = guesser.post("/login", &right).await;
    assert!(slowed.is(429).error_of("email").contains("Повторите через"), "{}", slowed.text());
    world.wait_minutes(1);
    guesser.post("/login", &right).await.leads_to("/");
    world.end().await;
}

#[tokio::test]
async fn every_sign_in_has_a_new_session_and_the_old_one_ends() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let first = world.member(&company, "olga", "dealer_head").await;
    let mut second = first.clone();
    second.post("/login", &[("email", "olga@alpha.example"), ("password", PASSWORD)]).await.leads_to("/");
    assert_ne!(first.session, second.session);
    first.clone().get("/me").await.is(303);
    second.get("/me").await.is(200);
    world.end().await;
}

#[tokio::test]
async fn a_session_of_one_tenant_opens_nothing_in_another() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let olga = world.member(&company, "olga", "dealer_head").await;
    let port = world.address.port();
    for host in [format!("beta.portico.test:{port}"), format!("console.portico.test:{port}")] {
        let mut stranger = olga.moved_to(&host);
        for path in ["/company", "/me", "/manage/dealers", "/jobs", "/"] {
            let page = stranger.get(path).await;
            assert!([303, 404].contains(&page.status), "{host}{path}: {}", page.status);
            page.hides("Svet");
        }
    }
    world.end().await;
}

#[tokio::test]
async fn odd_cookies_open_nothing() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let olga = world.member(&company, "olga", "dealer_head").await;
    let token = olga.session.clone().unwrap();
    let mut nobody = world.visitor("alpha");
    for cookie in [
        format!("session={token}; session={token}"),
        format!("session=\"{token}\""),
        format!("a=b;session={token}"),
        format!("Session={token}"),
        format!("__Host-session={token}"),
        format!("$Version=1; session ={token}"),
        format!("session={}", token.to_uppercase()),
        format!("session={}", &token[1..]),
        "session=".to_owned(),
    ] {
        let request = nobody.request(reqwest::Method::GET, "/me").header("cookie", &cookie);
        nobody.send(request).await.leads_to("/login?next=%2Fme");
    }
    world.end().await;
}

#[tokio::test]
async fn sign_in_leads_only_to_paths_of_this_portal() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.member(&company, "olga", "dealer_head").await;
    for (next, lands) in [
        ("/company?x=1", "/company?x=1"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ] {
        let pair = [("email", "olga@alpha.example"), ("password", PASSWORD), ("next", next)];
        world.visitor("alpha").post("/login", &pair).await.leads_to(lands);
    }
    world.end().await;
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let foreign = format!("http://beta.portico.test:{}", world.address.port());
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "http://evil.example"),
        ("origin", foreign.as_str()),
        ("origin", "null"),
    ] {
        let request = olga
            .request(reqwest::Method::POST, "/me/sessions/revoke")
            .header(name, value)
            .form(&[("a", "b")]);
        assert_eq!(olga.send(request).await.status, 403, "{name}: {value}");
    }
    olga.get("/me").await.is(200);
    world.end().await;
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_a_letter_once() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut signed_in_elsewhere = world.member(&company, "olga", "dealer_head").await;
    let mut olga = world.visitor("alpha");
    let sent = olga.post("/reset", &[("email", "olga@alpha.example")]).await;
    let not_sent = olga.post("/reset", &[("email", "nobody@alpha.example")]).await;
    assert_eq!(sent.is(200).body.replace("olga@", "nobody@"), not_sent.is(200).body);
    world.wait_for_jobs().await;

    let letters = world.mail.letters();
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter.to, "olga@alpha.example");
    assert!(letter.subject.contains("Новый пароль"), "{}", letter.subject);
    let link = letter.text.split_whitespace().find(|word| word.contains("/reset/")).unwrap();
    assert!(letter.html.contains(link), "the button leads elsewhere");
    let path = link.strip_prefix(&world.app.config.tenant_url("alpha")).unwrap();

    olga.get(path).await.is(200).shows("olga@alpha.example");
    assert!(olga.post(path, &[("password", "short")]).await.is(422).error_of("password").contains('8'));
    world.visitor("beta").get(path).await.is(409);
    olga.post(path, &[("password", "a better horse")]).await.leads_to("/");
    olga.get("/me").await.is(200);
    signed_in_elsewhere.get("/me").await.leads_to("/login?next=%2Fme");
    let again = world.visitor("alpha").post(path, &[("password", "a third horse")]).await;
    again.is(409).shows("Ссылка уже использована или устарела");
    world.visitor("alpha").signed_in("olga@alpha.example", "a better horse").await;
    world.end().await;
}

#[tokio::test]
async fn a_reset_link_dies_after_an_hour() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    world.member(&company, "olga", "dealer_head").await;
    world.visitor("alpha").post("/reset", &[("email", "olga@alpha.example")]).await.is(200);
    world.wait_for_jobs().await;
    let letter = world.mail.letters().remove(0);
    let link = letter.text.split_whitespace().find(|word| word.contains("/reset/")).unwrap().to_owned();
    let path = link.strip_prefix(&world.app.config.tenant_url("alpha")).unwrap();
    world.wait_minutes(61);
    world.visitor("alpha").get(path).await.is(409);
    world.end().await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_only() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut phone = world.visitor("alpha").signed_in("olga@alpha.example", PASSWORD).await;
    let mut pavel = world.member(&company, "pavel", "buyer").await;
    let page = olga.get("/me").await;
    assert_eq!(page.all("td form[action$='/revoke']").len(), 1);
    let form = page.first("td form[action$='/revoke']").unwrap();
    let revoke = form.value().attr("action").unwrap().to_owned();

    pavel.post(&revoke, &[]).await.is(404);
    phone.get("/me").await.is(200);
    olga.post(&revoke, &[]).await.leads_to("/me");
    phone.get("/me").await.is(303);
    olga.get("/me").await.is(200).shows("На том устройстве выполнен выход");
    world.end().await;
}

#[tokio::test]
async fn the_password_changes_only_with_the_old_one() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let wrong = olga.post("/me/password", &[("old", "not mine"), ("password", "a better horse")]).await;
    assert!(wrong.is(422).error_of("old").contains("не ваш"));
    wrong.hides("a better horse");
    olga.post("/me/password", &[("old", PASSWORD), ("password", "a better horse")]).await.leads_to("/me");
    olga.get("/me").await.is(200);
    world.visitor("alpha").signed_in("olga@alpha.example", "a better horse").await;
    world.end().await;
}

#[tokio::test]
async fn hostile_input_is_kept_as_text_and_answered_with_words() {
    let world = World::new().await;
    let mut visitor = world.visitor("alpha");
    let script = "<script>document.title='OWNED'</script>\"'><img src=x onerror=alert(1)>";
    let long = "a".repeat(5_000);
    for email in ["", script, long.as_str(), "a@b", "\u{0}@example.com", "a@example.com\r\nBcc: x@y.example"]
    {
        let page = visitor.post("/login", &[("email", email), ("password", "x")]).await;
        page.is(422).hides("<script>document");
        assert!(!page.error_of("email").is_empty());
    }
    let huge = "x".repeat(3 * 1024 * 1024);
    let page = visitor.post("/login", &[("email", huge.as_str())]).await;
    assert!([409, 413].contains(&page.status), "{}", page.status);
    world.end().await;
}

#[tokio::test]
async fn the_language_follows_the_browser_then_the_person() {
    let world = World::new().await;
    let mut browser = world.visitor("alpha").speaking("en-GB,en;q=0.9");
    assert_eq!(browser.get("/login").await.heading(), "Sign in");
    assert_eq!(browser.get("/login?locale=ru").await.heading(), "Вход");
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await.speaking("en");
    assert_eq!(olga.get("/company").await.heading(), "Компания");
    olga.post("/me/look", &[("locale", "en"), ("next", "/company")]).await.leads_to("/company");
    let page = olga.get("/company").await;
    assert_eq!(page.heading(), "Company");
    page.shows("30 days after shipping").shows("₽1,234,567.50");
    world.end().await;
}
