//! Why somebody may well miss the next session: visible rules, each with its reason in words, and no score.
//!
//! The numbers stand in `policies.yaml` (`high_risk`).

use super::policies::HighRisk;

/// One rule that somebody falls under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The same reason not to come, so many times in so many weeks.
    SameReason {
        /// The barrier, as a code.
        reason: String,
        /// How many times.
        times: u32,
        /// In how many weeks.
        weeks: u32,
    },
}

impl Risk {
    /// The reason of the task, as a code.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Unanswered(_) => "risico",
            Self::Missed { .. } => "risico-gemist",
            Self::SameReason { .. } => "risico-reden",
        }
    }
}

/// What is known of somebody, over the rule's own weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// So many of the newest questions that nobody answered.
    pub unanswered: u32,
    /// So many sessions missed without a word.
    pub missed: u32,
    /// The reason not to come that was given most, and how many times.
    pub reason: Option<(String, u32)>,
}

/// Every rule that holds for somebody.
///
/// ```
/// use wegwijzer::plan::policies::HighRisk;
/// use wegwijzer::plan::risk::{Known, Risk, rules_met};
/// let rule = HighRisk { unanswered: 2, missed: 2, same_reason: 2, weeks: 8, at: "1d".to_owned() };
/// let known = Known { missed: 3, ..Known::default() };
/// assert_eq!(rules_met(&rule, known.clone()), [Risk::Missed { times: 3, weeks: 8 }]);
/// assert_eq!(rules_met(&HighRisk { missed: 0, ..rule }, known), []);
/// ```
pub fn rules_met(rule: &HighRisk, known: Known) -> Vec<Risk> {
    let Known { unanswered, missed, reason } = known;
    let weeks = rule.weeks;
    let holds = |times: u32, at_least: u32| at_least > 0 && times >= at_least;
    let silent = holds(unanswered, rule.unanswered).then_some(Risk::Unanswered(unanswered));
    let absent = holds(missed, rule.missed).then_some(Risk::Missed { times: missed, weeks });
    let same = reason
        .filter(|(_, times)| holds(*times, rule.same_reason))
        .map(|(reason, times)| Risk::SameReason { reason, times, weeks });
    silent.into_iter().chain(absent).chain(same).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_holds_from_its_number_on_and_a_rule_without_number_never() {
        let rule =
            HighRisk { unanswered: 2, missed: 2, same_reason: 2, weeks: 8, at: "1d".to_owned() };
        let known = |unanswered, missed, times| Known {
            unanswered,
            missed,
            reason: Some(("opvang".to_owned(), times)),
        };
        let same = Risk::SameReason { reason: "opvang".to_owned(), times: 2, weeks: 8 };
        let table = [
            (known(0, 0, 0), vec![]),
            (known(1, 1, 1), vec![]),
            (known(2, 0, 0), vec![Risk::Unanswered(2)]),
            (known(0, 2, 1), vec![Risk::Missed { times: 2, weeks: 8 }]),
            (known(0, 0, 2), vec![same.clone()]),
            (known(3, 0, 2), vec![Risk::Unanswered(3), same]),
        ];
        for (known, met) in table {
            assert_eq!(rules_met(&rule, known.clone()), met, "{known:?}");
        }
        let off = HighRisk { missed: 0, same_reason: 0, ..rule };
        assert_eq!(rules_met(&off, known(1, 9, 9)), []);
    }
}
