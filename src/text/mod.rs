//! Words: what is said, in the language of the reader, and what a typed answer means.
//!
//! Promises: a text that is missing in one language is said in the next (Arabic, English, Dutch),
//! and one that is missing everywhere becomes a kind sentence, never a key; nothing here panics,
//! whatever the facts or the typed words are. Facts are isolated, so that a Latin name or a phone
//! number cannot turn an Arabic sentence around.
//!
//! Does not: read files, know a channel's limits, or decide what is said when.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent::FluentArgs;
use fluent_syntax::ast::Pattern;

use crate::message::{Facts, TextId};
use crate::trade::person::Language;

mod answer_words;
mod bilingual;
pub mod bsn;
mod bundle;
pub mod by_hand;
mod danger;
mod dates;
mod direction;
pub mod edit;
mod engine_texts;
#[cfg(test)]
mod explained;
mod facts;
mod keywords;
mod lines;
mod measure;
mod pattern;
pub mod shared_phone;
#[cfg(test)]
mod shipped_texts;
pub mod sought;
mod typed;
mod values;
pub mod variants;

pub use answer_words::{TakenBack, yes_and_no};
pub use bundle::{Source, TextProblem};
pub use dates::date_in_words;
pub use direction::{Direction, direction, without_marks};
pub use engine_texts::ENGINE_TEXTS;
pub use facts::{hours_in_words, in_words, time_in_words};
pub use measure::{MAX_QUESTIONS, MAX_SENTENCES, MAX_WORDS, Measures, measure};

use answer_words::AnswerWords;
use bundle::Bundle;
use danger::DangerWords;
use keywords::Keywords;
use values::ValueWords;

/// Said when a text is missing in every language.
const MISSING_TEXT: &str = "tekst-ontbreekt";

/// All words of one revision of the content, in every language.
pub struct Words {
    bundles: BTreeMap<Language, Bundle>,
    keys: BTreeSet<(Language, TextId)>,
    answers: AnswerWords,
    keywords: Keywords,
    values: ValueWords,
    danger: DangerWords,
}

impl Words {
    /// Reads locale files. Refuses all of them when one has a mistake, and names every mistake.
    pub fn load(sources: &[Source]) -> Result<Self, Vec<TextProblem>> {
        let (bundles, places) = bundle::load(sources)?;
        let answers = AnswerWords::gather(&bundles, &places)?;
        let keywords = Keywords::gather(&bundles, &places)?;
        let values = ValueWords::gather(&bundles, &places)?;
        let keys = places.into_keys().map(|(language, key)| (language, TextId(key))).collect();
        let danger = DangerWords::gather(&bundles);
        Ok(Self { bundles, keys, answers, keywords, values, danger })
    }

    /// Does this text exist in exactly this language?
    pub fn has(&self, language: Language, text: &TextId) -> bool {
        self.body(language, text).is_some()
    }

    /// Does this text label this choice in exactly this language?
    pub fn has_label(&self, language: Language, text: &TextId, choice: &str) -> bool {
        self.attribute(language, text, choice).is_some()
    }

    /// The facts that a text mentions, in order of first appearance; labels do not count.
    /// Empty when the text does not exist in this language.
    pub fn variables(&self, language: Language, text: &TextId) -> Vec<String> {
        self.body(language, text).map_or_else(Vec::new, |body| self.variables_in(language, body))
    }

    /// Every text of a language that can be said, sorted. Word lists (`woord-...`) are not texts.
    pub fn ids(&self, language: Language) -> Vec<TextId> {
        let of_language = self.keys.iter().filter(|(l, _)| *l == language);
        of_language.map(|(_, key)| key.clone()).filter(|key| self.has(language, key)).collect()
    }

    /// A text with its facts, in the first language of the fallback chain that has it.
    pub fn say(&self, language: Language, text: &TextId, facts: &Facts) -> String {
        let found = self.spoken_in(language, text).or_else(|| {
            let kind = TextId::from(MISSING_TEXT);
            self.spoken_in(language, &kind)
        });
        match found {
            Some((spoken, body)) => {
                let words = self.write(spoken, body, facts);
                direction::lead_lines(&words, direction(spoken))
            }
            None => last_resort(language).to_owned(),
        }
    }

    /// The language that [`Words::say`] uses for a text: the first of the fallback chain that has it.
    pub fn spoken(&self, wanted: Language, text: &TextId) -> Language {
        self.spoken_in(wanted, text).map_or(wanted, |(spoken, _)| spoken)
    }

    /// What the button of a choice says. A label that is missing everywhere becomes the choice's
    /// key in loose words: a person must be able to answer.
    pub fn label(&self, language: Language, text: &TextId, choice: &str) -> String {
        chain(language)
            .iter()
            .find_map(|&l| Some(self.write(l, self.attribute(l, text, choice)?, &Facts::new())))
            .unwrap_or_else(|| choice.replace('-', " "))
    }

    /// What every label of a text says, in exactly this language.
    pub fn labels(&self, language: Language, text: &TextId) -> Vec<String> {
        let bundle = self.bundles.get(&language);
        let Some(message) = bundle.and_then(|bundle| bundle.get_message(&text.0)) else {
            return Vec::new();
        };
        let labels = message.attributes();
        labels.map(|label| self.write(language, label.value(), &Facts::new())).collect()
    }

    /// The language that [`Words::say`] would use, and the text in it.
    fn spoken_in(&self, wanted: Language, text: &TextId) -> Option<(Language, &Pattern<&str>)> {
        chain(wanted).iter().find_map(|&l| Some((l, self.body(l, text)?)))
    }

    fn body(&self, language: Language, text: &TextId) -> Option<&Pattern<&str>> {
        if answer_words::is_word_list(&text.0) {
            return None;
        }
        self.bundles.get(&language)?.get_message(&text.0)?.value()
    }

    fn attribute(&self, language: Language, text: &TextId, choice: &str) -> Option<&Pattern<&str>> {
        let of = |language| {
            let message = self.bundles.get(language)?.get_message(&text.0)?;
            message.get_attribute(choice).map(|attribute| attribute.value())
        };
        // a language's own name is the same in all of them: once in Dutch is enough
        of(&language).or_else(|| Language::parse(choice).and_then(|_| of(&Language::Nl)))
    }

    fn variables_in(&self, language: Language, body: &Pattern<&str>) -> Vec<String> {
        self.bundles.get(&language).map_or_else(Vec::new, |b| pattern::variables(b, body))
    }

    fn write(&self, language: Language, body: &Pattern<&str>, facts: &Facts) -> String {
        let Some(bundle) = self.bundles.get(&language) else {
            return last_resort(language).to_owned();
        };
        let mut values: FluentArgs<'_> = facts::arguments(language, facts);
        for name in self.variables_in(language, body) {
            if !facts.contains_key(&name) {
                // a reader should see that something is open, not a programmer's name for it
                values.set(name, "…");
            }
        }
        let mut problems = Vec::new(); // broken references were refused by `load`
        let words = bundle.format_pattern(body, Some(&values), &mut problems);
        self.with_lines(language, facts::without_gaps(&words), facts)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("languages", &self.bundles.keys()).finish_non_exhaustive()
    }
}

/// Where to look for a text, best first. English before Dutch: for a newcomer it is the likelier
/// second language, and the Dutch half follows in any case. Who reads Portuguese reads Spanish.
fn chain(language: Language) -> &'static [Language] {
    use Language::{Ar, En, Es, Fa, Fr, Nl, Pt, Ru, So, Ti, Tr, Zh};
    match language {
        Nl => &[Nl],
        En => &[En, Nl],
        Ar => &[Ar, En, Nl],
        Tr => &[Tr, En, Nl],
        Ti => &[Ti, En, Nl],
        Fa => &[Fa, En, Nl],
        So => &[So, En, Nl],
        Es => &[Es, En, Nl],
        Pt => &[Pt, Es, En, Nl],
        Ru => &[Ru, En, Nl],
        Fr => &[Fr, En, Nl],
        Zh => &[Zh, En, Nl],
    }
}

/// For the day that even [`MISSING_TEXT`] is missing.
fn last_resort(language: Language) -> &'static str {
    match language {
        Language::Nl => "Een collega van de gemeente helpt u op een werkdag.",
        Language::Ar => "سيساعدكم زميل من البلدية في يوم عمل.",
        _ => "A colleague from the municipality will help you on a working day.",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::Fact;

    fn words(files: &[(Language, &str)]) -> Words {
        let sources: Vec<Source> = files
            .iter()
            .map(|(language, body)| Source {
                language: *language,
                file: format!("{language}/test.ftl"),
                body: (*body).to_owned(),
            })
            .collect();
        Words::load(&sources).expect("the test's own files are sound")
    }

    fn facts(pairs: &[(&str, Fact)]) -> Facts {
        pairs.iter().map(|(name, fact)| ((*name).to_owned(), fact.clone())).collect()
    }

    #[test]
    fn words_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Words>();
    }

    #[test]
    fn a_text_missing_in_arabic_is_said_in_english_and_then_in_dutch() {
        let words = words(&[
            (Language::Nl, "een = Eén\ntwee = Twee\ndrie = Drie"),
            (Language::En, "een = One\ntwee = Two"),
            (Language::Ar, "een = واحد"),
        ]);
        let said = |language, id: &str| words.say(language, &TextId::from(id), &Facts::new());
        assert_eq!(said(Language::Ar, "een"), "واحد");
        assert_eq!(said(Language::Ar, "twee"), "Two");
        assert_eq!(said(Language::Ar, "drie"), "Drie");
        assert_eq!(said(Language::En, "drie"), "Drie");
    }

    #[test]
    fn a_text_missing_everywhere_becomes_a_kind_sentence() {
        let own = words(&[(Language::Nl, "tekst-ontbreekt = Wij helpen u.")]);
        let id = TextId::from("bestaat-niet");
        assert_eq!(own.say(Language::Ar, &id, &Facts::new()), "Wij helpen u.");
        let bare = words(&[]);
        for &language in Language::ALL {
            let said = bare.say(language, &id, &Facts::new());
            assert!(!said.contains("bestaat") && said.len() > 20, "{said}");
        }
        assert_eq!(bare.label(Language::Nl, &id, "komt-niet"), "komt niet");
    }

    #[test]
    fn facts_are_isolated_and_missing_ones_leave_an_open_place() {
        let words = words(&[(Language::Nl, "groet = Dag { $naam }, tot { $dag }.")]);
        let known = facts(&[("naam", Fact::Person("Ömer".into()))]);
        let said = words.say(Language::Nl, &TextId::from("groet"), &known);
        assert_eq!(said, "Dag \u{2068}Ömer\u{2069}, tot \u{2068}…\u{2069}.");
    }

    #[test]
    fn a_fact_without_words_takes_its_comma_along() {
        let words = words(&[(Language::Nl, "waar = Plaats: { $plaats }, { $adres }.")]);
        let online =
            facts(&[("plaats", Fact::Place("online".into())), ("adres", Fact::Place("".into()))]);
        let said = words.say(Language::Nl, &TextId::from("waar"), &online);
        assert_eq!(said, "Plaats: \u{2068}online\u{2069}.");
    }

    #[test]
    fn variables_come_in_order_of_appearance_selectors_included() {
        let words = words(&[(
            Language::Nl,
            "kern = { $plaats }\n\
             tekst = { $dagen ->\n    [0] vandaag, { $naam }\n   *[other] over { $dagen } dagen\n\
             \x20   } in { kern } om { $tijd }\n    .komt = Ik kom\n",
        )]);
        let id = TextId::from("tekst");
        assert_eq!(words.variables(Language::Nl, &id), ["dagen", "naam", "plaats", "tijd"]);
        assert!(words.has_label(Language::Nl, &id, "komt"));
        assert!(!words.has_label(Language::Nl, &id, "gaat"));
        assert!(words.variables(Language::En, &id).is_empty());
    }

    #[test]
    fn ids_are_sorted_and_word_lists_are_not_texts() {
        let words = words(&[(Language::Nl, "b = B\nwoord-stop = stop\na = A")]);
        assert_eq!(words.ids(Language::Nl), [TextId::from("a"), TextId::from("b")]);
        assert!(!words.has(Language::Nl, &TextId::from("woord-stop")));
        assert!(words.ids(Language::En).is_empty());
    }

    proptest! {
        #[test]
        fn saying_never_panics(name in "\\PC{0,40}", count: i64, id in "[a-z-]{0,12}") {
            let words = words(&[(
                Language::Ar,
                "t = { $naam } { $dagen ->\n    [0] صفر\n    [two] اثنان\n    [few] قليل\n   *[other] { $dagen }\n    }",
            )]);
            let all = facts(&[("naam", Fact::Person(name)), ("dagen", Fact::Number(count))]);
            for text in [TextId::from("t"), TextId(id)] {
                prop_assert!(!words.say(Language::Ar, &text, &all).is_empty());
            }
        }
    }
}
