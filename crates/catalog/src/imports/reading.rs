//! The reading thread: every file twice, first for what offers point at, then for the offers, so that the order in
//! which the files came does not matter. Records go to the loader in small batches; memory stays flat.

use std::fs::File;
use std::io::{BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use commerceml::{Error, Flaw, Limits, NotReadKind, Record, Stop};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use kit::text::Text;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;

use super::csv;
use super::sources::{Form, Source};
use super::told::{Batch, Kind, Row, Told};

/// Records in a batch, and batches on their way.
const BATCH: usize = 500;
const AHEAD: usize = 4;

/// Which records are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    Goods,
    Offers,
}

/// Begins to read; the handle says at the end whether every file could be read.
pub fn start(sources: Vec<Source>, zone: TimeZone) -> (Receiver<Batch>, JoinHandle<Result<(), Text>>) {
    let (sender, receiver) = channel(AHEAD);
    let thread = tokio::task::spawn_blocking(move || {
        let done = Arc::new(AtomicU64::new(0));
        let mut with_offers = vec![true; sources.len()];
        for pass in [Pass::Goods, Pass::Offers] {
            for (file, source) in sources.iter().enumerate() {
                if with_offers.get(file) == Some(&false) {
                    continue;
                }
                let mut post = Post {
                    file,
                    pass,
                    sender: &sender,
                    done: Arc::clone(&done),
                    told: Vec::new(),
                    offers: false,
                };
                read_one(source, &zone, &mut post)?;
                if post.flush().is_err() {
                    return Ok(());
                }
                if let Some(with) = with_offers.get_mut(file) {
                    *with = post.offers;
                }
                if !post.offers && pass == Pass::Goods {
                    done.fetch_add(source.size, Ordering::Relaxed);
                }
            }
        }
        Ok(())
    });
    (receiver, thread)
}

/// Where records are dropped: sent when a batch is full.
pub struct Post<'a> {
    pub file: usize,
    pub pass: Pass,
    sender: &'a Sender<Batch>,
    done: Arc<AtomicU64>,
    told: Vec<Told>,
    /// The file has offers, so it is read again.
    pub offers: bool,
}

impl Post<'_> {
    pub fn drop(&mut self, told: Told) -> Result<(), Stop> {
        self.told.push(told);
        if self.told.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Stop> {
        let batch = Batch {
            file: self.file,
            done: self.done.load(Ordering::Relaxed),
            told: std::mem::take(&mut self.told),
        };
        self.sender.blocking_send(batch).map_err(|_| Stop)
    }

    pub fn row(&self, line: u64, kind: Kind, cells: Option<Vec<String>>) -> Row {
        Row { file: self.file, line, kind, cells }
    }
}

/// Counts the bytes that were read.
struct Counted<R> {
    inner: R,
    done: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.done.fetch_add(u64::try_from(read).unwrap_or(0), Ordering::Relaxed);
        Ok(read)
    }
}

fn read_one(source: &Source, zone: &TimeZone, post: &mut Post<'_>) -> Result<(), Text> {
    let file = File::open(&source.path).map_err(|error| {
        tracing::warn!(%error, "A file of an import cannot be opened.");
        Text::key("catalog-import-cannot-open").with("file", source.name.as_str())
    })?;
    let input = Counted { inner: file, done: Arc::clone(&post.done) };
    match source.form {
        Form::Xml => xml(source, BufReader::with_capacity(64 << 10, input), zone, post),
        _ => csv::read(source, input, post),
    }
}

fn xml(
    source: &Source,
    input: impl std::io::BufRead,
    zone: &TimeZone,
    post: &mut Post<'_>,
) -> Result<(), Text> {
    let read = commerceml::read(input, &Limits::default(), &mut |record| record_of(record, post));
    match read {
        Ok(head) => {
            if let Some(at) = head.made_at.and_then(|at: DateTime| zone.to_timestamp(at).ok()) {
                let _nobody_listens = post.drop(Told::Made { file: post.file, at });
            }
            Ok(())
        }
        // The loader has failed; it says why.
        Err(Error::Stopped) => Ok(()),
        Err(error) => Err(words(&source.name, error)),
    }
}

fn record_of(record: Record, post: &mut Post<'_>) -> Result<(), Stop> {
    let goods = post.pass == Pass::Goods;
    let told = match record {
        Record::Section(section) if goods => {
            Told::Section { row: Some(post.row(section.line, Kind::Section, None)), section }
        }
        Record::Property(property) if goods => {
            Told::Property { row: Some(post.row(property.line, Kind::Attribute, None)), property }
        }
        Record::PriceType(price_type) if goods => {
            Told::PriceType { row: Some(post.row(price_type.line, Kind::PriceList, None)), price_type }
        }
        Record::Warehouse(warehouse) if goods => {
            Told::Warehouse { row: Some(post.row(warehouse.line, Kind::Warehouse, None)), warehouse }
        }
        Record::Unit(unit) if goods => Told::Unit(unit),
        Record::Good(good) if goods => Told::Good { row: post.row(good.line, Kind::Good, None), good },
        Record::Package(_) if goods => {
            post.offers = true;
            return Ok(());
        }
        Record::Package(package) => Told::Package { full: !package.only_changes },
        Record::Offer(offer) if !goods => Told::Offer { row: post.row(offer.line, Kind::Offer, None), offer },
        Record::NotRead(not_read) if goods => {
            let kind = match not_read.kind {
                NotReadKind::Counterparty => Kind::Counterparty,
                NotReadKind::Document => Kind::Document,
            };
            Told::NotRead { row: post.row(not_read.line, kind, None), not_read }
        }
        Record::Problem(problem) if (problem.kind == "offer") != goods => {
            let kind = match problem.kind {
                "offer" => Kind::Offer,
                "section" => Kind::Section,
                "property" => Kind::Attribute,
                "price type" => Kind::PriceList,
                "warehouse" => Kind::Warehouse,
                _ => Kind::Good,
            };
            Told::Problem { row: post.row(problem.line, kind, None), problem }
        }
        _ => return Ok(()),
    };
    post.drop(told)
}

/// Which file, which line, what is wrong with it.
fn words(name: &str, error: Error) -> Text {
    let line = |line: u64| rust_decimal::Decimal::from(line);
    let text = |key: &'static str| Text::key(key).with("file", name);
    match error {
        Error::Empty | Error::Stopped => text("catalog-import-empty-file"),
        Error::NotXml { line: at, reason: Flaw::Truncated } => {
            text("catalog-import-truncated").with("line", line(at))
        }
        Error::NotXml { line: at, reason } => {
            text("catalog-import-not-xml").with("line", line(at)).with("reason", reason.to_string())
        }
        Error::DoctypeRefused { line: at } => text("catalog-import-doctype").with("line", line(at)),
        Error::NotCommerceMl { root } => text("catalog-import-not-commerceml").with("root", root),
        Error::TooDeep { line: at } => text("catalog-import-too-deep").with("line", line(at)),
        Error::TooLong { line: at, element } => {
            text("catalog-import-too-long").with("line", line(at)).with("element", element)
        }
        Error::TooBig => text("catalog-import-too-big"),
        Error::Encoding { name: encoding } => text("catalog-import-encoding").with("encoding", encoding),
        Error::Io(error) => {
            tracing::warn!(%error, "A file of an import cannot be read.");
            text("catalog-import-cannot-open")
        }
    }
}
