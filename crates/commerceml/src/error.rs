//! Why a whole file can't be read; a single bad field is a `Problem` among the records instead.

/// Nothing after the place of an error has been given.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the file is empty")]
    Empty,
    #[error("line {line}: not XML: {reason}")]
    NotXml { line: u64, reason: Flaw },
    #[error("line {line}: a DOCTYPE is refused")]
    DoctypeRefused { line: u64 },
    #[error("the root is {root}, so this is no CommerceML")]
    NotCommerceMl { root: String },
    #[error("line {line}: elements are nested too deep")]
    TooDeep { line: u64 },
    #[error("line {line}: {element} is too long")]
    TooLong { line: u64, element: String },
    #[error("the file is too big")]
    TooBig,
    #[error("the encoding {name} is not known")]
    Encoding { name: String },
    #[error("the caller stopped")]
    Stopped,
    #[error("the input failed")]
    Io(#[source] std::io::Error),
}

/// What is wrong with the XML, as data: the words are the caller's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("the file ends before its last element does")]
    Truncated,
    #[error("bytes that are no {0}")]
    Bytes(&'static str),
    #[error("the entity {0} is not known")]
    Entity(String),
    #[error("text or elements outside the root")]
    Outside,
    #[error("{0}")]
    Syntax(String),
}
