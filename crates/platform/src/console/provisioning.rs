//! A portal that is being made: each step as the provisioner writes it, why one stopped, and "again".

use axum::extract::State;
use jiff::Timestamp;
use kit::Result;
use kit::text::Text;
use kit::web::{App, Flash, Page, Path, Redirect, View};
use serde::Serialize;
use tenancy::{ControlTx, TenantId};
use uuid::Uuid;

use crate::acts::{self, Actor};

/// /provisionings/{id} of the console.
#[derive(Serialize)]
pub struct Provisioning {
    id: Uuid,
    slug: String,
    company: String,
    state: String,
    number: String,
    created_at: Timestamp,
    /// By an operator, and not by the form of the public site.
    by_operator: bool,
    owner: String,
    steps: Vec<Step>,
    /// The tenant's row is there already.
    has_tenant: bool,
}

/// A step with its reason in the database's own words.
#[derive(Serialize)]
pub(super) struct Step {
    name: String,
    state: String,
    error: Option<String>,
}

impl Page for Provisioning {
    const TEMPLATE: &'static str = "platform/provisioning.html";
    fn samples() -> Vec<Self> {
        let page = |state: &str| Self {
            id: Uuid::nil(),
            slug: "aqualine".to_owned(),
            company: "Aqualine".to_owned(),
            state: state.to_owned(),
            number: "7f3a-91c0".to_owned(),
            created_at: Timestamp::UNIX_EPOCH,
            by_operator: state != "failed",
            owner: "Kim, kim@aqualine.example".to_owned(),
            steps: Step::samples(state),
            has_tenant: state == "done",
        };
        ["queued", "running", "failed", "done"].map(page).into()
    }
}

impl Step {
    pub(super) fn samples(last: &str) -> Vec<Self> {
        let step = |name: &str, state: &str| Self {
            name: name.to_owned(),
            state: state.to_owned(),
            error: (state == "failed").then(|| "relation \"price\" already exists".to_owned()),
        };
        let last = if last == "queued" { "waiting" } else { last };
        vec![
            step("address", "done"),
            step("samples", "skipped"),
            step("look", last),
            step("owner", "waiting"),
        ]
    }
}

pub async fn show(State(app): State<App>, Path(id): Path<Uuid>) -> Result<View<Provisioning>> {
    let mut tx = app.db.control().await?;
    let row = sqlx::query!(
        r#"select p.slug, p.company, p.state, p.number, p.created_at as "created_at: jiff_sqlx::Timestamp",
            p.operator_id is not null as "by_operator!", p.owner_name, p.owner_email,
            exists (select from control.tenant t where t.id = p.tenant_id) as "has_tenant!"
         from control.provisioning p where p.id = $1"#,
        id
    )
    .fetch_one(tx.db())
    .await?;
    let steps = steps(&mut tx, id).await?;
    let page = Provisioning {
        id,
        slug: row.slug,
        company: row.company,
        state: row.state,
        number: row.number,
        created_at: row.created_at.to_jiff(),
        by_operator: row.by_operator,
        owner: format!("{}, {}", row.owner_name, row.owner_email),
        steps,
        has_tenant: row.has_tenant,
    };
    Ok(View::new(page).fragment("main"))
}

pub async fn retry(State(app): State<App>, Path(id): Path<Uuid>, actor: Actor) -> Result<Redirect> {
    acts::retry_provisioning(&app.db, &actor, app.clock.now(), id).await?;
    let said = Flash::ok(Text::key("platform-signup-again"));
    Ok(Redirect::to(format!("/provisionings/{id}")).saying(said))
}

async fn steps(tx: &mut ControlTx, id: Uuid) -> Result<Vec<Step>> {
    let steps = sqlx::query_as!(
        Step,
        "select name, state, error from control.provisioning_step where provisioning_id = $1 order by position",
        id
    )
    .fetch_all(tx.db())
    .await?;
    Ok(steps)
}

/// The request that a tenant comes of, with its steps; none for one that was made at a terminal.
pub(super) async fn of_tenant(tx: &mut ControlTx, tenant: TenantId) -> Result<Option<(Uuid, Vec<Step>)>> {
    let id = sqlx::query_scalar!("select id from control.provisioning where tenant_id = $1", tenant.uuid())
        .fetch_optional(tx.db())
        .await?;
    match id {
        Some(id) => Ok(Some((id, steps(tx, id).await?))),
        None => Ok(None),
    }
}

/// A request that has failed or does not end: for the overview.
#[derive(Serialize)]
pub(super) struct Stuck {
    pub id: Uuid,
    pub slug: String,
    pub company: String,
    pub failed: bool,
    pub error: Option<String>,
}

impl Stuck {
    /// The oldest ones first, in one statement.
    pub async fn list(tx: &mut ControlTx, most: i64) -> Result<Vec<Self>> {
        let list = sqlx::query_as!(
            Self,
            r#"select p.id, p.slug, p.company, p.state = 'failed' as "failed!",
                (select s.error from control.provisioning_step s
                 where s.provisioning_id = p.id and s.state = 'failed' limit 1) as error
             from control.provisioning p
             where p.state = 'failed'
                or (p.state in ('queued', 'running') and p.created_at < now() - interval '5 minutes')
             order by p.created_at limit $1"#,
            most
        )
        .fetch_all(tx.db())
        .await?;
        Ok(list)
    }
}
