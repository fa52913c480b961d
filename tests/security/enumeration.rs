//! T24 · Who is here and who is not: sign-in, reset and links answer both alike, in words, in status and in time.

use std::time::{Duration, Instant};

use reqwest::Method;

use crate::story::{Page, Visitor, World};

/// Tries of each kind; the figure below wanders by about 0.05 with so many.
const TRIES: usize = 40;

/// A page without what was typed.
fn told(page: &Page, email: &str) -> String {
    page.body.replace(email, "…")
}

/// E-mails of people in every state, and of nobody; all of one length, as a list of guesses may have them.
async fn people(world: &World) -> [&'static str; 5] {
    let company = world.dealer("alpha", "Svet").await;
    for login in ["active", "invite", "closed"] {
        world.member(&company, login, "buyer").await;
    }
    world.staff("alpha", "worker", "owner").await;
    let mut tx = world.tenant("alpha").begin(tenancy::Access::Write).await.unwrap();
    for change in [
        "update person set state = 'invited', password_hash = null where name = 'invite'",
        "update person set state = 'blocked' where name = 'closed'",
        "delete from sign_in_attempt",
    ] {
        sqlx::query(change).execute(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
    [
        "active@alpha.example",
        "worker@alpha.example",
        "invite@alpha.example",
        "closed@alpha.example",
        "nobody@alpha.example",
    ]
}

/// The same page, status and headers for everybody, also when they are slowed down.
#[tokio::test]
async fn sign_in_and_reset_read_the_same_for_everybody() {
    let world = World::new().await;
    let people = people(&world).await;
    for (path, fields) in [("/login", vec![("password", "wrong horse")]), ("/reset", vec![])] {
        for round in 0..7 {
            let mut answers = Vec::new();
            for email in people {
                let mut form = fields.clone();
                form.push(("email", email));
                let page = world.visitor("alpha").post(path, &form).await;
                let mut headers: Vec<String> = page.headers.keys().map(ToString::to_string).collect();
                headers.sort();
                answers.push((page.status, told(&page, email), headers));
            }
            let first = answers[0].clone();
            let expected = if path == "/login" { [422, 429] } else { [200, 429] }[usize::from(round >= 5)];
            assert_eq!(first.0, expected, "{path}, round {round}");
            for (answer, email) in answers.iter().zip(people) {
                assert!(*answer == first, "{path}, round {round}: {email} reads otherwise");
            }
        }
        // The address is not to be the one that is slow.
        world.wait_minutes(16);
    }
    world.wait_for_jobs().await;
    let letters = world.mail.letters();
    assert!(
        letters.iter().all(|letter| ["active@", "worker@"].iter().any(|known| letter.to.starts_with(known)))
    );
    assert_eq!(letters.len(), 2, "the letters decide, and one a minute is enough");
    world.end().await;
}

/// Links that are made up, used up, expired or of another kind read the same.
#[tokio::test]
async fn dead_links_read_the_same() {
    let world = World::new().await;
    let people = people(&world).await;
    world.visitor("alpha").post("/reset", &[("email", people[0])]).await.is(200);
    world.wait_for_jobs().await;
    let letter = world.mail.letters().remove(0);
    let token =
        letter.text.split_whitespace().find_map(|word| word.split_once("/reset/")).unwrap().1.to_owned();
    let mut pages = Vec::new();
    for path in [
        format!("/invite/{token}"),
        format!("/reset/{}", "0".repeat(64)),
        "/reset/short".to_owned(),
        format!("/reset/{}", token.to_uppercase()),
        format!("/invite/{}", "f".repeat(64)),
    ] {
        let read = world.visitor("alpha").get(&path).await;
        let sent = world.visitor("alpha").post(&path, &[("password", "a better horse"), ("name", "X")]).await;
        for page in [read, sent] {
            pages.push((page.status, page.heading(), crate::story::words_of(page.first("main").unwrap())));
        }
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:?}");
    world.visitor("alpha").get(&format!("/reset/{token}")).await.is(200);
    world.end().await;
}

async fn timed(visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> (u16, Duration) {
    let request = visitor.request(Method::POST, path).header("sec-fetch-site", "same-origin").form(fields);
    let started = Instant::now();
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    answer.bytes().await.unwrap();
    (status, started.elapsed())
}

/// The chance that a known e-mail takes longer than an unknown one: one half tells nothing.
fn area(known: &[Duration], unknown: &[Duration]) -> f64 {
    let wins: f64 = known
        .iter()
        .flat_map(|long| unknown.iter().map(move |short| long.cmp(short)))
        .map(|order| match order {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        })
        .sum();
    wins / f64::from(u32::try_from(known.len() * unknown.len()).unwrap())
}

/// Known and unknown in turns, now the one first and now the other, so that a busy machine is busy for both.
async fn measure(world: &World, path: &str, known: &str) -> f64 {
    let (mut of_known, mut of_unknown) = (Vec::new(), Vec::new());
    let visitor = world.visitor("alpha");
    for n in 0..TRIES {
        world.wait_minutes(16);
        let unknown = format!("nobod{}@alpha.example", n % 10);
        let ask = async |email: &str| {
            let (status, took) =
                timed(&visitor, path, &[("email", email), ("password", "wrong horse")]).await;
            assert!([200, 422].contains(&status), "{path}: {status}");
            took
        };
        if n % 2 == 0 {
            of_known.push(ask(known).await);
            of_unknown.push(ask(&unknown).await);
        } else {
            of_unknown.push(ask(&unknown).await);
            of_known.push(ask(known).await);
        }
        // What the letter's job does is not to be in the next measure.
        world.wait_for_jobs().await;
    }
    area(&of_known, &of_unknown)
}

/// Nobody learns by the clock who is here. A machine that is busy with something else gets a second and a third chance.
#[tokio::test(flavor = "multi_thread")]
async fn time_tells_nothing() {
    let world = World::new().await;
    let people = people(&world).await;
    for (path, known) in [("/login", people[0]), ("/login", people[2]), ("/reset", people[0])] {
        let mut areas = Vec::new();
        while areas.len() < 3 && !areas.last().is_some_and(|area| (0.2..=0.8).contains(area)) {
            areas.push(measure(&world, path, known).await);
        }
        println!("{path} of {known}: AUC {areas:.2?}");
        assert!((0.2..=0.8).contains(areas.last().unwrap()), "{path} of {known}: {areas:?}");
    }
    world.end().await;
}
