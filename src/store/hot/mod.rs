//! Statements over many rows at once: one JSON parameter, measured ten times faster than row by
//! row. The only place where one statement may have two texts, because the two databases unfold
//! JSON each in their own way.
//!
//! Every text unfolds `$1`, a JSON array of objects. Ids travel as text, bytes as hexadecimal digits
//! (on SQLite as places in `$2`), instants as [`stamp`] writes them. The macro `over!` writes the
//! unfolding for both, so that a statement is still one text; the older ones write it out.
//!
//! Rows are looked up one by one, whatever a planner thinks of the tables: one that was empty when it
//! was last counted still looks empty. Where a row is found by its id, a condition that a partial
//! index is made for hides in `COALESCE`, or that index would be read whole for every batch.

use std::cell::RefCell;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Serialize, Serializer};

use super::{Conn, Result, StoreError, Tx};

pub mod addresses;
pub mod arrivals;
pub mod at_once;
pub mod behind;
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
/// As many as `over!` takes off again.
const LENGTH_BITS: u32 = 24;

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
        concat!(
            "substr($2, (value ->> '", stringify!($column), "') >> 24, (value ->> '",
            stringify!($column), "') & 16777215) AS ", stringify!($column)
        )
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
        at_once::ALL,
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
    for some in rows.chunks(ROWS) {
        tx.statements += 1;
        match &mut tx.conn {
            Conn::Sqlite(conn) => {
                let (json, bytes) = packed(some)?;
                sqlx::query(sql.sqlite).bind(json).bind(bytes).execute(&mut **conn).await?;
            }
            Conn::Postgres(conn) => {
                let json = written(some)?;
                sqlx::query(sql.postgres).bind(json).execute(&mut **conn).await?;
            }
        }
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
    let mut all = Vec::new();
    for some in rows.chunks(ROWS) {
        tx.statements += 1;
        let mut found: Vec<R> = match &mut tx.conn {
            Conn::Sqlite(conn) => {
                let (json, bytes) = packed(some)?;
                sqlx::query_as(sql.sqlite).bind(json).bind(bytes).fetch_all(&mut **conn).await?
            }
            Conn::Postgres(conn) => {
                let json = written(some)?;
                sqlx::query_as(sql.postgres).bind(json).fetch_all(&mut **conn).await?
            }
        };
        all.append(&mut found);
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

thread_local! {
    /// The bytes of the rows that are being written as JSON, when those travel beside it.
    static BESIDE: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Rows as JSON, and their bytes in one parameter of their own, which SQLite need not unfold: of
/// each, the JSON has the place in it and the length.
fn packed<T: Serialize>(rows: &[T]) -> Result<(String, Vec<u8>)> {
    BESIDE.set(Some(Vec::new()));
    let json = written(rows);
    let bytes = BESIDE.take().unwrap_or_default();
    Ok((json?, bytes))
}

fn written<T: Serialize>(rows: &[T]) -> Result<String> {
    serde_json::to_string(rows).map_err(|e| StoreError::corrupt("json parameter", "new", e))
}

/// Bytes for a JSON parameter: as digits, or, for [`over!`] on SQLite, as their place in a parameter
/// of their own, counted from 1, and 24 bits with their length.
#[derive(Clone, PartialEq, Eq)]
pub struct Hex(pub Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let beside = BESIDE.with_borrow_mut(|bytes| {
            let bytes = bytes.as_mut()?;
            let place = bytes.len() as u64 + 1;
            bytes.extend_from_slice(&self.0);
            Some(place << LENGTH_BITS | self.0.len() as u64)
        });
        if let Some(place) = beside {
            if self.0.len() >> LENGTH_BITS > 0 {
                return Err(serde::ser::Error::custom("more than 16 MB in one column"));
            }
            return serializer.serialize_u64(place);
        }
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let pair = |byte: &u8| [byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)]);
        let text: Vec<u8> = self.0.iter().flat_map(pair).collect();
        serializer.serialize_str(std::str::from_utf8(&text).map_err(serde::ser::Error::custom)?)
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
    rows.chunks(ROWS).map(written).collect()
}
