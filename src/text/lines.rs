//! Facts that are lines: a list whose every line is a text of its own, with facts of its own.
//!
//! Fluent isolates a fact, and an isolate ends where a line ends. So the lines stand in for a mark
//! while the text is formatted, and take its place afterwards.

use super::Words;
use super::direction::without_marks;
use crate::message::{Fact, Facts, Line};
use crate::trade::person::Language;

/// Stands around the name of the fact while its text is formatted.
const MARK: char = '\u{E002}';

/// What stands for the lines of this fact while its text is formatted.
pub(super) fn stand_in(name: &str) -> String {
    format!("{MARK}{name}{MARK}")
}

impl Words {
    /// Puts the lines where their marks are.
    pub(super) fn with_lines(&self, language: Language, words: String, facts: &Facts) -> String {
        let mut words = words;
        for (name, fact) in facts {
            let Fact::Lines(lines) = fact else { continue };
            let mark = format!("\u{2068}{}\u{2069}", stand_in(name));
            if words.contains(&mark) {
                let all: Vec<String> = lines.iter().map(|line| self.line(language, line)).collect();
                words = words.replace(&mark, &all.join("\n"));
            }
        }
        words
    }

    fn line(&self, language: Language, line: &Line) -> String {
        // a line never holds lines: what comes from the database is one deep
        let facts: Facts = line
            .facts
            .iter()
            .filter(|(_, fact)| !matches!(fact, Fact::Lines(_)))
            .map(|(name, fact)| (name.clone(), fact.clone()))
            .collect();
        match self.spoken_in(language, &line.text) {
            Some((spoken, body)) => self.write(spoken, body, &facts),
            None => facts
                .values()
                .map(|fact| without_marks(&super::in_words(language, fact)))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::TextId;
    use crate::text::Source;

    fn line(name: &str) -> Line {
        let facts = Facts::from([("naam".to_owned(), Fact::Person(name.to_owned()))]);
        Line { text: TextId::from("regel"), facts }
    }

    #[test]
    fn every_line_is_put_into_the_words_of_the_reader() {
        let sources = [
            (Language::Nl, "lijst =\n    Namen:\n    { $namen }\nregel = Dag { $naam }."),
            (Language::Ar, "lijst =\n    أسماء:\n    { $namen }\nregel = { $naam } مرحباً."),
        ]
        .map(|(language, body)| Source {
            language,
            file: format!("{language}/t.ftl"),
            body: body.to_owned(),
        });
        let words = Words::load(&sources).unwrap();
        let namen = Fact::Lines(vec![line("Amina"), line("Yusuf")]);
        let facts = Facts::from([("namen".to_owned(), namen)]);
        let said = |language| words.say(language, &TextId::from("lijst"), &facts);
        assert_eq!(without_marks(&said(Language::Nl)), "Namen:\nDag Amina.\nDag Yusuf.");
        let arabic = said(Language::Ar);
        assert!(arabic.lines().all(|line| !line.starts_with("Amina")), "{arabic}");
        assert_eq!(without_marks(&arabic), "أسماء:\nAmina مرحباً.\nYusuf مرحباً.");
    }

    #[test]
    fn a_list_without_lines_leaves_nothing_and_lines_of_unknown_texts_still_say_something() {
        let body = "lijst = Namen: { $namen }\n".to_owned();
        let source = Source { language: Language::Nl, file: "nl/t.ftl".to_owned(), body };
        let words = Words::load(&[source]).unwrap();
        let said = |lines| {
            let facts = Facts::from([("namen".to_owned(), Fact::Lines(lines))]);
            words.say(Language::Nl, &TextId::from("lijst"), &facts)
        };
        assert_eq!(said(Vec::new()), "Namen: ");
        assert_eq!(said(vec![line("Amina")]), "Namen: Amina");
    }
}
