//! What is known of people's trajectories, for the clock that is reckoned from it.

use chrono::NaiveDate;

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
    SELECT id, gemeente_id, mailbox_id, klantmanager_id, group_kind, leerroute, pip_on,
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
    SELECT id, gemeente_id, mailbox_id, klantmanager_id, group_kind, leerroute, pip_on,
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
