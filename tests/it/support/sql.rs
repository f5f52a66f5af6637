//! The SQL of `store`, read from its source.

use std::fs;
use std::path::Path;

use wegwijzer::store::hot;

/// A constant with SQL in it.
#[derive(Clone, Debug)]
pub struct Statement {
    /// File and name.
    pub place: String,
    /// Its text.
    pub sql: String,
    /// Only this database understands it; None: both.
    pub only: Option<Dialect>,
}

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Statement {
    /// Does this database understand it?
    pub fn is_for(&self, dialect: Dialect) -> bool {
        self.only.is_none_or(|only| only == dialect)
    }
}

/// Every statement of `store`, those over many rows included.
pub fn statements() -> Vec<Statement> {
    let mut all = Vec::new();
    collect(Path::new("src/store"), &mut all);
    for (name, over) in hot::statements() {
        // one row, many rows: on SQLite each number has a text, and perhaps a plan, of its own
        let texts = [
            (Dialect::Sqlite, over.sqlite(1)),
            (Dialect::Sqlite, over.sqlite(256)),
            (Dialect::Postgres, over.postgres),
        ];
        for (dialect, sql) in texts {
            let (place, sql) = (name.to_owned(), sql.to_owned());
            all.push(Statement { place, sql, only: Some(dialect) });
        }
    }
    all
}

fn collect(folder: &Path, all: &mut Vec<Statement>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, all);
            continue;
        }
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        if ["fixture.rs", "testing.rs", "tests.rs"].contains(&file.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for part in text.split("const ").skip(1) {
            let name = part.split(':').next().unwrap_or_default();
            let body = part.split(";\n").next().unwrap_or_default();
            let head = if body.contains("silent!(") { shared_head(&text) } else { "" };
            for sql in body.split('"').skip(1).step_by(2) {
                let sql = format!("{head}{}", sql.replace("\\\n", "\n"));
                // a macro that makes constants is none itself
                if is_statement(&sql) && !name.starts_with("$name") {
                    let only = only(&sql);
                    all.push(Statement { place: format!("{file} {name}"), sql, only });
                }
            }
        }
    }
}

/// What the board puts in front of several statements.
fn shared_head(text: &str) -> &str {
    text.split_once("macro_rules! silent").unwrap().1.split('"').nth(1).unwrap()
}

fn is_statement(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&first)
}

fn only(sql: &str) -> Option<Dialect> {
    let has = |words: &[&str]| words.iter().any(|word| sql.contains(word));
    if has(&["FOR UPDATE", "pg_", "clock_timestamp", "json_to_recordset", "json_array_el"]) {
        Some(Dialect::Postgres)
    } else if has(&["json_each", "unhex("]) {
        Some(Dialect::Sqlite)
    } else {
        None
    }
}
