//! One record as a small tree, and questions to it. Its weight is limited, so memory stays constant.

use std::io::BufRead;

use super::parser::{Parser, Tag, Token, allowed};
use crate::{Error, Limits};

/// About what an element costs besides its texts.
const ELEMENT: usize = 128;

#[derive(Debug)]
pub struct Node {
    pub name: String,
    pub line: u64,
    /// Of its own, without that of children; trimmed.
    pub text: String,
    pub children: Vec<Self>,
    attributes: Vec<(String, String)>,
}

/// Reads the element that `tag` opened to its end.
pub fn collect<R: BufRead>(parser: &mut Parser<R>, tag: Tag) -> Result<Node, Error> {
    let limits = *parser.limits();
    let (kind, line) = (tag.name.clone(), tag.line);
    let mut scale = Scale { left: limits.record(), kind, line };
    let mut open = Vec::new();
    let mut node = scale.put(tag)?;
    loop {
        match parser.next()? {
            Token::Open(tag) => {
                // Words on both sides of a child stay two words.
                if !node.text.is_empty() {
                    node.append(" ", &limits)?;
                }
                open.push(std::mem::replace(&mut node, scale.put(tag)?));
            }
            Token::Text(text) => {
                scale.take(text.len())?;
                node.append(&text, &limits)?;
            }
            Token::Close | Token::End => {
                node.tidy();
                let Some(parent) = open.pop() else { return Ok(node) };
                let child = std::mem::replace(&mut node, parent);
                node.children.push(child);
            }
        }
    }
}

/// What the record may still weigh.
struct Scale {
    left: usize,
    kind: String,
    line: u64,
}

impl Scale {
    fn put(&mut self, tag: Tag) -> Result<Node, Error> {
        let attributes: usize =
            tag.attributes.iter().map(|(name, value)| ELEMENT + name.len() + value.len()).sum();
        self.take(ELEMENT + tag.name.len() + attributes)?;
        let Tag { name, line, attributes } = tag;
        Ok(Node { name, line, text: String::new(), children: Vec::new(), attributes })
    }

    fn take(&mut self, weight: usize) -> Result<(), Error> {
        let heavy = || Error::TooLong { line: self.line, element: self.kind.clone() };
        self.left = self.left.checked_sub(weight).ok_or_else(heavy)?;
        Ok(())
    }
}

impl Node {
    fn append(&mut self, text: &str, limits: &Limits) -> Result<(), Error> {
        // Blanks between the children of a long list are no text.
        let text = if self.text.is_empty() { text.trim_start() } else { text };
        if self.text.len().saturating_add(text.len()) > limits.text {
            return Err(Error::TooLong { line: self.line, element: self.name.clone() });
        }
        self.text.push_str(text);
        Ok(())
    }

    fn tidy(&mut self) {
        self.text = allowed(self.text.trim());
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of a child, empty where there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.child(name).map(|child| child.text.as_str()).unwrap_or_default()
    }

    /// The text of a child that is there and not blank.
    pub fn filled(&self, name: &str) -> Option<String> {
        self.child(name).map(|child| child.text.clone()).filter(|text| !text.is_empty())
    }

    /// Every text of this name that is not blank.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.all(name).map(|child| child.text.clone()).filter(|text| !text.is_empty()).collect()
    }

    /// The items of a list: `list("Цены", "Цена")`.
    pub fn list<'a>(&'a self, name: &'a str, item: &'a str) -> impl Iterator<Item = &'a Self> {
        self.all(name).flat_map(move |list| list.all(item))
    }

    /// Both ways in which 1C says that something is gone.
    pub fn is_deleted(&self) -> bool {
        let status =
            self.attribute("Статус").or_else(|| self.child("Статус").map(|child| child.text.as_str()));
        matches!(status, Some("Удален" | "Удалён")) || truth(self.text_of("ПометкаУдаления")) == Some(true)
    }

    /// Its text, then that of everything inside: descriptions may hold markup that was not escaped.
    pub fn whole_text(&self) -> String {
        let mut parts = vec![self.text.clone()];
        parts.extend(self.children.iter().map(Self::whole_text));
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }
}

pub fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "1" | "да" => Some(true),
        "false" | "0" | "нет" => Some(false),
        _ => None,
    }
}
