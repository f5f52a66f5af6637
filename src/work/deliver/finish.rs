//! Writes ends down: for the common one, accepted, as many statements for one as for a hundred.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;

use super::outcome::{Effect, Fate, Now, Verdict, judge};
use super::told::{Line, Told};
use super::{AT_ONCE, Ended};
use crate::channel::Scope;
use crate::ids::PartId;
use crate::message::ChannelKind;
use crate::store::hot::Hex;
use crate::store::hot::outbox::{self as hot, EndWrite, Over, Place};
use crate::store::hot::statuses as hot_statuses;
use crate::store::outbox::{self, Final};
use crate::store::statuses::About;
use crate::store::{StoreError, Tx, addresses, identity, mailboxes};
use crate::work::statuses::Settled;
use crate::work::templates::refused as template_refused;
use crate::work::{Stop, Work, report, statuses};

/// So many chats that must wait at once mean that the bot must.
const CHATS_TO_PAUSE_THE_BOT: i64 = 3;

/// Writes ends down as they come; those that wait together share one commit.
pub(super) async fn finish_all(work: Work, mut line: mpsc::Receiver<Ended>, stop: Stop) {
    let mut batch = Vec::new();
    while line.recv_many(&mut batch, AT_ONCE).await > 0 {
        // crash before this commit: the platform may have the message, the lease will tell
        if let Err(error) = together(&work, &mut batch).await {
            if !error.is_conflict() {
                report("writing down what was sent", &error).await;
            }
            for end in &mut batch {
                alone(&work, end, &stop).await;
            }
        }
        batch.clear();
    }
}

/// Tries until it is written down; what cannot be, because a row is broken or the database stays
/// away until after the stop, is left to its lease.
async fn alone(work: &Work, end: &mut Ended, stop: &Stop) {
    while let Err(error) = together(work, std::slice::from_mut(end)).await {
        report("writing down what was sent", &error).await;
        if error.is_about_a_row() || *stop.borrow() {
            return;
        }
    }
}

async fn together(work: &Work, batch: &mut [Ended]) -> Result<(), StoreError> {
    let mut tx = work.db.begin().await?;
    let told = finish(work, &mut tx, batch).await?;
    crate::crash_point!("deliver: ended", tx.commit().await)?;
    told.tell();
    Ok(())
}

/// Writes down how attempts ended, and what follows from it; gives what to tell after the commit.
pub(super) async fn finish(
    work: &Work,
    tx: &mut Tx,
    ended: &mut [Ended],
) -> Result<Told, StoreError> {
    let now = Now { machine: work.clock.machine(), civil: work.clock.civil() };
    let mut judged: Vec<(&Ended, Verdict)> = ended
        .iter()
        .map(|end| {
            let kind = work.channels.get(&end.part.channel).map(|channel| channel.of.kind);
            (end, judge(&end.outcome, &end.part, kind, now))
        })
        .collect();
    // before any row of the outbox is locked: the order in which the handling of events locks
    let told = judged.iter().filter(|(_, verdict)| matches!(verdict.fate, Fate::Lost { .. }));
    mailboxes::lock(tx, told.map(|(end, _)| end.part.mailbox_id)).await?;
    settle_doubts(tx, &mut judged).await?;
    let writes = judged.iter().map(|(end, verdict)| write(work, tx, (end, verdict), now)).collect();
    let verdicts: Vec<Verdict> = judged.into_iter().map(|(_, verdict)| verdict).collect();
    let ours = hot::end(tx, writes).await?;
    for Ended { part, .. } in ended.iter_mut() {
        let (id, attempt) = (part.id, part.attempt);
        match ours.get(&id) {
            Some(now) => (part.mailbox_id, part.address_id) = (now.mailbox_id, now.address_id),
            None => tracing::warn!(part.id = %id, attempt, "a newer attempt has part {id}"),
        }
    }
    let judged: Vec<(&Ended, Verdict)> =
        ended.iter().zip(verdicts).filter(|(end, _)| ours.contains_key(&end.part.id)).collect();
    effects(work, tx, &judged, now).await?;
    let settled = follow(work, tx, (&judged, &ours), now).await?;
    Ok(Told { ends: judged.iter().map(|(end, verdict)| Line::of(end, verdict)).collect(), settled })
}

/// A status may have told already what the lost answer would have.
async fn settle_doubts(tx: &mut Tx, judged: &mut [(&Ended, Verdict)]) -> Result<(), StoreError> {
    let doubts: Vec<PartId> = judged
        .iter()
        .filter(|(_, v)| matches!(v.fate, Fate::InDoubt { .. } | Fate::Unknown { .. }))
        .map(|(end, _)| end.part.id)
        .collect();
    if doubts.is_empty() {
        return Ok(());
    }
    let told: HashSet<PartId> = hot::reported(tx, doubts).await?;
    for (end, verdict) in judged {
        if told.contains(&end.part.id) {
            verdict.fate = Fate::Accepted { platform_id: None };
        }
    }
    Ok(())
}

fn write(work: &Work, tx: &Tx, (end, verdict): (&Ended, &Verdict), now: Now) -> EndWrite {
    let words = (!end.words.is_empty())
        .then(|| Hex(tx.vault().seal("outbox.words_sealed", end.words.as_bytes())));
    let mut row = EndWrite {
        id: end.part.id,
        attempt: end.part.attempt,
        state: "queued",
        not_before: None,
        leased_until: None,
        doubtful: false,
        // what follows in the message is not sent then, so that a repeat must carry all of it too
        template: end.template.is_some() && !matches!(verdict.fate, Fate::Again { .. }),
        failed: 0,
        code: None,
        words,
        hash: None,
        sealed: None,
        finished_at: None,
    };
    match &verdict.fate {
        Fate::Accepted { platform_id } => {
            let (hash, sealed) = outbox::platform_columns(tx, platform_id.as_deref());
            // nothing is ever looked up by it where no statuses come
            row.hash = hash.filter(|_| reports(work, end)).map(Hex);
            row.sealed = sealed.map(Hex);
            (row.state, row.finished_at) = (Final::Accepted.as_str(), Some(now.civil));
        }
        Fate::Lost { how, code } => {
            (row.state, row.finished_at) = (how.as_str(), Some(now.civil));
            row.code = Some(code.clone());
        }
        Fate::NotNeeded { code } => {
            (row.state, row.finished_at) = ("cancelled", Some(now.civil));
            row.code = Some(code.clone());
        }
        Fate::Again { at, failed, doubtful, code } => {
            (row.not_before, row.code) = (Some(*at), Some(code.clone()));
            (row.failed, row.doubtful) = (i64::from(*failed), *doubtful);
        }
        Fate::InDoubt { until, code } => {
            (row.state, row.leased_until) = ("in_doubt", Some(*until));
            row.code = Some(code.clone());
        }
        Fate::Unknown { code } => {
            (row.state, row.finished_at) = (Final::Unknown.as_str(), Some(now.civil));
            row.code = Some(code.clone());
        }
    }
    row
}

/// What the ends mean for addresses, channels and templates.
async fn effects(
    work: &Work,
    tx: &mut Tx,
    judged: &[(&Ended, Verdict)],
    now: Now,
) -> Result<(), StoreError> {
    let mut scopes: Vec<(String, DateTime<Utc>, String)> = Vec::new();
    let mut chats: HashMap<_, DateTime<Utc>> = HashMap::new();
    let mut asked: HashMap<&str, DateTime<Utc>> = HashMap::new();
    for (end, verdict) in judged {
        let part = &end.part;
        let code = verdict.fate.code();
        for effect in &verdict.effects {
            match effect {
                Effect::ShutAddress => {
                    addresses::shut(tx, part.address_id, code, now.civil).await?
                }
                Effect::StopBulk => outbox::stop_bulk(tx, part.address_id, now.civil).await?,
                Effect::Rename(to) => {
                    identity::rename_handle(tx, part.address_id, to, now.civil).await?;
                }
                Effect::Pause { scope: scope @ (Scope::Chat | Scope::Pair), until } => {
                    let at = chats.entry(part.address_id).or_insert(*until);
                    *at = (*at).max(*until);
                    if *scope == Scope::Chat {
                        let at = asked.entry(&part.channel).or_insert(*until);
                        *at = (*at).max(*until);
                    }
                }
                Effect::Pause { scope: Scope::Message | Scope::Template, .. } => {}
                Effect::RestTemplate => {
                    let channel = work.channels.get(&part.channel);
                    if let (Some(channel), Some(template)) = (channel, &end.template) {
                        template_refused(work, tx, (&channel.of, template), code).await?;
                    }
                }
                Effect::Pause { scope, until } => {
                    for channel in work.within(&part.channel, *scope) {
                        scopes.push((format!("channel:{channel}"), *until, code.to_owned()));
                    }
                }
            }
        }
    }
    hot::pause_addresses(tx, chats).await?;
    for (channel, until) in asked {
        if outbox::paused_addresses(tx, channel, now.machine).await? >= CHATS_TO_PAUSE_THE_BOT {
            let code = "telegram:429".to_owned();
            scopes.push((format!("channel:{channel}"), until, code));
        }
    }
    hot::pause(tx, scopes).await
}

/// What the ends mean for the parts behind them, and for the dialogs.
async fn follow(
    work: &Work,
    tx: &mut Tx,
    (judged, ours): (&[(&Ended, Verdict)], &HashMap<PartId, Over>),
    now: Now,
) -> Result<Settled, StoreError> {
    let place = |end: &Ended, at| Place {
        address: end.part.address_id,
        mailbox: end.part.mailbox_id,
        lane: end.part.lane,
        seq: end.part.seq,
        part_no: end.part.part_no,
        at,
    };
    let is_over = |v: &Verdict| !matches!(v.fate, Fate::Again { .. } | Fate::InDoubt { .. });
    // what goes along keeps nothing behind it in the house
    let is_broken = |end: &Ended, v: &Verdict| {
        end.part.aid.is_none()
            && is_over(v)
            && !matches!(v.fate, Fate::Accepted { .. } | Fate::NotNeeded { .. })
    };
    let broken: Vec<Place> = judged
        .iter()
        .filter(|(end, verdict)| is_broken(end, verdict))
        .map(|(end, _)| place(end, now.civil))
        .collect();
    hot::drop_rest(tx, &broken).await?;
    // the answer came when the part was `unknown` already, and what follows was cancelled
    let was_unknown = |end: &Ended| {
        let over = ours.get(&end.part.id);
        over.is_some_and(|over| over.finished_at.is_some_and(|at| at != now.civil))
    };
    let after_all = judged
        .iter()
        .filter(|(end, verdict)| matches!(verdict.fate, Fate::Accepted { .. }) && was_unknown(end))
        .map(|(end, _)| place(end, now.machine))
        .collect();
    hot_statuses::send_rest(tx, after_all, now.civil).await?;
    let over = judged.iter().filter(|(_, verdict)| is_over(verdict));
    hot::wake_next(tx, over.map(|(end, _)| place(end, now.machine)).collect()).await?;
    if judged.iter().any(|(_, verdict)| matches!(verdict.fate, Fate::Again { .. })) {
        tx.ring_outbox();
    }
    let mut hashes = Vec::new();
    for (end, verdict) in judged {
        match &verdict.fate {
            // the words arrived: nobody is asked again because of a picture
            Fate::Lost { .. } if end.part.aid.is_some() => {}
            Fate::Lost { code, .. } => {
                let about = About {
                    id: end.part.id,
                    mailbox_id: end.part.mailbox_id,
                    question_id: end.part.question_id,
                    attempt: end.part.attempt,
                    state: String::new(),
                };
                statuses::undelivered(tx, &about, code, now.civil).await?;
            }
            // also of a call whose answer was lost: a status may have told the platform's id
            Fate::Accepted { .. } if reports(work, end) => {
                hashes.extend(ours.get(&end.part.id).and_then(|over| over.platform_hash.clone()));
            }
            _ => {}
        }
    }
    statuses::catch_up(work, tx, hashes.into_iter().map(Hex).collect(), now.civil).await
}

/// Does the platform tell what becomes of a message?
fn reports(work: &Work, end: &Ended) -> bool {
    work.channels
        .get(&end.part.channel)
        .is_some_and(|channel| channel.of.kind == ChannelKind::Whatsapp)
}
