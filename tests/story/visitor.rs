//! Somebody at a browser: keeps cookies, sends forms, follows links only when told.

use std::net::SocketAddr;

use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, RequestBuilder, redirect};

use super::Page;

/// A browser at one host.
#[derive(Clone)]
pub struct Visitor {
    client: Client,
    base: String,
    host: String,
    pub session: Option<String>,
    flash: Option<String>,
    pub language: Option<&'static str>,
}

impl Visitor {
    pub fn at(address: SocketAddr, host: &str) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Self {
            client,
            base: format!("http://{address}"),
            host: host.to_owned(),
            session: None,
            flash: None,
            language: None,
        }
    }

    /// The same browser at another network address: 127.0.0.0/8 is all ours.
    pub fn from(mut self, address: [u8; 4]) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none());
        self.client = client.local_address(std::net::IpAddr::from(address)).build().unwrap();
        self
    }

    pub fn speaking(mut self, language: &'static str) -> Self {
        self.language = Some(language);
        self
    }

    /// The same cookies at another host.
    pub fn moved_to(&self, host: &str) -> Self {
        Self { host: host.to_owned(), ..self.clone() }
    }

    /// Without the words that wait for the next page: a browser keeps them for the host that said them.
    pub fn without_flash(mut self) -> Self {
        self.flash = None;
        self
    }

    pub async fn signed_in(mut self, email: &str, password: &str) -> Self {
        let page = self.post("/login", &[("email", email), ("password", password)]).await;
        assert_eq!(page.status, 303, "sign-in of {email}: {}", page.text());
        self
    }

    pub async fn get(&mut self, path: &str) -> Page {
        let request = self.request(Method::GET, path);
        self.send(request).await
    }

    /// A form of this site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin").form(fields);
        self.send(request).await
    }

    /// A form with files: (name of the file, its bytes), all under the field `files`.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
        let mut form = Form::new();
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        for (name, bytes) in files {
            form = form.part("files", Part::bytes(bytes.to_vec()).file_name((*name).to_owned()));
        }
        let request =
            self.request(Method::POST, path).header("sec-fetch-site", "same-origin").multipart(form);
        self.send(request).await
    }

    /// The request as a browser would make it, to be changed by a test.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request =
            self.client.request(method, format!("{}{path}", self.base)).header("host", &self.host);
        let cookies: Vec<String> = [("session", &self.session), ("flash", &self.flash)]
            .into_iter()
            .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={value}")))
            .collect();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        if let Some(language) = self.language {
            request = request.header("accept-language", language);
        }
        request
    }

    pub async fn send(&mut self, request: RequestBuilder) -> Page {
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let text = cookie.to_str().unwrap();
            let (name, rest) = text.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            let kept = (!value.is_empty()).then(|| value.to_owned());
            match name {
                "session" => self.session = kept,
                "flash" => self.flash = kept,
                other => panic!("an unknown cookie: {other}"),
            }
        }
        Page::read(response).await
    }
}
