//! What can happen in a mailbox.
//!
//! An event is a value: stored sealed in the inbox, handled once, kept in the history. It carries
//! every fact the step needs, so that the step never has to look anything up.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{EnrolmentId, MailboxId, QuestionId, SessionId, StaffId, StaffMessageId, WaitId};
use crate::message::{Facts, Renaming, TextId};
use crate::plan::ladder::RungKind;
use crate::trade::course::SessionKind;
use crate::trade::person::Language;
use crate::trade::shared_phone::Stops;

/// The session that a conversation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Whose place in the course.
    pub enrolment: EnrolmentId,
    /// Which session.
    pub session: SessionId,
    /// When it starts, UTC: a question about it is urgent in the last day.
    pub starts_at: DateTime<Utc>,
    /// When it ends, UTC: a question about it is worthless after this.
    pub ends_at: DateTime<Utc>,
}

/// Something that happened, in the order of its mailbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Typed words.
    Said {
        /// As typed, cut at a sane length.
        words: String,
    },
    /// Opened the chat, without an invitation.
    Opened,
    /// Tapped a button or a list row of ours.
    Chose {
        /// What the button carried; see `dialog::payload`.
        payload: String,
    },
    /// Sent something that only a person can understand.
    Sent {
        /// `photo`, `voice`, ...
        kind: String,
    },
    /// Sent the token of an invitation. `work` finds out what it is worth and makes it `Invited`.
    Token {
        /// As it came.
        token: String,
    },
    /// Used an invitation; the shell found out what it is worth.
    Invited {
        /// What the invitation turned out to be.
        invitation: Invitation,
        /// What the welcome may mention.
        facts: Facts,
    },
    /// A reminder for a session falls due.
    Reminder {
        /// For which session.
        about: About,
        /// What kind of session: decides which dialog starts.
        kind: SessionKind,
        /// Everything the texts may mention, `moment` and `intentie` among them.
        facts: Facts,
        /// Not to be sent after this, UTC.
        useful_until: DateTime<Utc>,
    },
    /// A schedule, a colleague or another dialog starts a dialog.
    Start {
        /// Which dialog.
        dialog: String,
        /// What its texts may mention.
        facts: Facts,
        /// It follows from what the person said just now: it is said in the order of that answer.
        #[serde(default)]
        in_answer: bool,
    },
    /// A wait of a conversation has run out.
    WaitElapsed {
        /// Which wait.
        wait: WaitId,
    },
    /// A message did not arrive, or there was no address to send it to.
    Undelivered {
        /// The question it put, if it put one.
        question: Option<QuestionId>,
        /// The platform's word for it.
        why: String,
    },
    /// The session moved or was cancelled.
    SessionChanged {
        /// Which session, with its new times.
        about: About,
        /// It will not take place.
        cancelled: bool,
        /// The new facts.
        facts: Facts,
    },
    /// A colleague heard the answer by another route, such as the telephone.
    AnsweredElsewhere {
        /// The question that was answered.
        question: QuestionId,
        /// Who noted it.
        by: StaffId,
    },
    /// A colleague does not wait for the next rung of the ladder.
    TryNow {
        /// The question that nobody answers.
        question: QuestionId,
        /// What they want done.
        rung: RungKind,
        /// Who.
        by: StaffId,
    },
    /// Of those who shared a telephone one is left: what waited on it is that person's affair.
    LeftAlone {
        /// Their own mailbox.
        with: MailboxId,
    },
    /// A colleague found out who wants to stop on a telephone that several people use.
    ToldWhoStops {
        /// The question that nobody answered there.
        question: QuestionId,
        /// Who wants to.
        who: Stops,
        /// Who found out.
        by: StaffId,
    },
    /// A colleague takes the conversation over: the bot says so, and is silent.
    TookOver {
        /// Who.
        by: StaffId,
        /// What the person may call them.
        name: String,
    },
    /// It is the bot's again.
    HandedBack {
        /// Who gave it back; None: nobody wrote for long.
        by: Option<StaffId>,
        /// Their name.
        name: Option<String>,
    },
    /// A colleague writes.
    ColleagueWrote {
        /// Which row.
        message: StaffMessageId,
        /// Who.
        by: StaffId,
        /// What the person may call them.
        name: String,
        /// What.
        written: Written,
    },
    /// The person shut the channel.
    Blocked,
    /// The person opened it again.
    Unblocked,
    /// The platform calls the address by other names.
    Renamed {
        /// What happened.
        how: Renaming,
    },
}

/// What a colleague writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "written", rename_all = "snake_case")]
pub enum Written {
    /// Their own words, sent as they are.
    Words {
        /// As typed.
        words: String,
        /// In which language.
        language: Language,
    },
    /// A text of the content, in the person's language and in Dutch.
    Text {
        /// Which.
        text: TextId,
        /// The template that carries it where the window is shut.
        #[serde(default)]
        template: Option<String>,
    },
}

/// What an invitation's token turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Invitation {
    /// Good: the address is linked to its person now.
    Accepted,
    /// This very address used it before.
    UsedBySelf,
    /// Another address used it before.
    UsedByOther,
    /// Too old, or withdrawn.
    Expired,
    /// No invitation of ours.
    Unknown,
    /// Another address used it before, and its person is asked whether this one is theirs too.
    Asked,
    /// The code of a letter, with a slip in it.
    Mistyped,
    /// Too many wrong codes came from this address, or on this channel, within an hour.
    TooOften,
}

impl Event {
    /// A dialog begins that nobody on the telephone asked for.
    pub fn start(dialog: impl Into<String>, facts: Facts) -> Self {
        Self::Start { dialog: dialog.into(), facts, in_answer: false }
    }

    /// The place in a course that it is about became another one; false when it is about none of it.
    pub fn change_place(&mut self, from: EnrolmentId, to: EnrolmentId) -> bool {
        match self {
            Self::Reminder { about, .. } | Self::SessionChanged { about, .. }
                if about.enrolment == from =>
            {
                about.enrolment = to;
                true
            }
            _ => false,
        }
    }

    /// The word for it in the database and in logs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Said { .. } => "said",
            Self::Opened => "opened",
            Self::Chose { .. } => "chose",
            Self::Sent { .. } => "sent",
            Self::Token { .. } => "token",
            Self::Invited { .. } => "invited",
            Self::Reminder { .. } => "reminder",
            Self::Start { .. } => "start",
            Self::WaitElapsed { .. } => "wait_elapsed",
            Self::Undelivered { .. } => "undelivered",
            Self::SessionChanged { .. } => "session_changed",
            Self::AnsweredElsewhere { .. } => "answered_elsewhere",
            Self::TryNow { .. } => "try_now",
            Self::LeftAlone { .. } => "left_alone",
            Self::ToldWhoStops { .. } => "told_who_stops",
            Self::TookOver { .. } => "took_over",
            Self::HandedBack { .. } => "handed_back",
            Self::ColleagueWrote { .. } => "colleague_wrote",
            Self::Blocked => "blocked",
            Self::Unblocked => "unblocked",
            Self::Renamed { .. } => "renamed",
        }
    }

    /// Is what we say now an answer? Then it keeps its place behind what else is answered, also at night: a
    /// colleague decides on their own hour.
    pub fn is_answered(&self) -> bool {
        self.is_from_person()
            || matches!(
                self,
                Self::Start { in_answer: true, .. }
                    | Self::TookOver { .. }
                    | Self::ColleagueWrote { .. }
            )
    }

    /// Did the person do this? Then it is a sign of life.
    pub fn is_from_person(&self) -> bool {
        matches!(
            self,
            Self::Said { .. }
                | Self::Opened
                | Self::Chose { .. }
                | Self::Sent { .. }
                | Self::Token { .. }
                | Self::Invited { .. }
        )
    }
}
