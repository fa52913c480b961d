//! The files, as a reader of them finds them.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::{Format, Plan, files, write};

/// A file that stays readable after its writer is gone.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The files of 1,000 goods, in the order in which they were opened.
fn written(format: Format, seed: u64, changed: Option<u32>) -> Vec<(String, Vec<u8>)> {
    let mut kept: Vec<(String, Kept)> = Vec::new();
    let plan = Plan::new(1_000, seed).unwrap();
    let mut open = |name: &str| {
        let file = Kept::default();
        kept.push((name.to_owned(), file.clone()));
        let file: Box<dyn Write> = Box::new(file);
        Ok(file)
    };
    write(&plan, format, changed, &mut open).unwrap();
    kept.into_iter().map(|(name, file)| (name, file.0.take())).collect()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Starts of the SHA-256 of what the house's reference generator writes.
#[test]
fn files_are_the_known_ones_to_the_byte() {
    let known: &[(Format, u64, Option<u32>, &[&str])] = &[
        (Format::Cml207, 1, None, &["d31d613c7775ec1d", "cebaef7cb1163a4c"]),
        (Format::Cml207, 1, Some(50), &["5f6e71cf92af616c", "45499310bf6b17f8"]),
        (
            Format::Cml31,
            1,
            None,
            &["81c96a54d1d69106", "0702a00ba066aca0", "f663caeeb8130923", "07f8f717c7a9bf02"],
        ),
        (
            Format::Cml31,
            1,
            Some(50),
            &["33dade238c100dbf", "46c0f50e7d9cb7f4", "ad4a97a4efe17bdf", "bb686455832d9ea5"],
        ),
        (Format::Csv, 1, None, &["cace49f08b179a40", "1534655dc04672b8", "faafd9c44caa8918"]),
        (Format::Cml207, 2, None, &["43f8518be86824f6", "f26686ab0948c05f"]),
        (Format::Cml207, 2, Some(50), &["f086ee285a2f382c", "d74002c0a0db0614"]),
        (
            Format::Cml31,
            2,
            None,
            &["452f5494ce3ab182", "09ef914466409c73", "db6feb6b10e2d2d4", "269e29f329e766b6"],
        ),
        (
            Format::Cml31,
            2,
            Some(50),
            &["1ff123efeed173bc", "0b19a1711106991c", "68ad4b845913a95b", "358c1da796234bd7"],
        ),
        (Format::Csv, 2, None, &["5984492b27535e43", "0181974d061b62b1", "044eb7ea90df2073"]),
    ];
    for (format, seed, changed, hashes) in known {
        let found: Vec<String> =
            written(*format, *seed, *changed).iter().map(|(_, bytes)| hash(bytes)).collect();
        assert_eq!(found, *hashes, "{format:?}, seed {seed}, {changed:?}");
    }
}

#[test]
fn the_files_of_a_form_are_opened_in_their_order() {
    for format in [Format::Cml207, Format::Cml31, Format::Csv] {
        let names: Vec<String> = written(format, 1, Some(1)).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, files(format));
    }
}

/// Elements by their names, when all of them are closed.
fn elements(xml: &[u8]) -> HashMap<String, usize> {
    let (mut reader, mut counts, mut depth) = (Reader::from_reader(xml), HashMap::new(), 0);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).unwrap() {
            Event::Eof => break,
            Event::Start(tag) => {
                depth += 1;
                tag.attributes().for_each(|attribute| assert!(attribute.is_ok()));
                *counts.entry(tag.name().as_ref().to_owned()).or_default() += 1;
            }
            Event::Empty(tag) => *counts.entry(tag.name().as_ref().to_owned()).or_default() += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        buffer.clear();
    }
    assert_eq!(depth, 0);
    counts
}

#[test]
fn xml_is_well_formed_and_has_every_good() {
    for format in [Format::Cml207, Format::Cml31] {
        for (file, bytes) in written(format, 1, None) {
            assert!(bytes.starts_with("\u{feff}<?xml".as_bytes()), "{file}");
            let counts = elements(&bytes);
            let row = if file.starts_with("import") { "Товар" } else { "Предложение" };
            assert_eq!(counts[row], 1_000, "{file}");
        }
    }
}

/// Prices by the id of their good, of the 3.1 file of prices.
fn prices(changed: Option<u32>) -> HashMap<String, Vec<Decimal>> {
    let (_, bytes) = written(Format::Cml31, 1, changed).swap_remove(2);
    let text = String::from_utf8(bytes).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("<Предложение>"));
    lines.map(|line| (between(line, "Ид")[0].clone(), amounts(line))).collect()
}

fn amounts(line: &str) -> Vec<Decimal> {
    between(line, "ЦенаЗаЕдиницу").iter().map(|amount| amount.parse().unwrap()).collect()
}

fn between(line: &str, tag: &str) -> Vec<String> {
    let (start, end) = (format!("<{tag}>"), format!("</{tag}>"));
    line.split(&start).skip(1).map(|rest| rest.split(&end).next().unwrap().to_owned()).collect()
}

#[test]
fn a_later_exchange_touches_as_many_goods_as_asked() {
    let before = prices(None);
    for wanted in [0, 1, 50, 1_000, 5_000] {
        let after = prices(Some(wanted));
        assert_eq!(after.len(), usize::try_from(wanted.min(1_000)).unwrap());
        for (id, amounts) in after {
            assert_eq!(amounts.len(), before[&id].len());
            for (old, new) in before[&id].iter().zip(amounts) {
                assert!((old * Decimal::new(105, 2) - new).abs() <= Decimal::new(5, 3), "{old} {new}");
            }
        }
    }
}

#[test]
fn a_later_exchange_says_so_and_has_no_stock_below_zero() {
    for (file, bytes) in written(Format::Cml207, 1, Some(1_000)) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("СодержитТолькоИзменения=\"true\""), "{file}");
        assert!(!text.contains("КоличествоНаСкладе=\"-"), "{file}");
    }
}

#[test]
fn tables_have_a_line_for_each_good_and_quote_what_needs_it() {
    let files = written(Format::Csv, 1, None);
    let [(_, products), (_, prices), (_, stock)] = &files[..] else { panic!("three tables") };
    let lines = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().lines().count();
    assert_eq!((lines(products), lines(prices), lines(stock)), (1_001, 3_954, 5_001));
    let products = String::from_utf8(products.clone()).unwrap();
    assert_eq!(products.matches("<\"\"особая\"\" серия & комплект>\"").count(), 3);
    let ids: HashSet<&str> = products.lines().skip(1).filter_map(|line| line.split(';').next()).collect();
    assert_eq!(ids.len(), 1_000);
}

#[test]
fn a_full_disk_is_told() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for format in [Format::Cml207, Format::Cml31, Format::Csv] {
        let plan = Plan::new(3, 1).unwrap();
        let error = write(&plan, format, None, &mut |_| Ok(Box::new(Full))).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}

#[test]
fn an_empty_catalog_is_whole() {
    let plan = Plan::new(0, 1).unwrap();
    let kept = Kept::default();
    write(&plan, Format::Cml207, Some(7), &mut |_| Ok(Box::new(kept.clone()))).unwrap();
    assert_eq!(plan.goods().count(), 0);
    assert!(kept.0.take().ends_with("</КоммерческаяИнформация>\n".as_bytes()));
}
