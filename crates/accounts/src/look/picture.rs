//! What a logo may be: a PNG, JPEG or WebP by its first bytes, with a size that a page can show. Nothing is decoded.

use kit::look;
use kit::text::Text;
use kit::web::UploadedFile;

const SMALLEST: u32 = 16;
const BIGGEST: u32 = 4_000;

/// A picture whose head was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// The ending of its address.
    pub kind: &'static str,
    pub width: u32,
    pub height: u32,
    pub hash: String,
}

/// The head of the file, or what is wrong with it. Neither its name nor what the browser claims is believed.
pub(super) fn check(file: &UploadedFile) -> Result<Picture, Text> {
    let bytes = &file.bytes[..];
    if bytes.is_empty() {
        return Err(Text::key("accounts-logo-empty").with("name", file.name.as_str()));
    }
    let Some((kind, width, height)) = head(bytes) else {
        let key = if is_svg(bytes) { "accounts-logo-svg" } else { "accounts-logo-kind" };
        return Err(Text::key(key).with("name", file.name.as_str()));
    };
    if [width, height].iter().any(|side| !(SMALLEST..=BIGGEST).contains(side)) {
        return Err(Text::key("accounts-logo-size")
            .with("name", file.name.as_str())
            .with("width", i64::from(width))
            .with("height", i64::from(height)));
    }
    Ok(Picture { kind, width, height, hash: look::hash(bytes) })
}

type Head = Option<(&'static str, u32, u32)>;

fn head(bytes: &[u8]) -> Head {
    png(bytes).or_else(|| jpeg(bytes)).or_else(|| webp(bytes))
}

fn png(bytes: &[u8]) -> Head {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let [w @ .., _, _, _, _] = header.first_chunk::<8>()?;
    Some(("png", u32::from_be_bytes(*w), u32::from_be_bytes(*header.get(4..)?.first_chunk()?)))
}

/// Walks the segments to the frame's header.
fn jpeg(bytes: &[u8]) -> Head {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low] = rest.first_chunk::<4>()? else { return None };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let [height @ .., _, _] = rest.get(5..)?.first_chunk::<4>()?;
            let width = rest.get(7..)?.first_chunk()?;
            return Some((
                "jpg",
                u32::from(u16::from_be_bytes(*width)),
                u32::from(u16::from_be_bytes(*height)),
            ));
        }
        // A segment without a length, or the picture itself before its header: not a file that browsers show.
        if length < 2 || matches!(marker, 0x00..=0x01 | 0xd0..=0xda) {
            return None;
        }
        rest = rest.get(2 + length..)?;
    }
}

fn webp(bytes: &[u8]) -> Head {
    let riff = bytes.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let (chunk, body) = (riff.first_chunk::<4>()?, riff.get(8..)?);
    let three = |at: usize| {
        let [a, b, c] = *body.get(at..)?.first_chunk::<3>()?;
        Some(u32::from_le_bytes([a, b, c, 0]))
    };
    let two = |at: usize| Some(u32::from(u16::from_le_bytes(*body.get(at..)?.first_chunk()?)));
    let (width, height) = match chunk {
        b"VP8X" => (three(4)? + 1, three(7)? + 1),
        b"VP8 " if body.get(3..6)? == b"\x9d\x01\x2a" => (two(6)? & 0x3fff, two(8)? & 0x3fff),
        b"VP8L" if body.first()? == &0x2f => {
            let bits = u32::from_le_bytes(*body.get(1..)?.first_chunk()?);
            ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        _ => return None,
    };
    Some(("webp", width, height))
}

fn is_svg(bytes: &[u8]) -> bool {
    let start: Vec<u8> = bytes.iter().take(2_000).map(u8::to_ascii_lowercase).collect();
    start.windows(4).any(|four| four == b"<svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
        [&head[..], &width.to_be_bytes(), &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat()
    }

    fn checked(bytes: Vec<u8>) -> Result<Picture, String> {
        let file = UploadedFile {
            field: "logo".into(),
            name: "logo.png".into(),
            content_type: "image/png".into(),
            bytes: bytes.into(),
        };
        check(&file).map_err(|text| format!("{text:?}"))
    }

    #[test]
    fn sizes_are_read_from_the_head_of_each_kind() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08\x00\x40\x01\x40\x03".to_vec();
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x40\x01\x40\x00".to_vec();
        let bits = (0x13f_u32 | 0x3f << 14).to_le_bytes();
        let lossless = [&b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f"[..], &bits].concat();
        let extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\x3f\0\0".to_vec();
        for (bytes, kind) in
            [(png_of(320, 64), "png"), (jpeg, "jpg"), (lossy, "webp"), (lossless, "webp"), (extended, "webp")]
        {
            let read = checked(bytes).unwrap();
            assert_eq!((read.kind, read.width, read.height), (kind, 320, 64));
        }
    }

    #[test]
    fn what_is_no_picture_for_a_page_is_told_apart() {
        for (bytes, key) in [
            (Vec::new(), "accounts-logo-empty"),
            (b"GIF89a\x40\x01\x40\x00".to_vec(), "accounts-logo-kind"),
            (b"\x89PNG\r\n\x1a\n".to_vec(), "accounts-logo-kind"),
            (b"<?xml version='1.0'?>\n<SVG onload='alert(1)'>".to_vec(), "accounts-logo-svg"),
            (b"<html><script>alert(1)</script>".to_vec(), "accounts-logo-kind"),
            (b"\xff\xd8\xff\xe0\x00\x00".to_vec(), "accounts-logo-kind"),
            (png_of(0, 64), "accounts-logo-size"),
            (png_of(u32::MAX, 64), "accounts-logo-size"),
        ] {
            let said = checked(bytes).unwrap_err();
            assert!(said.contains(key), "{said}");
        }
    }

    #[test]
    fn a_head_cut_anywhere_is_no_picture_and_no_panic() {
        let whole = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08\x00\x40\x01\x40\x03".to_vec();
        for length in 0..whole.len() - 1 {
            assert!(checked(whole[..length].to_vec()).is_err(), "{length}");
        }
    }
}
