//! The words of which values are made, one lexicon per language, from its locale files.
//!
//! A list is `woord-<name> = one, other`. Where the place in the list is the meaning (numbers,
//! days, months), `|` stands between the ways to write the same one. A language that lacks a list
//! understands less; digits it understands in any case.

use std::collections::BTreeMap;

use super::super::answer_words::listed;
use super::super::bundle::{Bundle, Places, TextProblem};
use super::super::typed::fold;
use crate::trade::person::Language;

/// Words of one meaning are joined when they are looked up: "in the morning", "a quarter past".
const LONGEST_NAME: usize = 4;

/// What a word can be. One word can be several things: Arabic `اثنين` is two, and a Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Counted from Monday, from 0.
    Weekday(i64),
    /// From 1.
    Month(i64),
    Number(i64),
    /// "The third" hour, as the clock is read in Arabic.
    ClockHour(i64),
    Hour,
    OneHour,
    TwoHours,
    Minute,
    QuarterHour,
    HalfHour,
    MinusQuarter,
    Half,
    OneAndHalf,
    /// "half drie" is 2:30.
    HalfTo,
    /// "half past three" is 3:30.
    HalfPast,
    QuarterPast,
    QuarterTo,
    /// "10 over 3"
    Past,
    /// "10 voor 3"
    To,
    /// Behind the hour: "three and a half" is 3:30 on an Arabic clock.
    AndHalf,
    AndQuarter,
    AndThird,
    MinusThird,
    Part(PartOfDay),
    Today,
    Tomorrow,
    DayAfterTomorrow,
    Yesterday,
    Coming,
    ThisWeek,
    NextWeek,
    /// "over 3 dagen"
    In,
    Days,
    Weeks,
    /// Behind the number of a month, and of a day, as Chinese dates have it.
    MonthSign,
    DaySign,
    /// Changes nothing: "om", "op", "de".
    Filler,
}

/// Which half of the clock is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartOfDay {
    BeforeNoon,
    AfterNoon,
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// Lists of words that mean the same.
const LISTS: [(&str, Sense); 38] = [
    // before the plain hour: "ساعة" alone is one hour
    ("een-uur", Sense::OneHour),
    ("uur", Sense::Hour),
    ("twee-uur", Sense::TwoHours),
    ("minuut", Sense::Minute),
    ("kwartier", Sense::QuarterHour),
    ("halfuur", Sense::HalfHour),
    ("min-kwart", Sense::MinusQuarter),
    ("half", Sense::Half),
    ("anderhalf", Sense::OneAndHalf),
    ("half-voor", Sense::HalfTo),
    ("half-over", Sense::HalfPast),
    ("kwart-over", Sense::QuarterPast),
    ("kwart-voor", Sense::QuarterTo),
    ("minuten-over", Sense::Past),
    ("minuten-voor", Sense::To),
    ("en-half", Sense::AndHalf),
    ("en-kwart", Sense::AndQuarter),
    ("en-derde", Sense::AndThird),
    ("min-derde", Sense::MinusThird),
    ("am", Sense::Part(PartOfDay::BeforeNoon)),
    ("pm", Sense::Part(PartOfDay::AfterNoon)),
    ("ochtend", Sense::Part(PartOfDay::Morning)),
    ("middag", Sense::Part(PartOfDay::Afternoon)),
    ("avond", Sense::Part(PartOfDay::Evening)),
    ("nacht", Sense::Part(PartOfDay::Night)),
    ("vandaag", Sense::Today),
    ("morgen", Sense::Tomorrow),
    ("overmorgen", Sense::DayAfterTomorrow),
    ("gisteren", Sense::Yesterday),
    ("komende", Sense::Coming),
    ("deze-week", Sense::ThisWeek),
    ("volgende-week", Sense::NextWeek),
    ("over-een-tijd", Sense::In),
    ("dagen", Sense::Days),
    ("weken", Sense::Weeks),
    ("maand-teken", Sense::MonthSign),
    ("dag-teken", Sense::DaySign),
    ("vulwoord", Sense::Filler),
];

/// What a place in a list means, counted from 0.
type Placed = fn(i64) -> Sense;

/// Lists in which the place is the meaning: how many entries, and what the first one counts as.
/// Days and months come before numbers, because a word that is both is read as the day.
const ORDERED: [(&str, usize, Placed); 4] = [
    ("weekdagen", 7, Sense::Weekday),
    ("maanden", 12, |place| Sense::Month(place + 1)),
    ("getallen", 41, Sense::Number),
    ("uren-van-de-klok", 12, |place| Sense::ClockHour(place + 1)),
];

/// The words of one language.
#[derive(Default)]
pub(super) struct Lexicon(BTreeMap<String, Vec<Sense>>);

impl Lexicon {
    pub(super) fn gather(
        language: Language,
        bundle: &Bundle,
        places: &Places,
        problems: &mut Vec<TextProblem>,
    ) -> Self {
        let mut lexicon = Self::default();
        for (name, size, sense) in ORDERED {
            let key = format!("woord-{name}");
            let entries = listed(bundle, &key);
            if !entries.is_empty() && entries.len() != size {
                problems.extend(places.get(&(language, key)).map(|place| {
                    place.problem(format!(
                        "has {} entries and needs {size}, in their order; write `|` between two \
                         ways to write the same one",
                        entries.len()
                    ))
                }));
                continue;
            }
            for (place, entry) in (0..).zip(entries) {
                for word in entry.split('|') {
                    lexicon.add(word, sense(place));
                }
            }
        }
        for (name, sense) in LISTS {
            for word in listed(bundle, &format!("woord-{name}")) {
                lexicon.add(&word, sense);
            }
        }
        lexicon
    }

    fn add(&mut self, word: &str, sense: Sense) {
        let folded = fold(word);
        let senses = self.0.entry(folded).or_default();
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// The longest name that these words begin with and that can be `wanted`: how many words it
    /// takes, and what it is.
    pub(super) fn longest(
        &self,
        words: &[&str],
        wanted: impl Fn(Sense) -> bool,
    ) -> Option<(usize, Sense)> {
        (1..=words.len().min(LONGEST_NAME))
            .rev()
            .find_map(|taken| Some((taken, self.sense(&words[..taken].concat(), &wanted)?)))
            .or_else(|| {
                // Arabic writes "and" as the first letter of the next word
                let word = words.first()?.strip_prefix('و')?;
                Some((1, self.sense(word, &wanted)?))
            })
    }

    fn sense(&self, name: &str, wanted: impl Fn(Sense) -> bool) -> Option<Sense> {
        self.0.get(name)?.iter().copied().find(|s| wanted(*s) || *s == Sense::Filler)
    }
}
