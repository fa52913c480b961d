//! P7 · The same acts at a terminal: the same refusals, the same audit under the name of the machine's user.

use clap::{Parser, Subcommand};
use platform::acts::audit::Filter;
use portico::commands;

use super::rows;
use crate::story::{SECRET, World};

#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    noun: Noun,
}

#[derive(Subcommand)]
enum Noun {
    #[command(subcommand)]
    Tenant(commands::TenantCommand),
    #[command(subcommand)]
    Job(commands::JobCommand),
    Audit(commands::AuditArgs),
}

/// One line at a terminal, with the address of the database after its first words.
async fn portico(world: &World, words: &[&str]) -> Result<(), String> {
    let url = world.database_url();
    let (noun, rest) = words.split_at(if words[0] == "audit" { 1 } else { 2 });
    let all = ["portico"].iter().chain(noun).copied().chain(["--database-url", &url, "--secret", SECRET]);
    let line = Line::try_parse_from(all.chain(rest.iter().copied())).map_err(|error| error.to_string())?;
    let ended = match line.noun {
        Noun::Tenant(command) => commands::tenant(command).await,
        Noun::Job(command) => commands::job(command).await,
        Noun::Audit(args) => commands::audit(args).await,
    };
    // What another process has changed is seen within a second; a test does not wait for it.
    world.app.db.refresh().await.unwrap();
    ended
}

#[tokio::test]
async fn a_tenants_life_at_a_terminal() {
    let world = World::new().await;
    let beta = world.contents("beta").await;
    let create = ["tenant", "create", "--slug", "delta", "--name", "Delta Works"];
    portico(&world, &create).await.unwrap();
    assert!(portico(&world, &create).await.is_err());
    portico(&world, &["tenant", "list"]).await.unwrap();
    portico(&world, &["tenant", "show", "delta"]).await.unwrap();
    let wrong = portico(&world, &["tenant", "suspend", "delta", "--name", "Delta"]).await.unwrap_err();
    assert!(wrong.contains("Type it exactly: Delta Works."), "{wrong}");
    let words = [
        "tenant",
        "suspend",
        "delta",
        "--name",
        "Delta Works",
        "--words-en",
        "Back soon.",
        "--contact",
        "Kim",
    ];
    portico(&world, &words).await.unwrap();
    world.visitor("delta").get("/login").await.is(503).shows("Back soon.").shows("Kim");
    let again = portico(&world, &words).await.unwrap_err();
    assert!(again.contains("Suspended"), "{again}");
    portico(&world, &["tenant", "resume", "delta"]).await.unwrap();
    world.visitor("delta").get("/login").await.is(200);
    portico(&world, &["tenant", "migrate", "delta"]).await.unwrap();
    portico(&world, &["tenant", "usage", "delta"]).await.unwrap();
    world.wait_for_jobs().await;
    portico(&world, &["tenant", "delete", "delta", "--name", "Delta Works"]).await.unwrap();
    world.visitor("delta").get("/login").await.is(503);
    portico(&world, &["tenant", "restore", "delta"]).await.unwrap();
    for act in ["show", "resume", "restore", "migrate", "usage"] {
        assert!(portico(&world, &["tenant", act, "nobody"]).await.is_err(), "{act}");
    }
    portico(&world, &["job", "list"]).await.unwrap();
    let nil = uuid::Uuid::nil().to_string();
    for act in ["show", "retry", "cancel"] {
        assert!(portico(&world, &["job", act, &nil]).await.is_err(), "{act}");
    }
    portico(&world, &["audit", "--tenant", "delta", "--act", "suspend"]).await.unwrap();
    let acts = rows(&world, Filter { tenant: Some("delta"), ..Filter::default() }).await;
    let words: Vec<&str> = acts.iter().rev().map(|row| row.act.as_str()).collect();
    assert_eq!(words, ["provision", "suspend", "resume", "migrate", "count-usage", "delete", "restore"]);
    assert!(acts.iter().all(|row| row.who.starts_with("command line")));
    assert_eq!(beta, world.contents("beta").await);
    world.end().await;
}
