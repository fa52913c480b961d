//! The forms that a catalog is written in.

use std::io::{self, BufWriter, Write};

use crate::plan::Plan;
use crate::{cml, csv};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CommerceML 2.07: goods in one file, offers with prices and stock in another.
    Cml207,
    /// CommerceML 3.1: goods, offers, prices and stock in a file each.
    Cml31,
    /// Three tables for spreadsheets.
    Csv,
}

pub(crate) type File = BufWriter<Box<dyn Write>>;
pub(crate) type Open<'a> = dyn FnMut(&str) -> io::Result<Box<dyn Write>> + 'a;

/// The names of the files of a form, in the order in which they are opened.
pub const fn files(format: Format) -> &'static [&'static str] {
    match format {
        Format::Cml207 => &cml::FILES_207,
        Format::Cml31 => &cml::FILES_31,
        Format::Csv => &csv::FILES,
    }
}

/// Writes the files of a form, holding one good at a time.
///
/// With `changed`, writes a later exchange of so many goods, whose prices rose by 5 % and whose stock fell by
/// one. Tables have no word for a later exchange: `Csv` is always whole.
pub fn write(
    plan: &Plan,
    format: Format,
    changed: Option<u32>,
    open: &mut dyn FnMut(&str) -> io::Result<Box<dyn Write>>,
) -> io::Result<()> {
    match format {
        Format::Cml207 => cml::write(plan, cml::Scheme::V207, changed, open),
        Format::Cml31 => cml::write(plan, cml::Scheme::V31, changed, open),
        Format::Csv => csv::write(plan, open),
    }
}

pub(crate) fn create(open: &mut Open<'_>, name: &str) -> io::Result<File> {
    Ok(BufWriter::new(open(name)?))
}
