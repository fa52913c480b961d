//! A script for `pgbench` out of logged statements: values become literals of their own type; what was new with each
//! order (ids, the number, the key) is made anew for each run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Result;
use super::ground::Ground;
use super::statements::Logged;

/// What a script stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// As the server does it: role and search path of the tenant in each transaction.
    Tenant,
    /// The same statements over a connection whose search path is the tenant's for good.
    None,
}

/// Writes the script. `fresh`: texts that no second run may repeat.
pub fn write(
    ground: &Ground,
    transactions: &[Vec<Logged>],
    fresh: &[String],
    scope: Scope,
) -> Result<String> {
    let types = types(ground, transactions)?;
    let mut script = String::new();
    if !fresh.is_empty() {
        let columns: Vec<String> =
            (0..fresh.len()).map(|at| format!("gen_random_uuid()::text as f{at}")).collect();
        let _ = writeln!(script, "select {} \\gset", columns.join(", "));
    }
    for logged in transactions.iter().flatten() {
        match &logged.parameters {
            None => simple(&mut script, &logged.text, scope),
            Some(values) => {
                let types = types.get(&logged.text).map_or(&[][..], Vec::as_slice);
                let _ = writeln!(script, "{};", filled(&logged.text, values, types, fresh));
            }
        }
    }
    Ok(script)
}

/// Several statements of one message go in one message here too.
fn simple(script: &mut String, text: &str, scope: Scope) {
    let parts: Vec<&str> = text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .filter(|part| scope == Scope::Tenant || !scoping(part))
        .collect();
    match parts.as_slice() {
        [] => {}
        [one] => {
            let _ = writeln!(script, "{one};");
        }
        several => {
            let _ = writeln!(script, "\\startpipeline\n{};\n\\endpipeline", several.join(";\n"));
        }
    }
}

fn scoping(part: &str) -> bool {
    ["SET LOCAL ROLE", "SET LOCAL search_path", "SET LOCAL app.dealer"]
        .iter()
        .any(|set| part.starts_with(set))
}

/// The statement with its values in place of `$1`, `$2`, ….
fn filled(text: &str, values: &[Option<String>], types: &[String], fresh: &[String]) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let digits: String = after.chars().skip(1).take_while(char::is_ascii_digit).collect();
        match digits.parse::<usize>() {
            Ok(n) if n > 0 => {
                let value = values.get(n - 1).cloned().flatten();
                let kind = types.get(n - 1).map_or("text", String::as_str);
                let _ = write!(out, "{}", literal(value.as_deref(), kind, fresh));
            }
            _ => out.push('$'),
        }
        rest = after.get(1 + digits.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn literal(value: Option<&str>, kind: &str, fresh: &[String]) -> String {
    let Some(value) = value else { return format!("null::{kind}") };
    let mut pieces: Vec<String> = Vec::new();
    let mut rest = value;
    while let Some((at, which, needle)) = fresh
        .iter()
        .zip(0..)
        .filter_map(|(needle, which): (&String, usize)| Some((rest.find(needle.as_str())?, which, needle)))
        .min_by_key(|(at, ..)| *at)
    {
        let (before, after) = rest.split_at(at);
        pieces.push(quoted(before));
        pieces.push(format!(":f{which}::text"));
        rest = after.get(needle.len()..).unwrap_or_default();
    }
    if pieces.is_empty() {
        return format!("{}::{kind}", quoted(value));
    }
    pieces.push(quoted(rest));
    let joined: Vec<String> = pieces
        .into_iter()
        .map(|piece| if piece.starts_with(':') { piece } else { format!("{piece}::text") })
        .collect();
    format!("({})::{kind}", joined.join(" || "))
}

/// `pgbench` takes a colon for a variable even inside quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("E'");
    for c in text.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\\' => out.push_str("\\\\"),
            ':' => out.push_str("\\072"),
            '\n' => out.push_str("\\n"),
            _ => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// The types of the parameters of each statement, asked of the database.
fn types(ground: &Ground, transactions: &[Vec<Logged>]) -> Result<BTreeMap<String, Vec<String>>> {
    let texts: Vec<&String> = transactions
        .iter()
        .flatten()
        .filter(|logged| logged.parameters.as_ref().is_some_and(|values| !values.is_empty()))
        .map(|logged| &logged.text)
        .collect();
    let scope = transactions.first().and_then(|part| part.first()).map_or("", |logged| logged.text.as_str());
    let mut sql = format!("{scope};\n");
    for (text, at) in texts.iter().zip(0..) {
        let _ = writeln!(sql, "prepare p{at} as {text};");
    }
    sql.push_str(
        "select name || '|' || array_to_string(parameter_types::text[], '|') from pg_prepared_statements;\n",
    );
    let answer = ground.ask(&sql)?;
    let mut types = BTreeMap::new();
    for line in answer.lines() {
        let mut parts = line.split('|').map(str::to_owned);
        let at = parts.next().and_then(|name| name.strip_prefix('p')?.parse::<usize>().ok());
        if let Some(text) = at.and_then(|at| texts.get(at)) {
            types.insert((*text).clone(), parts.collect());
        }
    }
    Ok(types)
}

/// Ids of version 7 that were made after `since` (milliseconds): they belong to the order alone.
pub fn fresh_ids(transactions: &[Vec<Logged>], since: i64) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let values =
        transactions.iter().flatten().filter_map(|logged| logged.parameters.as_ref()).flatten().flatten();
    for value in values {
        for (at, _) in value.match_indices("-7") {
            let Some(start) = at.checked_sub(13) else { continue };
            let Some(text) = value.get(start..start + 36) else { continue };
            let Ok(id) = text.parse::<uuid::Uuid>() else { continue };
            let made = id.get_timestamp().map(|time| time.to_unix());
            let made = made.and_then(|(seconds, nanos)| {
                i64::try_from(seconds).ok()?.checked_mul(1_000)?.checked_add(i64::from(nanos / 1_000_000))
            });
            if made.is_some_and(|made| made >= since) && !found.iter().any(|known| known == text) {
                found.push(text.to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_literals_of_their_types() {
        let values = [Some("a:b'c\\".to_owned()), None, Some("{x-1,y}".to_owned())];
        let types = ["text".to_owned(), "uuid".to_owned(), "text[]".to_owned()];
        let sql = filled("select $1, $2 = any($3), '$'", &values, &types, &["x-1".to_owned()]);
        let known = "select E'a\\072b''c\\\\'::text, null::uuid = any((E'{'::text || :f0::text || E',y}'::text)::text[]), '$'";
        assert_eq!(sql, known);
    }

    #[test]
    fn several_statements_of_a_message_stay_one() {
        let mut script = String::new();
        simple(&mut script, "BEGIN READ ONLY; SET LOCAL ROLE t_1", Scope::Tenant);
        assert_eq!(script, "\\startpipeline\nBEGIN READ ONLY;\nSET LOCAL ROLE t_1;\n\\endpipeline\n");
        let mut script = String::new();
        simple(&mut script, "BEGIN READ ONLY; SET LOCAL ROLE t_1", Scope::None);
        assert_eq!(script, "BEGIN READ ONLY;\n");
    }
}
