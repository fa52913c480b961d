//! What a letter about an order says: the answer first, at most ten lines of goods, the terms as they were.

use accounts::contracts::{Condition, Terms};
use catalog::pricing::line_sum;
use kit::text::{Locale, Text};
use kit::values::Money;
use kit::{Error, Result};
use rust_decimal::Decimal;
use tenancy::TenantTx;
use uuid::Uuid;

use super::About;

/// An order as a letter tells it.
pub struct Facts {
    pub number: String,
    dealer: String,
    author: String,
    terms: Terms,
    total: Money,
    net: Money,
    vat: Money,
    shipment: Option<String>,
    lines: Vec<Line>,
}

struct Line {
    article: String,
    name: String,
    unit: String,
    ordered: Decimal,
    confirmed: Decimal,
    cancelled: Decimal,
    /// In the shipment that the letter is about.
    gone: Decimal,
    price: Money,
    vat_rate: Option<Decimal>,
    expected_on: Option<jiff::civil::Date>,
}

const MOST: usize = 10;

/// Reads the order. Jobs act for the tenant itself, so there is no owner to ask by.
pub async fn facts(tx: &mut TenantTx, order: Uuid, shipment: Option<Uuid>, locale: Locale) -> Result<Facts> {
    let row = sqlx::query!(
        r#"select o.number, o.terms, o.total, o.net_total, o.vat_total, d.name as dealer, p.name as author,
            (select number from shipment where id = $2) as shipment
           from sales_order o join dealer d on d.id = o.dealer_id join person p on p.id = o.author_id where o.id = $1"#,
        order,
        shipment
    )
    .fetch_one(tx.db())
    .await?;
    let terms: Terms = serde_json::from_value(row.terms).map_err(Error::bug)?;
    let money = |amount| Money::new(amount, terms.currency);
    let lines = sqlx::query!(
        r#"select l.article, case when $3 = 'en' then coalesce(l.name_en, l.name) else l.name end as "name!",
            case when $3 = 'en' then u.name_en else u.name_ru end as "unit!", l.ordered, l.confirmed, l.cancelled,
            coalesce((select sum(s.quantity) from shipment_line s where s.line_id = l.id and s.shipment_id = $2), 0)
                as "gone!", l.price, l.vat_rate, l.expected_on as "expected_on: jiff_sqlx::Date"
           from sales_order_line l join unit u on u.code = l.base_unit where l.order_id = $1 order by l.position"#,
        order,
        shipment,
        locale.code()
    )
    .fetch_all(tx.db())
    .await?;
    let lines = lines
        .into_iter()
        .map(|row| Line {
            article: row.article,
            name: row.name,
            unit: row.unit,
            ordered: row.ordered.normalize(),
            confirmed: row.confirmed.normalize(),
            cancelled: row.cancelled.normalize(),
            gone: row.gone.normalize(),
            price: money(row.price.normalize()),
            vat_rate: row.vat_rate,
            expected_on: row.expected_on.map(jiff_sqlx::Date::to_jiff),
        })
        .collect();
    Ok(Facts {
        number: row.number,
        dealer: row.dealer,
        author: row.author,
        total: money(row.total),
        net: money(row.net_total),
        vat: money(row.vat_total),
        shipment: row.shipment,
        lines,
        terms,
    })
}

impl Facts {
    /// "Order 2026-000418: shipped, 3 of 12 lines wait".
    pub fn subject(&self, about: About) -> Text {
        let count = |rule: fn(&Line) -> bool| {
            i64::try_from(self.lines.iter().filter(|line| rule(line)).count()).unwrap_or(0)
        };
        let waiting = count(|line| line.ordered > line.confirmed + line.cancelled);
        let key = match (about, waiting) {
            (About::Placed, _) => "orders-letter-placed",
            (About::Confirmed, 0) => "orders-letter-confirmed",
            (About::Confirmed, _) => "orders-letter-confirmed-part",
            (About::Shipped, 0) => "orders-letter-shipped",
            (About::Shipped, _) => "orders-letter-shipped-part",
            (About::Cancelled, _) => "orders-letter-cancelled",
        };
        Text::key(key)
            .with("number", self.number.as_str())
            .with("dealer", self.dealer.as_str())
            .with("sum", self.total)
            .with("n", waiting)
            .with("all", count(|_| true))
    }

    /// The answer, the goods, the terms.
    pub fn lines(&self, about: About, staff: bool) -> Vec<Text> {
        let mut said = vec![self.answer(about, staff)];
        let goods: Vec<Text> = self.lines.iter().filter_map(|line| self.line(about, line)).collect();
        let more = goods.len().saturating_sub(MOST);
        said.extend(goods.into_iter().take(MOST));
        if more > 0 {
            said.push(Text::key("orders-letter-more").with("n", i64::try_from(more).unwrap_or(0)));
        }
        said.push(self.sum());
        said.extend(self.conditions());
        said
    }

    fn answer(&self, about: About, staff: bool) -> Text {
        let key = match about {
            About::Placed if staff => "orders-letter-placed-staff",
            About::Placed => "orders-letter-placed-answer",
            About::Confirmed => "orders-letter-confirmed-answer",
            About::Shipped => "orders-letter-shipped-answer",
            About::Cancelled => "orders-letter-cancelled-answer",
        };
        Text::key(key)
            .with("number", self.number.as_str())
            .with("dealer", self.dealer.as_str())
            .with("author", self.author.as_str())
            .with("shipment", self.shipment.clone().unwrap_or_default())
    }

    /// A good, when the letter is about it.
    fn line(&self, about: About, line: &Line) -> Option<Text> {
        let open = line.ordered - line.confirmed - line.cancelled;
        let (key, n) = match about {
            About::Placed => ("orders-letter-line", line.ordered),
            About::Confirmed if open.is_zero() => ("orders-letter-line-full", line.confirmed),
            About::Confirmed if line.expected_on.is_some() => ("orders-letter-line-until", line.confirmed),
            About::Confirmed => ("orders-letter-line-part", line.confirmed),
            About::Shipped => ("orders-letter-line", line.gone),
            About::Cancelled => ("orders-letter-line-cancelled", line.cancelled),
        };
        if n.is_zero() && matches!(about, About::Shipped | About::Cancelled) {
            return None;
        }
        let sum = line_sum(line.price, n, line.vat_rate, self.terms.vat_mode == "included").total;
        let text = Text::key(key)
            .with("article", line.article.as_str())
            .with("name", line.name.as_str())
            .with("n", n)
            .with("ordered", line.ordered)
            .with("open", open)
            .with("unit", line.unit.as_str())
            .with("price", line.price)
            .with("sum", sum);
        Some(line.expected_on.iter().fold(text, |text, date| text.with("date", *date)))
    }

    fn sum(&self) -> Text {
        let key = if self.terms.vat_mode == "included" {
            "orders-letter-sum-included"
        } else {
            "orders-letter-sum-on-top"
        };
        Text::key(key).with("sum", self.total).with("net", self.net).with("vat", self.vat)
    }

    /// The contract with every term, as they were when the order was placed.
    fn conditions(&self) -> Vec<Text> {
        let contract = Text::key("orders-letter-terms")
            .with("contract", self.terms.number.as_str())
            .with("entity", self.terms.entity_name.as_str());
        let term = |term: Condition| {
            Text::key("orders-letter-term").with("name", Text::key(term.name)).with("value", term.text)
        };
        std::iter::once(contract).chain(self.terms.conditions().into_iter().map(term)).collect()
    }
}
