//! Orders: the pad, the cart, placing, the life after it.

mod life;
mod pad;
mod placing;
mod race;

use crate::story::{Company, Page, Visitor, World};

/// The fields of the review's form, as the page has them.
pub fn review_fields(page: &Page) -> Vec<(String, String)> {
    ["key", "shown"].iter().map(|name| ((*name).to_owned(), page.value_of(name))).collect()
}

/// Opens the review and presses the button.
pub async fn place(buyer: &mut Visitor, more: &[(&str, &str)]) -> Page {
    let review = buyer.get("/cart").await;
    let fields = review_fields(review.is(200));
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    fields.extend_from_slice(more);
    buyer.post("/orders", &fields).await
}

/// Pastes "article quantity" lines into the pad.
pub async fn paste(buyer: &mut Visitor, list: &str) {
    buyer.post("/pad/paste", &[("list", list)]).await.leads_to("/pad");
}

/// Three goods at 1,000 ₽ and 25 € each, a thousand of each in stock.
pub async fn shop(world: &World, slug: &str) -> Company {
    let company = world.dealer(slug, "Svet").await;
    for n in 1..=3 {
        let good = world.good(slug, &format!("A-{n}"), &format!("Товар {n}")).await;
        world.price(&company, 0, good, &[("0", "1000")]).await;
        world.price(&company, 1, good, &[("0", "25")]).await;
        world.on_hand(&company, 0, good, "1000").await;
        world.on_hand(&company, 1, good, "1000").await;
    }
    company
}

/// One number out of the tenant's tables.
pub async fn figure(world: &World, slug: &str, sql: &'static str) -> String {
    let mut tx = world.tenant(slug).begin(tenancy::Access::Read).await.unwrap();
    tx.narrow(tenancy::Dealer::All).await.unwrap();
    let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(tx.db()).await.unwrap();
    rows.into_iter().map(|(text,)| text).collect::<Vec<_>>().join(" ")
}
