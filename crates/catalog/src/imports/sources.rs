//! The files of an import: a folder's, a zip's, or what was uploaded. Names are labels only; nothing is written by them.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use kit::text::Text;

/// One file to read.
#[derive(Debug, Clone)]
pub struct Source {
    /// As the sender called it.
    pub name: String,
    pub path: PathBuf,
    pub size: u64,
    pub form: Form,
}

/// By the first bytes, never by the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Xml,
    Table,
    Zip,
    /// Pictures and whatever else lies beside.
    Other,
}

/// What a zip may unpack to, in bytes and files (T31).
const MOST_BYTES: u64 = 2 << 30;
const MOST_FILES: usize = 2_000;

/// Files by name; zips are unpacked into `scratch` under names of our own. The error is words for the sender.
pub fn gather(files: Vec<(String, PathBuf)>, scratch: &Path) -> Result<Vec<Source>, Text> {
    let mut sources = Vec::new();
    for (name, path) in files {
        let source = look(name, path)?;
        if source.form == Form::Zip {
            sources.extend(unpack(&source, scratch, MOST_BYTES)?);
        } else {
            sources.push(source);
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    let readable = |source: &&Source| matches!(source.form, Form::Xml | Form::Table);
    match (sources.iter().find(readable), sources.first()) {
        (Some(_), _) => Ok(sources.into_iter().filter(|source| readable(&source)).collect()),
        (None, Some(other)) => Err(wrong_type(&other.name)),
        (None, None) => Err(Text::key("catalog-import-nothing")),
    }
}

fn wrong_type(name: &str) -> Text {
    Text::key("catalog-import-wrong-type").with("file", name)
}

fn broken(name: &str) -> Text {
    Text::key("catalog-import-broken-zip").with("file", name)
}

fn look(name: String, path: PathBuf) -> Result<Source, Text> {
    let read = || -> io::Result<(u64, Vec<u8>)> {
        let file = File::open(&path)?;
        let size = file.metadata()?.len();
        let mut head = Vec::new();
        file.take(512).read_to_end(&mut head)?;
        Ok((size, head))
    };
    match read() {
        Ok((0, _)) => Err(Text::key("catalog-import-empty-file").with("file", name)),
        Ok((size, head)) => Ok(Source { form: form(&head), name, path, size }),
        Err(error) => {
            tracing::warn!(%error, "A file of an import cannot be opened.");
            Err(Text::key("catalog-import-cannot-open").with("file", name))
        }
    }
}

/// A table is text: it holds no zero bytes, unless it is UTF-16, which says so.
fn form(head: &[u8]) -> Form {
    let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    let visible = head
        .iter()
        .find(|byte| !matches!(byte, 0xEF | 0xBB | 0xBF | 0xFE | 0xFF | 0 | b' ' | b'\t' | b'\r' | b'\n'));
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Form::Zip
    } else if visible == Some(&b'<') {
        Form::Xml
    } else if utf16 || (!head.contains(&0) && !head.starts_with(b"%PDF") && !head.starts_with(&[0xFF, 0xD8]))
    {
        Form::Table
    } else {
        Form::Other
    }
}

/// Every file of the zip that can be read, in files with numbers for names. Counts what comes out, since headers lie.
fn unpack(zip: &Source, scratch: &Path, most: u64) -> Result<Vec<Source>, Text> {
    let file = File::open(&zip.path).map_err(|_| broken(&zip.name))?;
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| broken(&zip.name))?;
    if archive.len() > MOST_FILES {
        return Err(too_much(&zip.name));
    }
    let mut left = most;
    let mut sources = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| broken(&zip.name))?;
        let inside = entry.name().map_err(|_| broken(&zip.name))?.into_owned();
        if !entry.is_file() || !is_text(&inside) {
            continue;
        }
        let name = label(&inside);
        let path = scratch.join(format!("{}-{index}", sources.len()));
        let written = copy(entry, &path, left).map_err(|_| broken(&zip.name))?;
        left = left.checked_sub(written).filter(|left| *left > 0).ok_or_else(|| too_much(&zip.name))?;
        if written > 0 {
            sources.push(look(name, path)?);
        }
    }
    Ok(sources)
}

fn too_much(name: &str) -> Text {
    Text::key("catalog-import-zip-too-big").with("file", name)
}

/// Pictures stay in the zip: goods only note their paths.
fn is_text(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["xml", "csv", "txt", "tsv"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The last part of a path of either kind, without control characters.
pub fn label(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if clean.is_empty() { "file".to_owned() } else { clean }
}

fn copy(entry: impl Read, path: &Path, most: u64) -> io::Result<u64> {
    let mut file = File::create_new(path)?;
    let written = io::copy(&mut entry.take(most.saturating_add(1)), &mut file)?;
    file.flush()?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_by_their_first_bytes() {
        assert_eq!(form("\u{feff}<?xml".as_bytes()), Form::Xml);
        assert_eq!(form(b"\xFF\xFE<\0?\0"), Form::Xml);
        assert_eq!(form(b"PK\x03\x04rest"), Form::Zip);
        assert_eq!(form("id;артикул\n".as_bytes()), Form::Table);
        assert_eq!(form(b"\xD0\xCF\x11\xE0\0\0"), Form::Other);
        assert_eq!(form(b"%PDF-1.7"), Form::Other);
    }

    #[test]
    fn a_bomb_is_stopped_by_what_comes_out_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.zip");
        let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
        zip.start_file("goods.csv", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b' '; 4 << 20]).unwrap();
        zip.finish().unwrap();
        let source = look("bomb.zip".to_owned(), path).unwrap();
        assert!(source.size < 64 << 10);
        let error = unpack(&source, folder.path(), 1 << 20).unwrap_err();
        assert_eq!(error.name(), "catalog-import-zip-too-big");
        let written = std::fs::metadata(folder.path().join("0-0")).unwrap().len();
        assert!(written <= (1 << 20) + 1, "{written}");
    }

    #[test]
    fn labels_hold_no_paths() {
        assert_eq!(label("../../etc/passwd"), "passwd");
        assert_eq!(label("webdata\\import0_1.xml"), "import0_1.xml");
        assert_eq!(label("a/\u{7}"), "file");
    }
}
