//! What the server asks the database for a page or an order, out of the database's own log, and made into a script
//! for `pgbench`: the same statements in the same transactions and the same scope, prepared as the server prepares them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::Result;
use super::ground::Ground;

/// One statement as it was logged.
#[derive(Debug, Clone)]
pub struct Logged {
    pid: u32,
    pub text: String,
    /// `None` for the simple protocol, which has no parameters and may hold several statements.
    pub parameters: Option<Vec<Option<String>>>,
}

/// The log, written in our own form while statements are caught.
pub struct Log<'a> {
    ground: &'a Ground,
    path: PathBuf,
}

const PREFIX: &str = "bench";
/// How long a new setting takes to reach every backend.
const REACH: Duration = Duration::from_millis(400);
/// How long a connection takes to be given back and cleaned.
const CLEAN: Duration = Duration::from_millis(100);

impl<'a> Log<'a> {
    /// From here on every statement is written down.
    pub async fn open(ground: &'a Ground) -> Result<Self> {
        ground.superuser(&format!(
            "alter system set log_line_prefix = '{PREFIX} %p %u '; alter system set log_statement = 'all'; select pg_reload_conf()"
        ))?;
        tokio::time::sleep(REACH).await;
        Ok(Self { ground, path: ground.log() })
    }

    /// Where the log stands now.
    pub fn mark(&self) -> Result<usize> {
        Ok(self.text()?.len())
    }

    /// Statements of tenants since then, in whole transactions.
    pub async fn since(&self, mark: usize) -> Result<Vec<Vec<Logged>>> {
        tokio::time::sleep(CLEAN).await;
        Ok(transactions(read(self.text()?.get(mark..).unwrap_or_default())))
    }

    /// Nothing more is written down.
    pub async fn close(self) -> Result<()> {
        self.ground.superuser(
            "alter system reset log_statement; alter system reset log_line_prefix; select pg_reload_conf()",
        )?;
        tokio::time::sleep(REACH).await;
        Ok(())
    }

    fn text(&self) -> Result<String> {
        let bytes = std::fs::read(&self.path).map_err(|error| format!("{}: {error}", self.path.display()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Reads the lines of the server's log that tell of the application's statements.
fn read(text: &str) -> Vec<Logged> {
    let mut all: Vec<Logged> = Vec::new();
    for entry in text.split(&format!("\n{PREFIX} ")).map(|entry| entry.trim_start_matches("bench ")) {
        let mut words = entry.splitn(3, ' ');
        let (Some(pid), Some(user), Some(rest)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let Ok(pid) = pid.parse() else { continue };
        if user != "portico_app" {
            continue;
        }
        // A line of the log that goes on begins with a tab.
        let rest = rest.trim_end_matches('\n').replace("\n\t", "\n");
        if let Some(text) = rest.strip_prefix("LOG:  statement: ") {
            all.push(Logged { pid, text: text.to_owned(), parameters: None });
        } else if let Some((_, text)) =
            rest.strip_prefix("LOG:  execute ").and_then(|rest| rest.split_once(": "))
        {
            all.push(Logged { pid, text: text.to_owned(), parameters: Some(Vec::new()) });
        } else if let Some(list) = rest.strip_prefix("DETAIL:  parameters: ")
            && let Some(last) = all.iter_mut().rev().find(|logged| logged.pid == pid)
        {
            last.parameters = Some(parameters(list));
        }
    }
    all
}

/// `$1 = 'it''s', $2 = NULL`.
fn parameters(list: &str) -> Vec<Option<String>> {
    let mut all = Vec::new();
    let mut rest = list;
    while let Some((_, value)) = rest.split_once(" = ") {
        if let Some(after) = value.strip_prefix("NULL") {
            all.push(None);
            rest = after;
            continue;
        }
        let Some(quoted) = value.strip_prefix('\'') else { break };
        let (mut text, mut end, mut chars) = (String::new(), quoted.len(), quoted.char_indices().peekable());
        while let Some((at, c)) = chars.next() {
            if c == '\'' {
                if chars.peek().is_some_and(|(_, next)| *next == '\'') {
                    chars.next();
                } else {
                    end = at + 1;
                    break;
                }
            }
            text.push(c);
        }
        all.push(Some(text));
        rest = quoted.get(end..).unwrap_or_default();
    }
    all
}

/// Each connection's statements from BEGIN to the clean-up after the connection was given back.
fn transactions(all: Vec<Logged>) -> Vec<Vec<Logged>> {
    let mut open: BTreeMap<u32, Vec<Logged>> = BTreeMap::new();
    let mut whole = Vec::new();
    for logged in all {
        if logged.text.starts_with("BEGIN") && !open.contains_key(&logged.pid) {
            open.insert(logged.pid, vec![logged]);
        } else if let Some(part) = open.get_mut(&logged.pid) {
            let (pid, last) = (logged.pid, logged.text.starts_with("ROLLBACK; RESET ALL"));
            part.push(logged);
            if last {
                whole.extend(open.remove(&pid));
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_read_into_transactions() {
        let text = "bench 7 portico_app LOG:  statement: BEGIN READ ONLY; SET LOCAL ROLE t_1\n\
            bench 8 portico_control LOG:  statement: select 1\n\
            bench 7 portico_app LOG:  execute sqlx_s_1: select a\n\tfrom b where c = $1\n\
            bench 7 portico_app DETAIL:  parameters: $1 = 'it''s, $2 = x', $2 = NULL, $3 = '{1,2}'\n\
            bench 7 portico_app LOG:  statement: ROLLBACK; RESET ALL\n";
        let all = transactions(read(text));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].len(), 3);
        assert_eq!(all[0][1].text, "select a\nfrom b where c = $1");
        let known = vec![Some("it's, $2 = x".to_owned()), None, Some("{1,2}".to_owned())];
        assert_eq!(all[0][1].parameters, Some(known));
    }
}
