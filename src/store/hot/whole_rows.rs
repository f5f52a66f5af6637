//! Rows as they are, of any table: read whole, compared, and put back. For merging people, and for undoing that.
//!
//! A row is JSON: on SQLite its ids and bytes are hexadecimal digits there, on PostgreSQL whatever the server writes.
//! So a row goes back only into the kind of database that it came from. Names of tables and columns are ours,
//! never anybody's input.

use serde_json::{Map, Value};
use sqlx::AssertSqlSafe;

use super::odd_json;
use crate::store::{Result, StoreError, Tx, on};

/// A row, by its columns.
pub type Row = Map<String, Value>;

/// A table and its columns, as the database has them.
pub struct Shape {
    table: &'static str,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    /// Ids and bytes, on SQLite.
    is_hex: bool,
}

impl Shape {
    /// Looks at a table.
    pub async fn of(tx: &mut Tx, table: &'static str) -> Result<Self> {
        let sql = match tx.is_postgres() {
            true => {
                "SELECT column_name::TEXT, FALSE
                 FROM information_schema.columns
                 WHERE table_schema = current_schema() AND table_name = $1
                 ORDER BY ordinal_position"
            }
            false => {
                "SELECT name, type IN ('UUID', 'BYTEA') FROM pragma_table_info($1) ORDER BY cid"
            }
        };
        let columns: Vec<(String, bool)> =
            on!(tx, |conn| sqlx::query_as(sql).bind(table).fetch_all(conn).await?);
        let columns = columns.into_iter().map(|(name, is_hex)| Column { name, is_hex }).collect();
        Ok(Self { table, columns })
    }

    /// The rows whose `column` is one of these ids, in no order.
    pub async fn rows(
        &self,
        tx: &mut Tx,
        column: &'static str,
        ids: &[uuid::Uuid],
    ) -> Result<Vec<Row>> {
        let table = self.table;
        let sql = match tx.is_postgres() {
            true => format!(
                "SELECT to_jsonb(t)::TEXT FROM {table} t
                 WHERE t.{column} IN (SELECT v::UUID FROM json_array_elements_text($1::JSON) v)"
            ),
            false => format!(
                "SELECT json_object({}) FROM {table}
                 WHERE {column} IN (SELECT unhex(value, '-') FROM json_each($1))",
                self.columns.iter().map(Column::told).collect::<Vec<_>>().join(", ")
            ),
        };
        let ids = serde_json::to_string(ids).map_err(odd_json)?;
        let rows: Vec<String> = on!(tx, |conn| sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(&ids)
            .fetch_all(conn)
            .await?);
        rows.iter().map(|row| serde_json::from_str(row).map_err(odd_json)).collect()
    }

    /// Every row there is, as text.
    #[cfg(test)]
    pub(crate) async fn all(&self, tx: &mut Tx) -> Result<Vec<Row>> {
        let table = self.table;
        let told = self.columns.iter().map(Column::told).collect::<Vec<_>>().join(", ");
        let sql = match tx.is_postgres() {
            true => format!("SELECT to_jsonb(t)::TEXT FROM {table} t"),
            false => format!("SELECT json_object({told}) FROM {table}"),
        };
        let rows: Vec<String> =
            on!(tx, |conn| sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(conn).await?);
        rows.iter().map(|row| serde_json::from_str(row).map_err(odd_json)).collect()
    }

    /// Puts a row back; false when one like it is there.
    pub async fn insert(&self, tx: &mut Tx, row: &Row) -> Result<bool> {
        // a column of a later version has its default
        let told = self.columns.iter().filter(|column| row.contains_key(&column.name));
        let told: Vec<&Column> = told.collect();
        let names = told.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
        let values = told.iter().map(|column| column.value(tx, self.table, 1));
        let values = values.collect::<Vec<_>>().join(", ");
        let sql = format!(
            "INSERT INTO {} ({names}) SELECT {values} WHERE TRUE ON CONFLICT DO NOTHING",
            self.table
        );
        let row = serde_json::to_string(row).map_err(odd_json)?;
        let done = on!(tx, |conn| sqlx::query(AssertSqlSafe(sql))
            .bind(&row)
            .execute(conn)
            .await?
            .rows_affected());
        Ok(done > 0)
    }

    /// Removes a row that still is as told; false when it changed, or is gone.
    pub async fn remove(&self, tx: &mut Tx, keys: &[&'static str], row: &Row) -> Result<bool> {
        let told = self.columns.iter().filter(|column| row.contains_key(&column.name));
        let same = told.map(|column| {
            let how =
                if keys.contains(&column.name.as_str()) { "=" } else { "IS NOT DISTINCT FROM" };
            format!("{} {how} {}", column.name, column.value(tx, self.table, 1))
        });
        let same = same.collect::<Vec<_>>().join(" AND ");
        let sql = format!("DELETE FROM {} WHERE {same}", self.table);
        let row = serde_json::to_string(row).map_err(odd_json)?;
        let done = on!(tx, |conn| sqlx::query(AssertSqlSafe(sql))
            .bind(&row)
            .execute(conn)
            .await?
            .rows_affected());
        Ok(done > 0)
    }

    /// Writes into columns of these rows, where all of them still are as told: name, what stands there, what comes there.
    /// Gives how many rows.
    pub async fn set(
        &self,
        tx: &mut Tx,
        (key, ids): (&'static str, &[Value]),
        cells: &[(&str, &Value, &Value)],
    ) -> Result<u64> {
        let (mut from, mut to) = (Row::new(), Row::new());
        let (mut sets, mut still) = (Vec::new(), Vec::new());
        for (name, is, becomes) in cells {
            let column = self.columns.iter().find(|column| column.name == *name);
            let column = column.ok_or_else(|| {
                StoreError::corrupt(self.table, name, "there is no such column any more")
            })?;
            sets.push(format!("{name} = {}", column.value(tx, self.table, 1)));
            still.push(format!("{name} IS NOT DISTINCT FROM {}", column.value(tx, self.table, 2)));
            from.insert((*name).to_owned(), (*is).clone());
            to.insert((*name).to_owned(), (*becomes).clone());
        }
        let ids = Value::from(ids.to_vec()).to_string();
        let among = match tx.is_postgres() {
            true => "SELECT v::UUID FROM json_array_elements_text($3::JSON) v",
            false => "SELECT unhex(value, '-') FROM json_each($3)",
        };
        let (sets, still) = (sets.join(", "), still.join(" AND "));
        let sql = format!("UPDATE {} SET {sets} WHERE {key} IN ({among}) AND {still}", self.table);
        let (from, to) = (Value::from(from).to_string(), Value::from(to).to_string());
        Ok(on!(tx, |conn| sqlx::query(AssertSqlSafe(sql))
            .bind(&to)
            .bind(&from)
            .bind(&ids)
            .execute(conn)
            .await?
            .rows_affected()))
    }
}

impl Column {
    /// Name and value for `json_object`.
    fn told(&self) -> String {
        let name = &self.name;
        match self.is_hex {
            true => format!("'{name}', CASE WHEN {name} IS NULL THEN NULL ELSE hex({name}) END"),
            false => format!("'{name}', {name}"),
        }
    }

    /// Its value in the row that is the parameter with this number.
    fn value(&self, tx: &Tx, table: &str, place: usize) -> String {
        let name = &self.name;
        match (tx.is_postgres(), self.is_hex) {
            (true, _) => format!("(jsonb_populate_record(NULL::{table}, ${place}::JSONB)).{name}"),
            (false, true) => format!("unhex(${place} ->> '$.{name}')"),
            (false, false) => format!("${place} ->> '$.{name}'"),
        }
    }
}
