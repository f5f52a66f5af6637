//! What a step wants done. Effects are rows: `work::record_effects` writes every one of them in
//! the transaction that marks the event handled.

use chrono::{DateTime, NaiveDate, Utc};

use super::conversation::{Conversation, Question};
use super::event::About;
use crate::ids::{AddressId, ConversationId, QuestionId, StaffId, StaffMessageId, WaitId};
use crate::message::{Fact, Lane, Saying, TextId};
use crate::plan::ladder::RungKind;
use crate::text::shared_phone;
use crate::trade::course::Intent;
use crate::trade::letter::first_name;
use crate::trade::own_plan::Letter;
use crate::trade::person::Language;
use crate::trade::task::{Desk, TaskKind};

/// One thing to write down.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A message to an address.
    Say(Say),
    /// The conversation as it is now; new or changed.
    Keep(Box<Conversation>),
    /// The question as it is now; new or changed.
    Ask {
        /// Whose question.
        conversation: ConversationId,
        /// The question.
        question: Question,
        /// The text that puts it.
        text: String,
    },
    /// The question needs no answer any more.
    CloseQuestion {
        /// Which.
        question: QuestionId,
        /// Why.
        how: ClosedHow,
    },
    /// An answer, in codes.
    Record {
        /// In which conversation.
        conversation: ConversationId,
        /// To which question.
        question: QuestionId,
        /// What it is about.
        key: String,
        /// What was answered.
        value: String,
        /// It takes the place of an earlier answer.
        correction: bool,
    },
    /// What was said about coming.
    Attend {
        /// To which session.
        about: About,
        /// Coming or not.
        intent: Intent,
        /// Why not, as a barrier code.
        reason: Option<String>,
    },
    /// Wake this conversation then.
    Wait {
        /// The wait.
        wait: WaitId,
        /// Whose.
        conversation: ConversationId,
        /// When, UTC.
        due_at: DateTime<Utc>,
    },
    /// No longer needed.
    CancelWait {
        /// Which.
        wait: WaitId,
    },
    /// Work for a colleague; joins an open task of the same kind and cause.
    OpenTask {
        /// What for.
        kind: TaskKind,
        /// For whom.
        desk: Desk,
        /// In which conversation, if it is kept.
        conversation: Option<ConversationId>,
        /// About which question.
        question: Option<QuestionId>,
        /// About which session.
        about: Option<About>,
        /// Why, as a code.
        reason: Option<String>,
        /// What makes it one task: the same cause again joins it.
        cause: String,
        /// The rung that asked for it.
        rung: Option<RungKind>,
    },
    /// Hours of practice that the person told us of.
    Practice {
        /// In which conversation they were told.
        conversation: ConversationId,
        /// About which course, if it is known.
        about: Option<About>,
        /// How long.
        minutes: i64,
        /// On which day, in Europe/Amsterdam.
        on: NaiveDate,
    },
    /// What the person means to do, in their own words.
    OwnPlan {
        /// Which plan.
        letter: Letter,
        /// At most `trade::own_plan::LONGEST` characters.
        words: String,
    },
    /// A colleague talks from here; which, nobody knows yet.
    HandOver,
    /// This colleague talks from here.
    TakeOver {
        /// Who.
        by: StaffId,
    },
    /// The bot talks from here.
    HandBack {
        /// Who gave it back; None: nobody wrote for long.
        by: Option<StaffId>,
    },
    /// What a colleague wrote, to an address.
    Tell {
        /// Which row.
        message: StaffMessageId,
        /// Who.
        by: StaffId,
        /// What, where and how.
        say: Say,
    },
    /// What a colleague wrote does not leave now.
    Unsent {
        /// Which row.
        message: StaffMessageId,
        /// Why not.
        why: Unsent,
    },
    /// Talk in this language from now on.
    SetLanguage(Language),
    /// What was said about consent, to which text.
    Consent {
        /// For what.
        purpose: String,
        /// Yes or no.
        given: bool,
        /// The text that asked.
        text: String,
    },
    /// No more messages.
    Stop,
    /// Messages again.
    Restart,
}

/// A message that must leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Say {
    /// In which conversation.
    pub conversation: Option<ConversationId>,
    /// To where.
    pub address: AddressId,
    /// In which order.
    pub lane: Lane,
    /// In which language, beside Dutch.
    pub language: Language,
    /// What.
    pub saying: Saying,
    /// Worthless after this, UTC.
    pub expires_at: DateTime<Utc>,
    /// The rung of the ladder that sends it.
    pub rung: Option<RungKind>,
}

impl Say {
    /// The same on a telephone that others read too: it begins with the name of whom it is for.
    pub fn to(mut self, name: &str) -> Self {
        shared_phone::is_for(&mut self.saying.facts, name);
        self
    }

    /// The same in a second wording, with the buttons of the first.
    pub fn in_words(mut self, second: TextId) -> Self {
        let first = std::mem::replace(&mut self.saying.text, second);
        for choice in &mut self.saying.choices {
            choice.label_text.get_or_insert_with(|| first.clone());
        }
        self
    }

    /// The same to somebody who did not prove yet who they are: of the name only the first word, and
    /// nothing of what we know.
    pub fn unproven(mut self) -> Self {
        if let Some(Fact::Person(name)) = self.saying.facts.get_mut("naam") {
            *name = first_name(name).to_owned();
        }
        // a question with them may be put again at another address than the one that proved it
        if let Some(Fact::Lines(known)) = self.saying.facts.get_mut("gegevens") {
            known.clear();
        }
        self
    }
}

/// Why what a colleague wrote does not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsent {
    /// The window is shut: it waits until the person writes.
    Held,
    /// The person wants no messages.
    Stopped,
    /// Nothing reaches this person.
    NoAddress,
}

/// Why a question is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosedHow {
    /// The person answered.
    Answered,
    /// A colleague noted the answer.
    Elsewhere,
    /// Its moment passed.
    NoAnswer,
    /// The person wants no messages.
    Stopped,
    /// Something newer took its place.
    Superseded,
}

impl ClosedHow {
    /// The word for it in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Elsewhere => "elsewhere",
            Self::NoAnswer => "no_answer",
            Self::Stopped => "stopped",
            Self::Superseded => "superseded",
        }
    }
}
