//! Settings: four places, one order, nothing guessed, no secret shown; and the doctor.

use super::process::portico;
use crate::story::{SECRET, World};

const FILE: &str = "
base_host = \"file.example\"
listen = \"127.0.0.1:9001\"
drain_seconds = 7
secure = true
trusted_proxy = [\"10.0.0.1\", \"10.1.0.0/16\"]
secret = \"canary-secret\"
database_url = \"postgres://u:canary-database@db/portico\"
";

fn has(out: &str, setting: &str, origin: &str) {
    let line =
        out.lines().find(|line| line.starts_with(setting)).unwrap_or_else(|| panic!("no {setting}: {out}"));
    assert!(line.ends_with(&format!("# {origin}")), "{line}");
}

#[test]
fn every_value_tells_where_it_comes_from_and_secrets_are_hidden() {
    let env = [("PORTICO_LISTEN", "127.0.0.1:9002"), ("PORTICO_SMTP_URL", "smtp://u:canary-smtp@mail")];
    let told = portico(Some(FILE), &["config", "--base-host=flag.example"], &env);
    assert!(told.good, "{}", told.err);
    has(&told.out, "base_host = \"flag.example\"", "flag --base-host");
    has(&told.out, "listen = \"127.0.0.1:9002\"", "environment PORTICO_LISTEN");
    has(&told.out, "drain_seconds = 7", "file portico.toml");
    has(&told.out, "secure = true", "file portico.toml");
    has(&told.out, "trusted_proxy = [\"10.0.0.1\", \"10.1.0.0/16\"]", "file portico.toml");
    has(&told.out, "secret = \"…\"", "file portico.toml");
    has(&told.out, "smtp_url = \"…\"", "environment PORTICO_SMTP_URL");
    has(&told.out, "page_seconds = 15", "default");
    has(&told.out, "# otlp_endpoint", "not set");
    assert!(!(format!("{}{}", told.out, told.err)).contains("canary"));
    let json = portico(Some(FILE), &["config", "--json"], &env);
    assert!(
        json.good && json.out.contains("\"drain_seconds\"") && !json.out.contains("canary"),
        "{}",
        json.out
    );
    // A switch of the file can be turned off again.
    let off = portico(Some(FILE), &["config", "--secure=false"], &[]);
    has(&off.out, "secure = false", "flag --secure");
}

#[test]
fn what_it_prints_can_be_read_again() {
    let told = portico(None, &["config", "--drain-seconds=3", "--trusted-proxy=::1"], &[]);
    let again = portico(Some(&told.out), &["config"], &[]);
    assert!(again.good, "{}{}", again.err, told.out);
    has(&again.out, "drain_seconds = 3", "file portico.toml");
    has(&again.out, "trusted_proxy = [\"::1\"]", "file portico.toml");
}

#[test]
fn what_is_wrong_is_refused_by_name() {
    for (file, words) in [
        ("base_hots = \"a\"", "there is no setting base_hots. Is base_host meant?"),
        ("smtp-ur = \"a\"", "there is no setting smtp-ur. Is smtp_url meant?"),
        ("drain_seconds = \"soon\"", "drain-seconds"),
        ("log_format = \"xml\"", "log-format"),
        ("trusted_proxy = [\"everybody\"]", "everybody is no address and no network"),
        ("[listen]\nport = 1", "listen takes a text"),
        ("secret = \"canary", "portico.toml, line 1"),
    ] {
        let told = portico(Some(file), &["config"], &[]);
        assert!(!told.good && told.err.contains(words), "{file}: {}{}", told.out, told.err);
        assert!(!told.err.contains("canary"), "{}", told.err);
    }
    let told = portico(None, &["config", "--config=none.toml"], &[]);
    assert!(!told.good && told.err.contains("none.toml"), "{}", told.err);
    // A command without settings does not mind a broken file.
    assert!(portico(Some("nonsense"), &["routes"], &[]).good);
    let told = portico(Some("otlp_endpoint = \"https://a\""), &["serve"], &[("PORTICO_SECRET", "x")]);
    assert!(!told.good && told.err.contains("otlp_endpoint"), "{}", told.err);
}

#[tokio::test]
async fn the_doctor_finds_what_is_wrong_and_says_what_to_do() {
    let world = World::new().await;
    let url = world.database_url();
    let env = [("PORTICO_DATABASE_URL", url.as_str()), ("PORTICO_SECRET", SECRET)];
    let args = ["doctor", "--base-host=portico.example", "--admin-listen=0.0.0.0:9090"];
    let told = portico(None, &args, &env);
    for words in [
        "ok       portico_app signs in",
        "ok       portico_control signs in",
        "the platform's tables are at this program's version",
        "the clocks of the database and of this machine agree",
        "secure is off for portico.example",
        "admin_listen 0.0.0.0:9090 is open to every network",
        "nobody gets them by mail",
        // The cluster of the tests is fast and forgets: the doctor must see it.
        "WRONG    fsync = off",
        "max_locks_per_transaction",
    ] {
        assert!(told.out.contains(words), "no “{words}” in {}", told.out);
    }
    assert!(!told.good && told.err.contains("would not serve well"), "{}", told.err);
    let gone = url.replacen("host=", "host=/nowhere", 1);
    let env = [("PORTICO_DATABASE_URL", gone.as_str()), ("PORTICO_SECRET", SECRET)];
    let told = portico(None, &["doctor"], &env);
    assert!(!told.good && told.out.contains("portico_app does not get in"), "{}{}", told.out, told.err);
    world.end().await;
}
