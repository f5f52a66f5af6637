//! Statements over many rows at once: one JSON parameter, measured ten times faster than row by
//! row. The only place where one statement may have two texts, because the two databases unfold
//! JSON each in their own way.
//!
//! Every text unfolds `$1`, a JSON array of objects. Ids travel as text, bytes as hexadecimal
//! digits, instants as [`stamp`] writes them.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Serialize, Serializer};

use super::{Result, StoreError, Tx};

pub mod addresses;
pub mod courses;
pub mod people;

/// Rows per statement: some hundreds of kilobytes of JSON.
const ROWS: usize = 1000;

/// One statement in both dialects.
pub(super) struct Both {
    pub(super) sqlite: &'static str,
    pub(super) postgres: &'static str,
}

impl Both {
    pub(super) fn text(&self, tx: &Tx) -> &'static str {
        if tx.is_postgres() { self.postgres } else { self.sqlite }
    }
}

/// Bytes for a JSON parameter.
#[derive(Clone, PartialEq, Eq)]
pub struct Hex(pub Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        use std::fmt::Write;
        let mut text = String::with_capacity(self.0.len() * 2);
        for byte in &self.0 {
            // writing to a String cannot fail
            let _ = write!(text, "{byte:02x}");
        }
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

/// The rows as JSON, cut into parameters of a sane size.
fn batches<T: Serialize>(rows: &[T]) -> Result<Vec<String>> {
    rows.chunks(ROWS)
        .map(|rows| {
            serde_json::to_string(rows).map_err(|e| StoreError::corrupt("json parameter", "new", e))
        })
        .collect()
}
