//! A colleague does not wait for the ladder: the question again, by another channel, or work for the coach or
//! the klantmanager, now.
//!
//! The engine does it, in the order of the mailbox, and goes on behind it. Here is decided whether it can
//! be done at all, so that a button is never pressed in vain.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::dialog::event::Event;
use crate::ids::{EventId, QuestionId};
use crate::plan::ladder::RungKind;
use crate::store::board::Viewer;
use crate::store::desk::Reach;
use crate::store::{StoreError, Tx, audit, desk, inbox};

/// Why nothing is tried.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such question among those this colleague may see.
    #[error("there is no such question")]
    Unknown,
    /// It was closed before.
    #[error("the question was closed at {at}: {how}")]
    AlreadyClosed {
        /// A `closed_how` of the table `question`.
        how: String,
        /// When, civil.
        at: DateTime<Utc>,
    },
    /// This way does not lead to this person.
    #[error("it cannot be tried: {0:?}")]
    Cannot(Why),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a way does not lead to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// They said "stop".
    Stopped,
    /// A colleague talks with them; the bot is silent.
    TakenOver,
    /// No address works.
    NoAddress,
    /// There is one address, and no other.
    NoOtherChannel,
    /// There is no coach.
    NoCoach,
    /// It was put a moment ago, or is about to be.
    JustAsked,
}

/// A question that was put so shortly ago is not put again: somebody pressed twice.
pub const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(5);

/// Can this be tried?
pub fn why_not(rung: RungKind, reach: Reach) -> Option<Why> {
    let bot = matches!(rung, RungKind::Nudge | RungKind::OtherChannel);
    match rung {
        RungKind::Coach if !reach.has_coach => Some(Why::NoCoach),
        _ if bot && reach.is_stopped => Some(Why::Stopped),
        _ if bot && reach.is_taken_over => Some(Why::TakenOver),
        _ if bot && reach.addresses == 0 => Some(Why::NoAddress),
        RungKind::OtherChannel if reach.addresses < 2 => Some(Why::NoOtherChannel),
        _ => None,
    }
}

/// Asks for `rung` about `question`, now; `now` is civil.
pub async fn try_now(
    tx: &mut Tx,
    (question, rung): (QuestionId, RungKind),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<EventId, Refusal> {
    let state = desk::question(tx, question, by).await?.ok_or(Refusal::Unknown)?;
    if let Some(at) = state.closed_at {
        return Err(Refusal::AlreadyClosed { how: state.closed_how.unwrap_or_default(), at });
    }
    let reach = desk::reach(tx, state.mailbox_id).await?;
    let just_asked = !rung.is_human() && now - state.last_asked_at < AGAIN_AFTER;
    let pressed_twice = (state.being_tried || just_asked).then_some(Why::JustAsked);
    if let Some(why) = why_not(rung, reach).or(pressed_twice) {
        return Err(Refusal::Cannot(why));
    }
    let event = Event::TryNow { question, rung, by: by.staff };
    let id = inbox::append(tx, state.mailbox_id, None, (event.kind(), &event), now).await?;
    let detail = json!({ "event": id, "rung": rung.as_str() });
    let subject = Some(("question", question.0));
    audit::note(tx, by.gemeente, Some(by.staff), "try_now", subject, detail, now).await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_tried_says_why() {
        let reach =
            Reach { is_stopped: false, is_taken_over: false, has_coach: true, addresses: 2 };
        let all = RungKind::ALL.iter().map(|rung| why_not(*rung, reach));
        assert!(all.into_iter().all(|why| why.is_none()));
        let table = [
            (RungKind::Coach, Reach { has_coach: false, ..reach }, Why::NoCoach),
            (RungKind::Nudge, Reach { is_stopped: true, ..reach }, Why::Stopped),
            (RungKind::OtherChannel, Reach { is_taken_over: true, ..reach }, Why::TakenOver),
            (RungKind::Nudge, Reach { addresses: 0, ..reach }, Why::NoAddress),
            (RungKind::OtherChannel, Reach { addresses: 1, ..reach }, Why::NoOtherChannel),
        ];
        for (rung, reach, why) in table {
            assert_eq!(why_not(rung, reach), Some(why));
        }
        let shut = Reach { is_stopped: true, addresses: 0, ..reach };
        assert_eq!(why_not(RungKind::Klantmanager, shut), None, "a person can always be asked");
    }
}
