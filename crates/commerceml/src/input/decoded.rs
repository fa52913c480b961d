//! The file as UTF-8, whatever it was; counts its lines and stops where a limit is reached.

use std::io::{self, BufRead, Chain, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult};

use super::encoding;
use crate::{Error, Limits};

/// Enough for a declaration and the name of the root.
const HEAD: u64 = 1024;
const BUFFER: usize = 64 << 10;
/// Above the limit of a text, so that the brackets around it have room.
const ROOM: usize = 16;

/// Why reading stopped, behind an `io::Error` that can't say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    TooBig,
    TooLong,
    Bytes(&'static str),
}

pub struct Decoded<R> {
    input: Chain<Cursor<Vec<u8>>, R>,
    decoder: Decoder,
    buffer: Vec<u8>,
    from: usize,
    to: usize,
    line: u64,
    /// Bytes of the input that may still come.
    left: u64,
    /// Bytes that the event under reading may still take.
    allowance: usize,
    broken: bool,
    ended: bool,
    halt: Option<Halt>,
}

impl<R: BufRead> Decoded<R> {
    pub fn new(mut input: R, limits: &Limits) -> Result<Self, Error> {
        let mut head = Vec::new();
        input.by_ref().take(HEAD).read_to_end(&mut head).map_err(Error::Io)?;
        let (encoding, mark) = encoding::of(&head)?;
        head.drain(..mark);
        Ok(Self {
            input: Cursor::new(head).chain(input),
            decoder: encoding.new_decoder_without_bom_handling(),
            buffer: vec![0; BUFFER],
            from: 0,
            to: 0,
            line: 1,
            left: limits.bytes,
            allowance: 0,
            broken: false,
            ended: false,
            halt: None,
        })
    }

    /// A new event begins and may be as long as one text.
    pub fn begin(&mut self, text: usize) {
        self.allowance = text.saturating_add(ROOM);
    }

    /// Of the next byte, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    pub fn halt(&self) -> Option<Halt> {
        self.halt
    }

    pub fn is_at_end(&self) -> bool {
        self.ended && self.from == self.to
    }

    fn refill(&mut self) -> io::Result<()> {
        (self.from, self.to) = (0, 0);
        while self.to == 0 && !self.ended {
            if self.broken {
                return Err(self.stop(Halt::Bytes(self.decoder.encoding().name())));
            }
            self.decode_some()?;
        }
        Ok(())
    }

    fn decode_some(&mut self) -> io::Result<()> {
        let source = self.input.fill_buf()?;
        let last = source.is_empty();
        if !last && self.left == 0 {
            return Err(self.stop(Halt::TooBig));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(source.len());
        let source = source.get(..most).unwrap_or_default();
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(source, &mut self.buffer, last);
        self.input.consume(read);
        self.left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        self.to = written;
        self.broken = matches!(result, DecoderResult::Malformed(..));
        self.ended = last && result == DecoderResult::InputEmpty;
        Ok(())
    }

    fn stop(&mut self, halt: Halt) -> io::Error {
        self.halt = Some(halt);
        io::ErrorKind::InvalidData.into()
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.from == self.to {
            self.refill()?;
        }
        if self.allowance == 0 && self.from < self.to {
            return Err(self.stop(Halt::TooLong));
        }
        let to = self.from.saturating_add(self.allowance).min(self.to);
        Ok(self.buffer.get(self.from..to).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let to = self.from.saturating_add(amount).min(self.to);
        let taken = self.buffer.get(self.from..to).unwrap_or_default();
        let lines: u64 = taken.iter().map(|byte| u64::from(*byte == b'\n')).sum();
        self.line = self.line.saturating_add(lines);
        self.allowance = self.allowance.saturating_sub(amount);
        self.from = to;
    }
}
