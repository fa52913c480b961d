//! The public site: pages in both languages by their path, the way to a portal, and forgotten addresses (T24).

use std::time::{Duration, Instant};

use crate::story::World;

#[tokio::test]
async fn every_page_has_its_language_in_the_path() {
    let world = World::new().await;
    let mut visitor = world.on_public();
    for (path, russian, english) in [
        ("/", "Дилеры заказывают", "Dealers order"),
        ("/modules", "Из чего состоит портал", "What a portal is made of"),
        ("/pricing", "один тариф", "One plan"),
        ("/sign-in", "Вход в портал", "Sign in to your portal"),
        ("/signup", "Создайте портал", "Create your portal"),
    ] {
        for (language, words, other) in [("ru", russian, "en"), ("en", english, "ru")] {
            let page = visitor.get(&format!("/{language}{path}")).await;
            page.is(200).shows(words);
            assert!(page.body.contains(&format!("<html lang=\"{language}\"")));
            assert!(
                page.first(&format!("footer a[href='/{other}{path}']")).is_some(),
                "{path}: the other language"
            );
            for link in page.all("header a, footer nav a") {
                let href = link.value().attr("href").unwrap();
                assert!(href.starts_with(&format!("/{language}/")), "{path}: {href} loses the language");
                visitor.get(href).await.is(200);
            }
        }
        // Without a language the browser's is taken.
        visitor.clone().speaking("ru").get(path).await.is(200).shows(russian);
    }
    visitor.get("/ru").await.is(200).shows("Дилеры заказывают");
    visitor.get("/ru/nothing").await.is(404).shows("Страница не найдена");
    // Only the public site has its language in the path.
    world.visitor("alpha").get("/ru/login").await.is(404);
    world.end().await;
}

#[tokio::test]
async fn forgotten_addresses_come_by_letter_and_the_answer_tells_nothing() {
    let world = World::new().await;
    world.provisions();
    world.staff("alpha", "olga", "owner").await;
    world.staff("beta", "lev", "owner").await;
    let mut visitor = world.on_public();
    let mut ask = async |email: &str| {
        let began = Instant::now();
        let page = visitor.post("/en/sign-in/forgotten", &[("email", email)]).await;
        (page.is(200).body.replace(email, "…"), began.elapsed())
    };
    ask("warm@nowhere.example").await;
    let (known, with) = ask("olga@alpha.example").await;
    let (unknown, without) = ask("olga@nowhere.example").await;
    let apart = known.lines().zip(unknown.lines()).find(|(known, unknown)| known != unknown);
    assert_eq!(apart, None);
    let apart = with.abs_diff(without);
    assert!(apart < Duration::from_millis(100), "{with:?} and {without:?}");
    for _ in 0..100 {
        if !world.mail.letters().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let letters = world.mail.letters();
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(letters[0].to, "olga@alpha.example");
    let url = world.app.config.tenant_url("alpha");
    assert!(letters[0].text.contains(&format!("Tenant alpha: {url}/login")), "{}", letters[0].text);
    assert!(!letters[0].text.contains("beta"));
    world.end().await;
}

#[tokio::test]
async fn forgotten_addresses_have_their_limits() {
    let world = World::new().await;
    let mut visitor = world.on_public();
    for _ in 0..3 {
        visitor.post("/en/sign-in/forgotten", &[("email", "olga@alpha.example")]).await.is(200);
        world.wait_minutes(2);
    }
    let page = visitor.post("/en/sign-in/forgotten", &[("email", "olga@alpha.example")]).await;
    assert!(page.is(429).error_of("email").contains("too many tries"), "{}", page.text());
    let page = visitor.post("/en/sign-in/forgotten", &[("email", "nonsense")]).await;
    assert!(page.is(422).error_of("email").contains("no e-mail"));
    assert_eq!(page.value_of("email"), "nonsense");
    world.end().await;
}

/// Whether an e-mail has a portal already makes no difference to the sign-up (T24).
#[tokio::test]
async fn a_sign_up_does_not_tell_whether_the_email_is_known() {
    let world = World::new().await;
    world.staff("alpha", "olga", "owner").await;
    let mut visitor = world.on_public();
    for (slug, email) in [("one-works", "olga@alpha.example"), ("two-works", "new@nowhere.example")] {
        let key = visitor.get("/en/signup").await.value_of("key");
        let page = visitor.post("/en/signup", &crate::story::answers(&key, slug, email)).await;
        page.leads_to(&format!("/en/signup/{key}"));
    }
    world.end().await;
}
