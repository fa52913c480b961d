//! `portico config`: every setting, its value, and where that came from. Secrets are hidden.

use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use serde::Serialize;

use super::file::Values;
use crate::cli::say;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    Flag,
    Env(String),
    File(String),
    Default,
}

/// A setting as it holds now.
#[derive(Debug, Clone, Serialize)]
pub struct Value {
    pub name: String,
    /// As the file would have it; nothing when it is not set, `"…"` when it is a secret.
    pub value: Option<String>,
    pub origin: Origin,
}

/// What may not be shown, not even in part: URLs hold passwords.
const SECRETS: [&str; 3] = ["database_url", "secret", "smtp_url"];

/// All settings of this command with their origins.
pub fn values(command: &Command, matches: &ArgMatches, in_file: &Values, path: &Path) -> Vec<Value> {
    let settings = command.get_arguments().filter(|arg| arg.get_env().is_some() && arg.get_id() != "config");
    let value = |arg: &clap::Arg| {
        let name = arg.get_id().to_string();
        let given: Option<Vec<String>> = matches
            .try_get_raw(&name)
            .ok()
            .flatten()
            .map(|values| values.map(|value| value.to_string_lossy().into_owned()).collect());
        let origin = match matches.value_source(&name) {
            Some(ValueSource::CommandLine) => Origin::Flag,
            Some(ValueSource::EnvVariable) => {
                Origin::Env(arg.get_env().map_or_else(String::new, |env| env.to_string_lossy().into_owned()))
            }
            _ if in_file.contains_key(&name) => Origin::File(path.display().to_string()),
            _ => Origin::Default,
        };
        let many =
            matches!(arg.get_num_args(), Some(range) if range.max_values() > 1) || name == "trusted_proxy";
        let value = given.map(|given| {
            let hidden = SECRETS.contains(&name.as_str())
                || given.iter().any(|text| text.contains('@') && text.contains("://"));
            if hidden { "\"…\"".to_owned() } else { as_toml(&given, many) }
        });
        Value { name, value, origin }
    };
    settings.map(value).collect()
}

fn as_toml(given: &[String], many: bool) -> String {
    let one = |text: &String| {
        let bare = text.parse::<i64>().is_ok() || matches!(text.as_str(), "true" | "false");
        if bare { text.clone() } else { toml::Value::String(text.clone()).to_string() }
    };
    match given {
        [single] if !many => one(single),
        list => format!("[{}]", list.iter().map(one).collect::<Vec<_>>().join(", ")),
    }
}

/// Prints them as a file of settings with a remark behind each, or as JSON.
pub fn show(values: &[Value], json: bool) -> Result<(), String> {
    if json {
        say(&serde_json::to_string_pretty(values).map_err(|error| error.to_string())?);
        return Ok(());
    }
    for Value { name, value, origin } in values {
        let from = match origin {
            Origin::Flag => format!("flag --{}", name.replace('_', "-")),
            Origin::Env(env) => format!("environment {env}"),
            Origin::File(path) => format!("file {path}"),
            Origin::Default => "default".to_owned(),
        };
        match value {
            Some(value) => say(&format!("{:48} # {from}", format!("{name} = {value}"))),
            None => say(&format!("{:48} # not set", format!("# {name}"))),
        }
    }
    Ok(())
}
