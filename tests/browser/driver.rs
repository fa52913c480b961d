//! A Chromium for one test, and what every screen must pass: axe, no sideways scroll, no word in the console.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities};

use crate::story::World;

const AXE: &str = include_str!("vendor/axe.min.js");

/// A browser that ends with the test.
pub struct Browser {
    pub driver: WebDriver,
    process: Child,
}

impl Browser {
    /// A window of this width and height in this language.
    pub async fn open(width: u32, height: u32, language: &str) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={free}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is missing: apt-get install -y chromium chromium-driver");
        let mut wishes = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP *.portico.test 127.0.0.1, MAP portico.test 127.0.0.1",
            &format!("--window-size={width},{height}"),
            &format!("--lang={language}"),
        ] {
            wishes.add_arg(argument).unwrap();
        }
        wishes.add_experimental_option("prefs", json!({ "intl.accept_languages": language })).unwrap();
        let server = format!("http://127.0.0.1:{free}");
        let mut tries = 0;
        let driver = loop {
            match WebDriver::new(&server, wishes.clone()).await {
                Ok(driver) => break driver,
                Err(error) if tries == 50 => panic!("no browser: {error}"),
                Err(_) => tries += 1,
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        };
        // The window's frame takes a part of the asked width, so the page's own size is set.
        let browser = Self { driver, process };
        browser.resize(width, height).await;
        browser
    }

    pub async fn resize(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    pub async fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        // Without motion: a colour on its way from one to the other is none of ours.
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    pub async fn devtools(&self, command: &str, parameters: Value) {
        let tools = self.driver.cdp();
        tools.send_raw(command, parameters).await.unwrap();
    }

    pub async fn go(&self, world: &World, slug: &str, path: &str) {
        let url = format!("http://{slug}.portico.test:{}{path}", world.address.port());
        self.driver.goto(url).await.unwrap();
    }

    /// A page of the public site.
    pub async fn go_public(&self, world: &World, path: &str) {
        let url = format!("{}{path}", world.app.config.public_url());
        self.driver.goto(url).await.unwrap();
    }

    pub async fn sign_in(&self, world: &World, slug: &str, email: &str) {
        self.driver.delete_all_cookies().await.unwrap();
        self.go(world, slug, "/login").await;
        self.fill("email", email).await;
        self.fill("password", crate::story::PASSWORD).await;
        self.press(Key::Enter).await;
        // The page of somebody who is in; the sign-in page itself would match anything weaker, and leaving it too early
        // cuts the form off.
        self.wait_for("form[action='/logout']").await;
    }

    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.wait_for(&format!("[name='{name}']")).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// A key to whatever has the focus.
    pub async fn press(&self, key: Key) {
        self.driver.active_element().await.unwrap().send_keys(key + "").await.unwrap();
    }

    pub async fn wait_for(&self, selector: &str) -> WebElement {
        let query =
            self.driver.query(By::Css(selector)).wait(Duration::from_secs(5), Duration::from_millis(50));
        match query.first().await {
            Ok(found) => found,
            Err(_) => panic!(
                "no {selector} at {}: {}",
                self.script("return location.href").await,
                self.words().await
            ),
        }
    }

    /// What a person reads now.
    async fn words(&self) -> String {
        self.script("return document.body ? document.body.innerText : 'no page'").await.to_string()
    }

    pub async fn script(&self, code: &str) -> Value {
        self.driver.execute(code, vec![]).await.unwrap().json().clone()
    }

    /// What every screen must pass, at both widths, light and dark.
    pub async fn checks(&self, place: &str) {
        for (width, height) in [(1440, 900), (390, 844)] {
            self.resize(width, height).await;
            for dark in [false, true] {
                self.dark(dark).await;
                let place = format!("{place} at {width} px{}", if dark { " in the dark" } else { "" });
                self.axe(&place).await;
                self.picture(&place).await;
                let over =
                    self.script("return document.documentElement.scrollWidth - window.innerWidth").await;
                assert!(over.as_i64().unwrap() <= 0, "{place}: {over} px stand out sideways");
            }
        }
        self.resize(1440, 900).await;
        self.dark(false).await;
    }

    /// A picture for people to look at: `PORTICO_SHOTS=1 cargo xtask test tests` leaves them in tests/shots.
    pub async fn picture(&self, place: &str) {
        if std::env::var_os("PORTICO_SHOTS").is_none() {
            return;
        }
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("shots");
        std::fs::create_dir_all(&folder).unwrap();
        let name: String = place.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        self.driver.screenshot(&folder.join(format!("{name}.png"))).await.unwrap();
    }

    async fn axe(&self, place: &str) {
        self.script(AXE).await;
        let found = self
            .driver
            .execute_async(
                "const done = arguments[arguments.length - 1];
                 axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                    .then(r => done(r.violations.filter(v => ['serious', 'critical'].includes(v.impact))
                        .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))))",
                vec![],
            )
            .await
            .unwrap();
        assert_eq!(found.json(), &json!([]), "{place}");
    }

    pub async fn close(self) {
        self.driver.clone().quit().await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _gone = self.process.wait();
    }
}
