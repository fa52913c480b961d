//! Units as files write them: codes of ОКЕИ, short names, words; unknown ones are added rather than lost.

use std::collections::HashMap;

use kit::Result;
use tenancy::TenantTx;

/// Units of the tenant by everything they are called.
pub struct Units {
    by_word: HashMap<String, String>,
}

/// What files call the units that every tenant has.
const WORDS: &[(&str, &[&str])] = &[
    ("pcs", &["шт", "штука", "штук", "pce", "pc", "ea"]),
    ("m", &["м", "метр", "mtr"]),
    ("kg", &["кг", "килограмм", "kgm"]),
    ("l", &["л", "литр", "ltr"]),
    ("set", &["компл", "комплект", "набор"]),
    ("pair", &["пар", "пара"]),
    ("pack", &["упак", "упаковка", "уп", "nmp"]),
    ("box", &["короб", "коробка", "кор", "ctn"]),
    ("pallet", &["пал", "паллета", "поддон"]),
    ("coil", &["бухта"]),
    ("drum", &["барабан"]),
    ("roll", &["рул", "рулон"]),
    ("sheet", &["лист"]),
    ("bottle", &["бут", "бутылка"]),
    ("t", &["т", "тонна"]),
];

impl Units {
    pub async fn load(tx: &mut TenantTx) -> Result<Self> {
        let rows =
            sqlx::query!("select code, okei, rec20, name_ru, name_en from unit").fetch_all(tx.db()).await?;
        let mut by_word = HashMap::new();
        for row in rows {
            let words = [Some(row.code.clone()), row.okei, row.rec20, Some(row.name_ru), Some(row.name_en)];
            for word in words.into_iter().flatten() {
                by_word.entry(folded(&word)).or_insert_with(|| row.code.clone());
            }
        }
        for (code, words) in WORDS {
            for word in *words {
                by_word.entry(folded(word)).or_insert_with(|| (*code).to_owned());
            }
        }
        Ok(Self { by_word })
    }

    /// The unit that any of the words names. When none does, the first word becomes a unit of its own.
    pub async fn code(&mut self, tx: &mut TenantTx, okei: &str, words: &[&str]) -> Result<Option<String>> {
        let all =
            || [okei].into_iter().chain(words.iter().copied()).map(folded).filter(|word| !word.is_empty());
        if let Some(code) = all().find_map(|word| self.by_word.get(&word)) {
            return Ok(Some(code.clone()));
        }
        let Some(word) = words.iter().map(|word| word.trim()).find(|word| !word.is_empty()) else {
            return Ok(None);
        };
        let code = format!("u-{}", folded(word));
        sqlx::query!(
            "insert into unit (code, okei, name_ru, name_en, scale) values ($1, nullif($2, ''), $3, $3, 3)
             on conflict (code) do nothing",
            code,
            okei.trim(),
            word
        )
        .execute(tx.db())
        .await?;
        for word in all() {
            self.by_word.insert(word, code.clone());
        }
        Ok(Some(code))
    }

    /// What a file says of a unit: its short name belongs to the code.
    pub fn learn(&mut self, okei: &str, name: &str) {
        if let Some(code) = self.by_word.get(&folded(okei)).cloned() {
            self.by_word.entry(folded(name)).or_insert(code);
        }
    }
}

/// `шт.`, `Шт ` and `шт` are one word.
fn folded(word: &str) -> String {
    word.trim().trim_end_matches('.').to_lowercase()
}
