//! Our own limits, spent inside the claim.
//!
//! Without limits nothing is asked of the database, but at the start of a process. With
//! them: one read of every bucket that the batch needs, which also locks them, and one write. The
//! people of a day cost two reads and one write more, in batches with a template that writes to
//! somebody first. A template that is sent in the place of a message because the window closed on
//! its way is not counted: a few a day.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::claim::Room;
use super::prepare::Prepared;
use crate::message::{Handle, Lane, Part};
use crate::plan::purse::{self, Answer, Ask, DAY, People, Purse, Spread};
use crate::store::hot::outbox::Line;
use crate::store::hot::rates::{self, Person, PutOff};
use crate::store::outbox::Claimed;
use crate::store::{StoreError, Tx};
use crate::work::Work;

/// So many are looked at, also when fewer may leave: some of them may have to wait for their address.
const FEWEST: usize = 16;

/// Where to look, and at how many: a channel that is used up is not looked at, so that a long line
/// behind a limit costs nothing.
pub(super) fn lines(
    work: &Work,
    lanes: &[Lane],
    room: Room,
    now: DateTime<Utc>,
) -> (Vec<Line>, i64) {
    let (mut lines, mut most) = (Vec::new(), 0);
    for channel in work.channels.keys() {
        for lane in lanes {
            let is_reply = *lane == Lane::Reply;
            if let Some(until) = work.paces.shut_until(channel, now, is_reply) {
                work.paces.look_at(until);
                continue;
            }
            let free = work.paces.free(channel, now, is_reply).max(FEWEST);
            most = most.max(free.min(room.replies));
            lines.push(Line { channel: channel.clone(), lane: lane.rank() });
        }
    }
    (lines, i64::try_from(most).unwrap_or(1))
}

/// At the start of a process: what was put off to another day is looked at again, because the
/// settings may name another limit now.
pub(super) async fn release_once(work: &Work) -> Result<(), StoreError> {
    if !work.paces.must_release() {
        return Ok(());
    }
    let mut tx = work.db.begin().await?;
    let now = work.clock.machine();
    for channel in work.channels.keys() {
        rates::release(&mut tx, channel, now).await?;
    }
    // crash before or after: the next start does the same, and what is let go twice is put off again
    crate::crash_point!("deliver: let go", tx.commit().await)?;
    work.paces.released();
    Ok(())
}

/// What the limits allow.
pub(super) struct Drawn {
    /// May leave.
    pub(super) go: Vec<Prepared>,
    /// Channels that were used up before all could.
    pub(super) behind: BTreeSet<String>,
}

/// Spends what the limits allow; gives what may leave. What an address or a day has no room for is
/// put off; what its channel has no room for stays where it is.
pub(super) async fn draw(
    work: &Work,
    tx: &mut Tx,
    ready: Vec<Prepared>,
) -> Result<Drawn, StoreError> {
    let paces = &work.paces.of;
    if paces.is_empty() || ready.is_empty() {
        return Ok(Drawn { go: ready, behind: BTreeSet::new() });
    }
    let now = work.clock.machine();
    let asks: Vec<Option<Ask>> = ready.iter().map(ask_of).collect();
    let of_ready: Vec<Ask> = asks.iter().flatten().cloned().collect();
    let used = rates::open(tx, &Purse::scopes(paces, &of_ready), now).await?;
    let people = people(work, tx, &of_ready, now).await?;
    let mut purse = Purse::new(paces, now, used.clone(), people);
    let (mut go, mut put_off, mut first) = (Vec::new(), Vec::new(), Vec::new());
    let mut another: BTreeMap<&str, Vec<Claimed>> = BTreeMap::new();
    let mut behind = BTreeSet::new();
    for (part, ask) in ready.into_iter().zip(asks) {
        let Some(ask) = ask else {
            go.push(part);
            continue;
        };
        let portfolio = portfolio_of(work, &ask);
        match purse.ask(&ask) {
            Answer::Go => {
                first.extend(portfolio.map(|of| person(of, &ask, now)));
                go.push(part);
            }
            Answer::Later(until) => put_off.push(until_then(work, part.claimed(), until)),
            Answer::Behind(until) => {
                work.paces.look_at(until);
                behind.insert(ask.channel.clone());
            }
            Answer::Another => {
                let parts = another.entry(portfolio.unwrap_or_default()).or_default();
                parts.push(part.claimed().clone());
            }
        }
    }
    let mut drawn = purse.drawn();
    for (portfolio, parts) in another {
        let scope = purse::of_portfolio(portfolio);
        // places that an earlier process gave out are given out anew: see `release_once`
        let promised = used.get(&scope).filter(|_| !work.paces.begins_anew(portfolio));
        let promised = promised.copied().unwrap_or(now);
        let moments = moments(tx, portfolio, Spread::after(promised, now), parts.len()).await?;
        drawn.extend(moments.last().map(|last| (scope, *last)));
        put_off.extend(
            parts.iter().zip(moments).map(|(part, until)| PutOff {
                code: rates::PEOPLE,
                ..until_then(work, part, until)
            }),
        );
    }
    for channel in paces.keys() {
        let scope = purse::of_channel(channel);
        if let Some(until) = drawn.get(&scope).or_else(|| used.get(&scope)) {
            work.paces.saw(channel, *until);
        }
    }
    rates::spend(tx, &drawn).await?;
    rates::reach(tx, first).await?;
    rates::put_off(tx, put_off).await?;
    Ok(Drawn { go, behind })
}

/// What a part asks of the limits; None: it ends without a call.
fn ask_of(part: &Prepared) -> Option<Ask> {
    let Prepared::Ready(ready) = part else { return None };
    Some(Ask {
        channel: ready.claimed.channel.clone(),
        address: ready.claimed.address_id,
        is_reply: ready.claimed.lane == Lane::Reply.rank(),
        // groups and supergroups have negative ids. Source: Bot API, "Chat"
        to_group: matches!(&ready.to, Handle::TelegramChat(id) if id.starts_with('-')),
        writes_first: matches!(ready.part, Part::Template { .. }),
    })
}

/// Whose people of a day it counts among, if it writes to somebody first and that is counted.
fn portfolio_of<'a>(work: &'a Work, ask: &Ask) -> Option<&'a str> {
    let pace = work.paces.of.get(&ask.channel).filter(|pace| pace.people_per_day > 0)?;
    ask.writes_first.then_some(pace.portfolio.as_str())
}

fn person<'a>(portfolio: &'a str, ask: &Ask, at: DateTime<Utc>) -> Person<'a> {
    Person { portfolio, address: ask.address, at }
}

/// Not beyond its own end: of that somebody must hear in time.
fn until_then(work: &Work, part: &Claimed, until: DateTime<Utc>) -> PutOff {
    let end = work.clock.machine() + (part.expires_at - work.clock.civil());
    let until = until.min(end);
    work.paces.look_at(until);
    PutOff { id: part.id, until, code: rates::ADDRESS }
}

/// Whom the portfolios reached in the last day, as far as these parts need to know.
async fn people(
    work: &Work,
    tx: &mut Tx,
    asks: &[Ask],
    now: DateTime<Utc>,
) -> Result<HashMap<String, People>, StoreError> {
    let first = |ask| portfolio_of(work, ask).map(|of| person(of, ask, now - DAY));
    let firsts: Vec<Person<'_>> = asks.iter().filter_map(first).collect();
    let portfolios: BTreeSet<&str> = firsts.iter().map(|person| person.portfolio).collect();
    let counts = rates::count(tx, &portfolios, now - DAY).await?;
    let mut people: HashMap<String, People> = counts
        .into_iter()
        .map(|(portfolio, count)| {
            let reached = usize::try_from(count).unwrap_or(0);
            (portfolio, People { reached, ..People::default() })
        })
        .collect();
    for (portfolio, address) in rates::reached(tx, &firsts).await? {
        people.entry(portfolio).or_default().known.insert(address);
    }
    Ok(people)
}

/// Moments of their own for `count` parts for which a day has no room.
async fn moments(
    tx: &mut Tx,
    portfolio: &str,
    spread: Spread,
    count: usize,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let rest = rates::oldest(tx, portfolio, spread.since(), count).await?;
    let whole = match rest.len() < count {
        true => rates::oldest(tx, portfolio, spread.day_began(), count).await?,
        false => Vec::new(),
    };
    Ok(spread.moments(count, &rest, &whole))
}
