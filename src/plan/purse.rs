//! What may leave now, when many would: our own limits, spent in the order of asking.
//!
//! The limit of a channel leaves the rest where it is, to be looked at again in a moment. The limit
//! of one address, and the people of a day, put single parts off to the earliest moment at which
//! they may go, and nobody behind or beside them. Knows nothing of rows: `store` keeps what is
//! used, `work` asks.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::rate::Rate;
use crate::ids::AddressId;

/// People who were written to first count for so long.
/// Source: Meta, "Messaging limits": unique users per moving 24 hours, per business portfolio.
pub const DAY: TimeDelta = TimeDelta::hours(24);

/// The limits of a channel; without any it sends as fast as it can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Of the whole channel.
    pub channel: Option<Rate>,
    /// Of each address: a chat, or WhatsApp's pair.
    pub address: Option<Rate>,
    /// Of each group, in place of `address`.
    pub group: Option<Rate>,
    /// Who shares the people of a day: the business account, else the channel.
    pub portfolio: String,
    /// People who may be written to first in 24 hours; 0: no limit.
    pub people_per_day: usize,
}

impl Pace {
    /// Does it hold anything back at all?
    pub fn is_limited(&self) -> bool {
        let rates = [self.channel, self.address, self.group];
        rates.iter().any(Option::is_some) || self.people_per_day > 0
    }
}

/// A part that would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// On which channel.
    pub channel: String,
    /// To which address.
    pub address: AddressId,
    /// Somebody is waiting for it with the telephone in hand.
    pub is_reply: bool,
    /// To a group of people.
    pub to_group: bool,
    /// We write first: a template outside the window of 24 hours.
    pub writes_first: bool,
}

/// What it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Leave.
    Go,
    /// Not before this moment: its address has had enough.
    Later(DateTime<Utc>),
    /// Wait for the channel, which may go on at this moment.
    Behind(DateTime<Utc>),
    /// The people of this day are reached; [`Spread`] tells when.
    Another,
}

/// The name of a channel's bucket.
pub fn of_channel(id: &str) -> String {
    format!("channel:{id}")
}

fn of_address(id: AddressId) -> String {
    format!("address:{id}")
}

/// The name of a portfolio's row.
pub fn of_portfolio(id: &str) -> String {
    format!("portfolio:{id}")
}

/// The people of one portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// How many were reached in the last [`DAY`].
    pub reached: usize,
    /// Which of those who are asked for were among them: they may be written to again.
    pub known: HashSet<AddressId>,
}

/// What may be spent in one claim.
#[derive(Debug)]
pub struct Purse<'a> {
    now: DateTime<Utc>,
    paces: &'a BTreeMap<String, Pace>,
    used: HashMap<String, DateTime<Utc>>,
    people: HashMap<String, People>,
    drawn: BTreeSet<String>,
}

impl<'a> Purse<'a> {
    /// The rows that these may need: one per channel, address and portfolio, in order.
    pub fn scopes(paces: &BTreeMap<String, Pace>, asks: &[Ask]) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for ask in asks {
            let Some(pace) = paces.get(&ask.channel) else { continue };
            all.extend(pace.channel.map(|_| of_channel(&ask.channel)));
            all.extend(rate_of_address(pace, ask).map(|_| of_address(ask.address)));
            if ask.writes_first && pace.people_per_day > 0 {
                all.insert(of_portfolio(&pace.portfolio));
            }
        }
        all
    }

    /// A purse at `now` (machine), with what the rows of [`Purse::scopes`] say, and the people of
    /// the portfolios among them.
    pub fn new(
        paces: &'a BTreeMap<String, Pace>,
        now: DateTime<Utc>,
        used: HashMap<String, DateTime<Utc>>,
        people: HashMap<String, People>,
    ) -> Self {
        Self { now, paces, used, people, drawn: BTreeSet::new() }
    }

    fn used(&self, scope: &str) -> DateTime<Utc> {
        self.used.get(scope).copied().unwrap_or(self.now)
    }

    /// May it leave? If so, it is spent. Ask for replies first.
    pub fn ask(&mut self, ask: &Ask) -> Answer {
        let Some(pace) = self.paces.get(&ask.channel) else { return Answer::Go };
        let address = rate_of_address(pace, ask).map(|rate| (of_address(ask.address), rate));
        let channel = pace.channel.map(|rate| (of_channel(&ask.channel), rate));
        if let Some(next) = self.waits(address.as_ref(), ask.is_reply) {
            return Answer::Later(next);
        }
        if !self.has_people_left(pace, ask) {
            return Answer::Another;
        }
        if let Some(next) = self.waits(channel.as_ref(), ask.is_reply) {
            return Answer::Behind(next);
        }
        for (scope, rate) in address.into_iter().chain(channel) {
            let used = rate.spend(self.used(&scope), self.now);
            self.used.insert(scope.clone(), used);
            self.drawn.insert(scope);
        }
        if ask.writes_first && pace.people_per_day > 0 {
            let people = self.people.entry(pace.portfolio.clone()).or_default();
            people.reached += usize::from(people.known.insert(ask.address));
        }
        Answer::Go
    }

    /// Until when this bucket has nothing left for it.
    fn waits(&self, bucket: Option<&(String, Rate)>, is_reply: bool) -> Option<DateTime<Utc>> {
        let (scope, rate) = bucket?;
        let next = rate.next(self.used(scope), self.now, is_reply);
        (next > self.now).then_some(next)
    }

    fn has_people_left(&self, pace: &Pace, ask: &Ask) -> bool {
        if !ask.writes_first || pace.people_per_day == 0 {
            return true;
        }
        let of = self.people.get(&pace.portfolio);
        of.is_none_or(|of| of.known.contains(&ask.address) || of.reached < self.limit(pace))
    }

    /// Two channels of one portfolio may name different limits: the lower one holds.
    fn limit(&self, pace: &Pace) -> usize {
        let same = |other: &&Pace| other.portfolio == pace.portfolio && other.people_per_day > 0;
        let of = self.paces.values().filter(same).map(|other| other.people_per_day);
        of.min().unwrap_or(usize::MAX)
    }

    /// What the rows must say now; only those that changed.
    pub fn drawn(&self) -> BTreeMap<String, DateTime<Utc>> {
        self.drawn.iter().map(|scope| (scope.clone(), self.used(scope))).collect()
    }
}

fn rate_of_address(pace: &Pace, ask: &Ask) -> Option<Rate> {
    if ask.to_group { pace.group } else { pace.address }
}

/// When those may go for whom a day had no room: each gets a moment of its own, at which one of
/// those who were reached leaves the day.
///
/// A moment that was promised is not promised again, so that a thousand who wait are not all looked
/// at when the first place comes free. When all places of one day are promised, the next day's
/// follow: who goes at the first of them leaves that place a day later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    now: DateTime<Utc>,
    promised: DateTime<Utc>,
    days: i32,
}

impl Spread {
    /// After `promised`, the last moment that was given away; all in machine time.
    pub fn after(promised: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let ahead = (promised - now).max(TimeDelta::zero());
        let days = ahead.num_microseconds().unwrap_or(0).div_euclid(DAY_MICROS);
        Self { now, promised: promised.max(now), days: i32::try_from(days).unwrap_or(0) }
    }

    /// Only who was reached after this leaves a place that nobody was promised.
    pub fn since(&self) -> DateTime<Utc> {
        (self.promised - DAY * (self.days + 1)).max(self.now - DAY)
    }

    /// Who was reached after this counts now.
    pub fn day_began(&self) -> DateTime<Utc> {
        self.now - DAY
    }

    /// Moments for `count` more, given when those after [`Spread::since`] were reached, in order
    /// (as many as are needed, or all), and those of the whole day if that was not enough.
    pub fn moments(
        &self,
        count: usize,
        rest_of_day: &[DateTime<Utc>],
        whole_day: &[DateTime<Utc>],
    ) -> Vec<DateTime<Utc>> {
        let first = rest_of_day.iter().map(|at| *at + DAY * (self.days + 1));
        let later = (self.days + 2..=self.days + MOST_DAYS)
            .flat_map(|days| whole_day.iter().map(move |at| *at + DAY * days));
        // nobody was reached, and still there is no room: no such day exists
        let never = std::iter::repeat(self.now + DAY * (self.days + MOST_DAYS));
        first.chain(later).chain(never).take(count).collect()
    }
}

const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;
/// Nothing that is sent by template waits longer than this: it has expired by then.
const MOST_DAYS: i32 = 14;

#[cfg(test)]
#[path = "purse_tests.rs"]
mod tests;
