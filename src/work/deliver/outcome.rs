//! What an outcome asks: of the part, of its address, of its channel. PURE.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::channel::{Reason, Scope, SendError};
use crate::message::{Accepted, ChannelKind, Handle};
use crate::plan::backoff;
use crate::store::outbox::{Claimed, Final};
use crate::store::templates::WAITS;
use crate::work::templates::RECHECK;

/// A scope that needs an operator is tried again after this.
const ALARM_PAUSE: TimeDelta = TimeDelta::minutes(10);
/// So many templates are tried at once, one after another, before there is a wait in between.
const TEMPLATES_AT_ONCE: i64 = 3;
/// Before a doubtful message is repeated (Telegram).
const DOUBT_PAUSE: TimeDelta = TimeDelta::seconds(20);
/// A part in doubt stops its lane for so long at most (WhatsApp): a status may still tell.
const DOUBT: TimeDelta = TimeDelta::minutes(10);
/// So often a platform may spoil one message; with the waits in between that is half an hour.
pub(super) const MOST_FAILURES: i64 = 8;
/// So often it may spoil what goes along with a message.
const MOST_FAILURES_OF_AN_AID: i64 = 2;

/// How an attempt went.
pub(super) enum Outcome {
    /// The platform was called.
    Sent(Result<Accepted, SendError>),
    /// Its moment passed before it could leave.
    Expired,
    /// No language of its template may be sent now.
    Held,
    /// It had to wait so long in this process that its call was not begun.
    NotBegun,
    /// It cannot even be tried.
    Impossible(&'static str),
    /// The template that its message's first part went as carried it too.
    Carried,
    /// What goes along with a message cannot go now, and nobody misses it.
    Left(&'static str),
    /// There is nothing that it could take away.
    Nothing,
    /// Its worker died.
    NoNews,
    /// It was in doubt, and nothing was heard of it.
    StillNoNews,
}

/// What becomes of the part.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fate {
    /// It is where it had to be.
    Accepted { platform_id: Option<String> },
    /// It will not arrive, and the dialog hears of it.
    Lost { how: Final, code: String },
    /// It is not sent, and nobody misses it.
    NotNeeded { code: String },
    /// Again, not before `at` (machine).
    Again { at: DateTime<Utc>, failed: bool, doubtful: bool, code: String },
    /// Nobody knows; the lane waits until then (machine) for news.
    InDoubt { until: DateTime<Utc>, code: String },
    /// Nobody knows, and nobody will tell.
    Unknown { code: String },
}

/// What becomes of others.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    /// Nothing is sent to this address until the person writes again.
    ShutAddress,
    /// No announcements to this address any more.
    StopBulk,
    /// Nothing of this scope leaves until then (machine).
    Pause { scope: Scope, until: DateTime<Utc> },
    /// This template in this language is not used for a while.
    RestTemplate,
    /// The address has a new name.
    Rename(Handle),
}

/// What an outcome asks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Verdict {
    pub(super) fate: Fate,
    pub(super) effects: Vec<Effect>,
    /// For operators, when one of them must look.
    pub(super) alarm: Option<String>,
}

impl Verdict {
    fn only(fate: Fate) -> Self {
        Self { fate, effects: Vec::new(), alarm: None }
    }

    fn and(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    fn alarming(mut self, what: &str) -> Self {
        self.alarm = Some(what.to_owned());
        self
    }
}

/// Both clocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now {
    pub(super) machine: DateTime<Utc>,
    pub(super) civil: DateTime<Utc>,
}

/// Judges the end of an attempt on a channel of this kind.
pub(super) fn judge(
    outcome: &Outcome,
    part: &Claimed,
    kind: Option<ChannelKind>,
    now: Now,
) -> Verdict {
    let verdict = judge_words(outcome, part, kind, now);
    if part.aid.is_some() { for_aid(verdict, part) } else { verdict }
}

/// What goes along with a message is never worth more than the message: it shuts no address, stops no lane
/// in doubt, is not repeated when it may have arrived, and is tried twice at most when the platform fails.
fn for_aid(verdict: Verdict, part: &Claimed) -> Verdict {
    let Verdict { fate, mut effects, alarm } = verdict;
    effects.retain(|effect| matches!(effect, Effect::Pause { .. } | Effect::Rename(_)));
    let fate = match fate {
        Fate::InDoubt { code, .. } | Fate::Again { doubtful: true, code, .. } => {
            Fate::Unknown { code }
        }
        Fate::Again { failed: true, code, .. } if part.failures + 1 >= MOST_FAILURES_OF_AN_AID => {
            Fate::Lost { how: Final::Refused, code }
        }
        fate => fate,
    };
    Verdict { fate, effects, alarm }
}

fn judge_words(outcome: &Outcome, part: &Claimed, kind: Option<ChannelKind>, now: Now) -> Verdict {
    let lost = |how, code: &str| Verdict::only(Fate::Lost { how, code: code.to_owned() });
    match outcome {
        Outcome::Expired => lost(Final::Expired, "verlopen"),
        Outcome::Held => again(now.machine + RECHECK, false, WAITS),
        Outcome::NotBegun => again(now.machine, false, "niet-begonnen"),
        Outcome::Impossible(why) => lost(Final::Refused, why),
        Outcome::Carried => Verdict::only(Fate::NotNeeded { code: "in-sjabloon".to_owned() }),
        Outcome::Left(why) => Verdict::only(Fate::NotNeeded { code: (*why).to_owned() }),
        Outcome::Nothing => {
            Verdict::only(Fate::NotNeeded { code: "niets-te-verbergen".to_owned() })
        }
        Outcome::NoNews => in_doubt("lease", part, kind, now),
        Outcome::StillNoNews => Verdict::only(Fate::Unknown { code: "geen-bericht".to_owned() }),
        Outcome::Sent(Ok(accepted)) => {
            Verdict::only(Fate::Accepted { platform_id: accepted.platform_id.clone() })
        }
        Outcome::Sent(Err(SendError::Unknown { what })) => in_doubt(what, part, kind, now),
        Outcome::Sent(Err(SendError::NotNow { wait, scope, code })) => {
            not_now(part, (*wait, *scope), code, now)
        }
        Outcome::Sent(Err(SendError::Refused(refusal))) => {
            let code = refusal.code.as_str();
            let until = |pause| now.machine + pause;
            match &refusal.reason {
                Reason::AlreadyDone => Verdict::only(Fate::Accepted { platform_id: None }),
                Reason::Alarm => again(until(ALARM_PAUSE), false, code)
                    .and(Effect::Pause { scope: refusal.scope, until: until(ALARM_PAUSE) })
                    .alarming(&refusal.detail),
                // another language may do, and if none does the part waits
                Reason::TemplateHeld => again(until(after_template(part)), false, code)
                    .and(Effect::RestTemplate)
                    .alarming(&refusal.detail),
                Reason::Migrated { to } => {
                    again(now.machine, false, code).and(Effect::Rename(to.clone()))
                }
                Reason::Unreachable => lost(Final::Refused, code).and(Effect::ShutAddress),
                Reason::Stopped => lost(Final::Refused, code).and(Effect::StopBulk),
                Reason::Declined => lost(Final::Refused, code),
                Reason::Dead | Reason::WindowClosed => {
                    lost(Final::Refused, code).alarming(&refusal.detail)
                }
            }
        }
    }
}

fn after_template(part: &Claimed) -> TimeDelta {
    if part.attempt <= TEMPLATES_AT_ONCE {
        return TimeDelta::zero();
    }
    backoff::after(u32::try_from(part.attempt).unwrap_or(u32::MAX), 0)
}

fn again(at: DateTime<Utc>, failed: bool, code: &str) -> Verdict {
    Verdict::only(Fate::Again { at, failed, doubtful: false, code: code.to_owned() })
}

fn not_now(part: &Claimed, (wait, scope): (Duration, Scope), code: &str, now: Now) -> Verdict {
    let failures = u32::try_from(part.failures).unwrap_or(u32::MAX);
    let seed = u64::try_from(part.attempt).unwrap_or(0) ^ part.id.0.as_u64_pair().1;
    let told = TimeDelta::from_std(wait).unwrap_or(backoff::LONGEST);
    match scope {
        Scope::Message => {
            let at = now.machine + told.max(backoff::after(failures.saturating_add(1), seed));
            // it would be worthless by then, so whoever is tried next need not wait for that
            let worthless = now.civil + (at - now.machine) >= part.expires_at;
            if worthless {
                let how = Final::Expired;
                return Verdict::only(Fate::Lost { how, code: code.to_owned() });
            }
            if part.failures + 1 >= MOST_FAILURES {
                let how = Final::Refused;
                return Verdict::only(Fate::Lost { how, code: code.to_owned() });
            }
            again(at, true, code)
        }
        Scope::Pair => {
            let own = backoff::pair_backoff(failures.saturating_add(1));
            let until = now.machine + told.max(own);
            again(until, true, code).and(Effect::Pause { scope, until })
        }
        Scope::Chat | Scope::Template | Scope::Channel | Scope::Account | Scope::App => {
            let attempt = u32::try_from(part.attempt).unwrap_or(u32::MAX);
            let own = match scope {
                // what it asks for a chat is exact
                Scope::Chat => told,
                _ => backoff::after(attempt, seed),
            };
            let until = now.machine + told.max(own);
            again(until, false, code).and(Effect::Pause { scope, until })
        }
    }
}

/// The request left and no answer came. WhatsApp tells later by a status that carries our id; on
/// Telegram the message is repeated once, marked as a repeat. After that the state is `unknown`,
/// and staff see it.
fn in_doubt(what: &str, part: &Claimed, kind: Option<ChannelKind>, now: Now) -> Verdict {
    let code = what.to_owned();
    Verdict::only(match kind {
        Some(ChannelKind::Telegram) if !part.doubtful => {
            let at = now.machine + DOUBT_PAUSE;
            Fate::Again { at, failed: false, doubtful: true, code }
        }
        Some(ChannelKind::Whatsapp) => Fate::InDoubt { until: now.machine + DOUBT, code },
        Some(ChannelKind::Telegram) | None => Fate::Unknown { code },
    })
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
mod tests;
