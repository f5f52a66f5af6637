//! Looks at both sides when the day is over.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, FromRow, PgConnection, SqliteConnection};
use uuid::Uuid;
use wegwijzer::message::ChannelKind::{self, Telegram};
use wegwijzer::message::{ChannelId, Handle};
use wegwijzer::sandbox::Status;
use wegwijzer::store::seal::Vault;
use wegwijzer::store::{Db, addresses};

use super::world::{Event, OpenQuestion, Part, SeenPhone, Shown, Taken, World};
use crate::support::town::Town;

/// Everything that [`super::audit`] compares.
pub async fn look(town: &Town) -> World {
    let now = town.played.clock.civil();
    let db = town.db().await;
    let vault = Vault::in_file(&town.folder().join("data/wegwijzer.key")).unwrap();
    let sandbox = &town.sandbox;
    let url = town.database.as_str();
    let mut world = World {
        now,
        given_up: sandbox.webhooks_given_up(),
        is_idle: sandbox.is_idle(),
        ..World::default()
    };
    let mut by_handle = BTreeMap::new();
    for id in sandbox.phones() {
        let phone = sandbox.phone(&id).unwrap();
        by_handle.insert((phone.kind.as_str(), phone.handle.clone()), id.clone());
        let of_bot = phone.messages.iter().filter(|b| !b.from_me);
        let shown = of_bot.map(|b| Shown {
            part: b.callback_data.as_deref().and_then(part_of),
            read: b.status == Status::Read,
        });
        let mine = phone.messages.iter().filter(|b| b.from_me);
        world.phones.push(SeenPhone {
            untaken: mine.filter(|b| b.status == Status::Sent).count(),
            shown: shown.collect(),
            address: address(&db, phone.kind, &phone.handle).await,
            kind: phone.kind,
            id,
        });
    }
    db.close().await;
    for gestured in sandbox.gestured() {
        *world.gestures.entry((gestured.phone, gestured.what)).or_default() += 1;
    }
    let mut taken: Vec<((usize, bool), Told)> = Vec::new();
    for (place, send) in sandbox.accepted().into_iter().enumerate() {
        let echo = send.callback_data;
        taken.push(((place, true), (send.kind, send.handle, send.message_id, echo, send.text)));
    }
    // what helps beside the words is a part as every other
    for file in sandbox.files_accepted() {
        let told = (file.kind, file.handle, file.message_id, file.callback_data, file.caption);
        taken.push(((file.behind, false), told));
    }
    taken.sort_by_key(|(place, _)| *place);
    for ((_, is_message), (kind, handle, message, echoed, text)) in taken {
        let echoed = echoed.as_deref();
        world.taken.push(Taken {
            phone: by_handle.get(&(kind.as_str(), handle)).cloned().unwrap_or_default(),
            hash: vault.hash("platform_id", &message),
            message,
            part: echoed.and_then(part_of),
            attempt: echoed.and_then(attempt_of).unwrap_or(0),
            text,
            is_file: !is_message,
        });
    }
    rows(url, &vault, &mut world).await;
    world
}

/// By which platform, for whom, its id, what WhatsApp carried along, and the words.
type Told = (ChannelKind, String, String, Option<String>, String);

fn attempt_of(data: &str) -> Option<i64> {
    data.split_once('.').and_then(|(_, number)| number.parse().ok())
}

/// Our part, of what WhatsApp carried along: part and attempt.
fn part_of(data: &str) -> Option<Uuid> {
    data.split_once('.').and_then(|(part, _)| part.parse().ok())
}

async fn address(db: &Db, kind: ChannelKind, handle: &str) -> Option<Uuid> {
    let channel = ChannelId(kind.as_str().to_owned());
    let handle = match kind {
        Telegram => Handle::TelegramChat(handle.to_owned()),
        ChannelKind::Whatsapp => Handle::Phone(handle.to_owned()),
    };
    let mut tx = db.read().await.unwrap();
    addresses::find(&mut tx, &channel, &handle).await.unwrap().map(|found| found.address_id.0)
}

async fn rows(url: &str, vault: &Vault, world: &mut World) {
    world.events = all::<Event>(url, EVENTS).await;
    world.merged = all::<(Uuid,)>(url, MERGED).await.into_iter().map(|row| row.0).collect();
    world.parts = all::<PartRow>(url, PARTS).await.into_iter().map(|row| row.open(vault)).collect();
    world.answers = all(url, ANSWERS).await;
    world.questions = all::<OpenQuestion>(url, QUESTIONS).await;
    let mut waiting = Vec::new();
    for (table, sql) in [("reminder", REMINDERS), ("wait", WAITS)] {
        for (id, at) in all::<(Uuid, DateTime<Utc>)>(url, sql).await {
            waiting.push((table, id.to_string(), at));
        }
    }
    for (name, at) in all::<(String, DateTime<Utc>)>(url, JOBS).await {
        waiting.push(("recurring_job", name, at));
    }
    let late = waiting.into_iter().filter(|(.., at)| *at <= world.now);
    world.overdue = late.map(|(table, id, _)| (table.to_owned(), id)).collect();
    let count = |rows: Vec<(String, i64)>| -> BTreeMap<String, usize> {
        rows.into_iter().map(|(word, n)| (word, usize::try_from(n).unwrap())).collect()
    };
    world.fired = count(all(url, FIRED).await);
    world.dropped = count(all(url, DROPPED).await);
}

/// All rows that a statement gives, on either database.
async fn all<T>(url: &str, sql: &'static str) -> Vec<T>
where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    if url.starts_with("postgres") {
        let mut conn = PgConnection::connect(url).await.unwrap();
        sqlx::query_as(sql).fetch_all(&mut conn).await.unwrap()
    } else {
        let mut conn = SqliteConnection::connect(url).await.unwrap();
        sqlx::query_as(sql).fetch_all(&mut conn).await.unwrap()
    }
}

#[derive(sqlx::FromRow)]
struct PartRow {
    id: Uuid,
    mailbox_id: Uuid,
    address_id: Uuid,
    lane: i64,
    seq: i64,
    state: String,
    attempt: i64,
    doubtful: bool,
    platform_sealed: Option<Vec<u8>>,
    words_sealed: Option<Vec<u8>>,
    is_file: bool,
    delivered_at: Option<DateTime<Utc>>,
    read_at: Option<DateTime<Utc>>,
    failed_at: Option<DateTime<Utc>>,
}

impl PartRow {
    fn open(self, vault: &Vault) -> Part {
        let words = self.words_sealed.map(|sealed| vault.open("outbox.words_sealed", &sealed));
        let platform = self.platform_sealed;
        let platform = platform.map(|sealed| vault.open("outbox.platform_sealed", &sealed));
        let text = |bytes: Result<Vec<u8>, _>| String::from_utf8(bytes.unwrap()).unwrap();
        Part {
            id: self.id,
            mailbox: self.mailbox_id,
            address: self.address_id,
            lane: self.lane,
            seq: self.seq,
            state: self.state,
            attempt: self.attempt,
            doubtful: self.doubtful,
            hash: platform.map(|id| vault.hash("platform_id", &text(id))),
            words: words.map(text).unwrap_or_default(),
            is_file: self.is_file,
            delivered: self.delivered_at.is_some() || self.read_at.is_some(),
            read: self.read_at.is_some(),
            failed: self.failed_at.is_some(),
        }
    }
}

const EVENTS: &str = "
    SELECT id, mailbox_id, seq, address_id, kind, handled_at, CAST(NULL AS TIMESTAMPTZ) AS parked_at
    FROM history
    UNION ALL
    SELECT id, mailbox_id, seq, address_id, kind, CAST(NULL AS TIMESTAMPTZ), parked_at
    FROM inbox";

const MERGED: &str = "SELECT DISTINCT merged_into FROM mailbox WHERE merged_into IS NOT NULL";

const PARTS: &str = "
    SELECT o.id, o.mailbox_id, o.address_id, o.lane, o.seq, o.state, o.attempt, o.doubtful, o.platform_sealed,
           o.words_sealed, o.aid IS NOT NULL AS is_file, d.delivered_at, d.read_at, d.failed_at
    FROM outbox o
    LEFT JOIN delivery d ON d.part_id = o.id";

const ANSWERS: &str = "SELECT mailbox_id, question_id, key, value, at FROM answer";

const QUESTIONS: &str = "
    SELECT q.id, q.mailbox_id, q.next_rung_at,
           q.dialog || ' ' || q.step || ', rungs ' || CAST(q.rungs_done AS TEXT) || ', next '
               || COALESCE(q.next_rung, '-') || ', undelivered ' || COALESCE(q.undelivered_why, '-')
               AS what,
           (SELECT CAST(COUNT(*) AS BIGINT)
            FROM task t
            WHERE t.mailbox_id = q.mailbox_id
              AND (t.closed_at IS NULL OR t.opened_at >= q.first_asked_at)) AS tasks
    FROM question q
    WHERE q.closed_at IS NULL";

const REMINDERS: &str = "
    SELECT id, due_at FROM reminder WHERE fired_at IS NULL AND dropped_at IS NULL";

const WAITS: &str = "
    SELECT id, due_at FROM wait WHERE fired_at IS NULL AND cancelled_at IS NULL";

const JOBS: &str = "SELECT name, next_at FROM recurring_job";

const FIRED: &str = "
    SELECT 'reminder', CAST(COUNT(*) AS BIGINT) FROM reminder WHERE fired_at IS NOT NULL
    UNION ALL
    SELECT 'wait_elapsed', CAST(COUNT(*) AS BIGINT) FROM wait WHERE fired_at IS NOT NULL";

const DROPPED: &str = "
    SELECT dropped_why, CAST(COUNT(*) AS BIGINT)
    FROM reminder
    WHERE dropped_at IS NOT NULL
    GROUP BY dropped_why";
