//! How fast and to how many each channel may send: our own limits, from the settings.
//!
//! What is used of them stands in rows. In memory is only what saves a look: until when a channel
//! was used up when this process last saw it, and when to look again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Stop, Work};
use crate::config;
use crate::plan::budget::Account;
use crate::plan::purse::{DAY, Pace};
use crate::plan::rate::Rate;
use crate::store::hot::rates;
use crate::store::{StoreError, Tx};

/// WhatsApp lets so many messages to one person go at once, and takes them off what comes later.
/// Source: Meta, "Pair rate limits", seen November 2026.
const PAIR_BURST: u32 = 45;
/// A channel that is used up is looked at again after this at the earliest, so that a few parts
/// share a commit.
const LOOK: Duration = Duration::from_millis(25);
/// Whom we wrote to is remembered an hour longer than it counts.
const REMEMBERED: TimeDelta = TimeDelta::hours(25);

/// The limits that the settings of a channel give.
pub fn pace_of(channel: &config::Channel) -> Pace {
    let second = TimeDelta::seconds(1);
    match channel {
        config::Channel::Telegram(bot) => {
            let limits = bot.limits;
            let apart = match limits.per_chat_per_second {
                0 => TimeDelta::zero(),
                per_second => second / i32::try_from(per_second).unwrap_or(i32::MAX),
            };
            let groups = limits.per_group_per_minute;
            Pace {
                channel: Rate::within(limits.per_second, second),
                address: Rate::each(apart, limits.burst_per_chat),
                // a quarter at once: a notice of a few parts must not drip into a group
                group: Rate::bursting(groups, groups / 4, TimeDelta::minutes(1)),
                ..Pace::default()
            }
        }
        config::Channel::Whatsapp(number) => {
            let limits = number.limits;
            let pair = TimeDelta::seconds(i64::from(limits.pair_seconds));
            Pace {
                channel: Rate::within(limits.per_second, second),
                address: Rate::each(pair, PAIR_BURST),
                group: None,
                portfolio: number.business_account_id.clone().unwrap_or(number.id.clone()),
                people_per_day: usize::try_from(limits.unique_per_day).unwrap_or(usize::MAX),
            }
        }
    }
}

/// The business accounts that have a limit of people per day, with their channels.
pub fn accounts_of(channels: &[config::Channel]) -> Vec<Account> {
    let mut all: Vec<Account> = Vec::new();
    for channel in channels {
        let pace = pace_of(channel);
        if pace.people_per_day == 0 {
            continue;
        }
        let (id, limit) = (channel.id().to_owned(), pace.people_per_day);
        match all.iter_mut().find(|account| account.portfolio == pace.portfolio) {
            Some(account) => {
                account.channels.push(id);
                account.limit = account.limit.min(limit);
            }
            None => {
                let (portfolio, channels) = (pace.portfolio, vec![id]);
                all.push(Account { portfolio, channels, limit });
            }
        }
    }
    all
}

/// The limits of all channels, and what this process saw of them.
#[derive(Debug, Default)]
pub(super) struct Paces {
    /// Only those that hold something back.
    pub(super) of: BTreeMap<String, Pace>,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    used: HashMap<String, DateTime<Utc>>,
    look_at: Option<DateTime<Utc>>,
    is_released: bool,
    began: BTreeSet<String>,
    behind: BTreeSet<String>,
}

impl Paces {
    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A channel's bucket, as this process left it (machine). Others may have drawn since, so it
    /// is a reason not to look, and never one to send.
    pub(super) fn saw(&self, channel: &str, used_until: DateTime<Utc>) {
        self.seen().used.insert(channel.to_owned(), used_until);
    }

    /// Must what an earlier process put off to another day still be looked at again?
    pub(super) fn must_release(&self) -> bool {
        !self.seen().is_released
    }

    /// It was let go.
    pub(super) fn released(&self) {
        self.seen().is_released = true;
    }

    /// A claim was undone: the places that it gave out were not given.
    pub(super) fn claim_undone(&self) {
        self.seen().began.clear();
    }

    /// Somebody stands in line on these channels, and these only, because the limit is used up.
    pub(super) fn stand_behind(&self, channels: BTreeSet<String>) {
        self.seen().behind = channels;
    }

    /// Does somebody stand in line there? Then nobody may pass.
    pub(super) fn is_line(&self, channel: &str) -> bool {
        self.seen().behind.contains(channel)
    }

    /// True once per portfolio: the first time that this process gives out places of another day.
    pub(super) fn begins_anew(&self, portfolio: &str) -> bool {
        self.seen().began.insert(portfolio.to_owned())
    }

    /// Something that had to stay behind may leave at `at` (machine).
    pub(super) fn look_at(&self, at: DateTime<Utc>) {
        let mut seen = self.seen();
        seen.look_at = Some(seen.look_at.map_or(at, |before| before.min(at)));
    }

    /// When one more of this kind may leave on a channel, if that is not now (machine).
    pub(super) fn shut_until(
        &self,
        channel: &str,
        now: DateTime<Utc>,
        is_reply: bool,
    ) -> Option<DateTime<Utc>> {
        let rate = self.of.get(channel)?.channel?;
        let used = *self.seen().used.get(channel)?;
        let next = rate.next(used, now, is_reply);
        (next > now).then_some(next)
    }

    /// How many of this kind may leave on a channel, as far as this process knows.
    pub(super) fn free(&self, channel: &str, now: DateTime<Utc>, is_reply: bool) -> usize {
        let Some(rate) = self.of.get(channel).and_then(|pace| pace.channel) else {
            return usize::MAX;
        };
        let used = self.seen().used.get(channel).copied().unwrap_or(now);
        rate.free(used, now, is_reply)
    }
}

impl Work {
    /// The same work, at these paces, by channel.
    pub fn with_paces(mut self, paces: BTreeMap<String, Pace>) -> Self {
        let of = paces.into_iter().filter(|(_, pace)| pace.is_limited()).collect();
        self.paces = Arc::new(Paces { of, ..Paces::default() });
        self
    }

    /// Rests as every loop does, but no longer than until something that was put off may go.
    pub(super) async fn rest_for_limits(
        &self,
        bell: impl Future<Output = ()>,
        stop: &mut Stop,
    ) -> bool {
        let at = self.paces.seen().look_at;
        let longest = at.map_or(self.tick, |at| {
            let left = (at - self.clock.machine()).to_std().unwrap_or_default();
            left.max(LOOK).min(self.tick)
        });
        let is_over = super::rest(longest, bell, stop).await;
        let now = self.clock.machine();
        // a bell before that moment must not make it forgotten
        let mut seen = self.paces.seen();
        seen.look_at = seen.look_at.filter(|at| *at > now);
        is_over
    }

    /// Forgets what no limit counts any more. The last of its transaction.
    pub(super) async fn sweep_limits(&self, tx: &mut Tx) -> Result<(), StoreError> {
        if self.paces.of.is_empty() {
            return Ok(());
        }
        let counted = self.paces.of.values().filter(|pace| pace.people_per_day > 0);
        let portfolios: BTreeSet<&str> = counted.map(|pace| pace.portfolio.as_str()).collect();
        rates::sweep(tx, &portfolios, self.clock.machine() - REMEMBERED.max(DAY)).await
    }
}
