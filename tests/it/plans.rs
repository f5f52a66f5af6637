//! Every statement of `store` finds its rows by an index, on both databases, on tables with
//! something in them. One look-up that reads a whole table turns a thousand messages a second into
//! seventy, and nobody notices before the table is large.
//!
//! A table that grows with people or time may not be read whole; neither may a whole index of it,
//! unless the index is partial: then it holds only what is still open. What comes with a list, for
//! every batch of messages, may not read even that: it looks each row up.

use std::collections::BTreeSet;

use chrono::DateTime;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};
use wegwijzer::cli::bench::fill::fill;
use wegwijzer::dialog::conversation::RevisionId;
use wegwijzer::dialog::shipped;
use wegwijzer::store::testing::{TestDb, WRITES, each_database};
use wegwijzer::store::{content, gemeenten};

use super::support::sql::{Dialect, Statement, statements};

/// Tables that grow with people or with time.
const GROWING: &[&str] = &[
    "person",
    "mailbox",
    "address",
    "address_handle",
    "address_share",
    "held_event",
    "conversation",
    "question",
    "wait",
    "answer",
    "inbox",
    "seen_key",
    "history",
    "outbox",
    "delivery",
    "early_status",
    "task",
    "contact_attempt",
    "reminder",
    "enrolment",
    "attendance",
    "presence",
    "course_wait",
    "catch_up",
    "consent",
    "invitation",
    "letter",
    "code_try",
    "address_claim",
    "audit_entry",
    "bot_start",
    "term_alarm",
    "term_extension",
    "hardship",
    "kinship",
    "placement",
    "own_plan",
    "own_field_value",
    "person_word",
    "person_key",
    "person_pair",
    "person_merge",
    "snooze",
    "staff_message",
    "staff_note",
    "translation",
];

/// (statement, table, why it may be read whole).
const MAY_READ_WHOLE: &[(&str, &str, &str)] = &[
    ("inbox.rs COUNT", "inbox", "counts all that waits, and the table holds little else"),
    ("gauges.rs INBOX", "inbox", "the same"),
    ("budget NEEDED", "reminder", "counts all that is planned for some days, before an import"),
    ("identity.rs JOIN", "inbox", "holds only what waits, and two addresses seldom become one"),
];

#[tokio::test]
async fn every_statement_finds_its_rows_by_an_index() {
    let all = statements();
    assert!(all.len() > 150, "only {} statements found", all.len());
    let mut wrong = BTreeSet::new();
    for test in each_database().await {
        let dialect = dialect_of(&test.url);
        // SQLite is asked twice: a database that nobody ever analysed is the usual one
        let looks = if dialect == Dialect::Sqlite { 2 } else { 1 };
        for look in 0..looks {
            if look + 1 == looks {
                put_in_a_past(&test).await;
            }
            for found in whole_reads(&test.url, dialect, &all).await {
                wrong.insert(found);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// What the home page is about stands in indexes that hold nobody else: its cost does not follow the
/// number of people.
#[tokio::test]
async fn who_is_silent_is_found_by_indexes_that_hold_nobody_else() {
    let all = statements();
    let wanted = ["silent.rs SILENT", "silent.rs COUNTS", "silent.rs COURSES"];
    let board: Vec<&Statement> =
        all.iter().filter(|statement| wanted.contains(&statement.place.as_str())).collect();
    assert_eq!(board.len(), 3);
    let indexes = ["question_open", "mailbox_stopped", "address_shut", "person_without_address"];
    for test in each_database().await {
        put_in_a_past(&test).await;
        for statement in &board {
            let plan = match dialect_of(&test.url) {
                Dialect::Sqlite => {
                    let mut conn = SqliteConnection::connect(&test.url).await.unwrap();
                    plan_on_sqlite(&mut conn, statement).await.join("\n")
                }
                Dialect::Postgres => {
                    let mut conn = to_plan_on_postgres(&test.url).await;
                    plan_on_postgres(&mut conn, statement).await.to_string()
                }
            };
            for index in indexes {
                assert!(plan.contains(index), "{} without {index}:\n{plan}", statement.place);
            }
        }
    }
}

#[test]
fn a_statement_that_a_macro_puts_together_is_found_whole() {
    let all = statements();
    for (place, begin, end) in [
        ("find.rs BY_WORDS", "SELECT p.id", "LIMIT $11"),
        ("find.rs OF_NOBODY", "SELECT p.id", "LIMIT $4"),
        ("strangers.rs ONE", "SELECT m.id", "LIMIT 1"),
        ("silent.rs COURSES", "WITH ", "LIMIT 100"),
    ] {
        let found = all.iter().find(|statement| statement.place == place);
        let sql = found.unwrap_or_else(|| panic!("no {place}")).sql.trim();
        assert!(sql.starts_with(begin) && sql.ends_with(end), "{place}: {sql}");
    }
}

fn dialect_of(url: &str) -> Dialect {
    if url.starts_with("sqlite:") { Dialect::Sqlite } else { Dialect::Postgres }
}

/// Fills a new database with people, messages, and what is not over.
pub async fn put_in_a_past(test: &TestDb) {
    let now = DateTime::from_timestamp(1_795_600_800, 0).unwrap();
    let mut tx = test.db.begin().await.unwrap();
    gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", now).await.unwrap();
    let revision = RevisionId("r1".to_owned());
    let made = content::Made::default();
    content::save(&mut tx, &revision, &shipped::files(), &made, now).await.unwrap();
    let (replaces, note, by, carries) = (None, None, None, false);
    let new = content::NewPublication { revision: &revision, replaces, note, by, carries };
    content::publish(&mut tx, new, now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    fill(&test.url, 3000, 12_000).await.unwrap();
    run(&test.url, STILL_OPEN).await;
}

/// Some of it is not over: a partial index with nothing in it would look like the best of all.
const STILL_OPEN: &str = "
    INSERT INTO inbox (id, mailbox_id, seq, address_id, kind, sealed, received_at)
    SELECT id, mailbox_id, seq, address_id, kind, sealed, received_at FROM history WHERE seq <= 300;
    UPDATE inbox SET parked_at = '2026-11-24 12:00:00+00:00', parked_why = '?' WHERE seq <= 20;
    UPDATE outbox SET state = 'queued', finished_at = NULL WHERE seq <= 300;
    UPDATE reminder SET fired_at = NULL, due_at = '2030-01-01 17:00:00+00:00' WHERE moment = '3d'
        AND id IN (SELECT id FROM reminder ORDER BY id LIMIT 150);
    UPDATE wait SET cancelled_at = NULL WHERE id IN (SELECT id FROM wait ORDER BY id LIMIT 60);
    UPDATE question SET closed_at = NULL, closed_how = NULL
        WHERE id IN (SELECT id FROM question ORDER BY id LIMIT 60);
    UPDATE conversation SET ended_at = NULL, ended_how = NULL
        WHERE id IN (SELECT id FROM conversation ORDER BY id LIMIT 60);
    INSERT INTO address_share (address_id, mailbox_id, person_id, since)
        SELECT a.id, p.mailbox_id, p.id, p.created_at
        FROM address a JOIN person p ON p.id = a.person_id;
    INSERT INTO held_event (event_id, question_id)
        SELECT h.id, q.id FROM history h JOIN question q ON q.mailbox_id = h.mailbox_id
        WHERE h.seq <= 20 ON CONFLICT DO NOTHING;
    UPDATE address_share SET hushed_at = since WHERE address_id IN
        (SELECT address_id FROM address_share ORDER BY address_id LIMIT 60);
    UPDATE person SET address_since = NULL WHERE id IN (SELECT id FROM person ORDER BY id LIMIT 60);
    UPDATE mailbox SET stopped_at = '2026-11-24 12:00:00+00:00'
        WHERE id IN (SELECT id FROM mailbox ORDER BY id LIMIT 60);
    UPDATE address SET unreachable_at = '2026-11-24 12:00:00+00:00', unreachable_code = 'blocked'
        WHERE id IN (SELECT id FROM address ORDER BY id LIMIT 60);
    UPDATE task SET closed_at = NULL, waits_since = opened_at
        WHERE id IN (SELECT id FROM task ORDER BY id LIMIT 60);
    UPDATE task SET deputy_told_at = opened_at
        WHERE id IN (SELECT id FROM task WHERE closed_at IS NULL ORDER BY id LIMIT 20);
    INSERT INTO bot_start (id, mailbox_id, reminder_id, due_at, meant_at, useful_until, begun_at)
        SELECT r.id, p.mailbox_id, r.id, r.due_at, r.due_at, r.useful_until, r.fired_at
        FROM reminder r JOIN enrolment e ON e.id = r.enrolment_id JOIN person p ON p.id = e.person_id;
    INSERT INTO presence (enrolment_id, session_id, presence, noted_at)
        SELECT enrolment_id, session_id, 'afwezig', said_at FROM attendance;
    INSERT INTO course_wait (id, gemeente_id, course_id, person_id, since)
        SELECT e.id, p.gemeente_id, e.course_id, p.id, p.created_at
        FROM enrolment e JOIN person p ON p.id = e.person_id ORDER BY e.id LIMIT 60;
    INSERT INTO course_wait (id, gemeente_id, course_id, person_id, since, left_at, left_how)
        SELECT p.id, p.gemeente_id, e.course_id, p.id, p.created_at, p.created_at, 'geplaatst'
        FROM enrolment e JOIN person p ON p.id = e.person_id;
    INSERT INTO catch_up (enrolment_id, missed_id, session_id, rank, offered_at, chosen_at)
        SELECT enrolment_id, session_id, session_id, 1, said_at, said_at FROM attendance;
    INSERT INTO term_extension (id, person_id, weeks, ground, granted_on, noted_at)
        SELECT id, id, 26, 'studie', '2026-01-05', created_at FROM person;
    INSERT INTO term_alarm (person_id, about_on, alarm, raised_at)
        SELECT id, '2029-01-05', 'termijn-18', created_at FROM person;
    UPDATE person SET household = klantnummer;
    INSERT INTO placement (person_id, kind, state, since_on, noted_at)
        SELECT id, 'school', 'wachtlijst', '2026-01-05', created_at FROM person;
    INSERT INTO staff (id, gemeente_id, name, email, role, created_at)
        SELECT id, id, 'Bea', 'bea@voorbeeldstad.example', 'beheerder', created_at FROM gemeente;
    INSERT INTO staff (id, gemeente_id, name, email, role, created_at)
        SELECT id, gemeente_id, name, group_name || '@voorbeeldstad.example', 'klantmanager', created_at FROM course;
    UPDATE person SET
        klantmanager_id = (SELECT e.course_id FROM enrolment e WHERE e.person_id = person.id),
        coach_id = (SELECT e.course_id FROM enrolment e WHERE e.person_id = person.id);
    INSERT INTO staff_message (id, mailbox_id, written_by, made_at, send_at, given_at, expires_at, ended_at, ended_how)
        SELECT id, mailbox_id, gemeente_id, created_at, created_at, created_at, created_at, created_at, 'queued'
        FROM person;
    UPDATE staff_message SET ended_at = NULL, ended_how = NULL, held_at = given_at,
            sealed = (SELECT sealed FROM history ORDER BY id LIMIT 1)
        WHERE id IN (SELECT id FROM staff_message ORDER BY id LIMIT 60);
    INSERT INTO staff_note (id, mailbox_id, written_by, kind, sealed, written_at)
        SELECT h.id, h.mailbox_id, p.gemeente_id, 'note', h.sealed, h.received_at
        FROM history h JOIN person p ON p.mailbox_id = h.mailbox_id;
    INSERT INTO translation (event_id, mailbox_id, asked_by, asked_at)
        SELECT h.id, h.mailbox_id, p.gemeente_id, h.received_at
        FROM history h JOIN person p ON p.mailbox_id = h.mailbox_id;
    INSERT INTO snooze (person_id, until, put_by, put_at)
        SELECT id, '2030-01-01 17:00:00+00:00', gemeente_id, created_at FROM person;
    INSERT INTO person_merge (id, gemeente_id, person_id, gone_id, gone_mailbox_id, klantnummer, merged_by,
            merged_at, undo_until)
        SELECT id, gemeente_id, id, mailbox_id, mailbox_id, klantnummer, gemeente_id, created_at, created_at
        FROM person;
    INSERT INTO own_field (id, gemeente_id, name, folded, kind, for_coaches, purpose, created_at)
        SELECT id, id, 'Vervoer', 'vervoer', 'tekst', TRUE, 'de les', created_at FROM gemeente;
    INSERT INTO own_field (id, gemeente_id, name, folded, kind, for_coaches, purpose, created_at)
        SELECT id, gemeente_id, group_name, group_name, 'tekst', TRUE, 'de les', created_at FROM course;
    INSERT INTO own_field_value (person_id, field_id, value, noted_at)
        SELECT id, gemeente_id, klantnummer, created_at FROM person;
    INSERT INTO own_field_value (person_id, field_id, value, noted_at)
        SELECT DISTINCT p.id, e.course_id, p.klantnummer, p.created_at
        FROM enrolment e JOIN person p ON p.id = e.person_id;
    INSERT INTO smart_group (id, gemeente_id, owner_id, name, shared_with, whose, snoozed, field_id, test, wanted, created_at)
        SELECT id, gemeente_id, id, group_name, 'niemand', 'allen', FALSE, id, 'is', 'x', created_at FROM course;
    ANALYZE";

async fn run(url: &str, sql: &'static str) {
    if dialect_of(url) == Dialect::Sqlite {
        let mut conn = SqliteConnection::connect(url).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
    } else {
        let mut conn = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
    }
}

async fn whole_reads(url: &str, dialect: Dialect, all: &[Statement]) -> Vec<String> {
    let mut found = Vec::new();
    let of_this_database = all.iter().filter(|s| s.is_for(dialect));
    match dialect {
        Dialect::Sqlite => {
            let mut conn = SqliteConnection::connect(url).await.unwrap();
            let off = "PRAGMA foreign_keys = OFF";
            sqlx::query(off).execute(&mut conn).await.unwrap();
            let partial = partial_on_sqlite(&mut conn).await;
            for statement in of_this_database {
                for step in plan_on_sqlite(&mut conn, statement).await {
                    if let Some(table) = read_whole(&step, statement, &partial) {
                        note(&mut found, statement, &table, &format!("SQLite: {step}"));
                    }
                }
            }
        }
        Dialect::Postgres => {
            let mut conn = to_plan_on_postgres(url).await;
            let indexes = indexes_on_postgres(&mut conn).await;
            for statement in of_this_database {
                let plan = plan_on_postgres(&mut conn, statement).await;
                let mut whole = Vec::new();
                walk(&plan[0]["Plan"], (&indexes, has_list(statement)), &mut whole);
                for (table, what) in whole {
                    note(&mut found, statement, &table, &format!("PostgreSQL: {what}"));
                }
            }
        }
    }
    found
}

/// Was it made by `over!`: does it come with a list of what to look up?
fn has_list(statement: &Statement) -> bool {
    !statement.place.contains(".rs ")
}

fn note(found: &mut Vec<String>, statement: &Statement, table: &str, what: &str) {
    let excused = MAY_READ_WHOLE
        .iter()
        .any(|(place, of, why)| *place == statement.place && *of == table && !why.is_empty());
    if !excused {
        found.push(format!("{} reads {table} whole ({what})", statement.place));
    }
}

// --- SQLite -----------------------------------------------------------------------------------

async fn partial_on_sqlite(conn: &mut SqliteConnection) -> BTreeSet<String> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'";
    sqlx::query_scalar(sql).fetch_all(conn).await.unwrap().into_iter().collect()
}

async fn plan_on_sqlite(conn: &mut SqliteConnection, statement: &Statement) -> Vec<String> {
    let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement.sql));
    let rows = sqlx::query(explain).fetch_all(conn).await;
    let rows = rows.unwrap_or_else(|e| panic!("{}: {e}", statement.place));
    rows.iter().map(|row| row.get("detail")).collect()
}

/// The growing table that a step of a plan reads whole, if it does.
fn read_whole(step: &str, statement: &Statement, partial: &BTreeSet<String>) -> Option<String> {
    let mut words = step.split(' ');
    let (verb, name) = (words.next()?, words.next()?);
    let table = table_named(name, &statement.sql)?;
    let index = step.split_once("INDEX ").and_then(|(_, rest)| rest.split(' ').next());
    let is_whole = match verb {
        "SCAN" => has_list(statement) || index.is_none_or(|index| !partial.contains(index)),
        // made for this one question, by reading everything
        "SEARCH" => step.contains(" AUTOMATIC "),
        _ => false,
    };
    is_whole.then(|| table.to_owned())
}

/// Which growing table stands behind a name in a plan: itself, or an alias given to it.
fn table_named(name: &str, sql: &str) -> Option<&'static str> {
    let words: Vec<&str> = sql
        .split(|c: char| c.is_whitespace() || "(),".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    words.windows(3).chain([words[words.len().saturating_sub(2)..].as_ref()]).find_map(|three| {
        let table = GROWING.iter().copied().find(|table| {
            three.get(1) == Some(table)
                && ["FROM", "JOIN", "INTO", "UPDATE"].contains(three.first().unwrap_or(&""))
        })?;
        let alias = three.get(2).copied().unwrap_or_default();
        (name == table || name == alias).then_some(table)
    })
}

// --- PostgreSQL -------------------------------------------------------------------------------

/// Table and, for a partial one, that it holds only some of it; by name.
type Indexes = std::collections::BTreeMap<String, (String, bool)>;

/// As the service writes. What only reads has other settings, and on small tables it may well join
/// by reading all of both; on large ones it will not, provided that there is an index.
async fn to_plan_on_postgres(url: &str) -> PgConnection {
    let mut conn = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql(WRITES).execute(&mut conn).await.unwrap();
    sqlx::raw_sql("SET plan_cache_mode = force_generic_plan").execute(&mut conn).await.unwrap();
    conn
}

async fn indexes_on_postgres(conn: &mut PgConnection) -> Indexes {
    const ALL: &str = "
        SELECT i.relname::TEXT, t.relname::TEXT, x.indpred IS NOT NULL
        FROM pg_index x
        JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_class t ON t.oid = x.indrelid";
    let rows: Vec<(String, String, bool)> = sqlx::query_as(ALL).fetch_all(conn).await.unwrap();
    rows.into_iter().map(|(index, table, partial)| (index, (table, partial))).collect()
}

/// What a parameter may be whose type the statement does not tell.
const TYPES: &[&str] = &["text", "uuid", "bigint", "timestamptz", "boolean", "bytea"];

/// The plan for any parameters.
async fn plan_on_postgres(conn: &mut PgConnection, statement: &Statement) -> Value {
    let count = (1..30).rev().find(|n| statement.sql.contains(&format!("${n}"))).unwrap_or(0);
    let mut types = vec!["unknown"; count];
    let mut newest = None;
    loop {
        let list = if count > 0 { format!("({})", types.join(", ")) } else { String::new() };
        let prepare = format!("PREPARE asked{list} AS {}", statement.sql);
        let error = match sqlx::raw_sql(AssertSqlSafe(prepare)).execute(&mut *conn).await {
            Ok(_) => break,
            Err(error) => error.to_string(),
        };
        // the program tells the type when it binds; here any that fits will do
        let undetermined = error.split_once("parameter $").and_then(|(_, rest)| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<usize>().ok()
        });
        newest = undetermined.or(newest);
        let place = newest.unwrap_or_else(|| panic!("{}: {error}", statement.place)) - 1;
        let tried = TYPES.iter().position(|tried| *tried == types[place]);
        let next = TYPES.get(tried.map_or(0, |tried| tried + 1));
        types[place] = next.unwrap_or_else(|| panic!("{}: {error}", statement.place));
    }
    let nulls = vec!["NULL"; count].join(", ");
    let with = if count > 0 { format!("({nulls})") } else { String::new() };
    let explain = AssertSqlSafe(format!("EXPLAIN (FORMAT JSON) EXECUTE asked{with}"));
    let plan = sqlx::raw_sql(explain).fetch_one(&mut *conn).await;
    let plan = plan.unwrap_or_else(|e| panic!("{}: {e}", statement.place));
    sqlx::raw_sql("DEALLOCATE asked").execute(&mut *conn).await.unwrap();
    plan.get(0)
}

fn walk(node: &Value, (indexes, has_list): (&Indexes, bool), whole: &mut Vec<(String, String)>) {
    let word = |name: &str| node[name].as_str().unwrap_or_default();
    let kind = word("Node Type");
    let growing = |table: &str| GROWING.contains(&table);
    if kind == "Seq Scan" && growing(word("Relation Name")) {
        whole.push((word("Relation Name").to_owned(), kind.to_owned()));
    }
    if let Some((table, partial)) = indexes.get(word("Index Name"))
        && growing(table)
        && (has_list || !partial)
        && node["Index Cond"].is_null()
    {
        whole.push((table.clone(), format!("{kind} of all of {}", word("Index Name"))));
    }
    for below in node["Plans"].as_array().into_iter().flatten() {
        walk(below, (indexes, has_list), whole);
    }
}

#[test]
fn a_plan_that_reads_a_whole_table_is_recognised() {
    let partial = BTreeSet::from(["inbox_waiting".to_owned()]);
    let sql = "SELECT 1 FROM inbox i JOIN person ON person.id = i.id".to_owned();
    let statement = Statement { place: "inbox.rs HEADS".to_owned(), sql, only: None };
    let with_list = Statement { place: "heads BUSY".to_owned(), ..statement.clone() };
    let whole = |step: &str| read_whole(step, &statement, &partial);
    let all_that_waits = "SCAN i USING COVERING INDEX inbox_waiting";
    assert!(read_whole(all_that_waits, &with_list, &partial).is_some());
    for step in [
        "SCAN i",
        "SCAN i USING INDEX inbox_by_time",
        "SCAN person",
        "SEARCH i USING AUTOMATIC COVERING INDEX (id=?)",
    ] {
        assert!(whole(step).is_some(), "{step}");
    }
    for step in [
        "SEARCH i USING INDEX inbox_by_time (id=?)",
        "SCAN i USING COVERING INDEX inbox_waiting",
        "SCAN json_each",
        "SCAN r",
        "USE TEMP B-TREE FOR ORDER BY",
    ] {
        assert_eq!(whole(step), None, "{step}");
    }
    let indexes = Indexes::from([
        ("inbox_by_time".to_owned(), ("inbox".to_owned(), false)),
        ("inbox_waiting".to_owned(), ("inbox".to_owned(), true)),
    ]);
    let looked = |node: Value, has_list: bool| {
        let mut whole = Vec::new();
        walk(&serde_json::json!({ "Plans": [node] }), (&indexes, has_list), &mut whole);
        whole.len()
    };
    let found = |node: Value| looked(node, false);
    let scan =
        |kind: &str, index: &str| serde_json::json!({ "Node Type": kind, "Index Name": index });
    assert_eq!(found(serde_json::json!({ "Node Type": "Seq Scan", "Relation Name": "inbox" })), 1);
    assert_eq!(found(serde_json::json!({ "Node Type": "Seq Scan", "Relation Name": "staff" })), 0);
    assert_eq!(found(scan("Index Scan", "inbox_by_time")), 1);
    assert_eq!(found(scan("Index Scan", "inbox_waiting")), 0);
    assert_eq!(looked(scan("Index Scan", "inbox_waiting"), true), 1);
}
