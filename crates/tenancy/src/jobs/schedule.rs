//! Jobs that run by themselves: each tenant once a day at its own clock, or once in so many seconds.

use sqlx::PgPool;

use crate::error::Result;

/// When a job of a kind is due in each tenant.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    pub kind: &'static str,
    pub due: Due,
}

/// A time of day in the tenant's zone, or a period.
#[derive(Debug, Clone, Copy)]
pub enum Due {
    Daily { hour: u8, minute: u8 },
    EverySeconds(u32),
}

impl Schedule {
    pub const fn daily(kind: &'static str, hour: u8, minute: u8) -> Self {
        Self { kind, due: Due::Daily { hour, minute } }
    }

    pub const fn every(kind: &'static str, seconds: u32) -> Self {
        Self { kind, due: Due::EverySeconds(seconds) }
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
                    from control.tenant t where t.state = 'active')
                 insert into cell.job (id, tenant_id, kind, key, run_at)
                 select gen_random_uuid(), id, $1, day::text, instant from due where created_at < instant
                 on conflict on constraint job_once do nothing",
            )
            .bind(schedule.kind)
            .bind(i32::from(hour))
            .bind(i32::from(minute))
            .execute(pool)
            .await?;
        }
        Due::EverySeconds(seconds) => {
            sqlx::query(
                "insert into cell.job (id, tenant_id, kind, key)
                 select gen_random_uuid(), t.id, $1, floor(extract(epoch from now()) / $2)::bigint::text
                 from control.tenant t where t.state = 'active'
                 on conflict on constraint job_once do nothing",
            )
            .bind(schedule.kind)
            .bind(i64::from(seconds.max(1)))
            .execute(pool)
            .await?;
        }
    }
    Ok(())
}
