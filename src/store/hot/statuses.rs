//! Reports of platforms about many messages at once.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::outbox::Place;
use super::{Hex, OverRows, fetch, over, run, stamp, stamp_some};
use crate::ids::{AddressId, MailboxId, PartId};
use crate::message::{Progress, StatusReport};
use crate::store::outbox::platform_hash;
use crate::store::statuses::About;
use crate::store::{Result, Tx};

#[derive(Serialize)]
struct Wanted {
    place: i64,
    part: Option<PartId>,
    hash: Hex,
}

over! {
    BY_PART (place bigint, part uuid) "
        SELECT r.place, o.id, o.mailbox_id, o.question_id, o.attempt, o.state
        FROM r
        CROSS JOIN outbox o
        WHERE o.id = r.part"
}

over! {
    BY_PLATFORM (place bigint, hash bytes) "
        SELECT r.place, o.id, o.mailbox_id, o.question_id, o.attempt, o.state
        FROM r
        CROSS JOIN outbox o
        WHERE o.platform_hash = r.hash"
}

#[derive(sqlx::FromRow)]
struct Placed {
    place: i64,
    #[sqlx(flatten)]
    about: About,
}

/// The parts that reports are about, by our own id, else by the platform's; by place in the list.
pub async fn about(tx: &mut Tx, reports: &[&StatusReport]) -> Result<Vec<Option<About>>> {
    let mut found: Vec<Option<About>> = vec![None; reports.len()];
    let wanted = |(place, report): (usize, &&StatusReport), tx: &Tx| Wanted {
        place: place as i64,
        part: report.attempt.map(|attempt| attempt.part),
        hash: Hex(platform_hash(tx, &report.platform_id)),
    };
    let by_part: Vec<Wanted> = reports
        .iter()
        .enumerate()
        .filter(|(_, report)| report.attempt.is_some())
        .map(|one| wanted(one, tx))
        .collect();
    settle(&mut found, fetch(tx, &BY_PART, &by_part).await?);
    let by_platform: Vec<Wanted> = reports
        .iter()
        .enumerate()
        .filter(|(place, _)| found[*place].is_none())
        .map(|one| wanted(one, tx))
        .collect();
    settle(&mut found, fetch(tx, &BY_PLATFORM, &by_platform).await?);
    Ok(found)
}

fn settle(found: &mut [Option<About>], rows: Vec<Placed>) {
    for Placed { place, about } in rows {
        let here = usize::try_from(place).ok().and_then(|place| found.get_mut(place));
        // two parts with one platform id: the first made, as ever
        if let Some(here) = here
            && here.as_ref().is_none_or(|other| about.id < other.id)
        {
            *here = Some(about);
        }
    }
}

#[derive(Serialize)]
struct Delivery {
    part: PartId,
    attempt: i64,
    #[serde(serialize_with = "stamp_some")]
    sent_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "stamp_some")]
    delivered_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "stamp_some")]
    read_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "stamp_some")]
    failed_at: Option<DateTime<Utc>>,
    failed_code: Option<i64>,
}

// Failed is terminal unless the message was seen to arrive; each moment is kept once. Another process
// may have queued the part again since we looked: then the row belongs to a later attempt already.
over! {
    APPLY (part uuid, attempt bigint, sent_at timestamptz, delivered_at timestamptz, read_at timestamptz,
           failed_at timestamptz, failed_code bigint) "
        INSERT INTO delivery (part_id, attempt, sent_at, delivered_at, read_at, failed_at, failed_code)
        SELECT part, attempt, sent_at, delivered_at, read_at, failed_at, failed_code
        FROM r
        WHERE TRUE
        ORDER BY part
        ON CONFLICT (part_id) DO UPDATE
        SET attempt = excluded.attempt,
            sent_at = COALESCE(delivery.sent_at, excluded.sent_at),
            delivered_at = COALESCE(delivery.delivered_at, excluded.delivered_at),
            read_at = COALESCE(delivery.read_at, excluded.read_at),
            failed_at = CASE WHEN delivery.delivered_at IS NULL AND delivery.read_at IS NULL
                                  AND excluded.delivered_at IS NULL AND excluded.read_at IS NULL
                             THEN COALESCE(delivery.failed_at, excluded.failed_at)
                             ELSE delivery.failed_at END,
            failed_code = COALESCE(delivery.failed_code, excluded.failed_code)
        WHERE delivery.attempt <= excluded.attempt
        RETURNING part_id, failed_at IS NOT NULL"
}

#[derive(Serialize)]
struct Left {
    part: PartId,
    attempt: i64,
    hash: Hex,
    sealed: Hex,
    #[serde(serialize_with = "stamp")]
    at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Found {
    address_id: AddressId,
    mailbox_id: MailboxId,
    lane: i64,
    seq: i64,
    part_no: i64,
    channel: String,
}

over! {
    DEFINITELY_SENT (part uuid, attempt bigint, hash bytes, sealed bytes, at timestamptz) "
        UPDATE outbox
        SET state = 'accepted', platform_hash = r.hash, platform_sealed = r.sealed,
            leased_until = NULL, finished_at = COALESCE(outbox.finished_at, r.at)
        FROM r
        WHERE outbox.id = r.part
          AND outbox.attempt = r.attempt
          AND outbox.state IN ('in_doubt', 'unknown')
        RETURNING outbox.address_id, outbox.mailbox_id, outbox.lane, outbox.seq, outbox.part_no,
                  outbox.channel"
}

// Never tried, so nothing can double. Whatever would have cancelled it meanwhile, had it waited in line,
// is asked here: a stop, a telephone that was silenced or left, a question that was answered.
over! {
    SEND_REST (address uuid, mailbox uuid, lane bigint, seq bigint, part_no bigint, at timestamptz,
               civil timestamptz) "
        UPDATE outbox
        SET state = 'queued', finished_at = NULL, code = NULL, not_before = r.at
        FROM r
        WHERE outbox.mailbox_id = r.mailbox
          AND outbox.address_id = r.address
          AND outbox.lane = r.lane
          AND outbox.seq > r.seq
          AND outbox.seq - outbox.part_no = r.seq - r.part_no
          AND COALESCE(outbox.state = 'cancelled' AND outbox.code = 'eerder-deel'
                       AND outbox.attempt = 0, FALSE)
          AND outbox.expires_at > r.civil
          AND (outbox.lane = 0
               OR NOT EXISTS (SELECT 1 FROM mailbox m
                              WHERE m.id = outbox.mailbox_id
                                AND COALESCE(m.stopped_at IS NOT NULL, FALSE)))
          AND (EXISTS (SELECT 1 FROM address a
                       WHERE a.id = outbox.address_id AND a.mailbox_id = outbox.mailbox_id)
               OR EXISTS (SELECT 1 FROM address_share s
                          WHERE s.address_id = outbox.address_id
                            AND s.mailbox_id = outbox.mailbox_id
                            AND (s.hushed_at IS NULL OR outbox.lane = 0)))
          AND NOT EXISTS (SELECT 1 FROM question q
                          WHERE q.id = outbox.question_id AND q.closed_at IS NOT NULL)"
}

#[derive(Serialize)]
struct Rest {
    #[serde(flatten)]
    behind: Place,
    #[serde(serialize_with = "stamp")]
    civil: DateTime<Utc>,
}

/// What follows in the same message was cancelled when these parts became `unknown`, and goes after
/// all: they arrived. It keeps its place, so it is next even when newer messages wait.
pub async fn send_rest(tx: &mut Tx, behind: Vec<Place>, civil: DateTime<Utc>) -> Result<()> {
    if behind.is_empty() {
        return Ok(());
    }
    let rows: Vec<Rest> = behind.into_iter().map(|behind| Rest { behind, civil }).collect();
    run(tx, &SEND_REST, &rows).await?;
    tx.ring_outbox();
    Ok(())
}

/// What reports changed.
#[derive(Debug, Default)]
pub struct Applied {
    /// The parts of which it stands that they failed: not those that were seen to arrive, or have a
    /// newer attempt.
    pub failed: HashSet<PartId>,
    /// The channels of parts that were in doubt or `unknown`, and are known to have left now.
    pub settled: Vec<String>,
}

/// Applies reports: a lattice, never backwards, so that a repeat changes nothing. A part that was in
/// doubt or `unknown` is known to have left now, and what waited behind it goes on.
pub async fn apply(
    tx: &mut Tx,
    reports: &[(About, &StatusReport)],
    (machine, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Applied> {
    let mut merged: HashMap<PartId, Delivery> = HashMap::new();
    let mut left: HashMap<PartId, Left> = HashMap::new();
    for (about, report) in reports {
        let row = merged.entry(about.id).or_insert_with(|| nothing_yet(about));
        row.add(report, now);
        // also for a part that was still being sent when `about` looked: see `reported`
        if matches!(about.state.as_str(), "unknown" | "in_doubt" | "sending") {
            let (hash, sealed) =
                crate::store::outbox::platform_columns(tx, Some(&report.platform_id));
            if let (Some(hash), Some(sealed)) = (hash, sealed) {
                let (part, attempt) = (about.id, about.attempt);
                let (hash, sealed) = (Hex(hash), Hex(sealed));
                left.insert(part, Left { part, attempt, hash, sealed, at: now });
            }
        }
    }
    let rows: Vec<Delivery> = merged.into_values().collect();
    let stands: Vec<(PartId, bool)> = fetch(tx, &APPLY, &rows).await?;
    let mut left: Vec<Left> = left.into_values().collect();
    left.sort_by_key(|row| row.part);
    let found: Vec<Found> = fetch(tx, &DEFINITELY_SENT, &left).await?;
    send_rest(tx, found.iter().map(|found| found.place(machine)).collect(), now).await?;
    tx.ring_pages();
    let failed = stands.into_iter().filter(|(_, failed)| *failed).map(|(part, _)| part).collect();
    Ok(Applied { failed, settled: found.into_iter().map(|found| found.channel).collect() })
}

impl Found {
    fn place(&self, at: DateTime<Utc>) -> Place {
        let Self { address_id: address, mailbox_id: mailbox, lane, seq, part_no, .. } = *self;
        Place { address, mailbox, lane, seq, part_no, at }
    }
}

fn nothing_yet(about: &About) -> Delivery {
    Delivery {
        part: about.id,
        attempt: about.attempt,
        sent_at: None,
        delivered_at: None,
        read_at: None,
        failed_at: None,
        failed_code: None,
    }
}

impl Delivery {
    fn add(&mut self, report: &StatusReport, now: DateTime<Utc>) {
        let at = report.at.unwrap_or(now);
        let moment = match report.progress {
            Progress::Sent => &mut self.sent_at,
            Progress::Delivered => &mut self.delivered_at,
            Progress::Read => &mut self.read_at,
            Progress::Failed => &mut self.failed_at,
        };
        moment.get_or_insert(at);
        if report.progress == Progress::Failed {
            self.failed_code = self.failed_code.or(report.error_code);
        }
        if self.delivered_at.is_some() || self.read_at.is_some() {
            self.failed_at = None;
        }
    }
}

#[derive(Serialize)]
struct Early {
    key: Hex,
    hash: Hex,
    sealed: Hex,
    #[serde(serialize_with = "stamp")]
    received_at: DateTime<Utc>,
}

over! {
    PARK (key bytes, hash bytes, sealed bytes, received_at timestamptz) "
        INSERT INTO early_status (key_hash, platform_hash, sealed, received_at)
        SELECT key, hash, sealed, received_at
        FROM r
        WHERE TRUE
        ORDER BY key
        ON CONFLICT (key_hash) DO NOTHING"
}

/// Keeps reports that came before their sends returned.
pub async fn park(tx: &mut Tx, early: &[(&str, &StatusReport)], now: DateTime<Utc>) -> Result<()> {
    let mut rows = Vec::with_capacity(early.len());
    for (channel, report) in early {
        let key = format!("{channel}:{}", report.dedupe_key);
        rows.push(Early {
            key: Hex(tx.vault().hash("early_status", &key)),
            hash: Hex(platform_hash(tx, &report.platform_id)),
            sealed: Hex(tx.vault().seal_json("early_status.sealed", report)?),
            received_at: now,
        });
    }
    run(tx, &PARK, &rows).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("statuses BY_PART", &BY_PART),
    ("statuses BY_PLATFORM", &BY_PLATFORM),
    ("statuses APPLY", &APPLY),
    ("statuses DEFINITELY_SENT", &DEFINITELY_SENT),
    ("statuses SEND_REST", &SEND_REST),
    ("statuses PARK", &PARK),
];
