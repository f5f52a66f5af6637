//! What can go wrong between the house and a platform, on purpose and by the dice.
//!
//! Faults on calls (too many, server error, no answer) strike sends and edits only; files have a
//! fault of their own. Faults on
//! webhooks (copies, order, delay) strike everything a platform posts. Without faults the sandbox
//! is better behaved than any real platform, except that nothing is promised about its speed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::chance::Chance;

/// How the platforms misbehave. The default is: not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Faults {
    /// How often each webhook is delivered; 1 is normal.
    pub copies: u32,
    /// Out of how many waiting webhooks about one phone the next one is drawn; 1 keeps their order.
    pub shuffle_window: usize,
    /// Each webhook is held back for at most this long (machine time).
    pub delay_up_to: Duration,
    /// Part of the calls that is refused with 429.
    pub too_many: f64,
    /// What a 429 of Telegram says in `retry_after`. Meta tells no moment.
    pub retry_after_secs: u64,
    /// Part of the calls that is answered with a 5xx, and did nothing.
    pub server_error: f64,
    /// Part of the calls that is carried out, and answered only after `hang_for`.
    pub hang: f64,
    /// How long such an answer takes (machine time).
    pub hang_for: Duration,
    /// Part of the calls that is carried out, after which the connection breaks.
    pub reset: f64,
    /// Part of WhatsApp's free messages that finds the 24-hour window just shut: half is refused
    /// at once, half accepted and then reported as failed.
    pub window_race: f64,
    /// Part of WhatsApp's messages that is accepted, reported as sent, and then as failed by a fault of
    /// Meta's own, after which they may be sent again.
    pub fails_later: f64,
    /// Part of the calls about files that people sent (about one, or its download) that fails.
    pub file_error: f64,
    /// Decides which calls and webhooks are struck.
    pub seed: u64,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            copies: 1,
            shuffle_window: 1,
            delay_up_to: Duration::ZERO,
            too_many: 0.0,
            retry_after_secs: 1,
            server_error: 0.0,
            hang: 0.0,
            hang_for: Duration::from_secs(30),
            reset: 0.0,
            window_race: 0.0,
            fails_later: 0.0,
            file_error: 0.0,
            seed: 0,
        }
    }
}

/// What happens to one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// As usual.
    Fine,
    /// Refused; try again after so many seconds.
    TooMany(u64),
    /// Refused with a 5xx.
    ServerError,
    /// Carried out, answered much too late.
    Hang(Duration),
    /// Carried out, never answered.
    Reset,
}

/// Faults that can be changed while the sandbox runs. Cloning gives another hand on the same ones.
#[derive(Clone, Debug, Default)]
pub struct FaultControl {
    shared: Arc<Mutex<Option<Rolling>>>,
}

#[derive(Debug)]
struct Rolling {
    faults: Faults,
    dice: Chance,
}

impl FaultControl {
    /// The faults in force.
    pub fn get(&self) -> Faults {
        self.lock().as_ref().map(|rolling| rolling.faults.clone()).unwrap_or_default()
    }

    /// From now on these.
    pub fn set(&self, faults: Faults) {
        let dice = Chance::about(faults.seed, "faults");
        *self.lock() = Some(Rolling { faults, dice });
    }

    /// From now on none.
    pub fn clear(&self) {
        *self.lock() = None;
    }

    /// Throws the dice for one call.
    pub(super) fn verdict(&self) -> Verdict {
        let mut shared = self.lock();
        let Some(Rolling { faults, dice }) = shared.as_mut() else { return Verdict::Fine };
        let thrown = dice.fraction();
        let mut edge = 0.0;
        for (part, verdict) in [
            (faults.too_many, Verdict::TooMany(faults.retry_after_secs)),
            (faults.server_error, Verdict::ServerError),
            (faults.hang, Verdict::Hang(faults.hang_for)),
            (faults.reset, Verdict::Reset),
        ] {
            edge += part;
            if thrown < edge {
                return verdict;
            }
        }
        Verdict::Fine
    }

    /// Does this free message find the window shut: and is it told at once?
    pub(super) fn shut_window(&self) -> Option<bool> {
        let mut shared = self.lock();
        let Rolling { faults, dice } = shared.as_mut()?;
        if faults.window_race == 0.0 {
            return None;
        }
        let thrown = dice.fraction();
        (thrown < faults.window_race).then_some(thrown < faults.window_race / 2.0)
    }

    /// Is this message, which was accepted, reported as failed?
    pub(super) fn fails_later(&self) -> bool {
        let mut shared = self.lock();
        let Some(Rolling { faults, dice }) = shared.as_mut() else { return false };
        faults.fails_later > 0.0 && dice.fraction() < faults.fails_later
    }

    /// Does this call about a file fail?
    pub(super) fn file_fails(&self) -> bool {
        let mut shared = self.lock();
        let Some(Rolling { faults, dice }) = shared.as_mut() else { return false };
        faults.file_error > 0.0 && dice.fraction() < faults.file_error
    }

    /// How long the next webhook is held back.
    pub(super) fn delay(&self) -> Duration {
        let mut shared = self.lock();
        let Some(Rolling { faults, dice }) = shared.as_mut() else { return Duration::ZERO };
        faults.delay_up_to.mul_f64(dice.fraction())
    }

    /// Which of `waiting` webhooks goes next.
    pub(super) fn draw(&self, waiting: usize) -> usize {
        let mut shared = self.lock();
        let Some(Rolling { faults, dice }) = shared.as_mut() else { return 0 };
        dice.below(waiting.min(faults.shuffle_window) as u64) as usize
    }

    fn lock(&self) -> MutexGuard<'_, Option<Rolling>> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_strike_about_as_often_as_asked_and_the_same_for_the_same_seed() {
        let throw = || {
            let control = FaultControl::default();
            control.set(Faults { too_many: 0.2, reset: 0.1, seed: 5, ..Faults::default() });
            (0..1000).map(|_| control.verdict()).collect::<Vec<_>>()
        };
        let thrown = throw();
        assert_eq!(thrown, throw());
        let count = |verdict| thrown.iter().filter(|v| **v == verdict).count();
        assert!((150..250).contains(&count(Verdict::TooMany(1))));
        assert!((60..140).contains(&count(Verdict::Reset)));
        assert_eq!(count(Verdict::ServerError), 0);
    }

    #[test]
    fn without_faults_nothing_strikes() {
        let control = FaultControl::default();
        control.set(Faults { reset: 1.0, ..Faults::default() });
        assert_eq!(control.verdict(), Verdict::Reset);
        control.clear();
        assert_eq!(
            (control.verdict(), control.draw(9), control.delay()),
            (Verdict::Fine, 0, Duration::ZERO)
        );
        assert_eq!(control.get(), Faults::default());
    }
}
