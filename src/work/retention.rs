//! Removes at night what was kept long enough, in pieces of some milliseconds with room between them.
//!
//! `plan::retention` says what may go. How far a run is stands in a row, so that it goes on where it was after a
//! crash, and two processes take turns. Photos and voice notes have a sweep of their own (`fetch_media`).

use std::time::Duration;

use chrono::{DateTime, Days, Utc};
use uuid::Uuid;

use super::{Stop, Work, report};
use crate::acts::erase::erase;
use crate::plan::local_time::local_date;
use crate::plan::retention::{Standing, cutoff, may_go, next_night};
use crate::store::personal::erase::empty;
use crate::store::retention::{self as rows, Run};
use crate::store::{StoreError, Tx, mailboxes, trail};
use crate::trade::privacy::{Category, EraseWhy};

/// What runs here; tasks go along with the words of their mailbox.
const RUNS: [Category; 5] =
    [Category::Talk, Category::Person, Category::Raw, Category::Login, Category::Audit];
/// Mailboxes that are tidied in one transaction: a few statements each.
const TIDIED_TOGETHER: usize = 10;
/// Others write meanwhile.
const BETWEEN: Duration = Duration::from_millis(10);

pub(super) async fn run(work: Work, mut stop: Stop) {
    let mut changes = work.clock.changes();
    loop {
        match look(&work).await {
            Ok(true) if !*stop.borrow() => tokio::time::sleep(BETWEEN).await,
            Ok(_) => {
                let jumped = async { drop(changes.changed().await) };
                if work.rest(jumped, &mut stop).await {
                    return;
                }
            }
            Err(error) => {
                report("removing what was kept long enough", &error).await;
                if *stop.borrow() {
                    return;
                }
            }
        }
    }
}

/// One piece of what is due; false when nothing is.
pub(super) async fn look(work: &Work) -> Result<bool, StoreError> {
    let now = work.clock.civil();
    let mut tx = work.db.read().await?;
    let known = rows::runs(&mut tx).await?;
    drop(tx);
    let is_known = |category: &Category| known.iter().any(|run| run.category == category.as_str());
    if !RUNS.iter().all(is_known) {
        let mut tx = work.db.begin().await?;
        for category in RUNS {
            rows::plan(&mut tx, category, next_night(now)).await?;
        }
        // crash before: the next look plans them
        crate::crash_point!("retention: planned", tx.commit().await)?;
        return Ok(true);
    }
    let due = known.iter().filter(|run| run.next_at <= now).min_by_key(|run| run.next_at);
    let Some(category) = due.and_then(|run| Category::parse(&run.category)) else {
        return Ok(false);
    };
    let old = match (category, due) {
        (Category::Talk, Some(run)) => Some(old_mailboxes(work, run, now).await?),
        _ => None,
    };
    let mut tx = work.db.begin().await?;
    let Some(run) = rows::hold(&mut tx, category, now).await? else { return Ok(true) };
    let piece = match old {
        // another process went on meanwhile: what was looked at is not what comes now
        Some(old) if old.after != run.reached => return Ok(true),
        Some(old) => tidy(work, &mut tx, old, now).await?,
        None if category == Category::Person => people(work, &mut tx, &run, now).await?,
        None => by_age(work, &mut tx, category, now).await?,
    };
    match piece.next {
        Next::At(reached) => rows::go_on(&mut tx, category, reached, piece.removed).await?,
        Next::Over => rows::end(&mut tx, category, piece.removed, (next_night(now), now)).await?,
    }
    // crash before: this piece is done again, with the same end
    crate::crash_point!("retention: a piece", tx.commit().await)?;
    if piece.removed > 0 {
        let category = category.as_str();
        metrics::counter!("wegwijzer_retention_removed", "category" => category)
            .increment(piece.removed);
    }
    Ok(true)
}

struct Piece {
    removed: u64,
    next: Next,
}

enum Next {
    At(Option<Uuid>),
    Over,
}

/// Mailboxes that were looked at on a reading connection.
struct Old {
    after: Option<Uuid>,
    /// Those with something old, and the last that was looked at.
    tidy: Vec<crate::ids::MailboxId>,
    reached: Option<Uuid>,
}

async fn old_mailboxes(work: &Work, run: &Run, now: DateTime<Utc>) -> Result<Old, StoreError> {
    // a run that begins starts from the beginning
    let after = run.begun_at.and(run.reached);
    // what is kept for ever is older than nothing
    let before = |days| cutoff(days, None, now).unwrap_or(DateTime::UNIX_EPOCH);
    let moments = (before(work.kept.talk), before(work.kept.tasks));
    let mut tx = work.db.read().await?;
    let looked = rows::mailboxes(&mut tx, after, moments).await?;
    let mut tidy = Vec::new();
    let mut reached = None;
    for (mailbox, is_old) in looked {
        reached = Some(mailbox.0);
        if is_old {
            tidy.push(mailbox);
        }
        if tidy.len() == TIDIED_TOGETHER {
            break;
        }
    }
    Ok(Old { after, tidy, reached })
}

async fn tidy(work: &Work, tx: &mut Tx, old: Old, now: DateTime<Utc>) -> Result<Piece, StoreError> {
    // nobody handles anything in them meanwhile
    mailboxes::lock(tx, old.tidy.iter().copied()).await?;
    let mut removed = 0;
    for mailbox in old.tidy {
        let open = rows::open_since(tx, mailbox).await?;
        if let Some(before) = cutoff(work.kept.talk, open, now) {
            removed += rows::remove_words(tx, mailbox, before).await?;
            removed += rows::forget_facts(tx, mailbox, before, now).await?;
            // somebody unknown has no page, and no colleague would ever erase them
            if open.is_none() && rows::is_forgotten_stranger(tx, mailbox, before).await? {
                removed += empty(tx, mailbox, now).await?.iter().map(|(_, rows)| rows).sum::<u64>();
            }
        }
        if let Some(before) = cutoff(work.kept.tasks, open, now) {
            removed += rows::remove_tasks(tx, mailbox, before).await?;
        }
    }
    let next = old.reached.map_or(Next::Over, |reached| Next::At(Some(reached)));
    Ok(Piece { removed, next })
}

/// Somebody whose term is over goes whole, as a colleague would erase them: one a piece.
async fn people(
    work: &Work,
    tx: &mut Tx,
    run: &Run,
    now: DateTime<Utc>,
) -> Result<Piece, StoreError> {
    let days = work.kept.people;
    let today = local_date(now);
    let Some(before) = today.checked_sub_days(Days::new(u64::from(days))).filter(|_| days > 0)
    else {
        return Ok(Piece { removed: 0, next: Next::Over });
    };
    let found = rows::finished(tx, before, run.reached, (now, 1)).await?;
    let Some(one) = found.into_iter().next() else {
        return Ok(Piece { removed: 0, next: Next::Over });
    };
    let who = Standing {
        finished_on: one.finished_on,
        open_since: rows::open_since(tx, one.mailbox_id).await?,
        last_talk: one.last_talk,
        is_expected: one.is_expected,
    };
    let mut removed = 0;
    if may_go(days, &who, today, now)
        && let Some(somebody) = trail::of_gemeente(tx, one.id, one.gemeente_id).await?
    {
        erase(tx, &somebody, EraseWhy::Termijn, None, now).await?;
        tracing::info!(person.id = %one.id, "person {} was kept long enough and is erased", one.id);
        removed = 1;
    }
    Ok(Piece { removed, next: Next::At(Some(one.id.0)) })
}

async fn by_age(
    work: &Work,
    tx: &mut Tx,
    category: Category,
    now: DateTime<Utc>,
) -> Result<Piece, StoreError> {
    // log-ins and acts are by machine time, which is civil time in `serve`
    let now = if category == Category::Login { work.clock.machine() } else { now };
    let Some(before) = cutoff(work.kept.days(category), None, now) else {
        return Ok(Piece { removed: 0, next: Next::Over });
    };
    let (removed, more) = rows::remove_old(tx, category, before).await?;
    Ok(Piece { removed, next: if more { Next::At(None) } else { Next::Over } })
}

#[cfg(test)]
mod tests;
