//! Letters about orders, to both sides: each person gets one letter for each thing that happened.

mod words;

use kit::letters::Message;
use kit::text::{Locale, Text};
use kit::web::App;
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use tenancy::{JobCtx, JobOutcome, NewJob};
use uuid::Uuid;

use crate::events::{Cancelled, Confirmed, Placed, Shipped};

/// The job that sends one letter to one person.
pub const SEND: &str = "orders.letter";

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Placed,
    Confirmed,
    Shipped,
    Cancelled,
}

#[derive(Serialize, Deserialize)]
struct Letter {
    about: About,
    order: Uuid,
    shipment: Option<Uuid>,
    person: Uuid,
    staff: bool,
}

/// Who hears of it.
struct Happened {
    about: About,
    order: Uuid,
    shipment: Option<Uuid>,
    /// Tells two events of one kind apart.
    key: String,
    author: bool,
    staff: bool,
}

pub async fn placed(job: &mut JobCtx, event: Placed) -> Result<JobOutcome> {
    let key = "placed".to_owned();
    tell(
        job,
        &Happened {
            about: About::Placed,
            order: event.order,
            shipment: None,
            key,
            author: true,
            staff: true,
        },
    )
    .await
}

pub async fn confirmed(job: &mut JobCtx, event: Confirmed) -> Result<JobOutcome> {
    let key = format!("confirmed {}", event.revision);
    tell(
        job,
        &Happened {
            about: About::Confirmed,
            order: event.order,
            shipment: None,
            key,
            author: true,
            staff: false,
        },
    )
    .await
}

pub async fn shipped(job: &mut JobCtx, event: Shipped) -> Result<JobOutcome> {
    let key = format!("shipped {}", event.shipment);
    let shipment = Some(event.shipment);
    tell(
        job,
        &Happened { about: About::Shipped, order: event.order, shipment, key, author: true, staff: false },
    )
    .await
}

/// The side that did not cancel hears of it.
pub async fn cancelled(job: &mut JobCtx, event: Cancelled) -> Result<JobOutcome> {
    let key = format!("cancelled {}", event.revision);
    let (author, staff) = (!event.by_dealer, event.by_dealer);
    tell(job, &Happened { about: About::Cancelled, order: event.order, shipment: None, key, author, staff })
        .await
}

/// Queues a letter for each reader. An event that comes twice queues nothing twice: the key names it.
async fn tell(job: &mut JobCtx, happened: &Happened) -> Result<JobOutcome> {
    job.tx.narrow(tenancy::Dealer::All).await?;
    let people = sqlx::query!(
        r#"select o.author_id as "person!", false as "staff!" from sales_order o where o.id = $1 and $2
           union
           -- The dealer's own manager; without one, everybody who sells.
           select p.id, true from sales_order o join dealer d on d.id = o.dealer_id
           join person p on p.id = d.manager_id or (d.manager_id is null and exists
             (select from staff_role r where r.person_id = p.id and r.role in ('owner', 'sales_manager')))
           where o.id = $1 and $3 and p.state = 'active'"#,
        happened.order,
        happened.author,
        happened.staff
    )
    .fetch_all(job.tx.db())
    .await?;
    for reader in people {
        let letter = Letter {
            about: happened.about,
            order: happened.order,
            shipment: happened.shipment,
            person: reader.person,
            staff: reader.staff,
        };
        let key = format!("{} {} {}", happened.order, happened.key, reader.person);
        let payload = serde_json::to_value(&letter).map_err(Error::bug)?;
        job.tx.enqueue(NewJob { kind: SEND, key, payload, run_at: None }).await?;
    }
    Ok(JobOutcome::Done)
}

/// Writes and sends one letter.
pub async fn send(app: App, job: &mut JobCtx) -> Result<JobOutcome> {
    let letter: Letter = serde_json::from_value(job.payload.clone()).map_err(Error::bug)?;
    job.tx.narrow(tenancy::Dealer::All).await?;
    let to = sqlx::query!("select name, email, locale from person where id = $1", letter.person)
        .fetch_one(job.tx.db())
        .await?;
    let locale = Locale::parse(&to.locale).unwrap_or(Locale::EN);
    let facts = words::facts(&mut job.tx, letter.order, letter.shipment, locale).await?;
    let portal = app.config.tenant_url(job.tenant.slug());
    let path = if letter.staff { "/manage/orders" } else { "/orders" };
    let number = facts.number.clone();
    let message = Message {
        to: to.email,
        to_name: to.name,
        locale,
        subject: facts.subject(letter.about),
        lines: facts.lines(letter.about, letter.staff),
        button: Some((Text::key("orders-letter-open"), format!("{portal}{path}/{number}"))),
        why: Text::key(if letter.staff { "orders-letter-why-staff" } else { "orders-letter-why" })
            .with("tenant", job.tenant.name()),
    };
    kit::letters::send(&app, &mut job.tx, message).await?;
    Ok(JobOutcome::Done)
}
