//! Styles, scripts and pictures of themes and rooms, under URLs that carry their hash and may be kept for ever.

use std::borrow::Cow;
use std::collections::HashMap;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::module::Files;

/// One folder of assets and the prefix under which its files are asked for.
pub struct AssetSource {
    pub prefix: String,
    pub files: Files,
    /// The part of the embedded names that is cut off, for example `assets/`.
    pub cut: &'static str,
}

/// All assets by path.
#[derive(Default)]
pub struct Assets {
    by_path: HashMap<String, Asset>,
}

struct Asset {
    url: String,
    source: Files,
    name: String,
}

impl Assets {
    pub fn new(sources: &[AssetSource]) -> Self {
        let mut by_path = HashMap::new();
        for source in sources {
            for name in (source.files.names)() {
                let Some(short) = name.strip_prefix(source.cut) else { continue };
                if content_type(short).is_none() {
                    continue;
                }
                let Some(bytes) = (source.files.get)(&name) else { continue };
                let path = format!("{}/{short}", source.prefix);
                let hash: String =
                    Sha256::digest(&bytes).iter().take(6).map(|b| format!("{b:02x}")).collect();
                let url = format!("/assets/{hash}/{path}");
                by_path.insert(path, Asset { url, source: source.files, name: name.into_owned() });
            }
        }
        Self { by_path }
    }

    /// The hashed URL of an asset. A name that is not there gives a URL that answers 404, which the page test finds.
    pub fn url(&self, path: &str) -> String {
        self.by_path.get(path).map_or_else(|| format!("/assets/none/{path}"), |asset| asset.url.clone())
    }

    /// All paths, for the tests.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// Answers `/assets/<hash>/<path>`.
    pub(super) fn serve(&self, path: &str) -> Response {
        // Kept by nobody: the file may be there after the next deployment (T19).
        let missing = || (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response();
        let Some((_, path)) = path.split_once('/') else { return missing() };
        let found = self.by_path.get(path).and_then(|asset| (asset.source.get)(&asset.name));
        let (Some(bytes), Some(kind)) = (found, content_type(path)) else {
            return missing();
        };
        let body = match bytes {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        };
        let headers = [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        (headers, body).into_response()
    }
}

fn content_type(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}
