//! Typed values: numbers, hours, days and times of day, as people write them.
//!
//! Promises: digits in Western, Arabic and Persian form and number words mean the same; a message
//! counts only when it is nothing but the value; what can be read in two ways means nothing, so
//! that a person is asked again instead of misread. The reader's own language goes first; the
//! other languages count when they agree.
//!
//! The words stand in the locale files (`woord-maanden = ...`, see `lexicon`). Does not know what
//! is asked: whether 300 hours are possible, the dialog says.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::Words;
use super::bundle::{Bundle, Places, TextProblem};
use crate::trade::person::Language;

mod amount;
mod calendar;
mod clock;
mod lexicon;
#[cfg(test)]
mod more_languages;
#[cfg(test)]
mod tests;
mod tokens;

use lexicon::Lexicon;
use tokens::{Token, tokens};

/// The words of all languages of which values are made.
#[derive(Default)]
pub(super) struct ValueWords(BTreeMap<Language, Lexicon>);

impl ValueWords {
    /// Refuses a list in which the place is the meaning when it has not its number of entries.
    pub(super) fn gather(
        bundles: &BTreeMap<Language, Bundle>,
        places: &Places,
    ) -> Result<Self, Vec<TextProblem>> {
        let mut problems = Vec::new();
        let mut all = BTreeMap::new();
        for (language, bundle) in bundles {
            all.insert(*language, Lexicon::gather(*language, bundle, places, &mut problems));
        }
        if problems.is_empty() { Ok(Self(all)) } else { Err(problems) }
    }

    fn read<T: PartialEq>(
        &self,
        own: Language,
        typed: &str,
        read: impl Fn(&Lexicon, &[Token]) -> Option<T>,
    ) -> Option<T> {
        let tokens = tokens(typed)?;
        let own_words = match self.0.get(&own) {
            Some(lexicon) => read(lexicon, &tokens),
            None => read(&Lexicon::default(), &tokens),
        };
        if own_words.is_some() {
            return own_words;
        }
        let others = self.0.iter().filter(|(language, _)| **language != own);
        let mut found = others.filter_map(|(_, lexicon)| read(lexicon, &tokens));
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }
}

impl Words {
    /// The whole number that is typed: "3", "٣", "drie". Never a fraction or a negative one.
    pub fn number_meant(&self, own: Language, typed: &str) -> Option<i64> {
        self.values.read(own, typed, amount::number)
    }

    /// How long, to the minute: "2,5 uur", "2:30", "anderhalf uur", "90 minuten". A number alone
    /// counts hours.
    pub fn hours_meant(&self, own: Language, typed: &str) -> Option<TimeDelta> {
        self.values.read(own, typed, amount::hours)
    }

    /// Which day: "3 december", "3/12", "morgen", "volgende week woensdag". Day before month, in
    /// every language; without a year it is the coming one.
    pub fn date_meant(&self, own: Language, typed: &str, today: NaiveDate) -> Option<NaiveDate> {
        self.values.read(own, typed, |lexicon, tokens| calendar::date(lexicon, tokens, today))
    }

    /// What time: "15:00", "half drie", "3 pm". Without a word for the part of the day it is the
    /// reading between 7:00 and 19:00.
    pub fn time_meant(&self, own: Language, typed: &str) -> Option<NaiveTime> {
        self.values.read(own, typed, clock::time)
    }
}
