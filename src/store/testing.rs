//! Throwaway databases for tests: SQLite always, PostgreSQL where `WEGWIJZER_TEST_POSTGRES` names
//! a server on which databases may be made.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

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
    // a server outlives many test processes, and their numbers come round again
    let name = format!("t_{}", uuid::Uuid::new_v4().simple());
    let (base, query) = server.split_once('?').unwrap_or((server, ""));
    let root = base.rsplit_once('/').map_or(base, |(root, _)| root);
    let tail = if query.is_empty() { String::new() } else { format!("?{query}") };
    let pool = sqlx::PgPool::connect(server)
        .await
        .unwrap_or_else(|e| panic!("WEGWIJZER_TEST_POSTGRES cannot be reached: {e}"));
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&pool)
        .await
        .unwrap_or_else(|e| panic!("CREATE DATABASE: {e}"));
    pool.close().await;
    let url = format!("{root}/{name}{tail}");
    let db = open(&url).await.unwrap_or_else(|e| panic!("a test database on PostgreSQL: {e:?}"));
    TestDb { db, url, _dir: None }
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
