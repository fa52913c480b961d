//! The settings' file: flat keys, each one a setting; an unknown key is refused and the nearest one named.

use std::collections::BTreeMap;
use std::path::Path;

/// Values as they would stand on the command line.
pub type Values = BTreeMap<String, Vec<String>>;

/// Reads the file. A missing one is empty, unless somebody named it.
pub fn read(path: &Path, named: bool, known: &[String]) -> Result<Values, String> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named => return Ok(Values::new()),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    // The parser's own message would show the line, and with it perhaps a secret.
    let table: toml::Table = toml::from_str(&text).map_err(|error: toml::de::Error| {
        let line = error.span().map_or(0, |span| text.get(..span.start).unwrap_or("").matches('\n').count());
        format!("{}, line {}: {}", path.display(), line + 1, error.message())
    })?;
    let mut values = Values::new();
    for (key, value) in table {
        if !known.contains(&key) {
            return Err(unknown(path, &key, known));
        }
        let plain = plain(&value).ok_or_else(|| {
            format!("{}: {key} takes a text, a number, true or false, or a list of texts.", path.display())
        })?;
        values.insert(key, plain);
    }
    Ok(values)
}

fn unknown(path: &Path, key: &str, known: &[String]) -> String {
    let distance = |name: &&String| strsim::damerau_levenshtein(&key.replace('-', "_"), name);
    let nearest = known.iter().min_by_key(distance).map_or("", String::as_str);
    format!("{}: there is no setting {key}. Is {nearest} meant? `portico config` lists all.", path.display())
}

fn plain(value: &toml::Value) -> Option<Vec<String>> {
    match value {
        toml::Value::String(text) => Some(vec![text.clone()]),
        toml::Value::Integer(number) => Some(vec![number.to_string()]),
        toml::Value::Boolean(yes) => Some(vec![yes.to_string()]),
        toml::Value::Array(list) => {
            list.iter().map(|each| each.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Values, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let known = ["listen", "base_host", "secret", "secure", "trusted_proxy"].map(str::to_owned);
        let told = read(file.path(), true, &known);
        told.map_err(|words| words.replace(&file.path().display().to_string(), "FILE"))
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let values =
            read_text("listen = \"[::]:80\"\nsecure = true\ntrusted_proxy = [\"10.0.0.1\", \"::1\"]");
        let values = values.unwrap();
        assert_eq!(values["listen"], ["[::]:80"]);
        assert_eq!(values["secure"], ["true"]);
        assert_eq!(values["trusted_proxy"], ["10.0.0.1", "::1"]);
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_nearest_one() {
        for (key, nearest) in
            [("base_hots", "base_host"), ("trusted-proxies", "trusted_proxy"), ("lisen", "listen")]
        {
            let told = read_text(&format!("{key} = \"x\"")).unwrap_err();
            assert_eq!(
                told,
                format!("FILE: there is no setting {key}. Is {nearest} meant? `portico config` lists all.")
            );
        }
    }

    #[test]
    fn a_broken_file_is_told_by_line_and_shows_no_secret() {
        let told = read_text("listen = \"a\"\nsecret = \"hunter2\nsecure = true").unwrap_err();
        assert!(told.starts_with("FILE, line 2: ") && !told.contains("hunter2"), "{told}");
        let told = read_text("[secret]\na = 1").unwrap_err();
        assert!(told.contains("secret takes a text"), "{told}");
    }
}
