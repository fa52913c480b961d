//! The command line, read twice: first to learn which file holds settings, then with the file's values as defaults.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, CommandFactory, FromArgMatches};

use super::file::{self, Values};
use super::show::{Value, values};
use super::{DatabaseArgs, ServeSettings};
use crate::cli::Cli;

/// The command, and every setting with its origin (empty for commands without settings).
pub fn read(line: &[OsString]) -> Result<(Cli, Vec<Value>), clap::Error> {
    let first = Cli::command().try_get_matches_from(line)?;
    let Some((path, named)) = file_of(&first) else {
        return Ok((Cli::from_arg_matches(&first)?, Vec::new()));
    };
    let complain = |words: String| Cli::command().error(clap::error::ErrorKind::ValueValidation, words);
    let in_file = file::read(&path, named, &known()).map_err(complain)?;
    let command = with_defaults(Cli::command(), &in_file);
    let second = command.clone().try_get_matches_from(line).map_err(|error| {
        // The first reading had no complaint, so it is about the file.
        complain(format!("{}: {}", path.display(), said(&error)))
    })?;
    let cli = Cli::from_arg_matches(&second)?;
    let (command, matches) = deepest(&command, &second);
    Ok((cli, values(command, matches, &in_file, &path)))
}

/// All settings that a file may hold.
fn known() -> Vec<String> {
    let command = ServeSettings::augment_args(DatabaseArgs::augment_args(Command::new("portico")));
    let ids = command.get_arguments().map(|arg| arg.get_id().to_string());
    ids.filter(|id| id != "config").collect()
}

fn said(error: &clap::Error) -> String {
    let words = error.render().to_string();
    words.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

/// The file of the command that was asked for, and whether somebody named it. Commands without settings have none.
fn file_of(matches: &ArgMatches) -> Option<(PathBuf, bool)> {
    let mut at = matches;
    while let Some((_, deeper)) = at.subcommand() {
        at = deeper;
    }
    let path = at.try_get_one::<PathBuf>("config").ok().flatten()?;
    Some((path.clone(), at.value_source("config") != Some(ValueSource::DefaultValue)))
}

/// The file's values become the defaults of all commands that take a settings' file; no other command is touched, so
/// that the demo never runs on a database that a file names.
fn with_defaults(mut command: Command, in_file: &Values) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|each| each.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |deeper| with_defaults(deeper, in_file));
    }
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    if ids.iter().any(|id| id == "config") {
        for (key, values) in in_file.iter().filter(|(key, _)| ids.contains(key)) {
            command = command.mut_arg(key, |arg| arg.default_values(values.clone()));
        }
    }
    command
}

fn deepest<'a>(command: &'a Command, matches: &'a ArgMatches) -> (&'a Command, &'a ArgMatches) {
    let (mut command, mut matches) = (command, matches);
    while let Some((name, deeper)) = matches.subcommand() {
        let Some(below) = command.find_subcommand(name) else { break };
        (command, matches) = (below, deeper);
    }
    (command, matches)
}
