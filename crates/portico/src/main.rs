//! `portico`: the whole platform in one binary.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use portico::cli::Cli;

// The C library's allocator keeps what passwords are hashed in (19 MiB each) once for every thread that ever hashed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&error.to_string()),
    };
    match runtime.block_on(portico::cli::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => complain(&words),
    }
}

fn complain(words: &str) -> ExitCode {
    let _closed = writeln!(std::io::stderr(), "{words}");
    ExitCode::FAILURE
}
