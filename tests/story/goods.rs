//! Goods of a story: with a pack, prices and stock, through the functions that the import calls.

use catalog::pricing::{NewPrice, set_prices};
use catalog::products::adding::{NewProduct, add_attribute, add_product, add_section};
use catalog::stock::{NewArrival, OnHand, add_arrival, set_on_hand};
use jiff::civil::Date;
use rust_decimal::Decimal;
use tenancy::Access;
use uuid::Uuid;

use super::{Company, World};

pub fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

const BOX: [(&str, Decimal); 1] = [("box", Decimal::from_parts(12, 0, 0, false, 0))];

impl World {
    /// A good sold by the piece and in boxes of twelve, with 20 % VAT. It has no price and no stock yet.
    pub async fn good(&self, slug: &str, article: &str, name: &str) -> Uuid {
        self.good_with(slug, article, name, |_| {}).await
    }

    /// The same good with something else about it.
    pub async fn good_with<'a>(
        &self,
        slug: &str,
        article: &'a str,
        name: &'a str,
        change: impl FnOnce(&mut NewProduct<'a>),
    ) -> Uuid {
        let mut new = NewProduct {
            article,
            name,
            name_en: None,
            section: None,
            brand: None,
            foreign_id: None,
            description: None,
            base_unit: "pcs",
            vat_rate: Some(Decimal::from(20)),
            minimum: Decimal::ZERO,
            multiple: Decimal::ZERO,
            discontinued: false,
            replacement: None,
            picture_kind: None,
            barcode: None,
            packs: &BOX,
            attributes: &[],
        };
        change(&mut new);
        let mut tx = self.tenant(slug).begin(Access::Write).await.unwrap();
        let id = add_product(&mut tx, &new, self.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub async fn section(&self, slug: &str, name: &str) -> Uuid {
        let mut tx = self.tenant(slug).begin(Access::Write).await.unwrap();
        let id = add_section(&mut tx, None, name, None, 1).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub async fn attribute(&self, slug: &str, name: &str, name_en: &str, unit: &str) -> Uuid {
        let mut tx = self.tenant(slug).begin(Access::Write).await.unwrap();
        let id = add_attribute(&mut tx, name, Some(name_en), unit, true).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Prices of a good in the list of the company's contract (0 or 1): (from how many pieces, amount).
    pub async fn price(&self, company: &Company, contract: usize, good: Uuid, rungs: &[(&str, &str)]) {
        let prices: Vec<NewPrice> = rungs
            .iter()
            .map(|(minimum, amount)| NewPrice {
                list: company.lists[contract],
                product: good,
                minimum: number(minimum),
                amount: number(amount),
            })
            .collect();
        let mut tx = self.tenant(&company.slug).begin(Access::Write).await.unwrap();
        set_prices(&mut tx, &prices).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// So much lies in the warehouse of the company's contract now.
    pub async fn on_hand(&self, company: &Company, contract: usize, good: Uuid, quantity: &str) {
        let figure =
            OnHand { product: good, warehouse: company.houses[contract], quantity: number(quantity) };
        let mut tx = self.tenant(&company.slug).begin(Access::Write).await.unwrap();
        set_on_hand(&mut tx, &[figure], self.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn arriving(&self, company: &Company, contract: usize, good: Uuid, quantity: &str, on: Date) {
        let new = NewArrival {
            product: good,
            warehouse: company.houses[contract],
            quantity: number(quantity),
            expected_on: on,
        };
        let mut tx = self.tenant(&company.slug).begin(Access::Write).await.unwrap();
        add_arrival(&mut tx, &new, self.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Today where the tenants of the tests are.
    pub fn today(&self) -> Date {
        self.app.clock.now().to_zoned(jiff::tz::TimeZone::get("Europe/Moscow").unwrap()).date()
    }
}
