//! `portico`: the whole platform in one binary.

use std::process::ExitCode;

// The C library's allocator keeps what passwords are hashed in (19 MiB each) once for every thread that ever hashed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    portico::cli::main(&std::env::args_os().collect::<Vec<_>>())
}
