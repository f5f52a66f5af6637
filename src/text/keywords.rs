//! Words that start a dialog of a municipality's own: a list `trefwoord-NAME` per language.
//!
//! They count when a message is nothing else, and neither a word that always works nor an answer to
//! what is being asked.

use std::collections::{BTreeMap, BTreeSet};

use super::Words;
use super::answer_words::listed;
use super::bundle::{Bundle, Places, TextProblem};
use super::typed::{Typed, fold};
use crate::trade::person::Language;

const PREFIX: &str = "trefwoord-";

/// Is this key a list of such words?
pub(super) fn is_list(key: &str) -> bool {
    key.starts_with(PREFIX)
}

/// Folded word -> name of its list, of all languages.
#[derive(Default)]
pub(super) struct Keywords {
    words: BTreeMap<String, String>,
    names: BTreeSet<String>,
}

impl Keywords {
    /// Refuses a word that stands in two lists.
    pub(super) fn gather(
        bundles: &BTreeMap<Language, Bundle>,
        places: &Places,
    ) -> Result<Self, Vec<TextProblem>> {
        let mut all = Self::default();
        let mut problems = Vec::new();
        for ((language, key), place) in places {
            let (Some(name), Some(bundle)) = (key.strip_prefix(PREFIX), bundles.get(language))
            else {
                continue;
            };
            all.names.insert(name.to_owned());
            for word in listed(bundle, key) {
                let other = all.words.insert(fold(&word), name.to_owned());
                if let Some(other) = other.filter(|other| other != name) {
                    problems.push(place.problem(format!(
                        "`{word}` also starts `{other}`; remove it from one of the two lists"
                    )));
                }
            }
        }
        all.words.remove("");
        if problems.is_empty() { Ok(all) } else { Err(problems) }
    }
}

impl Words {
    /// A word of this list, to try it out with.
    pub fn any_keyword(&self, list: &str) -> Option<&str> {
        let mut words = self.keywords.words.iter();
        words.find(|(_, name)| *name == list).map(|(word, _)| word.as_str())
    }

    /// The list that a message stands in, if it is nothing else.
    pub fn keyword(&self, typed: &str) -> Option<&str> {
        let typed = Typed::read(typed.trim().trim_start_matches('/'))?;
        self.keywords.words.get(&typed.letters).map(String::as_str)
    }

    /// The names of all lists.
    pub fn keyword_lists(&self) -> impl Iterator<Item = &str> {
        self.keywords.names.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    fn words(body: &str) -> Result<Words, Vec<TextProblem>> {
        let file = "nl/eigen.ftl".to_owned();
        Words::load(&[Source { language: Language::Nl, file, body: body.to_owned() }])
    }

    #[test]
    fn a_keyword_counts_when_a_message_is_nothing_else() {
        let words = words("trefwoord-oefenen = oefenen, mijn uren\n").unwrap();
        for (typed, starts) in [
            ("Oefenen!", Some("oefenen")),
            (" mijn  uren ", Some("oefenen")),
            ("/oefenen", Some("oefenen")),
            ("ik wil oefenen", None),
            ("", None),
        ] {
            assert_eq!(words.keyword(typed), starts, "{typed}");
        }
        assert_eq!(words.keyword_lists().collect::<Vec<_>>(), ["oefenen"]);
    }

    #[test]
    fn a_word_in_two_lists_is_refused_with_its_place() {
        let problems = words("trefwoord-a = uren\ntrefwoord-b = Uren\n").unwrap_err();
        assert_eq!((problems.len(), problems[0].line), (1, 2));
    }
}
