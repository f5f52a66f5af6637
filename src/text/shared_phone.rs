//! What a message on a telephone needs that several people use: for whom it is, in front of it; a
//! question to all of them in every language that they read; and their names on its buttons.
//!
//! All three travel as facts of the saying, under names that no text mentions.

use super::Words;
use super::direction::{direction, lead_lines};
use crate::message::{Fact, Facts, SayChoice, Saying, TextId};
use crate::trade::person::Language;

/// The fact that names the person a message is for.
pub const FOR: &str = "gedeeld-voor";
/// The fact that lists the languages, beside the reader's own, in which a question is put.
pub const ALSO: &str = "gedeeld-ook";

/// The line that says for whom a message is.
const HEADING: &str = "bericht-voor";

/// The message is for this person, and others will read it.
pub fn is_for(facts: &mut Facts, called: &str) {
    facts.insert(FOR.to_owned(), Fact::Person(called.to_owned()));
}

/// The message is for people who read these languages too.
pub fn also_in(facts: &mut Facts, languages: &[Language]) {
    let codes: Vec<&str> = languages.iter().map(|language| language.as_str()).collect();
    facts.insert(ALSO.to_owned(), Fact::Word(codes.join(" ")));
}

/// The name on a button, where it is a name: a fact under the key of the choice.
pub(super) fn name_on<'a>(facts: &'a Facts, choice: &SayChoice) -> Option<&'a str> {
    match facts.get(&choice.key) {
        Some(Fact::Person(name)) => Some(name),
        _ => None,
    }
}

impl Words {
    /// The text, with a line before it that says for whom it is.
    pub(super) fn say_to(&self, language: Language, saying: &Saying) -> String {
        let said = self.say(language, &saying.text, &saying.facts);
        let Some(name) = saying.facts.get(FOR) else { return said };
        let facts = Facts::from([("naam".to_owned(), name.clone())]);
        let heading = self.say(language, &TextId::from(HEADING), &facts);
        format!("{}\n{said}", lead_lines(&heading, direction(language)))
    }

    /// The same text for those who read neither the own language nor Dutch.
    pub(super) fn said_also(&self, own: Language, saying: &Saying) -> Vec<String> {
        let Some(Fact::Word(codes)) = saying.facts.get(ALSO) else { return Vec::new() };
        codes
            .split(' ')
            .filter_map(Language::parse)
            .filter(|language| ![own, Language::Nl].contains(language))
            .filter(|language| self.has(*language, &saying.text))
            .map(|language| self.say_to(language, saying))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::shipped_texts::words;
    use crate::text::without_marks;

    fn asks(names: &[&str]) -> Saying {
        let choice = |n: usize| SayChoice {
            key: format!("wie-{n}"),
            label_text: None,
            payload: format!("p{n}"),
        };
        let mut facts: Facts = names
            .iter()
            .enumerate()
            .map(|(n, name)| (format!("wie-{n}"), Fact::Person((*name).to_owned())))
            .collect();
        also_in(&mut facts, &[Language::Ar, Language::En, Language::Nl]);
        Saying {
            text: TextId::from("voor-wie"),
            facts,
            choices: (0..names.len()).map(choice).collect(),
            question: None,
            template: None,
            aids: Vec::new(),
        }
    }

    #[test]
    fn a_message_on_a_shared_telephone_begins_with_whom_it_is_for_in_both_languages() {
        let mut facts = Facts::new();
        is_for(&mut facts, "Amina");
        let text = TextId::from("correctie");
        let saying = Saying {
            text,
            facts,
            choices: vec![],
            question: None,
            template: None,
            aids: Vec::new(),
        };
        for (language, lines) in [(Language::Nl, 1), (Language::En, 2), (Language::Ar, 2)] {
            let body = without_marks(&words().outgoing(language, &saying).body);
            let named = body.lines().filter(|line| line.contains("Amina")).count();
            assert_eq!(named, lines, "{body}");
            assert!(body.lines().next().unwrap().contains("Amina"), "{body}");
        }
    }

    #[test]
    fn a_question_to_all_is_put_in_every_language_once_with_names_on_the_buttons() {
        let saying = asks(&["Amina", "Yusuf"]);
        let said = words().outgoing(Language::Ar, &saying);
        let labels: Vec<&str> = said.choices.iter().map(|c| c.label.as_str()).collect();
        assert_eq!(labels, ["Amina", "Yusuf"]);
        for language in [Language::Ar, Language::En, Language::Nl] {
            let text = words().say(language, &saying.text, &saying.facts);
            assert_eq!(said.body.matches(&text).count(), 1, "{language}: {}", said.body);
        }
        assert_eq!(words().choice_meant(Language::Ar, &saying, "yusuf"), Some(1));
        assert_eq!(words().choice_meant(Language::Ar, &saying, "1"), Some(0));
    }

    #[test]
    fn what_is_asked_of_all_exists_in_every_language_with_its_labels() {
        for &language in Language::ALL {
            for (text, key) in [("voor-wie", "iemand-anders"), ("voor-wie-stop", "iedereen")] {
                assert!(words().has_label(language, &TextId::from(text), key), "{language} {text}");
                let label = words().label(language, &TextId::from(text), key);
                assert!(label.chars().count() <= 20, "{label}");
                assert!(words().global_word(&label).is_none(), "{label} does something else");
            }
            for text in [HEADING, "voor-wie-collega"] {
                assert!(words().has(language, &TextId::from(text)), "{language} {text}");
            }
        }
    }
}
