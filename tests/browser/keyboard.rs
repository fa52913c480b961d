//! Somebody's hands on a Russian keyboard: keys by their places, counted as UX §1 counts them.

use std::cell::Cell;

use serde_json::{Value, json};

use super::driver::Browser;

/// What a letter key types in the Russian layout; its place is what the portal listens to.
fn letter(code: &str) -> &'static str {
    match code {
        "KeyG" => "п",
        "KeyB" => "и",
        "KeyO" => "щ",
        "KeyR" => "к",
        "KeyJ" => "о",
        other => panic!("which letter is {other}?"),
    }
}

const CONTROL: u32 = 2;

/// Seconds between the two keys of a chord.
const BETWEEN_KEYS: f64 = 0.2;

/// Seconds since 1970.
fn now() -> f64 {
    std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs_f64()
}

/// Hands that count their presses; a chord is one.
pub struct Hands<'a> {
    browser: &'a Browser,
    presses: Cell<u32>,
}

impl<'a> Hands<'a> {
    pub fn on(browser: &'a Browser) -> Self {
        Self { browser, presses: Cell::new(0) }
    }

    pub fn presses(&self) -> u32 {
        self.presses.get()
    }

    fn count(&self) {
        self.presses.set(self.presses.get() + 1);
    }

    async fn stroke(&self, code: &str, key: &str, text: &str, modifiers: u32) {
        self.stroke_at(code, key, text, modifiers, now()).await;
    }

    /// A press at a moment, in seconds since 1970: the page is told it, however late the driver brings the press.
    async fn stroke_at(&self, code: &str, key: &str, text: &str, modifiers: u32, at: f64) {
        self.count();
        let virtual_key = match code {
            "Enter" => 13,
            "Tab" => 9,
            _ => 0,
        };
        let down = json!({ "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" }, "code": code, "key": key,
                           "text": text, "modifiers": modifiers, "windowsVirtualKeyCode": virtual_key,
                           "timestamp": at });
        self.browser.devtools("Input.dispatchKeyEvent", down).await;
        let up = json!({ "type": "keyUp", "code": code, "key": key, "modifiers": modifiers,
                         "windowsVirtualKeyCode": virtual_key });
        self.browser.devtools("Input.dispatchKeyEvent", up).await;
    }

    /// A letter key, as it comes from the Russian layout.
    pub async fn letter(&self, code: &str) {
        self.stroke(code, letter(code), letter(code), 0).await;
    }

    /// Two letter keys one after the other, as fast as people press them: G O goes to the orders.
    pub async fn chord(&self, first: &str, second: &str) {
        let start = now();
        for (code, at) in [(first, start), (second, start + BETWEEN_KEYS)] {
            self.stroke_at(code, letter(code), letter(code), 0, at).await;
        }
    }

    pub async fn tab(&self) {
        self.stroke("Tab", "Tab", "", 0).await;
    }

    pub async fn enter(&self) {
        self.stroke("Enter", "Enter", "\r", 0).await;
    }

    pub async fn control_enter(&self) {
        self.stroke("Enter", "Enter", "", CONTROL).await;
    }

    /// Content is not counted.
    pub async fn types(&self, text: &str) {
        self.browser.devtools("Input.insertText", json!({ "text": text })).await;
    }

    /// Ctrl+V of this text into whatever has the focus.
    pub async fn paste(&self, text: &str) {
        self.count();
        let text = Value::from(text).to_string();
        self.browser
            .script(&format!(
                "const data = new DataTransfer(); data.setData('text/plain', {text});
                 document.activeElement.dispatchEvent(
                   new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}));"
            ))
            .await;
    }
}
