//! Whether an address can be had, and which others can: taken, asked for, held or looking like one of those.

use kit::Result;
use kit::text::Text;
use kit::values::{Slug, looks_like};
use tenancy::Database;

/// Why an address cannot be had.
#[derive(Debug, Clone)]
pub struct Refused {
    pub text: Text,
    /// Up to two addresses that can be had.
    pub free: Vec<String>,
}

/// How many are offered.
const OFFERED: usize = 2;

/// All addresses that are somebody's: of tenants, of requests, and those that are held.
pub struct Taken(Vec<String>);

impl Taken {
    /// One query over what exists; a few thousand short words.
    pub async fn read(db: &Database) -> Result<Self> {
        let mut tx = db.control().await?;
        let slugs = sqlx::query_scalar!(
            r#"select slug as "slug!" from control.tenant
               union select slug from control.provisioning where state in ('queued', 'running', 'failed')
               union select slug from control.held_slug where held_until > now()"#
        )
        .fetch_all(tx.db())
        .await?;
        Ok(Self(slugs))
    }

    /// For somebody whose own request already has this address.
    pub fn but(mut self, own: &str) -> Self {
        self.0.retain(|slug| slug != own);
        self
    }

    fn has(&self, slug: &str) -> bool {
        self.0.iter().any(|taken| looks_like(taken, slug))
    }

    /// What stands against this address.
    pub fn refuse(&self, slug: &Slug, company: &str, russian: bool) -> Option<Refused> {
        let word = slug.as_str();
        if !self.has(word) {
            return None;
        }
        let same = self.0.iter().any(|taken| taken == word);
        let free = self.free(word, company, russian);
        let key = match (same, free.is_empty()) {
            (true, true) => "platform-address-taken",
            (true, false) => "platform-address-taken-free",
            (false, true) => "platform-address-like",
            (false, false) => "platform-address-like-free",
        };
        let text = Text::key(key).with("address", word).with("free", free.join(", "));
        Some(Refused { text, free })
    }

    /// Addresses near this one that can be had.
    pub fn free(&self, word: &str, company: &str, russian: bool) -> Vec<String> {
        let spelled = spell(company);
        let mut near = Vec::new();
        for base in [word, spelled.as_str()].into_iter().filter(|base| !base.is_empty()) {
            near.push(format!("{base}-b2b"));
            near.push(if russian { format!("zavod-{base}") } else { format!("{base}-trade") });
            near.push(format!("{base}-opt"));
            near.push(format!("my-{base}"));
        }
        self.first_free(near)
    }

    /// Addresses for a company that has not named one.
    pub fn of_company(&self, company: &str, russian: bool) -> Vec<String> {
        let spelled = spell(company);
        if spelled.len() < 3 {
            return Vec::new();
        }
        let mut near = vec![spelled.clone()];
        near.extend(self.free(&spelled, "", russian));
        self.first_free(near)
    }

    fn first_free(&self, near: Vec<String>) -> Vec<String> {
        let mut free: Vec<String> = Vec::new();
        for candidate in near {
            let good = candidate.parse::<Slug>().is_ok() && !self.has(&candidate);
            if good && !free.contains(&candidate) && free.len() < OFFERED {
                free.push(candidate);
            }
        }
        free
    }
}

/// A company's name in Latin letters: `ООО «Вольтарика»` → `voltarika`. The legal form is left out.
fn spell(company: &str) -> String {
    const FORMS: [&str; 14] =
        ["ооо", "оао", "зао", "пао", "ао", "ип", "тд", "ltd", "llc", "inc", "gmbh", "limited", "co", "plc"];
    let folded = company.to_lowercase();
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !FORMS.contains(word))
        .map(|word| word.chars().map(latin).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let mut spelled = String::new();
    for word in words {
        let dash = usize::from(!spelled.is_empty());
        if spelled.len() + dash + word.len() > 30 {
            break;
        }
        if dash == 1 {
            spelled.push('-');
        }
        spelled.push_str(&word);
    }
    spelled
}

fn latin(c: char) -> &'static str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    if let Some(at) = LETTERS.find(c) {
        return LETTERS.get(at..=at).unwrap_or_default();
    }
    match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sch",
        'ю' => "yu",
        'я' => "ya",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_address_comes_with_free_ones() {
        let taken = Taken(vec!["voltarika".into(), "voltarika-b2b".into()]);
        let slug: Slug = "voltarika".parse().unwrap();
        assert_eq!(taken.refuse(&slug, "", true).unwrap().free, ["zavod-voltarika", "voltarika-opt"]);
        assert_eq!(taken.refuse(&slug, "", false).unwrap().free, ["voltarika-trade", "voltarika-opt"]);
        let like: Slug = "v0ltarika".parse().unwrap();
        assert!(taken.refuse(&like, "", true).is_some());
        assert!(taken.refuse(&"northvale".parse().unwrap(), "", true).is_none());
    }

    #[test]
    fn a_companys_name_is_spelled_in_latin_letters() {
        assert_eq!(spell("ООО «Вольтарика»"), "voltarika");
        assert_eq!(spell("Northvale Supply Works Ltd."), "northvale-supply-works");
        assert_eq!(spell("Завод «Щит и Ключ»"), "zavod-schit-i-klyuch");
        assert_eq!(spell("株式会社"), "");
        assert_eq!(Taken(vec![]).of_company("ООО «Вольтарика»", true), ["voltarika", "voltarika-b2b"]);
    }
}
