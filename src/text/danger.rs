//! Words of danger: fire, violence, somebody who wants to die.
//!
//! Unlike other words they count anywhere in a message, however long it is, and in every language
//! at once. Whole words only: "brandweer" is no "brand"; in Chinese, which has no spaces, every sign
//! counts as a word. Nothing takes them back: "geen brand" counts too, because a person must decide,
//! not a list of words.

use std::collections::BTreeMap;

use super::Words;
use super::answer_words::listed;
use super::bundle::Bundle;
use super::typed::{folded_characters, is_han};
use crate::trade::person::Language;

const LIST: &str = "woord-gevaar";
/// Phrases that hold a word of danger and mean none: "brand new".
const NOT_LIST: &str = "woord-geen-gevaar";

/// Phrases by their first word; of each what follows it.
#[derive(Default)]
struct Phrases(BTreeMap<String, Vec<Vec<String>>>);

impl Phrases {
    fn add(&mut self, phrase: &str) {
        let folded: String = folded_characters(phrase).collect();
        let mut words = split(&folded).map(str::to_owned);
        if let Some(first) = words.next() {
            self.0.entry(first).or_default().push(words.collect());
        }
    }

    /// Does one of them stand at the beginning?
    fn begin(&self, words: &[&str]) -> bool {
        let [first, rest @ ..] = words else { return false };
        self.0.get(*first).is_some_and(|all| {
            all.iter().any(|phrase| {
                phrase.len() <= rest.len() && phrase.iter().zip(rest).all(|(a, b)| a == b)
            })
        })
    }
}

/// The words of danger of all languages.
#[derive(Default)]
pub(super) struct DangerWords {
    danger: Phrases,
    none: Phrases,
}

impl DangerWords {
    pub(super) fn gather(bundles: &BTreeMap<Language, Bundle>) -> Self {
        let mut all = Self::default();
        for bundle in bundles.values() {
            listed(bundle, LIST).iter().for_each(|phrase| all.danger.add(phrase));
            listed(bundle, NOT_LIST).iter().for_each(|phrase| all.none.add(phrase));
        }
        all
    }
}

impl Words {
    /// Does somebody write of danger, anywhere in these words?
    pub fn speaks_of_danger(&self, typed: &str) -> bool {
        let folded: String = folded_characters(typed).collect();
        let words: Vec<&str> = split(&folded).collect();
        (0..words.len()).any(|at| {
            let here = &words[at..];
            self.danger.danger.begin(here) && !self.danger.none.begin(here)
        })
    }
}

fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).flat_map(by_sign).filter(|word| !word.is_empty())
}

/// Chinese signs one by one; other words whole.
fn by_sign(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match is_han(first) {
            true => first.len_utf8(),
            false => rest.find(is_han).unwrap_or(rest.len()),
        };
        let (taken, after) = rest.split_at(end);
        rest = after;
        Some(taken)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::shipped_texts::words;

    #[test]
    fn danger_is_seen_in_every_language_and_inside_a_longer_message() {
        for typed in [
            "brand",
            "Help, er is BRAND in de keuken!",
            "bel een ambulance aub",
            "Ik wil dood",
            "ik kan niet meer, ik denk aan zelfmoord",
            "mijn man slaat mij",
            "Hij heeft mij bedreigd met een mes",
            "there is a fire",
            "I want to kill myself",
            "my husband hits me every day",
            "he can't breathe",
            "we need an AMBULANCE",
            "حريق في البيت",
            "أُريدُ أن أموت",
            "زوجي يضربني كل يوم",
            "أحتاج إسعاف الآن",
            // a person decides what a "no" is worth
            "geen brand",
        ] {
            assert!(words().speaks_of_danger(typed), "{typed}");
        }
    }

    #[test]
    fn other_words_raise_no_alarm() {
        for typed in [
            "ja",
            "Ik kom niet, ik ben ziek",
            "mijn opleiding bij de brandweer begint",
            "ik woon in de Brandstraat 112",
            "is het gevaarlijk om te fietsen?",
            "mijn kind is ziek",
            "I was fired from my job",
            "Can I fire my lawyer?",
            "my emergency contact is Ali",
            "I have a brand new phone",
            "bu gün gelmiyorum",
            "hit me up later",
            "ik sla de les over",
            "النار",
            "أنا مريض",
            "",
            "👍",
        ] {
            assert!(!words().speaks_of_danger(typed), "{typed}");
        }
    }

    #[test]
    fn every_language_has_words_of_danger() {
        for &language in Language::ALL {
            let entries = words().bundles.get(&language).map(|bundle| listed(bundle, LIST));
            assert!(entries.is_some_and(|entries| entries.len() > 20), "{language}");
        }
    }

    proptest! {
        #[test]
        fn danger_is_seen_wherever_it_stands(before in "[a-z ,.!?ء-ي]{0,40}", after in "[a-z ,.!?ء-ي]{0,40}") {
            for phrase in ["ik wil dood", "on fire", "حريق"] {
                let typed = format!("{before} {phrase} {after}");
                prop_assert!(words().speaks_of_danger(&typed), "{}", typed);
            }
        }

        #[test]
        fn nothing_typed_ever_panics(typed in "\\PC{0,200}") {
            words().speaks_of_danger(&typed);
        }
    }
}
