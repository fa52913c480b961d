//! The house's own commands: `cargo xtask demo`, `cargo xtask test` and what they are made of.

mod arrows;
mod demo;
mod new_module;
mod packages;
mod run;
mod sql;
mod test;
mod texts;
mod tidy;
mod vendor;

use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask <command>

  demo [options]      build and run a lively demo (options of `portico demo --help`)
  test [step]         everything that must be true: fmt, tidy, clippy, deny, tests; or one of them
  tidy                the rules of the house: sizes, arrows, words, doors that stay shut
  texts               every text in every language; unused ones are named
  sql [--serve]       write .sqlx anew; with --serve only prepare the database that `query!` asks
  new-module <id>     the files of a module with one page, one right, one table and one test
  vendor              fetch the front-end packages once and copy what we use
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let done = match command.as_str() {
        "demo" => demo::run(&rest),
        "test" => test::run(rest.first().map(String::as_str)),
        "tidy" => tidy::run(),
        "texts" => texts::run(),
        "sql" => sql::run(rest.iter().any(|arg| arg == "--serve")),
        "new-module" => new_module::run(rest.first().map(String::as_str)),
        "vendor" => vendor::run(),
        "" | "help" | "-h" | "--help" => {
            run::say(HELP);
            return ExitCode::SUCCESS;
        }
        other => Err(format!("There is no command {other}.\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            run::complain(&words);
            ExitCode::FAILURE
        }
    }
}
