//! The command line: every command with its options and what it says.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tenancy::Database;

use crate::config::{self, DatabaseArgs, ServeSettings, Value};
use crate::demo::DemoArgs;
use crate::observe::Logging;
use crate::{bench, commands, demo, doctor, import, serve};

/// Portico: B2B portals for many manufacturers from one server.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages, jobs, or both.
    Serve {
        #[command(flatten)]
        database: DatabaseArgs,
        #[command(flatten)]
        settings: Box<ServeSettings>,
    },
    /// Print every setting, its value, and where that comes from; secrets are hidden.
    Config {
        #[command(flatten)]
        database: DatabaseArgs,
        #[command(flatten)]
        settings: Box<ServeSettings>,
        /// As JSON, one array.
        #[arg(long)]
        json: bool,
    },
    /// Look for what is wrong before others do: database, logins, limits, clock, letters.
    Doctor {
        #[command(flatten)]
        database: DatabaseArgs,
        #[command(flatten)]
        settings: Box<ServeSettings>,
    },
    /// Run a lively demo with a database of its own.
    Demo(DemoArgs),
    /// Make the database ready and bring it and every tenant up to date.
    Migrate {
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Manufacturers on this platform.
    #[command(subcommand)]
    Tenant(commands::TenantCommand),
    /// Jobs of all tenants.
    #[command(subcommand)]
    Job(commands::JobCommand),
    /// What operators did, newest first.
    Audit(commands::AuditArgs),
    /// People of a tenant, and operators.
    #[command(subcommand)]
    User(commands::UserCommand),
    /// Bring goods, prices and stock from files into a tenant's catalog.
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Measure speed, memory and the race for the last pieces against the goals, on a database server of its own.
    Bench(bench::BenchArgs),
    /// Print every route with its method, site, realm and right.
    Routes {
        /// As JSON, one array.
        #[arg(long)]
        json: bool,
    },
    /// Check what must always be true of every tenant's data.
    CheckInvariants {
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

/// Everything from a command line to an exit code.
pub fn main(line: &[OsString]) -> ExitCode {
    let (cli, values) = match config::read(line) {
        Ok(read) => read,
        Err(error) => {
            let _closed = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(run_knowing(cli, &values)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            let _closed = writeln!(std::io::stderr(), "{words}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command; an error is words for the person at the terminal.
pub async fn run(cli: Cli) -> Result<(), String> {
    run_knowing(cli, &[]).await
}

async fn run_knowing(cli: Cli, values: &[Value]) -> Result<(), String> {
    match cli.command {
        Command::Serve { database, settings } => {
            let (format, collector) = (settings.log_format, settings.otlp_endpoint.as_deref());
            let recording = Logging { filter: &settings.log, format, collector }.start()?;
            let served = serve::command(&database, &settings).await;
            recording.end().await;
            served
        }
        Command::Config { settings, json, .. } => {
            settings.proxies()?;
            config::show(values, json)
        }
        Command::Doctor { database, settings } => doctor::run(&database, &settings).await,
        Command::Demo(args) => {
            Logging { filter: "warn", format: None, collector: None }.start()?;
            demo::run(&args).await
        }
        Command::Migrate { database } => commands::migrate(&database.resolve()?).await,
        Command::Tenant(command) => commands::tenant(command).await,
        Command::Job(command) => commands::job(command).await,
        Command::Audit(args) => commands::audit(args).await,
        Command::User(command) => commands::user(command).await,
        Command::Import(command) => import::run(command).await,
        Command::Bench(args) => bench::run(&args).await,
        Command::Routes { json } => commands::routes(json),
        Command::CheckInvariants { database } => commands::check_invariants(&database.resolve()?).await,
    }
}

/// Opens the database, with words about what to do when it is not ready.
pub async fn connect(config: &tenancy::Config) -> Result<Database, String> {
    Database::connect(config)
        .await
        .map_err(|error| format!("The database is not ready: {error}. Has `portico migrate` been run on it?"))
}

/// One line for the person or the program that reads us.
pub fn say(words: &str) {
    let _closed = writeln!(std::io::stdout(), "{words}");
}
