//! Takes the heads of many mailboxes, steps each through its dialogs, and writes the effects, all
//! in one transaction. If that fails, each event gets a transaction of its own; one that keeps
//! failing is parked, where staff see it, and its mailbox goes on.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};

use super::clarity;
use super::covered::{self, Hidden};
use super::deliver::{self, Calls, Taken};
use super::record_effects::{self, Gathered, Recording};
use super::shared_phone::{self, Became, Happened, Names};
use super::use_code::{self, Used};
use super::{Stop, Work, hide, own_affairs, proof, report};
use crate::dialog::content::Library;
use crate::dialog::conversation::{AddressView, Conversation, Mailbox, RevisionId};
use crate::dialog::covered as neutral;
use crate::dialog::engine::{self, Context};
use crate::dialog::event::Event;
use crate::dialog::payload;
use crate::ids::MailboxId;
use crate::message::{ChannelKind, Fact, Facts};
use crate::store::heartbeat::Loop;
use crate::store::hot::effects;
use crate::store::hot::heads::{self, Handled};
use crate::store::inbox::Head;
use crate::store::mailboxes::{AddressRow, MailboxRow};
use crate::store::tasks::{self, NewTask};
use crate::store::{StoreError, Tx, inbox, mailboxes, staff_messages};
use crate::trade::person::Language;
use crate::trade::task::{Desk, TaskKind};

/// Mailboxes in one transaction.
pub(super) const TOGETHER: usize = 256;
/// A conversation that may still be corrected began at most so long ago.
const TALKS_LAST: TimeDelta = TimeDelta::days(30);
/// After so many failures an event is parked.
const MOST_TRIES: i64 = 5;

pub(super) async fn run(work: Work, mut stop: Stop) {
    loop {
        work.came_round(Loop::Handle);
        match handle_together(&work).await {
            Ok(0) => {
                if work.rest(work.db.bells().inbox.notified(), &mut stop).await {
                    return;
                }
            }
            Ok(_) if *stop.borrow() => return,
            Ok(_) => {}
            // another process was in the way: nothing is wrong with these events
            Err(error) if error.is_conflict() => {}
            Err(error) => {
                report("handling events", &error).await;
                if *stop.borrow() {
                    return;
                }
                if let Err(error) = handle_alone(&work).await {
                    report("handling events one by one", &error).await;
                }
            }
        }
    }
}

/// Crash before the commit: nothing happened, the events are still there. Crash after it: all of
/// it happened.
async fn handle_together(work: &Work) -> Result<usize, StoreError> {
    let begun = Instant::now();
    let mut tx = work.db.begin().await?;
    let heads = inbox::heads(&mut tx, TOGETHER as i64).await?;
    if heads.is_empty() {
        return Ok(0);
    }
    let done = handle(work, &mut tx, None, &heads).await?;
    heads::handled(&mut tx, &done.handled).await?;
    crate::crash_point!("handle_inbox: many mailboxes", tx.commit().await)?;
    metrics::counter!("wegwijzer_events_handled").increment(heads.len() as u64);
    metrics::histogram!("wegwijzer_handle_seconds").record(begun.elapsed().as_secs_f64());
    Ok(heads.len())
}

/// One event per transaction, its try counted first, so that a poisonous one is found out even
/// when it takes the process down with it.
async fn handle_alone(work: &Work) -> Result<(), StoreError> {
    let mut tx = work.db.begin().await?;
    let heads = inbox::heads(&mut tx, TOGETHER as i64).await?;
    drop(tx);
    for head in heads {
        let mut tx = work.db.begin().await?;
        inbox::count_try(&mut tx, head.id).await?;
        // crash before: the try does not count. Crash after: it counts, also when it was the event
        // itself that took the process down
        crate::crash_point!("handle_inbox: a try", tx.commit().await)?;
        let mut tx = work.db.begin().await?;
        // taken again under its lock: another process may have handled it meanwhile
        let Some(head) = inbox::head(&mut tx, head.id).await? else { continue };
        match handle_one(work, &mut tx, &head).await {
            Ok(()) => crate::crash_point!("handle_inbox: one mailbox", tx.commit().await)?,
            Err(error) if error.is_conflict() => {}
            Err(error) => {
                drop(tx);
                tracing::error!(event.id = %head.id, kind = head.kind, tries = head.tries, %error,
                    "event {} could not be handled", head.id);
                if head.tries >= MOST_TRIES {
                    park(work, &head, &error).await?;
                }
            }
        }
    }
    Ok(())
}

/// Sets a poisonous event aside, and opens a task: it must not end in silence.
async fn park(work: &Work, head: &Head, error: &StoreError) -> Result<(), StoreError> {
    let now = work.clock.civil();
    let mut tx = work.db.begin().await?;
    inbox::park(&mut tx, head.id, &error.to_string(), now).await?;
    let row = mailboxes::load(&mut tx, head.mailbox_id).await?;
    let cause = head.id.to_string();
    let task = NewTask {
        gemeente: row.gemeente_id,
        mailbox: row.id,
        kind: TaskKind::Storing,
        desk: Desk::Beheer,
        assigned_to: None,
        conversation: None,
        question: None,
        session: None,
        reason: None,
        cause: &cause,
    };
    tasks::open(&mut tx, task, now).await?;
    // crash before: it is tried and parked once more. Crash after: it is parked, and its task is open
    crate::crash_point!("handle_inbox: parked", tx.commit().await)?;
    metrics::counter!("wegwijzer_events_parked").increment(1);
    Ok(())
}

/// Everything that the heads of different mailboxes ask for: what they need is read for all at
/// once, each is stepped, and what follows is written for all at once.
pub(super) async fn handle(
    work: &Work,
    tx: &mut Tx,
    calls: Option<&Calls>,
    heads: &[Head],
) -> Result<Done, StoreError> {
    let now = work.clock.civil();
    mailboxes::lock(tx, heads.iter().map(|h| h.mailbox_id)).await?;
    let mut handled = Vec::with_capacity(heads.len());
    let mut events = Vec::with_capacity(heads.len());
    for head in heads {
        let event: Event = tx.vault().open_json("inbox.sealed", &head.sealed)?;
        match opened(tx, head, event, now).await? {
            // the welcome waits in the person's own mailbox
            Opened::Linked(mailbox) => handled.push(Handled { id: head.id, mailbox, at: now }),
            Opened::Event(event) => {
                events.push((head, event));
                handled.push(Handled { id: head.id, mailbox: head.mailbox_id, at: now });
            }
        }
    }
    let mut loaded = Loaded::read(tx, &events).await?;
    let mut library = work.library(tx, &loaded.revisions()).await?;
    if loaded.read_taken_back(tx, &library, &events, now).await? {
        library = work.library(tx, &loaded.revisions()).await?;
    }
    let names = Names::read(tx, loaded.known.addresses.values().flatten()).await?;
    let mut gathered = Gathered::default();
    for (head, event) in &events {
        let (row, addresses, talks) = loaded.of(head.mailbox_id)?;
        let route = head.address_id;
        let hidden = Hidden::read(tx, &row, &talks, now).await?;
        let recording = Recording {
            work,
            row: &row,
            addresses: &addresses,
            names: &names,
            library: &library,
            hidden: &hidden,
            route,
            now,
        };
        if row.is_phone {
            let happened = Happened { head, event, talks, from: &recording };
            if shared_phone::handle(tx, &mut gathered, happened).await? == Became::PassedOn {
                handled.retain(|handled| handled.id != head.id);
            }
            continue;
        }
        let mut mailbox = snapshot(&row, &addresses, talks)?;
        mailbox.unread.clone_from(&hidden.unread);
        if let Some(reading) = neutral::reading(&library.published.words, event, &mailbox)
            && covered::answer(tx, &mut gathered, &recording, reading).await?
        {
            continue;
        }
        let worded = hide::in_words(event);
        let event = worded.as_ref().unwrap_or(event);
        if hide::asked(&library.published.words, event) {
            mailbox.facts.extend(hide::take_away(tx, &mut gathered, &recording).await?);
        }
        clarity::tell(&mut mailbox, &row, now);
        if let Some(asked) = own_affairs::asked(&library.published.words, event) {
            let whose = (&row, addresses.as_slice(), &*library.published.aids);
            let url = work.public_url.as_deref();
            mailbox.facts.extend(own_affairs::facts(tx, asked, whose, route, url, now).await?);
        }
        let proof = proof::answered(&library.published.words, event, &mailbox);
        if let (Some(typed), Some(person)) = (proof, row.person_id) {
            let from = addresses.iter().find(|address| Some(address.id) == route);
            mailbox.facts.extend(proof::judged(tx, typed, person, from).await?);
        }
        let context = Context { event: head.id, from: head.address_id, now };
        // a panic would end the loop for everybody; as an error it is counted, and parked at last
        let step =
            catch_unwind(AssertUnwindSafe(|| engine::step(&library, mailbox, event, context)))
                .map_err(|_| StoreError::corrupt("inbox", head.id, "its step broke off"))?;
        record_effects::gather(tx, &mut gathered, &recording, &step.effects).await?;
        if row.has_held && event.is_from_person() {
            staff_messages::release(tx, row.id, now).await?;
        }
    }
    covered::keep(tx, &gathered, now).await?;
    let Gathered { mut writes, answers, hushed, told, .. } = gathered;
    // "stop" on a telephone also catches what others were about to be sent there in this very turn
    for (mailbox, address, question) in writes.unsay_at(&hushed) {
        shared_phone::unsent(tx, mailbox, address, question, now).await?;
    }
    let mut taken = match calls {
        Some(calls) => deliver::take_at_once(work, tx, calls, &mut writes, answers).await?,
        None => Vec::new(),
    };
    effects::write(tx, &mut writes).await?;
    staff_messages::queued(tx, &told, now).await?;
    deliver::placed(&mut taken, &writes);
    Ok(Done { at: now, handled, taken })
}

/// What became of events; they still stand where they were taken from.
pub(super) struct Done {
    /// When, civil.
    pub(super) at: DateTime<Utc>,
    handled: Vec<Handled>,
    /// Answers to be sent after the commit.
    pub(super) taken: Vec<Taken>,
}

async fn handle_one(work: &Work, tx: &mut Tx, head: &Head) -> Result<(), StoreError> {
    let done = handle(work, tx, None, std::slice::from_ref(head)).await?;
    heads::handled(tx, &done.handled).await
}

enum Opened {
    /// An invitation linked its address to this person's mailbox.
    Linked(MailboxId),
    Event(Event),
}

async fn opened(
    tx: &mut Tx,
    head: &Head,
    event: Event,
    now: DateTime<Utc>,
) -> Result<Opened, StoreError> {
    let Event::Token { token } = event else { return Ok(Opened::Event(event)) };
    Ok(match use_code::use_code(tx, head, &token, now).await? {
        Used::Linked(mailbox) => Opened::Linked(mailbox),
        Used::Not(invitation) => Opened::Event(Event::Invited { invitation, facts: Facts::new() }),
    })
}

/// What the steps need to know of their mailboxes.
struct Loaded {
    known: heads::Known,
}

impl Loaded {
    async fn read(tx: &mut Tx, events: &[(&Head, Event)]) -> Result<Self, StoreError> {
        let mailboxes: Vec<MailboxId> = events.iter().map(|(head, _)| head.mailbox_id).collect();
        // a late tap, and what a colleague found out, belong to a conversation that may be over
        let tapped = events.iter().filter_map(|(head, event)| match event {
            Event::Chose { payload } => Some((payload::decode(payload)?.0, head.mailbox_id)),
            Event::ToldWhoStops { question, .. } => Some((*question, head.mailbox_id)),
            _ => None,
        });
        Ok(Self { known: heads::known(tx, &mailboxes, tapped).await? })
    }

    /// "Toch niet" may be about a conversation that is over. True when there are such words.
    async fn read_taken_back(
        &mut self,
        tx: &mut Tx,
        library: &Library,
        events: &[(&Head, Event)],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let words = &library.published.words;
        let takes_back = |event: &Event| match event {
            Event::Said { words: typed } => words.taken_back(typed).is_some(),
            _ => false,
        };
        let of: Vec<MailboxId> = events
            .iter()
            .filter(|(_, event)| takes_back(event))
            .map(|(head, _)| head.mailbox_id)
            .collect();
        if of.is_empty() {
            return Ok(false);
        }
        for (mailbox, talks) in heads::ended_lately(tx, &of, now - TALKS_LAST).await? {
            self.known.talks.entry(mailbox).or_default().extend(talks);
        }
        Ok(true)
    }

    fn revisions(&self) -> Vec<RevisionId> {
        let all: BTreeSet<&RevisionId> =
            self.known.talks.values().flatten().map(|talk| &talk.revision).collect();
        all.into_iter().cloned().collect()
    }

    /// Of one mailbox; each is handed out once.
    fn of(
        &mut self,
        mailbox: MailboxId,
    ) -> Result<(MailboxRow, Vec<AddressRow>, Vec<Conversation>), StoreError> {
        let row = self
            .known
            .rows
            .remove(&mailbox)
            .ok_or_else(|| StoreError::corrupt("mailbox", mailbox, "is not there"))?;
        let addresses = self.known.addresses.remove(&mailbox).unwrap_or_default();
        Ok((row, addresses, self.known.talks.remove(&mailbox).unwrap_or_default()))
    }
}

pub(super) fn snapshot(
    row: &MailboxRow,
    addresses: &[AddressRow],
    conversations: Vec<Conversation>,
) -> Result<Mailbox, StoreError> {
    let views = addresses.iter().map(|a| view(a, row)).collect::<Result<_, _>>()?;
    Ok(Mailbox {
        gemeente: row.gemeente_code.clone(),
        known: row.person_id.is_some(),
        language: Language::parse(&row.language)
            .ok_or_else(|| StoreError::corrupt("mailbox", row.id, &row.language))?,
        stopped: row.stopped_at.is_some(),
        taken_over: row.taken_over_at.is_some(),
        addresses: views,
        has_coach: row.coach_id.is_some(),
        conversations,
        facts: facts_of(row),
        unread: Vec::new(),
    })
}

/// What every text to this mailbox may mention.
pub(super) fn facts_of(row: &MailboxRow) -> Facts {
    let mut facts = Facts::new();
    facts.insert("gemeente".to_owned(), Fact::Word(row.gemeente_name.clone()));
    if let Some(name) = &row.person_name {
        facts.insert("naam".to_owned(), Fact::Person(name.clone()));
    }
    facts
}

fn view(address: &AddressRow, row: &MailboxRow) -> Result<AddressView, StoreError> {
    let kind = ChannelKind::parse(&address.kind)
        .ok_or_else(|| StoreError::corrupt("address", address.id, &address.kind))?;
    Ok(AddressView {
        id: address.id,
        kind,
        usable: address.unreachable_at.is_none(),
        // without consent nobody is messaged first; who wrote, opened the channel
        may_write_first: !address.hushed
            && (address.last_inbound_at.is_some()
                || (kind == ChannelKind::Whatsapp && row.whatsapp_consent)),
        last_inbound_at: address.last_inbound_at,
    })
}
