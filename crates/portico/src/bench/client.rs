//! A small browser for load: one kept connection, whole bodies, a session's cookie.

use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::Result;

/// A connection that has rested so long may have been closed by the server, as browsers know too.
const IDLE: Duration = Duration::from_secs(2);

/// A signed-in person at one portal.
pub struct Client {
    address: String,
    host: String,
    cookie: Option<String>,
    kept: Option<(BufReader<TcpStream>, Instant)>,
    /// Asks for compressed pages, as browsers do.
    pub compressed: bool,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    pub body: Vec<u8>,
}

#[derive(Default)]
struct Head {
    status: u16,
    length: Option<usize>,
    chunked: bool,
    close: bool,
    location: Option<String>,
    session: Option<String>,
}

impl Client {
    /// `address`: where the server listens; `host`: the portal's name without a port.
    pub fn new(address: &str, host: &str) -> Self {
        Self {
            address: address.to_owned(),
            host: host.to_owned(),
            cookie: None,
            kept: None,
            compressed: false,
        }
    }

    /// The same session at a server that listens elsewhere.
    pub fn moved(&self, address: &str) -> Self {
        Self { cookie: self.cookie.clone(), ..Self::new(address, &self.host) }
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Result<()> {
        let answer = self.post("/login", &[("email", email), ("password", password)]).await?;
        if self.cookie.is_none() {
            return Err(format!("{email} could not sign in at {}: {}", self.host, answer.status));
        }
        Ok(())
    }

    /// A page that must be there.
    pub async fn page(&mut self, path: &str) -> Result<Answer> {
        let answer = self.get(path).await?;
        if answer.status == 200 { Ok(answer) } else { Err(format!("{path} answered {}", answer.status)) }
    }

    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, "").await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        self.send("POST", path, &kit::web::query(fields)).await
    }

    async fn send(&mut self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.host);
        if let Some(cookie) = &self.cookie {
            text.extend(["Cookie: session=", cookie, "\r\n"]);
        }
        if self.compressed {
            text.push_str("Accept-Encoding: gzip\r\n");
        }
        if method == "POST" {
            text.push_str(
                "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            );
            text.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        text.push_str("\r\n");
        text.push_str(body);
        let mut stream = match self.kept.take() {
            Some((stream, since)) if since.elapsed() < IDLE => stream,
            Some(_) | None => self.connect().await?,
        };
        let words = |error: std::io::Error| format!("{path}: {error}");
        stream.get_mut().write_all(text.as_bytes()).await.map_err(words)?;
        let head = read_head(&mut stream).await.map_err(words)?;
        let body = read_body(&mut stream, &head).await.map_err(words)?;
        if !head.close {
            self.kept = Some((stream, Instant::now()));
        }
        if let Some(session) = head.session {
            self.cookie = (!session.is_empty()).then_some(session);
        }
        Ok(Answer { status: head.status, location: head.location, body })
    }

    async fn connect(&self) -> Result<BufReader<TcpStream>> {
        let words = |error: std::io::Error| format!("{}: {error}", self.address);
        let stream = TcpStream::connect(&self.address).await.map_err(words)?;
        stream.set_nodelay(true).map_err(words)?;
        Ok(BufReader::with_capacity(64 << 10, stream))
    }
}

impl Answer {
    /// The value of a hidden field of the page's form.
    pub fn field(&self, name: &str) -> Result<String> {
        let body = String::from_utf8_lossy(&self.body);
        let value = body
            .split("<input")
            .find(|input| {
                input.split('>').next().is_some_and(|tag| tag.contains(&format!("name=\"{name}\"")))
            })
            .and_then(|input| input.split_once("value=\"")?.1.split('"').next().map(str::to_owned));
        value.ok_or_else(|| format!("the page has no field {name}"))
    }
}

async fn read_head(stream: &mut BufReader<TcpStream>) -> std::io::Result<Head> {
    let mut head = Head::default();
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let text = line.trim_end();
        if text.is_empty() {
            return Ok(head);
        }
        if let Some(rest) = text.strip_prefix("HTTP/1.1 ") {
            head.status = rest.split(' ').next().and_then(|status| status.parse().ok()).unwrap_or(0);
        } else if let Some((name, value)) = text.split_once(": ") {
            head.note(&name.to_ascii_lowercase(), value);
        }
    }
}

impl Head {
    fn note(&mut self, name: &str, value: &str) {
        match name {
            "content-length" => self.length = value.parse().ok(),
            "transfer-encoding" => self.chunked = value == "chunked",
            "connection" => self.close = value == "close",
            "location" => self.location = Some(value.to_owned()),
            "set-cookie" => {
                if let Some(rest) = value.strip_prefix("session=") {
                    self.session = rest.split(';').next().map(str::to_owned);
                }
            }
            _ => {}
        }
    }
}

async fn read_body(stream: &mut BufReader<TcpStream>, head: &Head) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if !head.chunked {
        body.resize(head.length.unwrap_or(0), 0);
        stream.read_exact(&mut body).await?;
        return Ok(body);
    }
    let mut line = String::new();
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let size = usize::from_str_radix(line.trim(), 16).unwrap_or(0);
        let mut chunk = vec![0; size + 2];
        stream.read_exact(&mut chunk).await?;
        if size == 0 {
            return Ok(body);
        }
        chunk.truncate(size);
        body.extend_from_slice(&chunk);
    }
}
