//! Lost nothing, doubled nothing, kept the order, fired every timer: what must hold after the day,
//! said of a [`World`]. Pure: `super::doctored` shows that each check can fail.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use wegwijzer::sandbox::Gesture;

use super::telegram;
use super::world::{OpenQuestion, Part, World};

/// What the auditor found.
#[derive(Debug, Default)]
pub struct Report {
    /// What must not be: what, and which ids.
    pub wrong: Vec<String>,
    /// Messages of which the platform left us in doubt: sent a second time and marked, or `unknown`.
    pub in_doubt: usize,
}

impl Report {
    pub(super) fn wrong(&mut self, what: impl Into<String>) {
        self.wrong.push(what.into());
    }
}

/// Compares both sides.
pub fn audit(world: &World) -> Report {
    let mut report = Report::default();
    at_rest(world, &mut report);
    nothing_that_came_in_is_lost_or_doubled(world, &mut report);
    order_is_kept(world, &mut report);
    whatsapp_parts_arrive_once(world, &mut report);
    telegram::parts_arrive_once(world, &mut report);
    statuses_are_known(world, &mut report);
    answers_are_recorded_once(world, &mut report);
    every_timer_fired(world, &mut report);
    report
}

/// Nothing is under way any more, on either side.
fn at_rest(world: &World, report: &mut Report) {
    if world.given_up > 0 {
        report.wrong(format!("{} webhooks were given up by the platforms", world.given_up));
    }
    if !world.is_idle {
        report.wrong("the platforms are still bringing webhooks");
    }
    for phone in world.phones.iter().filter(|p| p.untaken > 0) {
        report.wrong(format!("{}: {} messages never reached us", phone.id, phone.untaken));
    }
    for event in world.events.iter().filter(|e| e.handled_at.is_none()) {
        let how = if event.parked_at.is_some() { "was parked" } else { "was not handled" };
        report.wrong(format!("event {} ({}) {how}", event.id, event.kind));
    }
    for part in world.parts.iter().filter(|p| matches!(p.state.as_str(), "queued" | "sending")) {
        report.wrong(format!("part {} has no end: {}", part.id, part.state));
    }
}

/// What people did and the events from their addresses, counted per phone and kind: fewer is lost,
/// more is doubled.
fn nothing_that_came_in_is_lost_or_doubled(world: &World, report: &mut Report) {
    let mut stored: BTreeMap<(Uuid, Gesture), usize> = BTreeMap::new();
    for event in &world.events {
        if let (Some(address), Some(gesture)) = (event.address_id, gesture_of(&event.kind)) {
            *stored.entry((address, gesture)).or_default() += 1;
        }
    }
    for phone in &world.phones {
        for gesture in GESTURES {
            let did = world.gestures.get(&(phone.id.clone(), gesture)).copied().unwrap_or(0);
            let known = phone.address.and_then(|a| stored.get(&(a, gesture)).copied()).unwrap_or(0);
            if known != did {
                let how = if known < did { "lost" } else { "doubled" };
                report.wrong(format!(
                    "{how}: {} did {gesture:?} {did} times, the database holds {known} (address {:?})",
                    phone.id, phone.address
                ));
            }
        }
    }
}

const GESTURES: [Gesture; 5] =
    [Gesture::Wrote, Gesture::Started, Gesture::Tapped, Gesture::Blocked, Gesture::Unblocked];

fn gesture_of(kind: &str) -> Option<Gesture> {
    Some(match kind {
        "said" | "token" => Gesture::Wrote,
        "opened" => Gesture::Started,
        "chose" => Gesture::Tapped,
        "blocked" => Gesture::Blocked,
        "unblocked" => Gesture::Unblocked,
        _ => return None,
    })
}

/// Handled in the order of `seq`, which no two things of a mailbox share; and what one phone took
/// in one lane, it took in the order of `seq`.
fn order_is_kept(world: &World, report: &mut Report) {
    let mut by_mailbox: BTreeMap<Uuid, Vec<_>> = BTreeMap::new();
    for event in world.events.iter().filter(|e| !world.merged.contains(&e.mailbox_id)) {
        by_mailbox.entry(event.mailbox_id).or_default().push(event);
    }
    for events in by_mailbox.values_mut() {
        events.sort_by_key(|e| e.seq);
        for pair in events.windows(2) {
            if pair[0].seq == pair[1].seq {
                report.wrong(format!("events {} and {} share a place", pair[0].id, pair[1].id));
            }
            if pair[0].handled_at > pair[1].handled_at {
                report.wrong(format!("event {} was handled before {}", pair[1].id, pair[0].id));
            }
        }
    }
    let by_id: BTreeMap<Uuid, &Part> = world.parts.iter().map(|p| (p.id, p)).collect();
    let by_hash: BTreeMap<&[u8], &Part> =
        world.parts.iter().filter_map(|p| Some((p.hash.as_deref()?, p))).collect();
    let mut last: BTreeMap<(Uuid, Uuid, i64), &Part> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for taken in &world.taken {
        let part = taken.part.and_then(|id| by_id.get(&id));
        let Some(part) = part.or_else(|| by_hash.get(taken.hash.as_slice())) else { continue };
        // a repeat comes when it comes; what counts is when it was first there
        if part.doubtful || !seen.insert(part.id) || world.merged.contains(&part.mailbox) {
            continue;
        }
        let lane = (part.mailbox, part.address, part.lane);
        if let Some(before) = last.insert(lane, part).filter(|before| before.seq > part.seq) {
            report.wrong(format!("{} took part {} before {}", taken.phone, before.id, part.id));
        }
    }
}

/// WhatsApp tells our own id with everything: at most one message per part on the screen, and no
/// part that the database does not hold as taken.
fn whatsapp_parts_arrive_once(world: &World, report: &mut Report) {
    let by_id: BTreeMap<Uuid, &Part> = world.parts.iter().map(|p| (p.id, p)).collect();
    let mut on_screen: BTreeMap<Uuid, usize> = BTreeMap::new();
    for part in world.phones.iter().flat_map(|p| &p.shown).filter_map(|shown| shown.part) {
        *on_screen.entry(part).or_default() += 1;
    }
    for (part, times) in on_screen.iter().filter(|(_, times)| **times > 1) {
        report.wrong(format!("doubled: part {part} is {times} times on its phone"));
    }
    let mut taken_parts = BTreeSet::new();
    for taken in &world.taken {
        let Some(id) = taken.part else { continue };
        taken_parts.insert(id);
        match by_id.get(&id) {
            None => report.wrong(format!("{} took {id}, which is no part", taken.phone)),
            Some(part) if part.state == "accepted" => {}
            // every status is in: they would have told
            Some(part) if part.state == "unknown" && on_screen.contains_key(&id) => {
                report.wrong(format!("{} shows part {id}, and nobody knows of it", taken.phone));
            }
            Some(part) if part.state == "unknown" => {}
            // failed by a status, then perhaps queued again and given up: the phone agrees
            Some(part)
                if part.failed || part.state == "refused" || part.attempt > taken.attempt =>
            {
                if on_screen.contains_key(&id) {
                    let (phone, state) = (&taken.phone, &part.state);
                    report.wrong(format!("{phone} shows part {id}, which ended {state}"));
                }
            }
            Some(part) => report.wrong(format!(
                "{} took part {id}, which the database holds as {}",
                taken.phone, part.state
            )),
        }
    }
    let addresses: BTreeSet<Uuid> =
        world.phones.iter().filter(|p| !telegram::is(p)).filter_map(|p| p.address).collect();
    for part in world.parts.iter().filter(|p| addresses.contains(&p.address)) {
        match part.state.as_str() {
            "accepted" if !taken_parts.contains(&part.id) => {
                report.wrong(format!("lost: part {} was never taken by WhatsApp", part.id));
            }
            "unknown" => report.in_doubt += 1,
            _ => {}
        }
    }
}

/// Every report of WhatsApp about a message on a screen has reached its part.
fn statuses_are_known(world: &World, report: &mut Report) {
    let by_id: BTreeMap<Uuid, &Part> = world.parts.iter().map(|p| (p.id, p)).collect();
    for shown in world.phones.iter().flat_map(|p| &p.shown) {
        let Some(part) = shown.part.and_then(|id| by_id.get(&id)) else { continue };
        if !part.delivered {
            report.wrong(format!("lost: that part {} was delivered", part.id));
        }
        if shown.read && !part.read {
            report.wrong(format!("lost: that part {} was read", part.id));
        }
    }
}

/// An answer is recorded at the moment at which something that the person said was handled, and
/// not more often than there was something.
fn answers_are_recorded_once(world: &World, report: &mut Report) {
    let mut said: BTreeMap<_, usize> = BTreeMap::new();
    for event in world.events.iter().filter(|e| matches!(e.kind.as_str(), "said" | "chose")) {
        *said.entry((event.mailbox_id, event.handled_at)).or_default() += 1;
    }
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    for answer in &world.answers {
        *times.entry(answer).or_default() += 1;
    }
    for (answer, times) in times {
        let said = said.get(&(answer.mailbox_id, Some(answer.at))).copied().unwrap_or(0);
        if times > said {
            let (question, key) = (answer.question_id, &answer.key);
            report.wrong(format!(
                "doubled: question {question} has {times} answers {key}, of {said} events"
            ));
        }
    }
}

/// What is due has become an event, once; and silence always leads somewhere.
fn every_timer_fired(world: &World, report: &mut Report) {
    for (table, id) in &world.overdue {
        report.wrong(format!("lost: {table} {id} is due and did not fire"));
    }
    for (kind, fired) in &world.fired {
        let events = world.events.iter().filter(|e| e.kind == *kind).count();
        if events != *fired {
            report.wrong(format!("{fired} times {kind} fired, and {events} events came of it"));
        }
    }
    let climbs = |q: &&OpenQuestion| q.next_rung_at.is_some_and(|at| at > world.now);
    // a question that a more urgent one has put aside returns when that one is closed
    let turns: BTreeSet<Uuid> =
        world.questions.iter().filter(climbs).map(|q| q.mailbox_id).collect();
    for question in &world.questions {
        let overdue = question.next_rung_at.is_some_and(|at| at <= world.now);
        if question.tasks == 0 && (overdue || !turns.contains(&question.mailbox_id)) {
            let OpenQuestion { id, what, .. } = question;
            report.wrong(format!("question {id} is open, and nothing will follow: {what}"));
        }
    }
}
