//! Statements over many rows at once: one JSON parameter, measured ten times faster than row by
//! row. The only place where one statement may have two texts, because the two databases unfold
//! JSON each in their own way.
//!
//! Every text unfolds `$1`, a JSON array of objects. Ids travel as text, bytes as hexadecimal
//! digits, instants as [`stamp`] writes them. The macro `over!` writes the unfolding for both, so
//! that a statement is still one text; the older ones write it out.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Serialize, Serializer};

use super::{Result, StoreError, Tx, on};

pub mod addresses;
pub mod arrivals;
pub mod budget;
pub mod courses;
pub mod due;
pub mod effects;
pub mod heads;
pub mod outbox;
pub mod people;
pub mod rates;
pub mod shares;
pub mod statuses;

/// Rows per statement: some hundreds of kilobytes of JSON.
const ROWS: usize = 1000;

/// One statement in both dialects.
pub struct Both {
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

impl Both {
    pub(super) fn text(&self, tx: &Tx) -> &'static str {
        if tx.is_postgres() { self.postgres } else { self.sqlite }
    }
}

/// `over!(NAME (column type, ..) "statement")`: a statement over `r`, the rows of `$1`. Types:
/// `uuid bytes text bigint boolean timestamptz`.
macro_rules! over {
    ($(#[$doc:meta])* $name:ident ($first:ident $first_type:ident $(, $column:ident $type:ident)* $(,)?) $sql:literal) => {
        $(#[$doc])*
        pub(crate) const $name: $crate::store::hot::Both = $crate::store::hot::Both {
            sqlite: concat!(
                "WITH r AS (SELECT ",
                $crate::store::hot::over!(@sqlite $first $first_type),
                $(", ", $crate::store::hot::over!(@sqlite $column $type),)*
                " FROM json_each($1)) ",
                $sql
            ),
            postgres: concat!(
                "WITH r AS (SELECT ",
                $crate::store::hot::over!(@postgres $first $first_type),
                $(", ", $crate::store::hot::over!(@postgres $column $type),)*
                " FROM json_to_recordset($1::json) AS j (",
                $crate::store::hot::over!(@column $first $first_type),
                $(", ", $crate::store::hot::over!(@column $column $type),)*
                ")) ",
                $sql
            ),
        };
    };
    (@sqlite $column:ident uuid) => {
        concat!("unhex(value ->> '", stringify!($column), "', '-') AS ", stringify!($column))
    };
    (@sqlite $column:ident bytes) => {
        concat!("unhex(value ->> '", stringify!($column), "') AS ", stringify!($column))
    };
    (@sqlite $column:ident $type:ident) => {
        concat!("value ->> '", stringify!($column), "' AS ", stringify!($column))
    };
    (@postgres $column:ident bytes) => {
        concat!("decode(j.", stringify!($column), ", 'hex') AS ", stringify!($column))
    };
    (@postgres $column:ident $type:ident) => { concat!("j.", stringify!($column)) };
    (@column $column:ident bytes) => { concat!(stringify!($column), " TEXT") };
    (@column $column:ident $type:ident) => { concat!(stringify!($column), " ", stringify!($type)) };
}
pub(crate) use over;

/// Every statement that [`over!`] made, by file and name, for the test that reads every plan.
pub fn statements() -> Vec<(&'static str, &'static Both)> {
    let plain = [
        arrivals::ALL,
        budget::ALL,
        courses::ALL,
        due::ALL,
        heads::ALL,
        outbox::ALL,
        people::ALL,
        rates::ALL,
        shares::ALL,
        statuses::ALL,
    ];
    plain.into_iter().flatten().copied().chain(effects::all()).collect()
}

/// Runs a statement over `rows`, and nothing when there are none.
pub(super) async fn run<T: Serialize>(tx: &mut Tx, sql: &Both, rows: &[T]) -> Result<()> {
    let sql = sql.text(tx);
    for json in batches(rows)? {
        on!(tx, |conn| sqlx::query(sql).bind(&json).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

/// Runs a statement over `rows` and gives what it returns, in no order.
pub(super) async fn fetch<T, R>(tx: &mut Tx, sql: &Both, rows: &[T]) -> Result<Vec<R>>
where
    T: Serialize,
    R: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + Send
        + Unpin,
{
    let sql = sql.text(tx);
    let mut all = Vec::new();
    for json in batches(rows)? {
        let mut some: Vec<R> =
            on!(tx, |conn| sqlx::query_as(sql).bind(&json).fetch_all(conn).await?);
        all.append(&mut some);
    }
    Ok(all)
}

/// A parameter with nothing but ids in it.
#[derive(Serialize)]
pub(super) struct Id {
    pub(super) id: uuid::Uuid,
}

/// Ids as rows.
pub(super) fn ids(all: impl IntoIterator<Item = uuid::Uuid>) -> Vec<Id> {
    all.into_iter().map(|id| Id { id }).collect()
}

/// Bytes for a JSON parameter.
#[derive(Clone, PartialEq, Eq)]
pub struct Hex(pub Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        let text: String =
            self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        serializer.serialize_str(&text)
    }
}

/// An instant for a JSON parameter: the very text that a bound instant becomes in SQLite, so that
/// both compare.
pub(super) fn stamp<S: Serializer>(
    at: &DateTime<Utc>,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, false))
}

/// As [`stamp`], for what may be absent.
pub(super) fn stamp_some<S: Serializer>(
    at: &Option<DateTime<Utc>>,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    match at {
        Some(at) => stamp(at, serializer),
        None => serializer.serialize_none(),
    }
}

/// The rows as JSON, cut into parameters of a sane size.
fn batches<T: Serialize>(rows: &[T]) -> Result<Vec<String>> {
    rows.chunks(ROWS)
        .map(|rows| {
            serde_json::to_string(rows).map_err(|e| StoreError::corrupt("json parameter", "new", e))
        })
        .collect()
}
