//! Several statements over rows in one trip to the database, where it takes them so.
//!
//! The connection of SQLite lives in a thread of its own, and each trip wakes that thread and then us
//! again: with few rows at a time that cost more than the statements did. A text holds all of them,
//! also those that have no rows this time, so that there are as many texts as sizes, and each stays
//! prepared. PostgreSQL takes one statement after the other.

use std::sync::OnceLock;

use futures_util::{Stream, TryStreamExt};
use sqlx::sqlite::{SqliteArguments, SqliteQueryResult, SqliteRow};
use sqlx::{Either, Executor};

use super::rows::{Lines, OverRows, ROOM};
use super::{Found, fetch_lines, run_lines};
use crate::store::{Conn, Result, Tx};

/// Sizes of the rooms that statements share: many rows make the trip cheap beside them.
const SHARED: usize = 3;

/// Statements that are run in this order, each over rows of its own.
pub(super) struct Together<const N: usize> {
    of: [&'static OverRows; N],
    texts: [OnceLock<String>; SHARED],
}

impl<const N: usize> Together<N> {
    /// These statements.
    pub(super) const fn new(of: [&'static OverRows; N]) -> Self {
        Self { of, texts: [const { OnceLock::new() }; SHARED] }
    }

    /// Runs each over its rows, and not those that have none.
    pub(super) async fn run(&'static self, tx: &mut Tx, rows: [&dyn Lines; N]) -> Result<()> {
        if let Some(which) = self.shared(tx, &rows) {
            let values = self.values(&rows, ROOM[which])?;
            if let Conn::Sqlite(conn) = &mut tx.conn {
                tx.statements += 1;
                sqlx::query_with(self.text(which), values).execute(&mut **conn).await?;
            }
            return Ok(());
        }
        for (sql, rows) in self.of.iter().zip(rows) {
            run_lines(tx, sql, rows).await?;
        }
        Ok(())
    }

    /// Runs each over its rows, and gives what each returns, in the order of the statements.
    pub(super) async fn fetch(
        &'static self,
        tx: &mut Tx,
        rows: [&dyn Lines; N],
    ) -> Result<Vec<Found>> {
        if let Some(which) = self.shared(tx, &rows) {
            let values = self.values(&rows, ROOM[which])?;
            if let Conn::Sqlite(conn) = &mut tx.conn {
                tx.statements += 1;
                let query = sqlx::query_with(self.text(which), values);
                return split(conn.fetch_many(query)).await;
            }
        }
        let mut found = Vec::with_capacity(N);
        for (sql, rows) in self.of.iter().zip(rows) {
            found.push(fetch_lines(tx, sql, rows).await?);
        }
        Ok(found)
    }

    /// The room they share, if they go together.
    fn shared(&self, tx: &Tx, rows: &[&dyn Lines; N]) -> Option<usize> {
        let most = rows.iter().map(|rows| rows.count()).max().unwrap_or(0);
        let several = rows.iter().filter(|rows| rows.count() > 0).count() > 1;
        let which = ROOM.iter().position(|room| *room >= most)?;
        (several && which < SHARED && !tx.is_postgres()).then_some(which)
    }

    fn text(&'static self, which: usize) -> &'static str {
        self.texts[which].get_or_init(|| {
            let all: Vec<&str> = self.of.iter().map(|sql| sql.sqlite(ROOM[which])).collect();
            all.join(";\n")
        })
    }

    fn values(&self, rows: &[&dyn Lines; N], room: usize) -> Result<SqliteArguments> {
        let mut values = SqliteArguments::default();
        for (sql, rows) in self.of.iter().zip(rows) {
            rows.add(sql, 0..rows.count(), &mut values)?;
            sql.leave_empty(room - rows.count(), &mut values)?;
        }
        Ok(values)
    }
}

/// The rows of each statement; its end stands behind them.
async fn split(
    mut rows: impl Stream<Item = sqlx::Result<Either<SqliteQueryResult, SqliteRow>>> + Unpin,
) -> Result<Vec<Found>> {
    let (mut found, mut of_this) = (Vec::new(), Vec::new());
    while let Some(next) = rows.try_next().await? {
        match next {
            Either::Right(row) => of_this.push(row),
            Either::Left(_) => found.push(Found::Sqlite(std::mem::take(&mut of_this))),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::store::on;
    use crate::store::testing::each_database;

    macro_rules! over_numbers {
        ($name:ident $sql:literal) => {
            static $name: OverRows = OverRows::new(
                &["n"],
                $sql,
                concat!(
                    "WITH r AS (SELECT j.n FROM json_to_recordset($1::json) AS j (n BIGINT)) ",
                    $sql
                ),
            );
        };
    }

    over_numbers!(PUT "INSERT INTO scratch (n) SELECT n FROM r");
    over_numbers!(RAISE "UPDATE scratch SET n = 1000 + r.n FROM r WHERE scratch.n = r.n");
    over_numbers!(UP_TO "SELECT s.n FROM r JOIN scratch s ON s.n <= r.n");

    static WRITES: Together<3> = Together::new([&PUT, &RAISE, &RAISE]);
    static READS: Together<2> = Together::new([&UP_TO, &UP_TO]);

    #[derive(Serialize)]
    struct Number {
        n: i64,
    }

    fn numbers(all: impl IntoIterator<Item = i64>) -> Vec<Number> {
        all.into_iter().map(|n| Number { n }).collect()
    }

    #[tokio::test]
    async fn each_statement_has_its_own_rows_in_one_trip_or_in_many() {
        for test in each_database().await {
            // up to 16 rows go together, more go one by one
            for (count, trips) in [(3, 1), (16, 1), (17, 2), (300, 3)] {
                let mut tx = test.db.begin().await.unwrap();
                tx.raw("CREATE TABLE scratch (n BIGINT)").await.unwrap();
                let (put, none, twice) = (numbers(1..=count), numbers([]), numbers([2, 3]));
                let begun = tx.statements();
                WRITES.run(&mut tx, [&&put[..], &&none[..], &&twice[..]]).await.unwrap();
                let cost = tx.statements() - begun;
                assert_eq!(cost, if tx.is_postgres() { 2 } else { trips }, "{count}");
                let (three, all) = (numbers([3]), numbers([2000]));
                let found = READS.fetch(&mut tx, [&&three[..], &&all[..]]).await.unwrap();
                let read: Vec<Vec<i64>> = found
                    .iter()
                    .map(|of| {
                        let mut of: Vec<(i64,)> = of.read().unwrap();
                        of.sort_unstable();
                        of.into_iter().map(|(n,)| n).collect()
                    })
                    .collect();
                let rest = 4..=count;
                assert_eq!(read[0], [1]);
                assert_eq!(
                    read[1],
                    [1].into_iter().chain(rest).chain([1002, 1003]).collect::<Vec<_>>()
                );
            }
        }
    }

    #[tokio::test]
    async fn one_that_fails_is_told_and_those_behind_it_do_not_run() {
        for test in each_database().await {
            let mut tx = test.db.begin().await.unwrap();
            tx.raw("CREATE TABLE scratch (n BIGINT PRIMARY KEY)").await.unwrap();
            let (twins, moved) = (numbers([1, 1]), numbers([1]));
            let ran = tx
                .attempt(async |tx| WRITES.run(tx, [&&twins[..], &&moved[..], &&moved[..]]).await)
                .await
                .unwrap();
            assert!(ran.is_err());
            let left = on!(tx, |conn| sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM scratch")
                .fetch_one(conn)
                .await
                .unwrap());
            assert_eq!(left, 0);
        }
    }
}
