//! What operators are told of ends: counted and logged after the commit, and only what counted.

use super::Ended;
use super::outcome::{Fate, Verdict};
use crate::ids::PartId;
use crate::work::statuses::Settled;

/// What the ends of one commit tell.
#[must_use = "told after the commit"]
pub(super) struct Told {
    pub(super) ends: Vec<Line>,
    /// Doubts that statuses settled in the same commit.
    pub(super) settled: Settled,
}

/// What one end tells.
pub(super) struct Line {
    part: PartId,
    channel: String,
    fate: Fate,
    alarm: Option<String>,
}

impl Told {
    /// Counts and logs.
    pub(super) fn tell(self) {
        for line in &self.ends {
            line.tell();
        }
        self.settled.count();
    }
}

impl Line {
    pub(super) fn of(end: &Ended, verdict: &Verdict) -> Self {
        let (fate, alarm) = (verdict.fate.clone(), verdict.alarm.clone());
        Self { part: end.part.id, channel: end.part.channel.clone(), fate, alarm }
    }

    fn tell(&self) {
        let Self { part: id, channel, fate, alarm } = self;
        let outcome = fate.as_str();
        metrics::counter!("wegwijzer_parts", "channel" => channel.clone(), "outcome" => outcome)
            .increment(1);
        if matches!(outcome, "doubtful" | "unknown") {
            tracing::warn!(part.id = %id, channel, "nobody knows whether part {id} arrived");
        }
        let code = match fate {
            Fate::Lost { code, .. } | Fate::Again { code, .. } => code.as_str(),
            _ => return,
        };
        let number = code.strip_prefix("whatsapp:").and_then(|code| code.parse().ok());
        let concerns = crate::channel::whatsapp::errors::concerns_operators;
        if alarm.is_some() || number.is_some_and(concerns) {
            let detail = alarm.as_deref().unwrap_or("see the platform's description of this code");
            tracing::error!(part.id = %id, channel, code, "channel {channel} needs an operator: {detail}");
        }
    }
}

impl Fate {
    /// The word for it in metrics.
    fn as_str(&self) -> &'static str {
        match self {
            Self::Accepted { .. } => "accepted",
            Self::Lost { how, .. } => how.as_str(),
            Self::NotNeeded { .. } => "cancelled",
            Self::Again { doubtful: true, .. } | Self::InDoubt { .. } => "doubtful",
            Self::Again { .. } => "not_now",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// The platform's word for it, or ours.
    pub(super) fn code(&self) -> &str {
        match self {
            Self::Accepted { .. } => "",
            Self::Lost { code, .. }
            | Self::NotNeeded { code }
            | Self::Again { code, .. }
            | Self::InDoubt { code, .. }
            | Self::Unknown { code } => code,
        }
    }
}
