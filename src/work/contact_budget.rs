//! What falls due, held against the contact budget of each person: what may begin now, what comes
//! later, what never does.
//!
//! Three statements for any number of people: what began in the last days, what is planned for the
//! coming ones, what this look does about it. The rule itself is `plan::contact_budget`.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{after_lesson, recurring};
use crate::dialog::content::Content;
use crate::ids::{MailboxId, SessionId};
use crate::plan::contact_budget::{self, AHEAD, Verdict, Weight, Wish};
use crate::plan::policies::Policies;
use crate::store::due::{self, DueReminder, DueStart};
use crate::store::hot::arrivals::{self, NewEvent};
use crate::store::hot::starts::{self, Fate, OpenReminder};
use crate::store::{StoreError, Tx, mailboxes};

/// Starts this far back still matter: seven calendar days, and the hours of an eighth.
const BACK: TimeDelta = TimeDelta::days(8);
/// What the service wrote down as "too late".
const TOO_LATE: &str = "te-laat";
/// The lesson was cancelled after all, or the place at it ended.
const NOTHING_TO_SAY: &str = "vervallen";

/// Something that wants to begin with somebody now.
pub(super) struct Due {
    /// Its id, where it has a row; a wish that is due is not counted again as one that is planned.
    pub(super) id: Option<Uuid>,
    pub(super) mailbox: MailboxId,
    /// CBS code: its budget counts.
    pub(super) gemeente: String,
    pub(super) wish: Wish,
    /// A reminder is about a session.
    pub(super) session: Option<SessionId>,
    /// Costs nothing.
    pub(super) free: bool,
}

impl Due {
    /// A reminder that falls due.
    pub(super) fn reminder(reminder: &DueReminder) -> Self {
        let lead = reminder.starts_at - reminder.meant_at;
        Self {
            id: Some(reminder.id.0),
            mailbox: reminder.mailbox_id,
            gemeente: reminder.gemeente.clone(),
            wish: Wish {
                weight: Weight::of_reminder(lead),
                due_at: reminder.due_at,
                useful_until: reminder.useful_until,
                told_again_at: None,
            },
            session: Some(reminder.session_id),
            free: contact_budget::is_free(reminder.intent.as_deref(), lead),
        }
    }

    /// The turn of somebody in a schedule.
    pub(super) fn schedule(
        mailbox: MailboxId,
        gemeente: &str,
        (due_at, useful_until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Self {
        Self::of(Weight::Schedule, (None, mailbox), gemeente, (due_at, useful_until))
    }

    /// A start that waits for its moment.
    fn start(start: &DueStart) -> Self {
        let who = (Some(start.id.0), start.mailbox_id);
        let when = (start.due_at, start.useful_until);
        Self::of(weight(start.session_id.is_some()), who, &start.gemeente, when)
    }

    fn of(
        weight: Weight,
        (id, mailbox): (Option<Uuid>, MailboxId),
        gemeente: &str,
        (due_at, useful_until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Self {
        let wish = Wish { weight, due_at, useful_until, told_again_at: None };
        Self { id, mailbox, gemeente: gemeente.to_owned(), wish, session: None, free: false }
    }
}

/// Of a start that is no reminder.
fn weight(is_of_a_lesson: bool) -> Weight {
    if is_of_a_lesson { Weight::of_lesson() } else { Weight::Schedule }
}

/// What becomes of each of `due` at `now`; position by position. Their mailboxes are locked.
pub(super) async fn weigh(
    tx: &mut Tx,
    policies: &Policies,
    due: &[Due],
    now: DateTime<Utc>,
) -> Result<Vec<Verdict>, StoreError> {
    let mut verdicts = vec![Verdict::Goes; due.len()];
    let paid: Vec<usize> = (0..due.len()).filter(|i| !due[*i].free).collect();
    let whose: HashSet<MailboxId> = paid.iter().map(|i| due[*i].mailbox).collect();
    if whose.is_empty() {
        return Ok(verdicts);
    }
    let these: HashSet<Uuid> = due.iter().filter_map(|one| one.id).collect();
    let mut planned: HashMap<MailboxId, Vec<OpenReminder>> = HashMap::new();
    for reminder in starts::reminders(tx, &whose, now + AHEAD).await? {
        if !these.contains(&reminder.id.0) && reminder.useful_until > now {
            planned.entry(reminder.mailbox_id).or_default().push(reminder);
        }
    }
    let mut began: HashMap<MailboxId, Vec<DateTime<Utc>>> = HashMap::new();
    let mut waiting: HashMap<MailboxId, Vec<Wish>> = HashMap::new();
    for start in starts::starts(tx, &whose, now - BACK).await? {
        match start.begun_at {
            Some(at) => began.entry(start.mailbox_id).or_default().push(at),
            None if these.contains(&start.id.0) => {}
            None => waiting.entry(start.mailbox_id).or_default().push(Wish {
                weight: weight(start.is_of_a_lesson),
                due_at: start.due_at,
                useful_until: start.useful_until,
                told_again_at: None,
            }),
        }
    }
    let mut by_person: HashMap<MailboxId, Vec<usize>> = HashMap::new();
    for i in paid {
        by_person.entry(due[i].mailbox).or_default().push(i);
    }
    for (mailbox, mine) in by_person {
        let ahead = planned.remove(&mailbox).unwrap_or_default();
        let again = |session: SessionId, at: DateTime<Utc>| {
            let nearer = ahead.iter().filter(|r| r.session_id == session && r.due_at > at);
            nearer.map(|r| r.due_at).min()
        };
        let mut wishes: Vec<Wish> = mine
            .iter()
            .map(|i| Wish {
                told_again_at: due[*i].session.and_then(|session| again(session, now)),
                ..due[*i].wish
            })
            .collect();
        wishes.extend(ahead.iter().filter_map(|reminder| ahead_of(reminder, &again)));
        wishes.extend(waiting.remove(&mailbox).unwrap_or_default());
        let made = began.remove(&mailbox).unwrap_or_default();
        let code = &due[mine[0]].gemeente;
        let quiet = policies.quiet_hours_of(code);
        let told = contact_budget::decide(policies.budget_of(code), &made, &wishes, quiet, now);
        for (i, verdict) in mine.into_iter().zip(told) {
            verdicts[i] = verdict;
        }
    }
    Ok(verdicts)
}

fn ahead_of(
    reminder: &OpenReminder,
    again: &impl Fn(SessionId, DateTime<Utc>) -> Option<DateTime<Utc>>,
) -> Option<Wish> {
    let lead = reminder.starts_at - reminder.meant_at;
    let free = contact_budget::is_free(reminder.intent.as_deref(), lead);
    (!free).then(|| Wish {
        weight: Weight::of_reminder(lead),
        due_at: reminder.due_at,
        useful_until: reminder.useful_until,
        told_again_at: again(reminder.session_id, reminder.due_at),
    })
}

/// What waits for its moment and falls due now, because the budget put it off or a lesson was noted; at
/// most `many`.
pub(super) async fn put_off(
    tx: &mut Tx,
    content: &Content,
    many: i64,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let found = due::starts(tx, now, many).await?;
    mailboxes::lock(tx, found.iter().map(|start| start.mailbox_id)).await?;
    let lessons = found.iter().filter_map(|start| Some((start.session_id?, start.enrolment_id?)));
    let mut lessons = after_lesson::events(tx, content, lessons).await?;
    let due: Vec<Due> = found.iter().map(Due::start).collect();
    let verdicts = weigh(tx, &content.policies, &due, now).await?;
    let (mut dropped, mut moved, mut begins) = (Vec::new(), Vec::new(), Vec::new());
    for (start, verdict) in found.iter().zip(verdicts) {
        let id = start.id.0;
        let event = match (start.session_id, start.enrolment_id) {
            (Some(session), Some(place)) => lessons.remove(&(session, place)),
            _ => {
                Some(recurring::event(start.dialog.as_deref().unwrap_or_default(), start.practised))
            }
        };
        match (verdict, event) {
            _ if start.useful_until < now => dropped.push(Fate { id, at: now, why: TOO_LATE }),
            (_, None) => dropped.push(Fate { id, at: now, why: NOTHING_TO_SAY }),
            (Verdict::Goes, Some(event)) => begins.push((start, event)),
            (Verdict::Later(at), _) => moved.push(Fate { id, at, why: "" }),
            (Verdict::Dropped(why), _) => dropped.push(Fate { id, at: now, why: why.as_str() }),
        }
    }
    starts::dropped(tx, &dropped).await?;
    starts::moved(tx, &moved).await?;
    let ours = starts::begun(tx, begins.iter().map(|(start, _)| start.id), now).await?;
    let mut events = Vec::with_capacity(begins.len());
    for (start, event) in begins.iter().filter(|(start, _)| ours.contains(&start.id)) {
        events.push(NewEvent::ours(tx, start.mailbox_id, (event.kind(), event))?);
    }
    arrivals::append(tx, events, now).await?;
    Ok(found.len())
}
