//! A colleague writes to a person: now, or at a time; a text of their own, or one of the content.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{FURTHEST, Refusal, append_take_over, has_it, seen};
use crate::dialog::content::Content;
use crate::dialog::event::Written;
use crate::ids::{PersonId, StaffMessageId};
use crate::message::TextId;
use crate::store::board::Viewer;
use crate::store::staff_messages::{self, New, Waiting};
use crate::store::trail::{self, Somebody};
use crate::store::{StoreError, Tx, audit, gemeenten};
use crate::text::{bsn, by_hand};
use crate::trade::person::Language;

/// What is written, and what the colleague means by it.
pub struct Reply {
    /// As the form was drawn with: the same form twice is one message.
    pub id: StaffMessageId,
    /// To whom.
    pub person: PersonId,
    /// What.
    pub written: Written,
    /// When it is to leave, civil; None: now.
    pub at: Option<DateTime<Utc>>,
    /// Also in quiet hours.
    pub although_quiet: bool,
    /// Also when another colleague has the conversation.
    pub although_taken: bool,
}

/// Words of a colleague as they may leave.
///
/// # Errors
/// When there are none, too many, or a BSN is among them.
pub fn words(typed: &str, language: Language) -> Result<Written, Refusal> {
    let words = typed.replace("\r\n", "\n");
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::Empty);
    }
    if words.chars().count() > by_hand::LONGEST {
        return Err(Refusal::TooLong);
    }
    if bsn::without_bsn(words) != words {
        return Err(Refusal::Bsn);
    }
    Ok(Written::Words { words: words.to_owned(), language })
}

/// What asks a person to write, so that WhatsApp's window opens.
pub fn write_back() -> Written {
    let (text, template) = by_hand::WRITE_BACK;
    Written::Text { text: TextId::from(text), template: Some(template.to_owned()) }
}

/// Writes; false when this form was sent before, and nothing more is done. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn reply(
    tx: &mut Tx,
    content: &Content,
    reply: Reply,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    let who = seen(tx, reply.person, by).await?;
    if let Written::Text { text, .. } = &reply.written
        && !content.words.has(Language::Nl, text)
    {
        return Err(Refusal::NoSuchChoice);
    }
    may_be_written_to(tx, &who).await?;
    let send_at = moment(tx, content, (reply.at, reply.although_quiet), by, now).await?;
    let has_it = has_it(tx, &who, reply.although_taken, by).await?;
    let new = New {
        id: reply.id,
        mailbox: who.mailbox_id,
        by: by.staff,
        written: &reply.written,
        send_at,
    };
    if !staff_messages::insert(tx, new, now).await? {
        return Ok(false);
    }
    if reply.at.is_none() {
        if !has_it {
            append_take_over(tx, &who, by, now).await?;
        }
        let message = Waiting {
            id: reply.id,
            mailbox: who.mailbox_id,
            by: by.staff,
            by_name: staff_messages::name_of(tx, by.staff).await?,
            written: reply.written,
            send_at,
            held_at: None,
            expires_at: send_at + staff_messages::HELD,
        };
        staff_messages::give(tx, &message, now).await?;
    }
    noted(tx, "reply", (&who, reply.id), by, now).await?;
    Ok(true)
}

async fn may_be_written_to(tx: &mut Tx, who: &Somebody) -> Result<(), Refusal> {
    if who.stopped_at.is_some() {
        return Err(Refusal::Stopped);
    }
    let ways = trail::ways(tx, who.id).await?;
    if ways.iter().all(|way| way.unreachable_at.is_some()) {
        return Err(Refusal::NoAddress);
    }
    Ok(())
}

/// When it leaves: ahead, not too far, and in quiet hours only when that is meant.
async fn moment(
    tx: &mut Tx,
    content: &Content,
    (at, although_quiet): (Option<DateTime<Utc>>, bool),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Refusal> {
    if at.is_some_and(|at| at <= now || at - now > FURTHEST) {
        return Err(Refusal::NotAhead);
    }
    let at = at.unwrap_or(now);
    let code = gemeenten::code(tx, by.gemeente).await?;
    let quiet = content.policies.quiet_hours_of(&code);
    if !although_quiet && quiet.next_allowed(at) > at {
        return Err(Refusal::QuietHours);
    }
    Ok(at)
}

/// Takes a message back that has not left. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn take_back(
    tx: &mut Tx,
    (person, message): (PersonId, StaffMessageId),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = seen(tx, person, by).await?;
    if !staff_messages::cancel(tx, (message, who.mailbox_id), now).await? {
        return Err(Refusal::TooLate);
    }
    noted(tx, "take_back_reply", (&who, message), by, now).await?;
    Ok(())
}

/// Other words, or another moment, for a message that has not left. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn change(
    tx: &mut Tx,
    content: &Content,
    reply: Reply,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = seen(tx, reply.person, by).await?;
    let send_at = moment(tx, content, (reply.at, reply.although_quiet), by, now).await?;
    let which = (reply.id, who.mailbox_id);
    if !staff_messages::change(tx, which, &reply.written, send_at).await? {
        return Err(Refusal::TooLate);
    }
    noted(tx, "change_reply", (&who, reply.id), by, now).await?;
    Ok(())
}

async fn noted(
    tx: &mut Tx,
    act: &'static str,
    (who, message): (&Somebody, StaffMessageId),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let subject = Some(("person", who.id.0));
    let detail = json!({ "message": message });
    audit::note(tx, by.gemeente, Some(by.staff), act, subject, detail, now).await
}
