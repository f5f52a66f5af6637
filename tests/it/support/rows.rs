//! What is in the database, seen from beside the service.

use std::str::FromStr;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Decode, PgConnection, Postgres, SqlSafeStr, Sqlite,
    Type,
};
use uuid::Uuid;

/// The one number that `sql` gives.
pub async fn number(url: &str, sql: &'static str) -> i64 {
    all(url, sql).await.pop().expect("a row")
}

/// As [`number`], of a statement that a test put together.
pub async fn number_of(url: &str, sql: String) -> i64 {
    all(url, AssertSqlSafe(sql)).await.pop().expect("a row")
}

/// The ids that `sql` gives.
pub async fn ids(url: &str, sql: &'static str) -> Vec<Uuid> {
    all(url, sql).await
}

/// The texts that `sql` gives.
pub async fn texts(url: &str, sql: &'static str) -> Vec<String> {
    all(url, sql).await
}

/// As [`texts`], of a statement that a test put together.
pub async fn texts_of(url: &str, sql: String) -> Vec<String> {
    all(url, AssertSqlSafe(sql)).await
}

/// The bytes that `sql` gives.
pub async fn bytes(url: &str, sql: &'static str) -> Vec<Vec<u8>> {
    all(url, sql).await
}

async fn all<T>(url: &str, sql: impl SqlSafeStr) -> Vec<T>
where
    T: Type<Sqlite> + for<'r> Decode<'r, Sqlite> + Type<Postgres> + for<'r> Decode<'r, Postgres>,
    T: Send + Unpin,
{
    if url.starts_with("postgres") {
        let mut conn = PgConnection::connect(url).await.unwrap();
        let found = sqlx::query_scalar(sql).fetch_all(&mut conn).await;
        conn.close().await.unwrap();
        return found.unwrap();
    }
    let mut conn = sqlite(url).read_only(true).connect().await.unwrap();
    let found = sqlx::query_scalar(sql).fetch_all(&mut conn).await;
    conn.close().await.unwrap();
    found.unwrap()
}

/// Changes rows as only time could: lets leases and pauses run out.
pub async fn change(url: &str, sql: &'static str) -> u64 {
    if url.starts_with("postgres") {
        let mut conn = PgConnection::connect(url).await.unwrap();
        let done = sqlx::query(sql).execute(&mut conn).await.unwrap().rows_affected();
        conn.close().await.unwrap();
        return done;
    }
    let mut conn = sqlite(url).connect().await.unwrap();
    let done = sqlx::query(sql).execute(&mut conn).await.unwrap().rows_affected();
    conn.close().await.unwrap();
    done
}

fn sqlite(url: &str) -> SqliteConnectOptions {
    let wait = std::time::Duration::from_secs(15);
    SqliteConnectOptions::from_str(url).unwrap().busy_timeout(wait)
}
