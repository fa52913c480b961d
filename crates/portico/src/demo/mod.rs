//! `portico demo`: a private Postgres, two manufacturers with their people, and the addresses to try.

mod goods;
mod imports;
mod news;
mod orders;
mod seed;
mod story;

use std::path::PathBuf;

use clap::Args;
use cluster::{Cluster, Options, default_data_dir};
use serde::Serialize;
use tokio::net::TcpListener;

use crate::cli::{connect, say};
use crate::commands::migrate;
use crate::config::ServeArgs;
use crate::serve::{self, Role};

pub use seed::seed;
pub use story::{Counts, PASSWORD};

/// `portico demo …`
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The port of all addresses; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the demo's database and letters live.
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// A superuser's URL of a database of your own, instead of the private one.
    #[arg(long)]
    database_url: Option<String>,
    /// When ready, print one line of JSON instead of words.
    #[arg(long)]
    json: bool,
}

/// What `--json` prints: addresses and the sign-ins of every persona.
#[derive(Debug, Serialize)]
pub struct Story {
    pub public: String,
    pub console: String,
    pub database: String,
    pub operators: Vec<Login>,
    pub tenants: Vec<TenantStory>,
    pub counts: Counts,
}

/// A sign-in.
#[derive(Debug, Serialize)]
pub struct Login {
    pub login: String,
    pub password: String,
}

/// A manufacturer of the story.
#[derive(Debug, Serialize)]
pub struct TenantStory {
    pub slug: String,
    pub url: String,
    pub people: Vec<Persona>,
}

/// A person of the story; `role` by the names of FEATURES P5.
#[derive(Debug, Serialize)]
pub struct Persona {
    pub name: String,
    pub role: String,
    pub company: String,
    pub login: String,
    pub password: String,
}

/// The demo's secret is no secret: its database is reached by a socket in a closed folder only.
const SECRET: &str = "portico-demo";

/// Runs the demo until a signal; nothing stays behind.
pub async fn run(args: &DemoArgs) -> Result<(), String> {
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let data_dir = args.data_dir.clone().unwrap_or_else(|| default_data_dir(&here, "demo"));
    let cluster = if args.database_url.is_some() { None } else { Some(start_cluster(args, &data_dir)?) };
    let done = run_on(args, &data_dir, cluster.as_ref()).await;
    if let Some(cluster) = cluster {
        cluster.stop().map_err(|error| error.to_string())?;
    }
    done
}

fn start_cluster(args: &DemoArgs, data_dir: &std::path::Path) -> Result<Cluster, String> {
    if !args.json {
        say("Starting a private PostgreSQL …");
    }
    let options = Options { data_dir: data_dir.to_path_buf(), durable: true, dies_with_us: true };
    Cluster::start(&options).map_err(|error| error.to_string())
}

async fn run_on(
    args: &DemoArgs,
    data_dir: &std::path::Path,
    cluster: Option<&Cluster>,
) -> Result<(), String> {
    let url = match (&args.database_url, cluster) {
        (Some(url), _) => url.clone(),
        (None, Some(cluster)) => {
            let postgres = cluster.url("postgres");
            tenancy::create_database(&postgres, "portico", None).await.map_err(|error| error.to_string())?;
            cluster.url("portico")
        }
        (None, None) => return Err("There is no database.".to_owned()),
    };
    let config = tenancy::Config::new(&url, SECRET);
    migrate_quietly(args, &config).await?;
    let db = connect(&config).await?;
    let address = format!("127.0.0.1:{}", args.port);
    let listener =
        TcpListener::bind(&address).await.map_err(|error| format!("{address}: {error}. Try --port 0."))?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    let serve_args = ServeArgs {
        listen: address,
        base_host: "localhost".to_owned(),
        secure: false,
        smtp_url: None,
        outbox: data_dir.join("letters"),
        sender: "portal@portico.example".to_owned(),
    };
    let app = serve::application(db, &serve_args, port)?;
    let story = seed(&app, &url).await?;
    let (json, letters) = (args.json, serve_args.outbox.clone());
    serve::run(app, listener, Role::All, move || show(&story, json, &letters)).await
}

async fn migrate_quietly(args: &DemoArgs, config: &tenancy::Config) -> Result<(), String> {
    if args.json {
        return crate::commands::bring_up_to_date(config).await.map(|_| ());
    }
    migrate(config).await
}

fn show(story: &Story, json: bool, letters: &std::path::Path) {
    if json {
        say(&serde_json::to_string(story).unwrap_or_default());
        return;
    }
    say(&format!("\nPortico is ready.\n\n  Front page  {}\n  Console     {}", story.public, story.console));
    for operator in &story.operators {
        say(&format!("              {} / {}", operator.login, operator.password));
    }
    for tenant in &story.tenants {
        say(&format!("\n  {}", tenant.url));
        for person in &tenant.people {
            say(&format!("    {:22} {:16} {:32} {}", person.role, person.name, person.login, person.company));
        }
    }
    say(&format!(
        "\n  Everybody's password: {PASSWORD}\n  Letters: {}\n  Database: {}\n\nCtrl+C stops it.",
        letters.display(),
        story.database
    ));
}
