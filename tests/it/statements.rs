//! Every SQL statement of `store` is understood by both databases, on the real tables. How each
//! finds its rows: `plans`.

use std::fs;
use std::path::Path;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr, SqliteConnection};
use wegwijzer::store::hot;
use wegwijzer::store::testing::each_database;

use super::support::sql::{Dialect, statements};

#[tokio::test]
async fn every_statement_is_understood_by_both_databases() {
    let all = statements();
    assert!(all.len() > 150, "only {} statements found", all.len());
    for test in each_database().await {
        let is_sqlite = test.url.starts_with("sqlite:");
        let dialect = if is_sqlite { Dialect::Sqlite } else { Dialect::Postgres };
        let mut wrong = Vec::new();
        for statement in all.iter().filter(|statement| statement.is_for(dialect)) {
            let safe = AssertSqlSafe(statement.sql.clone()).into_sql_str();
            let error = if is_sqlite {
                let mut conn = SqliteConnection::connect(&test.url).await.unwrap();
                conn.prepare(safe).await.err()
            } else {
                let mut conn = PgConnection::connect(&test.url).await.unwrap();
                conn.prepare(safe).await.err()
            };
            // the program tells the type of a parameter when it binds it
            let error = error.filter(|e| !e.to_string().contains("data type of parameter"));
            if let Some(error) = error {
                wrong.push(format!("{}: {error}", statement.place));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn every_statement_over_many_rows_is_known_to_these_tests() {
    let written = over_blocks(Path::new("src/store/hot"));
    assert_eq!(hot::statements().len(), written, "`hot::statements` must name every `over!`");
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
