//! Was a text clear? When that may be asked, and what the answers add up to.
//!
//! Promises that nobody is asked twice within [`EVERY`], and that nothing is told of fewer than [`FEW`] people.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

/// How long nobody is asked again.
pub const EVERY: TimeDelta = TimeDelta::weeks(4);
/// Below this a number says nothing, and too much about somebody.
pub const FEW: i64 = 10;

/// May somebody be asked who was last asked then?
///
/// ```
/// use wegwijzer::trade::clarity::may_ask;
/// let now = "2026-11-24T10:00:00Z".parse().unwrap();
/// assert!(may_ask(None, now));
/// assert!(!may_ask(Some("2026-11-01T10:00:00Z".parse().unwrap()), now));
/// assert!(may_ask(Some("2026-10-27T10:00:00Z".parse().unwrap()), now));
/// ```
pub fn may_ask(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    last.is_none_or(|last| now - last >= EVERY)
}

/// One time that it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The text that it is about.
    pub text: String,
    /// The language in which it was read.
    pub language: String,
    /// The answer: `ja`, `beetje` or `nee`; None: none came.
    pub said: Option<String>,
}

/// How clear a text was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clarity {
    /// People who were asked.
    pub asked: i64,
    /// Of these, clear.
    pub clear: i64,
    /// A little.
    pub little: i64,
    /// Not clear.
    pub unclear: i64,
}

impl Clarity {
    /// Answers.
    pub fn answered(self) -> i64 {
        self.clear + self.little + self.unclear
    }

    /// Clear, a little and not clear, in percent of the answers, rounded down; None: too few answered.
    pub fn percents(self) -> Option<[i64; 3]> {
        let all = self.answered();
        (all >= FEW).then(|| [self.clear, self.little, self.unclear].map(|some| some * 100 / all))
    }
}

/// The answers per text and language.
pub fn add_up(asked: &[Asked]) -> BTreeMap<(&str, &str), Clarity> {
    let mut all: BTreeMap<(&str, &str), Clarity> = BTreeMap::new();
    for one in asked {
        let count = all.entry((&one.text, &one.language)).or_default();
        count.asked += 1;
        match one.said.as_deref() {
            Some("ja") => count.clear += 1,
            Some("beetje") => count.little += 1,
            Some("nee") => count.unclear += 1,
            _ => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_add_up_per_text_and_language_and_few_say_nothing() {
        let one = |text: &str, language: &str, said: Option<&str>| Asked {
            text: text.to_owned(),
            language: language.to_owned(),
            said: said.map(str::to_owned),
        };
        let mut asked = vec![one("uitleg-map", "ar", Some("nee")), one("uitleg-pvt", "nl", None)];
        for said in ["ja", "ja", "ja", "ja", "ja", "ja", "beetje", "beetje", "nee"] {
            asked.push(one("uitleg-pvt", "ar", Some(said)));
        }
        let few = add_up(&asked);
        assert_eq!(few.len(), 3);
        assert_eq!(few[&("uitleg-pvt", "ar")].percents(), None);
        asked.push(one("uitleg-pvt", "ar", Some("nee")));
        asked.push(one("uitleg-pvt", "ar", None));
        let enough = add_up(&asked)[&("uitleg-pvt", "ar")];
        assert_eq!((enough.asked, enough.answered()), (11, 10));
        assert_eq!(enough.percents(), Some([60, 20, 20]));
    }
}
