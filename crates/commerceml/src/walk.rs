//! The way through a file: which elements are entered, which are taken as records, and which are passed by.

use std::io::BufRead;

use crate::input::{Node, Parser, Tag, Token, collect};
use crate::make::{self, Frame, Kind};
use crate::{Error, Head, Record, Stop};

const ROOT: &str = "КоммерческаяИнформация";

/// The element we stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    Classifier,
    Catalog,
    Goods,
    Package,
    Offers,
    /// Any list of the classifier; packages and catalogs hold such lists too.
    List,
    /// `Контрагенты` and `Контейнер`.
    Others,
}

enum Step {
    Enter(Place),
    Take(Kind),
    /// A part of the catalog or package itself, such as its id.
    Field,
    Pass,
}

fn step(place: Place, name: &str) -> Step {
    use Place::{Catalog, Classifier, Goods, List, Offers, Others, Package, Root};
    match (place, name) {
        (Root, "Классификатор") => Step::Enter(Classifier),
        (Root, "Каталог") => Step::Enter(Catalog),
        (Root, "ПакетПредложений" | "ИзмененияПакетаПредложений" | "ПредложенияИзменения") => {
            Step::Enter(Package)
        }
        (Root, "Контрагенты" | "Контейнер") => Step::Enter(Others),
        (
            Root | Classifier | Catalog | Package,
            "Группы" | "Свойства" | "ТипыЦен" | "Склады" | "ЕдиницыИзмерения",
        ) => Step::Enter(List),
        (Catalog, "Товары") => Step::Enter(Goods),
        (Package, "Предложения" | "ПредложенияИзменения") => {
            Step::Enter(Offers)
        }
        (Catalog | Goods, "Товар") => Step::Take(Kind::Good),
        (Package | Offers, "Предложение") => Step::Take(Kind::Offer),
        (List, "Группа") => Step::Take(Kind::Section),
        (List, "Свойство" | "СвойствоНоменклатуры") => Step::Take(Kind::Property),
        (List, "ТипЦены") => Step::Take(Kind::PriceType),
        (List, "Склад") => Step::Take(Kind::Warehouse),
        (List, "ЕдиницаИзмерения") => Step::Take(Kind::Unit),
        (Root | Others, "Документ") => Step::Take(Kind::Document),
        (Others, "Контрагент") => Step::Take(Kind::Counterparty),
        (Catalog | Package, "Ид" | "ИдКаталога" | "ИдКлассификатора") => {
            Step::Field
        }
        _ => Step::Pass,
    }
}

pub fn walk<R: BufRead>(
    mut parser: Parser<R>,
    each: &mut dyn FnMut(Record) -> Result<(), Stop>,
) -> Result<Head, Error> {
    let head = root(&mut parser)?;
    let mut way = Way { parser, each, places: vec![Place::Root], frame: None };
    while let Some(place) = way.places.last().copied() {
        match way.parser.next()? {
            Token::Open(tag) => way.open(place, tag)?,
            Token::Text(_) => {}
            Token::Close | Token::End => way.close(place)?,
        }
    }
    // Whatever follows the root must still be well-formed, and nothing may.
    while !matches!(way.parser.next()?, Token::End) {}
    Ok(head)
}

fn root<R: BufRead>(parser: &mut Parser<R>) -> Result<Head, Error> {
    loop {
        if let Token::Open(tag) = parser.next()? {
            let known = tag.name == ROOT;
            return if known { Ok(make::head(&tag)) } else { Err(Error::NotCommerceMl { root: tag.name }) };
        }
    }
}

struct Way<'a, R> {
    parser: Parser<R>,
    each: &'a mut dyn FnMut(Record) -> Result<(), Stop>,
    places: Vec<Place>,
    /// The catalog or package that was entered and not yet given: its id comes as a child.
    frame: Option<Frame>,
}

impl<R: BufRead> Way<'_, R> {
    fn open(&mut self, place: Place, tag: Tag) -> Result<(), Error> {
        match step(place, &tag.name) {
            Step::Enter(to) => self.enter(to, &tag),
            Step::Take(kind) => {
                self.announce(matches!(place, Place::Catalog | Place::Package))?;
                let node = collect(&mut self.parser, tag)?;
                self.give(kind, &node)
            }
            Step::Field => {
                let node = collect(&mut self.parser, tag)?;
                if let Some(frame) = &mut self.frame {
                    frame.learn(node);
                }
                Ok(())
            }
            Step::Pass => self.pass(),
        }
    }

    fn enter(&mut self, to: Place, tag: &Tag) -> Result<(), Error> {
        match to {
            Place::Catalog | Place::Package => self.frame = Some(Frame::of(tag, to == Place::Catalog)),
            Place::Goods | Place::Offers => self.announce(true)?,
            _ => {}
        }
        self.places.push(to);
        Ok(())
    }

    fn close(&mut self, place: Place) -> Result<(), Error> {
        self.places.pop();
        self.announce(matches!(place, Place::Catalog | Place::Package))
    }

    fn announce(&mut self, due: bool) -> Result<(), Error> {
        match self.frame.take_if(|_| due) {
            Some(frame) => (self.each)(frame.into_record()).map_err(|Stop| Error::Stopped),
            None => Ok(()),
        }
    }

    fn give(&mut self, kind: Kind, node: &Node) -> Result<(), Error> {
        for record in make::records(kind, node) {
            (self.each)(record).map_err(|Stop| Error::Stopped)?;
        }
        Ok(())
    }

    /// Reads over the element that was just opened.
    fn pass(&mut self) -> Result<(), Error> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.parser.next()? {
                Token::Open(_) => depth += 1,
                Token::Close | Token::End => depth -= 1,
                Token::Text(_) => {}
            }
        }
        Ok(())
    }
}
