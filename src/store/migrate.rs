//! The tables, brought up to date at every start.
//!
//! A migration is one text for both databases. It runs once, in the transaction that also notes
//! it; a text that changed after it ran is an error, never a silent difference.

use sha2::{Digest, Sha256};

use super::{Db, Result, StoreError, Tx, on};

const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("../../migrations/0001_people.sql")),
    (2, include_str!("../../migrations/0002_courses.sql")),
    (3, include_str!("../../migrations/0003_conversations.sql")),
    (4, include_str!("../../migrations/0004_inbox_outbox.sql")),
    (5, include_str!("../../migrations/0005_work.sql")),
    (6, include_str!("../../migrations/0006_vault.sql")),
    (7, include_str!("../../migrations/0007_limits.sql")),
    (8, include_str!("../../migrations/0008_templates.sql")),
    (9, include_str!("../../migrations/0009_media.sql")),
    (10, include_str!("../../migrations/0010_operations.sql")),
    (12, include_str!("../../migrations/0012_shares.sql")),
    (13, include_str!("../../migrations/0013_practice.sql")),
    (14, include_str!("../../migrations/0014_publishing.sql")),
    (16, include_str!("../../migrations/0016_traffic.sql")),
    (17, include_str!("../../migrations/0017_text_reviews.sql")),
    (19, include_str!("../../migrations/0019_letters.sql")),
    (20, include_str!("../../migrations/0020_clock.sql")),
    (21, include_str!("../../migrations/0021_presence.sql")),
    (22, include_str!("../../migrations/0022_privacy.sql")),
    (23, include_str!("../../migrations/0023_places.sql")),
    (24, include_str!("../../migrations/0024_care.sql")),
    (25, include_str!("../../migrations/0025_mail.sql")),
    (26, include_str!("../../migrations/0026_quiet_messages.sql")),
    (27, include_str!("../../migrations/0027_clear.sql")),
    (28, include_str!("../../migrations/0028_aids.sql")),
    (29, include_str!("../../migrations/0029_hidden.sql")),
    (30, include_str!("../../migrations/0030_conversation.sql")),
    (31, include_str!("../../migrations/0031_translations.sql")),
    (33, include_str!("../../migrations/0033_sign_in.sql")),
    (34, include_str!("../../migrations/0034_audit.sql")),
    (35, include_str!("../../migrations/0035_oidc.sql")),
    (36, include_str!("../../migrations/0036_snooze.sql")),
    (37, include_str!("../../migrations/0037_find.sql")),
    (38, include_str!("../../migrations/0038_reports.sql")),
    (41, include_str!("../../migrations/0041_absence.sql")),
    (42, include_str!("../../migrations/0042_waiting.sql")),
    (43, include_str!("../../migrations/0043_strangers.sql")),
    (44, include_str!("../../migrations/0044_import.sql")),
    (45, include_str!("../../migrations/0045_planner.sql")),
    (46, include_str!("../../migrations/0046_teams.sql")),
    (47, include_str!("../../migrations/0047_merges.sql")),
    (48, include_str!("../../migrations/0048_duplicates.sql")),
    (49, include_str!("../../migrations/0049_own_fields.sql")),
    (50, include_str!("../../migrations/0050_smart_groups.sql")),
];

const NOTEBOOK: &str = "
    CREATE TABLE IF NOT EXISTS schema_migration (
        version BIGINT PRIMARY KEY,
        hash    TEXT NOT NULL
    )";

// Two processes that start together must not both make the tables. SQLite's BEGIN IMMEDIATE
// already keeps them apart.
const LOCK: &str = "SELECT pg_advisory_xact_lock(815321)";

const DONE: &str = "SELECT hash FROM schema_migration WHERE version = $1";

const NOTE: &str = "INSERT INTO schema_migration (version, hash) VALUES ($1, $2)";

pub(super) async fn run(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    if tx.is_postgres() {
        on!(tx, |conn| sqlx::raw_sql(LOCK).execute(conn).await.map(|_| ()))?;
    }
    on!(tx, |conn| sqlx::raw_sql(NOTEBOOK).execute(conn).await.map(|_| ()))?;
    for (version, sql) in MIGRATIONS {
        migrate(&mut tx, *version, sql).await?;
    }
    check_key(&mut tx).await?;
    tx.commit().await
}

const SEALED_WORD: &str = "SELECT sealed FROM vault_check WHERE id = 1";

const SEAL_WORD: &str = "INSERT INTO vault_check (id, sealed) VALUES (1, $1)";

/// The right key opens the word that the first start sealed.
pub(super) async fn check_key(tx: &mut Tx) -> Result<()> {
    let word: Option<Vec<u8>> =
        on!(tx, |conn| sqlx::query_scalar(SEALED_WORD).fetch_optional(conn).await?);
    match word {
        Some(sealed) => tx
            .vault()
            .open("vault_check.sealed", &sealed)
            .map(|_| ())
            .map_err(|_| StoreError::WrongKey),
        None => {
            let sealed = tx.vault().seal("vault_check.sealed", b"wegwijzer");
            on!(tx, |conn| sqlx::query(SEAL_WORD).bind(&sealed).execute(conn).await.map(|_| ()))?;
            Ok(())
        }
    }
}

async fn migrate(tx: &mut Tx, version: i64, sql: &'static str) -> Result<()> {
    let hash = hash_of(sql);
    let done: Option<String> =
        on!(tx, |conn| sqlx::query_scalar(DONE).bind(version).fetch_optional(conn).await?);
    match done {
        Some(seen) if seen == hash => Ok(()),
        Some(_) => Err(StoreError::corrupt(
            "schema_migration",
            version,
            "this program's tables differ from the database's; was it made by another version?",
        )),
        None => {
            on!(tx, |conn| sqlx::raw_sql(sql).execute(conn).await.map(|_| ()))?;
            on!(tx, |conn| sqlx::query(NOTE)
                .bind(version)
                .bind(&hash)
                .execute(conn)
                .await
                .map(|_| ()))?;
            Ok(())
        }
    }
}

/// Does this program know migration `version` with this `hash`?
pub(super) fn knows(version: i64, hash: &str) -> bool {
    MIGRATIONS.iter().any(|(known, sql)| *known == version && hash_of(sql) == hash)
}

/// One word for all tables of this program: other tables, another word.
pub(super) fn fingerprint() -> String {
    hash_of(
        &MIGRATIONS.iter().map(|(version, sql)| format!("{version}\n{sql}")).collect::<String>(),
    )
}

/// How many migrations there are.
pub(super) fn count() -> usize {
    MIGRATIONS.len()
}

fn hash_of(sql: &str) -> String {
    Sha256::digest(sql.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}
