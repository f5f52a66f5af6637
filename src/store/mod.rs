//! The database: SQLite embedded, or PostgreSQL shared by several processes.
//!
//! One SQL text serves both; [`Tx`] knows which it is, and the macro `on!` runs a statement on
//! it. Rooms above hold a `&mut Tx` and never see a connection. Everything that must be secret at
//! rest passes through the [`seal::Vault`] of the transaction.
//!
//! What this room does not do: decide. It reads rows, writes rows, and names a corrupt one.

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use sqlx::{PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};

pub mod absence;
pub mod addresses;
mod analyse;
pub mod audit;
pub mod backup;
pub mod bells;
pub mod board;
pub mod calendar;
pub mod carrying;
pub mod caseload;
pub mod catch_ups;
pub mod claims;
pub mod clarity;
pub mod code_tries;
pub mod colleagues;
pub mod content;
pub mod content_files;
pub mod corrections;
pub mod courses;
pub mod covered;
pub mod desk;
pub mod draft;
pub mod due;
pub mod duplicates;
pub mod enrolled;
pub mod examine;
pub mod find;
#[cfg(test)]
pub(crate) mod fixture;
pub mod gauges;
pub mod gemeenten;
pub mod hardship;
pub mod hearing;
pub mod heartbeat;
pub mod hidden;
pub mod hot;
pub mod household;
pub mod how_it_goes;
pub mod identity;
pub mod import_files;
pub mod inbox;
pub mod interpreters;
pub mod leases;
pub mod letters;
mod link;
pub mod login_failure;
pub mod mail;
pub mod mailboxes;
pub mod media;
pub mod merging;
mod migrate;
pub mod notes;
pub mod oidc;
mod open;
pub mod outbox;
pub mod own_affairs;
pub mod own_fields;
pub mod own_plans;
pub mod past;
pub mod people;
pub mod personal;
pub mod placements;
pub mod practice;
pub mod presence;
pub mod proofs;
pub mod recurring_jobs;
pub mod reminders;
pub mod reports;
pub mod retention;
pub mod revisions;
pub mod seal;
pub mod second_factor;
pub mod sessions;
pub mod set_aside;
pub mod shares;
pub mod smart_groups;
pub mod snooze;
pub mod staff;
pub mod staff_messages;
pub mod statuses;
pub mod strangers;
pub mod talk;
pub mod tasks;
pub mod teams;
pub mod templates;
pub mod testing;
pub mod text_reviews;
pub mod traffic;
pub mod trail;
pub mod trajectory;
pub mod translations;
pub mod trouble;
pub mod unread;
pub mod variants;
pub mod waiting;
mod writer;

use bells::{Bells, Rings};
use seal::Vault;
use writer::{Place, Writer};

/// What can go wrong between us and the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or vanished.
    #[error("the database did not do it")]
    Database(#[from] sqlx::Error),
    /// The address in `database.url` cannot be used.
    #[error("database.url: {0}")]
    Address(String),
    /// A row holds something that no version of this program wrote.
    #[error("table {table}, row {id}: {what}")]
    Corrupt {
        /// Which table.
        table: &'static str,
        /// Which row.
        id: String,
        /// What is odd about it.
        what: String,
    },
    /// This database was sealed with another key.
    #[error(
        "this database was sealed with another key; restore the key file that belongs to it \
         (nothing was changed)"
    )]
    WrongKey,
    /// The key file cannot be read or made.
    #[error("{path}: {what}")]
    Key {
        /// Where it should be.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

impl StoreError {
    /// Names a row that cannot be understood.
    pub fn corrupt(table: &'static str, id: impl ToString, what: impl ToString) -> Self {
        Self::Corrupt { table, id: id.to_string(), what: what.to_string() }
    }
}

impl StoreError {
    /// Did PostgreSQL undo this transaction because of another one? Then it can simply be tried
    /// again. Source: PostgreSQL, error codes 40001 and 40P01.
    pub fn is_conflict(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        matches!(error.code().as_deref(), Some("40001" | "40P01"))
    }

    /// Is something like it there already, written by another transaction?
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    /// Does a rule of a table forbid it: one like it is there, or the row would contradict itself?
    pub fn is_against_a_rule(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error))
            if error.is_unique_violation() || error.is_check_violation())
    }

    /// Is it about one row, not about the database?
    pub fn is_about_a_row(&self) -> bool {
        matches!(self, Self::Corrupt { .. })
    }
}

/// The result of everything in this room.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Runs one expression on either database: `on!(tx, |conn| query.execute(conn).await?)`.
macro_rules! on {
    ($tx:expr, |$conn:ident| $body:expr) => {{
        $tx.statements += 1;
        match &mut $tx.conn {
            $crate::store::Conn::Sqlite(open) => {
                let $conn = &mut **open;
                $body
            }
            $crate::store::Conn::Postgres(open) => {
                let $conn = &mut **open;
                $body
            }
        }
    }};
}
pub(crate) use on;

/// The database, open.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
    vault: Arc<Vault>,
    bells: Arc<Bells>,
}

#[derive(Clone)]
enum Pool {
    // One connection writes: SQLite has one writer anyway, waiting here is fair and cheap, and those
    // who wait share their commits.
    Sqlite { writer: Writer, readers: SqlitePool },
    Postgres { writers: PgPool, readers: PgPool },
}

/// A transaction. Dropped without [`Tx::commit`], it never happened.
pub struct Tx {
    pub(crate) conn: Conn,
    vault: Arc<Vault>,
    bells: Arc<Bells>,
    rings: Rings,
    /// Written at the end, so that the lock of the audit trail is the last one taken.
    noted: Vec<audit::Noted>,
    pub(crate) statements: u64,
}

pub(crate) enum Conn {
    Sqlite(OnSqlite),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction on SQLite: of the writer, or of a reader beside it.
pub(crate) enum OnSqlite {
    Writes(Place),
    Reads(Transaction<'static, Sqlite>),
}

impl Deref for OnSqlite {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Writes(place) => place,
            Self::Reads(tx) => tx,
        }
    }
}

impl DerefMut for OnSqlite {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Writes(place) => place,
            Self::Reads(tx) => tx,
        }
    }
}

impl Db {
    /// Opens `url` (`sqlite://path` or `postgres://...`), makes or brings its tables up to date.
    pub async fn open(url: &str, vault: Vault) -> Result<Self> {
        let pool = if let Some(path) = url.strip_prefix("sqlite://") {
            open::sqlite(Path::new(path)).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            open::postgres(url).await?
        } else {
            return Err(StoreError::Address("must begin with sqlite:// or postgres://".to_owned()));
        };
        let db = Self { pool, vault: Arc::new(vault), bells: Arc::default() };
        migrate::run(&db).await?;
        Ok(db)
    }

    /// Opens `url` to look only: makes nothing, changes nothing, and does not mind which tables there
    /// are. Only [`Db::read`] works on it.
    pub async fn look(url: &str, vault: Vault) -> Result<Self> {
        let pool = match url.strip_prefix("sqlite://") {
            Some(path) => open::sqlite_to_look(Path::new(path)).await?,
            None => open::postgres(url).await?,
        };
        Ok(Self { pool, vault: Arc::new(vault), bells: Arc::default() })
    }

    /// A transaction that writes. On SQLite it is the only one of this process.
    pub async fn begin(&self) -> Result<Tx> {
        let conn = match &self.pool {
            Pool::Sqlite { writer, .. } => Conn::Sqlite(OnSqlite::Writes(writer.begin().await?)),
            Pool::Postgres { writers, .. } => Conn::Postgres(writers.begin().await?),
        };
        Ok(self.tx(conn))
    }

    /// A transaction that only reads, beside the writer.
    pub async fn read(&self) -> Result<Tx> {
        let conn = match &self.pool {
            Pool::Sqlite { readers, .. } => Conn::Sqlite(OnSqlite::Reads(readers.begin().await?)),
            Pool::Postgres { readers, .. } => Conn::Postgres(readers.begin().await?),
        };
        Ok(self.tx(conn))
    }

    fn tx(&self, conn: Conn) -> Tx {
        let (vault, bells) = (self.vault.clone(), self.bells.clone());
        Tx { conn, vault, bells, rings: Rings::NONE, noted: Vec::new(), statements: 0 }
    }

    /// The bells that commits ring.
    pub fn bells(&self) -> &Bells {
        &self.bells
    }

    /// The vault for what must be secret at rest.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Is it the embedded database?
    pub fn is_sqlite(&self) -> bool {
        matches!(self.pool, Pool::Sqlite { .. })
    }

    /// Closes every connection, so that the last one can tidy up.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pool::Postgres { writers, readers } => {
                readers.close().await;
                writers.close().await;
            }
        }
    }
}

impl Tx {
    /// Makes it so, and wakes whoever has work now.
    pub async fn commit(mut self) -> Result<()> {
        audit::write(&mut self).await?;
        let (begun, mut rest) = (Instant::now(), self.rings);
        match self.conn {
            Conn::Sqlite(OnSqlite::Writes(place)) => {
                let left = place.leave();
                // whoever handles may share this commit: it can see what was written, and what
                // it makes of it is committed with it or after it
                self.bells.ring_here(self.rings.only(Rings::INBOX));
                rest = self.rings.without(Rings::INBOX);
                left.committed().await?;
            }
            Conn::Sqlite(OnSqlite::Reads(tx)) => tx.commit().await?,
            Conn::Postgres(tx) => tx.commit().await?,
        }
        metrics::histogram!("wegwijzer_commit_seconds").record(begun.elapsed().as_secs_f64());
        self.bells.ring(rest);
        Ok(())
    }

    /// Tries `work` in a savepoint: when it fails, what it did is undone, and nothing else.
    ///
    /// # Errors
    /// When the savepoint itself fails; the outcome of `work` is the inner one.
    pub async fn attempt<T>(
        &mut self,
        work: impl AsyncFnOnce(&mut Self) -> Result<T>,
    ) -> Result<Result<T>> {
        let (rings, noted) = (self.rings, self.noted.len());
        self.raw("SAVEPOINT attempt").await?;
        let outcome = work(self).await;
        if outcome.is_err() {
            self.rings = rings;
            self.noted.truncate(noted);
            self.raw("ROLLBACK TO SAVEPOINT attempt").await?;
        }
        self.raw("RELEASE SAVEPOINT attempt").await?;
        Ok(outcome)
    }

    /// Writes what was noted so far: for tests that look before the commit.
    #[cfg(test)]
    pub(crate) async fn write_notes(&mut self) -> Result<()> {
        audit::write(self).await
    }

    async fn raw(&mut self, sql: &'static str) -> Result<()> {
        on!(self, |conn| sqlx::raw_sql(sql).execute(conn).await.map(|_| ()))?;
        Ok(())
    }

    /// How many trips to the database this transaction took, mostly one for a statement; tests hold the
    /// hot path to a number.
    pub fn statements(&self) -> u64 {
        self.statements
    }

    /// The vault for what must be secret at rest.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// On PostgreSQL rows are locked against other processes; SQLite has one writer.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.conn, Conn::Postgres(_))
    }

    pub(crate) fn ring_inbox(&mut self) {
        self.rings.add(Rings::INBOX);
    }

    pub(crate) fn ring_outbox(&mut self) {
        self.rings.add(Rings::OUTBOX);
    }

    pub(crate) fn ring_pages(&mut self) {
        self.rings.add(Rings::PAGES);
    }
}
