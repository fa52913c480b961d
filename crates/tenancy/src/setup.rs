//! Making the database ready: three logins, the shared schemas, and the doors that stay shut (DESIGN §2).

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::error::{Error, Result};
use crate::pools::password;

/// Everything below is written so that it can run again.
const OBJECTS: &str = "
create schema if not exists control authorization portico_control;
create schema if not exists cell authorization portico_control;
create schema if not exists ext;
create extension if not exists pg_trgm schema ext;
create extension if not exists unaccent schema ext;
create extension if not exists btree_gin schema ext;
create extension if not exists pgcrypto schema ext;
grant usage on schema ext to public;
grant portico_tenant to portico_ddl with admin option;
alter role portico_app set search_path = '';
alter role portico_ddl set search_path = '';
-- A page's statements are short: starting workers or a compiler for one costs more than the statement itself.
alter role portico_app set max_parallel_workers_per_gather = 0;
alter role portico_app set jit = off;
-- An injected statement must not be able to change the scope or leave anything behind.
revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
revoke update on pg_catalog.pg_settings from public;
revoke create on schema public from public;
";

/// Creates the logins and shared schemas in the database of a superuser's URL.
pub async fn setup(superuser_url: &str, secret: &str) -> Result<()> {
    let mut connection = PgConnectOptions::from_str(superuser_url)?.connect().await?;
    for (role, kind) in [
        ("portico_tenant", "nologin"),
        ("portico_app", "login noinherit"),
        ("portico_control", "login"),
        ("portico_ddl", "login createrole"),
    ] {
        login(&mut connection, role, kind, secret).await?;
    }
    sqlx::raw_sql(OBJECTS).execute(&mut connection).await?;
    connection.close().await?;
    open_database(superuser_url).await
}

/// What `setup` cannot do before the platform's tables are there: the operators' audit, and the schema that it stands in,
/// are the superuser's, and the platform's own login may only read and add. Run it after every migration of `control`.
pub async fn seal(superuser_url: &str) -> Result<()> {
    let mut connection = PgConnectOptions::from_str(superuser_url)?.connect().await?;
    sqlx::raw_sql(
        "alter schema control owner to current_user;
         grant usage, create on schema control to portico_control;
         alter table control.operator_audit owner to current_user;
         revoke all on control.operator_audit from portico_control;
         grant select, insert on control.operator_audit to portico_control",
    )
    .execute(&mut connection)
    .await?;
    connection.close().await?;
    Ok(())
}

/// The rights on the database itself: they are not copied when a database is made from a template.
pub async fn open_database(superuser_url: &str) -> Result<()> {
    let options = PgConnectOptions::from_str(superuser_url)?;
    let name = identifier(options.get_database().unwrap_or("postgres"))?;
    let mut connection = options.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(format!(
        "revoke temporary on database {name} from public; grant create on database {name} to portico_ddl"
    )))
    .execute(&mut connection)
    .await?;
    connection.close().await?;
    Ok(())
}

/// Creates a database with the C.UTF-8 locale (`LC_CTYPE=C` would break Cyrillic `lower()`), when it is not there.
/// `template` is copied when given: tests start from one that is ready.
pub async fn create_database(superuser_url: &str, name: &str, template: Option<&str>) -> Result<String> {
    let options = PgConnectOptions::from_str(superuser_url)?;
    let mut connection = options.clone().connect().await?;
    let there: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(name)
        .fetch_one(&mut connection)
        .await?;
    if !there {
        let source = identifier(template.unwrap_or("template0"))?;
        let locale = if template.is_none() { " encoding 'UTF8' locale 'C.UTF-8'" } else { "" };
        let name = identifier(name)?;
        sqlx::raw_sql(AssertSqlSafe(format!("create database {name} template {source}{locale}")))
            .execute(&mut connection)
            .await?;
    }
    connection.close().await?;
    Ok(options.database(name).to_url_lossy().to_string())
}

/// Drops a test's database with whoever is still connected.
pub async fn drop_database(superuser_url: &str, name: &str) -> Result<()> {
    let mut connection = PgConnectOptions::from_str(superuser_url)?.connect().await?;
    let name = identifier(name)?;
    sqlx::raw_sql(AssertSqlSafe(format!("drop database if exists {name} with (force)")))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}

/// Gives a database that nobody uses another name.
pub async fn rename_database(superuser_url: &str, name: &str, to: &str) -> Result<()> {
    let mut connection = PgConnectOptions::from_str(superuser_url)?.connect().await?;
    let (name, to) = (identifier(name)?, identifier(to)?);
    sqlx::raw_sql(AssertSqlSafe(format!("alter database {name} rename to {to}")))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}

/// For tests: rows of one text column, read as the superuser.
pub async fn superuser_rows(superuser_url: &str, sql: &'static str) -> Result<Vec<String>> {
    let mut connection = PgConnectOptions::from_str(superuser_url)?.connect().await?;
    let rows = sqlx::query_scalar(sql).fetch_all(&mut connection).await?;
    connection.close().await?;
    Ok(rows)
}

async fn login(connection: &mut PgConnection, role: &str, kind: &str, secret: &str) -> Result<()> {
    let there: bool = sqlx::query_scalar("select exists (select from pg_roles where rolname = $1)")
        .bind(role)
        .fetch_one(&mut *connection)
        .await?;
    let verb = if there { "alter" } else { "create" };
    let password = password(secret, role)?;
    sqlx::raw_sql(AssertSqlSafe(format!("{verb} role {role} {kind} password '{password}'")))
        .execute(connection)
        .await?;
    Ok(())
}

fn identifier(name: &str) -> Result<String> {
    let plain =
        !name.is_empty() && name.len() <= 63 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if plain {
        Ok(format!("\"{name}\""))
    } else {
        Err(Error::Setup(format!("{name} is no name for a database")))
    }
}
