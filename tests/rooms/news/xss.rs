//! T29 · A payload in every field of text: whoever reads, nothing of it is more than text.

use super::{NEWS, change, publish};
use crate::rooms::accounts::groups::group;
use crate::story::{Page, World};

pub const PAYLOADS: &[&str] = &[
    "<script>document.title='OWNED'</script>",
    "<img src=x onerror=\"document.title='OWNED'\">",
    "<svg/onload=document.title='OWNED'>",
    "\"><img src=x onerror=document.title='OWNED'>",
    "'><svg onload=document.title='OWNED'>",
    "[a](javascript:document.title='OWNED')",
    "[a](JAVASCRIPT:document.title='OWNED')",
    "[a](data:text/html,<script>document.title='OWNED'</script>)",
    "![a](x\" onerror=\"document.title='OWNED')",
    "<a href=\"javascript:document.title='OWNED'\">a</a>",
    "<details open ontoggle=document.title='OWNED'>",
    "<iframe srcdoc=\"<script>parent.document.title='OWNED'</script>\"></iframe>",
    "{{ 1234 * 4321 }}{% include \"style.html\" %}",
    "</textarea><script>document.title='OWNED'</script>",
    "</title><script>document.title='OWNED'</script>",
];

/// What would run: an element or an attribute that no page of ours has.
fn runs(page: &Page) -> Option<String> {
    let strange =
        "script:not([src]), iframe, object, embed, svg:not(.icon), details[ontoggle], img:not([src^='/'])";
    if let Some(element) = page.first(strange) {
        return Some(element.html());
    }
    let is_bad = |name: &str, value: &str| {
        let value = value.trim().to_lowercase();
        name.starts_with("on")
            || value.starts_with("javascript:")
            || value.starts_with("data:")
            || name == "srcdoc"
    };
    // Values of fields are text, whatever they begin with.
    let attributes = page.all("*").into_iter().flat_map(|element| {
        let field = ["input", "option", "button"].contains(&element.value().name());
        element.value().attrs().filter(move |(name, _)| !(field && *name == "value")).collect::<Vec<_>>()
    });
    attributes
        .into_iter()
        .find(|(name, value)| is_bad(name, value))
        .map(|(name, value)| format!("{name}={value}"))
}

#[tokio::test]
async fn no_payload_in_any_field_is_more_than_text() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut lev = world.staff("alpha", "lev", "owner").await;
    let mut olga = world.member(&svet, "olga", "buyer").await;
    for (n, payload) in PAYLOADS.iter().enumerate() {
        // Names of groups differ in more than the case of letters.
        let name: String = format!("{payload}{n}").chars().take(80).collect();
        let id = group(&mut lev, &name, &[&svet]).await;
        let fields = [
            ("title_ru", *payload),
            ("text_ru", payload),
            ("title_en", payload),
            ("text_en", payload),
            ("group", &id),
            ("everyone", "on"),
        ];
        let number = publish(&mut lev, &fields).await;
        let item = format!("/news/{number}");
        let editor = format!("{NEWS}/{number}");
        let group_page = format!("/manage/dealers/groups/{id}");
        for path in [NEWS, &editor, &group_page, "/manage/dealers/groups", "/manage/today", "/news", &item] {
            let page = lev.get(path).await;
            assert_eq!(runs(page.is(200)), None, "{payload} at {path}");
        }
        for path in ["/home", "/news", &item] {
            let page = olga.get(path).await;
            assert_eq!(runs(page.is(200)), None, "{payload} at {path}");
            assert!(!page.body.contains("5332114"), "{payload}: a template inside a text is no template");
        }
        for path in ["/login", "/news", &item] {
            let page = world.visitor("alpha").get(path).await;
            assert_eq!(runs(page.is(200)), None, "{payload} at {path}");
        }
        // The words of a conflict and of a refusal are text, too.
        let refused =
            change(&mut lev, &number, "publish", &[("title_ru", payload), ("text_ru", payload)]).await;
        assert_eq!(runs(refused.is(422)), None, "{payload} refused");
        let old =
            [("act", "publish"), ("kind", "other"), ("version", "0"), ("title_ru", "b"), ("everyone", "on")];
        assert_eq!(runs(lev.post(&editor, &old).await.is(409)), None, "{payload} in a conflict");
        lev.post(&format!("{editor}/remove"), &[]).await.is(303);
    }
    world.end().await;
}
