//! Whether the loops still run: in memory for this process, in a row for all of them.
//!
//! The dead-man switch: reminders are what this service is for, so ten minutes without a look at
//! what falls due is an alarm, whichever process should have looked. All times machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Result, Tx, on};

/// Without a look at what falls due for this long, something is wrong.
pub const SILENCE: TimeDelta = TimeDelta::minutes(10);
/// A loop of this process that finished no round for this long hangs. Longer than a round may
/// take that waits for a connection and then for the disk.
pub const STALLED: TimeDelta = TimeDelta::minutes(2);
/// A row per look would be a write per second for nothing.
const WRITE_EVERY: TimeDelta = TimeDelta::minutes(1);

/// A loop that must keep coming round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loop {
    /// Handles events.
    Handle,
    /// Looks what falls due.
    Due,
    /// Sends what waits.
    Deliver,
}

impl Loop {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Handle, Self::Due, Self::Deliver];

    /// Its name in figures and rows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Handle => "handle",
            Self::Due => "due",
            Self::Deliver => "deliver",
        }
    }
}

/// When each loop of this process last finished a round. Cloning gives another hand on it.
#[derive(Clone, Debug)]
pub struct Pulse {
    started_at: DateTime<Utc>,
    /// Microseconds since 1970; 0: that loop does not run here.
    beats: Arc<[AtomicI64; 3]>,
    /// When the row of `Loop::Due` was last written by this process, likewise.
    written: Arc<AtomicI64>,
}

impl Pulse {
    /// Of a process that starts now.
    pub fn new(started_at: DateTime<Utc>) -> Self {
        Self { started_at, beats: Arc::default(), written: Arc::default() }
    }

    /// When this process started.
    pub fn started_at(&self) -> DateTime<Utc> {
        self.started_at
    }

    /// A round is done.
    pub fn beat(&self, of: Loop, now: DateTime<Utc>) {
        self.beats[of as usize].store(now.timestamp_micros(), Ordering::Relaxed);
    }

    /// When that loop last finished a round here.
    pub fn last(&self, of: Loop) -> Option<DateTime<Utc>> {
        at(self.beats[of as usize].load(Ordering::Relaxed))
    }

    /// Loops of this process that began and no longer come round.
    pub fn stalled(&self, now: DateTime<Utc>) -> Vec<Loop> {
        let hangs = |l: &Loop| self.last(*l).is_some_and(|last| now - last > STALLED);
        Loop::ALL.into_iter().filter(hangs).collect()
    }

    /// Is it time to write the row again? True once a minute.
    pub fn is_time_to_write(&self, now: DateTime<Utc>) -> bool {
        at(self.written.load(Ordering::Relaxed)).is_none_or(|last| now - last >= WRITE_EVERY)
    }

    /// The row was written.
    pub fn wrote(&self, now: DateTime<Utc>) {
        self.written.store(now.timestamp_micros(), Ordering::Relaxed);
    }

    /// How long nobody has looked what falls due, as far as this process knows: `row` is what the
    /// database says. A process that just started gives the others time to begin.
    pub fn silence(&self, row: Option<DateTime<Utc>>, now: DateTime<Utc>) -> TimeDelta {
        let last = row.into_iter().chain(self.last(Loop::Due)).chain([self.started_at]).max();
        last.map_or(TimeDelta::zero(), |last| (now - last).max(TimeDelta::zero()))
    }
}

fn at(micros: i64) -> Option<DateTime<Utc>> {
    if micros == 0 { None } else { DateTime::from_timestamp_micros(micros) }
}

const BEAT: &str = "
    INSERT INTO heartbeat (loop_name, beat_at)
    VALUES ($1, $2)
    ON CONFLICT (loop_name) DO UPDATE
    SET beat_at = excluded.beat_at
    WHERE heartbeat.beat_at < excluded.beat_at";

/// Notes for other processes, and for `doctor`, that a round is done; never backwards.
pub async fn write(tx: &mut Tx, of: Loop, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(BEAT).bind(of.as_str()).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const LAST: &str = "SELECT beat_at FROM heartbeat WHERE loop_name = $1";

/// When any process last noted a round.
pub async fn last(tx: &mut Tx, of: Loop) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(LAST).bind(of.as_str()).fetch_optional(conn).await?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::each_database;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_600_800, 0).unwrap()
    }

    #[test]
    fn only_a_loop_that_began_here_can_stall() {
        let pulse = Pulse::new(noon());
        let later = noon() + TimeDelta::hours(1);
        assert_eq!(pulse.stalled(later), []);
        pulse.beat(Loop::Handle, noon());
        pulse.beat(Loop::Deliver, later);
        assert_eq!(pulse.stalled(later), [Loop::Handle]);
    }

    #[test]
    fn silence_counts_from_the_last_look_of_any_process_or_from_our_start() {
        let pulse = Pulse::new(noon());
        let now = noon() + TimeDelta::minutes(30);
        assert_eq!(pulse.silence(None, now), TimeDelta::minutes(30));
        assert_eq!(pulse.silence(Some(noon() - TimeDelta::days(9)), now), TimeDelta::minutes(30));
        assert_eq!(pulse.silence(Some(now - SILENCE), now), SILENCE);
        pulse.beat(Loop::Due, now);
        assert_eq!(pulse.silence(None, now), TimeDelta::zero());
    }

    #[tokio::test]
    async fn the_row_is_written_once_a_minute_and_never_backwards() {
        for test in each_database().await {
            let pulse = Pulse::new(noon());
            assert!(pulse.is_time_to_write(noon()));
            pulse.wrote(noon());
            assert!(!pulse.is_time_to_write(noon() + TimeDelta::seconds(59)));
            assert!(pulse.is_time_to_write(noon() + TimeDelta::seconds(60)));
            let mut tx = test.db.begin().await.unwrap();
            assert_eq!(last(&mut tx, Loop::Due).await.unwrap(), None);
            write(&mut tx, Loop::Due, noon()).await.unwrap();
            write(&mut tx, Loop::Due, noon() - TimeDelta::hours(1)).await.unwrap();
            assert_eq!(last(&mut tx, Loop::Due).await.unwrap(), Some(noon()));
        }
    }
}
