//! Metrics: what an alarm needs, with labels whose number is bounded and that hold no path, tenant or secret.

use reqwest::Method;

use super::Binary;
use crate::story::World;

/// The value of a series.
fn value(text: &str, series: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' ')?.parse().ok())
}

fn series(text: &str, name: &str) -> usize {
    text.lines().filter(|line| line.starts_with(name)).count()
}

#[tokio::test]
async fn every_figure_that_an_alarm_needs_is_there() {
    let world = World::new().await;
    world.leave_jobs_to_others();
    let binary = Binary::serve(&world, &[]).await;
    let staff = world.staff("alpha", "owner", "owner").await;
    binary.sees(&staff, "alpha").get("/manage/settings/staff").await.is(200);
    let mut visitor = binary.visitor("alpha");
    visitor.get("/login").await.is(200);
    visitor.post("/reset", &[("email", "owner@alpha.example")]).await;
    world.wait_for_jobs().await;
    let (status, text) = binary.at_desk("/metrics").await;
    assert_eq!(status, 200);
    for (series, least) in [
        (r#"portico_requests_total{site="tenant",method="GET",route="/login",status="2xx"}"#, 1.0),
        (r#"portico_request_seconds_count{site="tenant",method="GET",route="/login"}"#, 1.0),
        (r#"portico_requests_in_flight"#, 0.0),
        (r#"portico_bugs_total"#, 0.0),
        (r#"portico_pool_connections{pool="control",state="used"}"#, 0.0),
        (r#"portico_pool_connections{pool="tenant-1",state="idle"}"#, 0.0),
        (r#"portico_pool_most{pool="tenant-0"}"#, 8.0),
        (r#"portico_queue_jobs{state="queued"}"#, 0.0),
        (r#"portico_queue_jobs{state="failed"}"#, 0.0),
        (r#"portico_queue_oldest_seconds"#, 0.0),
        (r#"portico_outbox_events"#, 0.0),
        (r#"portico_outbox_oldest_seconds"#, 0.0),
        (r#"portico_placements_version"#, 1.0),
        (r#"portico_tenants{state="active"}"#, 2.0),
        (r#"portico_database_up"#, 1.0),
        (r#"process_cpu_seconds_total"#, 0.0),
        (r#"process_resident_memory_bytes"#, 1e6),
        (r#"process_open_fds"#, 3.0),
        (r#"portico_uptime_seconds"#, 0.0),
        (r#"portico_build_info{version="0.1.0"}"#, 1.0),
    ] {
        let found = value(&text, series).unwrap_or_else(|| panic!("no {series} in {text}"));
        assert!(found >= least, "{series} {found}");
    }
    for name in ["portico_begin_seconds_bucket", "portico_jobs_total{", "portico_job_seconds_bucket"] {
        assert!(series(&text, name) > 0, "no {name} in {text}");
    }
    // Never on a host of ours.
    visitor.get("/metrics").await.is(404);
    binary.stop().await;
    world.end().await;
}

#[tokio::test]
async fn what_callers_make_up_makes_no_new_series() {
    let world = World::new().await;
    let binary = Binary::serve(&world, &["--role=web"]).await;
    let mut visitor = binary.visitor("alpha");
    visitor.get("/reset/none").await;
    visitor.get("/nothing").await.is(404);
    let request = visitor.request(Method::from_bytes(b"BREW").unwrap(), "/login");
    visitor.send(request).await;
    binary.visitor("gamma").get("/").await.is(404);
    let (_, before) = binary.at_desk("/metrics").await;
    for n in 0..40 {
        visitor.get(&format!("/nothing/{n}")).await.is(404);
        visitor.get(&format!("/reset/{n:064x}")).await;
        let method = Method::from_bytes(format!("BREW{n}").as_bytes()).unwrap();
        let request = visitor.request(method, "/login");
        visitor.send(request).await;
        binary.visitor(&format!("gamma{n}")).get("/").await.is(404);
    }
    let (_, after) = binary.at_desk("/metrics").await;
    let count =
        |text: &str| series(text, "portico_requests_total{") + series(text, "portico_request_seconds_count{");
    assert_eq!(count(&after), count(&before), "{after}");
    assert!(after.contains(r#"route="/reset/{token}""#) && after.contains(r#"method="other""#), "{after}");
    // What stands before the figure of each line.
    let labels: String =
        after.lines().filter_map(|line| line.rsplit_once(' ')).map(|(name, _)| name).collect();
    for hidden in ["alpha", "gamma", "nothing", "BREW", "00000001"] {
        assert!(!labels.contains(hidden), "{hidden} is in a label");
    }
    binary.stop().await;
    world.end().await;
}
