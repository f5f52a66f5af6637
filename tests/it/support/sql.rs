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
            let whole = match expanded(&text, body) {
                Some(sql) => vec![sql],
                None => body.split('"').skip(1).step_by(2).map(str::to_owned).collect(),
            };
            for sql in whole {
                let sql = sql.replace("\\\n", "\n");
                // a macro that makes constants is none itself
                if is_statement(&sql) && !name.starts_with("$name") {
                    let only = only(&sql);
                    all.push(Statement { place: format!("{file} {name}"), sql, only });
                }
            }
        }
    }
}

/// The statement of a constant that a macro of the same file puts together: its own texts, and those of
/// the constant where the macro names them.
fn expanded(text: &str, body: &str) -> Option<String> {
    text.split("macro_rules! ").skip(1).find_map(|rules| {
        let name = rules.split_whitespace().next()?;
        let given: Vec<&str> =
            body.split_once(&format!("{name}!("))?.1.split('"').skip(1).step_by(2).collect();
        let (head, made) = rules.split_once("concat!(")?;
        let names: Vec<&str> =
            head.split('$').skip(1).filter_map(|part| part.split(':').next()).collect();
        let mut sql = String::new();
        for (n, piece) in made.split("};").next()?.split('"').enumerate() {
            if n % 2 == 1 {
                sql.push_str(piece);
                continue;
            }
            for named in piece.split('$').skip(1) {
                let named = named.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
                let place = names.iter().position(|name| *name == named)?;
                sql.push_str(given.get(place)?);
            }
        }
        Some(sql)
    })
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
