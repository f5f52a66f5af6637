//! Two wordings of one question, to see which one is answered more: `NAME` and `NAME--b`.
//!
//! Half of the people get the second one, always the same half for a text, so that a repeat says the same.
//! What it promises of numbers: nothing is told of fewer than ten people.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Words;
use crate::ids::MailboxId;
use crate::message::TextId;
use crate::trade::person::Language;

/// What a second wording is called, behind the name of the first.
pub const SECOND: &str = "--b";
/// Below this a number says nothing, and too much about somebody.
pub const FEW: i64 = 10;
/// An answer within this counts.
pub const WITHIN: TimeDelta = TimeDelta::hours(48);

impl Words {
    /// The second wording of a text, if it has one.
    pub fn second(&self, text: &TextId) -> Option<TextId> {
        let id = TextId(format!("{}{SECOND}", text.0));
        self.has(Language::Nl, &id).then_some(id)
    }
}

/// Does this person get the second wording? The same answer every time.
pub fn takes_second(mailbox: MailboxId, text: &TextId) -> bool {
    let mut hash = Sha256::new();
    hash.update(mailbox.0.as_bytes());
    hash.update(text.0.as_bytes());
    hash.finalize().first().is_some_and(|byte| byte & 1 == 1)
}

/// A question that was put, and when it was answered, if it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The text that put it.
    pub text: String,
    /// The language of who was asked.
    pub language: String,
    /// Civil.
    pub asked_at: DateTime<Utc>,
    /// Civil; None: not answered.
    pub answered_at: Option<DateTime<Utc>>,
}

/// How one wording does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Questions put.
    pub asked: i64,
    /// Of those answered within [`WITHIN`].
    pub answered: i64,
}

impl Count {
    /// Answered, in percent, rounded down; None: too few were asked.
    pub fn percent(self) -> Option<i64> {
        (self.asked >= FEW).then(|| self.answered * 100 / self.asked)
    }
}

/// Both wordings in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The first wording's name.
    pub text: String,
    /// In which language.
    pub language: String,
    /// The first wording.
    pub first: Count,
    /// The second.
    pub second: Count,
}

/// How both wordings of each text do, per language. Questions that were put less than [`WITHIN`] ago are
/// left out: they may still be answered in time.
pub fn responses(put: &[Put], now: DateTime<Utc>) -> Vec<Response> {
    let mut all: BTreeMap<(&str, &str), Response> = BTreeMap::new();
    for one in put.iter().filter(|one| now - one.asked_at >= WITHIN) {
        let base = one.text.strip_suffix(SECOND);
        let text = base.unwrap_or(&one.text);
        let of = all.entry((text, &one.language)).or_insert_with(|| Response {
            text: text.to_owned(),
            language: one.language.clone(),
            first: Count::default(),
            second: Count::default(),
        });
        let count = if base.is_some() { &mut of.second } else { &mut of.first };
        count.asked += 1;
        let in_time = one.answered_at.is_some_and(|at| at - one.asked_at <= WITHIN);
        count.answered += i64::from(in_time);
    }
    all.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_510_800, 0).unwrap() + TimeDelta::hours(hours)
    }

    fn put(text: &str, asked: i64, answered: Option<i64>) -> Put {
        Put {
            text: text.to_owned(),
            language: "ar".to_owned(),
            asked_at: at(asked),
            answered_at: answered.map(at),
        }
    }

    #[test]
    fn an_answer_counts_within_two_days_and_what_is_younger_does_not_count_yet() {
        let rows = [
            put("vraag", 0, Some(48)),
            put("vraag", 0, Some(49)),
            put("vraag", 0, None),
            put("vraag--b", 0, Some(1)),
            put("vraag--b", 60, Some(61)),
        ];
        let found = responses(&rows, at(100));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].first, Count { asked: 3, answered: 1 });
        assert_eq!(found[0].second, Count { asked: 1, answered: 1 });
    }

    #[test]
    fn below_ten_no_number_is_told() {
        assert_eq!(Count { asked: 9, answered: 9 }.percent(), None);
        assert_eq!(Count { asked: 10, answered: 7 }.percent(), Some(70));
    }

    #[test]
    fn about_half_get_the_second_wording_and_each_always_the_same() {
        let text = TextId::from("pvt-vraag");
        let people: Vec<MailboxId> =
            (0..1000).map(|n| MailboxId(uuid::Uuid::from_u128(n))).collect();
        let second = people.iter().filter(|of| takes_second(**of, &text)).count();
        assert!((430..=570).contains(&second), "{second}");
        for mailbox in &people[..20] {
            assert_eq!(takes_second(*mailbox, &text), takes_second(*mailbox, &text));
        }
        let other = TextId::from("map-vraag");
        assert!(people.iter().any(|of| takes_second(*of, &text) != takes_second(*of, &other)));
    }
}
