//! A tenant that holds the very rows of another one under the very same ids, with other words in them.

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection};

use super::World;

/// Copies every table of the schema `$from` over what `keep` has of the schema `$to`.
const COPY: &str = "
do $$ declare t text; columns text; begin
    set local session_replication_role = replica;
    if not exists (select from pg_namespace where nspname = 'keep') then
        create schema keep;
        for t in select tablename from pg_tables where schemaname = '{to}' loop
            execute format('create table keep.%I as select * from {to}.%I', t, t);
        end loop;
    end if;
    for t in select tablename from pg_tables where schemaname = '{to}' and tablename <> 'schema_version' loop
        select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
            where table_schema = '{to}' and table_name = t and is_generated = 'NEVER';
        execute format('delete from {to}.%I', t);
        execute format('insert into {to}.%I (%s) overriding system value select %s from {from}.%I', t, columns, columns, t);
        execute format('insert into {to}.%I (%s) overriding system value select %s from keep.%I on conflict do nothing',
            t, columns, columns, t);
    end loop;
end $$";

/// Writes one word instead of another in every column that can hold one.
const REWORD: &str = "
do $$ declare c record; begin
    set local session_replication_role = replica;
    for c in select table_name as t, column_name as name, data_type as kind, udt_name as udt
        from information_schema.columns join pg_tables on tablename = table_name and schemaname = table_schema
        where table_schema = '{to}' and is_generated = 'NEVER' and table_name <> 'schema_version'
            and (data_type in ('text', 'jsonb') or udt_name = '_text') loop
        execute format('update {to}.%I set %I = replace(%I::text, %L, %L)::%s where %I::text like %L',
            c.t, c.name, c.name, '{word}', '{twin}', c.udt, c.name, '%{word}%');
    end loop;
end $$";

impl World {
    /// From here on `to` has all rows of `from` beside its own, with the same ids, numbers and even sessions; each of
    /// `words` reads otherwise there ([`twin_of`]). Called again, it starts anew from what `to` had of its own.
    pub async fn twin(&self, from: &str, to: &str, words: &[&str]) {
        let schema = |slug: &str| format!("t_{}", self.tenant(slug).id().uuid().simple());
        let mut superuser = PgConnection::connect(&self.database_url()).await.unwrap();
        let copy = COPY.replace("{from}", &schema(from)).replace("{to}", &schema(to));
        sqlx::raw_sql(AssertSqlSafe(copy)).execute(&mut superuser).await.unwrap();
        for word in words {
            let reword =
                REWORD.replace("{to}", &schema(to)).replace("{word}", word).replace("{twin}", &twin_of(word));
            sqlx::raw_sql(AssertSqlSafe(reword)).execute(&mut superuser).await.unwrap();
        }
        superuser.close().await.unwrap();
    }
}

/// The word backwards; a colour stays one.
pub fn twin_of(word: &str) -> String {
    match word.strip_prefix('#') {
        Some(digits) => format!("#{}", digits.chars().rev().collect::<String>()),
        None => word.chars().rev().collect(),
    }
}
