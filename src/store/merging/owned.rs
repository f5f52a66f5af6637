//! What belongs to a person, and how it comes to be another's: the one table that merging and undoing go by.
//!
//! Tests hold it against the schema and against `personal/register`: a table that is forgotten here is found there.

use crate::ids::{EnrolmentId, MailboxId, PersonId};
use crate::store::{Result, Tx, on};

/// What a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A person.
    Person,
    /// The mailbox of a person.
    Mailbox,
    /// A place in a course.
    Enrolment,
}

/// A column that leads to whom a row belongs to.
#[derive(Debug)]
pub struct Owned {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// What it leads to.
    pub whose: Whose,
    /// What makes it another's, in this order: $1 whose it is, $2 whose it becomes. Where only one of two rows can
    /// stay, the comment says which.
    pub moves: &'static [&'static str],
}

use Whose::{Enrolment, Mailbox, Person};

const fn owned(
    table: &'static str,
    column: &'static str,
    whose: Whose,
    moves: &'static [&'static str],
) -> Owned {
    Owned { table, column, whose, moves }
}

/// Everything, in an order in which each row finds what it refers to.
pub const OWNED: &[Owned] = &[
    // a place that both have is made one before, by `acts/merge_people/places`
    owned("enrolment", "person_id", Person, &[
        "UPDATE enrolment SET person_id = $2 WHERE person_id = $1",
    ]),
    // the newest word about a session counts
    owned("attendance", "enrolment_id", Enrolment, &[
        "DELETE FROM attendance
         WHERE enrolment_id = $2
           AND EXISTS (SELECT 1 FROM attendance o
                       WHERE o.enrolment_id = $1 AND o.session_id = attendance.session_id
                         AND o.said_at > attendance.said_at)",
        "DELETE FROM attendance
         WHERE enrolment_id = $1
           AND EXISTS (SELECT 1 FROM attendance k
                       WHERE k.enrolment_id = $2 AND k.session_id = attendance.session_id)",
        "UPDATE attendance SET enrolment_id = $2 WHERE enrolment_id = $1",
    ]),
    owned("presence", "enrolment_id", Enrolment, &[
        "DELETE FROM presence
         WHERE enrolment_id = $2
           AND EXISTS (SELECT 1 FROM presence o
                       WHERE o.enrolment_id = $1 AND o.session_id = presence.session_id
                         AND o.noted_at > presence.noted_at)",
        "DELETE FROM presence
         WHERE enrolment_id = $1
           AND EXISTS (SELECT 1 FROM presence k
                       WHERE k.enrolment_id = $2 AND k.session_id = presence.session_id)",
        "UPDATE presence SET enrolment_id = $2 WHERE enrolment_id = $1",
    ]),
    // what went out is not sent again; what is planned goes before what was dropped
    owned("reminder", "enrolment_id", Enrolment, &[
        "DELETE FROM reminder
         WHERE enrolment_id = $2
           AND fired_at IS NULL
           AND EXISTS (SELECT 1 FROM reminder o
                       WHERE o.enrolment_id = $1 AND o.session_id = reminder.session_id
                         AND o.session_version = reminder.session_version AND o.moment = reminder.moment
                         AND (o.fired_at IS NOT NULL
                              OR (reminder.dropped_at IS NOT NULL AND o.dropped_at IS NULL)))",
        "DELETE FROM reminder
         WHERE enrolment_id = $1
           AND EXISTS (SELECT 1 FROM reminder k
                       WHERE k.enrolment_id = $2 AND k.session_id = reminder.session_id
                         AND k.session_version = reminder.session_version AND k.moment = reminder.moment)",
        "UPDATE reminder SET enrolment_id = $2 WHERE enrolment_id = $1",
    ]),
    owned("catch_up", "enrolment_id", Enrolment, &[
        "DELETE FROM catch_up
         WHERE enrolment_id = $1
           AND EXISTS (SELECT 1 FROM catch_up k
                       WHERE k.enrolment_id = $2 AND k.missed_id = catch_up.missed_id
                         AND k.session_id = catch_up.session_id)",
        "UPDATE catch_up SET enrolment_id = $2 WHERE enrolment_id = $1",
    ]),
    owned("bot_start", "enrolment_id", Enrolment, &[
        "UPDATE bot_start SET enrolment_id = $2 WHERE enrolment_id = $1 AND mailbox_id IN (
            SELECT p.mailbox_id FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.id = $1)",
    ]),
    owned("practice_hours", "enrolment_id", Enrolment, &[
        "UPDATE practice_hours SET enrolment_id = $2 WHERE enrolment_id = $1 AND mailbox_id IN (
            SELECT p.mailbox_id FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.id = $1)",
    ]),
    // what it is about stands in its sealed state too: `acts/merge_people/places`
    owned("conversation", "enrolment_id", Enrolment, &[
        "UPDATE conversation SET enrolment_id = $2 WHERE enrolment_id = $1 AND mailbox_id IN (
            SELECT p.mailbox_id FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.id = $1)",
    ]),
    // who waited first is first; who has a place waits no more
    owned("course_wait", "person_id", Person, &[
        "DELETE FROM course_wait
         WHERE person_id IN ($1, $2)
           AND left_at IS NULL
           AND EXISTS (SELECT 1 FROM enrolment e
                       WHERE e.person_id IN ($1, $2) AND e.course_id = course_wait.course_id
                         AND e.ended_at IS NULL)",
        "DELETE FROM course_wait
         WHERE person_id = $2
           AND left_at IS NULL
           AND EXISTS (SELECT 1 FROM course_wait o
                       WHERE o.person_id = $1 AND o.course_id = course_wait.course_id
                         AND o.left_at IS NULL AND o.since < course_wait.since)",
        "DELETE FROM course_wait
         WHERE person_id = $1
           AND left_at IS NULL
           AND EXISTS (SELECT 1 FROM course_wait k
                       WHERE k.person_id = $2 AND k.course_id = course_wait.course_id AND k.left_at IS NULL)",
        "UPDATE course_wait SET person_id = $2 WHERE person_id = $1",
    ]),
    // the act notes what it takes over: nothing else of who stays was corrected
    owned("person_correction", "person_id", Person, &[
        "DELETE FROM person_correction WHERE person_id = $1 AND person_id <> $2",
    ]),
    // found by both names and numbers
    owned("person_word", "person_id", Person, &[
        "INSERT INTO person_word (person_id, word, gemeente_id, of_merged)
         SELECT k.id, w.word, w.gemeente_id, TRUE
         FROM person_word w
         JOIN person k ON k.id = $2
         WHERE w.person_id = $1
         ON CONFLICT (person_id, word) DO NOTHING",
        "DELETE FROM person_word WHERE person_id = $1 AND person_id <> $2",
    ]),
    // written anew for who stays
    owned("person_key", "person_id", Person, &[
        "DELETE FROM person_key WHERE person_id = $1 AND person_id <> $2",
    ]),
    // what was put aside is noted of who stays, by the act
    owned("person_pair", "person_id", Person, &[
        "DELETE FROM person_pair WHERE person_id = $1 AND person_id <> $2",
    ]),
    owned("person_pair", "other_id", Person, &[
        "DELETE FROM person_pair WHERE other_id = $1 AND other_id <> $2",
    ]),
    // one extension that two files told
    owned("term_extension", "person_id", Person, &[
        "DELETE FROM term_extension
         WHERE person_id = $1
           AND EXISTS (SELECT 1 FROM term_extension k
                       WHERE k.person_id = $2 AND k.ground = term_extension.ground
                         AND k.granted_on = term_extension.granted_on)",
        "UPDATE term_extension SET person_id = $2 WHERE person_id = $1",
    ]),
    owned("term_alarm", "person_id", Person, &[
        "DELETE FROM term_alarm
         WHERE person_id = $1
           AND EXISTS (SELECT 1 FROM term_alarm k
                       WHERE k.person_id = $2 AND k.about_on = term_alarm.about_on
                         AND k.alarm = term_alarm.alarm)",
        "UPDATE term_alarm SET person_id = $2 WHERE person_id = $1",
    ]),
    owned("map_decision", "person_id", Person, &[
        "UPDATE map_decision SET person_id = $2 WHERE person_id = $1",
    ]),
    // one open flag: that of who stays
    owned("hardship", "person_id", Person, &[
        "DELETE FROM hardship
         WHERE person_id = $1
           AND decided_at IS NULL
           AND EXISTS (SELECT 1 FROM hardship k WHERE k.person_id = $2 AND k.decided_at IS NULL)",
        "UPDATE hardship SET person_id = $2 WHERE person_id = $1",
    ]),
    // nobody is family of themselves
    owned("kinship", "person_id", Person, &[
        "DELETE FROM kinship
         WHERE person_id = $1
           AND (other_id = $2
                OR EXISTS (SELECT 1 FROM kinship k
                           WHERE k.person_id = $2 AND k.other_id = kinship.other_id))",
        "UPDATE kinship SET person_id = $2 WHERE person_id = $1",
    ]),
    owned("kinship", "other_id", Person, &[
        "DELETE FROM kinship
         WHERE other_id = $1
           AND (person_id = $2
                OR EXISTS (SELECT 1 FROM kinship k
                           WHERE k.other_id = $2 AND k.person_id = kinship.person_id))",
        "UPDATE kinship SET other_id = $2 WHERE other_id = $1",
    ]),
    // what was noted last counts
    owned("own_field_value", "person_id", Person, &[
        "DELETE FROM own_field_value
         WHERE person_id = $2
           AND EXISTS (SELECT 1 FROM own_field_value o
                       WHERE o.person_id = $1 AND o.field_id = own_field_value.field_id
                         AND o.noted_at > own_field_value.noted_at)",
        "DELETE FROM own_field_value
         WHERE person_id = $1
           AND EXISTS (SELECT 1 FROM own_field_value k
                       WHERE k.person_id = $2 AND k.field_id = own_field_value.field_id)",
        "UPDATE own_field_value SET person_id = $2 WHERE person_id = $1",
    ]),
    owned("snooze", "person_id", Person, &[
        "DELETE FROM snooze
         WHERE person_id = $1 AND EXISTS (SELECT 1 FROM snooze k WHERE k.person_id = $2)",
        "UPDATE snooze SET person_id = $2 WHERE person_id = $1",
    ]),
    // the newest stands
    owned("placement", "person_id", Person, &[
        "DELETE FROM placement
         WHERE person_id = $2
           AND EXISTS (SELECT 1 FROM placement o
                       WHERE o.person_id = $1 AND o.kind = placement.kind
                         AND o.noted_at > placement.noted_at)",
        "DELETE FROM placement
         WHERE person_id = $1
           AND EXISTS (SELECT 1 FROM placement k WHERE k.person_id = $2 AND k.kind = placement.kind)",
        "UPDATE placement SET person_id = $2 WHERE person_id = $1",
    ]),
    owned("own_plan", "person_id", Person, &[
        "DELETE FROM own_plan
         WHERE person_id = $2
           AND EXISTS (SELECT 1 FROM own_plan o
                       WHERE o.person_id = $1 AND o.letter = own_plan.letter
                         AND o.noted_at > own_plan.noted_at)",
        "DELETE FROM own_plan
         WHERE person_id = $1
           AND EXISTS (SELECT 1 FROM own_plan k WHERE k.person_id = $2 AND k.letter = own_plan.letter)",
        "UPDATE own_plan SET is_current = FALSE
         WHERE person_id = $1 AND is_current
           AND EXISTS (SELECT 1 FROM own_plan k WHERE k.person_id = $2 AND k.is_current)",
        "UPDATE own_plan SET person_id = $2 WHERE person_id = $1",
    ]),
    // a telephone that both use is left by who goes, in the act: `acts/share_phone`
    owned("address_share", "person_id", Person, &[
        "UPDATE address_share
         SET person_id = $2, mailbox_id = (SELECT p.mailbox_id FROM person p WHERE p.id = $2)
         WHERE person_id = $1",
    ]),
    owned("address", "person_id", Person, &["UPDATE address SET person_id = $2 WHERE person_id = $1"]),
    owned("address", "mailbox_id", Mailbox, &["UPDATE address SET mailbox_id = $2 WHERE mailbox_id = $1"]),
    owned("address_claim", "person_id", Person, &[
        "DELETE FROM address_claim
         WHERE person_id = $1
           AND EXISTS (SELECT 1 FROM address_claim k
                       WHERE k.person_id = $2 AND k.address_id = address_claim.address_id)",
        "UPDATE address_claim SET person_id = $2 WHERE person_id = $1",
    ]),
    owned("invitation", "person_id", Person, &[
        "UPDATE invitation SET person_id = $2 WHERE person_id = $1",
    ]),
    owned("letter", "person_id", Person, &["UPDATE letter SET person_id = $2 WHERE person_id = $1"]),
    owned("letter", "mailbox_id", Mailbox, &["UPDATE letter SET mailbox_id = $2 WHERE mailbox_id = $1"]),
    owned("consent", "person_id", Person, &["UPDATE consent SET person_id = $2 WHERE person_id = $1"]),
    // whom they took in before; not each other, which was undone
    owned("person_merge", "person_id", Person, &[
        "DELETE FROM person_merge WHERE person_id = $1 AND gone_id = $2",
        "UPDATE person_merge SET person_id = $2 WHERE person_id = $1",
    ]),
    // what waits gets places behind everything that waits already, in its own order
    owned("inbox", "mailbox_id", Mailbox, &[
        "UPDATE inbox
         SET mailbox_id = $2, seq = seq + (SELECT m.last_seq FROM mailbox m WHERE m.id = $2)
         WHERE mailbox_id = $1",
        "UPDATE mailbox
         SET last_seq = last_seq + (SELECT m.last_seq FROM mailbox m WHERE m.id = $1)
         WHERE id = $2",
    ]),
    owned("history", "mailbox_id", Mailbox, &["UPDATE history SET mailbox_id = $2 WHERE mailbox_id = $1"]),
    owned("conversation", "mailbox_id", Mailbox, &[
        "UPDATE conversation SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    owned("question", "mailbox_id", Mailbox, &["UPDATE question SET mailbox_id = $2 WHERE mailbox_id = $1"]),
    owned("clear_question", "mailbox_id", Mailbox, &[
        "UPDATE clear_question SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    owned("wait", "mailbox_id", Mailbox, &["UPDATE wait SET mailbox_id = $2 WHERE mailbox_id = $1"]),
    owned("answer", "mailbox_id", Mailbox, &["UPDATE answer SET mailbox_id = $2 WHERE mailbox_id = $1"]),
    owned("practice_hours", "mailbox_id", Mailbox, &[
        "UPDATE practice_hours SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    owned("outbox", "mailbox_id", Mailbox, &["UPDATE outbox SET mailbox_id = $2 WHERE mailbox_id = $1"]),
    owned("covered_message", "mailbox_id", Mailbox, &[
        "UPDATE covered_message SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    // of two open tasks about the same one was closed before: `double_tasks`
    owned("task", "mailbox_id", Mailbox, &["UPDATE task SET mailbox_id = $2 WHERE mailbox_id = $1"]),
    owned("contact_attempt", "mailbox_id", Mailbox, &[
        "UPDATE contact_attempt SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    owned("bot_start", "mailbox_id", Mailbox, &[
        "UPDATE bot_start SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    owned("staff_message", "mailbox_id", Mailbox, &[
        "UPDATE staff_message SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    owned("staff_note", "mailbox_id", Mailbox, &[
        "UPDATE staff_note SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    owned("translation", "mailbox_id", Mailbox, &[
        "UPDATE translation SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
    owned("stranger", "mailbox_id", Mailbox, &[
        "DELETE FROM stranger
         WHERE mailbox_id = $1 AND EXISTS (SELECT 1 FROM stranger k WHERE k.mailbox_id = $2)",
        "UPDATE stranger SET mailbox_id = $2 WHERE mailbox_id = $1",
    ]),
];

/// What needs no row here, because it goes along with what it belongs to, or belongs to nobody: table and reason.
pub const FOLLOWS: &[(&str, &str)] = &[
    ("person", "who goes is gone; what who stays takes over, a colleague chooses"),
    ("mailbox", "stays, and leads on to that of who stays"),
    ("address_handle", "belongs to an address"),
    ("delivery", "belongs to a message of ours"),
    ("hidden_message", "belongs to a message of ours"),
    ("media", "belongs to an event"),
    ("early_status", "belongs to a message of ours"),
    ("held_event", "belongs to a telephone of several people"),
    ("code_try", "belongs to an address, for an hour"),
    ("audit_entry", "is never changed"),
    ("rate_bucket", "belongs to an address, for some seconds"),
    ("reached", "belongs to an address, for a day"),
    ("seen_key", "leads to nobody"),
    ("unreadable", "leads to nobody"),
    ("recurring_job", "only how far something is"),
    ("publication", "only how far something is"),
    ("retention_run", "only how far something is"),
];

/// The key by which rows of a table are found again. One column: a change of the row is a change; several: the row
/// went, and another came.
pub fn key(table: &str) -> &'static [&'static str] {
    match table {
        "attendance" | "presence" => &["enrolment_id", "session_id"],
        "catch_up" => &["enrolment_id", "missed_id", "session_id"],
        "person_correction" => &["person_id", "field"],
        "person_word" => &["person_id", "word"],
        "person_key" => &["person_id", "kind"],
        "person_pair" | "kinship" => &["person_id", "other_id"],
        "term_alarm" => &["person_id", "about_on", "alarm"],
        "snooze" => &["person_id"],
        "own_field_value" => &["person_id", "field_id"],
        "placement" => &["person_id", "kind"],
        "own_plan" => &["person_id", "letter"],
        "address_share" => &["address_id", "mailbox_id"],
        "clear_question" => &["question_id"],
        "translation" => &["event_id"],
        "stranger" => &["mailbox_id"],
        _ => &["id"],
    }
}

/// Gives everything of a person to another.
pub async fn move_person(tx: &mut Tx, from: PersonId, into: PersonId) -> Result<()> {
    moved(tx, Person, from.0, into.0).await
}

/// Gives everything in a mailbox to another.
pub async fn move_mailbox(tx: &mut Tx, from: MailboxId, into: MailboxId) -> Result<()> {
    moved(tx, Mailbox, from.0, into.0).await
}

/// Gives everything of a place in a course to another place in it.
pub async fn move_place(tx: &mut Tx, from: EnrolmentId, into: EnrolmentId) -> Result<()> {
    moved(tx, Enrolment, from.0, into.0).await
}

async fn moved(tx: &mut Tx, whose: Whose, from: uuid::Uuid, into: uuid::Uuid) -> Result<()> {
    for owned in OWNED.iter().filter(|owned| owned.whose == whose) {
        for sql in owned.moves {
            on!(tx, |conn| sqlx::query(*sql)
                .bind(from)
                .bind(into)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
    }
    Ok(())
}
