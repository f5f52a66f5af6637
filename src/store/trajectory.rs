//! What is known of people's trajectories, for the clock that is reckoned from it.

use chrono::{DateTime, NaiveDate, Utc};

use super::people::ClockFacts;
use super::{Result, StoreError, Tx, hot, on};
use crate::ids::{GemeenteId, MailboxId, PersonId, StaffId};
use crate::trade::person::{GroupKind, Leerroute};
use crate::trade::trajectory::{Extension, Facts};

/// Somebody whose trajectory is looked at.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OnTheWay {
    /// Who.
    pub id: PersonId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// Where work about them goes.
    pub mailbox_id: MailboxId,
    /// Whose caseload.
    pub klantmanager_id: Option<StaffId>,
    /// We know them since.
    pub created_at: DateTime<Utc>,
    group_kind: String,
    leerroute: Option<String>,
    pip_on: Option<NaiveDate>,
    #[sqlx(flatten)]
    clock: ClockFacts,
}

impl OnTheWay {
    /// What the clock counts from, with the extra time that was found beside it.
    pub fn facts(&self, extensions: Vec<Extension>) -> Result<Facts> {
        let odd = |what| StoreError::corrupt("person", self.id, what);
        let clock = &self.clock;
        Ok(Facts {
            group: GroupKind::parse(&self.group_kind).ok_or_else(|| odd("unknown group"))?,
            leerroute: self.leerroute.as_deref().and_then(Leerroute::parse),
            duo_notice_on: clock.duo_notice_on,
            brp_on: clock.brp_on,
            late_facts_on: clock.late_facts_on,
            pip_on: self.pip_on,
            course_started_on: clock.course_started_on,
            dual_track_since: clock.dual_track_since,
            medical_waiting_since: clock.medical_waiting_since,
            medical_waiting_until: clock.medical_waiting_until,
            last_exam_on: clock.last_exam_on,
            finished_on: clock.finished_on,
            extensions,
        })
    }
}

const PEOPLE_AFTER: &str = "
    SELECT id, gemeente_id, mailbox_id, klantmanager_id, created_at, group_kind, leerroute, pip_on,
        preferred_minute, duo_notice_on, brp_on, late_facts_on, course_started_on,
        dual_track_since, medical_waiting_since, medical_waiting_until, last_exam_on, finished_on
    FROM person
    WHERE id > $1
    ORDER BY id
    LIMIT $2";

/// The next `many` people by id, of every municipality, each with what the clock counts from.
pub async fn people_after(
    tx: &mut Tx,
    reached: Option<PersonId>,
    many: i64,
) -> Result<Vec<(OnTheWay, Facts)>> {
    let after = reached.unwrap_or(PersonId(uuid::Uuid::nil()));
    let people: Vec<OnTheWay> =
        on!(tx, |conn| sqlx::query_as(PEOPLE_AFTER).bind(after).bind(many).fetch_all(conn).await?);
    with_facts(tx, people).await
}

const ONE: &str = "
    SELECT id, gemeente_id, mailbox_id, klantmanager_id, created_at, group_kind, leerroute, pip_on,
        preferred_minute, duo_notice_on, brp_on, late_facts_on, course_started_on,
        dual_track_since, medical_waiting_since, medical_waiting_until, last_exam_on, finished_on
    FROM person
    WHERE id = $1";

/// One person, with what the clock counts from.
pub async fn one(tx: &mut Tx, person: PersonId) -> Result<Option<(OnTheWay, Facts)>> {
    let found: Option<OnTheWay> =
        on!(tx, |conn| sqlx::query_as(ONE).bind(person).fetch_optional(conn).await?);
    Ok(with_facts(tx, found.into_iter().collect()).await?.pop())
}

async fn with_facts(tx: &mut Tx, people: Vec<OnTheWay>) -> Result<Vec<(OnTheWay, Facts)>> {
    let mut extensions =
        hot::trajectory::extensions(tx, people.iter().map(|person| person.id)).await?;
    people
        .into_iter()
        .map(|person| {
            let facts = person.facts(extensions.remove(&person.id).unwrap_or_default())?;
            Ok((person, facts))
        })
        .collect()
}

const DAYS: &str = "
    SELECT preferred_minute, duo_notice_on, brp_on, late_facts_on, course_started_on,
        dual_track_since, medical_waiting_since, medical_waiting_until, last_exam_on, finished_on
    FROM person
    WHERE id = $1";

/// The days that somebody's clock counts from, as rows have them.
pub async fn days(tx: &mut Tx, person: PersonId) -> Result<Option<ClockFacts>> {
    Ok(on!(tx, |conn| sqlx::query_as(DAYS).bind(person).fetch_optional(conn).await?))
}

const SET_DAYS: &str = "
    UPDATE person
    SET duo_notice_on = $2, brp_on = $3, late_facts_on = $4, course_started_on = $5,
        dual_track_since = $6, medical_waiting_since = $7, medical_waiting_until = $8,
        last_exam_on = $9, finished_on = $10, updated_at = $11
    WHERE id = $1";

/// Writes the days over what was known.
pub async fn set_days(
    tx: &mut Tx,
    person: PersonId,
    days: &ClockFacts,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET_DAYS)
        .bind(person)
        .bind(days.duo_notice_on)
        .bind(days.brp_on)
        .bind(days.late_facts_on)
        .bind(days.course_started_on)
        .bind(days.dual_track_since)
        .bind(days.medical_waiting_since)
        .bind(days.medical_waiting_until)
        .bind(days.last_exam_on)
        .bind(days.finished_on)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

/// What a colleague decided about work and the MAP.
pub struct MapDecision {
    /// Does it count?
    pub counts: bool,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, civil.
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    counts: bool,
    reason_sealed: Vec<u8>,
    by: String,
    at: DateTime<Utc>,
}

const MAP_DECISION: &str = "
    SELECT d.counts, d.reason_sealed, s.name AS by, d.decided_at AS at
    FROM map_decision d
    JOIN staff s ON s.id = d.decided_by
    WHERE d.person_id = $1
    ORDER BY d.decided_at DESC, d.id DESC
    LIMIT 1";

/// What was decided last.
pub async fn map_decision(tx: &mut Tx, person: PersonId) -> Result<Option<MapDecision>> {
    let row: Option<DecisionRow> =
        on!(tx, |conn| sqlx::query_as(MAP_DECISION).bind(person).fetch_optional(conn).await?);
    let Some(row) = row else { return Ok(None) };
    let words = tx.vault().open("map_decision.reason_sealed", &row.reason_sealed)?;
    let odd = |_| StoreError::corrupt("map_decision", person, "its reason is no text");
    let reason = String::from_utf8(words).map_err(odd)?;
    Ok(Some(MapDecision { counts: row.counts, reason, by: row.by, at: row.at }))
}

const DECIDE: &str = "
    INSERT INTO map_decision (id, person_id, counts, reason_sealed, decided_by, decided_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Adds a decision; `reason` is without a BSN.
pub async fn decide(
    tx: &mut Tx,
    person: PersonId,
    (counts, reason): (bool, &str),
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<()> {
    let sealed = tx.vault().seal("map_decision.reason_sealed", reason.as_bytes());
    on!(tx, |conn| sqlx::query(DECIDE)
        .bind(uuid::Uuid::now_v7())
        .bind(person)
        .bind(counts)
        .bind(sealed)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}
