//! The same file in every encoding, and the same lines.

use std::io::BufReader;

use encoding_rs::WINDOWS_1251;

use super::records;
use crate::{Error, Flaw, Limits, Record, read};

const BODY: &str = "\r\n<КоммерческаяИнформация ВерсияСхемы=\"2.07\">\n<Классификатор><Группы>\n\n\
    <Группа><Ид>s</Ид><Наименование>Ёлки</Наименование></Группа></Группы></Классификатор></КоммерческаяИнформация>";

fn declared(encoding: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{BODY}")
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let pair = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    text.encode_utf16().flat_map(pair).collect()
}

#[test]
fn every_encoding_gives_the_same_words_and_lines() {
    let cyrillic = |text: &str| WINDOWS_1251.encode(text).0.into_owned();
    let marked_1251 = [b"\xef\xbb\xbf".to_vec(), cyrillic(&declared("windows-1251"))].concat();
    for (what, bytes) in [
        ("no declaration", BODY.trim_start().replacen('\n', "\n\n", 1).into_bytes()),
        ("UTF-8", declared("UTF-8").into_bytes()),
        ("UTF-8 with a mark", format!("\u{feff}{}", declared("utf-8")).into_bytes()),
        ("windows-1251", cyrillic(&declared("windows-1251"))),
        ("windows-1251 in single quotes", cyrillic(&declared("windows-1251").replacen('"', "'", 4))),
        ("a mark that lies", marked_1251),
        (
            "a declaration that lies after a mark",
            format!("\u{feff}{}", declared("windows-1251")).into_bytes(),
        ),
        ("UTF-16LE with a mark", utf16(&format!("\u{feff}{}", declared("UTF-16")), true)),
        ("UTF-16BE without", utf16(&declared("UTF-16"), false)),
        ("a declaration that can't be true", declared("UTF-16").into_bytes()),
    ] {
        let (head, records) = records(&bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(head.version, "2.07", "{what}");
        let [Record::Section(section)] = records.as_slice() else { panic!("{what}: {records:?}") };
        assert_eq!((section.name.as_str(), section.line), ("Ёлки", 5), "{what}");
    }
}

#[test]
fn an_unknown_encoding_is_named() {
    let error = records(declared("x-klingon").as_bytes()).unwrap_err();
    assert!(matches!(&error, Error::Encoding { name } if name == "x-klingon"), "{error}");
}

#[test]
fn wrong_bytes_are_named_by_their_line() {
    let mut bytes = declared("UTF-8").into_bytes();
    let at = bytes.len() - 60;
    bytes[at] = 0xff;
    let error = records(&bytes).unwrap_err();
    assert!(matches!(&error, Error::NotXml { line: 5, reason: Flaw::Bytes("UTF-8") }), "{error}");
}

#[test]
fn input_in_small_pieces_gives_the_same_records() {
    for bytes in [
        declared("UTF-8").into_bytes(),
        WINDOWS_1251.encode(&declared("windows-1251")).0.into_owned(),
        utf16(&format!("\u{feff}{}", declared("UTF-16")), true),
    ] {
        let (head, whole) = records(&bytes).unwrap();
        for piece in [1, 2, 3, 7] {
            let mut seen = Vec::new();
            let input = BufReader::with_capacity(piece, bytes.as_slice());
            let answer = read(input, &Limits::default(), &mut |record| {
                seen.push(record);
                Ok(())
            });
            assert_eq!((answer.unwrap(), seen), (head.clone(), whole.clone()), "pieces of {piece}");
        }
    }
}
