//! Whom the planned reminders will write to first, per day and channel.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{OverRows, fetch, over, stamp};
use crate::ids::{AddressId, CourseId, GemeenteId, PersonId};
use crate::store::{Result, Tx};

/// A day to count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// What it is called in the answer.
    pub day: String,
    /// From when, civil.
    #[serde(serialize_with = "stamp")]
    pub begins: DateTime<Utc>,
    /// Until then, civil.
    #[serde(serialize_with = "stamp")]
    pub ends: DateTime<Utc>,
    /// Who wrote before this has a window that is shut by the end of the day.
    #[serde(serialize_with = "stamp")]
    pub shut: DateTime<Utc>,
}

// A person's messages take the address that was last written from, as the step does. The reminders
// are found by reminder_due.
over! {
    NEEDED (day text, begins timestamptz, ends timestamptz, shut timestamptz) "
        SELECT r.day, a.channel, CAST(COUNT(DISTINCT a.id) AS BIGINT)
        FROM r
        CROSS JOIN reminder m
        JOIN enrolment e ON e.id = m.enrolment_id
        JOIN session s ON s.id = m.session_id
        JOIN person p ON p.id = e.person_id
        JOIN mailbox b ON b.id = p.mailbox_id
        JOIN address a ON a.id = (
            SELECT x.id
            FROM (
                SELECT y.id, y.kind, y.last_inbound_at AS wrote_at
                FROM address y
                WHERE y.mailbox_id = p.mailbox_id AND y.joined_into IS NULL
                  AND y.unreachable_at IS NULL
                UNION ALL
                SELECT y.id, y.kind, h.wrote_at
                FROM address_share h
                JOIN address y ON y.id = h.address_id
                WHERE h.mailbox_id = p.mailbox_id AND h.hushed_at IS NULL
                  AND y.joined_into IS NULL AND y.unreachable_at IS NULL) x
            WHERE x.wrote_at IS NOT NULL
               OR (x.kind = 'whatsapp' AND p.whatsapp_consent_on IS NOT NULL)
            ORDER BY x.wrote_at DESC NULLS LAST, x.id DESC
            LIMIT 1)
        WHERE m.fired_at IS NULL AND m.dropped_at IS NULL
          AND m.due_at >= r.begins AND m.due_at < r.ends
          AND s.cancelled_at IS NULL AND s.version = m.session_version
          AND e.ended_at IS NULL AND b.stopped_at IS NULL
          AND a.kind = 'whatsapp'
          AND (a.last_inbound_at IS NULL OR a.last_inbound_at < r.shut)
        GROUP BY r.day, a.channel"
}

/// How many people on WhatsApp, outside their window of 24 hours, the reminders of these days are
/// for: day, channel, people.
pub async fn needed(tx: &mut Tx, days: &[Span]) -> Result<Vec<(String, String, i64)>> {
    fetch(tx, &NEEDED, days).await
}

/// A place in a course that somebody may get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place<'a> {
    /// In which municipality.
    pub gemeente: GemeenteId,
    /// Who.
    pub klantnummer: &'a str,
    /// Where.
    pub course: CourseId,
}

/// Somebody on WhatsApp who has no place in a course yet.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Newcomer {
    /// Who.
    pub person: PersonId,
    /// Which course.
    pub course: CourseId,
    /// Where we write.
    pub address_id: AddressId,
    /// On which channel.
    pub channel: String,
    /// Opens the window, civil.
    pub last_inbound_at: Option<DateTime<Utc>>,
}

// The address as in NEEDED; the person is found by gemeente and klantnummer.
over! {
    NEWCOMERS (gemeente uuid, klantnummer text, course uuid) "
        SELECT p.id AS person, r.course, a.id AS address_id, a.channel, a.last_inbound_at
        FROM r
        JOIN person p ON p.gemeente_id = r.gemeente AND p.klantnummer = r.klantnummer
        JOIN mailbox b ON b.id = p.mailbox_id
        JOIN address a ON a.id = (
            SELECT x.id
            FROM (
                SELECT y.id, y.kind, y.last_inbound_at AS wrote_at
                FROM address y
                WHERE y.mailbox_id = p.mailbox_id AND y.joined_into IS NULL
                  AND y.unreachable_at IS NULL
                UNION ALL
                SELECT y.id, y.kind, h.wrote_at
                FROM address_share h
                JOIN address y ON y.id = h.address_id
                WHERE h.mailbox_id = p.mailbox_id AND h.hushed_at IS NULL
                  AND y.joined_into IS NULL AND y.unreachable_at IS NULL) x
            WHERE x.wrote_at IS NOT NULL
               OR (x.kind = 'whatsapp' AND p.whatsapp_consent_on IS NOT NULL)
            ORDER BY x.wrote_at DESC NULLS LAST, x.id DESC
            LIMIT 1)
        WHERE a.kind = 'whatsapp' AND b.stopped_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM enrolment e
                          WHERE e.person_id = p.id AND e.course_id = r.course)"
}

/// Those of these places that are new, of people whom we write to on WhatsApp.
pub async fn newcomers(tx: &mut Tx, places: &[Place<'_>]) -> Result<Vec<Newcomer>> {
    fetch(tx, &NEWCOMERS, places).await
}

/// An address that may be counted for a day already.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Again {
    /// Where we write.
    pub address: AddressId,
    /// To whom.
    pub person: PersonId,
    /// What the day is called in the answer.
    pub day: String,
    /// From when, civil.
    #[serde(serialize_with = "stamp")]
    pub begins: DateTime<Utc>,
    /// Until then, civil.
    #[serde(serialize_with = "stamp")]
    pub ends: DateTime<Utc>,
}

// The person's own reminders, and those of whoever shares the telephone; conditions as in NEEDED.
over! {
    COUNTED (address uuid, person uuid, day text, begins timestamptz, ends timestamptz) "
        SELECT DISTINCT w.day, w.address
        FROM (
            SELECT r.address, r.person, r.day, r.begins, r.ends
            FROM r
            UNION
            SELECT r.address, h.person_id, r.day, r.begins, r.ends
            FROM r
            JOIN address_share h ON h.address_id = r.address
            WHERE h.hushed_at IS NULL) w
        JOIN person p ON p.id = w.person
        JOIN mailbox b ON b.id = p.mailbox_id
        JOIN enrolment e ON e.person_id = w.person
        JOIN reminder m ON m.enrolment_id = e.id
        JOIN session s ON s.id = m.session_id
        WHERE m.fired_at IS NULL AND m.dropped_at IS NULL
          AND m.due_at >= w.begins AND m.due_at < w.ends
          AND s.cancelled_at IS NULL AND s.version = m.session_version
          AND e.ended_at IS NULL AND b.stopped_at IS NULL"
}

/// Those of these addresses to which a reminder is planned on that day: day, address.
pub async fn counted(tx: &mut Tx, again: &[Again]) -> Result<Vec<(String, AddressId)>> {
    fetch(tx, &COUNTED, again).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] =
    &[("budget NEEDED", &NEEDED), ("budget NEWCOMERS", &NEWCOMERS), ("budget COUNTED", &COUNTED)];
