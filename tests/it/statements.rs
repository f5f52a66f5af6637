//! Every SQL statement of `store` is understood by both databases, on the real tables; and the
//! statements of the loops find their rows by an index.

use std::fs;
use std::path::Path;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqlSafeStr, SqliteConnection};
use wegwijzer::store::hot;
use wegwijzer::store::testing::{each_database, sqlite};

/// A constant with SQL in it.
struct Statement {
    place: String,
    sql: String,
}

#[tokio::test]
async fn every_statement_is_understood_by_both_databases() {
    let all = statements();
    assert!(all.len() > 100, "only {} statements found", all.len());
    for test in each_database().await {
        let is_sqlite = test.url.starts_with("sqlite:");
        let mut wrong = Vec::new();
        for statement in &all {
            let only_postgres = [
                "FOR UPDATE",
                "pg_advisory",
                "pg_notify",
                "pg_settings",
                "clock_timestamp",
                "json_to_recordset",
                "json_array_el",
            ];
            let only_sqlite = ["json_each", "unhex("];
            let sql = statement.sql.as_str();
            let skip = if is_sqlite { only_postgres.iter() } else { only_sqlite.iter() };
            if skip.clone().any(|word| sql.contains(word)) {
                continue;
            }
            let safe = AssertSqlSafe(sql.to_owned()).into_sql_str();
            let error = if is_sqlite {
                let mut conn = SqliteConnection::connect(&test.url).await.unwrap();
                conn.prepare(safe).await.err()
            } else {
                let mut conn = PgConnection::connect(&test.url).await.unwrap();
                conn.prepare(safe).await.err()
            };
            // the program tells the type of a parameter when it binds it
            let error = error.filter(|e| !e.to_string().contains("data type of parameter"));
            // the board puts its list in front of these; its own tests run them
            let is_half = sql.contains("FROM silent");
            if let Some(error) = error.filter(|_| !is_half) {
                wrong.push(format!("{}: {error}", statement.place));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// What the loops ask many times a second: (file, constant, table that must not be read whole).
const HOT: &[(&str, &str, &str)] = &[
    ("addresses.rs", "FIND", "h"),
    ("due.rs", "REMINDERS", "e"),
    ("due.rs", "WAITS", "wait"),
    ("inbox.rs", "SEEN", "seen_key"),
    ("inbox.rs", "HEADS", "o"),
    ("mailboxes.rs", "LOAD", "m"),
    ("mailboxes.rs", "ADDRESSES", "address"),
    ("outbox.rs", "PICK", "o"),
    ("outbox.rs", "READY", "outbox"),
    ("outbox.rs", "OVERDUE", "outbox"),
    ("statuses.rs", "SILENT", "o"),
];

#[tokio::test]
async fn what_the_loops_ask_is_found_by_an_index() {
    let test = sqlite().await;
    let mut conn = SqliteConnection::connect(&test.url).await.unwrap();
    let all = statements();
    for (file, name, table) in HOT {
        let found = all.iter().find(|s| s.place == format!("{file} {name}"));
        let sql = &found.unwrap_or_else(|| panic!("{file} has no {name}")).sql;
        let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")))
            .fetch_all(&mut conn)
            .await
            .unwrap();
        for row in plan {
            let step: String = row.get("detail");
            let whole = step == format!("SCAN {table}");
            assert!(!whole, "{file} {name} reads the whole table: {step}");
        }
    }
}

/// Tables that may be read whole: the rows of the parameter.
const ROWS: &[&str] = &["SCAN json_each", "SCAN r", "SCAN excluded"];

#[tokio::test]
async fn what_is_done_for_many_at_once_is_understood_by_both_and_found_by_an_index() {
    let made = hot::statements();
    let written = over_blocks(Path::new("src/store/hot"));
    assert_eq!(made.len(), written, "`hot::statements` must name every `over!`");
    let mut wrong = Vec::new();
    for test in each_database().await {
        for (name, both) in &made {
            if test.url.starts_with("sqlite:") {
                let mut conn = SqliteConnection::connect(&test.url).await.unwrap();
                let plan =
                    sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", both.sqlite)))
                        .fetch_all(&mut conn)
                        .await
                        .unwrap_or_else(|e| panic!("{name}: {e}"));
                for row in plan {
                    let step: String = row.get("detail");
                    // SQLite lists the check of foreign keys too, which only runs while one is
                    // broken: it is about tables that the statement does not name
                    let named = step.strip_prefix("SCAN ").is_some_and(|table| {
                        both.sqlite.contains(table.split(' ').next().unwrap_or_default())
                    });
                    let whole = named && !ROWS.iter().any(|rows| step.starts_with(rows));
                    if whole {
                        wrong.push(format!("{name} reads a whole table: {step}"));
                    }
                }
            } else {
                let mut conn = PgConnection::connect(&test.url).await.unwrap();
                let safe = AssertSqlSafe(both.postgres.to_owned()).into_sql_str();
                conn.prepare(safe).await.unwrap_or_else(|e| panic!("{name}: {e}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn over_blocks(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .map(|path| {
            if path.is_dir() {
                return over_blocks(&path);
            }
            fs::read_to_string(&path).unwrap().matches("\nover! {").count()
        })
        .sum()
}

fn statements() -> Vec<Statement> {
    let mut all = Vec::new();
    collect(Path::new("src/store"), &mut all);
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
        for part in text.split("\nconst ").skip(1) {
            let name = part.split(':').next().unwrap_or_default();
            let body = part.split(";\n").next().unwrap_or_default();
            for sql in body.split('"').skip(1).step_by(2).filter(|sql| is_statement(sql)) {
                let sql = sql.replace("\\\n", "\n");
                all.push(Statement { place: format!("{file} {name}"), sql });
            }
        }
    }
}

fn is_statement(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&first)
}
