//! The pages that buyers open all day: the list with its filters and counts, a card, a search.

use std::path::PathBuf;
use std::sync::Arc;

use kit::web::query;

use super::ground::Ground;
use super::load::{Buyer, Work, run};
use super::pgbench::{self, Run};
use super::script::{Scope, write};
use super::server::Server;
use super::shop::Shop;
use super::statements::Log;
use super::{CLIENTS, Figures, Pace, Result};

/// One kind of pages with scripts of their own statements.
pub struct Kind {
    name: String,
    work: Work,
    scripts: Vec<PathBuf>,
    /// The same without the tenant's scope.
    unscoped: Vec<PathBuf>,
    schema: String,
}

/// Pages of a kind whose statements are made into scripts.
const CAUGHT: usize = 10;

/// The list's own ways: whole, second page, a section, one above it, in stock, one attribute, two attributes. `rows`: of a
/// page, nothing for the usual number. The peers of `docs/performance.md` were measured at 24.
pub fn list(ground: &Ground, shop: &Shop, rows: Option<&str>) -> Result<Vec<String>> {
    let one = |sql: &str| -> Result<Vec<String>> {
        Ok(ground.rows(&shop.schema, sql)?.into_iter().next().unwrap_or_default())
    };
    let section = one(
        "select s.slug, coalesce(u.slug, s.slug), s.id from product p join section s on s.id = p.section_id
         left join section u on u.id = s.parent_id group by s.id, s.slug, u.slug order by count(*) desc, s.slug limit 1",
    )?;
    let [leaf, above, id] = section.as_slice() else {
        return Err("the import brought no section".to_owned());
    };
    let values = ground.rows(
        &shop.schema,
        &format!(
            "select distinct on (a.name) a.name, v.text_value from product p join product_attribute v on v.product_id = p.id
             join attribute a on a.id = v.attribute_id where p.section_id = '{id}' group by a.name, v.text_value
             order by a.name, count(*) desc, v.text_value limit 2"
        ),
    )?;
    let chosen: Vec<(String, String)> =
        values.iter().filter_map(|row| Some((format!("a.{}", row.first()?), row.get(1)?.clone()))).collect();
    let all = |pairs: &[(&str, &str)]| {
        let per: Vec<(&str, &str)> = rows.iter().map(|rows| ("per", *rows)).collect();
        match query(&[pairs, &per].concat()).as_str() {
            "" => "/catalog".to_owned(),
            query => format!("/catalog?{query}"),
        }
    };
    let mut narrow: Vec<(&str, &str)> = vec![("section", leaf)];
    let mut pages = vec![
        all(&[]),
        all(&[("page", "2")]),
        all(&[("section", leaf)]),
        all(&[("section", above)]),
        all(&[("section", leaf), ("free", "1")]),
        all(&[("free", "1")]),
    ];
    for (name, value) in &chosen {
        narrow.push((name, value));
        pages.push(all(&narrow));
    }
    Ok(pages)
}

/// Cards of forty goods.
pub fn cards(ground: &Ground, shop: &Shop) -> Result<Vec<String>> {
    let rows = ground
        .rows(&shop.schema, "select slug from product where state = 'active' order by md5(slug) limit 40")?;
    Ok(rows.iter().filter_map(|row| Some(format!("/p/{}", row.first()?))).collect())
}

/// Searches of specialists: an article, how an article begins, a barcode, an article's words.
pub fn searches(ground: &Ground, shop: &Shop) -> Result<Vec<String>> {
    let rows = ground.rows(
        &shop.schema,
        "select p.article, left(p.article_key, length(p.article_key) - 1), b.code from product p join barcode b on b.product_id = p.id
         where p.state = 'active' and length(p.article_key) > 5 order by md5(p.slug) limit 10",
    )?;
    let texts = rows.into_iter().flatten().filter(|text| !text.is_empty());
    Ok(texts.map(|text| format!("/catalog?{}", query(&[("q", &text)]))).collect())
}

impl Kind {
    /// Opens each page twice (whatever is kept is kept then), the second time while statements are written down.
    pub async fn of(
        ground: &Ground,
        server: &Server,
        shop: &Shop,
        (name, pages): (&str, Vec<String>),
    ) -> Result<Self> {
        let mut client = shop.buyer(&server.address, 0).await?;
        let (mut scripts, mut unscoped) = (Vec::new(), Vec::new());
        for page in &pages {
            client.page(page).await?;
        }
        let log = Log::open(ground).await?;
        for page in pages.iter().take(CAUGHT) {
            let mark = log.mark()?;
            client.page(page).await?;
            let caught = log.since(mark).await?;
            if caught.is_empty() {
                return Err(format!("{page} asked the database nothing"));
            }
            scripts.push(write(ground, &caught, &[], Scope::Tenant)?);
            unscoped.push(write(ground, &caught, &[], Scope::None)?);
        }
        log.close().await?;
        let name = format!("{name}.{}", shop.goods);
        Ok(Self {
            work: Work::Pages(Arc::new(pages)),
            scripts: pgbench::keep(ground, &name, &scripts)?,
            unscoped: pgbench::keep(ground, &format!("{name}.unscoped"), &unscoped)?,
            schema: shop.schema.clone(),
            name,
        })
    }

    /// One round: the server under load, then the same statements bare, then bare without the scope.
    pub async fn round(
        &self,
        ground: &Ground,
        server: &Server,
        buyers: Vec<Buyer>,
        (pace, figures): (&Pace, &mut Figures),
    ) -> Result<Vec<Buyer>> {
        let (cost, buyers) = run(ground, server, buyers, &self.work, pace.millis).await?;
        figures.add_cost(&self.name, &cost);
        let seconds = (pace.millis / 1_000).max(1);
        let scoped = Run { clients: CLIENTS, seconds, without: None };
        let bare = pgbench::any(ground, &self.scripts, scoped).await?;
        figures.add(format!("{}.pgbench_rate", self.name), bare.rate);
        figures.add(format!("{}.pgbench_ms", self.name), super::figures::thousandth(bare.cpu));
        if self.name.starts_with("list.") {
            let without = Run { without: Some(&self.schema), ..scoped };
            let bare = pgbench::any(ground, &self.unscoped, without).await?;
            figures.add(format!("{}.unscoped_ms", self.name), super::figures::thousandth(bare.cpu));
        }
        Ok(buyers)
    }
}

/// Buyers of a shop who have signed in, with goods of their own to order.
pub async fn buyers(shop: &Shop, server: &Server, count: usize) -> Result<Vec<Buyer>> {
    let mut all = Vec::with_capacity(count);
    let each = (shop.articles.len() / count.max(1)).max(10);
    for n in 0..count {
        let client = shop.buyer(&server.address, n).await?;
        let own = shop.articles.iter().cycle().skip(n * each).take(each.min(shop.articles.len()));
        all.push(Buyer { client, articles: own.cloned().collect(), done: n });
    }
    Ok(all)
}
