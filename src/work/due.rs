//! What falls due becomes an event: reminders, waits, schedules, messages that never arrived.
//!
//! Everything is in rows: a moment that passed while the service was down is found at the next
//! look, and the dialog decides what a late one is still worth.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::contact_budget::{self, Due};
use super::{Stop, Work, carry_over, colleague, high_risk, recurring, report, statuses};
use crate::acts::occasion::where_to;
use crate::dialog::event::{About, Event};
use crate::ids::{MailboxId, StartId};
use crate::message::{Fact, Facts, Line, TextId};
use crate::plan::contact_budget::{Verdict, Why};
use crate::plan::local_time;
use crate::plan::policies::Policies;
use crate::store::carrying;
use crate::store::due::{self, DueReminder};
use crate::store::heartbeat::{self, Loop};
use crate::store::hot::arrivals::{self, NewEvent};
use crate::store::hot::due::Dropped;
use crate::store::hot::starts::{self, Fate, StartWrite};
use crate::store::{StoreError, Tx, hot, mailboxes, staff_messages};
use crate::trade::course::SessionKind;

/// Rows in one transaction.
const TOGETHER: i64 = 200;
/// Platforms repeat a delivery for seven days.
const KEYS_LIVE: TimeDelta = TimeDelta::days(9);
/// A status that found no message by then never will.
const EARLY_LIVE: TimeDelta = TimeDelta::hours(24);
/// The rule by which a reminder is not sent to who answered it.
const ANSWERED: &str = "beantwoord";
/// How often, in civil time, messages are looked for that never reached a phone, and conversations in which
/// nobody writes any more.
const LOST_EVERY: TimeDelta = TimeDelta::minutes(10);
/// How often, in machine time, old keys are swept.
const SWEEP_EVERY: TimeDelta = TimeDelta::minutes(10);

pub(super) async fn run(work: Work, mut stop: Stop) {
    let mut changes = work.clock.changes();
    let mut swept_at = work.clock.machine();
    let mut looked_at = None;
    loop {
        match look(&work, &mut looked_at).await {
            Ok(0) => {
                let jumped = async { drop(changes.changed().await) };
                if work.rest(jumped, &mut stop).await {
                    return;
                }
            }
            Ok(_) if *stop.borrow() => return,
            Ok(_) => {}
            Err(error) => {
                report("looking what falls due", &error).await;
                if *stop.borrow() {
                    return;
                }
            }
        }
        if work.clock.machine() - swept_at >= SWEEP_EVERY {
            swept_at = work.clock.machine();
            if let Err(error) = sweep(&work).await {
                report("sweeping old keys", &error).await;
            }
        }
    }
}

/// One look, and a heartbeat when it is done: only a look that could also write counts.
async fn look(work: &Work, looked_at: &mut Option<DateTime<Utc>>) -> Result<usize, StoreError> {
    let count = round(work, looked_at).await?;
    let now = work.clock.machine();
    if work.pulse.is_time_to_write(now) {
        let mut tx = work.db.begin().await?;
        heartbeat::write(&mut tx, Loop::Due, now).await?;
        // crash before: the look before this one is the last that is known
        crate::crash_point!("due: a heartbeat", tx.commit().await)?;
        work.pulse.wrote(now);
    }
    work.came_round(Loop::Due);
    Ok(count)
}

/// One look; gives how much fell due.
async fn round(work: &Work, looked_at: &mut Option<DateTime<Utc>>) -> Result<usize, StoreError> {
    let now = work.clock.civil();
    let mut look = work.db.read().await?;
    let due = due::next(&mut look).await?.is_some_and(|at| at <= now);
    let look_for_lost = looked_at.is_none_or(|at| now - at >= LOST_EVERY);
    let lost = if look_for_lost { not_delivered(work, &mut look, now).await? } else { Vec::new() };
    let quiet = if look_for_lost { gone_quiet(work, &mut look, now).await? } else { Vec::new() };
    let carrying = carrying::carrying(&mut look).await?.is_some();
    drop(look);
    if look_for_lost {
        *looked_at = Some(now);
    }
    let along = if carrying { carry_over::carry_some(work).await? } else { 0 };
    // most looks find nothing, and do not take the writer
    if !due && lost.is_empty() && quiet.is_empty() {
        return Ok(along);
    }
    let mut tx = work.db.begin().await?;
    let content = work.library(&mut tx, &[]).await?.published;
    let mut count = along + reminders(&mut tx, &content.policies, now).await?;
    count += contact_budget::put_off(&mut tx, &content, TOGETHER, now).await?;
    count += waits(&mut tx, now).await?;
    count += recurring::run_due(work, &mut tx, now).await?;
    count += colleague::messages(&mut tx, TOGETHER, now).await?;
    count += colleague::hand_back(&mut tx, &quiet, now).await?;
    mailboxes::lock(&mut tx, lost.iter().map(|part| part.mailbox_id)).await?;
    for part in &lost {
        count += usize::from(statuses::undelivered(&mut tx, part, "niet-afgeleverd", now).await?);
    }
    // crash before the commit: nothing fell due yet; the next look finds it
    crate::crash_point!("due: what fell due", tx.commit().await)?;
    Ok(count)
}

async fn reminders(
    tx: &mut Tx,
    policies: &Policies,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let due = due::reminders(tx, now, TOGETHER).await?;
    mailboxes::lock(tx, due.iter().map(|r| r.mailbox_id)).await?;
    let (mut dropped, mut useful, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    let drop = |reminder: &DueReminder, why: &str| Dropped {
        id: reminder.id,
        why: why.to_owned(),
        at: now,
    };
    for reminder in &due {
        let late = (reminder.useful_until <= now).then_some("te-laat");
        let told = is_told(reminder, policies).then_some(ANSWERED);
        match reminder.overtaken.as_deref().or(late).or(told) {
            Some(why) => dropped.push(drop(reminder, why)),
            None => useful.push(reminder),
        }
    }
    let wishes: Vec<Due> = useful.iter().map(|reminder| Due::reminder(reminder)).collect();
    let verdicts = contact_budget::weigh(tx, policies, &wishes, now).await?;
    let mut fires = Vec::with_capacity(useful.len());
    for ((reminder, wish), verdict) in useful.into_iter().zip(&wishes).zip(verdicts) {
        match verdict {
            Verdict::Goes => fires.push((reminder, wish.free)),
            Verdict::Later(at) => {
                moved.push(Fate { id: reminder.id.0, at, why: Why::Budget.as_str() });
            }
            Verdict::Dropped(why) => dropped.push(drop(reminder, why.as_str())),
        }
    }
    hot::due::dropped(tx, &dropped).await?;
    starts::moved_reminders(tx, &moved).await?;
    let ours = hot::due::fired(tx, fires.iter().map(|(r, _)| r.id), now).await?;
    fires.retain(|(reminder, _)| ours.contains(&reminder.id));
    let paid: Vec<StartWrite> =
        fires.iter().filter(|(_, free)| !free).map(|(r, _)| start_of(r, now)).collect();
    starts::note(tx, &paid).await?;
    let fired: Vec<&DueReminder> = fires.iter().map(|(reminder, _)| *reminder).collect();
    let of: BTreeSet<&str> = fired.iter().map(|reminder| reminder.gemeente.as_str()).collect();
    for code in of {
        let Some(rule) = policies.high_risk_of(code) else { continue };
        let theirs: Vec<&DueReminder> =
            fired.iter().filter(|reminder| reminder.gemeente == code).copied().collect();
        high_risk::call_first(tx, rule, &theirs, now).await?;
    }
    let mut events = Vec::with_capacity(fired.len());
    for reminder in fired {
        let event = event_of(reminder, now)?;
        events.push(NewEvent::ours(tx, reminder.mailbox_id, (event.kind(), &event))?);
    }
    arrivals::append(tx, events, now).await?;
    Ok(due.len())
}

/// Does the policy keep this one for people who have not said whether they come, and have they?
fn is_told(reminder: &DueReminder, policies: &Policies) -> bool {
    let Some(kind) = SessionKind::parse(&reminder.kind) else { return false };
    let policies = policies.of(&reminder.gemeente);
    let moments = policies.reminder_for(kind).map_or(&[][..], |(_, moments)| moments);
    let only = moments.iter().any(|m| m.key == reminder.moment && m.only_if_unanswered);
    only && reminder.intent.is_some()
}

fn start_of(reminder: &DueReminder, now: DateTime<Utc>) -> StartWrite {
    StartWrite {
        id: StartId::fresh(),
        mailbox: reminder.mailbox_id,
        reminder: Some(reminder.id),
        schedule: None,
        session: None,
        enrolment: None,
        dialog: None,
        due_at: now,
        meant_at: reminder.meant_at,
        useful_until: reminder.useful_until,
        begun_at: Some(now),
        dropped_at: None,
        dropped_why: None,
    }
}

fn event_of(reminder: &DueReminder, now: DateTime<Utc>) -> Result<Event, StoreError> {
    let kind = SessionKind::parse(&reminder.kind)
        .ok_or_else(|| StoreError::corrupt("session", reminder.session_id, &reminder.kind))?;
    let (start, end) = (local_time::local(reminder.starts_at), local_time::local(reminder.ends_at));
    let word = |w: &str| Fact::Word(w.to_owned());
    let facts: Facts = [
        ("soort", word(kind.as_str())),
        ("nummer", Fact::Number(reminder.number)),
        ("dag", Fact::Date(start.date())),
        ("tijd", Fact::Time(start.time())),
        ("eindtijd", Fact::Time(end.time())),
        ("plaats", Fact::Place(reminder.place.clone())),
        ("adres", Fact::Place(where_to(&reminder.street, reminder.online_url.as_deref()))),
        ("meenemen", word(reminder.bring.as_deref().unwrap_or_default())),
        ("praktisch", Fact::Lines(practical(reminder, kind))),
        ("dagen", Fact::Number(local_time::days_between(now, reminder.starts_at))),
        ("moment", word(&reminder.moment)),
        ("intentie", word(reminder.intent.as_deref().unwrap_or("onbekend"))),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into();
    Ok(Event::Reminder {
        about: About {
            enrolment: reminder.enrolment_id,
            session: reminder.session_id,
            starts_at: reminder.starts_at,
            ends_at: reminder.ends_at,
        },
        kind,
        facts,
        useful_until: reminder.useful_until,
    })
}

/// Everything practical, a line each; no lines when there is nothing to tell. What to bring to a PVT session
/// has a message of its own.
fn practical(reminder: &DueReminder, kind: SessionKind) -> Vec<Line> {
    let line = |text: &str, fact: Option<&str>| {
        let facts = fact.map(|words| ("wat".to_owned(), Fact::Word(words.to_owned())));
        Line { text: TextId::from(text), facts: facts.into_iter().collect() }
    };
    let told =
        matches!(kind, SessionKind::Pvt | SessionKind::PvtExcursie | SessionKind::PvtOndertekening);
    let bring = reminder.bring.as_deref().filter(|_| !told);
    let bring = bring.map(|bring| line("praktisch-meenemen", Some(bring)));
    let hint = reminder.travel_hint.as_deref().map(|hint| line("praktisch-reistip", Some(hint)));
    let children = reminder.childcare.then(|| line("praktisch-opvang", None));
    let interpreter = reminder.has_interpreter.then(|| line("praktisch-tolk", None));
    [bring, children, interpreter, hint].into_iter().flatten().collect()
}

async fn waits(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let due = due::waits(tx, now, TOGETHER).await?;
    mailboxes::lock(tx, due.iter().map(|w| w.mailbox_id)).await?;
    let ours = hot::due::elapsed(tx, due.iter().map(|w| w.id), now).await?;
    let mut events = Vec::with_capacity(due.len());
    for wait in due.iter().filter(|w| ours.contains(&w.id)) {
        let event = Event::WaitElapsed { wait: wait.id };
        events.push(NewEvent::ours(tx, wait.mailbox_id, (event.kind(), &event))?);
    }
    arrivals::append(tx, events, now).await?;
    Ok(due.len())
}

/// Conversations that a colleague has, and in which nobody wrote for long.
async fn gone_quiet(
    work: &Work,
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> Result<Vec<MailboxId>, StoreError> {
    if work.hands_back_after <= TimeDelta::zero() {
        return Ok(Vec::new());
    }
    staff_messages::gone_quiet(tx, now - work.hands_back_after, TOGETHER).await
}

async fn not_delivered(
    work: &Work,
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> Result<Vec<crate::store::statuses::About>, StoreError> {
    let content = work.library(tx, &[]).await?.published;
    crate::store::statuses::not_delivered(tx, now - content.policies.undelivered_after.0).await
}

async fn sweep(work: &Work) -> Result<(), StoreError> {
    let now = work.clock.civil();
    let mut tx = work.db.begin().await?;
    crate::store::statuses::sweep(&mut tx, now - KEYS_LIVE, now - EARLY_LIVE).await?;
    crate::store::code_tries::sweep(&mut tx, now - crate::store::code_tries::REMEMBERED).await?;
    crate::store::import_files::sweep(&mut tx, work.clock.machine()).await?;
    crate::store::merging::sweep(&mut tx, now).await?;
    work.sweep_limits(&mut tx).await?;
    // crash before: they are swept the next time
    crate::crash_point!("due: swept", tx.commit().await)
}
