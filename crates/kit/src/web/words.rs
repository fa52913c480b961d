//! The outer layer: knows the reader's language and turns data, refusals and bugs into pages or fragments.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tenancy::Tenant;
use tera::Context;

use super::app::App;
use super::frame::{Asked, Flash, Frame, flash_cookie};
use super::host::Site;
use super::panel::Panel;
use super::spoken::{Reading, Spoken};
use super::view::{Drawing, Framing};
use crate::error::Error;
use crate::slots::Block;
use crate::text::{Locale, Text};

/// Scripts and styles only from files of this host; nothing inline, nothing from others, in nobody's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";
/// The same for a page that shows others of this host in frames.
const POLICY_SHOWS: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                            font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
                            base-uri 'none'; frame-src 'self'; frame-ancestors 'none'";
/// For a page in such a frame: it only shows, so that a press on it can do nothing.
const POLICY_SHOWN: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                            form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

/// The middleware around each front.
pub(super) async fn words(
    State((app, site)): State<(App, Site)>,
    mut request: Request,
    next: Next,
) -> Response {
    let tenant = request.extensions().get::<Tenant>().cloned();
    let asked = ask(&request, tenant.as_ref(), app.config.secure);
    request.extensions_mut().insert(asked.clone());
    request.extensions_mut().insert(Reading { locale: asked.locale, prefix: asked.prefix.clone() });
    let mut response = next.run(request).await;
    let speaker = Speaker { app: &app, asked: &asked, tenant: tenant.as_ref(), site };
    let drawing = response.extensions_mut().remove::<Arc<Drawing>>().and_then(Arc::into_inner);
    let error = response.extensions_mut().remove::<Arc<Error>>();
    response = match (drawing, error) {
        (Some(drawing), _) => speaker.draw(response, drawing),
        (None, Some(error)) => speaker.explain(response, &error),
        (None, None) => response,
    };
    finish(&app, &asked, site, response)
}

/// Whether words and a frame still have to be put to this answer.
pub(super) fn is_page(response: &Response) -> bool {
    let extensions = response.extensions();
    extensions.get::<Arc<Drawing>>().is_some() || extensions.get::<Arc<Error>>().is_some()
}

struct Speaker<'a> {
    app: &'a App,
    asked: &'a Asked,
    tenant: Option<&'a Tenant>,
    site: Site,
}

impl Speaker<'_> {
    fn frame(&self, response: &mut Response) -> Frame {
        let known = response.extensions_mut().remove::<Arc<Frame>>();
        known.map_or_else(
            || Frame::anonymous(self.app, self.asked, self.tenant, self.site),
            // Nobody else holds it: nothing is copied.
            Arc::unwrap_or_clone,
        )
    }

    fn draw(&self, mut response: Response, drawing: Drawing) -> Response {
        let known = self.frame(&mut response);
        let mut frame = match &drawing.trial {
            None => known,
            Some(trial) => known.on_trial(self.app, self.tenant, trial),
        };
        let block = drawing.fragment.filter(|_| self.asked.htmx);
        for (slot, block) in &drawing.blocks {
            match self.block(&frame, block) {
                Ok(html) => frame.add_block(*slot, html),
                Err(error) => return self.explain(response, &error),
            }
        }
        for panel in &drawing.panels {
            match self.panel(&frame, panel) {
                Ok(html) => frame.add_panel(panel.name, &html),
                Err(error) => return self.explain(response, &error),
            }
        }
        match render(self.app, &frame, drawing.template, block, drawing.context) {
            Ok(page) => {
                let mut answer = html(response.status(), page);
                answer.extensions_mut().insert(drawing.framing);
                answer
            }
            Err(error) => self.explain(response, &error),
        }
    }

    fn block(&self, frame: &Frame, block: &Block) -> Result<String, Error> {
        let context = Context::from_serialize(&block.data).map_err(Error::bug)?;
        render(self.app, frame, block.template, None, context)
    }

    fn panel(&self, frame: &Frame, panel: &Panel) -> Result<Arc<str>, Error> {
        panel.html(frame.reader.locale, &frame.theme, |context| {
            let drawn = self.app.engines.render(&frame.theme, panel.template, None, &context, &frame.reader);
            drawn.map_err(|error| Error::bug(format!("template {}: {error}", panel.template)))
        })
    }

    fn explain(&self, mut response: Response, error: &Error) -> Response {
        if matches!(error, Error::SignIn) && !self.asked.htmx && !self.asked.json {
            let next: String = form_urlencoded::byte_serialize(self.asked.url.as_bytes()).collect();
            let answer = super::Redirect::to(format!("/login?next={next}"));
            if self.asked.reading {
                return answer.into_response();
            }
            let said = Flash { tone: "warn".to_owned(), text: Text::key("kit-sign-in-again") };
            return answer.saying(said).into_response();
        }
        let frame = self.frame(&mut response);
        let status = error.status();
        let said = sayings(error);
        let say = |text: &Text| self.app.texts.say(frame.reader.locale, text);
        if self.asked.json {
            let problem = json!({ "type": "about:blank", "status": status.as_u16(), "title": say(&said.title), "detail": say(&said.text) });
            let headers = [(header::CONTENT_TYPE, "application/problem+json")];
            return come_back((status, headers, problem.to_string()).into_response(), error);
        }
        let mut context = Context::new();
        context.insert("status", &status.as_u16());
        context.insert("title", &say(&said.title));
        context.insert("text", &say(&said.text));
        context
            .insert("fix", &said.fix.as_ref().map(|(text, href)| json!({ "text": say(text), "href": href })));
        let fields = said.fields.iter().map(|(field, text)| json!({ "field": field, "text": say(text) }));
        context.insert("fields", &fields.collect::<Vec<_>>());
        context.insert(
            "number",
            &match error {
                Error::Bug(bug) => Some(bug.number.clone()),
                _ => None,
            },
        );
        let closed = match error {
            Error::Closed(closed) => {
                json!({ "more": closed.more.as_ref().map(say), "contact": closed.contact })
            }
            _ => json!(null),
        };
        context.insert("closed", &closed);
        let block = self.asked.htmx.then_some("main");
        let page = render(self.app, &frame, "kit/error.html", block, context);
        come_back(html(status, page.unwrap_or_else(|_| say(&said.text))), error)
    }
}

/// Says when to try again, where trying again can help.
fn come_back(mut answer: Response, error: &Error) -> Response {
    let seconds = match error {
        Error::Limit { retry_after } => *retry_after,
        Error::Unavailable("kit-busy" | "kit-slow") => 2,
        _ => return answer,
    };
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

/// Renders a page with its frame around it.
pub(super) fn render(
    app: &App,
    frame: &Frame,
    template: &str,
    block: Option<&str>,
    mut context: Context,
) -> Result<String, Error> {
    context.insert("frame", &frame.values);
    app.engines
        .render(&frame.theme, template, block, &context, &frame.reader)
        .map_err(|error| Error::bug(format!("template {template}: {error}")))
}

impl App {
    /// Renders a page as the page test does: strictly, with a sample frame. The error is for the developer.
    pub fn render_sample(
        &self,
        template: &str,
        context: &serde_json::Value,
        frame: &Frame,
    ) -> Result<String, String> {
        let mut context = Context::from_serialize(context).map_err(|error| error.to_string())?;
        context.insert("frame", &frame.values);
        self.engines
            .render(&frame.theme, template, None, &context, &frame.reader)
            .map_err(|error| error.to_string())
    }
}

struct Saying {
    title: Text,
    text: Text,
    fix: Option<(Text, String)>,
    fields: Vec<(String, Text)>,
}

fn sayings(error: &Error) -> Saying {
    let plain = |title, text| Saying {
        title: Text::key(title),
        text: Text::key(text),
        fix: None,
        fields: Vec::new(),
    };
    match error {
        Error::NotFound => plain("kit-not-found-title", "kit-not-found"),
        Error::SignIn => plain("kit-sign-in-title", "kit-sign-in"),
        Error::Limit { retry_after } => {
            let text = Text::key("kit-limit").with("seconds", i64::from(*retry_after));
            Saying { title: Text::key("kit-limit-title"), text, fix: None, fields: Vec::new() }
        }
        Error::Unavailable(key) => plain("kit-unavailable-title", key),
        Error::Closed(closed) => {
            Saying { text: closed.text.clone(), ..plain("kit-unavailable-title", "kit-suspended") }
        }
        Error::Forbidden(right) => {
            let word = format!(
                "{}-right-{}",
                right.split('.').next().unwrap_or("kit"),
                right.replace(['.', '_'], "-")
            );
            let text = Text::key("kit-forbidden")
                .with("right", crate::text::ArgValue::Said(Box::new(Text::dynamic(word))));
            Saying { title: Text::key("kit-forbidden-title"), text, fix: None, fields: Vec::new() }
        }
        Error::Refused(refusal) | Error::Conflict(refusal) => Saying {
            title: Text::key("kit-refused-title"),
            text: refusal.text.clone().short(),
            fix: refusal.fix.as_ref().map(|fix| (fix.text.clone(), fix.href.clone())),
            fields: Vec::new(),
        },
        Error::Invalid(fields) => {
            let mut saying = plain("kit-invalid-title", "kit-invalid");
            saying.fields = fields.iter().map(|field| (field.field.clone(), field.text.clone())).collect();
            saying
        }
        Error::Bug(bug) => {
            let text = Text::key("kit-bug").with("number", bug.number.as_str());
            Saying { title: Text::key("kit-bug-title"), text, fix: None, fields: Vec::new() }
        }
    }
}

fn html(status: StatusCode, page: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], Body::from(page)).into_response()
}

/// Headers that every page carries; nothing with prices in any shared cache (T18, T19).
fn finish(app: &App, asked: &Asked, site: Site, mut response: Response) -> Response {
    let flash = response.extensions_mut().remove::<Arc<Flash>>();
    let is_redirect = response.status().is_redirection();
    let policy = match response.extensions_mut().remove::<Framing>() {
        None | Some(Framing::None) if site == Site::Public => policy_of_public(app),
        None | Some(Framing::None) => HeaderValue::from_static(POLICY),
        Some(Framing::Shows) => HeaderValue::from_static(POLICY_SHOWS),
        Some(Framing::Shown) => HeaderValue::from_static(POLICY_SHOWN),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::VARY, "HX-Request"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(flash) = flash {
        headers.append(header::SET_COOKIE, flash.to_cookie(app.config.secure));
    } else if asked.flash.is_some() && !is_redirect && !asked.htmx {
        headers.append(
            header::SET_COOKIE,
            super::person::cookie(flash_cookie(app.config.secure), "", 0, app.config.secure),
        );
    }
    response
}

/// The forms of the public site lead to the portals, and browsers ask the policy about each redirect of a form.
fn policy_of_public(app: &App) -> HeaderValue {
    let portals = format!("form-action 'self' {}", app.config.tenant_url("*"));
    HeaderValue::from_str(&POLICY.replace("form-action 'self'", &portals))
        .unwrap_or_else(|_| HeaderValue::from_static(POLICY))
}

fn ask(request: &Request, tenant: Option<&Tenant>, secure: bool) -> Asked {
    let headers = request.headers();
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let spoken = request.extensions().get::<Spoken>().map(|spoken| spoken.0);
    let prefix = spoken.map_or_else(String::new, |locale| format!("/{}", locale.code()));
    let url = if reading {
        request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
    } else {
        let page = page_of_form(headers);
        page.strip_prefix(&prefix).filter(|rest| rest.starts_with('/')).map_or(page.clone(), str::to_owned)
    };
    let fallback = tenant.and_then(|tenant| Locale::parse(tenant.locale())).unwrap_or(Locale::EN);
    let chosen = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
        .find_map(|(name, value)| if name == "locale" { Locale::parse(&value) } else { None });
    let of_browser = || text("accept-language").map_or(fallback, |header| Locale::choose(header, fallback));
    Asked {
        path: request.uri().path().to_owned(),
        url,
        reading,
        htmx: headers.contains_key("hx-request"),
        json: text("accept").is_some_and(|accept| accept.starts_with("application/json")),
        locale: spoken.or(chosen).unwrap_or_else(of_browser),
        prefix,
        flash: flash_of(headers, flash_cookie(secure)),
        nonce: String::new(),
    }
}

/// The page whose form was sent, by its path; the start when the browser does not tell.
fn page_of_form(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let page = headers.get(header::REFERER).and_then(|page| page.to_str().ok()).unwrap_or_default();
    let path = page.split_once("://").and_then(|(_, rest)| rest.strip_prefix(host));
    path.filter(|path| super::view::is_local(path)).unwrap_or("/").to_owned()
}

fn flash_of(headers: &HeaderMap, name: &str) -> Option<Flash> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let value = cookies.split("; ").find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Flash::from_cookie(value)
}
