//! Files that are broken, foreign, or made to do harm.

use std::io::{BufReader, Read};

use super::{inside, records, rooted};
use crate::{Error, Flaw, Limits, Record, Stop, read};

fn fault(xml: &str) -> Error {
    records(xml.as_bytes()).unwrap_err()
}

#[test]
fn a_doctype_is_refused_before_anything_in_it_is_looked_at() {
    let xxe = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<КоммерческаяИнформация>&e;</КоммерческаяИнформация>";
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><КоммерческаяИнформация>&c;</КоммерческаяИнформация>";
    assert!(matches!(fault(xxe), Error::DoctypeRefused { line: 2 }));
    assert!(matches!(fault(laughs), Error::DoctypeRefused { line: 1 }));
    assert!(matches!(fault("<!DOCTYPE html><html></html>"), Error::DoctypeRefused { .. }));
    let named = fault(&rooted("<Каталог>\n<Ид>&e;</Ид></Каталог>"));
    assert!(
        matches!(&named, Error::NotXml { line: 3, reason: Flaw::Entity(name) } if name == "e"),
        "{named}"
    );
}

#[test]
fn what_is_no_commerceml_is_told_apart() {
    for empty in ["", " \n", "<?xml version=\"1.0\"?>", "\u{feff}"] {
        assert!(matches!(fault(empty), Error::Empty), "{empty:?}");
    }
    assert!(matches!(fault("<html><p/></html>"), Error::NotCommerceMl { root } if root == "html"));
    for broken in ["hello", "<not valid xml!!!", "{\"a\":1}", "PK\u{3}\u{4}\0\0"] {
        assert!(matches!(fault(broken), Error::NotXml { line: 1, .. }), "{broken}");
    }
    let twice = rooted("") + "<КоммерческаяИнформация/>";
    assert!(matches!(fault(&twice), Error::NotXml { line: 2, reason: Flaw::Outside }));
    assert!(matches!(fault(&(rooted("") + "\nrest")), Error::NotXml { reason: Flaw::Outside, .. }));
    assert!(matches!(fault(&rooted("<Каталог></Товары>")), Error::NotXml { line: 2, .. }));
}

#[test]
fn a_cut_file_is_named_by_the_line_of_the_cut() {
    let whole = rooted(
        "\n<Каталог>\n<Товары>\n<Товар><Ид>1</Ид><Наименование>n</Наименование></Товар></Товары></Каталог>",
    );
    for cut in ["<Товар>", "<Товар><Ид", "<Товар><Ид>1", "<Товар><Ид>1</Ид>"] {
        let end = whole.find(cut).unwrap() + cut.len();
        let error = fault(&whole[..end]);
        assert!(matches!(&error, Error::NotXml { line: 5, reason: Flaw::Truncated }), "{cut}: {error}");
    }
}

#[test]
fn depth_texts_and_attributes_are_limited() {
    let deep = rooted(&("<a>".repeat(200) + &"</a>".repeat(200)));
    assert!(matches!(fault(&deep), Error::TooDeep { line: 2 }));
    assert!(records(rooted(&("<a>".repeat(63) + &"</a>".repeat(63))).as_bytes()).is_ok());

    let many: String = (0..65).map(|number| format!(" a{number}=\"\"")).collect();
    assert!(
        matches!(fault(&rooted(&format!("<a{many}/>"))), Error::TooLong { element, .. } if element == "a")
    );

    let long = "x".repeat(300 << 10);
    for xml in [
        format!("<Каталог><Описание>{long}</Описание></Каталог>"),
        format!("<Каталог><Описание a=\"{long}\"/></Каталог>"),
        format!("<Каталог><Описание/><!--{long}--></Каталог>"),
        format!("<Каталог><Описание><![CDATA[{long}]]></Описание></Каталог>"),
    ] {
        let error = fault(&rooted(&xml));
        assert!(matches!(&error, Error::TooLong { line: 2, .. }), "{error}");
    }
    let pieces = "<![CDATA[xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx]]>".repeat(10_000);
    let goods = format!("<Каталог><Товары><Товар><Ид>{pieces}</Ид></Товар></Товары></Каталог>");
    assert!(matches!(fault(&rooted(&goods)), Error::TooLong { line: 2, element } if element == "Ид"));
}

#[test]
fn endless_input_ends_with_its_limit_and_not_with_the_memory() {
    let limits = Limits { text: 1 << 10, bytes: 8 << 20, ..Limits::default() };
    let run = |start: &str, piece: &'static [u8]| {
        let begin = std::io::Cursor::new(rooted("").replace("</КоммерческаяИнформация>", start).into_bytes());
        let endless = begin.chain(BufReader::new(Endless { piece, at: 0 }));
        read(endless, &limits, &mut |_| Ok(())).unwrap_err()
    };
    assert!(
        matches!(run("<Каталог><Описание>", b"x"), Error::TooLong { element, .. } if element == "Описание")
    );
    assert!(
        matches!(run("<Каталог><Товары><Товар>", b"<a/>"), Error::TooLong { element, .. } if element == "Товар")
    );
    assert!(matches!(run("<Каталог>", b"<a/> "), Error::TooBig));
}

struct Endless {
    piece: &'static [u8],
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        for byte in into.iter_mut() {
            *byte = self.piece[self.at % self.piece.len()];
            self.at += 1;
        }
        Ok(into.len())
    }
}

#[test]
fn characters_that_a_database_refuses_are_dropped() {
    let records = inside(
        "<Классификатор><Группы><Группа><Ид>s</Ид><Наименование>А\u{0}Б\u{b}В</Наименование></Группа></Группы></Классификатор>",
    );
    assert!(matches!(&records[..], [Record::Section(section)] if section.name == "АБВ"), "{records:?}");
}

#[test]
fn a_caller_that_wants_no_more_gets_no_more() {
    let xml = rooted("<Контрагенты><Контрагент/><Контрагент/></Контрагенты>");
    let mut seen = 0;
    let answer = read(xml.as_bytes(), &Limits::default(), &mut |_| {
        seen += 1;
        Err(Stop)
    });
    assert!(matches!(answer, Err(Error::Stopped)));
    assert_eq!(seen, 1);
}
