//! How fast we may write: a bucket that fills at a steady rate, told by one instant.
//!
//! `used_until` is the moment at which all that was taken has been earned back (the "generic cell
//! rate algorithm"), so a bucket is one value in one row. Machine time. Promises: in no window of a
//! rate's length more than its limit, however the looks fall; and what is no reply leaves a fifth of
//! the bucket alone, so that a reply never waits for a run of announcements. Whatever the replies
//! leave goes to the others: a reply that comes pushes them back, and only for as long as it lasts.

use chrono::{DateTime, TimeDelta, Utc};

/// One after another at `every`, of which `burst` may go at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    every: TimeDelta,
    burst: i32,
}

impl Rate {
    /// At most `limit` in any window of this length; None: no limit. A tenth of it may go at once,
    /// the rest is spread over the window.
    pub fn within(limit: u32, window: TimeDelta) -> Option<Self> {
        Self::bursting(limit, limit / 10, window)
    }

    /// As [`Rate::within`], with so many at once.
    pub fn bursting(limit: u32, burst: u32, window: TimeDelta) -> Option<Self> {
        let limit = i32::try_from(limit).ok().filter(|limit| *limit > 0)?;
        let burst = i32::try_from(burst).unwrap_or(limit).clamp(1, limit);
        // a window that begins with a full bucket holds the burst, and one more per `every`
        let steady = limit - burst + 1;
        // one microsecond more, which is what rows keep: the window's end never holds one too many
        let micros = window.num_microseconds()?.div_euclid(i64::from(steady)) + 1;
        Some(Self { every: TimeDelta::microseconds(micros), burst })
    }

    /// One per `every`, and `burst` at once, borrowed from later; None: no limit.
    pub fn each(every: TimeDelta, burst: u32) -> Option<Self> {
        let burst = i32::try_from(burst.max(1)).ok()?;
        (every > TimeDelta::zero()).then_some(Self { every, burst })
    }

    /// How far ahead of what was earned this kind of message may go.
    fn depth(self, is_reply: bool) -> TimeDelta {
        let kept = if is_reply || self.burst == 1 { 0 } else { (self.burst + 4) / 5 };
        self.every * (self.burst - kept)
    }

    /// What a row says, never more in debt than the bucket is deep: a clock that was set back, or a
    /// limit that was raised, must not stop a channel for longer than that.
    fn sane(self, used_until: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        used_until.clamp(now, now + self.depth(true))
    }

    /// How many may go at `now`.
    pub fn free(self, used_until: DateTime<Utc>, now: DateTime<Utc>, is_reply: bool) -> usize {
        let room = now + self.depth(is_reply) - self.sane(used_until, now);
        let (room, every) = (room.num_microseconds(), self.every.num_microseconds());
        let free = room.zip(every).map_or(0, |(room, every)| room.max(0) / every.max(1));
        usize::try_from(free).unwrap_or(0)
    }

    /// The bucket after one more went at `now`.
    pub fn spend(self, used_until: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        self.sane(used_until, now) + self.every
    }

    /// The earliest moment at which one more may go; `now` when it may at once.
    pub fn next(
        self,
        used_until: DateTime<Utc>,
        now: DateTime<Utc>,
        is_reply: bool,
    ) -> DateTime<Utc> {
        (self.sane(used_until, now) + self.every - self.depth(is_reply)).max(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECOND: TimeDelta = TimeDelta::seconds(1);

    fn at(ms: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(1_795_600_800_000 + ms).unwrap()
    }

    fn spend(rate: Rate, used: DateTime<Utc>, now: DateTime<Utc>, count: usize) -> DateTime<Utc> {
        (0..count).fold(used, |used, _| rate.spend(used, now))
    }

    #[test]
    fn a_pair_may_burst_and_pays_back_at_its_pace() {
        let pair = Rate::each(TimeDelta::seconds(6), 45).unwrap();
        assert_eq!(pair.free(at(-9), at(0), true), 45);
        assert_eq!(pair.free(at(-9), at(0), false), 36);
        let used = spend(pair, at(-9), at(0), 45);
        assert_eq!(pair.free(used, at(5_999), true), 0);
        assert_eq!(pair.next(used, at(0), true), at(6_000));
        assert_eq!(pair.free(used, at(6_000), true), 1);
        // the spare part fills first
        assert_eq!(pair.next(used, at(0), false), at(60_000));
    }

    #[test]
    fn nearly_the_whole_limit_is_used_when_there_is_much_to_send() {
        // limit, burst, window in seconds, sent in ten windows that follow on one another
        for (limit, burst, window, sent) in
            [(30, 3, 1, 280), (80, 8, 1, 730), (1, 0, 1, 10), (20, 5, 60, 160)]
        {
            let rate = Rate::bursting(limit, burst, TimeDelta::seconds(window)).unwrap();
            let (mut used, mut count) = (at(0), 0);
            for ms in 0..window * 10_000 {
                let free = rate.free(used, at(ms), true);
                used = spend(rate, used, at(ms), free);
                count += free;
            }
            assert!((sent..=limit as usize * 10).contains(&count), "{limit}: {count}");
        }
    }

    #[test]
    fn nought_is_no_limit() {
        assert_eq!(Rate::within(0, SECOND), None);
        assert_eq!(Rate::bursting(0, 5, SECOND), None);
        assert_eq!(Rate::each(TimeDelta::zero(), 45), None);
    }

    #[test]
    fn a_clock_that_was_set_back_stops_nothing_for_longer_than_the_bucket_is_deep() {
        let rate = Rate::within(30, SECOND).unwrap();
        let used = spend(rate, at(3_600_000), at(3_600_000), 3);
        assert!(rate.next(used, at(0), true) <= at(0) + SECOND);
        assert!(rate.free(used, at(0) + SECOND, true) > 0 || rate.free(used, at(0), true) == 0);
    }

    proptest! {
        #[test]
        fn no_window_ever_holds_more_than_the_limit(
            limit in 1_u32..100,
            burst in 0_u32..120,
            looks in proptest::collection::vec((0_i64..300, any::<bool>(), 0_usize..64), 1..80),
        ) {
            let rate = Rate::bursting(limit, burst, SECOND).unwrap();
            let (mut used, mut now, mut sent) = (at(-5_000), 0, Vec::new());
            for (pause, is_reply, wanted) in looks {
                now += pause;
                let count = rate.free(used, at(now), is_reply).min(wanted);
                used = spend(rate, used, at(now), count);
                sent.extend(std::iter::repeat_n(now, count));
            }
            for begin in &sent {
                let inside = sent.iter().filter(|t| (*begin..*begin + 1_000).contains(*t)).count();
                prop_assert!(inside <= limit as usize, "{inside} of {limit}");
            }
        }

        #[test]
        fn a_reply_finds_room_whatever_else_was_sent(
            limit in 20_u32..1_000, looks in proptest::collection::vec(0_i64..300, 1..80),
        ) {
            let rate = Rate::within(limit, SECOND).unwrap();
            let (mut used, mut now) = (at(-5_000), 0);
            for pause in looks {
                now += pause;
                used = spend(rate, used, at(now), rate.free(used, at(now), false));
                prop_assert!(rate.free(used, at(now), true) >= 1);
            }
        }

        #[test]
        fn the_next_moment_is_the_first_at_which_one_may_go(
            limit in 1_u32..200, is_reply in any::<bool>(), spent in 0_usize..200,
        ) {
            let rate = Rate::within(limit, SECOND).unwrap();
            let count = spent.min(rate.free(at(0), at(0), true));
            let used = spend(rate, at(0), at(0), count);
            let next = rate.next(used, at(0), is_reply);
            prop_assert!(rate.free(used, next, is_reply) >= 1);
            let before = next - TimeDelta::microseconds(1);
            prop_assert!(next == at(0) || rate.free(used, before, is_reply) == 0);
        }

        #[test]
        fn nothing_starves_while_the_replies_leave_room(
            limit in 10_u32..200, replies in 0_usize..9,
        ) {
            let rate = Rate::within(limit, SECOND).unwrap();
            let (mut used, mut others, mut waiting) = (at(0), 0, 0);
            // at most eight replies a second, less than the limit
            for ms in (0..10_000_usize).step_by(5) {
                waiting += usize::from(replies > 0 && ms % (1_000 / replies.max(1)) == 0);
                let free = rate.free(used, at(ms as i64), true).min(waiting);
                used = spend(rate, used, at(ms as i64), free);
                waiting -= free;
                let free = rate.free(used, at(ms as i64), false);
                used = spend(rate, used, at(ms as i64), free);
                others += free;
            }
            prop_assert!(others >= 10, "{others} in ten seconds");
        }
    }
}
