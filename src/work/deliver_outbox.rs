//! The only place where an outbox row becomes a call.
//!
//! Claim in a short transaction, call without one, finish in a short transaction that only counts
//! for the newest attempt. What a platform answers becomes one of a few ends; the dialog hears of
//! a message that will not arrive, and of nothing else.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::templates::{Carrier, NONE_APPROVED, RECHECK, carrier, refused as template_refused};
use super::{OpenChannel, Stop, Work, report, statuses};
use crate::channel::window::{Allowed, allow};
use crate::channel::{Reason, Scope, SendError, limits, render};
use crate::dialog::conversation::RevisionId;
use crate::message::{Accepted, ChannelKind, Facts, Handle, Part, Saying, TemplateUse, TextId};
use crate::plan::backoff;
use crate::store::heartbeat::Loop;
use crate::store::outbox::{self, Claimed, Final, Finish};
use crate::store::statuses::About;
use crate::store::{StoreError, Tx, addresses, mailboxes, templates};
use crate::trade::person::Language;
use crate::trade::template::registry::Registry;

/// A worker that does not finish within this is taken for dead. Longer than any call may take
/// (22 s, and once more for the template).
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Calls under way at once in this process.
const AT_ONCE: usize = 64;
/// A channel that needs an operator is tried again after this.
const ALARM_PAUSE: TimeDelta = TimeDelta::minutes(10);
/// Before a doubtful message is repeated.
const DOUBT_PAUSE: TimeDelta = TimeDelta::seconds(20);

/// A part, ready to be called out.
struct Ready {
    claimed: Claimed,
    channel: OpenChannel,
    to: Handle,
    part: Part,
    /// If the platform says that the window is shut after all.
    fallback: Option<Part>,
}

/// What became of an attempt.
struct Ended {
    claimed: Claimed,
    words: String,
    /// The template that carried it, if one did.
    template: Option<TemplateUse>,
    outcome: Outcome,
}

impl Ended {
    fn unsent(claimed: Claimed, outcome: Outcome) -> Self {
        Self { claimed, words: String::new(), template: None, outcome }
    }
}

enum Outcome {
    Sent(Result<Accepted, SendError>),
    /// Its moment passed before it could leave.
    Expired,
    /// No language of its template may be sent now.
    Held,
    /// It cannot even be tried.
    Impossible(&'static str),
}

pub(super) async fn run(work: Work, mut stop: Stop) {
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let (ended, line) = mpsc::channel(AT_ONCE * 2);
    let finishing = tokio::spawn(finish_all(work.clone(), line));
    loop {
        work.came_round(Loop::Deliver);
        let free = slots.available_permits();
        match claim(&work, free).await {
            Ok(claimed) if claimed.is_empty() => {
                if work.rest(work.db.bells().outbox.notified(), &mut stop).await {
                    break;
                }
            }
            Ok(claimed) => {
                for part in claimed {
                    let Ok(slot) = slots.clone().acquire_owned().await else { return };
                    tokio::spawn(call(part, ended.clone(), slot));
                }
                if *stop.borrow() {
                    break;
                }
            }
            Err(error) => report("claiming parts to send", &error).await,
        }
    }
    // calls that are under way are waited for: their outcome is worth a few seconds
    drop(ended);
    let _ = finishing.await;
}

enum Prepared {
    Ready(Box<Ready>),
    Ended(Box<Ended>),
}

/// Crash after the commit: the lease runs out and `recover` finds the part.
async fn claim(work: &Work, limit: usize) -> Result<Vec<Prepared>, StoreError> {
    if limit == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
        return Ok(Vec::new());
    }
    let machine = work.clock.machine();
    let mut look = work.db.read().await?;
    let has_work = outbox::has_work(&mut look, machine).await?;
    drop(look);
    if !has_work {
        return Ok(Vec::new());
    }
    recover(work, machine).await?;
    let mut tx = work.db.begin().await?;
    let limit = i64::try_from(limit).unwrap_or(1);
    let claimed = outbox::claim(&mut tx, machine, machine + LEASE, limit).await?;
    let registry = work.templates(&mut tx).await?;
    let mut prepared = Vec::with_capacity(claimed.len());
    for part in claimed {
        let spare = part.clone();
        prepared.push(match prepare(work, &mut tx, &registry, part).await {
            // one part that cannot be read must not keep all others in the house
            Err(error) if error.is_about_a_row() => {
                tracing::error!(part.id = %spare.id, %error, "part {} cannot be read", spare.id);
                let outcome = Outcome::Impossible("onleesbaar");
                Prepared::Ended(Box::new(Ended::unsent(spare, outcome)))
            }
            prepared => prepared?,
        });
    }
    crate::crash_point!("deliver_outbox: claimed", tx.commit().await)?;
    Ok(prepared)
}

/// Parts whose worker died while sending: nobody knows whether they arrived. One at a time: all
/// together could wait in a circle with the statuses that settle the doubt.
async fn recover(work: &Work, machine: DateTime<Utc>) -> Result<(), StoreError> {
    let mut look = work.db.read().await?;
    let abandoned = outbox::abandoned(&mut look, machine).await?;
    drop(look);
    for part in abandoned {
        tracing::warn!(part.id = %part.id, "part {} was being sent when its worker died", part.id);
        let mut tx = work.db.begin().await?;
        in_doubt(work, &mut tx, &part, "lease", "").await?;
        // crash before: the next worker finds it as this one did
        crate::crash_point!("deliver_outbox: in doubt", tx.commit().await)?;
    }
    Ok(())
}

/// Everything that the call needs, and the words as they will be sent.
async fn prepare(
    work: &Work,
    tx: &mut Tx,
    registry: &Registry,
    claimed: Claimed,
) -> Result<Prepared, StoreError> {
    let end = |claimed, outcome| Ok(Prepared::Ended(Box::new(Ended::unsent(claimed, outcome))));
    let now = work.clock.civil();
    if claimed.expires_at <= now {
        return end(claimed, Outcome::Expired);
    }
    let Some(channel) = work.channels.get(&claimed.channel).cloned() else {
        return end(claimed, Outcome::Impossible("geen-kanaal"));
    };
    let Some(to) = addresses::handle_of(tx, claimed.address_id).await? else {
        return end(claimed, Outcome::Impossible("geen-naam"));
    };
    let content = work.content(tx, &RevisionId(claimed.revision.clone())).await?;
    let saying: Saying = tx.vault().open_json("outbox.sealed", &claimed.sealed)?;
    let language = Language::parse(&claimed.language).unwrap_or(Language::En);
    let mut words = content.words.outgoing(language, &saying);
    if claimed.doubtful {
        let again = content.words.say(language, &TextId::from("nogmaals"), &Facts::new());
        words.body = format!("{again}\n{}", words.body);
    }
    let reader = (&*content.words, language);
    let carrier = carrier(registry, &channel.of, reader, &saying, work.clock.machine());
    let template = carrier.part();
    let number = usize::try_from(claimed.part_no).unwrap_or(0);
    let free = render::render(&words, limits::of(channel.of.kind)).into_iter().nth(number);
    let last = addresses::last_inbound(tx, claimed.address_id).await?;
    let (part, fallback) = match allow(channel.of.kind, now, last, template.is_some()) {
        Allowed::FreeForm if number == 0 => (free, template),
        Allowed::FreeForm => (free, None),
        // a template carries the whole message: only the first part is sent as one
        Allowed::Template if number == 0 => (template, None),
        Allowed::Template => return end(claimed, Outcome::Impossible("venster-dicht")),
        Allowed::Blocked => {
            let Carrier::Barred { name, state, waits } = &carrier else {
                return end(claimed, Outcome::Impossible("venster-dicht"));
            };
            work.tell_barred(tx, &channel.of, (name, *state)).await?;
            let never = Outcome::Impossible(NONE_APPROVED);
            return end(claimed, if *waits { Outcome::Held } else { never });
        }
    };
    match part {
        Some(part) => Ok(Prepared::Ready(Box::new(Ready { claimed, channel, to, part, fallback }))),
        None => end(claimed, Outcome::Impossible("leeg")),
    }
}

async fn call(prepared: Prepared, ended: mpsc::Sender<Ended>, slot: OwnedSemaphorePermit) {
    let end = match prepared {
        Prepared::Ended(end) => *end,
        Prepared::Ready(ready) => send(*ready).await,
    };
    // the receiver lives as long as the service; at the very end the lease tells the rest
    let _ = ended.send(end).await;
    drop(slot);
}

async fn send(ready: Ready) -> Ended {
    let Ready { claimed, channel, to, part, fallback } = ready;
    let begun = Instant::now();
    let (mut words, mut carried_by) = (words_of(&part), template_of(&part));
    let mut outcome = channel.out.send(&to, &part, claimed.id).await;
    // the platform's clock is not ours: refused for sure, so the template may go at once
    if let (Err(SendError::Refused(refusal)), Some(template)) = (&outcome, &fallback)
        && refusal.reason == Reason::WindowClosed
    {
        (words, carried_by) = (words_of(template), template_of(template));
        outcome = channel.out.send(&to, template, claimed.id).await;
    }
    metrics::histogram!("wegwijzer_send_seconds", "channel" => claimed.channel.clone())
        .record(begun.elapsed().as_secs_f64());
    Ended { claimed, words, template: carried_by, outcome: Outcome::Sent(outcome) }
}

fn template_of(part: &Part) -> Option<TemplateUse> {
    match part {
        Part::Template { template } => Some(template.clone()),
        _ => None,
    }
}

fn words_of(part: &Part) -> String {
    match part {
        Part::Text { body } | Part::Buttons { body, .. } | Part::List { body, .. } => body.clone(),
        Part::Template { template } => {
            format!(
                "{} ({}): {}",
                template.name,
                template.language,
                template.parameters.join(" | ")
            )
        }
        Part::RemoveButtons { .. } => String::new(),
    }
}

/// Writes ends down; those that wait together share one commit.
async fn finish_all(work: Work, mut line: mpsc::Receiver<Ended>) {
    let mut batch = Vec::new();
    while line.recv_many(&mut batch, AT_ONCE).await > 0 {
        // crash before this commit: the platform may have the message, the lease will tell
        if let Err(error) = finish_together(&work, &batch).await {
            if !error.is_conflict() {
                report("writing down what was sent", &error).await;
            }
            for end in &batch {
                finish_alone(&work, end).await;
            }
        }
        batch.clear();
    }
}

/// Tries until it is written down; what cannot be, because a row is broken, is left to its lease.
async fn finish_alone(work: &Work, end: &Ended) {
    while let Err(error) = finish_together(work, std::slice::from_ref(end)).await {
        report("writing down what was sent", &error).await;
        if error.is_about_a_row() {
            return;
        }
    }
}

async fn finish_together(work: &Work, batch: &[Ended]) -> Result<(), StoreError> {
    let mut tx = work.db.begin().await?;
    mailboxes::lock(&mut tx, batch.iter().map(|end| end.claimed.mailbox_id)).await?;
    for end in batch {
        finish(work, &mut tx, end).await?;
    }
    crate::crash_point!("deliver_outbox: ended", tx.commit().await)
}

async fn finish(work: &Work, tx: &mut Tx, end: &Ended) -> Result<(), StoreError> {
    let part = &end.claimed;
    match &end.outcome {
        Outcome::Expired => lost(work, tx, end, Final::Expired, "verlopen").await,
        Outcome::Held => {
            let again = work.clock.machine() + RECHECK;
            count(part, "held");
            outbox::postpone(tx, part.id, part.attempt, again, false, templates::WAITS).await
        }
        Outcome::Impossible(why) => lost(work, tx, end, Final::Refused, why).await,
        Outcome::Sent(Ok(accepted)) => {
            let id = accepted.platform_id.as_deref();
            close(work, tx, end, Final::Accepted, id, None).await?;
            match id {
                Some(id) => statuses::catch_up(tx, id, work.clock.civil()).await,
                None => Ok(()),
            }
        }
        Outcome::Sent(Err(SendError::Refused(refusal))) => refused(work, tx, end, refusal).await,
        Outcome::Sent(Err(SendError::NotNow { wait, scope, code })) => {
            not_now(work, tx, end, *wait, *scope, code).await
        }
        Outcome::Sent(Err(SendError::Unknown { what })) => {
            in_doubt(work, tx, part, what, &end.words).await
        }
    }
}

async fn refused(
    work: &Work,
    tx: &mut Tx,
    end: &Ended,
    refusal: &crate::channel::Refusal,
) -> Result<(), StoreError> {
    let part = &end.claimed;
    let now = work.clock.civil();
    let channel = work.channels.get(&part.channel);
    if let (Reason::TemplateHeld, Some(template), Some(channel)) =
        (&refusal.reason, &end.template, channel)
    {
        tracing::error!(part.id = %part.id, channel = part.channel, code = refusal.code,
            template = template.name, language = template.language,
            "template {} ({}) was refused: {}", template.name, template.language, refusal.detail);
        template_refused(work, tx, (&channel.of, template), &refusal.code).await?;
        count(part, "held");
        // at once: another language may do, and if none does the part waits
        let again = work.clock.machine();
        return outbox::postpone(tx, part.id, part.attempt, again, false, &refusal.code).await;
    }
    match refusal.reason {
        Reason::AlreadyDone => close(work, tx, end, Final::Accepted, None, None).await.map(|_| ()),
        Reason::Alarm => {
            tracing::error!(
                channel = part.channel,
                code = refusal.code,
                "channel {} needs an operator: {}",
                part.channel,
                refusal.detail
            );
            let machine = work.clock.machine();
            outbox::pause_channel(tx, &part.channel, machine + ALARM_PAUSE, &refusal.code).await?;
            count(part, "alarm");
            outbox::postpone(tx, part.id, part.attempt, machine + ALARM_PAUSE, false, &refusal.code)
                .await
        }
        Reason::Unreachable | Reason::Stopped => {
            addresses::shut(tx, part.address_id, &refusal.code, now).await?;
            lost(work, tx, end, Final::Refused, &refusal.code).await
        }
        Reason::Dead | Reason::TemplateHeld | Reason::WindowClosed | Reason::Migrated { .. } => {
            tracing::error!(part.id = %part.id, channel = part.channel, code = refusal.code,
                "part {} was refused: {}", part.id, refusal.detail);
            lost(work, tx, end, Final::Refused, &refusal.code).await
        }
    }
}

async fn not_now(
    work: &Work,
    tx: &mut Tx,
    end: &Ended,
    wait: Duration,
    scope: Scope,
    code: &str,
) -> Result<(), StoreError> {
    let part = &end.claimed;
    let machine = work.clock.machine();
    let seed = u64::try_from(part.attempt).unwrap_or(0) ^ part.id.0.as_u64_pair().1;
    let own = backoff::after(u32::try_from(part.attempt).unwrap_or(u32::MAX), seed);
    // at least what the platform asks, and longer each time; there is no last attempt, because the
    // part says itself when it is worthless
    let until = machine + TimeDelta::from_std(wait).unwrap_or(own).max(own);
    if scope == Scope::Channel {
        outbox::pause_channel(tx, &part.channel, until, code).await?;
    }
    count(part, "not_now");
    outbox::postpone(tx, part.id, part.attempt, until, false, code).await
}

/// The request left and no answer came. WhatsApp tells later by a status that carries our id; on
/// Telegram the message is repeated once, marked as a repeat. After that the state is `unknown`,
/// and staff see it.
async fn in_doubt(
    work: &Work,
    tx: &mut Tx,
    part: &Claimed,
    what: &str,
    words: &str,
) -> Result<(), StoreError> {
    tracing::warn!(part.id = %part.id, channel = part.channel, what, "nobody knows whether part {} arrived", part.id);
    let words = words.to_owned();
    let end = Ended { words, ..Ended::unsent(part.clone(), Outcome::Expired) };
    // a status may have told already what the lost answer would have
    if crate::store::statuses::reported(tx, part.id).await? {
        return close(work, tx, &end, Final::Accepted, None, None).await.map(|_| ());
    }
    let kind = work.channels.get(&part.channel).map(|c| c.of.kind);
    if kind == Some(ChannelKind::Telegram) && !part.doubtful {
        let again = work.clock.machine() + DOUBT_PAUSE;
        count(part, "doubtful");
        return outbox::postpone(tx, part.id, part.attempt, again, true, what).await;
    }
    close(work, tx, &end, Final::Unknown, None, Some(what)).await.map(|_| ())
}

/// Will not arrive: the dialog hears of it, unless a newer attempt has the part.
async fn lost(
    work: &Work,
    tx: &mut Tx,
    end: &Ended,
    how: Final,
    why: &str,
) -> Result<(), StoreError> {
    if close(work, tx, end, how, None, Some(why)).await? {
        undelivered(work, tx, &end.claimed, why).await?;
    }
    Ok(())
}

async fn close(
    work: &Work,
    tx: &mut Tx,
    end: &Ended,
    how: Final,
    platform_id: Option<&str>,
    code: Option<&str>,
) -> Result<bool, StoreError> {
    let part = &end.claimed;
    let finish =
        Finish { part: part.id, attempt: part.attempt, how, platform_id, code, words: &end.words };
    count(part, how.as_str());
    let ours = outbox::finish(tx, finish, work.clock.civil()).await?;
    if !ours {
        tracing::warn!(part.id = %part.id, attempt = part.attempt, "a newer attempt has part {}", part.id);
    }
    Ok(ours)
}

async fn undelivered(
    work: &Work,
    tx: &mut Tx,
    part: &Claimed,
    why: &str,
) -> Result<(), StoreError> {
    let about = About {
        id: part.id,
        mailbox_id: part.mailbox_id,
        question_id: part.question_id,
        state: String::new(),
    };
    statuses::undelivered(tx, &about, why, work.clock.civil()).await.map(|_| ())
}

fn count(part: &Claimed, outcome: &'static str) {
    metrics::counter!("wegwijzer_parts", "channel" => part.channel.clone(), "outcome" => outcome)
        .increment(1);
}
