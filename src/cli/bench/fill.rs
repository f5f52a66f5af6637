//! The past of many years, put in by a statement per table and chunk: people who are not asked
//! anything now, their conversations that are over, their events and messages.
//!
//! Also for the tests that look at query plans: a plan is honest only on tables with something in
//! them. Bodies are not sealed and cannot be opened: nothing here is ever read.

use std::ops::Range;
use std::str::FromStr;

use anyhow::Context;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection};

/// Rows in one transaction.
const CHUNK: usize = 100_000;
/// Of so many people one has an enrolment, a conversation, an answer, a task.
const ONE_IN: usize = 10;
/// Courses that were given.
const COURSES: usize = 100;

/// Puts in `people` and `messages` (half of them events, half of them parts that were sent), and
/// lets the database look at what it has.
///
/// # Errors
/// When the database refuses, or has no municipality and published content yet.
pub async fn fill(url: &str, people: usize, messages: usize) -> anyhow::Result<()> {
    let mut to = Open::at(url).await?;
    for table in PER_COURSE {
        to.put(table, 1..COURSES + 1, people).await?;
    }
    for table in PER_PERSON {
        to.put(table, 1..people + 1, people).await?;
    }
    for table in PER_TENTH {
        to.put(table, 1..people / ONE_IN + 1, people).await?;
    }
    for table in PER_MESSAGE {
        to.put(table, 1..messages / 2 + 1, people).await?;
    }
    for table in PER_TENTH_PART {
        to.put(table, 1..messages / 2 / ONE_IN + 1, people).await?;
    }
    to.run("ANALYZE").await?;
    to.settle().await
}

/// Lets the first `people` of those that [`fill`] put in be silent: asked last week, and each a task.
///
/// # Errors
/// When the database refuses.
pub async fn silent(url: &str, people: usize) -> anyhow::Result<()> {
    let mut to = Open::at(url).await?;
    for table in PER_SILENT {
        to.put(table, 1..people + 1, people).await?;
    }
    to.run("ANALYZE").await?;
    to.settle().await
}

enum Open {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Open {
    /// Checks that cost more than the rows are off, and so is waiting for the disk: on this
    /// connection only.
    async fn at(url: &str) -> anyhow::Result<Self> {
        let mut open = if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)?.foreign_keys(false);
            Self::Sqlite(options.pragma("synchronous", "OFF").connect().await?)
        } else {
            Self::Postgres(PgConnection::connect(url).await?)
        };
        match &open {
            Self::Sqlite(_) => open.run("PRAGMA cache_size = -200000").await?,
            // only an administrator may; without it it takes longer
            Self::Postgres(_) => {
                open.run("SET synchronous_commit = off").await?;
                let _ = open.run("SET session_replication_role = replica").await;
            }
        }
        Ok(open)
    }

    /// Waits until the disk has all of it: else the first who waits for the disk waits for this too.
    async fn settle(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(_) => {
                self.run("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)").await
            }
            Self::Postgres(_) => self.run("CHECKPOINT").await,
        }
    }

    async fn run(&mut self, sql: &str) -> anyhow::Result<()> {
        let safe = AssertSqlSafe(self.spell(sql));
        match self {
            Self::Sqlite(conn) => sqlx::raw_sql(safe).execute(conn).await.map(drop),
            Self::Postgres(conn) => sqlx::raw_sql(safe).execute(conn).await.map(drop),
        }
        .with_context(|| sql.trim().lines().next().unwrap_or_default().to_owned())
    }

    async fn put(&mut self, table: &str, rows: Range<usize>, people: usize) -> anyhow::Result<()> {
        let mut first = rows.start;
        while first < rows.end {
            let last = (first + CHUNK - 1).min(rows.end - 1);
            let sql = table
                .replace("{first}", &first.to_string())
                .replace("{last}", &last.to_string())
                .replace("{people}", &people.max(1).to_string());
            self.run(&sql).await?;
            first = last + 1;
        }
        Ok(())
    }

    /// The two databases make ids and bytes each in their own way: `#7(i)` is the i-th id of the
    /// seventh kind, `%(i)` 32 bytes that lie scattered, `~('text')` the bytes of a text.
    fn spell(&self, sql: &str) -> String {
        let scattered = "i * 2654435761 % 4294967296";
        match self {
            Self::Sqlite(_) => {
                let sql = replace_calls(sql, "%", &|_, _| {
                    format!("unhex(printf('%08x%056x', {scattered}, i))")
                });
                let sql = replace_calls(&sql, "~", &|_, text| format!("CAST({text} AS BLOB)"));
                replace_calls(&sql, "#", &|kind, of| {
                    format!("unhex(printf('%08x%024x', {kind}, {of}))")
                })
            }
            Self::Postgres(_) => {
                let sql = replace_calls(sql, "%", &|_, _| {
                    format!(
                        "decode(lpad(to_hex({scattered}), 8, '0') || lpad(to_hex(i), 56, '0'), 'hex')"
                    )
                });
                let sql =
                    replace_calls(&sql, "~", &|_, text| format!("convert_to({text}, 'UTF8')"));
                replace_calls(&sql, "#", &|kind, of| {
                    format!(
                        "CAST(lpad(to_hex({kind}), 8, '0') || lpad(to_hex({of}), 24, '0') AS UUID)"
                    )
                })
            }
        }
    }
}

/// Replaces every `<mark><digits>(<inside>)`.
fn replace_calls(sql: &str, mark: &str, by: &dyn Fn(&str, &str) -> String) -> String {
    let mut parts = sql.split(mark);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let call = part.split_once('(').and_then(|(kind, rest)| {
            let (inside, rest) = rest.split_once(')')?;
            kind.bytes().all(|b| b.is_ascii_digit()).then_some((kind, inside, rest))
        });
        match call {
            Some((kind, inside, rest)) => {
                out.push_str(&by(kind, inside));
                out.push_str(rest);
            }
            None => {
                out.push_str(mark);
                out.push_str(part);
            }
        }
    }
    out
}

macro_rules! rows {
    ($rest:literal) => {
        concat!(
            "WITH RECURSIVE n(i) AS (
                 SELECT CAST({first} AS BIGINT)
                 UNION ALL
                 SELECT i + 1 FROM n WHERE i < {last}),
             g AS (SELECT id AS gemeente_id FROM gemeente ORDER BY code, id LIMIT 1),
             r AS (SELECT revision FROM publication WHERE in_force)
             ",
            $rest
        )
    };
}

/// SQLite parses `INSERT` before `WITH` only; PostgreSQL takes both.
macro_rules! put {
    ($into:literal, $rest:literal) => {
        concat!("INSERT INTO ", $into, " ", rows!($rest))
    };
}

const PER_COURSE: &[&str] = &[
    put!(
        "course (id, gemeente_id, name, group_name, created_at)",
        "SELECT #1(i), gemeente_id, 'Vroeger', 'groep ' || CAST(i AS TEXT),
                '2020-01-01 00:00:00+00:00' FROM n, g"
    ),
    put!(
        "session (id, gemeente_id, course_id, number, kind, starts_at, ends_at, place, street)",
        "SELECT #2(i), gemeente_id, #1(i), 1, 'pvt', '2020-02-01 19:00:00+00:00',
                '2020-02-01 22:00:00+00:00', 'Buurthuis', 'Kerkplein 4' FROM n, g"
    ),
];

const PER_PERSON: &[&str] = &[
    put!(
        "mailbox (id, gemeente_id, kind, last_seq, language, created_at)",
        "SELECT #3(i), gemeente_id, 'person', 20, 'ar', '2020-01-01 00:00:00+00:00' FROM n, g"
    ),
    put!(
        "person (id, gemeente_id, mailbox_id, klantnummer, name, group_kind, address_since, created_at,
                 updated_at)",
        "SELECT #4(i), gemeente_id, #3(i), 'V' || CAST(i AS TEXT), 'Iemand van vroeger', 'gezin',
                '2020-01-01 00:00:00+00:00', '2020-01-01 00:00:00+00:00',
                '2020-01-01 00:00:00+00:00' FROM n, g"
    ),
    put!(
        "person_word (person_id, word, gemeente_id)",
        "SELECT #4(i), ~('iemand'), gemeente_id FROM n, g
         UNION ALL SELECT #4(i), ~('vroeger'), gemeente_id FROM n, g
         UNION ALL SELECT #4(i), ~('v' || i), gemeente_id FROM n, g"
    ),
    put!(
        "person_key (person_id, kind, gemeente_id, key_hash)",
        "SELECT #4(i), 'name', gemeente_id, ~('n' || i) FROM n, g
         UNION ALL SELECT #4(i), 'phone', gemeente_id, ~('p' || i) FROM n, g"
    ),
    put!(
        "address (id, gemeente_id, channel, kind, mailbox_id, person_id, created_at)",
        "SELECT #5(i), gemeente_id, 'whatsapp', 'whatsapp', #3(i), #4(i),
                '2020-01-01 00:00:00+00:00' FROM n, g"
    ),
    put!(
        "address_handle (channel, handle_hash, kind, sealed, address_id)",
        "SELECT 'whatsapp', %(i), 'phone', %(i), #5(i) FROM n"
    ),
];

const PER_TENTH: &[&str] = &[
    put!(
        "enrolment (id, person_id, course_id, enrolled_at)",
        "SELECT #6(i), #4(i), #1(1 + i % 100), '2020-01-01 00:00:00+00:00' FROM n"
    ),
    put!(
        "attendance (enrolment_id, session_id, intent, said_at)",
        "SELECT #6(i), #2(1 + i % 100), 'komt', '2020-01-30 12:00:00+00:00' FROM n"
    ),
    put!(
        "attendance (enrolment_id, session_id, intent, reason, said_at)",
        "SELECT #6(i), #2(100 - i % 100), 'komt-niet', 'opvang', '2020-02-06 12:00:00+00:00' FROM n"
    ),
    put!(
        "reminder (id, gemeente_id, enrolment_id, session_id, session_version, moment, due_at,
                   useful_until, late, fired_at)",
        "SELECT #7(i), gemeente_id, #6(i), #2(1 + i % 100), 1, '3d', '2020-01-29 17:00:00+00:00',
                '2020-02-01 17:00:00+00:00', FALSE, '2020-01-29 17:00:00+00:00' FROM n, g"
    ),
    put!(
        "conversation (id, gemeente_id, mailbox_id, dialog, revision, step, enrolment_id,
                       session_id, sealed, started_at, ended_at, ended_how)",
        "SELECT #8(i), gemeente_id, #3(i), 'pvt-herinnering', revision, 'klaar', #6(i), #2(1 + i % 100),
                %(i), '2020-01-29 17:00:00+00:00', '2020-01-30 12:00:00+00:00', 'answered'
         FROM n, g, r"
    ),
    put!(
        "question (id, gemeente_id, mailbox_id, conversation_id, dialog, step, text_id, session_id,
                   first_asked_at, last_asked_at, times_asked, rungs_done, closed_at, closed_how)",
        "SELECT #9(i), gemeente_id, #3(i), #8(i), 'pvt-herinnering', 'vraag', 'pvt-vraag', #2(1 + i % 100),
                '2020-01-29 17:00:00+00:00', '2020-01-29 17:00:00+00:00', 1, 0,
                '2020-01-30 12:00:00+00:00', 'answered' FROM n, g"
    ),
    put!(
        "wait (id, mailbox_id, conversation_id, due_at, cancelled_at)",
        "SELECT #10(i), #3(i), #8(i), '2020-01-30 17:00:00+00:00', '2020-01-30 12:00:00+00:00'
         FROM n"
    ),
    put!(
        "answer (id, mailbox_id, conversation_id, question_id, key, value, route, correction, at)",
        "SELECT #11(i), #3(i), #8(i), #9(i), 'vraag', 'komt', 'whatsapp', FALSE,
                '2020-01-30 12:00:00+00:00' FROM n"
    ),
    put!(
        "task (id, gemeente_id, mailbox_id, kind, desk, opened_at, closed_at, cause)",
        "SELECT #12(i), gemeente_id, #3(i), 'hulp', 'klantmanager', '2020-01-30 12:00:00+00:00',
                '2020-01-31 12:00:00+00:00', 'vroeger' FROM n, g"
    ),
    put!(
        "contact_attempt (id, mailbox_id, question_id, route, at)",
        "SELECT #13(i), #3(i), #9(i), 'whatsapp', '2020-01-29 17:00:00+00:00' FROM n"
    ),
    put!(
        "invitation (id, person_id, token_hash, created_at, expires_at, used_at, used_by)",
        "SELECT #14(i), #4(i), %(i), '2020-01-01 00:00:00+00:00', '2020-02-01 00:00:00+00:00',
                '2020-01-02 00:00:00+00:00', #5(i) FROM n"
    ),
    put!(
        "consent (id, person_id, purpose, given, at, address_id, text_id, revision)",
        "SELECT #15(i), #4(i), 'berichten', TRUE, '2020-01-02 00:00:00+00:00', #5(i),
                'welkom', revision FROM n, r"
    ),
    put!(
        // far behind whatever the service notes itself
        "audit_entry (id, gemeente_id, seq, act, at, detail, hash)",
        "SELECT #16(i), gemeente_id, 1000000000 + i, 'import_people', '2020-01-01 00:00:00+00:00',
                '{}', %(i) FROM n, g"
    ),
    put!("seen_key (key_hash, seen_at)", "SELECT %(i), '2026-11-23 12:00:00+00:00' FROM n"),
    put!(
        "early_status (key_hash, platform_hash, sealed, received_at)",
        "SELECT %(i), %(i), %(i), '2026-11-24 12:00:00+00:00' FROM n WHERE i <= 1000"
    ),
];

const PER_SILENT: &[&str] = &[
    put!(
        "conversation (id, gemeente_id, mailbox_id, dialog, revision, step, sealed, started_at)",
        "SELECT #20(i), gemeente_id, #3(i), 'check-in', revision, 'vraag', %(i),
                '2026-11-16 17:00:00+00:00' FROM n, g, r"
    ),
    put!(
        "question (id, gemeente_id, mailbox_id, conversation_id, dialog, step, text_id, first_asked_at,
                   last_asked_at, times_asked, rungs_done)",
        "SELECT #21(i), gemeente_id, #3(i), #20(i), 'check-in', 'vraag', 'check-in-vraag',
                '2026-11-16 17:00:00+00:00', '2026-11-18 17:00:00+00:00', 2, 2 FROM n, g"
    ),
    put!(
        "contact_attempt (id, mailbox_id, question_id, route, at)",
        "SELECT #22(i), #3(i), #21(i), 'whatsapp', '2026-11-16 17:00:00+00:00' FROM n"
    ),
    put!(
        "task (id, gemeente_id, mailbox_id, conversation_id, question_id, kind, desk, opened_at, cause)",
        "SELECT #23(i), gemeente_id, #3(i), #20(i), #21(i), 'bellen', 'klantmanager',
                '2026-11-20 17:00:00+00:00', 'stil' FROM n, g"
    ),
];

const PER_MESSAGE: &[&str] = &[
    put!(
        "history (id, mailbox_id, seq, address_id, kind, sealed, received_at, handled_at)",
        "SELECT #17(i), #3(1 + i % {people}), i, #5(1 + i % {people}), 'chose', %(i),
                '2020-01-30 12:00:00+00:00', '2020-01-30 12:00:00+00:00' FROM n"
    ),
    put!(
        "outbox (id, gemeente_id, mailbox_id, address_id, channel, lane, seq, revision, language,
                 text_id, sealed, part_no, created_at, not_before, expires_at, attempt,
                 words_sealed, state, platform_hash, platform_sealed, finished_at)",
        "SELECT #18(i), gemeente_id, #3(1 + i % {people}), #5(1 + i % {people}), 'whatsapp', 1, i,
                revision, 'ar', 'pvt-vraag', %(i), 0, '2020-01-29 17:00:00+00:00',
                '2020-01-29 17:00:00+00:00', '2020-02-01 17:00:00+00:00', 1, %(i), 'accepted',
                %(i), %(i), '2020-01-29 17:00:01+00:00' FROM n, g, r"
    ),
];

const PER_TENTH_PART: &[&str] = &[put!(
    "delivery (part_id, sent_at, delivered_at)",
    "SELECT #18(i), '2020-01-29 17:00:02+00:00', '2020-01-29 17:00:03+00:00' FROM n"
)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_calls_and_other_marks_stay() {
        let by = |kind: &str, of: &str| format!("<{kind}|{of}>");
        assert_eq!(replace_calls("#12(i), #3(1 + i % 5)", "#", &by), "<12|i>, <3|1 + i % 5>");
        assert_eq!(replace_calls("i % 5, %(i)", "%", &by), "i % 5, <|i>");
    }
}
