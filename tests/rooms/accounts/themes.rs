//! P4 · The theme of a tenant: chosen, seen by dealers, at sign-in and in letters; the back office stays neutral.

use crate::story::{Page, Visitor, World};

const LOOK: &str = "/manage/settings/look";
const PREVIEW: &str = "/manage/settings/look/preview";

/// Whose style sheet the page has; the neutral shell has none of a theme.
fn theme_of(page: &Page) -> Option<&'static str> {
    ["ledger", "workshop"].into_iter().find(|theme| page.body.contains(&format!("/{theme}/{theme}.css")))
}

async fn choose(who: &mut Visitor, theme: &str, brand: &str) -> Page {
    let version = who.get(LOOK).await.value_of("version");
    choose_at(who, &version, theme, brand).await
}

async fn choose_at(who: &mut Visitor, version: &str, theme: &str, brand: &str) -> Page {
    who.upload(LOOK, &[("version", version), ("theme", theme), ("brand", brand), ("accent", "")], &[]).await
}

async fn kept(world: &World, slug: &str) -> Option<String> {
    let mut tx = world.tenant(slug).begin(tenancy::Access::Read).await.unwrap();
    sqlx::query_scalar("select theme from look").fetch_one(tx.db()).await.unwrap()
}

#[tokio::test]
async fn the_owner_chooses_a_theme_and_dealers_see_it_and_nobody_else() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let other = world.dealer("beta", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let mut stranger = world.member(&other, "olga", "dealer_head").await;
    let page = lev.get(LOOK).await;
    assert_eq!(page.all(".theme-card").len(), 2);
    assert_eq!(page.first("[name=theme][checked]").unwrap().value().attr("value"), Some("ledger"));
    page.shows("Ведомость").shows("Мастерская");
    assert_eq!(theme_of(&olga.get("/company").await), Some("ledger"));

    choose(&mut lev, "workshop", "").await.leads_to(LOOK);
    let page = lev.get(LOOK).await;
    page.is(200).shows("Оформление сохранено");
    assert_eq!(page.first("[name=theme][checked]").unwrap().value().attr("value"), Some("workshop"));
    for path in ["/company", "/nothing", "/me"] {
        assert_eq!(theme_of(&olga.get(path).await), Some("workshop"), "{path}");
    }
    for path in ["/login", "/nothing", "/reset"] {
        assert_eq!(theme_of(&world.visitor("alpha").get(path).await), Some("workshop"), "{path}");
    }
    // The menu, the contract, the cart and the search are where the reader expects them.
    let page = olga.get("/company").await;
    for part in
        [".nav a[href='/catalog']", "summary.contract", ".top-cart", ".search input", ".tabbar", "main h1"]
    {
        assert!(page.first(part).is_some(), "{part}");
    }
    // The back office keeps its shell, the neighbour its theme, the console and the public site are the platform's.
    assert_eq!(theme_of(&lev.get("/manage/dealers").await), None);
    assert_eq!(theme_of(&stranger.get("/company").await), Some("ledger"));
    assert_eq!(kept(&world, "beta").await, None);
    for host in ["console", ""] {
        let host = format!("{host}.portico.test");
        let page = world.visitor("alpha").moved_to(host.trim_start_matches('.')).get("/").await;
        assert_eq!(theme_of(&page), None, "{host}");
    }

    choose(&mut lev, "ledger", "").await.leads_to(LOOK);
    assert_eq!(theme_of(&olga.get("/company").await), Some("ledger"));
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Read).await.unwrap();
    let told: Vec<Option<String>> =
        sqlx::query_scalar("select new_value ->> 'theme' from audit_entry where object = 'look' order by 1")
            .fetch_all(tx.db())
            .await
            .unwrap();
    // The clock stands still here, so both happened at once.
    assert_eq!(told, [Some("ledger".to_owned()), Some("workshop".to_owned())]);
    drop(tx);
    world.end().await;
}

#[tokio::test]
async fn what_is_no_theme_is_refused_with_words_and_the_rest_of_the_form_stays() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    for theme in ["showroom", "base", "../ledger", "Workshop", "workshop'; drop table look; --", "тема"] {
        let page = choose(&mut lev, theme, "#123456").await;
        let said = page.is(422).error_of("theme");
        assert!(said.contains("нет. Выберите одну из показанных"), "{theme}: {said}");
        assert_eq!(page.value_of("brand"), "#123456", "what was typed stays");
        assert_eq!(kept(&world, "alpha").await, None);
    }
    // A form that names none changes none, and so does the default that was only left where it stood.
    choose(&mut lev, "", "#0f6b5c").await.leads_to(LOOK);
    choose(&mut lev, "ledger", "").await.leads_to(LOOK);
    assert_eq!(kept(&world, "alpha").await, None);

    // Two at once: the second is told, and the first one's choice stands.
    let version = lev.get(LOOK).await.value_of("version");
    choose(&mut lev, "workshop", "").await.leads_to(LOOK);
    choose_at(&mut lev, &version, "ledger", "").await.is(409).shows("изменил кто-то другой");
    assert_eq!(kept(&world, "alpha").await.as_deref(), Some("workshop"));

    // A name that the programme no longer knows is the platform's default, not an error.
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    accounts::look::set_theme(&mut tx, Some("showroom")).await.unwrap();
    tx.commit().await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    assert_eq!(theme_of(&world.visitor("alpha").get("/login").await), Some("ledger"));
    lev.get(LOOK).await.is(200);
    world.end().await;
}

#[tokio::test]
async fn only_who_may_change_the_look_may_change_the_theme() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut warehouse = world.staff("alpha", "fedor", "warehouse").await;
    warehouse.get(PREVIEW).await.is(403);
    choose_at(&mut warehouse, "1", "workshop", "").await.is(403);
    let mut buyer = world.member(&company, "pavel", "buyer").await;
    buyer.get(PREVIEW).await.is(404);
    choose_at(&mut buyer, "1", "workshop", "").await.is(404);
    world.visitor("alpha").get(PREVIEW).await.is(303);
    assert_eq!(kept(&world, "alpha").await, None);
    let mut editor = world.staff("alpha", "nina", "content_editor").await;
    choose(&mut editor, "workshop", "").await.leads_to(LOOK);
    assert_eq!(kept(&world, "alpha").await.as_deref(), Some("workshop"));
    world.end().await;
}

/// A process that did not make the change: for signed-in people at once, before signing in within two seconds.
#[tokio::test]
async fn a_theme_chosen_elsewhere_is_noticed() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    assert_eq!(theme_of(&olga.get("/company").await), Some("ledger"));
    assert_eq!(theme_of(&world.visitor("alpha").get("/login").await), Some("ledger"));
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    accounts::look::set_theme(&mut tx, Some("workshop")).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(theme_of(&olga.get("/company").await), Some("workshop"));
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    assert_eq!(theme_of(&world.visitor("alpha").get("/login").await), Some("workshop"));
    world.end().await;
}

/// What is left to the theme is the theme's own, on pages, in the sample and in letters.
#[tokio::test]
async fn colours_are_fitted_to_the_theme_and_letters_have_them() {
    let world = World::new().await;
    let mut lev = world.staff("beta", "lev", "owner").await;
    choose(&mut lev, "workshop", "").await.leads_to(LOOK);
    assert!(!world.visitor("beta").get("/login").await.body.contains("href=\"/look/"));
    let page = lev.get(LOOK).await;
    let picker = page.first("[data-colour='f-brand']").unwrap().value().attr("value").unwrap();
    assert_eq!(picker, "#f2b600", "the picker stands at the theme's own");
    let sample = page.first("link[href*='sample.css']").unwrap().value().attr("href").unwrap().to_owned();
    lev.get(&sample).await.is(200).shows("--c-brand: #f2b600; --c-on-brand: #111418");

    let invited = [("name", "Nina"), ("email", "nina@beta.example"), ("role", "content_editor")];
    lev.post("/manage/settings/staff", &invited).await.is(303);
    world.wait_for_jobs().await;
    let letter = world.mail.letters().pop().unwrap();
    // The band of the maker's name, and the button.
    assert_eq!(letter.html.matches("background:#f2b600;").count(), 2, "{}", letter.html);
    assert!(letter.html.contains("color:#111418;"), "{}", letter.html);

    // The same grey-blue is fitted to each theme's grounds by itself.
    let css = async |who: &mut Visitor, theme: &str| {
        who.get(&format!("{PREVIEW}?theme={theme}&brand=8fa8c8")).await.is(200);
        let page = who.get(&format!("{LOOK}?theme={theme}&brand=8fa8c8&accent=")).await;
        page.shows("Not saved yet");
        let style = page.first("link[href*='sample.css']").unwrap().value().attr("href").unwrap().to_owned();
        who.get(&style).await.body
    };
    let (ledger, workshop) = (css(&mut lev, "ledger").await, css(&mut lev, "workshop").await);
    assert_ne!(ledger, workshop);
    world.end().await;
}

/// The page that frames show: in the theme that is tried, only on this host, and nothing in it can be pressed.
#[tokio::test]
async fn a_theme_is_tried_in_a_frame_that_nobody_else_may_show() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let page = lev.get(LOOK).await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-src 'self'; frame-ancestors 'none'"), "{policy}");
    let frames = page.all("iframe[inert][sandbox='allow-same-origin']");
    assert_eq!(frames.len(), 2);
    let source = frames[0].value().attr("src").unwrap().to_owned();
    assert_eq!(theme_of(&lev.get(&source).await), Some("ledger"));

    let page = lev.get(&format!("{PREVIEW}?theme=workshop&brand=%230f6b5c&accent=")).await;
    assert_eq!(theme_of(&page), Some("workshop"));
    page.shows("Выключатель автоматический").shows("9 900,00 ₽");
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    for part in ["frame-ancestors 'self'", "sandbox allow-same-origin", "form-action 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("script-src"), "{policy}");
    assert!(page.first("link[href*='sample.css'][href*='0f6b5c']").is_some());
    // What is no theme and no colour shows the kept look.
    let page = lev.get(&format!("{PREVIEW}?theme=nothing&brand=red")).await;
    assert_eq!(theme_of(page.is(200)), Some("ledger"));
    // Every other page may be in no frame at all.
    let policy =
        lev.get("/manage/dealers").await.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("frame-src"), "{policy}");
    world.end().await;
}
