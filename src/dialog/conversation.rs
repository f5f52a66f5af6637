//! The state of a mailbox's conversations: plain values, stored sealed as JSON.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::definition::{EndHow, SessionChange};
use super::event::About;
use crate::ids::{AddressId, ConversationId, EnrolmentId, QuestionId, WaitId};
use crate::message::{ChannelKind, Facts};
use crate::plan::ladder::RungKind;
use crate::trade::person::Language;

/// The hash of the content that a conversation follows, from its start to its end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RevisionId(pub String);

/// Everything a step may look at, and what it may change, of one mailbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Mailbox {
    /// CBS code of the municipality, which may have quiet hours and ladders of its own; empty: as
    /// everybody has them.
    pub gemeente: String,
    /// Linked to a person; an unknown sender is not.
    pub known: bool,
    /// The language to talk in.
    pub language: Language,
    /// Said "stop".
    pub stopped: bool,
    /// A colleague talks; the bot is silent.
    pub taken_over: bool,
    /// Every way to reach them, usable or not.
    pub addresses: Vec<AddressView>,
    /// Is there a coach to ask?
    pub has_coach: bool,
    /// The live conversations, and the one that a tapped question belongs to.
    pub conversations: Vec<Conversation>,
    /// What every text may mention (`naam`, `gemeente`).
    pub facts: Facts,
    /// What waits behind neutral messages: the person does not know what it says.
    pub unread: Vec<Unread>,
}

/// A message that waits behind a neutral one; see `dialog::covered`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The question that it puts, if it puts one.
    pub question: Option<QuestionId>,
    /// Since when, civil.
    pub since: DateTime<Utc>,
}

/// An address, as far as a step must know it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AddressView {
    /// Which.
    pub id: AddressId,
    /// On what kind of channel.
    pub kind: ChannelKind,
    /// Not blocked, not without an account.
    pub usable: bool,
    /// The person wrote from here, or agreed to be written to.
    pub may_write_first: bool,
    /// When the person last wrote from here.
    pub last_inbound_at: Option<DateTime<Utc>>,
}

/// A dialog being held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// Which.
    pub id: ConversationId,
    /// By which dialog.
    pub dialog: String,
    /// In which revision.
    pub revision: RevisionId,
    /// Running, waiting for its turn, or over.
    pub status: Status,
    /// Where it is.
    pub step: String,
    /// What it knows.
    pub facts: Facts,
    /// The dialogs in which this one is held, the outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Within>,
    /// Where it goes on after its pause; nowhere: at its first step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onward: Option<String>,
    /// The session it is about.
    pub about: Option<About>,
    /// What is asked now.
    pub question: Option<Question>,
    /// What was asked before, so that a late tap finds its question.
    pub closed: Vec<ClosedQuestion>,
    /// When it began (or began to wait).
    pub started_at: DateTime<Utc>,
    /// Runs out when the session it is about is over.
    pub over: Option<WaitId>,
    /// What became of its session, once it moved or was cancelled: an answer means nothing then.
    #[serde(default)]
    pub changed: Option<SessionChange>,
}

/// A dialog that holds another one, and waits for what that gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Within {
    /// Its name.
    pub dialog: String,
    /// What it knows.
    pub facts: Facts,
    /// Where it goes on.
    pub goto: String,
    /// What it keeps of what the other gives: the other's name for it, its own.
    pub keep: BTreeMap<String, String>,
}

/// Whose turn it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// Waits for its turn, or for a moment at which it may speak; looks again at `wait`.
    Queued {
        /// Runs out after twelve hours, or in the morning.
        wait: WaitId,
        /// Worthless after this.
        useful_until: Option<DateTime<Utc>>,
    },
    /// Has the turn.
    Live,
    /// Pauses, or begins on another day; it asks nothing, and others may speak meanwhile.
    Pausing {
        /// Runs out when it goes on.
        wait: WaitId,
    },
    /// Was interrupted by something more urgent, or by "stop"; returns after it.
    Suspended {
        /// Runs out when it may speak, if only the hour keeps it.
        #[serde(default)]
        wait: Option<WaitId>,
    },
    /// Answered what was not understood, and remembers for a while how often: two machines must
    /// not talk for ever.
    Lingering {
        /// Forgets then.
        wait: WaitId,
        /// How often it answered.
        times: u32,
        /// How it ended.
        how: EndHow,
    },
    /// Over.
    Ended {
        /// How.
        how: EndHow,
    },
}

/// A question that waits for its answer. Repeating it keeps its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Which; the buttons carry it.
    pub id: QuestionId,
    /// The step that asks it.
    pub step: String,
    /// Silence is counted from here.
    pub first_asked_at: DateTime<Utc>,
    /// The last time it was put.
    pub last_asked_at: DateTime<Utc>,
    /// How often it was put.
    pub times_asked: u32,
    /// How many rungs of the ladder were climbed or skipped.
    pub rungs_done: usize,
    /// What is tried next, and when.
    pub next: Option<NextTry>,
    /// How often an answer was not understood.
    pub misunderstood: u32,
    /// Why the last try did not arrive.
    pub undelivered: Option<String>,
    /// Where it was last put.
    pub address: Option<AddressId>,
    /// How often the person asked to be asked later.
    #[serde(default)]
    pub put_off: u32,
}

/// The next moment on which silence has a consequence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextTry {
    /// The wait that runs out then.
    pub wait: WaitId,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// A rung of the ladder; none: the dialog's own `no_answer`.
    pub rung: Option<RungKind>,
    /// The rung's place on the ladder.
    pub index: usize,
    /// The person asked to be asked again then.
    #[serde(default)]
    pub again: bool,
}

/// A question of the past.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClosedQuestion {
    /// Which.
    pub id: QuestionId,
    /// The step that asked it.
    pub step: String,
    /// The answer, if one came: the key of a choice.
    pub choice: Option<String>,
    /// When the answer came, UTC: "toch niet" takes back the last one.
    #[serde(default)]
    pub answered_at: Option<DateTime<Utc>>,
    /// In which dialog; none: the one that the conversation is in.
    #[serde(default)]
    pub dialog: Option<String>,
    /// How to come back to it, if it was put in a dialog that another one held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Box<Back>>,
}

/// Where a conversation was when it put a question inside another dialog.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Back {
    /// In which dialogs.
    pub within: Vec<Within>,
    /// With what it knew.
    pub facts: Facts,
}

impl Conversation {
    /// Over?
    pub fn has_ended(&self) -> bool {
        matches!(self.status, Status::Ended { .. })
    }

    /// Is there something that it still has to say?
    pub fn is_running(&self) -> bool {
        !matches!(self.status, Status::Ended { .. } | Status::Lingering { .. })
    }

    /// Has the turn, and waits for an answer?
    pub fn has_open_question(&self) -> bool {
        self.status == Status::Live && self.question.is_some()
    }

    /// Over, because another conversation of the same person says the same. Its question counts as put, so that a late
    /// tap finds it; gives which that is.
    pub fn give_way(&mut self) -> Option<QuestionId> {
        let asked = self.question.take();
        let back = (!self.within.is_empty())
            .then(|| Box::new(Back { within: self.within.clone(), facts: self.facts.clone() }));
        let id = asked.as_ref().map(|question| question.id);
        self.closed.extend(asked.map(|question| ClosedQuestion {
            id: question.id,
            step: question.step,
            choice: None,
            answered_at: None,
            dialog: Some(self.dialog.clone()),
            back,
        }));
        self.status = Status::Ended { how: EndHow::Superseded };
        self.over = None;
        id
    }

    /// The place in a course that it is about became another one.
    pub fn change_place(&mut self, from: EnrolmentId, to: EnrolmentId) -> bool {
        let about = self.about.as_mut().filter(|about| about.enrolment == from);
        about.map(|about| about.enrolment = to).is_some()
    }
}
