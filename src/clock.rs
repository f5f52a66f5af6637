//! The two clocks, and the only place that asks the operating system for the time.
//!
//! *Civil* time is what people live by: sessions, reminders, waits, ladders, quiet hours, windows,
//! recurring jobs. *Machine* time is for leases, timeouts, back-off, limits, log-in sessions.
//! They are equal in `serve`; tests step both by hand; in `demo` only civil time hurries, pauses
//! and jumps. Pure rooms never see a clock: they get `now` as a value.
//!
//! A [`Rehearsal`] is for tests of the real program: both times hurry, civil time ends at a moment
//! and stands still there, and every process that is given the same one agrees, also after a kill.
//!
//! Both are truncated to microseconds, so that a value survives either database unchanged.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// A shared clock. Cloning gives another hand on the same clock.
#[derive(Clone, Debug)]
pub struct Clock {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: watch::Sender<u64>,
}

#[derive(Debug)]
struct State {
    machine: Machine,
    /// Civil time at `anchor_machine`; from there it runs `speed` times as fast.
    anchor_civil: DateTime<Utc>,
    anchor_machine: DateTime<Utc>,
    speed: f64,
    paused: bool,
    /// Civil time goes no further.
    until: Option<DateTime<Utc>>,
}

#[derive(Debug)]
enum Machine {
    System,
    Stepped(DateTime<Utc>),
    /// So many times as fast as the system's, from a moment on the system's clock.
    Hurried(DateTime<Utc>, f64),
}

/// A course of time that follows from the system's clock alone, so that several processes agree
/// on it without talking to each other, and one that was killed finds it again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// When it begins on the system's clock; machine time is equal to it at that moment.
    pub began: DateTime<Utc>,
    /// Civil time at that moment.
    pub civil: DateTime<Utc>,
    /// Civil time stands still from here.
    pub until: DateTime<Utc>,
    /// Civil seconds per second.
    pub civil_speed: f64,
    /// Machine seconds per second: leases, pauses and timeouts shrink alike.
    pub machine_speed: f64,
}

impl Machine {
    fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => on_the_wall(),
            Self::Stepped(now) => *now,
            Self::Hurried(began, speed) => {
                let elapsed = (on_the_wall() - began).num_microseconds().unwrap_or(0);
                *began + TimeDelta::microseconds((elapsed as f64 * speed) as i64)
            }
        }
    }
}

// The one sanctioned look at the wall (see .clippy.toml).
#[expect(clippy::disallowed_methods, reason = "the clock itself")]
fn on_the_wall() -> DateTime<Utc> {
    micros(Utc::now())
}

fn micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(at)
}

impl Clock {
    /// Civil and machine time are both the system's.
    pub fn system() -> Self {
        Self::build(Machine::System, None, 1.0)
    }

    /// Machine time is the system's; civil time starts at `civil` and runs `speed` times as fast.
    pub fn hurried(civil: DateTime<Utc>, speed: f64) -> Self {
        Self::build(Machine::System, Some(civil), speed)
    }

    /// Both stand still at `now` until [`Clock::advance`].
    pub fn stepped(now: DateTime<Utc>) -> Self {
        Self::build(Machine::Stepped(micros(now)), Some(now), 1.0)
    }

    /// Both hurry as `rehearsal` says.
    pub fn rehearsed(rehearsal: Rehearsal) -> Self {
        let Rehearsal { began, civil, until, civil_speed, machine_speed } = rehearsal;
        let (began, machine_speed) = (micros(began), machine_speed.max(0.01));
        Self::of(State {
            machine: Machine::Hurried(began, machine_speed),
            anchor_civil: micros(civil),
            anchor_machine: began,
            speed: civil_speed / machine_speed,
            paused: false,
            until: Some(micros(until)),
        })
    }

    fn build(machine: Machine, civil: Option<DateTime<Utc>>, speed: f64) -> Self {
        let anchor_machine = machine.now();
        let state = State {
            anchor_civil: micros(civil.unwrap_or(anchor_machine)),
            anchor_machine,
            machine,
            speed,
            paused: false,
            until: None,
        };
        Self::of(state)
    }

    fn of(state: State) -> Self {
        Self { shared: Arc::new(Shared { state: Mutex::new(state), changed: watch::channel(0).0 }) }
    }

    /// Civil now.
    pub fn civil(&self) -> DateTime<Utc> {
        self.with(|s| s.civil())
    }

    /// Machine now.
    pub fn machine(&self) -> DateTime<Utc> {
        self.with(|s| s.machine.now())
    }

    /// How long a stretch of machine time takes on the system's clock: the same, except in a
    /// rehearsal.
    pub fn on_the_wall(&self, machine: Duration) -> Duration {
        self.with(|s| match s.machine {
            Machine::Hurried(_, speed) => machine.div_f64(speed),
            Machine::System | Machine::Stepped(_) => machine,
        })
    }

    /// Steps both clocks; only for a clock made by [`Clock::stepped`].
    pub fn advance(&self, by: Duration) {
        let by = TimeDelta::from_std(by).unwrap_or(TimeDelta::zero());
        self.change(|s| {
            if let Machine::Stepped(now) = &mut s.machine {
                *now += by;
            }
        });
    }

    /// Civil time jumps forward to `to`; never backwards.
    pub fn jump(&self, to: DateTime<Utc>) {
        self.change(|s| {
            s.anchor_civil = micros(to).max(s.civil());
            s.anchor_machine = s.machine.now();
        });
    }

    /// Civil time stands still, or runs again.
    pub fn set_paused(&self, paused: bool) {
        self.change(|s| {
            s.reanchor();
            s.paused = paused;
        });
    }

    /// Civil time runs `speed` times as fast as machine time.
    pub fn set_speed(&self, speed: f64) {
        self.change(|s| {
            s.reanchor();
            s.speed = speed.clamp(0.01, 1_000_000.0);
        });
    }

    /// How fast civil time runs now; 0 when it stands still.
    pub fn speed(&self) -> f64 {
        self.with(|s| if s.paused { 0.0 } else { s.speed })
    }

    /// The speed to return to after a pause.
    pub fn set_speed_value(&self) -> f64 {
        self.with(|s| s.speed)
    }

    /// Is civil time standing still?
    pub fn is_paused(&self) -> bool {
        self.with(|s| s.paused)
    }

    /// Wakes whoever waits whenever the clock is paused, sped up, stepped or jumps.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.shared.changed.subscribe()
    }

    fn with<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.shared.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, write: impl FnOnce(&mut State)) {
        write(&mut self.shared.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.shared.changed.send_modify(|n| *n += 1);
    }
}

impl State {
    fn civil(&self) -> DateTime<Utc> {
        if self.paused {
            return self.anchor_civil;
        }
        let elapsed = (self.machine.now() - self.anchor_machine).num_microseconds().unwrap_or(0);
        let at = self.anchor_civil + TimeDelta::microseconds((elapsed as f64 * self.speed) as i64);
        micros(self.until.map_or(at, |until| at.min(until)))
    }

    fn reanchor(&mut self) {
        self.anchor_civil = self.civil();
        self.anchor_machine = self.machine.now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_600_800, 0).expect("a valid instant")
    }

    #[test]
    fn a_stepped_clock_moves_both_times_and_only_when_told() {
        let clock = Clock::stepped(noon());
        assert_eq!(clock.civil(), noon());
        clock.advance(Duration::from_secs(60));
        assert_eq!(clock.civil(), noon() + TimeDelta::seconds(60));
        assert_eq!(clock.machine(), clock.civil());
    }

    #[test]
    fn two_clocks_of_one_rehearsal_agree_and_civil_time_ends() {
        let began = on_the_wall() - TimeDelta::seconds(10);
        let until = noon() + TimeDelta::seconds(600);
        let (civil, civil_speed) = (noon(), 30.0);
        let plan = Rehearsal { began, civil, until, civil_speed, machine_speed: 5.0 };
        let (one, other) = (Clock::rehearsed(plan), Clock::rehearsed(plan));
        let (first, second) = (one.civil(), other.civil());
        assert!(noon() + TimeDelta::seconds(300) <= first && first <= second);
        assert!(one.machine() >= began + TimeDelta::seconds(50));
        assert_eq!(one.on_the_wall(Duration::from_secs(60)), Duration::from_secs(12));
        let over = Rehearsal { began: began - TimeDelta::seconds(20), ..plan };
        assert_eq!(Clock::rehearsed(over).civil(), until);
    }

    #[test]
    fn a_paused_clock_keeps_civil_time_and_a_jump_never_goes_back() {
        let clock = Clock::stepped(noon());
        clock.set_speed(10.0);
        clock.advance(Duration::from_secs(6));
        assert_eq!(clock.civil(), noon() + TimeDelta::seconds(60));
        clock.set_paused(true);
        clock.advance(Duration::from_secs(600));
        assert_eq!(clock.civil(), noon() + TimeDelta::seconds(60));
        clock.jump(noon());
        assert_eq!(clock.civil(), noon() + TimeDelta::seconds(60));
        clock.set_paused(false);
        clock.advance(Duration::from_secs(1));
        assert_eq!(clock.civil(), noon() + TimeDelta::seconds(70));
    }
}
