//! Letters out: SMTP, a folder of files (the default, shown in the demo), or memory in tests.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// One letter, already in the reader's language.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Letter {
    pub from_name: String,
    pub to: String,
    pub to_name: String,
    pub subject: String,
    pub html: String,
    pub text: String,
}

/// Sends letters. An error is words for the journal of jobs; the job tries again.
#[async_trait]
pub trait Mailer: Send + Sync + 'static {
    async fn send(&self, letter: Letter) -> Result<(), String>;
}

/// Through a mail server.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: String,
}

/// Into a folder, one `.eml` a letter, the newest last by name.
pub struct FileMailer {
    folder: PathBuf,
    sender: String,
}

/// Into memory, for tests.
#[derive(Clone, Default)]
pub struct MemoryMailer(Arc<Mutex<Vec<Letter>>>);

impl SmtpMailer {
    /// `url` as lettre reads it: `smtp://user:password@host:587?tls=required`. `sender` is the address of all letters.
    pub fn new(url: &str, sender: &str) -> Result<Self, String> {
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| error.to_string())?.build();
        Ok(Self { transport, sender: sender.to_owned() })
    }
}

impl FileMailer {
    pub fn new(folder: PathBuf, sender: &str) -> Self {
        Self { folder, sender: sender.to_owned() }
    }
}

impl MemoryMailer {
    /// All letters so far, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}

impl Letter {
    /// The letter as a message. Line breaks in header values are dropped (T30).
    fn message(self, sender: &str) -> Result<Message, String> {
        let one_line = |s: &str| s.replace(['\r', '\n'], " ");
        let address = |name: &str, address: &str| -> Result<Mailbox, String> {
            Ok(Mailbox::new(
                Some(one_line(name)),
                address.parse().map_err(|error| format!("{address}: {error}"))?,
            ))
        };
        Message::builder()
            .from(address(&self.from_name, sender)?)
            .to(address(&self.to_name, &self.to)?)
            .subject(one_line(&self.subject))
            .multipart(MultiPart::alternative_plain_html(self.text, self.html))
            .map_err(|error| error.to_string())
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, letter: Letter) -> Result<(), String> {
        let message = letter.message(&self.sender)?;
        self.transport.send(message).await.map(|_| ()).map_err(|error| error.to_string())
    }
}

#[async_trait]
impl Mailer for FileMailer {
    async fn send(&self, letter: Letter) -> Result<(), String> {
        let message = letter.message(&self.sender)?;
        tokio::fs::create_dir_all(&self.folder).await.map_err(|error| error.to_string())?;
        let name = format!("{}.eml", crate::values::Id::<Letter>::new());
        tokio::fs::write(self.folder.join(name), message.formatted()).await.map_err(|error| error.to_string())
    }
}

#[async_trait]
impl Mailer for MemoryMailer {
    async fn send(&self, letter: Letter) -> Result<(), String> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(letter);
        Ok(())
    }
}
