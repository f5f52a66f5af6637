//! The database: SQLite embedded, or PostgreSQL shared by several processes.
//!
//! One SQL text serves both; [`Tx`] knows which it is, and the macro `on!` runs a statement on
//! it. Rooms above hold a `&mut Tx` and never see a connection. Everything that must be secret at
//! rest passes through the [`seal::Vault`] of the transaction.
//!
//! What this room does not do: decide. It reads rows, writes rows, and names a corrupt one.

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{
    Connection as _, Executor, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection,
    SqlitePool, Transaction,
};
use tokio::sync::Notify;

pub mod addresses;
pub mod audit;
pub mod board;
pub mod content;
pub mod courses;
pub mod desk;
pub mod due;
pub mod enrolled;
#[cfg(test)]
pub(crate) mod fixture;
pub mod gemeenten;
pub mod hot;
pub mod inbox;
pub mod login_failure;
pub mod mailboxes;
mod migrate;
pub mod outbox;
pub mod people;
pub mod recurring_jobs;
pub mod reminders;
pub mod seal;
pub mod sessions;
pub mod staff;
pub mod statuses;
pub mod tasks;
pub mod templates;
pub mod testing;
pub mod trouble;
mod writer;

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

    /// Is it about one row, not about the database?
    pub fn is_about_a_row(&self) -> bool {
        matches!(self, Self::Corrupt { .. })
    }
}

/// The result of everything in this room.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Runs one expression on either database: `on!(tx, |conn| query.execute(conn).await?)`.
macro_rules! on {
    ($tx:expr, |$conn:ident| $body:expr) => {
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
    };
}
pub(crate) use on;

/// Wakes the loops of `work` when a commit gave them something to do.
#[derive(Debug, Default)]
pub struct Bells {
    /// A mailbox has a new event.
    pub inbox: Notify,
    /// A part waits to leave.
    pub outbox: Notify,
    /// Something staff look at has changed.
    pub pages: Notify,
}

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
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it never happened.
pub struct Tx {
    pub(crate) conn: Conn,
    vault: Arc<Vault>,
    bells: Arc<Bells>,
    rings: Rings,
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

#[derive(Default)]
struct Rings {
    inbox: bool,
    outbox: bool,
    pages: bool,
}

/// How long a writer waits for another process (an import beside `serve`).
const BUSY: Duration = Duration::from_secs(15);
/// Connections per process; two workers already use two cores.
const CONNECTIONS: u32 = 12;

impl Db {
    /// Opens `url` (`sqlite://path` or `postgres://...`), makes or brings its tables up to date.
    pub async fn open(url: &str, vault: Vault) -> Result<Self> {
        let pool = if let Some(path) = url.strip_prefix("sqlite://") {
            open_sqlite(Path::new(path)).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            open_postgres(url).await?
        } else {
            return Err(StoreError::Address("must begin with sqlite:// or postgres://".to_owned()));
        };
        let db = Self { pool, vault: Arc::new(vault), bells: Arc::default() };
        migrate::run(&db).await?;
        Ok(db)
    }

    /// A transaction that writes. On SQLite it is the only one of this process.
    pub async fn begin(&self) -> Result<Tx> {
        let conn = match &self.pool {
            Pool::Sqlite { writer, .. } => Conn::Sqlite(OnSqlite::Writes(writer.begin().await?)),
            Pool::Postgres(pool) => Conn::Postgres(pool.begin().await?),
        };
        Ok(self.tx(conn))
    }

    /// A transaction that only reads, beside the writer.
    pub async fn read(&self) -> Result<Tx> {
        let conn = match &self.pool {
            Pool::Sqlite { readers, .. } => Conn::Sqlite(OnSqlite::Reads(readers.begin().await?)),
            Pool::Postgres(pool) => Conn::Postgres(pool.begin().await?),
        };
        Ok(self.tx(conn))
    }

    fn tx(&self, conn: Conn) -> Tx {
        Tx { conn, vault: self.vault.clone(), bells: self.bells.clone(), rings: Rings::default() }
    }

    /// The bells that commits ring.
    pub fn bells(&self) -> &Bells {
        &self.bells
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
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes it so, and wakes whoever has work now.
    pub async fn commit(self) -> Result<()> {
        match self.conn {
            Conn::Sqlite(OnSqlite::Writes(place)) => {
                let left = place.leave().await?;
                // whoever handles may share this commit: it can see what was written, and what
                // it makes of it is committed with it or after it
                if self.rings.inbox {
                    self.bells.inbox.notify_one();
                }
                left.committed().await?;
            }
            Conn::Sqlite(OnSqlite::Reads(tx)) => tx.commit().await?,
            Conn::Postgres(tx) => {
                tx.commit().await?;
                if self.rings.inbox {
                    self.bells.inbox.notify_one();
                }
            }
        }
        if self.rings.outbox {
            self.bells.outbox.notify_one();
        }
        if self.rings.pages {
            self.bells.pages.notify_waiters();
        }
        Ok(())
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
        self.rings.inbox = true;
    }

    pub(crate) fn ring_outbox(&mut self) {
        self.rings.outbox = true;
    }

    pub(crate) fn ring_pages(&mut self) {
        self.rings.pages = true;
    }
}

async fn open_sqlite(path: &Path) -> Result<Pool> {
    make_for_owner_only(path);
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: a commit that was answered survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY)
        .foreign_keys(true)
        .pragma("temp_store", "memory");
    let writer = Writer::open(&options).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(4)
        .connect_lazy_with(options.read_only(true).create_if_missing(false));
    Ok(Pool::Sqlite { writer, readers })
}

/// The names in the database are nobody else's business; its journal gets the same rights. A file
/// that cannot be made is reported when it is opened.
fn make_for_owner_only(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path));
}

async fn open_postgres(url: &str) -> Result<Pool> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| StoreError::Address("is not a PostgreSQL address".to_owned()))?
        .application_name("wegwijzer");
    // the pool would only say that it waited too long; one connection says what is wrong
    let first = PgConnection::connect_with(&options);
    match tokio::time::timeout(Duration::from_secs(10), first).await {
        Ok(connected) => connected?.close().await?,
        Err(_) => return Err(StoreError::Address("the server does not answer within 10 s".into())),
    }
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(10))
        // Compiling a statement takes longer than our longest one runs: the home page took 410 ms
        // with it and 50 ms without (6,000 people, 3,000 of them silent).
        .after_connect(|conn, _| {
            Box::pin(async move { conn.execute("SET jit = off").await.map(|_| ()) })
        })
        .connect_with(options)
        .await?;
    Ok(Pool::Postgres(pool))
}
