//! The registry of WhatsApp templates: what was listed, and what was told since.
//!
//! Every change raises one number, first thing in its transaction: a process that remembers an
//! older number reads the registry again, and two changes never wait for each other in a circle.

#[cfg(test)]
mod tests;
mod waiting;

use chrono::{DateTime, Utc};

pub use waiting::{WAITS, add_pauses, pause, release, wake};

use super::{Result, Tx, on};
use crate::dialog::approval::{Entry, Registered};
use crate::message::TemplateChange;
use crate::trade::template::registry::Registry;

const VERSION: &str = "SELECT number FROM template_version WHERE id = 1";

/// The number of the newest change; 0 when nothing was ever listed or told.
pub async fn version(tx: &mut Tx) -> Result<i64> {
    let number: Option<i64> =
        on!(tx, |conn| sqlx::query_scalar(VERSION).fetch_optional(conn).await?);
    Ok(number.unwrap_or(0))
}

const RAISE: &str = "
    INSERT INTO template_version (id, number)
    VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE
    SET number = template_version.number + 1";

async fn raise(tx: &mut Tx) -> Result<()> {
    on!(tx, |conn| sqlx::query(RAISE).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const STATES: &str = "
    SELECT channel, name, language, state
    FROM template
    ORDER BY channel, name, language";

const LISTED_CHANNELS: &str = "
    SELECT channel
    FROM template_listing
    ORDER BY channel";

/// All that is known, for choosing what to send.
pub async fn registry(tx: &mut Tx) -> Result<Registry> {
    let rows: Vec<(String, String, String, String)> =
        on!(tx, |conn| sqlx::query_as(STATES).fetch_all(conn).await?);
    let listed: Vec<String> =
        on!(tx, |conn| sqlx::query_scalar(LISTED_CHANNELS).fetch_all(conn).await?);
    let mut registry = Registry::default();
    for (channel, name, language, state) in &rows {
        registry.set(channel, name, language, state);
    }
    listed.iter().for_each(|channel| registry.set_listed(channel));
    Ok(registry)
}

const REGISTERED: &str = "
    SELECT channel, name, language, state, body_hash
    FROM template
    ORDER BY channel, name, language";

/// All that is known, for whoever checks what the dialogs need.
pub async fn registered(tx: &mut Tx) -> Result<Registered> {
    let rows: Vec<(String, String, String, String, Option<String>)> =
        on!(tx, |conn| sqlx::query_as(REGISTERED).fetch_all(conn).await?);
    let listed: Vec<String> =
        on!(tx, |conn| sqlx::query_scalar(LISTED_CHANNELS).fetch_all(conn).await?);
    let entry = |(channel, name, language, state, words_hash)| {
        ((channel, name, language), Entry { state, words_hash })
    };
    Ok(Registered {
        listed: listed.into_iter().collect(),
        templates: rows.into_iter().map(entry).collect(),
    })
}

/// A template as it is known.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// Meta's language code.
    pub language: String,
    /// Meta's word.
    pub state: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// What it is counted and paid as.
    pub category: Option<String>,
    /// What it was before Meta moved it.
    pub previous_category: Option<String>,
    /// What Meta announced to make of it.
    pub correct_category: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`.
    pub quality: Option<String>,
    /// Variables of its body.
    pub parameters: Option<i64>,
    /// Since when its state is what it is, civil.
    pub changed_at: DateTime<Utc>,
}

const KNOWN: &str = "
    SELECT name, language, state, reason, category, previous_category, correct_category, quality,
           parameters, changed_at
    FROM template
    WHERE channel = $1
    ORDER BY name, language";

/// What is known of a channel's templates, by name and language.
pub async fn known(tx: &mut Tx, channel: &str) -> Result<Vec<Known>> {
    Ok(on!(tx, |conn| sqlx::query_as(KNOWN).bind(channel).fetch_all(conn).await?))
}

/// A template as the platform lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Meta's language code.
    pub language: String,
    /// Meta's id.
    pub platform_id: Option<String>,
    /// Meta's word, in capitals.
    pub state: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// What it is counted and paid as.
    pub category: Option<String>,
    /// What it was before.
    pub previous_category: Option<String>,
    /// What Meta announced to make of it.
    pub correct_category: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`.
    pub quality: Option<String>,
    /// SHA-256 of its plain body, hex.
    pub body_hash: String,
    /// Variables of its body.
    pub parameters: i64,
}

// What was told while the list was being fetched is newer than the list.
const LIST: &str = "
    INSERT INTO template (channel, name, language, platform_id, state, reason, category,
                          previous_category, correct_category, quality, body_hash, parameters,
                          seen_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
    ON CONFLICT (channel, name, language) DO UPDATE
    SET platform_id = excluded.platform_id,
        reason = excluded.reason,
        category = excluded.category,
        previous_category = excluded.previous_category,
        correct_category = excluded.correct_category,
        quality = excluded.quality,
        body_hash = excluded.body_hash,
        parameters = excluded.parameters,
        state = CASE WHEN template.seen_at > $14 THEN template.state ELSE excluded.state END,
        changed_at = CASE WHEN template.seen_at > $14 OR template.state = excluded.state
                          THEN template.changed_at ELSE excluded.changed_at END,
        seen_at = excluded.seen_at";

const MADE: &str = "
    INSERT INTO template (channel, name, language, state, category, body_hash, parameters, seen_at,
                          changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
    ON CONFLICT (channel, name, language) DO NOTHING";

/// Writes down what was just made; what the platform told about it meanwhile is newer and stays.
pub async fn note_made(
    tx: &mut Tx,
    channel: &str,
    made: &Listed,
    now: DateTime<Utc>,
) -> Result<()> {
    raise(tx).await?;
    on!(tx, |conn| sqlx::query(MADE)
        .bind(channel)
        .bind(&made.name)
        .bind(&made.language)
        .bind(&made.state)
        .bind(&made.category)
        .bind(&made.body_hash)
        .bind(made.parameters)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const FORGET: &str = "
    DELETE FROM template
    WHERE channel = $1 AND seen_at <= $2";

const NOTE_LISTING: &str = "
    INSERT INTO template_listing (channel, listed_at)
    VALUES ($1, $2)
    ON CONFLICT (channel) DO UPDATE
    SET listed_at = excluded.listed_at";

/// Writes a whole list down, and forgets what is not in it. `begun`: when fetching it began;
/// `now`: after it (both civil).
///
/// Crash before the commit: the registry is as before, and the next listing mends it.
pub async fn save_listing(
    tx: &mut Tx,
    channel: &str,
    listed: &[Listed],
    begun: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    raise(tx).await?;
    let now = now.max(begun + chrono::TimeDelta::microseconds(1));
    for one in listed {
        on!(tx, |conn| sqlx::query(LIST)
            .bind(channel)
            .bind(&one.name)
            .bind(&one.language)
            .bind(&one.platform_id)
            .bind(&one.state)
            .bind(&one.reason)
            .bind(&one.category)
            .bind(&one.previous_category)
            .bind(&one.correct_category)
            .bind(&one.quality)
            .bind(&one.body_hash)
            .bind(one.parameters)
            .bind(now)
            .bind(begun)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    for (sql, at) in [(FORGET, begun), (NOTE_LISTING, now)] {
        on!(tx, |conn| sqlx::query(sql).bind(channel).bind(at).execute(conn).await.map(|_| ()))?;
    }
    waiting::forgive(tx, channel).await
}

/// Which template, on which channel.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// Id of the channel.
    pub channel: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Meta's language code.
    pub language: &'a str,
}

// Webhooks come late and out of order: news that is older than what is known changes nothing.
const TELL_STATE: &str = "
    INSERT INTO template (channel, name, language, state, reason, told_at, seen_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
    ON CONFLICT (channel, name, language) DO UPDATE
    SET state = excluded.state,
        reason = excluded.reason,
        told_at = excluded.told_at,
        seen_at = excluded.seen_at,
        changed_at = CASE WHEN template.state = excluded.state
                          THEN template.changed_at ELSE excluded.changed_at END
    WHERE template.told_at IS NULL OR template.told_at <= excluded.told_at
    RETURNING name";

const TELL_QUALITY: &str = "
    UPDATE template
    SET quality = $4, seen_at = $5
    WHERE channel = $1 AND name = $2 AND language = $3";

const TELL_CATEGORY: &str = "
    UPDATE template
    SET category = COALESCE($4, category),
        previous_category = COALESCE($5, previous_category),
        correct_category = $6,
        seen_at = $7
    WHERE channel = $1 AND name = $2 AND language = $3";

const TELL_WORDS: &str = "
    UPDATE template
    SET body_hash = NULL, parameters = NULL, seen_at = $4
    WHERE channel = $1 AND name = $2 AND language = $3";

/// Writes down what the platform told. `at`: by its own clock; `now`: civil. False when something
/// newer was known.
pub async fn tell(
    tx: &mut Tx,
    which: Which<'_>,
    change: &TemplateChange,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    raise(tx).await?;
    let Which { channel, name, language } = which;
    match change {
        TemplateChange::State { word, reason } => {
            let told: Option<String> = on!(tx, |conn| sqlx::query_scalar(TELL_STATE)
                .bind(channel)
                .bind(name)
                .bind(language)
                .bind(word)
                .bind(reason)
                .bind(at)
                .bind(now)
                .fetch_optional(conn)
                .await?);
            return Ok(told.is_some());
        }
        TemplateChange::Quality { word } => {
            on!(tx, |conn| sqlx::query(TELL_QUALITY)
                .bind(channel)
                .bind(name)
                .bind(language)
                .bind(word)
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
        TemplateChange::Category { now: category, previous, announced } => {
            on!(tx, |conn| sqlx::query(TELL_CATEGORY)
                .bind(channel)
                .bind(name)
                .bind(language)
                .bind(category)
                .bind(previous)
                .bind(announced)
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
        TemplateChange::Words => {
            on!(tx, |conn| sqlx::query(TELL_WORDS)
                .bind(channel)
                .bind(name)
                .bind(language)
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
    }
    Ok(true)
}
