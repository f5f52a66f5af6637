//! A copy of the embedded database while it is in use, and whether a copy is any good.
//!
//! `VACUUM INTO` reads one moment of the database on a connection of its own: whoever writes goes
//! on, and everything committed before that moment is in the copy. The key is not: without it the
//! copy tells no message, no address and no number.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};

use super::seal::Vault;
use super::{Result, StoreError, migrate, open};

const COPY: &str = "VACUUM INTO $1";

/// Copies the database in the file `from` to the new file `to`, readable by its owner only; returns
/// once the disk has it.
///
/// # Errors
/// When `from` cannot be read, or `to` not written (a full disk, a file that is there already).
pub async fn copy(from: &Path, to: &Path) -> Result<()> {
    // an empty file with the right rights: SQLite fills it
    open::make_for_owner_only(to);
    let mut conn = reading(from).connect().await?;
    let done = sqlx::query(COPY).bind(to.to_string_lossy()).execute(&mut conn).await;
    conn.close().await?;
    done?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(sqlx::Error::Io)?;
    Ok(())
}

const CHECK: &str = "PRAGMA integrity_check(20)";

const MIGRATED: &str = "SELECT version, hash FROM schema_migration ORDER BY version";

const WORD: &str = "SELECT sealed FROM vault_check WHERE id = 1";

/// Looks through a whole copy.
///
/// # Errors
/// When it is damaged, of another version of this program, or sealed with another key than
/// `vault`'s.
pub async fn verify(copy: &Path, vault: &Vault) -> Result<()> {
    let mut conn = reading(copy).connect().await?;
    let verified = verify_on(&mut conn, vault).await;
    conn.close().await?;
    verified
}

async fn verify_on(conn: &mut SqliteConnection, vault: &Vault) -> Result<()> {
    let said: Vec<String> = sqlx::query_scalar(CHECK).fetch_all(&mut *conn).await?;
    if said != ["ok"] {
        return Err(StoreError::corrupt("database", "integrity_check", said.join("; ")));
    }
    let migrated: Vec<(i64, String)> = sqlx::query_as(MIGRATED).fetch_all(&mut *conn).await?;
    if let Some((version, _)) = migrated.iter().find(|(v, hash)| !migrate::knows(*v, hash)) {
        let what = "was made by another version of this program";
        return Err(StoreError::corrupt("schema_migration", version, what));
    }
    let word: Vec<u8> = sqlx::query_scalar(WORD).fetch_one(conn).await?;
    vault.open("vault_check.sealed", &word).map(drop).map_err(|_| StoreError::WrongKey)
}

/// Puts the journal of a database into its file, so that the file is all of it; false when somebody
/// else has it open. Used before a restore sets it aside.
///
/// # Errors
/// When it cannot be read.
pub async fn settle(path: &Path) -> Result<bool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Delete)
        .busy_timeout(std::time::Duration::from_secs(1));
    match options.connect().await {
        Ok(conn) => {
            conn.close().await?;
            Ok(true)
        }
        // SQLITE_BUSY: leaving the write-ahead log needs the file for itself
        Err(sqlx::Error::Database(e)) if e.message().contains("locked") => Ok(false),
        Err(e) => Err(e.into()),
    }
}

fn reading(path: &Path) -> SqliteConnectOptions {
    let wait = std::time::Duration::from_secs(15);
    SqliteConnectOptions::new().filename(path).read_only(true).busy_timeout(wait)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::sqlite;

    #[tokio::test]
    async fn a_copy_is_whole_and_its_owners_and_damage_or_a_strange_key_is_found() {
        let test = sqlite().await;
        let from = Path::new(test.url.trim_start_matches("sqlite://"));
        let dir = tempfile::tempdir().unwrap();
        let to = dir.path().join("copy.db");
        // somebody writes meanwhile
        let tx = test.db.begin().await.unwrap();
        copy(from, &to).await.unwrap();
        drop(tx);
        verify(&to, &Vault::new(&[42; 32])).await.unwrap();
        let strange = verify(&to, &Vault::new(&[43; 32])).await.unwrap_err();
        assert!(matches!(strange, StoreError::WrongKey), "{strange}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let mut bytes = std::fs::read(&to).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 8192].fill(0xff);
        std::fs::write(&to, &bytes).unwrap();
        assert!(verify(&to, &Vault::new(&[42; 32])).await.is_err());
    }

    #[tokio::test]
    async fn a_database_in_use_is_not_set_aside() {
        let test = sqlite().await;
        let path = Path::new(test.url.trim_start_matches("sqlite://"));
        assert!(!settle(path).await.unwrap());
        test.db.close().await;
        // the try that was refused closes its own connection in the background
        let mut tries = 0;
        while !settle(path).await.unwrap() {
            tries += 1;
            assert!(tries < 1000, "still in use");
            tokio::task::yield_now().await;
        }
    }
}
