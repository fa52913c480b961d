//! What kind of picture some bytes are, and how big: by their first bytes, neither by a name nor by what a browser claims.
//! Nothing is decoded.

/// The head of a PNG, JPEG or WebP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureHead {
    /// The ending of its address: `png`, `jpg`, `webp`.
    pub kind: &'static str,
    pub width: u32,
    pub height: u32,
}

impl PictureHead {
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let (kind, width, height) = head(bytes)?;
        Some(Self { kind, width, height })
    }

    /// A drawing that could carry scripts; it is told apart to be refused with better words.
    pub fn is_svg(bytes: &[u8]) -> bool {
        is_svg(bytes)
    }

    /// What an answer says of these bytes; none for endings that are no picture of ours.
    pub fn content_type(kind: &str) -> Option<&'static str> {
        match kind {
            "png" => Some("image/png"),
            "jpg" => Some("image/jpeg"),
            "webp" => Some("image/webp"),
            _ => None,
        }
    }
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
