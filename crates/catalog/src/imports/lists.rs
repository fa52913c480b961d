//! Price lists and warehouses of a file. One that the manufacturer made by hand under the same name is taken over.

use std::collections::{HashMap, HashSet};

use commerceml::{PriceType, Warehouse};
use kit::Result;
use kit::values::{Currency, Id};
use tenancy::TenantTx;
use uuid::Uuid;

use super::report::Ending;

/// What prices and stock point at.
pub struct Lists {
    of_prices: HashMap<String, PriceList>,
    /// Types whose currency is not told yet: the first price tells it.
    pending: HashMap<String, PriceType>,
    warehouses: HashMap<String, (Uuid, String)>,
    pub told_types: HashSet<String>,
    pub told_warehouses: HashSet<String>,
}

/// A list under its foreign id.
#[derive(Debug, Clone, Copy)]
pub struct PriceList {
    pub id: Uuid,
    pub currency: Currency,
}

/// Retail prices are no prices of contracts (C2): a list of one of these names holds them.
const RETAIL: &[&str] =
    &["ррц", "rrp", "рекомендованная розничная", "рекомендованная розничная цена", "retail"];

impl Lists {
    pub async fn load(tx: &mut TenantTx) -> Result<Self> {
        let mut lists = Self {
            of_prices: HashMap::new(),
            pending: HashMap::new(),
            warehouses: HashMap::new(),
            told_types: HashSet::new(),
            told_warehouses: HashSet::new(),
        };
        for row in sqlx::query!(
            r#"select id, currency, foreign_id as "foreign_id!" from price_list where foreign_id is not null"#
        )
        .fetch_all(tx.db())
        .await?
        {
            if let Ok(currency) = row.currency.parse() {
                lists.of_prices.insert(row.foreign_id, PriceList { id: row.id, currency });
            }
        }
        for row in sqlx::query!(
            r#"select id, name, foreign_id as "foreign_id!" from warehouse where foreign_id is not null"#
        )
        .fetch_all(tx.db())
        .await?
        {
            lists.warehouses.insert(row.foreign_id, (row.id, row.name));
        }
        Ok(lists)
    }

    /// Puts a price type. The error is a currency that is none.
    pub async fn price_type(&mut self, tx: &mut TenantTx, told: PriceType) -> Result<Result<Ending, String>> {
        self.told_types.insert(told.id.clone());
        if self.of_prices.contains_key(&told.id) {
            return Ok(Ok(Ending::Unchanged));
        }
        let Some(written) = told.currency.clone() else {
            self.pending.insert(told.id.clone(), told);
            return Ok(Ok(Ending::Unchanged));
        };
        match currency(&written) {
            None => Ok(Err(written)),
            Some(currency) => self.make(tx, &told, currency).await.map(Ok),
        }
    }

    async fn make(&mut self, tx: &mut TenantTx, told: &PriceType, currency: Currency) -> Result<Ending> {
        let adopted = sqlx::query_scalar!(
            "update price_list set foreign_id = $1 where id = (select id from price_list
                where foreign_id is null and lower(name) = lower($2) and currency = $3 order by id limit 1)
             returning id",
            told.id,
            told.name,
            currency.code()
        )
        .fetch_optional(tx.db())
        .await?;
        let (id, ending) = match adopted {
            Some(id) => (id, Ending::Changed),
            None => (Id::<Self>::new().uuid(), Ending::New),
        };
        if ending == Ending::New {
            sqlx::query!(
                "insert into price_list (id, name, currency, vat_included, foreign_id, is_rrp)
                 values ($1, $2, $3, $4, $5, $6)",
                id,
                told.name,
                currency.code(),
                told.vat_included.unwrap_or(true),
                told.id,
                RETAIL.contains(&told.name.to_lowercase().as_str())
            )
            .execute(tx.db())
            .await?;
        }
        self.of_prices.insert(told.id.clone(), PriceList { id, currency });
        Ok(ending)
    }

    /// The list of a price. A type that no file names becomes a list under its id, in the price's currency; `true`
    /// says that this was so. `None` when even the currency is not known.
    pub async fn price_list(
        &mut self,
        tx: &mut TenantTx,
        id: &str,
        written: Option<&str>,
    ) -> Result<Option<(PriceList, bool)>> {
        if let Some(list) = self.of_prices.get(id) {
            return Ok(Some((*list, false)));
        }
        let Some(currency) = written.and_then(currency) else { return Ok(None) };
        let named = self.pending.remove(id);
        let unnamed = named.is_none();
        let told = named.unwrap_or_else(|| PriceType {
            line: 0,
            id: id.to_owned(),
            name: id.trim_start_matches("csv:").to_owned(),
            currency: None,
            vat_included: None,
        });
        self.make(tx, &told, currency).await?;
        Ok(self.of_prices.get(id).map(|list| (*list, unnamed)))
    }

    pub async fn warehouse(&mut self, tx: &mut TenantTx, told: Warehouse) -> Result<Ending> {
        self.told_warehouses.insert(told.id.clone());
        match self.warehouses.get_mut(&told.id) {
            Some((_, name)) if *name == told.name => Ok(Ending::Unchanged),
            Some((id, name)) => {
                sqlx::query!("update warehouse set name = $2 where id = $1", *id, told.name)
                    .execute(tx.db())
                    .await?;
                name.clone_from(&told.name);
                Ok(Ending::Changed)
            }
            None => self.make_warehouse(tx, told).await,
        }
    }

    async fn make_warehouse(&mut self, tx: &mut TenantTx, told: Warehouse) -> Result<Ending> {
        let adopted = sqlx::query_scalar!(
            "update warehouse set foreign_id = $1 where id = (select id from warehouse
                where foreign_id is null and lower(name) = lower($2) order by position limit 1)
             returning id",
            told.id,
            told.name
        )
        .fetch_optional(tx.db())
        .await?;
        if let Some(id) = adopted {
            self.warehouses.insert(told.id, (id, told.name));
            return Ok(Ending::Changed);
        }
        let id = Id::<Self>::new().uuid();
        let zone = tx.tenant().time_zone().to_owned();
        sqlx::query!(
            "insert into warehouse (id, name, foreign_id, position, time_zone)
             values ($1, $2, $3, (select count(*)::int from warehouse), $4)",
            id,
            told.name,
            told.id,
            zone
        )
        .execute(tx.db())
        .await?;
        self.warehouses.insert(told.id, (id, told.name));
        Ok(Ending::New)
    }

    /// The warehouse of a figure. One that no file names is made under its id; `true` says that this was so. Figures
    /// without a warehouse go to the only one there is, or to one made for them.
    pub async fn warehouse_of(&mut self, tx: &mut TenantTx, id: Option<&str>) -> Result<(Uuid, bool)> {
        let key = id.unwrap_or_default();
        if let Some((known, _)) = self.warehouses.get(key) {
            return Ok((*known, false));
        }
        if id.is_none() {
            let all = sqlx::query_scalar!("select id from warehouse limit 2").fetch_all(tx.db()).await?;
            if let [only] = all.as_slice() {
                self.warehouses.insert(String::new(), (*only, String::new()));
                return Ok((*only, false));
            }
        }
        let russian = tx.tenant().locale() == "ru";
        let name = match (id, russian) {
            (Some(id), _) => id.trim_start_matches("csv:").to_owned(),
            (None, true) => "Основной склад".to_owned(),
            (None, false) => "Main warehouse".to_owned(),
        };
        let told = Warehouse { line: 0, id: key.to_owned(), name };
        self.make_warehouse(tx, told).await?;
        Ok((self.warehouses.get(key).map_or_else(Uuid::nil, |(id, _)| *id), true))
    }

    /// Every list that files fill.
    pub fn filled(&self) -> Vec<Uuid> {
        self.of_prices.values().map(|list| list.id).collect()
    }
}

/// What 1C and people write for a currency.
pub fn currency(written: &str) -> Option<Currency> {
    let word = written.trim().trim_end_matches('.').to_lowercase();
    let code = match word.as_str() {
        "руб" | "rur" | "643" | "810" | "р" | "₽" => "RUB",
        "840" | "$" | "долл" => "USD",
        "978" | "€" | "евро" => "EUR",
        "980" | "грн" => "UAH",
        "933" | "974" | "byr" => "BYN",
        "398" | "тенге" | "₸" => "KZT",
        "156" => "CNY",
        "826" | "£" => "GBP",
        other => return other.parse().ok(),
    };
    code.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::currency;

    #[test]
    fn currencies_are_known_by_what_1c_writes() {
        let code = |written| currency(written).map(kit::values::Currency::code);
        for (written, known) in [
            ("руб.", "RUB"),
            ("RUR", "RUB"),
            ("643", "RUB"),
            (" usd ", "USD"),
            ("UAH", "UAH"),
            ("BYR", "BYN"),
        ] {
            assert_eq!(code(written), Some(known), "{written}");
        }
        assert_eq!(code("бубликов"), None);
    }
}
