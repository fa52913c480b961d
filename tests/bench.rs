//! `portico bench` measures everything: a quick run over small catalogs has a figure for each goal. No time is judged.

use clap::Parser;
use portico::bench::{BenchArgs, GOALS, Program, measure};

/// The child's part: serves as the command does, when the bench starts this program.
#[tokio::test(flavor = "multi_thread")]
async fn child_that_serves() {
    if std::env::var("PORTICO_ROLE").is_ok() {
        portico::cli::run(portico::cli::Cli::parse_from(["portico", "serve"])).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_goal_gets_a_figure() {
    let folder = std::path::PathBuf::from(format!("/var/tmp/portico-bench-test-{}", std::process::id()));
    let args = BenchArgs {
        goods: Vec::new(),
        rounds: 1,
        quick: true,
        only: Vec::new(),
        check: false,
        json: None,
        scripts: None,
        data_dir: Some(folder.clone()),
    };
    let child = ["--exact", "bench::child_that_serves", "--nocapture"];
    let program = Program { path: std::env::current_exe().unwrap(), args: child.map(str::to_owned).to_vec() };
    let (figures, sizes) = measure(&args, &program).await.unwrap();
    for goal in GOALS {
        assert!(goal.value(&figures, sizes).is_some(), "goal {} has no figure", goal.number);
    }
    let race = ["race.sold", "race.refused", "race.other"].map(|name| figures.get(name).unwrap().to_string());
    assert_eq!(race, ["10", "40", "0"]);
    assert!(!folder.exists(), "nothing is left behind");
}
