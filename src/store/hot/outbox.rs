//! Parts on their way out, many at once: picked with all that their sending needs, taken, held, and
//! ended, each by one statement for the whole batch.
//!
//! A pick stays flat however long the line is: per channel and lane it reads the oldest rows of an
//! index, never a paused channel, and whoever may not leave yet gets a later `not_before`, so that
//! it is not looked at again before. Whose turn it is within an address and lane is one look into
//! the index of unfinished parts.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Both, Hex, OverRows, batches, fetch, over, run, stamp, stamp_some};
use crate::ids::{AddressId, MailboxId, PartId};
use crate::message::StatusReport;
use crate::store::outbox::Claimed;
use crate::store::{Result, Tx, on};

/// A line to pick from: the parts of one lane on one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Id of the channel.
    pub channel: String,
    /// Rank of the lane.
    pub lane: i64,
}

/// A part that waits, with what its sending needs.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Picked {
    /// What its end will need; the attempt is the one before, until it is taken.
    #[sqlx(flatten)]
    pub part: Claimed,
    /// The content it was made with.
    pub revision: String,
    /// The language beside Dutch.
    pub language: String,
    /// JSON of a `message::Saying`.
    pub sealed: Vec<u8>,
    /// Only its template may go.
    pub template_only: bool,
    /// Opens WhatsApp's window, civil.
    pub last_inbound_at: Option<DateTime<Utc>>,
    /// Nothing goes to the address until then, machine.
    pub paused_until: Option<DateTime<Utc>>,
    /// No announcements for this person.
    pub no_bulk_since: Option<DateTime<Utc>>,
    /// What kind of name the platform is told.
    pub handle_kind: Option<String>,
    /// That name, sealed for `address_handle.sealed`.
    pub handle_sealed: Option<Vec<u8>>,
    /// The part of this address and lane whose turn it is.
    pub head_id: PartId,
    /// Until when that one is being sent or in doubt, machine.
    pub head_leased_until: Option<DateTime<Utc>>,
    /// When that one may leave, machine.
    pub head_not_before: DateTime<Utc>,
}

// Two texts: SQLite knows no LATERAL, PostgreSQL must lock what it picks against other workers.
const PICK: Both = Both {
    sqlite: "
        WITH r AS (
            SELECT value ->> 'channel' AS channel, value ->> 'lane' AS lane
            FROM json_each($1)),
        picked AS (
            SELECT o.*
            FROM r
            CROSS JOIN outbox o
            WHERE NOT EXISTS (SELECT 1 FROM pause p
                              WHERE p.scope = 'channel:' || r.channel AND p.until > $2)
              AND o.id IN (
                SELECT h.id
                FROM outbox h
                WHERE h.channel = r.channel AND h.lane = r.lane
                  AND h.state = 'queued' AND h.not_before <= $2
                ORDER BY h.not_before, h.id
                LIMIT $3))
        SELECT o.id, o.attempt, o.mailbox_id, o.address_id, o.channel, o.lane, o.seq, o.question_id,
               o.revision, o.language, o.sealed, o.part_no, o.expires_at, o.doubtful, o.failures,
               o.template_only, o.aid, a.last_inbound_at, a.paused_until, a.no_bulk_since,
               n.kind AS handle_kind, n.sealed AS handle_sealed, e.id AS head_id,
               e.leased_until AS head_leased_until, e.not_before AS head_not_before
        FROM picked o
        CROSS JOIN address a
        CROSS JOIN outbox e
        LEFT JOIN address_handle n ON n.channel = o.channel AND n.handle_hash = (
            SELECT x.handle_hash
            FROM address_handle x
            WHERE x.address_id = o.address_id
            ORDER BY CASE x.kind WHEN 'phone' THEN 1 ELSE 2 END, x.handle_hash
            LIMIT 1)
        WHERE a.id = o.address_id
          AND e.id = (
            SELECT x.id
            FROM outbox x
            WHERE x.address_id = o.address_id AND x.lane = o.lane AND x.finished_at IS NULL
            ORDER BY x.seq, x.id
            LIMIT 1)
        ORDER BY o.lane, o.not_before, o.id",
    postgres: "
        WITH r AS (
            SELECT j.channel, j.lane
            FROM json_to_recordset($1::json) AS j (channel TEXT, lane BIGINT)),
        picked AS (
            SELECT o.*
            FROM r
            CROSS JOIN LATERAL (
                SELECT h.*
                FROM outbox h
                WHERE h.channel = r.channel AND h.lane = r.lane
                  AND h.state = 'queued' AND h.not_before <= $2
                ORDER BY h.not_before, h.id
                LIMIT $3
                FOR UPDATE SKIP LOCKED) o
            WHERE NOT EXISTS (SELECT 1 FROM pause p
                              WHERE p.scope = 'channel:' || r.channel AND p.until > $2))
        SELECT o.id, o.attempt, o.mailbox_id, o.address_id, o.channel, o.lane, o.seq, o.question_id,
               o.revision, o.language, o.sealed, o.part_no, o.expires_at, o.doubtful, o.failures,
               o.template_only, o.aid, a.last_inbound_at, a.paused_until, a.no_bulk_since,
               n.kind AS handle_kind, n.sealed AS handle_sealed, e.id AS head_id,
               e.leased_until AS head_leased_until, e.not_before AS head_not_before
        FROM picked o
        JOIN address a ON a.id = o.address_id
        CROSS JOIN LATERAL (
            SELECT x.id, x.leased_until, x.not_before
            FROM outbox x
            WHERE x.address_id = o.address_id AND x.lane = o.lane AND x.finished_at IS NULL
            ORDER BY x.seq, x.id
            LIMIT 1) e
        LEFT JOIN LATERAL (
            SELECT x.kind, x.sealed
            FROM address_handle x
            WHERE x.address_id = o.address_id
            ORDER BY CASE x.kind WHEN 'phone' THEN 1 ELSE 2 END, x.handle_hash
            LIMIT 1) n ON TRUE
        ORDER BY o.lane, o.not_before, o.id",
};

/// Up to `most` parts of each line that may be looked at now (machine): lanes in order, oldest first.
/// On PostgreSQL they stay locked until the commit, and no other worker picks them.
pub async fn pick(
    tx: &mut Tx,
    lines: &[Line],
    now: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Picked>> {
    let sql = PICK.text(tx);
    let mut all = Vec::new();
    for json in batches(lines)? {
        let mut some: Vec<Picked> = on!(tx, |conn| sqlx::query_as(sql)
            .bind(&json)
            .bind(now)
            .bind(most)
            .fetch_all(conn)
            .await?);
        all.append(&mut some);
    }
    Ok(all)
}

#[derive(Serialize)]
struct Until {
    id: uuid::Uuid,
    #[serde(serialize_with = "stamp")]
    until: DateTime<Utc>,
}

fn each_until(rows: impl IntoIterator<Item = (uuid::Uuid, DateTime<Utc>)>) -> Vec<Until> {
    let mut rows: Vec<Until> = rows.into_iter().map(|(id, until)| Until { id, until }).collect();
    rows.sort_by_key(|row| row.id);
    rows
}

// The state is checked again: what another worker took meanwhile is not ours.
over! {
    TAKE (id uuid, until timestamptz) "
        UPDATE outbox
        SET state = 'sending', attempt = attempt + 1, leased_until = r.until
        FROM r
        WHERE outbox.id = r.id AND COALESCE(outbox.state = 'queued', FALSE)
        RETURNING outbox.id, outbox.attempt"
}

/// Takes parts until `lease_ends` (machine); gives the attempt of each that is ours now.
pub async fn take(
    tx: &mut Tx,
    parts: impl IntoIterator<Item = PartId>,
    lease_ends: DateTime<Utc>,
) -> Result<Vec<(PartId, i64)>> {
    let rows = each_until(parts.into_iter().map(|part| (part.0, lease_ends)));
    fetch(tx, &TAKE, &rows).await
}

over! {
    HOLD (id uuid, until timestamptz) "
        UPDATE outbox
        SET not_before = r.until
        FROM r
        WHERE outbox.id = r.id AND COALESCE(outbox.state = 'queued', FALSE)"
}

/// Parts that are not looked at again before their moment (machine).
pub async fn hold(
    tx: &mut Tx,
    parts: impl IntoIterator<Item = (PartId, DateTime<Utc>)>,
) -> Result<()> {
    run(tx, &HOLD, &each_until(parts.into_iter().map(|(part, until)| (part.0, until)))).await
}

/// How an attempt ended, as its row will say.
#[derive(Serialize)]
pub struct EndWrite {
    /// Which part.
    pub id: PartId,
    /// The fence: another attempt's end changes nothing.
    pub attempt: i64,
    /// What it is now.
    pub state: &'static str,
    /// Not looked at before, machine; None: as it was.
    #[serde(serialize_with = "stamp_some")]
    pub not_before: Option<DateTime<Utc>>,
    /// Until when it is in doubt, machine.
    #[serde(serialize_with = "stamp_some")]
    pub leased_until: Option<DateTime<Utc>>,
    /// This attempt may have arrived.
    pub doubtful: bool,
    /// A template carried this attempt, and with it the whole message.
    pub template: bool,
    /// 1: the platform itself spoiled this attempt.
    pub failed: i64,
    /// The platform's word for it; what made a doubt stays when no news comes.
    pub code: Option<String>,
    /// The words as sent, sealed for `outbox.words_sealed`.
    pub words: Option<Hex>,
    /// The platform's id, hashed.
    pub hash: Option<Hex>,
    /// The platform's id, sealed.
    pub sealed: Option<Hex>,
    /// When it ended for good, civil.
    #[serde(serialize_with = "stamp_some")]
    pub finished_at: Option<DateTime<Utc>>,
}

// The lease may have run out while the answer was on its way: that the platform took it stays true. Such
// a part has ended before, as `unknown`, and keeps that moment.
over! {
    END (id uuid, attempt bigint, state text, not_before timestamptz, leased_until timestamptz,
         doubtful boolean, template boolean, failed bigint, code text, words bytes, hash bytes, sealed bytes,
         finished_at timestamptz) "
        UPDATE outbox
        SET state = r.state,
            not_before = COALESCE(r.not_before, outbox.not_before),
            leased_until = r.leased_until,
            doubtful = (outbox.doubtful OR r.doubtful),
            template_only = (outbox.template_only OR r.template),
            failures = outbox.failures + r.failed,
            code = CASE WHEN outbox.state = 'in_doubt' AND r.state = 'unknown'
                        THEN COALESCE(outbox.code, r.code)
                        ELSE r.code END,
            words_sealed = COALESCE(r.words, outbox.words_sealed),
            platform_hash = COALESCE(r.hash, outbox.platform_hash),
            platform_sealed = COALESCE(r.sealed, outbox.platform_sealed),
            finished_at = COALESCE(outbox.finished_at, r.finished_at)
        FROM r
        WHERE outbox.id = r.id
          AND outbox.attempt = r.attempt
          AND (outbox.state = 'sending'
               OR (r.state IN ('accepted', 'unknown') AND outbox.state = 'in_doubt')
               OR (r.state = 'accepted' AND outbox.state IN ('queued', 'unknown')))
        RETURNING outbox.id, outbox.mailbox_id, outbox.address_id, outbox.platform_hash,
                  outbox.finished_at"
}

/// A part whose end counted, as its row is now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Over {
    id: PartId,
    /// Its mailbox: people may have been joined since it was taken.
    pub mailbox_id: MailboxId,
    /// Its address, likewise.
    pub address_id: AddressId,
    /// The platform's id, hashed: told by the answer or by a status.
    pub platform_hash: Option<Vec<u8>>,
    /// When it first ended for good, civil: before now when it was `unknown`.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Writes the ends of attempts; gives those that counted, because no newer attempt has the part.
pub async fn end(tx: &mut Tx, mut ends: Vec<EndWrite>) -> Result<HashMap<PartId, Over>> {
    ends.sort_by_key(|end| end.id);
    let ours: Vec<Over> = fetch(tx, &END, &ends).await?;
    tx.ring_pages();
    Ok(ours.into_iter().map(|over| (over.id, over)).collect())
}

/// A place in the order of an address and lane.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Place {
    /// Which address.
    pub address: AddressId,
    /// Whose part stood there: on a shared telephone each has an order of their own.
    pub mailbox: MailboxId,
    /// Rank of the lane.
    pub lane: i64,
    /// Where.
    pub seq: i64,
    /// Which part of its message stood there.
    pub part_no: i64,
    /// Now: civil for [`drop_rest`], else machine.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
}

// A part that was tried before has a moment of its own, which nobody else's end brings nearer.
// Whether it must wait is asked of the row and not in the WHERE: a claim of another process may be
// giving it a later moment just now, and on PostgreSQL only a row that matched before is waited for.
over! {
    WAKE (address uuid, lane bigint, at timestamptz) "
        , next AS (
            SELECT r.at, (
                SELECT n.id
                FROM outbox n
                WHERE n.address_id = r.address AND n.lane = r.lane AND n.finished_at IS NULL
                ORDER BY n.seq, n.id
                LIMIT 1) AS id
            FROM r)
        UPDATE outbox
        SET not_before = CASE WHEN outbox.not_before > next.at THEN next.at
                              ELSE outbox.not_before END
        FROM next
        WHERE outbox.id = next.id
          AND COALESCE(outbox.state = 'queued', FALSE)
          AND outbox.attempt = 0
        RETURNING outbox.id"
}

/// The parts behind these may leave now; whoever claims is woken when there are any.
pub async fn wake_next(tx: &mut Tx, mut places: Vec<Place>) -> Result<()> {
    places.sort_by_key(|place| (place.address, place.lane));
    places.dedup_by_key(|place| (place.address, place.lane));
    let woken: Vec<(PartId,)> = fetch(tx, &WAKE, &places).await?;
    if !woken.is_empty() {
        tx.ring_outbox();
    }
    Ok(())
}

// The parts of one message stand side by side: place minus number is the same for all of them.
over! {
    DROP_REST (address uuid, mailbox uuid, lane bigint, seq bigint, part_no bigint,
               at timestamptz) "
        UPDATE outbox
        SET state = 'cancelled', finished_at = r.at, code = 'eerder-deel'
        FROM r
        WHERE outbox.address_id = r.address
          AND outbox.mailbox_id = r.mailbox
          AND outbox.lane = r.lane
          AND outbox.finished_at IS NULL
          AND outbox.seq > r.seq
          AND outbox.seq - outbox.part_no = r.seq - r.part_no
          AND COALESCE(outbox.state = 'queued', FALSE)"
}

/// What follows in the same message does not leave: half a message helps nobody.
pub async fn drop_rest(tx: &mut Tx, places: &[Place]) -> Result<()> {
    run(tx, &DROP_REST, places).await
}

#[derive(Serialize)]
struct Part {
    part: PartId,
}

// A row is made so that a status which comes at this very moment waits for our commit, and then
// finds the part in doubt; one that came before is found here. Neither overlooks the other.
over! {
    REPORTED (part uuid) "
        INSERT INTO delivery (part_id)
        SELECT part
        FROM r
        WHERE TRUE
        ORDER BY part
        ON CONFLICT (part_id) DO UPDATE
        SET part_id = excluded.part_id
        RETURNING part_id, COALESCE(sent_at, delivered_at, read_at, failed_at) IS NOT NULL"
}

/// About which of these did the platform report anything? Then it has them, whatever became of our
/// calls.
pub async fn reported(tx: &mut Tx, parts: Vec<PartId>) -> Result<HashSet<PartId>> {
    let rows: Vec<Part> = parts.into_iter().map(|part| Part { part }).collect();
    let told: Vec<(PartId, bool)> = fetch(tx, &REPORTED, &rows).await?;
    Ok(told.into_iter().filter(|(_, told)| *told).map(|(part, _)| part).collect())
}

#[derive(Serialize)]
struct Hash {
    hash: Hex,
}

over! {
    TAKE_EARLY (hash bytes) "
        DELETE FROM early_status
        WHERE platform_hash IN (SELECT hash FROM r)
        RETURNING sealed"
}

/// The reports that came before these sends returned; nearly always none.
pub async fn take_early(tx: &mut Tx, platform_hashes: Vec<Hex>) -> Result<Vec<StatusReport>> {
    let rows: Vec<Hash> = platform_hashes.into_iter().map(|hash| Hash { hash }).collect();
    let early: Vec<(Vec<u8>,)> = fetch(tx, &TAKE_EARLY, &rows).await?;
    early.iter().map(|(sealed,)| tx.vault().open_json("early_status.sealed", sealed)).collect()
}

#[derive(Serialize)]
struct PauseWrite {
    scope: String,
    #[serde(serialize_with = "stamp")]
    until: DateTime<Utc>,
    code: String,
}

over! {
    PAUSE (scope text, until timestamptz, code text) "
        INSERT INTO pause (scope, until, code)
        SELECT scope, until, code
        FROM r
        WHERE TRUE
        ORDER BY scope
        ON CONFLICT (scope) DO UPDATE
        SET until = CASE WHEN excluded.until > pause.until THEN excluded.until
                         ELSE pause.until END,
            code = excluded.code"
}

/// Nothing of these scopes leaves until their moments (machine): scope, until, code.
pub async fn pause(tx: &mut Tx, mut pauses: Vec<(String, DateTime<Utc>, String)>) -> Result<()> {
    // one statement may touch a row once: of each scope the longest
    pauses.sort_by(|a, b| (&a.0, b.1).cmp(&(&b.0, a.1)));
    pauses.dedup_by(|later, first| later.0 == first.0);
    let rows: Vec<PauseWrite> =
        pauses.into_iter().map(|(scope, until, code)| PauseWrite { scope, until, code }).collect();
    run(tx, &PAUSE, &rows).await
}

over! {
    PAUSE_ADDRESSES (id uuid, until timestamptz) "
        UPDATE address
        SET paused_until = r.until
        FROM r
        WHERE address.id = r.id
          AND (address.paused_until IS NULL OR address.paused_until < r.until)"
}

/// Nothing goes to these addresses until their moments (machine).
pub async fn pause_addresses(
    tx: &mut Tx,
    pauses: impl IntoIterator<Item = (AddressId, DateTime<Utc>)>,
) -> Result<()> {
    let rows = each_until(pauses.into_iter().map(|(address, until)| (address.0, until)));
    run(tx, &PAUSE_ADDRESSES, &rows).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("outbox TAKE", &TAKE),
    ("outbox HOLD", &HOLD),
    ("outbox END", &END),
    ("outbox WAKE", &WAKE),
    ("outbox DROP_REST", &DROP_REST),
    ("outbox REPORTED", &REPORTED),
    ("outbox TAKE_EARLY", &TAKE_EARLY),
    ("outbox PAUSE", &PAUSE),
    ("outbox PAUSE_ADDRESSES", &PAUSE_ADDRESSES),
];
