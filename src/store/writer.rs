//! The one writer of an embedded database, and the commits that are shared.
//!
//! Whoever writes takes the seat, in the order of asking, and works in a savepoint of its own. When
//! it is done the next one may sit down in the same transaction: everybody who was waiting when
//! the first was done shares one commit, and hears of it together. A commit waits for the disk;
//! shared, it is waited for once.
//!
//! Promises. Nobody is told "done" before the disk has it. Who gives up, or is dropped, undoes its
//! own work and nobody else's. A commit that fails fails for all who shared it, and nothing of it
//! happened: also what one of them read of another's.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Executor};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};
use tokio::task::AbortHandle;

/// How long the first who is done waits for others, when there were others the last time too. It
/// costs its own length in latency, and halves the processor's work under load.
const LINGER: Duration = Duration::from_millis(1);

type Outcome = std::result::Result<(), String>;

/// The writer. Cloning gives another hand on the same one.
#[derive(Clone)]
pub(super) struct Writer {
    seat: Arc<Mutex<Seat>>,
    done: Arc<Notify>,
    _closer: Arc<Closer>,
}

struct Closer(AbortHandle);

impl Drop for Closer {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// No transaction.
    Idle,
    /// A transaction, between two who share it. The savepoint of the last one still stands: it goes
    /// together with what comes next, because each trip to the database's thread costs two wakings.
    Open,
    /// Somebody works in a savepoint, or left without a word.
    Taken,
}

/// The savepoint somebody works in. Two names take turns: who was dropped before his own savepoint
/// was made must never undo the work of the one before.
#[derive(Clone, Copy)]
enum Savepoint {
    One,
    Other,
}

impl Savepoint {
    /// The first of a transaction.
    const BEGIN: &str = "BEGIN IMMEDIATE; SAVEPOINT one";

    /// Keeps this one's work, and makes the next.
    fn next(self) -> (&'static str, Self) {
        match self {
            Self::One => ("RELEASE one; SAVEPOINT other", Self::Other),
            Self::Other => ("RELEASE other; SAVEPOINT one", Self::One),
        }
    }

    /// Undoes this one's work; it goes on standing.
    fn undo(self) -> &'static str {
        match self {
            Self::One => "ROLLBACK TO one",
            Self::Other => "ROLLBACK TO other",
        }
    }
}

/// Ends the transaction, and the savepoint with it. Source: SQLite, "SAVEPOINT".
const COMMIT: &str = "COMMIT";

struct Seat {
    conn: Option<SqliteConnection>,
    state: State,
    savepoint: Savepoint,
    /// Whoever waits for the commit.
    joined: Vec<oneshot::Sender<Outcome>>,
}

/// A place in the writer's transaction. Dropped without [`Place::leave`], it never happened.
pub(crate) struct Place {
    seat: OwnedMutexGuard<Seat>,
    done: Arc<Notify>,
}

impl Writer {
    pub(super) async fn open(options: &SqliteConnectOptions) -> Result<Self, sqlx::Error> {
        let conn = SqliteConnection::connect_with(options).await?;
        let seat = Seat {
            conn: Some(conn),
            state: State::Idle,
            savepoint: Savepoint::One,
            joined: Vec::new(),
        };
        let (seat, done) = (Arc::new(Mutex::new(seat)), Arc::new(Notify::new()));
        let closer = tokio::spawn(close_groups(seat.clone(), done.clone())).abort_handle();
        Ok(Self { seat, done, _closer: Arc::new(Closer(closer)) })
    }

    pub(super) async fn begin(&self) -> Result<Place, sqlx::Error> {
        let mut seat = self.seat.clone().lock_owned().await;
        seat.tidy().await?;
        seat.sit_down().await?;
        Ok(Place { seat, done: self.done.clone() })
    }

    pub(super) async fn close(&self) {
        let mut seat = self.seat.lock().await;
        if seat.tidy().await.is_ok() {
            seat.finish().await;
        }
        if let Some(conn) = seat.conn.take() {
            let _ = conn.close().await;
        }
    }
}

/// Ends the transaction that is open, whenever somebody is done: everybody who asked for the seat
/// before is served first.
async fn close_groups(seat: Arc<Mutex<Seat>>, done: Arc<Notify>) {
    let mut together = 0;
    loop {
        done.notified().await;
        if together > 1 {
            tokio::time::sleep(LINGER).await;
        }
        let mut seat = seat.lock().await;
        together = seat.joined.len();
        if seat.tidy().await.is_ok() {
            seat.finish().await;
        }
    }
}

impl Place {
    /// Lets the next one in, without waiting for the disk.
    pub(crate) fn leave(mut self) -> Left {
        let (sender, committed) = oneshot::channel();
        self.seat.joined.push(sender);
        self.seat.state = State::Open;
        Left(committed)
    }
}

/// Done, and waiting for the disk.
pub(crate) struct Left(oneshot::Receiver<Outcome>);

impl Left {
    /// Returns once the disk has it.
    ///
    /// # Errors
    /// When the commit failed: nothing happened.
    pub(crate) async fn committed(self) -> Result<(), sqlx::Error> {
        match self.0.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(why)) => Err(sqlx::Error::Protocol(why)),
            Err(_) => Err(sqlx::Error::WorkerCrashed),
        }
    }
}

// However it is left, the transaction must be closed, or what was left behind undone.
impl Drop for Place {
    fn drop(&mut self) {
        self.done.notify_one();
    }
}

impl Deref for Place {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        // taken by `close` only, and then no place is given out
        self.seat.conn.as_ref().unwrap_or_else(|| unreachable!("the writer is closed"))
    }
}

impl DerefMut for Place {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.seat.conn.as_mut().unwrap_or_else(|| unreachable!("the writer is closed"))
    }
}

impl Seat {
    async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        let conn = self.conn.as_mut().ok_or(sqlx::Error::PoolClosed)?;
        // as a query it stays prepared
        conn.execute(sqlx::query(sql)).await.map(|_| ())
    }

    /// Begins a transaction, or goes on in the one that is open.
    async fn sit_down(&mut self) -> Result<(), sqlx::Error> {
        if self.state == State::Open {
            let (sql, savepoint) = self.savepoint.next();
            (self.state, self.savepoint) = (State::Taken, savepoint);
            match self.run(sql).await {
                Ok(()) => return Ok(()),
                // on a full disk SQLite undoes the whole transaction by itself
                Err(error) => self.give_up(&error.to_string()).await,
            }
        }
        (self.state, self.savepoint) = (State::Taken, Savepoint::One);
        let begun = self.run(Savepoint::BEGIN).await;
        if let Err(error) = &begun {
            self.give_up(&error.to_string()).await;
        }
        begun
    }

    /// Undoes what somebody left behind who gave up or was dropped, and nothing else.
    async fn tidy(&mut self) -> Result<(), sqlx::Error> {
        if self.conn.is_none() {
            return Err(sqlx::Error::PoolClosed);
        }
        if self.state != State::Taken {
            return Ok(());
        }
        if self.joined.is_empty() {
            self.give_up("undone").await;
            return Ok(());
        }
        match self.run(self.savepoint.undo()).await {
            Ok(()) => self.state = State::Open,
            // on a full disk SQLite undoes the whole transaction by itself
            Err(error) => self.give_up(&error.to_string()).await,
        }
        Ok(())
    }

    /// Nothing of this transaction happened.
    async fn give_up(&mut self, why: &str) {
        // an error means that there is no transaction any more, which is what is wanted
        let _ = self.run("ROLLBACK").await;
        self.tell(&Err(format!("the shared commit failed: {why}")));
    }

    /// Crash before: nobody was told, and nothing happened. Crash after: all of it happened.
    async fn finish(&mut self) {
        if self.state != State::Open {
            return;
        }
        match self.run(COMMIT).await {
            Ok(()) => self.tell(&Ok(())),
            Err(error) => self.give_up(&error.to_string()).await,
        }
    }

    fn tell(&mut self, outcome: &Outcome) {
        self.state = State::Idle;
        for waiting in self.joined.drain(..) {
            // whoever asked may be gone: then nobody needs the answer
            let _ = waiting.send(outcome.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn writer() -> (tempfile::TempDir, Writer) {
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("w.db"))
            .create_if_missing(true);
        let writer = Writer::open(&options).await.unwrap();
        let mut place = writer.begin().await.unwrap();
        place.execute("CREATE TABLE t (n BIGINT PRIMARY KEY)").await.unwrap();
        place.leave().committed().await.unwrap();
        (folder, writer)
    }

    async fn put(place: &mut Place, n: i64) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO t (n) VALUES ($1)").bind(n).execute(&mut **place).await.map(|_| ())
    }

    async fn all(writer: &Writer) -> Vec<i64> {
        let mut place = writer.begin().await.unwrap();
        sqlx::query_scalar("SELECT n FROM t ORDER BY n").fetch_all(&mut *place).await.unwrap()
    }

    #[tokio::test]
    async fn who_gives_up_undoes_its_own_work_and_nobody_elses() {
        let (_folder, writer) = writer().await;
        let mut first = writer.begin().await.unwrap();
        put(&mut first, 1).await.unwrap();
        let second = tokio::spawn({
            let writer = writer.clone();
            async move {
                let mut place = writer.begin().await.unwrap();
                put(&mut place, 2).await.unwrap();
                // dropped without a word
            }
        });
        tokio::task::yield_now().await;
        let left = first.leave();
        second.await.unwrap();
        let mut third = writer.begin().await.unwrap();
        put(&mut third, 3).await.unwrap();
        assert!(put(&mut third, 3).await.is_err(), "a statement that fails");
        drop(third);
        left.committed().await.unwrap();
        assert_eq!(all(&writer).await, [1]);
    }

    #[tokio::test]
    async fn those_who_wait_share_one_commit_and_hear_of_its_failure_together() {
        let (_folder, writer) = writer().await;
        let mut first = writer.begin().await.unwrap();
        put(&mut first, 1).await.unwrap();
        let mut others = Vec::new();
        for n in 2..5 {
            let writer = writer.clone();
            others.push(tokio::spawn(async move {
                let mut place = writer.begin().await.unwrap();
                put(&mut place, n).await.unwrap();
                if n == 4 {
                    // as SQLite does by itself when the disk is full
                    place.execute("ROLLBACK").await.unwrap();
                }
                place.leave().committed().await.is_ok()
            }));
        }
        tokio::task::yield_now().await;
        let first = first.leave();
        assert!(first.committed().await.is_err());
        for other in others {
            assert!(!other.await.unwrap());
        }
        assert_eq!(all(&writer).await, [] as [i64; 0]);
    }

    #[tokio::test]
    async fn who_comes_after_a_transaction_that_was_undone_begins_a_new_one() {
        let (_folder, writer) = writer().await;
        let mut first = writer.begin().await.unwrap();
        put(&mut first, 1).await.unwrap();
        // as SQLite does by itself when the disk is full
        first.execute("ROLLBACK").await.unwrap();
        let waits = tokio::spawn({
            let writer = writer.clone();
            async move {
                let mut place = writer.begin().await.unwrap();
                put(&mut place, 2).await.unwrap();
                place.leave().committed().await.unwrap();
            }
        });
        tokio::task::yield_now().await;
        let first = first.leave();
        waits.await.unwrap();
        assert!(first.committed().await.is_err());
        assert_eq!(all(&writer).await, [2]);
    }
}
