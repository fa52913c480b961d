//! Jobs that run by themselves: each tenant once a day at its own clock, or once in so many seconds.

use sqlx::PgPool;

use crate::error::Result;

/// When a job of a kind is due in each tenant.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    pub kind: &'static str,
    pub due: Due,
    /// Only in tenants where this switchable module is on.
    pub module: Option<&'static str>,
}

/// A time of day in the tenant's zone, or a period.
#[derive(Debug, Clone, Copy)]
pub enum Due {
    Daily { hour: u8, minute: u8 },
    EverySeconds(u32),
}

impl Schedule {
    pub const fn daily(kind: &'static str, hour: u8, minute: u8) -> Self {
        Self { kind, due: Due::Daily { hour, minute }, module: None }
    }

    pub const fn every(kind: &'static str, seconds: u32) -> Self {
        Self { kind, due: Due::EverySeconds(seconds), module: None }
    }

    pub fn of_module(self, module: Option<&'static str>) -> Self {
        Self { module, ..self }
    }
}

/// Makes the jobs of the present period for all open tenants, in one statement. The key is the period itself, so two
/// processes make each job once.
pub(super) async fn plan(pool: &PgPool, schedule: &Schedule) -> Result<()> {
    match schedule.due {
        Due::Daily { hour, minute } => {
            sqlx::query(
                "with due as (
                    select t.id, (now() at time zone t.time_zone)::date as day,
                        ((now() at time zone t.time_zone)::date + make_time($2, $3, 0)) at time zone t.time_zone as instant,
                        t.created_at
                    from control.tenant t where t.state = 'active' and ($4::text is null or exists (
                        select from control.tenant_module m where m.tenant_id = t.id and m.module = $4 and m.enabled)))
                 insert into cell.job (id, tenant_id, kind, key, run_at)
                 select gen_random_uuid(), id, $1, day::text, instant from due where created_at < instant
                 on conflict on constraint job_once do nothing",
            )
            .bind(schedule.kind)
            .bind(i32::from(hour))
            .bind(i32::from(minute))
            .bind(schedule.module)
            .execute(pool)
            .await?;
        }
        Due::EverySeconds(seconds) => {
            sqlx::query(
                "insert into cell.job (id, tenant_id, kind, key)
                 select gen_random_uuid(), t.id, $1, floor(extract(epoch from now()) / $2)::bigint::text
                 from control.tenant t where t.state = 'active' and ($3::text is null or exists (
                    select from control.tenant_module m where m.tenant_id = t.id and m.module = $3 and m.enabled))
                 on conflict on constraint job_once do nothing",
            )
            .bind(schedule.kind)
            .bind(i64::from(seconds.max(1)))
            .bind(schedule.module)
            .execute(pool)
            .await?;
        }
    }
    Ok(())
}
