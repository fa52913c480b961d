//! P4 · The tenant's logo and colours: set, corrected, shown to dealers, refused with words, taken back.

use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::story::{Page, Visitor, World};

const LOOK: &str = "/manage/settings/look";
const GREEN: &str = "#0f6b5c";

/// The head of a PNG of this size; its pixels are nobody's matter here.
fn png(width: u32, height: u32) -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
    [&head[..], &width.to_be_bytes(), &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat()
}

/// Sends the page's form as a browser does: all its fields, and the file part even when none was chosen.
async fn save(who: &mut Visitor, colours: (&str, &str), file: Option<(&str, Vec<u8>)>) -> Page {
    let version = who.get(LOOK).await.value_of("version");
    save_at(who, &version, colours, file).await
}

async fn save_at(
    who: &mut Visitor,
    version: &str,
    (brand, accent): (&str, &str),
    file: Option<(&str, Vec<u8>)>,
) -> Page {
    let (name, bytes) = file.unwrap_or_default();
    let form = Form::new()
        .text("version", version.to_owned())
        .text("brand", brand.to_owned())
        .text("accent", accent.to_owned())
        .part("logo", Part::bytes(bytes).file_name(name.to_owned()).mime_str("image/png").unwrap());
    let request = who.request(Method::POST, LOOK).header("sec-fetch-site", "same-origin").multipart(form);
    who.send(request).await
}

/// The tenant's own style sheet on a page.
fn style_of(page: &Page) -> Option<String> {
    page.first("link[rel=stylesheet][href^='/look/']").map(|link| link.value().attr("href").unwrap().into())
}

fn logo_of(page: &Page) -> Option<String> {
    page.first(".brand img").map(|image| image.value().attr("src").unwrap().into())
}

async fn kept(world: &World, slug: &str) -> String {
    let mut tx = world.tenant(slug).begin(tenancy::Access::Read).await.unwrap();
    sqlx::query_scalar("select look::text from look").fetch_one(tx.db()).await.unwrap()
}

#[tokio::test]
async fn the_owner_sets_colour_and_logo_and_dealers_see_them() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    assert_eq!((style_of(&olga.get("/company").await), logo_of(&olga.get("/company").await)), (None, None));

    save(&mut lev, (GREEN, ""), Some(("лого.png", png(320, 64)))).await.leads_to(LOOK);
    let page = lev.get(LOOK).await;
    page.is(200).shows("Оформление сохранено").shows("320 × 64");
    assert_eq!(page.value_of("brand"), GREEN);

    let page = olga.get("/company").await;
    let (style, logo) = (style_of(&page).unwrap(), logo_of(&page).unwrap());
    let css = olga.get(&style).await;
    assert!(css.is(200).body.contains(&format!("--c-brand: {GREEN}; --c-on-brand: #ffffff")), "{}", css.body);
    assert_eq!(css.headers["content-type"], "text/css; charset=utf-8");
    let picture = world.visitor("alpha").get(&logo).await;
    for answer in [&css, &picture] {
        assert_eq!(answer.headers["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    }
    assert_eq!(picture.is(200).headers["content-type"], "image/png");
    // Before signing in, and on a page that is not there; the back office keeps its neutral colours and has the logo.
    for path in ["/login", "/nothing"] {
        let page = world.visitor("alpha").get(path).await;
        assert_eq!((style_of(&page), logo_of(&page)), (Some(style.clone()), Some(logo.clone())), "{path}");
    }
    let page = lev.get("/manage/dealers").await;
    assert_eq!((style_of(&page), logo_of(&page)), (None, Some(logo)));
    world.end().await;
}

#[tokio::test]
async fn a_light_yellow_is_darkened_and_the_page_says_so() {
    let world = World::new().await;
    let company = world.dealer("beta", "Svet").await;
    let mut editor = world.staff("beta", "nina", "content_editor").await;
    let tried = editor.get(&format!("{LOOK}?brand=%23fff3a0&accent=")).await;
    assert!(
        tried.is(200).text().contains("made darker so that they can be read: #fff3a0 → #"),
        "{}",
        tried.text()
    );
    tried.shows("Not saved yet");
    assert!(kept(&world, "beta").await.starts_with("(t,1,,"), "looking has changed nothing");

    save(&mut editor, ("FFF3A0", "#f2b600"), None).await.leads_to(LOOK);
    let page = editor.get(LOOK).await;
    page.shows("Buttons are made darker").shows("#fff3a0 →").shows("#f2b600 →");
    assert!(page.first("#look-sample .badge").is_none(), "nothing is only tried now");
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    let page = olga.get("/company").await;
    let css = olga.get(&style_of(&page).unwrap()).await;
    // On white both are too light; in the dark the yellow can stay.
    let light = css.is(200).body.lines().next().unwrap();
    assert!(
        light.contains("--c-brand") && !light.contains("#fff3a0") && !light.contains("#f2b600"),
        "{light}"
    );
    // The sample of the page has the same colours as the portal.
    let sample = page_style(&editor.get(LOOK).await);
    assert!(editor.get(&sample).await.body.ends_with(&css.body));
    world.end().await;
}

fn page_style(page: &Page) -> String {
    page.first("link[href*='sample.css']").unwrap().value().attr("href").unwrap().to_owned()
}

#[tokio::test]
async fn what_is_no_logo_or_no_colour_is_refused_with_words_and_nothing_changes() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    save(&mut lev, (GREEN, ""), Some(("a.png", png(64, 64)))).await.leads_to(LOOK);
    let before = kept(&world, "alpha").await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
    let gif = b"GIF89a\x40\x01\x40\x00\x00\x00\x00".to_vec();
    let big = [png(64, 64), vec![0; 700 * 1024]].concat();
    let huge = [png(64, 64), vec![0; 5 * 1024 * 1024]].concat();
    for (name, bytes, words) in [
        ("logo.png", svg.clone(), "рисунок SVG"),
        ("logo.svg", svg, "рисунок SVG"),
        ("logo.png", gif, "не картинка PNG, JPEG или WebP"),
        ("empty.png", Vec::new(), "пуст"),
        ("big.png", big, "«big.png» 0,7 МБ; можно не больше 0,5 МБ"),
        ("huge.png", huge, "«huge.png» 5,1 МБ"),
        ("tall.png", png(10, 5_000), "10 × 5 000"),
        ("../../<script>alert(1)</script>.png", b"MZ".to_vec(), "script>.png"),
        ("х\u{202e}gnp.exe", b"MZ".to_vec(), "хgnp.exe"),
    ] {
        let page = save(&mut lev, ("#123456", ""), Some((name, bytes))).await;
        let said = page.is(422).error_of("logo");
        assert!(crate::story::plain(&said).contains(words), "{name}: {said}");
        page.hides("<script>alert");
        assert_eq!(page.value_of("brand"), "#123456", "what was typed stays");
        assert_eq!(kept(&world, "alpha").await, before, "{name}");
    }
    for colour in ["green", "#12345", "url(//evil)", "#fff;}body{", "красный"] {
        let page = save(&mut lev, (colour, ""), None).await;
        assert!(page.is(422).error_of("brand").contains("не цвет"));
        assert_eq!(page.value_of("brand"), colour);
    }
    lev.post(LOOK, &[("brand", GREEN)]).await.is(409).shows("дошли не целиком");
    save_at(&mut lev, "1", ("#123456", ""), None).await.is(409).shows("изменил кто-то другой");
    assert_eq!(kept(&world, "alpha").await, before);
    world.end().await;
}

#[tokio::test]
async fn only_the_owner_and_the_content_editor_may_and_only_for_their_own_tenant() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    save(&mut lev, (GREEN, ""), Some(("a.png", png(64, 64)))).await.leads_to(LOOK);
    let before = kept(&world, "alpha").await;

    let mut warehouse = world.staff("alpha", "fedor", "warehouse").await;
    warehouse.get(LOOK).await.is(403);
    save_at(&mut warehouse, "2", ("#ff0000", ""), None).await.is(403);
    let mut buyer = world.member(&company, "pavel", "buyer").await;
    buyer.get(LOOK).await.is(404);
    save_at(&mut buyer, "2", ("#ff0000", ""), None).await.is(404);
    buyer.post(&format!("{LOOK}/reset"), &[]).await.is(404);
    let mut editor = world.staff("alpha", "nina", "content_editor").await;
    let menu = editor.get(LOOK).await;
    let settings = menu.first(&format!(".nav a[href='{LOOK}']")).map(crate::story::words_of);
    assert_eq!(settings.as_deref(), Some("Настройки"), "the editor's Settings lead to the look");

    // The neighbour's addresses are nobody's at another tenant, also for its owner.
    let page = buyer.get("/company").await;
    let mut stranger = world.staff("beta", "lev", "owner").await;
    for path in [style_of(&page).unwrap(), logo_of(&page).unwrap()] {
        buyer.get(&path).await.is(200);
        stranger.get(&path).await.is(404);
        world.visitor("beta").get(&path).await.is(404);
    }
    assert_eq!(style_of(&world.visitor("beta").get("/login").await), None);
    for path in ["/look/none", "/look/0123.css", "/look/..%2f..%2fetc.css", "/look/.png", "/look/a.exe"] {
        world.visitor("alpha").get(path).await.is(404);
    }
    assert_eq!(kept(&world, "alpha").await, before);
    world.end().await;
}

#[tokio::test]
async fn the_themes_colours_come_back_and_the_logo_can_go() {
    let world = World::new().await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    save(&mut lev, (GREEN, "#c00"), Some(("a.png", png(64, 64)))).await.leads_to(LOOK);
    let old = style_of(&world.visitor("alpha").get("/login").await).unwrap();
    lev.post(&format!("{LOOK}/reset"), &[]).await.leads_to(LOOK);
    lev.get(LOOK).await.shows("фирменный #0f6b5c, акценты #cc0000").shows("64 × 64");
    let login = world.visitor("alpha").get("/login").await;
    assert_eq!(style_of(&login), None);
    world.visitor("alpha").get(&old).await.is(404);
    let logo = logo_of(&login).unwrap();
    lev.post(&format!("{LOOK}/logo/remove"), &[]).await.leads_to(LOOK);
    world.visitor("alpha").get(&logo).await.is(404);
    assert_eq!(logo_of(&world.visitor("alpha").get("/login").await), None);
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Read).await.unwrap();
    let acts: Vec<String> =
        sqlx::query_scalar("select act from audit_entry where object = 'look' order by at, id")
            .fetch_all(tx.db())
            .await
            .unwrap();
    assert_eq!(acts.len(), 3, "{acts:?}");
    drop(tx);
    world.end().await;
}

/// A process that did not make the change: for signed-in people at once, before signing in within two seconds.
#[tokio::test]
async fn a_change_made_elsewhere_is_noticed() {
    let world = World::new().await;
    let company = world.dealer("alpha", "Svet").await;
    let mut olga = world.member(&company, "olga", "dealer_head").await;
    assert_eq!(style_of(&olga.get("/company").await), None);
    assert_eq!(style_of(&world.visitor("alpha").get("/login").await), None);
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    accounts::look::set_colours(&mut tx, GREEN.parse().ok(), None).await.unwrap();
    tx.commit().await.unwrap();
    assert!(style_of(&olga.get("/company").await).is_some());
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    assert!(style_of(&world.visitor("alpha").get("/login").await).is_some());
    world.end().await;
}

#[tokio::test]
async fn letters_have_the_logo_and_the_colour() {
    let world = World::new().await;
    let mut lev = world.staff("beta", "lev", "owner").await;
    save(&mut lev, (GREEN, ""), Some(("a.png", png(320, 64)))).await.leads_to(LOOK);
    let invited = [("name", "Nina"), ("email", "nina@beta.example"), ("role", "content_editor")];
    lev.post("/manage/settings/staff", &invited).await.is(303);
    world.wait_for_jobs().await;
    let letter = world.mail.letters().pop().unwrap();
    assert!(letter.html.contains(&format!("background:{GREEN};")), "{}", letter.html);
    assert!(
        letter.html.contains("/look/") && letter.html.contains(r#"width="160" height="32""#),
        "{}",
        letter.html
    );

    // Mail programs without WebP get the name.
    let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\x3f\0\0".to_vec();
    save(&mut lev, ("#f2b600", ""), Some(("a.webp", webp))).await.leads_to(LOOK);
    let invited = [("name", "Max"), ("email", "max@beta.example"), ("role", "content_editor")];
    lev.post("/manage/settings/staff", &invited).await.is(303);
    world.wait_for_jobs().await;
    let letter = world.mail.letters().pop().unwrap();
    assert!(!letter.html.contains("<img") && letter.html.contains("background:#f2b600;"), "{}", letter.html);
    world.end().await;
}
