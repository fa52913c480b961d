//! The stories of tables as they come: encodings, separators, lines, limits, faults.

use std::io::Read;

use encoding_rs::WINDOWS_1251;
use proptest::prelude::*;

use super::{Error, Limits, Row, Table, open};

const WORDS: &str = "Артикул;Кол-во;Цена\r\nМВ-1;5;1,50\r\n";

fn table(bytes: &[u8]) -> Table<&[u8]> {
    open(bytes, &Limits::default()).unwrap()
}

fn rows(bytes: &[u8]) -> Vec<Row> {
    table(bytes).map(Result::unwrap).collect()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let pair = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    format!("\u{feff}{text}").encode_utf16().flat_map(pair).collect()
}

#[test]
fn every_encoding_gives_the_same_words() {
    let cyrillic = WINDOWS_1251.encode(WORDS).0.into_owned();
    for (bytes, name) in [
        (WORDS.as_bytes().to_vec(), "UTF-8"),
        (format!("\u{feff}{WORDS}").into_bytes(), "UTF-8"),
        (cyrillic, "windows-1251"),
        (utf16(WORDS, true), "UTF-16LE"),
        (utf16(WORDS, false), "UTF-16BE"),
    ] {
        let table = table(&bytes);
        assert_eq!((table.encoding(), table.separator()), (name, ';'));
        assert_eq!(table.header(), ["Артикул", "Кол-во", "Цена"]);
        let rows: Vec<Row> = table.map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].line, rows[0].cell(0), rows[0].cell(2), rows[0].cell(9)),
            (2, "МВ-1", "1,50", "")
        );
    }
}

#[test]
fn a_wrong_byte_after_the_beginning_is_named_by_its_line() {
    let mut bytes = b"a;b\n".to_vec();
    for _ in 0..20_000 {
        bytes.extend_from_slice(b"1234;5\n");
    }
    bytes.extend_from_slice(b"\xcc\xc2;5\n");
    let mut table = table(&bytes);
    let read = table.by_ref().take_while(Result::is_ok).count();
    assert_eq!(read, 20_000);
    assert!(table.next().is_none(), "nothing comes after an error");
    let last = open(bytes.as_slice(), &Limits::default()).unwrap().last().unwrap();
    assert!(matches!(last, Err(Error::Encoding { line: 20_002, name: "UTF-8" })), "{last:?}");
}

#[test]
fn columns_are_found_by_folded_names() {
    let table = table("\n;;\n Код товара ;Осталось_Ёлок,QTY\n".as_bytes());
    assert_eq!(table.header(), ["Код товара", "Осталось_Ёлок,QTY"]);
    assert_eq!(table.column(&["sku", "кодтовара"]), Some(0));
    assert_eq!(table.column(&["осталось елок,qty"]), Some(1));
    assert_eq!(table.column(&["price"]), None);
}

#[test]
fn lines_are_right_across_quotes_blanks_and_both_ends() {
    let read = rows(b"a;b\r\n\r\n1;\"x\r\ny\"\r\n\n2;z\n;\n3;\"a \"\"b\"\"\"");
    let lines: Vec<u64> = read.iter().map(|row| row.line).collect();
    assert_eq!(lines, [3, 6, 8]);
    assert_eq!((read[0].cell(1), read[2].cell(1)), ("x\r\ny", "a \"b\""));
}

#[test]
fn the_hint_of_excel_is_followed() {
    let table = table(b"sep=,\r\na,b;c\r\n1,2\r\n");
    assert_eq!((table.separator(), table.header().len()), (',', 2));
    assert_eq!(table.map(|row| row.unwrap().line).collect::<Vec<_>>(), [3]);
}

#[test]
fn limits_hold() {
    let limits = Limits { bytes: 100, cell: 8, columns: 3 };
    let fault = |text: &str| {
        let opened = open(text.as_bytes(), &limits);
        opened.and_then(Iterator::collect::<Result<Vec<Row>, Error>>).err()
    };
    assert!(fault("a;b;c\n1;2;3\n").is_none());
    assert!(matches!(fault("a;b\n1;123456789\n"), Some(Error::CellTooLong { line: 2, column: 2 })));
    assert!(matches!(fault("a;b\n1;2;3;4\n"), Some(Error::TooManyColumns { line: 2 })));
    assert!(matches!(fault(&"a;b\n".repeat(26)), Some(Error::TooBig { .. })));
    assert!(matches!(fault(""), Some(Error::Empty)));
    assert!(matches!(fault(" ;\n\n"), Some(Error::Empty)));
    let book = open(&b"PK\x03\x04\x00\x00"[..], &Limits::default()).err();
    assert!(matches!(book, Some(Error::NotText { line: 1 })), "{book:?}");
}

#[test]
fn an_open_quote_does_not_eat_the_memory() {
    let endless = b"a;b\n1;\"".chain(std::io::repeat(b'x'));
    let last = open(endless, &Limits::default()).unwrap().last().unwrap();
    assert!(matches!(last, Err(Error::RowTooLong { line: 2 })), "{last:?}");
}

#[test]
fn a_big_table_ends_with_its_limit() {
    let endless = b"a;b\n".chain(std::io::repeat(b'\n'));
    let limits = Limits { bytes: 1 << 20, ..Limits::default() };
    let last = open(endless, &limits).unwrap().last().unwrap();
    assert!(matches!(last, Err(Error::TooBig { .. })), "{last:?}");
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(table) = open(bytes.as_slice(), &Limits::default()) {
            prop_assert!(table.count() <= bytes.len() + 1);
        }
    }
}
