//! Real exports of several versions, kept beside the workspace: every column of the table that comes with them.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use commerceml::{Limits, NotReadKind, Record, read};

/// The columns, in the order of the table.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    goods: usize,
    deleted: usize,
    sections: usize,
    properties: usize,
    barcodes: usize,
    pictures: usize,
    offers: usize,
    unknown: usize,
    prices: usize,
    types_used: usize,
    types_named: usize,
    warehouses: usize,
    counterparties: usize,
    documents: usize,
}

#[derive(Default)]
struct Seen {
    goods: BTreeSet<String>,
    deleted: BTreeSet<String>,
    sections: BTreeSet<String>,
    properties: BTreeSet<String>,
    offers: BTreeSet<(String, Option<String>)>,
    types_used: BTreeSet<String>,
    types_named: BTreeSet<String>,
    warehouses: BTreeSet<String>,
    barcodes: usize,
    pictures: usize,
    prices: usize,
    counterparties: BTreeSet<String>,
    documents: usize,
    problems: usize,
}

impl Seen {
    fn take(&mut self, record: Record) {
        match record {
            Record::Section(section) => drop(self.sections.insert(section.id)),
            Record::Property(property) => drop(self.properties.insert(property.id)),
            Record::PriceType(named) => drop(self.types_named.insert(named.id)),
            Record::Warehouse(warehouse) => drop(self.warehouses.insert(warehouse.id)),
            Record::Good(good) => {
                if good.deleted {
                    self.deleted.insert(good.id.clone());
                }
                self.barcodes += good.barcodes.len();
                self.pictures += good.pictures.len();
                self.goods.insert(good.id);
            }
            Record::Offer(offer) => {
                self.prices += offer.prices.len();
                self.types_used.extend(offer.prices.into_iter().map(|price| price.price_type));
                self.warehouses.extend(offer.stock.into_iter().filter_map(|stock| stock.warehouse));
                self.offers.insert((offer.id.good, offer.id.variant));
            }
            Record::NotRead(other) if other.kind == NotReadKind::Counterparty => {
                self.counterparties.insert(other.id);
            }
            Record::NotRead(_) => self.documents += 1,
            Record::Problem(problem) => {
                self.problems += 1;
                println!("{problem:?}");
            }
            Record::Unit(_) | Record::Catalog(_) | Record::Package(_) => {}
        }
    }

    fn counts(&self) -> Counts {
        Counts {
            goods: self.goods.len(),
            deleted: self.deleted.len(),
            sections: self.sections.len(),
            properties: self.properties.len(),
            barcodes: self.barcodes,
            pictures: self.pictures,
            offers: self.offers.len(),
            unknown: self.offers.iter().filter(|(good, _)| !self.goods.contains(good)).count(),
            prices: self.prices,
            types_used: self.types_used.len(),
            types_named: self.types_named.len(),
            warehouses: self.warehouses.len(),
            counterparties: self.counterparties.len(),
            documents: self.documents,
        }
    }
}

fn folder() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    let folder = workspace.parent()?.join("shared/data/commerceml");
    folder.is_dir().then_some(folder)
}

/// Files of a set by the beginnings of their names, or all of its folder.
fn see(folder: &Path, set: &str, names: &[&str]) -> Seen {
    let mut seen = Seen::default();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder.join(set)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if names.is_empty() || names.iter().any(|begin| name.starts_with(begin)) {
            let input = BufReader::new(File::open(&file).unwrap());
            let head = read(input, &Limits::default(), &mut |record| {
                seen.take(record);
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!head.version.is_empty() && head.made_at.is_some(), "{name}: {head:?}");
        }
    }
    seen
}

#[test]
fn every_set_is_read_whole() {
    let Some(folder) = folder() else {
        println!("skipped: no real files beside the workspace");
        return;
    };
    for (set, names, table) in [
        ("carono", &[][..], [2, 0, 22, 10, 2, 3, 5, 0, 5, 1, 1, 5, 0, 2]),
        // One of the eight warehouses is only named in a document.
        ("argentcrusade", &[], [1, 0, 12, 0, 0, 5, 5, 5, 3, 1, 0, 8, 4, 2]),
        ("wagood", &[], [1, 0, 1, 0, 0, 0, 2, 0, 2, 1, 1, 0, 0, 0]),
        ("gillbeits", &[], [0, 0, 97, 1908, 0, 0, 978, 978, 978, 1, 1, 1, 0, 0]),
        ("dobromyslov", &["import0_1.xml", "offers0_1"], [36, 1, 1, 12, 22, 0, 44, 8, 44, 1, 1, 3, 0, 0]),
        ("dobromyslov", &["import0_1_with"], [283, 0, 13, 20, 242, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ] {
        let seen = see(&folder, set, names);
        let [goods, deleted, sections, properties, barcodes, pictures, offers, unknown, prices, ..] = table;
        let [.., types_used, types_named, warehouses, counterparties, documents] = table;
        let expected = Counts {
            goods,
            deleted,
            sections,
            properties,
            barcodes,
            pictures,
            offers,
            unknown,
            prices,
            types_used,
            types_named,
            warehouses,
            counterparties,
            documents,
        };
        assert_eq!(seen.counts(), expected, "{set} {names:?}");
        println!("{set}: {} problems", seen.problems);
    }
}

#[test]
fn answers_of_a_site_hold_two_orders_or_nothing() {
    let Some(folder) = folder() else { return };
    assert_eq!(see(&folder, "dobromyslov", &["bitrix-query-response-full"]).documents, 2);
    assert_eq!(see(&folder, "dobromyslov", &["bitrix-query-response-empty"]).counts(), Counts::default());
}
