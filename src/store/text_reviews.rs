//! Who wrote and who read the words of a language.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::StaffId;
use crate::trade::person::Language;

/// Words of a language beside the Dutch that they translate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Which language.
    pub language: Language,
    /// Which text.
    pub text_id: String,
    /// SHA-256 of words and labels, hex.
    pub words_hash: String,
    /// The same of the Dutch.
    pub dutch_hash: String,
}

/// What is known of a pair.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Review {
    /// Which text.
    pub text_id: String,
    /// Which words.
    pub words_hash: String,
    /// Beside which Dutch.
    pub dutch_hash: String,
    /// Who wrote it here, if anybody did.
    pub written_by: Option<StaffId>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When, civil.
    pub approved_at: Option<DateTime<Utc>>,
}

const OF_LANGUAGE: &str = "
    SELECT r.text_id, r.words_hash, r.dutch_hash, r.written_by, s.name AS approved_by, r.approved_at
    FROM text_review r
    LEFT JOIN staff s ON s.id = r.approved_by
    WHERE r.language = $1
    ORDER BY r.text_id, r.words_hash, r.dutch_hash";

/// Everything that is known of a language.
pub async fn of_language(tx: &mut Tx, language: Language) -> Result<Vec<Review>> {
    Ok(on!(tx, |conn| sqlx::query_as(OF_LANGUAGE).bind(language.as_str()).fetch_all(conn).await?))
}

const WRITTEN: &str = "
    INSERT INTO text_review (language, text_id, words_hash, dutch_hash, written_by, written_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (language, text_id, words_hash, dutch_hash) DO NOTHING";

/// Somebody wrote these words. Words that were there before keep what is known of them.
pub async fn written(tx: &mut Tx, pair: &Pair, by: StaffId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(WRITTEN)
        .bind(pair.language.as_str())
        .bind(&pair.text_id)
        .bind(&pair.words_hash)
        .bind(&pair.dutch_hash)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const APPROVE: &str = "
    INSERT INTO text_review (language, text_id, words_hash, dutch_hash, approved_by, approved_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (language, text_id, words_hash, dutch_hash) DO UPDATE
    SET approved_by = excluded.approved_by, approved_at = excluded.approved_at
    WHERE text_review.written_by IS NULL OR text_review.written_by <> excluded.approved_by
    RETURNING text_id";

/// Somebody read these words and finds them right; false when they wrote them themselves.
pub async fn approve(tx: &mut Tx, pair: &Pair, by: StaffId, now: DateTime<Utc>) -> Result<bool> {
    let approved: Option<String> = on!(tx, |conn| sqlx::query_scalar(APPROVE)
        .bind(pair.language.as_str())
        .bind(&pair.text_id)
        .bind(&pair.words_hash)
        .bind(&pair.dutch_hash)
        .bind(by)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    Ok(approved.is_some())
}
