//! Why somebody may well miss the next session: visible rules, each with its reason in words, and no score.
//!
//! The numbers stand in `policies.yaml` (`high_risk`).

use super::policies::HighRisk;

/// One rule that somebody falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// So many of the newest questions in a row that nobody answered.
    Unanswered(u32),
    /// So many sessions missed without a word, in so many weeks.
    Missed {
        /// How many.
        times: u32,
        /// In how many weeks.
        weeks: u32,
    },
}

impl Risk {
    /// The reason of the task, as a code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unanswered(_) => "risico",
            Self::Missed { .. } => "risico-gemist",
        }
    }
}

/// Every rule that holds for somebody; `missed` is counted over the rule's own weeks.
///
/// ```
/// use wegwijzer::plan::policies::HighRisk;
/// use wegwijzer::plan::risk::{Risk, rules_met};
/// let rule = HighRisk { unanswered: 2, missed: 2, weeks: 8, at: "1d".to_owned() };
/// assert_eq!(rules_met(&rule, 1, 3), [Risk::Missed { times: 3, weeks: 8 }]);
/// assert_eq!(rules_met(&rule, 2, 1), [Risk::Unanswered(2)]);
/// assert_eq!(rules_met(&HighRisk { missed: 0, ..rule }, 1, 9), []);
/// ```
pub fn rules_met(rule: &HighRisk, unanswered: u32, missed: u32) -> Vec<Risk> {
    let silent = (unanswered >= rule.unanswered).then_some(Risk::Unanswered(unanswered));
    let absent = (rule.missed > 0 && missed >= rule.missed)
        .then_some(Risk::Missed { times: missed, weeks: rule.weeks });
    silent.into_iter().chain(absent).collect()
}
