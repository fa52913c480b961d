//! What a logo may be: a PNG, JPEG or WebP by its first bytes, with a size that a page can show. Nothing is decoded.

use kit::look;
use kit::text::Text;
use kit::web::{PictureHead, UploadedFile};

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
    let Some(PictureHead { kind, width, height }) = PictureHead::of(bytes) else {
        let key = if PictureHead::is_svg(bytes) { "accounts-logo-svg" } else { "accounts-logo-kind" };
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
