//! The schema as the database has it, and rows by the ids in them.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::store::{Tx, on};

/// Columns that lead to a person, directly or by a row about them.
const LEADS: &[&str] = &[
    "person_id",
    "mailbox_id",
    "address_id",
    "enrolment_id",
    "conversation_id",
    "question_id",
    "event_id",
    "part_id",
    "task_id",
    "reminder_id",
    "invitation_id",
    "attempt_id",
    "used_by",
    "merged_into",
    "joined_into",
    "subject_id",
    "carry_at",
    "reached",
    "handle_hash",
    "platform_hash",
];

/// Of these a row is the person's own, and its id leads on to more.
const OWNS: &[&str] =
    &["person_id", "mailbox_id", "enrolment_id", "conversation_id", "merged_into"];

/// Tables by name, each with its columns and whether they hold ids.
pub struct Schema(BTreeMap<String, Vec<(String, bool)>>);

impl Schema {
    pub async fn read(tx: &mut Tx) -> Self {
        let sql = if tx.is_postgres() {
            "SELECT table_name::TEXT, column_name::TEXT, data_type = 'uuid'
             FROM information_schema.columns
             WHERE table_schema = 'public'"
        } else {
            "SELECT m.name, p.name, p.type = 'UUID'
             FROM sqlite_master m
             JOIN pragma_table_info(m.name) p
             WHERE m.type = 'table'"
        };
        let read = async |tx: &mut Tx| -> crate::store::Result<Vec<(String, String, bool)>> {
            Ok(on!(tx, |conn| sqlx::query_as(sql).fetch_all(conn).await?))
        };
        let mut tables: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
        for (table, column, is_id) in read(tx).await.unwrap() {
            tables.entry(table).or_default().push((column, is_id));
        }
        Self(tables)
    }

    /// Every table with each of its columns.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(table, columns)| {
            columns.iter().map(move |(column, _)| (table.as_str(), column.as_str()))
        })
    }

    pub fn tables(&self) -> BTreeSet<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// Tables that hold something about people, by their columns.
    pub fn leading(&self) -> BTreeSet<&str> {
        let leads = |(column, _): &(String, bool)| LEADS.contains(&column.as_str());
        let by_name = ["person", "mailbox", "address"];
        let tables = self.0.iter().filter(|(table, columns)| {
            by_name.contains(&table.as_str()) || columns.iter().any(leads)
        });
        tables.map(|(table, _)| table.as_str()).collect()
    }

    /// The ids of everything that belongs to whom these ids are of.
    pub async fn everything_of(&self, tx: &mut Tx, of: &[Uuid]) -> BTreeSet<Uuid> {
        let mut ids: BTreeSet<Uuid> = of.iter().copied().collect();
        loop {
            let before = ids.len();
            for (table, columns) in &self.0 {
                let owned = columns.iter().filter(|(name, _)| OWNS.contains(&name.as_str()));
                let owned: Vec<&str> = owned.map(|(name, _)| name.as_str()).collect();
                if owned.is_empty() || !columns.iter().any(|(name, is_id)| name == "id" && *is_id) {
                    continue;
                }
                let list = list(tx, &ids);
                let any: Vec<String> =
                    owned.iter().map(|column| format!("{column} IN ({list})")).collect();
                let sql = format!("SELECT id FROM {table} WHERE {}", any.join(" OR "));
                ids.extend(column(tx, sql).await);
            }
            if ids.len() == before {
                return ids;
            }
        }
    }

    /// How many rows of each table hold one of these ids, in whatever column.
    pub async fn rows_with(&self, tx: &mut Tx, ids: &BTreeSet<Uuid>) -> BTreeMap<String, i64> {
        let list = list(tx, ids);
        let mut found = BTreeMap::new();
        for (table, columns) in &self.0 {
            let any: Vec<String> = columns
                .iter()
                .filter(|(_, is_id)| *is_id)
                .map(|(name, _)| format!("{name} IN ({list})"))
                .collect();
            if any.is_empty() {
                continue;
            }
            let sql =
                format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table} WHERE {}", any.join(" OR "));
            let count = count(tx, sql).await;
            if count > 0 {
                found.insert(table.clone(), count);
            }
        }
        found
    }
}

fn list(tx: &Tx, ids: &BTreeSet<Uuid>) -> String {
    let literal = |id: &Uuid| match tx.is_postgres() {
        true => format!("'{id}'::uuid"),
        false => format!("x'{}'", id.simple()),
    };
    ids.iter().map(literal).collect::<Vec<_>>().join(", ")
}

async fn column(tx: &mut Tx, sql: String) -> Vec<Uuid> {
    let read = async |tx: &mut Tx| -> crate::store::Result<Vec<Uuid>> {
        Ok(on!(tx, |conn| sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(conn).await?))
    };
    read(tx).await.unwrap()
}

pub async fn count(tx: &mut Tx, sql: String) -> i64 {
    let read = async |tx: &mut Tx| -> crate::store::Result<i64> {
        Ok(on!(tx, |conn| sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(conn).await?))
    };
    read(tx).await.unwrap()
}
