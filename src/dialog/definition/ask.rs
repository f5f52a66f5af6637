//! A question whose answer is no button: a day, a number of hours, a photo.

use super::Name;
use crate::message::{Fact, Facts};

/// A typed question.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The fact that the answer becomes.
    pub fact: Name,
    /// What kind of answer.
    #[serde(rename = "as")]
    pub kind: AskKind,
    /// The least that is accepted: a number; hours; of a day, counted in days from today.
    #[serde(default)]
    pub from: Option<i64>,
    /// The most that is accepted, in the same measure.
    #[serde(default)]
    pub to: Option<i64>,
    /// Where to go with it.
    pub goto: Name,
}

/// What kind of answer a typed question wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AskKind {
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Number,
    /// A number of hours, in quarters.
    Hours,
    /// The name of a place, or a location that the phone sends.
    Place,
    /// Words as they are.
    Words,
    /// A picture.
    Photo,
    /// A voice note.
    Voice,
    /// A contact card.
    Contact,
}

impl AskKind {
    /// The word for it in a file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Number => "number",
            Self::Hours => "hours",
            Self::Place => "place",
            Self::Words => "words",
            Self::Photo => "photo",
            Self::Voice => "voice",
            Self::Contact => "contact",
        }
    }

    /// Is a digit more likely this answer than the number of a button?
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Number | Self::Hours)
    }

    /// Does something that was sent (`photo`, `voice`, ...) answer it?
    pub fn is_sent_as(self, sent: &str) -> bool {
        match self {
            Self::Photo => sent == "photo",
            Self::Voice => matches!(sent, "voice" | "audio"),
            Self::Contact => matches!(sent, "contact" | "contacts"),
            Self::Place => sent == "location",
            Self::Date | Self::Time | Self::Number | Self::Hours | Self::Words => false,
        }
    }

    /// Of these nobody but a colleague knows the content; the answer's row says only that it came.
    pub fn is_private(self) -> bool {
        !self.is_counted()
    }
}

/// A test of a fact.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(untagged)]
pub enum Condition {
    /// It has exactly this value; empty: it is not known.
    Is(String),
    /// Something else must be true of it; of all that is written, everything.
    Test(Test),
}

/// What must be true of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Test {
    /// It has another value than this.
    pub not: Option<String>,
    /// It has one of these.
    pub any: Vec<String>,
    /// It is at least this: a number, or hours.
    pub from: Option<i64>,
    /// It is at most this.
    pub to: Option<i64>,
    /// It is known, or it is not.
    pub known: Option<bool>,
}

impl Condition {
    /// Does it hold for this fact?
    pub fn holds(&self, fact: Option<&Fact>) -> bool {
        let word = word_of(fact);
        match self {
            Self::Is(wanted) => word == *wanted,
            Self::Test(test) => test.holds(fact, &word),
        }
    }
}

impl Test {
    fn holds(&self, fact: Option<&Fact>, word: &str) -> bool {
        let least = |from: i64| compared(fact, from).is_some_and(|order| order.is_ge());
        let most = |to: i64| compared(fact, to).is_some_and(|order| order.is_le());
        self.not.as_ref().is_none_or(|not| word != not)
            && (self.any.is_empty() || self.any.iter().any(|one| one == word))
            && self.from.is_none_or(least)
            && self.to.is_none_or(most)
            && self.known.is_none_or(|known| known != word.is_empty())
    }
}

fn compared(fact: Option<&Fact>, with: i64) -> Option<std::cmp::Ordering> {
    match fact? {
        Fact::Number(number) => Some(number.cmp(&with)),
        Fact::Hours(minutes) => Some(minutes.cmp(&with.saturating_mul(60))),
        Fact::Word(word) => word.trim().parse::<i64>().ok().map(|number| number.cmp(&with)),
        _ => None,
    }
}

/// Do all these conditions hold?
pub fn all_hold<'a>(
    conditions: impl IntoIterator<Item = (&'a String, &'a Condition)>,
    facts: &Facts,
) -> bool {
    conditions.into_iter().all(|(name, condition)| condition.holds(facts.get(name)))
}

/// A fact as a condition compares it, and as the row of an answer tells it; one that is not there is
/// empty.
pub fn word_of(fact: Option<&Fact>) -> String {
    match fact {
        None => String::new(),
        Some(Fact::Word(w) | Fact::Person(w) | Fact::Place(w) | Fact::Link(w)) => w.clone(),
        Some(Fact::Number(n)) => n.to_string(),
        Some(Fact::Hours(minutes)) => format!("{}:{:02}", minutes / 60, minutes % 60),
        Some(Fact::Date(d)) => d.to_string(),
        Some(Fact::Time(t)) => t.format("%H:%M").to_string(),
        // as a branch asks: are there any?
        Some(Fact::Lines(lines)) if lines.is_empty() => String::new(),
        Some(Fact::Lines(lines)) => lines.len().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(test: Test) -> Condition {
        Condition::Test(test)
    }

    #[test]
    fn a_condition_looks_at_a_value_or_at_its_measure() {
        let word = |w: &str| Some(Fact::Word(w.to_owned()));
        let from = |from| test(Test { from: Some(from), ..Test::default() });
        let known = |known| test(Test { known: Some(known), ..Test::default() });
        for (condition, fact, holds) in [
            (Condition::Is("ja".into()), word("ja"), true),
            (Condition::Is("ja".into()), word("nee"), false),
            (Condition::Is(String::new()), None, true),
            (test(Test { not: Some("ja".into()), ..Test::default() }), word("nee"), true),
            (test(Test { not: Some("ja".into()), ..Test::default() }), None, true),
            (test(Test { any: vec!["a".into(), "b".into()], ..Test::default() }), word("b"), true),
            (test(Test { any: vec!["a".into(), "b".into()], ..Test::default() }), word("c"), false),
            (from(3), Some(Fact::Number(3)), true),
            (from(3), Some(Fact::Number(2)), false),
            (from(2), Some(Fact::Hours(120)), true),
            (from(2), Some(Fact::Hours(105)), false),
            (from(3), word("4"), true),
            (from(3), word("veel"), false),
            (from(3), None, false),
            (test(Test { from: Some(1), to: Some(5), ..Test::default() }), word("6"), false),
            (known(true), word("iets"), true),
            (known(true), None, false),
            (known(false), None, true),
        ] {
            assert_eq!(condition.holds(fact.as_ref()), holds, "{condition:?} of {fact:?}");
        }
    }
}
