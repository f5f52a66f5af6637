//! Opening the two kinds of database, with what each needs to keep its promises.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, Executor, PgConnection, PgPool};

use super::writer::Writer;
use super::{Pool, Result, StoreError};

/// How long a writer waits for another process (an import beside `serve`).
const BUSY: Duration = Duration::from_secs(15);
/// Statements that stay prepared.
const STATEMENTS: usize = 1000;
/// Connections per process that write, and that only read; two workers already use two cores.
const WRITERS: u32 = 8;
const READERS: u32 = 4;

/// Compiling a statement takes longer than our longest one runs: the home page took 410 ms with it
/// and 50 ms without (6,000 people, 3,000 of them silent).
const READS: &str = "SET jit = off";
/// What writes comes with a list and looks each row up by an index. A planner that counts on the
/// statistics of a table that was empty a moment ago would read all of it for every batch instead.
/// And what it looks up was written or read a moment ago: no disk turns for it. `tests/it/plans.rs`
/// reads the plans that these settings give.
pub const WRITES: &str = "SET jit = off; SET enable_seqscan = off; SET enable_hashjoin = off; \
                                 SET enable_mergejoin = off; SET random_page_cost = 1.1";

pub(super) async fn sqlite(path: &Path) -> Result<Pool> {
    make_for_owner_only(path);
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: a commit that was answered survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY)
        .foreign_keys(true)
        // 16 MB: a page that changes in commit after commit goes to the database itself once
        .pragma("wal_autocheckpoint", "4000")
        .pragma("cache_size", "-8192")
        .pragma("temp_store", "memory")
        // a statement over many rows has a text for few and a text for many
        .statement_cache_capacity(STATEMENTS)
        // each of our statements is named in our own errors
        .disable_statement_logging();
    let writer = Writer::open(&options).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(4)
        // what they miss in it, the system has
        .connect_lazy_with(
            options.read_only(true).create_if_missing(false).pragma("cache_size", "-2048"),
        );
    Ok(Pool::Sqlite { writer, readers })
}

/// Both hands only read; the file must be there.
pub(super) async fn sqlite_to_look(path: &Path) -> Result<Pool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .read_only(true)
        .busy_timeout(BUSY);
    let writer = Writer::open(&options).await?;
    let readers = SqlitePoolOptions::new().max_connections(4).connect_lazy_with(options);
    Ok(Pool::Sqlite { writer, readers })
}

/// The names in the database are nobody else's business; its journal gets the same rights. A file
/// that cannot be made is reported when it is opened.
pub(super) fn make_for_owner_only(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path));
}

pub(super) async fn postgres(url: &str) -> Result<Pool> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| StoreError::Address("is not a PostgreSQL address".to_owned()))?
        .application_name("wegwijzer")
        .disable_statement_logging();
    // the pool would only say that it waited too long; one connection says what is wrong
    let first = PgConnection::connect_with(&options);
    match tokio::time::timeout(Duration::from_secs(10), first).await {
        Ok(connected) => connected?.close().await?,
        Err(_) => return Err(StoreError::Address("the server does not answer within 10 s".into())),
    }
    let writers = pool(options.clone(), WRITERS, WRITES).await?;
    let readers = pool(options, READERS, READS).await?;
    Ok(Pool::Postgres { writers, readers })
}

async fn pool(options: PgConnectOptions, most: u32, settings: &'static str) -> Result<PgPool> {
    Ok(PgPoolOptions::new()
        .max_connections(most)
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(move |conn, _| {
            Box::pin(async move { conn.execute(settings).await.map(|_| ()) })
        })
        .connect_with(options)
        .await?)
}
