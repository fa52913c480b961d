//! Host → site. A strict parse and an exact match; an unknown host gets a plain 404 that names nobody (P3, T5, T6).

use axum::http::{Request, header};

/// Which of the three fronts a host belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Site {
    /// A manufacturer's portal: `<slug>.<base>`.
    Tenant,
    /// The operator's console: `console.<base>`.
    Console,
    /// The platform's own page: `<base>`.
    Public,
}

/// A host that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    Public,
    Console,
    Tenant(String),
}

impl Host {
    /// Reads the one Host header. `base` is the platform's domain without a port.
    ///
    /// `None`: no header, two of them, a target that disagrees, or a name that is not ours.
    pub fn of<B>(request: &Request<B>, base: &str) -> Option<Self> {
        let mut headers = request.headers().get_all(header::HOST).iter();
        let from_header = match (headers.next(), headers.next()) {
            (Some(one), None) => Some(one.to_str().ok()?.to_owned()),
            (None, None) => None,
            _ => return None,
        };
        let from_target = request.uri().authority().map(|authority| authority.as_str().to_owned());
        let host = match (from_header, from_target) {
            (Some(header), Some(target)) if !header.eq_ignore_ascii_case(&target) => return None,
            (Some(host), _) | (None, Some(host)) => host,
            (None, None) => return None,
        };
        Self::parse(&host, base)
    }

    /// `name[:port]`, where name is the base domain, `console.<base>` or `<slug>.<base>`.
    pub fn parse(host: &str, base: &str) -> Option<Self> {
        let name = match host.split_once(':') {
            Some((name, port))
                if !port.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit()) =>
            {
                name
            }
            Some(_) => return None,
            None => host,
        };
        let name = name.to_ascii_lowercase();
        if name == base {
            return Some(Self::Public);
        }
        let label = name.strip_suffix(base)?.strip_suffix('.')?;
        let plain = !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
            && !label.starts_with("xn--");
        match label {
            "console" => Some(Self::Console),
            slug if plain => Some(Self::Tenant(slug.to_owned())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_hosts_are_understood() {
        let tenant = |slug: &str| Some(Host::Tenant(slug.to_owned()));
        for (host, expected) in [
            ("portico.test", Some(Host::Public)),
            ("PORTICO.test:8080", Some(Host::Public)),
            ("console.portico.test", Some(Host::Console)),
            ("voltarika.portico.test", tenant("voltarika")),
            ("Voltarika.Portico.Test:80", tenant("voltarika")),
            ("portico.test.", None),
            ("voltarika.portico.test.", None),
            (".portico.test", None),
            ("..portico.test", None),
            ("a.b.portico.test", None),
            ("voltarika.portico.test.evil.example", None),
            ("evilportico.test", None),
            ("user@voltarika.portico.test", None),
            ("voltarika.portico.test:", None),
            ("voltarika.portico.test:99999x", None),
            ("voltarika.portico.test:123456", None),
            ("voltarika.portico.test:80:80", None),
            ("-a.portico.test", None),
            ("a-.portico.test", None),
            ("xn--80ak6aa92e.portico.test", None),
            ("t_0190.portico.test", None),
            ("вольтарика.portico.test", None),
            (" voltarika.portico.test", None),
            ("voltarika.portico.test ", None),
            ("vol tarika.portico.test", None),
            ("voltarika/portico.test", None),
            ("[::1]", None),
            ("127.0.0.1", None),
            ("", None),
        ] {
            assert_eq!(Host::parse(host, "portico.test"), expected, "{host}");
        }
    }
}
