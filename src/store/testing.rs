//! Throwaway databases for tests: SQLite always, PostgreSQL where `WEGWIJZER_TEST_POSTGRES` names
//! a server on which databases may be made.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{Connection as _, PgConnection};

pub use super::open::WRITES;
use super::seal::Vault;
use super::{Db, Result};

/// A database that exists for one test.
pub struct TestDb {
    /// Open, with its tables.
    pub db: Db,
    /// `sqlite://...` or `postgres://...`, for a second process.
    pub url: String,
    _dir: Option<tempfile_dir::Dir>,
}

/// A fresh database on every kind of server that is at hand.
pub async fn each_database() -> Vec<TestDb> {
    let mut all = vec![sqlite().await];
    if let Ok(server) = std::env::var("WEGWIJZER_TEST_POSTGRES") {
        all.push(postgres(&server).await);
    }
    all
}

/// A fresh embedded database.
pub async fn sqlite() -> TestDb {
    let dir = tempfile_dir::Dir::make();
    let url = format!("sqlite://{}", dir.path().join("test.db").display());
    let db = open(&url).await.unwrap_or_else(|e| panic!("a test database on SQLite: {e:?}"));
    TestDb { db, url, _dir: Some(dir) }
}

async fn postgres(server: &str) -> TestDb {
    let mut conn = PgConnection::connect(server)
        .await
        .unwrap_or_else(|e| panic!("WEGWIJZER_TEST_POSTGRES cannot be reached: {e}"));
    let model = model(server, &mut conn).await;
    // a server outlives many test processes, and their numbers come round again
    let name = format!("t_{}", uuid::Uuid::new_v4().simple());
    run(&mut conn, format!("CREATE DATABASE {name} TEMPLATE {model}")).await;
    let url = beside(server, &name);
    let db = open(&url).await.unwrap_or_else(|e| panic!("a test database on PostgreSQL: {e:?}"));
    TestDb { db, url, _dir: None }
}

/// A database on the server with the tables of this program, to be copied: making them anew takes
/// three times as long. The first who needs it makes it, under another name until it is whole.
async fn model(server: &str, conn: &mut PgConnection) -> String {
    let model = format!("model_{}", &super::migrate::fingerprint()[..16]);
    if !is_there(conn, &model).await {
        run(conn, "SELECT pg_advisory_lock(815322)".to_owned()).await;
        if !is_there(conn, &model).await {
            let unfinished = format!("unfinished_{}", uuid::Uuid::new_v4().simple());
            run(conn, format!("CREATE DATABASE {unfinished}")).await;
            let made = open(&beside(server, &unfinished)).await;
            made.unwrap_or_else(|e| panic!("the tables on PostgreSQL: {e:?}")).close().await;
            run(conn, format!("ALTER DATABASE {unfinished} RENAME TO {model}")).await;
        }
        run(conn, "SELECT pg_advisory_unlock(815322)".to_owned()).await;
    }
    model
}

async fn is_there(conn: &mut PgConnection, name: &str) -> bool {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
        .bind(name)
        .fetch_one(conn)
        .await
        .unwrap_or_else(|e| panic!("pg_database: {e}"))
}

async fn run(conn: &mut PgConnection, sql: String) {
    let done = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone())).execute(conn).await;
    done.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// Another database on the same server.
fn beside(server: &str, name: &str) -> String {
    let (base, query) = server.split_once('?').unwrap_or((server, ""));
    let root = base.rsplit_once('/').map_or(base, |(root, _)| root);
    let tail = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{root}/{name}{tail}")
}

async fn open(url: &str) -> Result<Db> {
    Db::open(url, Vault::new(&[42; 32])).await
}

mod tempfile_dir {
    //! A folder that goes when its test goes.
    use super::{AtomicU32, Ordering, PathBuf};

    pub(super) struct Dir(PathBuf);

    impl Dir {
        pub(super) fn make() -> Self {
            static N: AtomicU32 = AtomicU32::new(0);
            let name = format!(
                "wegwijzer-test-{}-{}",
                std::process::id(),
                N.fetch_add(1, Ordering::Relaxed)
            );
            let path = std::env::temp_dir().join(name);
            std::fs::create_dir_all(&path).unwrap_or_else(|e| panic!("a temporary folder: {e}"));
            Self(path)
        }

        pub(super) fn path(&self) -> &PathBuf {
            &self.0
        }
    }

    impl Drop for Dir {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}
