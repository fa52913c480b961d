//! Well-formed elements and texts, one by one, within the limits; no DTD, and no entity that a DTD would define.

use std::borrow::Cow;
use std::io::{self, BufRead};
use std::sync::Arc;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::decoded::{Decoded, Halt};
use crate::{Error, Flaw, Limits};

/// An element that opens. Names are local: what a prefix means is not looked at.
pub struct Tag {
    pub name: String,
    pub line: u64,
    pub attributes: Vec<(String, String)>,
}

pub enum Token<'b> {
    Open(Tag),
    /// A piece of text, empty where something without text was passed.
    Text(Cow<'b, str>),
    Close,
    End,
}

pub struct Parser<R> {
    reader: Reader<Decoded<R>>,
    buffer: Vec<u8>,
    limits: Limits,
    depth: usize,
    rooted: bool,
    /// The element opened last, to name it where it is too long.
    last: String,
}

impl<R: BufRead> Parser<R> {
    pub fn new(input: R, limits: &Limits) -> Result<Self, Error> {
        let mut reader = Reader::from_reader(Decoded::new(input, limits)?);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, buffer: Vec::new(), limits: *limits, depth: 0, rooted: false, last: String::new() })
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    pub fn next(&mut self) -> Result<Token<'_>, Error> {
        self.buffer.clear();
        let line = self.reader.get_ref().line();
        self.reader.get_mut().begin(self.limits.text);
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(failure(self.reader.get_ref(), &self.last, line, error)),
        };
        match event {
            Event::Start(start) | Event::Empty(start) => {
                if self.depth == 0 && std::mem::replace(&mut self.rooted, true) {
                    return Err(not_xml(line, Flaw::Outside));
                }
                self.depth += 1;
                if self.depth > self.limits.depth {
                    return Err(Error::TooDeep { line });
                }
                let tag = open(&start, line, &self.limits)?;
                self.last.clone_from(&tag.name);
                Ok(Token::Open(tag))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Token::Close)
            }
            Event::Text(text) => inside(self.depth, line, text.xml10_content()),
            Event::CData(text) => inside(self.depth, line, text.xml10_content()),
            Event::GeneralRef(entity) => inside(self.depth, line, resolve(&entity, line)?),
            Event::DocType(_) => Err(Error::DoctypeRefused { line }),
            Event::Eof if self.depth > 0 => Err(not_xml(line, Flaw::Truncated)),
            Event::Eof if self.rooted => Ok(Token::End),
            Event::Eof => Err(Error::Empty),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Ok(Token::Text(Cow::Borrowed(""))),
        }
    }
}

/// Text around the root is blank.
fn inside(depth: usize, line: u64, text: Cow<'_, str>) -> Result<Token<'_>, Error> {
    if depth == 0 && !text.trim().is_empty() {
        return Err(not_xml(line, Flaw::Outside));
    }
    Ok(Token::Text(text))
}

fn open(start: &BytesStart<'_>, line: u64, limits: &Limits) -> Result<Tag, Error> {
    let name = start.local_name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|flaw| not_xml(line, Flaw::Syntax(flaw.to_string())))?;
        if attributes.len() >= limits.attributes {
            return Err(Error::TooLong { line, element: name });
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|flaw| not_xml(line, Flaw::Syntax(flaw.to_string())))?;
        attributes.push((attribute.key.local_name().as_ref().to_owned(), allowed(value.trim())));
    }
    Ok(Tag { name, line, attributes })
}

/// Without the characters that XML forbids and a database refuses.
pub fn allowed(text: &str) -> String {
    let forbidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.contains(forbidden) { text.replace(forbidden, "") } else { text.to_owned() }
}

fn resolve(entity: &BytesRef<'_>, line: u64) -> Result<Cow<'static, str>, Error> {
    let named = match entity.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        other => {
            let unknown = || not_xml(line, Flaw::Entity(other.chars().take(40).collect()));
            let letter = entity.resolve_char_ref().ok().flatten().ok_or_else(unknown)?;
            return Ok(Cow::Owned(letter.to_string()));
        }
    };
    Ok(Cow::Borrowed(named))
}

fn not_xml(line: u64, reason: Flaw) -> Error {
    Error::NotXml { line, reason }
}

/// The event began at `began`; the fault is where reading stopped.
fn failure<R: BufRead>(input: &Decoded<R>, last: &str, began: u64, error: quick_xml::Error) -> Error {
    let line = input.line();
    match (input.halt(), error) {
        (Some(Halt::TooBig), _) => Error::TooBig,
        (Some(Halt::TooLong), _) => Error::TooLong { line: began, element: last.to_owned() },
        (Some(Halt::Bytes(name)), _) => not_xml(line, Flaw::Bytes(name)),
        (None, quick_xml::Error::Io(error)) => Error::Io(
            Arc::try_unwrap(error).unwrap_or_else(|shared| io::Error::new(shared.kind(), shared.to_string())),
        ),
        (None, quick_xml::Error::Syntax(_)) if input.is_at_end() => not_xml(line, Flaw::Truncated),
        (None, error) => not_xml(line, Flaw::Syntax(error.to_string())),
    }
}
