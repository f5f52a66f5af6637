//! Statements over many rows at once, measured ten times faster than row by row. The only place
//! where one statement may have two texts, because the two databases take rows each in their own way.
//!
//! The macro `over!` gives a statement its rows, as `r`, so that it is still one text: for SQLite as
//! values ([`rows`]), for PostgreSQL as `$1`, a JSON array of objects, in which ids travel as text and
//! bytes as hexadecimal digits. The older statements unfold JSON on both, and write that out. Instants
//! are what [`stamp`] writes.
//!
//! Rows are looked up one by one, whatever a planner thinks of the tables: one that was empty when it
//! was last counted still looks empty. Where a row is found by its id, a condition that a partial
//! index is made for hides in `COALESCE`, or that index would be read whole for every batch.

use std::ops::Range;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Serialize, Serializer};
use sqlx::postgres::PgRow;
use sqlx::sqlite::{SqliteArguments, SqliteRow};

use super::{Conn, Result, StoreError, Tx};

pub mod addresses;
pub mod arrivals;
pub mod at_once;
pub mod attention;
pub mod behind;
pub mod budget;
pub mod courses;
pub mod due;
pub mod duplicates;
pub mod effects;
pub mod heads;
pub mod outbox;
pub mod overlaps;
pub mod own_fields;
pub mod people;
pub mod presence;
pub mod rates;
pub mod rows;
pub mod shares;
pub mod starts;
pub mod statuses;
pub mod talks;
mod together;
pub mod trajectory;
pub mod whole_rows;

use rows::{Lines, Odd, OverRows};

/// Rows in a JSON parameter: some hundreds of kilobytes.
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

/// `over!(NAME (column type, ..) "statement")`: a statement over `r`, rows of these columns. Types:
/// `uuid bytes text bigint boolean timestamptz`. The first column is never NULL.
macro_rules! over {
    ($(#[$doc:meta])* $name:ident ($first:ident $first_type:ident $(, $column:ident $type:ident)* $(,)?) $sql:literal) => {
        $(#[$doc])*
        pub(crate) static $name: $crate::store::hot::rows::OverRows = $crate::store::hot::rows::OverRows::new(
            &[stringify!($first) $(, stringify!($column))*],
            $sql,
            concat!(
                "WITH r AS (SELECT ",
                $crate::store::hot::over!(@postgres $first $first_type),
                $(", ", $crate::store::hot::over!(@postgres $column $type),)*
                " FROM json_to_recordset($1::json) AS j (",
                $crate::store::hot::over!(@column $first $first_type),
                $(", ", $crate::store::hot::over!(@column $column $type),)*
                ")) ",
                $sql
            ),
        );
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
pub fn statements() -> Vec<(&'static str, &'static OverRows)> {
    let plain = [
        arrivals::ALL,
        at_once::ALL,
        attention::ALL,
        budget::ALL,
        courses::ALL,
        due::ALL,
        duplicates::ALL,
        heads::ALL,
        outbox::ALL,
        overlaps::ALL,
        own_fields::ALL,
        people::ALL,
        presence::ALL,
        rates::ALL,
        shares::ALL,
        starts::ALL,
        statuses::ALL,
        talks::ALL,
        trajectory::ALL,
    ];
    plain.into_iter().flatten().copied().chain(effects::all()).collect()
}

/// Runs a statement over `rows`, and nothing when there are none.
pub(super) async fn run<T: Serialize + Sync>(
    tx: &mut Tx,
    sql: &'static OverRows,
    rows: &[T],
) -> Result<()> {
    run_lines(tx, sql, &rows).await
}

async fn run_lines(tx: &mut Tx, sql: &'static OverRows, rows: &dyn Lines) -> Result<()> {
    for some in pieces(tx, rows) {
        tx.statements += 1;
        match &mut tx.conn {
            Conn::Sqlite(conn) => {
                let text = sql.sqlite(some.len());
                let values = valued(sql, rows, some)?;
                sqlx::query_with(text, values).execute(&mut **conn).await?;
            }
            Conn::Postgres(conn) => {
                let json = rows.json(some).map_err(odd_json)?;
                sqlx::query(sql.postgres).bind(json).execute(&mut **conn).await?;
            }
        }
    }
    Ok(())
}

/// Runs a statement over `rows` and gives what it returns, in no order.
pub(super) async fn fetch<T, R>(tx: &mut Tx, sql: &'static OverRows, rows: &[T]) -> Result<Vec<R>>
where
    T: Serialize + Sync,
    R: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow>,
{
    fetch_lines(tx, sql, &rows).await?.read()
}

pub(super) async fn fetch_lines(
    tx: &mut Tx,
    sql: &'static OverRows,
    rows: &dyn Lines,
) -> Result<Found> {
    let pieces = pieces(tx, rows);
    match &mut tx.conn {
        Conn::Sqlite(conn) => {
            let mut all = Vec::new();
            for some in pieces {
                tx.statements += 1;
                let text = sql.sqlite(some.len());
                let query = sqlx::query_with(text, valued(sql, rows, some)?);
                all.append(&mut query.fetch_all(&mut **conn).await?);
            }
            Ok(Found::Sqlite(all))
        }
        Conn::Postgres(conn) => {
            let mut all = Vec::new();
            for some in pieces {
                tx.statements += 1;
                let query = sqlx::query(sql.postgres).bind(rows.json(some).map_err(odd_json)?);
                all.append(&mut query.fetch_all(&mut **conn).await?);
            }
            Ok(Found::Postgres(all))
        }
    }
}

/// What a statement returned.
pub(super) enum Found {
    /// From SQLite.
    Sqlite(Vec<SqliteRow>),
    /// From PostgreSQL.
    Postgres(Vec<PgRow>),
}

impl Found {
    /// The rows, in no order.
    pub(super) fn read<R>(&self) -> Result<Vec<R>>
    where
        R: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow>,
    {
        let all: std::result::Result<_, sqlx::Error> = match self {
            Self::Sqlite(rows) => rows.iter().map(R::from_row).collect(),
            Self::Postgres(rows) => rows.iter().map(R::from_row).collect(),
        };
        Ok(all?)
    }
}

/// As many rows as one statement takes.
fn pieces(tx: &Tx, rows: &dyn Lines) -> impl Iterator<Item = Range<usize>> + use<> {
    let (most, all) = (if tx.is_postgres() { ROWS } else { rows::MOST }, rows.count());
    (0..all).step_by(most).map(move |from| from..all.min(from + most))
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

fn valued(sql: &OverRows, rows: &dyn Lines, some: Range<usize>) -> Result<SqliteArguments> {
    let mut values = SqliteArguments::default();
    rows.add(sql, some, &mut values)?;
    Ok(values)
}

fn odd_json(error: serde_json::Error) -> StoreError {
    StoreError::corrupt("json parameter", "new", error)
}

fn written<T: Serialize>(rows: &[T]) -> Result<String> {
    serde_json::to_string(rows).map_err(odd_json)
}

impl From<Odd> for StoreError {
    fn from(odd: Odd) -> Self {
        Self::corrupt("row", "new", odd)
    }
}

/// Bytes in a row: in JSON as hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Hex(pub Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(&self.0);
        }
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let pair = |byte: &u8| [byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)]);
        let text: Vec<u8> = self.0.iter().flat_map(pair).collect();
        serializer.serialize_str(std::str::from_utf8(&text).map_err(serde::ser::Error::custom)?)
    }
}

/// An instant in a row: the very text that a bound instant becomes in SQLite, so that
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
