//! The table as UTF-8, piece by piece; nothing that can't be read is passed over.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult};

use super::{Error, Limits, encoding};

/// The encoding is chosen by this much of the beginning.
const HEAD: u64 = 64 << 10;
const BUFFER: usize = 64 << 10;

pub struct Decoded<R> {
    input: R,
    decoder: Decoder,
    /// Bytes that came in and are not decoded yet.
    raw: Vec<u8>,
    raw_from: usize,
    text: Vec<u8>,
    from: usize,
    to: usize,
    left: u64,
    finished: bool,
    fault: Option<Fault>,
    ended: bool,
}

/// What waits behind the text that could still be read; its line is known when that is used up.
enum Fault {
    Encoding,
    NotText,
    TooBig,
    Io(io::Error),
}

impl<R: Read> Decoded<R> {
    pub fn new(mut input: R, limits: &Limits) -> Result<Self, Error> {
        let mut raw = Vec::new();
        let read = input.by_ref().take(HEAD.min(limits.bytes.saturating_add(1))).read_to_end(&mut raw);
        read.map_err(|source| Error::Io { line: 1, source })?;
        let length = u64::try_from(raw.len()).unwrap_or(u64::MAX);
        if length > limits.bytes {
            return Err(Error::TooBig { line: 1 });
        }
        let (encoding, mark) = encoding::of(&raw, length < HEAD);
        Ok(Self {
            input,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw,
            raw_from: mark,
            text: vec![0; BUFFER],
            from: 0,
            to: 0,
            left: limits.bytes.saturating_sub(length),
            finished: false,
            fault: None,
            ended: false,
        })
    }

    pub fn encoding(&self) -> &'static str {
        self.decoder.encoding().name()
    }

    /// The text that comes next, empty at the end. `line` is where the reader stands, for errors.
    pub fn ahead(&mut self, line: u64) -> Result<&[u8], Error> {
        while self.from == self.to && !self.ended {
            if let Some(fault) = self.fault.take() {
                self.ended = true;
                return Err(self.error(fault, line));
            }
            self.refill();
        }
        Ok(self.text.get(self.from..self.to).unwrap_or_default())
    }

    pub fn consume(&mut self, amount: usize) {
        self.from = self.from.saturating_add(amount).min(self.to);
    }

    fn error(&self, fault: Fault, line: u64) -> Error {
        match fault {
            Fault::Encoding => Error::Encoding { line, name: self.encoding() },
            Fault::NotText => Error::NotText { line },
            Fault::TooBig => Error::TooBig { line },
            Fault::Io(source) => Error::Io { line, source },
        }
    }

    fn refill(&mut self) {
        if self.raw_from == self.raw.len() && !self.finished {
            self.fault = self.fetch().err();
            if self.fault.is_some() {
                return;
            }
        }
        let raw = self.raw.get(self.raw_from..).unwrap_or_default();
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.finished);
        self.raw_from += read;
        (self.from, self.to) = (0, written);
        let text = self.text.get(..written).unwrap_or_default();
        if let Some(at) = text.iter().position(|byte| *byte == 0) {
            self.to = at;
            self.fault = Some(Fault::NotText);
        } else if matches!(result, DecoderResult::Malformed(..)) {
            self.fault = Some(Fault::Encoding);
        } else {
            self.ended = self.finished && result == DecoderResult::InputEmpty && written == 0;
        }
    }

    /// More raw bytes, or the news that there are none.
    fn fetch(&mut self) -> Result<(), Fault> {
        self.raw.clear();
        self.raw_from = 0;
        let most = u64::try_from(BUFFER).unwrap_or(u64::MAX).min(self.left.saturating_add(1));
        self.input.by_ref().take(most).read_to_end(&mut self.raw).map_err(Fault::Io)?;
        let length = u64::try_from(self.raw.len()).unwrap_or(u64::MAX);
        self.finished = length == 0;
        self.left = self.left.checked_sub(length).ok_or(Fault::TooBig)?;
        Ok(())
    }
}
