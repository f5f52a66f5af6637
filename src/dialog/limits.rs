//! How much a dialog may do. Every bound of the dialog engine and its files stands here.

use chrono::TimeDelta;

/// Steps walked for one event, over all conversations of a mailbox.
pub const MAX_STEPS: u32 = 40;
/// Dialogs inside each other.
pub const MAX_DEPTH: usize = 6;
/// Misunderstandings after which a colleague takes over.
pub const MAX_MISUNDERSTOOD: u32 = 2;
/// How often somebody may say "ask me later" to one question; then a colleague asks.
pub const MAX_LATER: u32 = 3;
/// Messages of our own that one dialog may send somebody within seven days; answers to what the
/// person just said do not count. Three starts, which is the contact budget of the shipped
/// `policies.yaml`, each put again by at most two rungs of its ladder.
pub const MESSAGES_PER_WEEK: u32 = 9;
/// How long a polite start waits for the open question.
pub const POLITE_WAIT: TimeDelta = TimeDelta::hours(12);
/// A session this near interrupts what is being asked.
pub const URGENT: TimeDelta = TimeDelta::hours(24);
/// The longest pause, and the furthest plan.
pub const LONGEST_PAUSE: TimeDelta = TimeDelta::days(366);
/// Characters of a typed answer that are kept.
pub const LONGEST_ANSWER: usize = 500;
/// Closed questions that a conversation remembers, for taps that come late.
pub const REMEMBERED_QUESTIONS: usize = 30;

/// Bytes of one file.
pub const MAX_FILE_BYTES: usize = 1_000_000;
/// Files of a revision.
pub const MAX_FILES: usize = 1_000;
/// Steps of one dialog.
pub const MAX_DIALOG_STEPS: usize = 2_000;
/// Choices of one question.
pub const MAX_CHOICES: usize = 10;
