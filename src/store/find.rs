//! Finding people: by the beginnings of words in their name or klantnummer, of one colleague, or all by name.
//!
//! Every look reads as many rows as it shows, however many people there are; whose people somebody may see is
//! decided here.

use chrono::{DateTime, Utc};

use super::board::Viewer;
use super::{Result, Tx, on};
use crate::ids::{PersonId, StaffId};
use crate::trade::person::GroupKind;
use crate::trade::staff::Scope;

/// People on one page.
pub const ROWS: usize = 50;

/// Somebody who was found.
#[derive(Clone, sqlx::FromRow)]
pub struct Found {
    /// Who.
    pub id: PersonId,
    /// The municipality's own key.
    pub klantnummer: String,
    /// Their name, as imported: not to be trusted as HTML.
    pub name: String,
    /// `asiel`, `gezin`, `overig`.
    pub group_kind: String,
    /// `b1`, `onderwijs`, `z`.
    pub leerroute: Option<String>,
    /// Code of the language in use.
    pub language: String,
    /// Whose they are.
    pub klantmanager_id: Option<StaffId>,
    /// Whose they are as a coach.
    pub coach_id: Option<StaffId>,
    /// Name of the klantmanager.
    pub klantmanager: Option<String>,
    /// Name of the coach.
    pub coach: Option<String>,
    /// When they wrote last, civil.
    pub heard_at: Option<DateTime<Utc>>,
    /// Is a question open?
    pub is_asked: bool,
    /// By which word they were found.
    pub word: Option<Vec<u8>>,
}

macro_rules! found {
    ($word:literal, $from:literal) => {
        concat!(
            "
    SELECT p.id, p.klantnummer, p.name, p.group_kind, p.leerroute, m.language,
           km.name AS klantmanager, co.name AS coach, p.klantmanager_id, p.coach_id,
           (SELECT MAX(a.last_inbound_at) FROM address a WHERE a.person_id = p.id) AS heard_at,
           EXISTS (SELECT 1 FROM question q
                   WHERE q.mailbox_id = p.mailbox_id AND q.closed_at IS NULL) AS is_asked,
           ",
            $word,
            " AS word
    FROM ",
            $from
        )
    };
}

// $1 gemeente, $2 and $3 the first beginning and its end, $4 and $5 after whom, $6 to $9 two more beginnings,
// $10 the group.
const BY_WORDS: &str = found!(
    "w.word",
    "person_word w
    JOIN person p ON p.id = w.person_id
    JOIN mailbox m ON m.id = p.mailbox_id
    LEFT JOIN staff km ON km.id = p.klantmanager_id
    LEFT JOIN staff co ON co.id = p.coach_id
    WHERE w.gemeente_id = $1 AND w.word >= $2 AND w.word < $3
      AND (w.word, w.person_id) > ($4, $5)
      AND ($6 IS NULL OR EXISTS (
              SELECT 1 FROM person_word o
              WHERE o.person_id = w.person_id AND o.word >= $6 AND o.word < $7))
      AND ($8 IS NULL OR EXISTS (
              SELECT 1 FROM person_word o
              WHERE o.person_id = w.person_id AND o.word >= $8 AND o.word < $9))
      AND ($10 IS NULL OR p.group_kind = $10)
    ORDER BY w.word, w.person_id
    LIMIT $11"
);

/// After whom a list goes on: the word by which they were found, and who.
pub type After = (Vec<u8>, PersonId);

/// The people of the municipality in whose name or klantnummer words begin like all of these (folded; at most
/// three count), after `after`; at most [`ROWS`] and one more. Somebody may be found by two words.
pub async fn by_words(
    tx: &mut Tx,
    viewer: Viewer,
    beginnings: &[String],
    group: Option<GroupKind>,
    after: Option<After>,
) -> Result<Vec<Found>> {
    let range = |n: usize| {
        let from: Option<Vec<u8>> = beginnings.get(n).map(|word| word.as_bytes().to_vec());
        // no byte of UTF-8 is as large as this one
        let to = from.clone().map(|mut word: Vec<u8>| {
            word.push(0xFF);
            word
        });
        (from, to)
    };
    let (Some(from), Some(to)) = range(0) else { return Ok(Vec::new()) };
    if viewer.role.scope() != Scope::Gemeente {
        return Ok(Vec::new());
    }
    let (word, who) = after.unwrap_or((Vec::new(), PersonId(uuid::Uuid::nil())));
    let (second, second_to) = range(1);
    let (third, third_to) = range(2);
    Ok(on!(tx, |conn| sqlx::query_as(BY_WORDS)
        .bind(viewer.gemeente)
        .bind(&from)
        .bind(&to)
        .bind(&word)
        .bind(who)
        .bind(&second)
        .bind(&second_to)
        .bind(&third)
        .bind(&third_to)
        .bind(group.map(GroupKind::as_str))
        .bind(ROWS as i64 + 1)
        .fetch_all(conn)
        .await?))
}

const OF_STAFF: &str = found!(
    "NULL",
    "(SELECT k.id
      FROM person k
      WHERE k.klantmanager_id IN (
          SELECT hand.of_id FROM in_hands hand
          WHERE hand.staff_id = $2 AND hand.first_on <= $8 AND hand.last_on >= $8)
      UNION
      SELECT c.id
      FROM person c
      WHERE c.coach_id IN (
          SELECT hand.of_id FROM in_hands hand
          WHERE hand.staff_id = $2 AND hand.first_on <= $8 AND hand.last_on >= $8)) own
    JOIN person p ON p.id = own.id
    JOIN mailbox m ON m.id = p.mailbox_id
    LEFT JOIN staff km ON km.id = p.klantmanager_id
    LEFT JOIN staff co ON co.id = p.coach_id
    WHERE p.gemeente_id = $1
      AND ($3 IS NULL OR (p.name, p.id) > (SELECT l.name, l.id FROM person l WHERE l.id = $3))
      AND ($4 IS NULL OR p.group_kind = $4)
      AND ($5 IS NULL OR EXISTS (
              SELECT 1 FROM person_word o
              WHERE o.person_id = p.id AND o.word >= $5 AND o.word < $6))
    ORDER BY p.name, p.id
    LIMIT $7"
);

/// The people whom one colleague looks after today by name, those whose name has a word that begins so, if one is given; after
/// `after`. At most [`ROWS`] and one more.
pub async fn of_staff(
    tx: &mut Tx,
    viewer: Viewer,
    of: StaffId,
    (beginning, group): (Option<&str>, Option<GroupKind>),
    after: Option<PersonId>,
) -> Result<Vec<Found>> {
    let from = beginning.map(|word| word.as_bytes().to_vec());
    let to = from.clone().map(|mut word| {
        word.push(0xFF);
        word
    });
    Ok(on!(tx, |conn| sqlx::query_as(OF_STAFF)
        .bind(viewer.gemeente)
        .bind(of)
        .bind(after)
        .bind(group.map(GroupKind::as_str))
        .bind(&from)
        .bind(&to)
        .bind(ROWS as i64 + 1)
        .bind(viewer.today)
        .fetch_all(conn)
        .await?))
}

const ALL: &str = found!(
    "NULL",
    "person p
    JOIN mailbox m ON m.id = p.mailbox_id
    LEFT JOIN staff km ON km.id = p.klantmanager_id
    LEFT JOIN staff co ON co.id = p.coach_id
    WHERE p.gemeente_id = $1
      AND ($2 IS NULL OR (p.name, p.id) > (SELECT l.name, l.id FROM person l WHERE l.id = $2))
      AND ($3 IS NULL OR p.group_kind = $3)
    ORDER BY p.name, p.id
    LIMIT $4"
);

// Each part stops at an index of its own, so that it costs no more than what is shown.
const OF_NOBODY: &str = found!(
    "NULL",
    "(SELECT lone.id
      FROM (SELECT n.id
            FROM person n
            WHERE n.gemeente_id = $1
              AND n.klantmanager_id IS NULL
              AND ($2 IS NULL OR (n.name, n.id) > (SELECT l.name, l.id FROM person l WHERE l.id = $2))
              AND ($3 IS NULL OR n.group_kind = $3)
            ORDER BY n.name, n.id
            LIMIT $4) lone
      UNION ALL
      SELECT left_alone.id
      FROM (SELECT n.id
            FROM stand_in s
            JOIN person n ON n.klantmanager_id = s.absent_id
            WHERE n.gemeente_id = $1
              AND s.deputy_id IS NULL AND s.first_on <= $5 AND s.last_on >= $5
              AND ($2 IS NULL OR (n.name, n.id) > (SELECT l.name, l.id FROM person l WHERE l.id = $2))
              AND ($3 IS NULL OR n.group_kind = $3)
            ORDER BY n.name, n.id
            LIMIT $4) left_alone) nobodys
    JOIN person p ON p.id = nobodys.id
    JOIN mailbox m ON m.id = p.mailbox_id
    LEFT JOIN staff km ON km.id = p.klantmanager_id
    LEFT JOIN staff co ON co.id = p.coach_id
    ORDER BY p.name, p.id
    LIMIT $4"
);

/// Everybody by name, or only who has no klantmanager, or one who is away while nobody stands in; after `after`. At most [`ROWS`] and one more.
pub async fn all(
    tx: &mut Tx,
    viewer: Viewer,
    (of_nobody, group): (bool, Option<GroupKind>),
    after: Option<PersonId>,
) -> Result<Vec<Found>> {
    if viewer.role.scope() != Scope::Gemeente {
        return Ok(Vec::new());
    }
    if !of_nobody {
        return Ok(on!(tx, |conn| sqlx::query_as(ALL)
            .bind(viewer.gemeente)
            .bind(after)
            .bind(group.map(GroupKind::as_str))
            .bind(ROWS as i64 + 1)
            .fetch_all(conn)
            .await?));
    }
    Ok(on!(tx, |conn| sqlx::query_as(OF_NOBODY)
        .bind(viewer.gemeente)
        .bind(after)
        .bind(group.map(GroupKind::as_str))
        .bind(ROWS as i64 + 1)
        .bind(viewer.today)
        .fetch_all(conn)
        .await?))
}
