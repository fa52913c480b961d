//! From a minute until a minute, by the clock alone; drafts, taking away and bringing back.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kit::edges::Clock;

use super::{NEWS, acts, change, never_sees, publish, titles, waits, written};
use crate::rooms::accounts::groups::group;
use crate::story::World;

/// So many minutes from now until this time of tomorrow where the manufacturer is.
fn until_tomorrow(world: &World, hour: i8, minute: i8) -> (String, i64) {
    let zone = TimeZone::get("Europe/Moscow").unwrap();
    let now = world.clock.now();
    let day = now.to_zoned(zone.clone()).date().tomorrow().unwrap();
    let at = day.to_datetime(Time::constant(hour, minute, 0, 0)).to_zoned(zone).unwrap().timestamp();
    (day.to_string(), minutes(now, at))
}

fn minutes(from: Timestamp, to: Timestamp) -> i64 {
    let left = to.duration_since(from);
    (left + SignedDuration::from_secs(59)).as_secs() / 60
}

#[tokio::test]
async fn news_for_two_groups_come_out_tomorrow_at_nine_and_go_at_six() {
    let world = World::new().await;
    let (svet, tk, third) = (
        world.dealer("alpha", "Svet").await,
        world.dealer("alpha", "TK").await,
        world.dealer("alpha", "Third").await,
    );
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let mut irina = world.staff("alpha", "irina", "sales_manager").await;
    let (first, second) =
        (group(&mut irina, "Опт", &[&svet]).await, group(&mut irina, "Розница", &[&tk]).await);
    let mut readers = [world.member(&svet, "olga", "buyer").await, world.member(&tk, "roman", "buyer").await];
    let stranger = world.member(&third, "max", "dealer_head").await;
    let (day, to_nine) = until_tomorrow(&world, 9, 0);

    let number = publish(
        &mut nina,
        &[
            ("title_ru", "Canary"),
            ("text_ru", "Цены **ниже**"),
            ("kind", "promotion"),
            ("group", &first),
            ("group", &second),
            ("publish_on", &day),
            ("publish_time", "9:00"),
            ("take_down_on", &day),
            ("take_down_time", "18:00"),
        ],
    )
    .await;
    nina.get(&format!("{NEWS}/{number}")).await.shows("Запланирована").shows("в 09:00");
    nina.get(&format!("{NEWS}?view=scheduled")).await.shows("Canary").shows("Опт, Розница");
    for reader in &readers {
        never_sees(reader, "Canary", &number).await;
    }
    world.wait_minutes(to_nine - 1);
    for reader in &mut readers {
        never_sees(reader, "Canary", &number).await;
        assert_eq!(waits(reader).await, 0);
    }
    // No job is waited for: the minute itself does it.
    world.wait_minutes(1);
    for reader in &mut readers {
        assert_eq!(titles(reader, "/news").await, ["Canary"]);
        assert_eq!(waits(reader).await, 1);
        reader.get("/home").await.shows("Canary");
        reader.get(&format!("/news/{number}")).await.is(200).shows("Акции");
    }
    never_sees(&stranger, "Canary", &number).await;
    never_sees(&world.visitor("alpha"), "Canary", &number).await;
    never_sees(&world.visitor("beta"), "Canary", &number).await;
    world.wait_minutes(9 * 60 - 1);
    readers[0].get(&format!("/news/{number}")).await.is(200);
    world.wait_minutes(1);
    for reader in &mut readers {
        never_sees(reader, "Canary", &number).await;
        assert_eq!(waits(reader).await, 0);
    }
    nina.get(&format!("{NEWS}?view=ended")).await.shows("Canary").shows("Снята");
    world.end().await;
}

#[tokio::test]
async fn a_draft_is_seen_by_nobody_until_it_is_published_and_can_become_one_again() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let mut olga = world.member(&svet, "olga", "buyer").await;
    let number = written(&mut nina, "draft", &[("title_ru", "Canary"), ("everyone", "on")]).await;
    never_sees(&olga, "Canary", &number).await;
    nina.get(&format!("{NEWS}?view=draft")).await.shows("Canary");
    let fields = [("title_ru", "Canary"), ("everyone", "on")];
    world.wait_minutes(1);
    change(&mut nina, &number, "publish", &fields).await.is(303);
    olga.get(&format!("/news/{number}")).await.is(200);
    world.wait_minutes(1);
    change(&mut nina, &number, "draft", &fields).await.is(303);
    never_sees(&olga, "Canary", &number).await;
    assert_eq!(acts(&world, "alpha", &number).await, ["drafted", "published", "unpublished"]);
    world.end().await;
}

#[tokio::test]
async fn a_deleted_item_is_gone_for_readers_and_comes_back_as_it_was() {
    let world = World::new().await;
    let svet = world.dealer("alpha", "Svet").await;
    let mut nina = world.staff("alpha", "nina", "content_editor").await;
    let mut olga = world.member(&svet, "olga", "buyer").await;
    let number = publish(&mut nina, &[("title_ru", "Canary"), ("dealers", "on")]).await;
    assert_eq!(waits(&mut olga).await, 1);
    let here = format!("{NEWS}/{number}");
    world.wait_minutes(1);
    nina.post(&format!("{here}/remove"), &[]).await.leads_to(&here);
    let page = nina.get(&here).await;
    page.is(200).shows("Новость удалена").shows("Вернуть новость");
    never_sees(&olga, "Canary", &number).await;
    assert_eq!(waits(&mut olga).await, 0);
    nina.get(NEWS).await.hides("Canary");
    nina.get(&format!("{NEWS}?view=removed")).await.shows("Canary");
    // What is removed is not written over by a page that was open before.
    nina.post(
        &here,
        &[("act", "publish"), ("kind", "other"), ("version", "1"), ("title_ru", "X"), ("everyone", "on")],
    )
    .await
    .is(409);
    world.wait_minutes(1);
    nina.post(&format!("{here}/restore"), &[]).await.leads_to(&here);
    olga.get(&format!("/news/{number}")).await.is(200).shows("Canary");
    assert_eq!(acts(&world, "alpha", &number).await, ["published", "removed", "restored"]);
    world.end().await;
}
