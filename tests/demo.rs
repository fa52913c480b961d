//! P17 · The demo's story: counted, and the same after a second start.

use portico::demo::{self, Counts, PASSWORD};

use crate::story::World;

#[tokio::test]
async fn the_demo_is_seeded_once_and_everybody_can_sign_in() {
    let world = World::new().await;
    let first = demo::seed(&world.app, "here").await.unwrap();
    // alpha and beta of the test are empty; Voltarika and Northvale are the story.
    let expected = Counts {
        tenants: 4,
        people: 33,
        dealers: 17,
        entities: 24,
        contracts: 31,
        products: 1_640,
        sections: 56,
    };
    assert_eq!(first.counts, expected);
    let second = demo::seed(&world.app, "here").await.unwrap();
    assert_eq!(second.counts, expected);

    let voltarika = first.tenants.iter().find(|tenant| tenant.slug == "voltarika").unwrap();
    for role in ["owner", "sales manager", "warehouse", "dealer head", "buyer", "accountant"] {
        let person = voltarika.people.iter().find(|person| person.role == role).unwrap();
        assert_eq!(person.password, PASSWORD);
        world.visitor("voltarika").signed_in(&person.login, &person.password).await;
    }
    let mut roman = world.visitor("voltarika").signed_in("roman@tk.example", PASSWORD).await;
    roman.get("/company").await.shows("14-Д").shows("15-В").shows("21-Р");
    world.end().await;
}
