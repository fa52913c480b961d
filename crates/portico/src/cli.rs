//! The command line: every command with its options and what it says.

use std::io::Write;

use clap::{Parser, Subcommand};
use tenancy::Database;
use tokio::net::TcpListener;

use crate::config::{DatabaseArgs, ServeArgs};
use crate::demo::DemoArgs;
use crate::serve::Role;
use crate::{commands, demo, import, serve};

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
        serve: ServeArgs,
        /// What this process does.
        #[arg(long, value_enum, default_value = "all")]
        role: Role,
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

/// Runs the command; an error is words for the person at the terminal.
pub async fn run(cli: Cli) -> Result<(), String> {
    match cli.command {
        Command::Serve { database, serve, role } => {
            log();
            serve_command(&database, &serve, role).await
        }
        Command::Demo(args) => {
            log();
            demo::run(&args).await
        }
        Command::Migrate { database } => commands::migrate(&database.resolve()?).await,
        Command::Tenant(command) => commands::tenant(command).await,
        Command::Job(command) => commands::job(command).await,
        Command::Audit(args) => commands::audit(args).await,
        Command::User(command) => commands::user(command).await,
        Command::Import(command) => import::run(command).await,
        Command::Routes { json } => commands::routes(json),
        Command::CheckInvariants { database } => commands::check_invariants(&database.resolve()?).await,
    }
}

async fn serve_command(database: &DatabaseArgs, args: &ServeArgs, role: Role) -> Result<(), String> {
    let db = connect(&database.resolve()?).await?;
    let listener =
        TcpListener::bind(&args.listen).await.map_err(|error| format!("{}: {error}", args.listen))?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    let app = serve::application(db, args, port)?;
    let address = app.config.public_url();
    serve::run(app, listener, role, || say(&format!("Portico serves {address}"))).await
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

fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("PORTICO_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
