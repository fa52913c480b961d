//! Takes records in the order in which they come, keeps the small lists at once, and goods and offers by the thousand.

use std::collections::{HashMap, HashSet};

use commerceml::{Good, Offer, Problem, Reason};
use jiff::Timestamp;
use kit::Result;
use tenancy::TenantTx;

use super::directory::Directory;
use super::fit;
use super::lists::Lists;
use super::report::{At, Ending, Report, Trouble};
use super::shelves::Shelves;
use super::told::{Kind, Row, Told};
use super::units::Units;
use crate::products::facets;

/// Goods and offers that are merged by one round of statements.
const CHUNK: usize = 1_000;

/// The state of one import.
pub struct Loader<'a> {
    pub tx: &'a mut TenantTx,
    pub now: Timestamp,
    pub report: Report,
    pub directory: Directory,
    pub lists: Lists,
    pub units: Units,
    pub shelves: Shelves,
    /// The offers of this package name all prices of their goods.
    pub full: bool,
    files: Vec<String>,
    goods: Vec<(At, Row, Box<Good>)>,
    offers: Vec<(At, Row, Box<Offer>)>,
    seen_goods: HashSet<String>,
    seen_offers: HashSet<String>,
    made: HashMap<usize, Timestamp>,
    /// The row that came last, for the problems that follow it.
    last: Option<(usize, u64, At)>,
}

impl<'a> Loader<'a> {
    pub async fn new(tx: &'a mut TenantTx, files: Vec<String>, now: Timestamp) -> Result<Self> {
        let directory = Directory::load(tx).await?;
        let lists = Lists::load(tx).await?;
        let units = Units::load(tx).await?;
        Ok(Self {
            tx,
            now,
            report: Report::default(),
            directory,
            lists,
            units,
            shelves: Shelves::default(),
            full: false,
            files,
            goods: Vec::new(),
            offers: Vec::new(),
            seen_goods: HashSet::new(),
            seen_offers: HashSet::new(),
            made: HashMap::new(),
            last: None,
        })
    }

    pub fn file_name(&self, file: usize) -> &str {
        self.files.get(file).map_or("", String::as_str)
    }

    pub async fn take(&mut self, told: Told) -> Result<()> {
        if let Some(long) = fit::too_long(&told) {
            let at = self.begin(&long.row);
            self.report.count(long.row.kind, Ending::Failed);
            self.trouble(at, &long.row, ("", long.field, &long.value, "too-long"), true);
            return Ok(());
        }
        match told {
            Told::Section { row, section } => {
                let ending = self.directory.section(self.tx, section).await?;
                self.small(row.as_ref(), Kind::Section, ending);
            }
            Told::Property { row, property } => {
                let ending = self.directory.property(self.tx, property).await?;
                self.small(row.as_ref(), Kind::Attribute, ending);
            }
            Told::PriceType { row, price_type } => self.price_type(row, price_type).await?,
            Told::Warehouse { row, warehouse } => {
                let ending = self.lists.warehouse(self.tx, warehouse).await?;
                self.small(row.as_ref(), Kind::Warehouse, ending);
            }
            Told::Unit(unit) => self.units.learn(&unit.code, &unit.name),
            Told::Good { row, good } => self.good(row, good).await?,
            Told::Package { full } => {
                self.flush().await?;
                self.full = full;
            }
            Told::Offer { row, offer } => self.offer(row, offer).await?,
            Told::NotRead { row, not_read } => self.not_read(&row, not_read.id, not_read.name),
            Told::Problem { row, problem } => self.problem(&row, &problem),
            Told::Header { file, cells } => {
                self.report.headers.insert(file, cells);
            }
            Told::Made { file, at } => {
                self.made.insert(file, at.min(self.now));
            }
        }
        Ok(())
    }

    /// A thing of the small lists: implied ones have no row and count only when something happened.
    fn small(&mut self, row: Option<&Row>, kind: Kind, ending: Ending) {
        if let Some(row) = row {
            let at = self.begin(row);
            self.report.end(at, ending);
        }
        if row.is_some() || ending != Ending::Unchanged {
            self.report.count(kind, ending);
        }
    }

    async fn price_type(&mut self, row: Option<Row>, told: commerceml::PriceType) -> Result<()> {
        let (line, id) = (told.line, told.id.clone());
        match self.lists.price_type(self.tx, told).await? {
            Ok(ending) => self.small(row.as_ref(), Kind::PriceList, ending),
            Err(written) => {
                let row = row.unwrap_or(Row { file: 0, line, kind: Kind::PriceList, cells: None });
                let at = self.begin(&row);
                self.report.count(Kind::PriceList, Ending::Failed);
                self.trouble(at, &row, (&id, "currency", &written, "currency"), true);
            }
        }
        Ok(())
    }

    async fn good(&mut self, row: Row, good: Box<Good>) -> Result<()> {
        let seen = &mut self.report.summary.seen;
        seen.barcodes += u64::try_from(good.barcodes.len()).unwrap_or(0);
        seen.pictures += u64::try_from(good.pictures.len()).unwrap_or(0);
        if self.seen_goods.insert(good.id.clone()) {
            seen.goods += 1;
            seen.deleted += u64::from(good.deleted);
        }
        let at = self.begin(&row);
        self.goods.push((at, row, good));
        if self.goods.len() >= CHUNK { self.flush_goods().await } else { Ok(()) }
    }

    async fn offer(&mut self, row: Row, offer: Box<Offer>) -> Result<()> {
        self.flush_goods().await?;
        let seen = &mut self.report.summary.seen;
        seen.prices += u64::try_from(offer.prices.len()).unwrap_or(0);
        for price in &offer.prices {
            self.report.price_type_used(&price.price_type);
        }
        for warehouse in offer.stock.iter().filter_map(|stock| stock.warehouse.as_ref()) {
            if !self.lists.told_warehouses.contains(warehouse) {
                self.lists.told_warehouses.insert(warehouse.clone());
            }
        }
        self.seen_offers.insert(super::offers::full_id(&offer.id));
        let at = self.begin(&row);
        self.offers.push((at, row, offer));
        if self.offers.len() >= CHUNK { self.flush_offers().await } else { Ok(()) }
    }

    fn begin(&mut self, row: &Row) -> At {
        let at = self.report.row(row);
        self.last = Some((row.file, row.line, at));
        at
    }

    fn not_read(&mut self, row: &Row, id: String, name: String) {
        let seen = &mut self.report.summary.seen;
        if row.kind == Kind::Document {
            seen.documents += 1;
        } else {
            seen.counterparties += 1;
        }
        let at = self.begin(row);
        let object = if name.is_empty() { id } else { name };
        self.trouble(at, row, (&object, "", "", "not-read-yet"), false);
    }

    fn problem(&mut self, row: &Row, problem: &Problem) {
        let same = |last: &(usize, u64, At)| (last.0, last.1) == (row.file, row.line);
        let (at, lost) = match self.last.filter(same) {
            Some((.., at)) => (at, false),
            None => (self.begin(row), true),
        };
        let reason = match problem.reason {
            Reason::NotANumber if tables::is_scientific(&problem.value) => "scientific",
            Reason::NotANumber => "not-a-number",
            Reason::Missing => "missing",
            Reason::NotPositive => "not-positive",
            Reason::Negative => "negative",
        };
        // A row of prices or stock without its figure tells nothing; a good is placed without the field.
        let failed = lost || matches!(row.kind, Kind::Price | Kind::Stock);
        if failed {
            self.report.count(row.kind, Ending::Failed);
        }
        self.trouble(at, row, (&problem.id, problem.field, &problem.value, reason), failed);
    }

    /// Keeps a problem of a row: the thing, the field, what stands there, and why it is wrong.
    pub fn trouble(
        &mut self,
        at: At,
        row: &Row,
        (object, field, value, reason): (&str, &'static str, &str, &'static str),
        failed: bool,
    ) {
        let short = |text: &str| text.chars().take(200).collect::<String>();
        let trouble = Trouble {
            file: row.file,
            line: row.line,
            kind: row.kind,
            object: short(object),
            field,
            value: short(value),
            reason,
            failed,
            cells: row.cells.clone(),
        };
        self.report.problem(Some(at), trouble);
    }

    async fn flush_goods(&mut self) -> Result<()> {
        let goods = std::mem::take(&mut self.goods);
        if goods.is_empty() { Ok(()) } else { super::goods::merge(self, goods).await }
    }

    async fn flush_offers(&mut self) -> Result<()> {
        let offers = std::mem::take(&mut self.offers);
        if offers.is_empty() { Ok(()) } else { super::offers::merge(self, offers).await }
    }

    async fn flush(&mut self) -> Result<()> {
        self.flush_goods().await?;
        self.flush_offers().await
    }

    /// What is left, then the stock of all files in the order in which orders lock it.
    pub async fn finish(mut self) -> Result<Report> {
        self.flush().await?;
        let shelves = std::mem::take(&mut self.shelves);
        shelves.put(&mut self).await?;
        facets::moved_on(self.tx).await?;
        let count = |n: usize| u64::try_from(n).unwrap_or(0);
        let seen = &mut self.report.summary.seen;
        seen.sections = count(self.directory.told_sections.len());
        seen.properties = count(self.directory.told_attributes.len());
        seen.offers = count(self.seen_offers.len());
        seen.price_types = count(self.lists.told_types.len());
        seen.warehouses = count(self.lists.told_warehouses.len());
        self.report.close();
        Ok(self.report)
    }

    /// When the figures of a file were true.
    pub fn made(&self, file: usize) -> Timestamp {
        self.made.get(&file).copied().unwrap_or(self.now)
    }
}
