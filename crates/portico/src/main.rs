//! `portico`: the whole platform in one binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    portico::cli::main(&std::env::args_os().collect::<Vec<_>>())
}
