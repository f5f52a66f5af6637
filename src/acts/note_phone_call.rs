//! A colleague notes a telephone call: a try to reach somebody, with what came of it.
//!
//! A call that answered the open question ends its ladder, as every answer does. A BSN that stands in the
//! note is left out before it is kept; that it was, is told.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::note_answer;
use crate::ids::{AttemptId, PersonId, QuestionId};
use crate::store::board::Viewer;
use crate::store::trail::{self, Noted};
use crate::store::{StoreError, Tx, audit};
use crate::text::bsn;
use crate::trade::contact::CallResult;

/// Characters of a note.
pub const LONGEST_NOTE: usize = 500;
/// A call of longer ago is a slip of the pen.
const OLDEST: TimeDelta = TimeDelta::days(366);

/// A call as it is told.
pub struct Call<'a> {
    /// With whom.
    pub person: PersonId,
    /// When, civil.
    pub at: DateTime<Utc>,
    /// What came of it.
    pub result: CallResult,
    /// Words beside it; may be empty.
    pub note: &'a str,
    /// The question that it answered, if it did.
    pub answers: Option<QuestionId>,
}

/// The call is noted.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    /// Which line of the trail it is.
    pub attempt: AttemptId,
    /// A BSN stood in the note.
    pub bsn_left_out: bool,
    /// An open question is answered by it.
    pub answered: bool,
}

/// Why a call is not noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// It lies ahead.
    #[error("the call lies ahead")]
    Ahead,
    /// It lies too far back.
    #[error("the call is of more than a year ago")]
    TooOld,
    /// The note is too long.
    #[error("the note has more than {LONGEST_NOTE} characters")]
    TooLong,
    /// A call without a talk answers nothing.
    #[error("nobody was spoken to, so no question was answered")]
    NotSpoken,
    /// The question was closed before.
    #[error("the question was closed before")]
    AlreadyClosed,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Notes a call; `now` is civil.
pub async fn note_phone_call(
    tx: &mut Tx,
    call: Call<'_>,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    let who = trail::seen_by(tx, call.person, by).await?.ok_or(Refusal::Unknown)?;
    if call.at > now {
        return Err(Refusal::Ahead);
    }
    if now - call.at > OLDEST {
        return Err(Refusal::TooOld);
    }
    if call.answers.is_some() && call.result != CallResult::Gesproken {
        return Err(Refusal::NotSpoken);
    }
    let words = call.note.trim();
    if words.chars().count() > LONGEST_NOTE {
        return Err(Refusal::TooLong);
    }
    let kept = bsn::without_bsn(words);
    let bsn_left_out = kept != words;
    let attempt = trail::note(
        tx,
        Noted {
            mailbox: who.mailbox_id,
            route: "telefoon",
            result: call.result.as_str(),
            note: Some(&*kept).filter(|note| !note.is_empty()),
            by: by.staff,
            at: call.at,
            question: call.answers,
        },
    )
    .await?;
    if let Some(question) = call.answers {
        note_answer::note_answer(tx, question, by, now).await.map_err(|refusal| match refusal {
            note_answer::Refusal::Unknown => Refusal::Unknown,
            note_answer::Refusal::AlreadyClosed { .. } => Refusal::AlreadyClosed,
            note_answer::Refusal::Store(error) => Refusal::Store(error),
        })?;
    }
    let answered = call.answers.is_some();
    let detail = json!({ "attempt": attempt, "answered": answered });
    let subject = Some(("person", call.person.0));
    audit::note(tx, by.gemeente, Some(by.staff), "note_phone_call", subject, detail, now).await?;
    Ok(Done { attempt, bsn_left_out, answered })
}
