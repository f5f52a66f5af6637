//! Everything that was tried to reach one person, and what came of it: for the page about somebody and for
//! the proof that the municipality did what it could. Read only and bounded.

use chrono::{DateTime, NaiveDate, Utc};

use super::board::Viewer;
use super::{Result, StoreError, Tx, on};
use crate::ids::{AttemptId, GemeenteId, MailboxId, PartId, PersonId, QuestionId, StaffId};
use crate::trade::staff::Scope;

mod ahead;

pub use ahead::{Planned, PutOff, expected, planned, practice_minutes, put_off};

/// Lines of one kind that are read, the newest.
const MOST: i64 = 300;

/// Somebody, as their page shows them. Deliberately without `Debug`: it is personal data.
#[derive(Clone, sqlx::FromRow)]
pub struct Somebody {
    /// Who.
    pub id: PersonId,
    /// Where events about them go.
    pub mailbox_id: MailboxId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// The municipality's own key.
    pub klantnummer: String,
    /// As the klantmanager writes it.
    pub name: String,
    /// Which part of the law.
    pub group_kind: String,
    /// The route.
    pub leerroute: Option<String>,
    /// The day of the PIP.
    pub pip_on: Option<NaiveDate>,
    /// Code of the language in use.
    pub language: String,
    /// Said "stop".
    pub stopped_at: Option<DateTime<Utc>>,
    /// Agreed to messages on WhatsApp.
    pub whatsapp_consent_on: Option<NaiveDate>,
    /// Is a telephone number known?
    pub has_phone: bool,
    /// Is a postal address known?
    pub has_postal: bool,
    /// Whose caseload.
    pub klantmanager: Option<String>,
    /// Whose people.
    pub coach: Option<String>,
}

const SOMEBODY: &str = "
    SELECT p.id, p.mailbox_id, p.gemeente_id, p.klantnummer, p.name, p.group_kind, p.leerroute,
           p.pip_on, m.language, m.stopped_at, p.whatsapp_consent_on,
           p.phone_sealed IS NOT NULL AS has_phone, p.postal_sealed IS NOT NULL AS has_postal,
           km.name AS klantmanager, co.name AS coach
    FROM person p
    JOIN mailbox m ON m.id = p.mailbox_id
    LEFT JOIN staff km ON km.id = p.klantmanager_id
    LEFT JOIN staff co ON co.id = p.coach_id
    WHERE p.id = $1
      AND p.gemeente_id = $2
      AND ($3 OR p.coach_id IN (
              SELECT hand.of_id FROM in_hands hand
              WHERE hand.staff_id = $4 AND hand.first_on <= $5 AND hand.last_on >= $5))";

/// Somebody, if the viewer may see them; None also when there is no such person.
pub async fn seen_by(tx: &mut Tx, person: PersonId, by: Viewer) -> Result<Option<Somebody>> {
    let whole = by.role.scope() == Scope::Gemeente;
    somebody(tx, person, by.gemeente, (whole, Some((by.staff, by.today)))).await
}

/// Somebody of a municipality, for the command line.
pub async fn of_gemeente(
    tx: &mut Tx,
    person: PersonId,
    gemeente: GemeenteId,
) -> Result<Option<Somebody>> {
    somebody(tx, person, gemeente, (true, None)).await
}

async fn somebody(
    tx: &mut Tx,
    person: PersonId,
    gemeente: GemeenteId,
    (whole, by): (bool, Option<(StaffId, NaiveDate)>),
) -> Result<Option<Somebody>> {
    Ok(on!(tx, |conn| sqlx::query_as(SOMEBODY)
        .bind(person)
        .bind(gemeente)
        .bind(whole)
        .bind(by.map(|(staff, _)| staff))
        .bind(by.map(|(_, today)| today))
        .fetch_optional(conn)
        .await?))
}

/// A message of ours that nobody asked for, and what became of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Message {
    /// Which.
    pub id: PartId,
    /// When it was put in line.
    pub created_at: DateTime<Utc>,
    /// `telegram` or `whatsapp`.
    pub channel: String,
    /// A `state` of the table `outbox`.
    pub state: String,
    /// The platform's word for a refusal.
    pub code: Option<String>,
    /// Which text.
    pub text_id: String,
    /// By which dialog.
    pub dialog: Option<String>,
    /// About which question.
    pub question_id: Option<QuestionId>,
    /// Kind of the session it is about.
    pub session_kind: Option<String>,
    /// Its number.
    pub session_number: Option<i64>,
    /// When it begins.
    pub starts_at: Option<DateTime<Utc>>,
    /// Left the house.
    pub sent_at: Option<DateTime<Utc>>,
    /// On the phone; WhatsApp only.
    pub delivered_at: Option<DateTime<Utc>>,
    /// Read; WhatsApp only.
    pub read_at: Option<DateTime<Utc>>,
    /// Did not arrive.
    pub failed_at: Option<DateTime<Utc>>,
    /// The platform's number for that.
    pub failed_code: Option<i64>,
}

const MESSAGES: &str = "
    SELECT o.id, o.created_at, a.kind AS channel, o.state, o.code, o.text_id, c.dialog,
           o.question_id, s.kind AS session_kind, s.number AS session_number, s.starts_at,
           o.finished_at AS sent_at, d.delivered_at, d.read_at, d.failed_at, d.failed_code
    FROM outbox o
    JOIN address a ON a.id = o.address_id
    LEFT JOIN delivery d ON d.part_id = o.id
    LEFT JOIN conversation c ON c.id = o.conversation_id
    LEFT JOIN session s ON s.id = c.session_id
    WHERE o.mailbox_id = $1 AND o.part_no = 0 AND o.lane > 0
    ORDER BY o.created_at DESC, o.seq DESC, o.id DESC
    LIMIT $2";

/// Messages of ours to a mailbox, answers left out, the newest first.
pub async fn messages(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<Message>> {
    Ok(on!(tx, |conn| sqlx::query_as(MESSAGES).bind(mailbox).bind(MOST).fetch_all(conn).await?))
}

/// A try by another way than a message, or the rung that asked for a message.
#[derive(Clone, sqlx::FromRow)]
pub struct Attempt {
    /// Which.
    pub id: AttemptId,
    /// When, civil.
    pub at: DateTime<Utc>,
    /// `coach`, `klantmanager`, `telefoon`, `brief`, or the channel of a message.
    pub route: String,
    /// The rung of the ladder that asked for it.
    pub rung: Option<String>,
    /// The message, if it is one.
    pub part_id: Option<PartId>,
    /// About which question.
    pub question_id: Option<QuestionId>,
    /// What came of it.
    pub result: Option<String>,
    note_sealed: Option<Vec<u8>>,
    /// The colleague who noted it.
    pub by: Option<String>,
    /// When the task that it asked for was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Who closed it.
    pub closed_by: Option<String>,
}

impl Attempt {
    /// What the colleague wrote beside it.
    pub fn note(&self, tx: &Tx) -> Result<Option<String>> {
        let Some(sealed) = &self.note_sealed else { return Ok(None) };
        let words = tx.vault().open("contact_attempt.note_sealed", sealed)?;
        let odd = |_| StoreError::corrupt("contact_attempt", self.id, "its note is no text");
        String::from_utf8(words).map(Some).map_err(odd)
    }
}

const ATTEMPTS: &str = "
    SELECT a.id, a.at, a.route, a.rung, a.part_id, a.question_id, a.result, a.note_sealed,
           n.name AS by, t.closed_at, c.name AS closed_by
    FROM contact_attempt a
    LEFT JOIN staff n ON n.id = a.noted_by
    LEFT JOIN task t ON t.id = a.task_id
    LEFT JOIN staff c ON c.id = t.closed_by
    WHERE a.mailbox_id = $1
    ORDER BY a.at DESC, a.id DESC
    LIMIT $2";

/// Every try to reach a mailbox, the newest first.
pub async fn attempts(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<Attempt>> {
    Ok(on!(tx, |conn| sqlx::query_as(ATTEMPTS).bind(mailbox).bind(MOST).fetch_all(conn).await?))
}

/// A letter that was posted.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Posted {
    /// The line of the trail that it is.
    pub attempt_id: AttemptId,
    /// `uitnodiging`, `herinnering` or `stil`.
    pub kind: String,
    /// Its code was used.
    pub answered_at: Option<DateTime<Utc>>,
    /// It came back.
    pub returned_at: Option<DateTime<Utc>>,
}

const POSTED: &str = "
    SELECT attempt_id, kind, answered_at, returned_at
    FROM letter
    WHERE person_id = $1 AND attempt_id IS NOT NULL
    ORDER BY made_at DESC, id DESC
    LIMIT $2";

/// The letters that were posted to somebody, the newest first.
pub async fn posted(tx: &mut Tx, person: PersonId) -> Result<Vec<Posted>> {
    Ok(on!(tx, |conn| sqlx::query_as(POSTED).bind(person).bind(MOST).fetch_all(conn).await?))
}

/// Something that came from the person.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Heard {
    /// `said`, `chose`, `sent`, `opened`.
    pub kind: String,
    /// When, civil.
    pub at: DateTime<Utc>,
}

const HEARD: &str = "
    SELECT kind, received_at AS at
    FROM history
    WHERE mailbox_id = $1 AND kind IN ('said', 'chose', 'sent', 'opened')
    ORDER BY received_at DESC, id DESC
    LIMIT $2";

/// When the person wrote or tapped, the newest first.
pub async fn heard(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<Heard>> {
    Ok(on!(tx, |conn| sqlx::query_as(HEARD).bind(mailbox).bind(MOST).fetch_all(conn).await?))
}

/// An answer, in codes of the dialog.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Answer {
    /// When, civil.
    pub at: DateTime<Utc>,
    /// To which question.
    pub key: String,
    /// What.
    pub value: String,
    /// The channel, or `staff`.
    pub route: String,
    /// It took the place of an earlier one.
    pub correction: bool,
}

const ANSWERS: &str = "
    SELECT at, key, value, route, correction
    FROM answer
    WHERE mailbox_id = $1
    ORDER BY at DESC, id DESC
    LIMIT $2";

/// What somebody answered, the newest first.
pub async fn answers(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<Answer>> {
    Ok(on!(tx, |conn| sqlx::query_as(ANSWERS).bind(mailbox).bind(MOST).fetch_all(conn).await?))
}

/// A way to write to somebody.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Way {
    /// `telegram` or `whatsapp`.
    pub kind: String,
    /// Since when nothing arrives there.
    pub unreachable_at: Option<DateTime<Utc>>,
    /// Why.
    pub unreachable_code: Option<String>,
    /// When the person wrote there last.
    pub last_inbound_at: Option<DateTime<Utc>>,
    /// Other people use the same telephone.
    pub is_shared: bool,
}

const WAYS: &str = "
    SELECT a.kind, a.unreachable_at, a.unreachable_code, a.last_inbound_at, FALSE AS is_shared,
           a.id AS id
    FROM address a
    WHERE a.person_id = $1 AND a.joined_into IS NULL
    UNION ALL
    SELECT a.kind, COALESCE(a.unreachable_at, s.hushed_at), a.unreachable_code, s.wrote_at, TRUE,
           a.id
    FROM address_share s
    JOIN address a ON a.id = s.address_id
    WHERE s.person_id = $1
    ORDER BY kind, id";

/// The ways to write to somebody, also those that do not work any more.
pub async fn ways(tx: &mut Tx, person: PersonId) -> Result<Vec<Way>> {
    Ok(on!(tx, |conn| sqlx::query_as(WAYS).bind(person).fetch_all(conn).await?))
}

/// A question that waits for an answer.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Open {
    /// Which.
    pub id: QuestionId,
    /// By which dialog.
    pub dialog: String,
    /// Silence is counted from here.
    pub first_asked_at: DateTime<Utc>,
    /// How often it was put.
    pub times_asked: i64,
    /// What is tried next.
    pub next_rung: Option<String>,
    /// When.
    pub next_rung_at: Option<DateTime<Utc>>,
}

const OPEN: &str = "
    SELECT id, dialog, first_asked_at, times_asked, next_rung, next_rung_at
    FROM question
    WHERE mailbox_id = $1 AND closed_at IS NULL
    ORDER BY first_asked_at, id
    LIMIT $2";

/// The questions that wait for an answer, the oldest first.
pub async fn open(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<Open>> {
    Ok(on!(tx, |conn| sqlx::query_as(OPEN).bind(mailbox).bind(MOST).fetch_all(conn).await?))
}

/// A try to reach somebody that a colleague noted.
pub struct Noted<'a> {
    /// Whose mailbox.
    pub mailbox: MailboxId,
    /// `telefoon`, ...
    pub route: &'static str,
    /// What came of it.
    pub result: &'static str,
    /// Words beside it, without a BSN.
    pub note: Option<&'a str>,
    /// Who.
    pub by: StaffId,
    /// When it was, civil.
    pub at: DateTime<Utc>,
    /// About which question.
    pub question: Option<QuestionId>,
}

const NOTE: &str = "
    INSERT INTO contact_attempt (id, mailbox_id, question_id, route, at, result, note_sealed, noted_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Notes a try; gives its id.
pub async fn note(tx: &mut Tx, noted: Noted<'_>) -> Result<AttemptId> {
    let id = AttemptId::fresh();
    let seal = |words: &str| tx.vault().seal("contact_attempt.note_sealed", words.as_bytes());
    let sealed = noted.note.map(seal);
    on!(tx, |conn| sqlx::query(NOTE)
        .bind(id)
        .bind(noted.mailbox)
        .bind(noted.question)
        .bind(noted.route)
        .bind(noted.at)
        .bind(noted.result)
        .bind(sealed)
        .bind(noted.by)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(id)
}
