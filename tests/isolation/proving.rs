//! A pair is proved: the owner, every stranger in every way, and the twin in the other tenant.

use reqwest::Method;

use super::{Pair, Street};
use crate::security::leaky::Leaky;
use crate::story::{Page, Visitor, twin_of};

/// The ways to say the same request: as a browser, as its script, as a program, and with the owner named elsewhere.
const WAYS: [&str; 5] = ["plain", "fragment", "json", "forwarded", "named"];

async fn call(street: &Street, pair: &Pair, who: &Visitor, way: &str) -> Page {
    let method = if pair.post { Method::POST } else { Method::GET };
    let named = format!(
        "{}?dealer={1}&company={1}&contract={2}",
        pair.path, street.svet.id, street.svet.contracts[0]
    );
    let request = who.request(method, if way == "named" { &named } else { &pair.path });
    let request = match way {
        "fragment" => request.header("hx-request", "true"),
        "json" => request.header("accept", "application/json"),
        "forwarded" => request
            .header("x-forwarded-host", "alpha.portico.test")
            .header("x-dealer", street.svet.id.to_string()),
        _ => request,
    };
    let request =
        if pair.post { request.header("sec-fetch-site", "same-origin").form(&pair.fields) } else { request };
    who.clone().send(request).await
}

/// The tables of one tenant, without what is counted over all tenants.
fn own(contents: &str) -> &str {
    contents.rsplit_once('\n').unwrap().0
}

/// The pair's requests: by the owner, in every way by every stranger, and by the twin in beta under the same ids. Returns
/// how many strangers' requests were refused, or what was found.
pub async fn prove(street: &Street, pair: &Pair) -> Result<usize, String> {
    let place = format!("{} {}", if pair.post { "POST" } else { "GET" }, pair.route);
    if !pair.post {
        call(street, pair, &pair.owner, "plain").await.is(200).shows(pair.canary);
    }
    let mut probes = 0;
    let of_a_dealer = pair.strangers.iter().any(|(who, _)| *who == "a head of another dealer");
    for (who, stranger) in &pair.strangers {
        let before = street.both().await;
        // Beta's people may see and touch beta's own, which has the same id; another dealer's is not theirs there either.
        let at_home = *who == "the owner of beta" || (who.contains("beta") && !of_a_dealer);
        for way in WAYS {
            let page = call(street, pair, stranger, way).await;
            let away = page.status == 303 && page.location().starts_with("/login?next=");
            // A dead link and an empty cart are refusals too; a missing right says so only to its own side.
            let refused = away || matches!(page.status, 401 | 403 | 404 | 409 | 422);
            let own = at_home && matches!(page.status, 200 | 303 | 422);
            if !(refused || own) {
                return Err(format!("{place} by {who}, {way}: {}", page.status));
            }
            if page.body.contains(pair.canary) {
                return Err(format!("{place} by {who}, {way} names the owner"));
            }
            probes += 1;
        }
        let after = street.both().await;
        if own(&before.0) != own(&after.0) || (!at_home && before.1 != after.1) {
            return Err(format!("{place} by {who}: refused, and yet something changed"));
        }
    }
    probes += by_the_twin(street, pair, &place).await?;
    if pair.post {
        // The very same request of the owner works, so it was the stranger that was refused; and it is alpha's alone.
        let (_, before) = street.both().await;
        let page = call(street, pair, &pair.owner, "plain").await;
        // A preview shows what it was asked for and leads nowhere.
        let done = if pair.route.ends_with("/preview") { 200 } else { 303 };
        assert!(page.status == done, "the owner's own {place}: {} {}", page.status, page.text());
        assert!(!page.location().starts_with("/login"), "the owner's own {place}");
        let (_, after) = street.both().await;
        if own(&before) != own(&after) {
            return Err(format!("{place} by the owner changes another tenant"));
        }
    }
    Ok(probes)
}

/// Beta's person with the owner's id and session asks for beta's thing with the same id, and gets beta's or nothing.
async fn by_the_twin(street: &Street, pair: &Pair, place: &str) -> Result<usize, String> {
    let host = format!("beta.portico.test:{}", street.world.address.port());
    let twin = pair.owner.moved_to(&host).without_flash();
    let (before, _) = street.both().await;
    let page = call(street, pair, &twin, "plain").await;
    let (after, _) = street.both().await;
    if page.body.contains(pair.canary) {
        return Err(format!("{place} by the twin shows the other tenant's"));
    }
    if own(&before) != own(&after) {
        return Err(format!("{place} by the twin changes the other tenant"));
    }
    if !pair.post && page.status == 200 && !page.body.contains(&twin_of(pair.canary)) {
        return Err(format!("{place} by the twin shows neither"));
    }
    if page.status >= 500 {
        return Err(format!("{place} by the twin: {}", page.status));
    }
    Ok(usize::from(page.status < 400 && !page.location().starts_with("/login")))
}

/// A missing owner filter, and a file by its id: the pairs find both.
#[tokio::test]
async fn planted_faults_by_id_are_found() {
    let mut modules = portico::modules::all();
    modules.push(Box::new(Leaky));
    let mut street = Street::with(modules).await;
    let number = street.order().await.trim_start_matches("/orders/").to_owned();
    let mut tx = street.world.tenant("alpha").begin(tenancy::Access::Read).await.unwrap();
    tx.narrow(tenancy::Dealer::All).await.unwrap();
    let id: uuid::Uuid = sqlx::query_scalar("select id from sales_order").fetch_one(tx.db()).await.unwrap();
    drop(tx);
    for (route, path) in [
        ("/leaky/orders/{number}", format!("/leaky/orders/{number}")),
        ("/leaky/files/{id}", format!("/leaky/files/{id}")),
    ] {
        let mut pair = Pair { post: false, ..street.of_svet(route, path, &[]) };
        pair.strangers.retain(|(who, _)| who.contains("another dealer"));
        let found = prove(&street, &pair).await.unwrap_err();
        assert!(found.contains("by a head of another dealer"), "{found}");
    }
    // The product's own page of the same order has no such fault.
    let sound = Pair { post: false, ..street.of_svet("/orders/{number}", format!("/orders/{number}"), &[]) };
    street.twin(std::slice::from_ref(&sound)).await;
    prove(&street, &sound).await.unwrap();
    street.world.end().await;
}
