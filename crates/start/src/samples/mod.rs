//! Fifty goods to try everything with, through the functions that the screens and imports call. Their names say that they
//! are samples.

mod goods;

use accounts::contracts::{add_price_list, add_warehouse};
use catalog::pricing::{NewPrice, mark_retail, set_prices};
use catalog::products::adding::{NewProduct, add_product, add_section};
use catalog::stock::{OnHand, set_on_hand};
use goods::{FAMILIES, Family};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use kit::values::Currency;
use kit::{Error, Result};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

/// Hundredths of the euro's or the pound's price for one of the rouble's.
const ROUBLES: i64 = 100;
/// The recommended retail price in hundredths of the dealer's.
const RETAIL: i64 = 135;

/// What the goods are loaded into.
struct Shop {
    russian: bool,
    list: Uuid,
    retail: Uuid,
    warehouse: Uuid,
    now: Timestamp,
}

/// Loads the samples. Called once; who calls it twice gets them once.
pub async fn load(tx: &mut TenantTx, now: Timestamp) -> Result<()> {
    let marked =
        sqlx::query!("update start_steps set samples_at = $1 where samples_at is null", now.to_sqlx() as _)
            .execute(tx.db())
            .await?;
    if marked.rows_affected() == 0 {
        return Ok(());
    }
    let russian = tx.tenant().locale() == "ru";
    let word = |ru, en| if russian { ru } else { en };
    let (currency, zone) = (currency(russian)?, tx.tenant().time_zone().to_owned());
    let list = add_price_list(tx, word("Образец прайс-листа", "Sample price list"), currency, true).await?;
    let retail = add_price_list(tx, word("Образец РРЦ", "Sample RRP"), currency, true).await?;
    mark_retail(tx, retail).await?;
    let warehouse =
        add_warehouse(tx, word("Склад-образец", "Sample warehouse"), "Sample warehouse", &zone, 1).await?;
    let shop = Shop { russian, list, retail, warehouse, now };
    let top = add_section(tx, None, word("Образцы", "Samples"), english(russian, "Samples"), 1).await?;
    let (mut prices, mut stock) = (Vec::new(), Vec::new());
    for (at, family) in (0_i32..).zip(FAMILIES) {
        let name = word(family.section_ru, family.section_en);
        let section = add_section(tx, Some(top), name, english(russian, family.section_en), at + 1).await?;
        for (n, size) in (0_i64..).zip(family.sizes) {
            let id = add(tx, &shop, family, section, (n, size)).await?;
            prices.extend(shop.prices(id, family.price + n * family.step));
            stock.push(OnHand {
                product: id,
                warehouse: shop.warehouse,
                quantity: Decimal::from(n * 36 + 48),
            });
        }
    }
    set_prices(tx, &prices).await?;
    set_on_hand(tx, &stock, now).await?;
    Ok(())
}

/// The currency of the samples, and of a test dealer when there is no price list yet.
pub fn currency(russian: bool) -> Result<Currency> {
    let code = if russian { "RUB" } else { "GBP" };
    code.parse().map_err(|_| Error::bug(code))
}

/// The second name; a portal in English needs none.
fn english(russian: bool, name: &str) -> Option<&str> {
    russian.then_some(name)
}

async fn add(
    tx: &mut TenantTx,
    shop: &Shop,
    family: &Family,
    section: Uuid,
    (n, size): (i64, &str),
) -> Result<Uuid> {
    let in_russian = family.name_ru.replace("{}", size);
    let in_english = family.name_en.replace("{}", size);
    let new = NewProduct {
        article: &format!("{}-{:02}", family.article, n + 1),
        name: if shop.russian { &in_russian } else { &in_english },
        name_en: english(shop.russian, &in_english),
        section: Some(section),
        brand: None,
        foreign_id: None,
        description: None,
        base_unit: family.unit,
        vat_rate: Some(Decimal::from(20)),
        minimum: Decimal::ZERO,
        multiple: Decimal::ZERO,
        discontinued: false,
        replacement: None,
        picture_kind: Some(family.icon),
        barcode: None,
        packs: &[(family.pack.0, Decimal::from(family.pack.1))],
        attributes: &[],
    };
    add_product(tx, &new, shop.now).await
}

impl Shop {
    /// The dealer's price, a cheaper one from fifty, and the retail price.
    fn prices(&self, product: Uuid, hundredths: i64) -> [NewPrice; 3] {
        let scale = if self.russian { ROUBLES } else { 1 };
        let amount = |hundredths: i64| Decimal::new(hundredths * scale, 2);
        let price = |list, minimum: i64, hundredths| NewPrice {
            list,
            product,
            minimum: Decimal::from(minimum),
            amount: amount(hundredths),
        };
        [
            price(self.list, 0, hundredths),
            price(self.list, 50, hundredths * 95 / 100),
            price(self.retail, 0, hundredths * RETAIL / 100),
        ]
    }
}
