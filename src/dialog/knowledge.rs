//! What colleagues look up: exceptions that the law knows, what follows from a duty, and what there is to
//! do nearby.
//!
//! Content of the municipality, in `dialogs/kennis/`, part of a revision like the dialogs. The bot says
//! nothing of it: whether somebody falls under an exception, and what follows from a duty, is for a person to
//! find out and to tell.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_saphyr::Location;

use super::content::Files;
use super::definition::Name;
use super::load::{Problem, yaml_problem};
use super::plain_words::{self, HardWords};
use crate::trade::person::GroupKind;

/// The format that this program reads.
const FORMAT: u32 = 1;
const EXCEPTIONS: &str = "dialogs/kennis/uitzonderingen.yaml";
const CONSEQUENCES: &str = "dialogs/kennis/gevolgen.yaml";
const ACTIVITIES: &str = "dialogs/kennis/activiteiten.yaml";
/// Where quick answers are listed.
pub(super) const ANSWERS: &str = "dialogs/kennis/snelle-antwoorden.yaml";

/// Everything that colleagues can look up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// In the order of the file.
    pub exceptions: Vec<Exception>,
    /// In the order of the file.
    pub consequences: Vec<Consequence>,
    /// In the order of the file.
    pub activities: Vec<Activity>,
    /// Texts that a colleague sends with one click, in the order of the file.
    pub answers: Vec<Answer>,
    /// What the words of messages are held against.
    pub hard: HardWords,
}

/// What follows from a duty, in one law, for some groups.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// Which duty.
    pub duty: String,
    /// Which law.
    pub law: String,
    /// For whom.
    pub groups: Vec<GroupKind>,
    /// What follows.
    pub text: String,
    /// Who decides.
    pub decides: String,
    /// Where it is written.
    pub source: String,
    /// The day on which it was looked up.
    pub as_of: NaiveDate,
}

/// A way in which the rules are other for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Its name.
    pub title: String,
    /// When it holds.
    pub ground: String,
    /// What must be shown.
    pub proof: String,
    /// Who decides.
    pub decides: String,
    /// Until when, or how often.
    pub deadline: String,
    /// Where it is written.
    pub source: String,
    /// The day on which it was looked up.
    pub as_of: NaiveDate,
}

/// A text that a colleague sends with one click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its id in the locale files.
    pub text: String,
    /// Where it stands.
    pub(super) place: Location,
}

/// Something to do, for which nobody needs a reason.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its name.
    pub title: String,
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
    /// Day and hours, as people say them.
    pub when: String,
    /// For whom.
    pub who: String,
    /// Is somebody there for the children?
    pub childcare: bool,
    /// Who tells it.
    pub source: String,
    /// The day on which it was looked up.
    pub as_of: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExceptionsFile {
    format: u32,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsequencesFile {
    format: u32,
    consequences: Vec<Consequence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActivitiesFile {
    format: u32,
    activities: Vec<Activity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswersFile {
    format: u32,
    answers: Vec<AnswerRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerRow {
    text: Name,
}

/// Reads the files that are there; a municipality may have none.
pub(super) fn load(files: &Files, problems: &mut Vec<Problem>) -> Knowledge {
    let hard = plain_words::load(files, problems);
    let mut knowledge = Knowledge { hard, ..Knowledge::default() };
    let mut wrong_format = |path: &str, format: u32| {
        if format != FORMAT {
            let what = format!("`format: {format}` is not known; write `format: {FORMAT}`");
            problems.push(Problem::in_file(path, what));
        }
    };
    let mut broken = Vec::new();
    if let Some(body) = files.get(EXCEPTIONS) {
        match serde_saphyr::from_str::<ExceptionsFile>(body) {
            Ok(file) => {
                wrong_format(EXCEPTIONS, file.format);
                knowledge.exceptions = file.exceptions;
            }
            Err(error) => broken.push(yaml_problem(EXCEPTIONS, &error)),
        }
    }
    if let Some(body) = files.get(CONSEQUENCES) {
        match serde_saphyr::from_str::<ConsequencesFile>(body) {
            Ok(file) => {
                wrong_format(CONSEQUENCES, file.format);
                knowledge.consequences = file.consequences;
            }
            Err(error) => broken.push(yaml_problem(CONSEQUENCES, &error)),
        }
    }
    if let Some(body) = files.get(ACTIVITIES) {
        match serde_saphyr::from_str::<ActivitiesFile>(body) {
            Ok(file) => {
                wrong_format(ACTIVITIES, file.format);
                knowledge.activities = file.activities;
            }
            Err(error) => broken.push(yaml_problem(ACTIVITIES, &error)),
        }
    }
    if let Some(body) = files.get(ANSWERS) {
        match serde_saphyr::from_str::<AnswersFile>(body) {
            Ok(file) => {
                wrong_format(ANSWERS, file.format);
                let answer =
                    |AnswerRow { text }| Answer { place: text.referenced, text: text.value };
                knowledge.answers = file.answers.into_iter().map(answer).collect();
            }
            Err(error) => broken.push(yaml_problem(ANSWERS, &error)),
        }
    }
    problems.extend(broken);
    knowledge
}

impl Exception {
    /// Does it speak of all these words? Nothing asked: yes.
    pub fn mentions(&self, asked: &str) -> bool {
        all_in(
            asked,
            &[&self.title, &self.ground, &self.proof, &self.decides, &self.deadline, &self.source],
        )
    }
}

impl Consequence {
    /// Does it speak of all these words? Nothing asked: yes.
    pub fn mentions(&self, asked: &str) -> bool {
        let groups: Vec<&str> = self.groups.iter().map(|group| group.as_str()).collect();
        let groups = groups.join(" ");
        all_in(asked, &[&self.duty, &self.law, &groups, &self.text, &self.decides, &self.source])
    }
}

impl Activity {
    /// Does it speak of all these words? "Oppas" finds those with childcare.
    pub fn mentions(&self, asked: &str) -> bool {
        let childcare = if self.childcare { "oppas kinderopvang" } else { "" };
        all_in(asked, &[&self.title, &self.place, &self.when, &self.who, childcare, &self.source])
    }
}

fn all_in(asked: &str, texts: &[&str]) -> bool {
    let text = texts.join(" ").to_lowercase();
    asked.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::shipped;

    fn shipped_knowledge() -> Knowledge {
        let mut problems = Vec::new();
        let knowledge = load(&shipped::files(), &mut problems);
        assert_eq!(problems, []);
        knowledge
    }

    #[test]
    fn the_shipped_exceptions_say_who_decides_and_where_it_is_written() {
        let knowledge = shipped_knowledge();
        assert!(knowledge.exceptions.len() >= 10 && knowledge.activities.len() >= 3);
        for exception in &knowledge.exceptions {
            let Exception { title, ground, proof, decides, deadline, source, .. } = exception;
            for text in [title, ground, proof, decides, deadline, source] {
                assert!(!text.trim().is_empty(), "{title}");
            }
        }
    }

    #[test]
    fn the_shipped_consequences_name_law_and_source_and_threaten_no_asylum_holder_with_a_fine() {
        let knowledge = shipped_knowledge();
        for group in GroupKind::ALL {
            let of: Vec<_> =
                knowledge.consequences.iter().filter(|c| c.groups.contains(group)).collect();
            assert!(of.len() >= 3, "{group}");
            for one in of {
                let Consequence { duty, law, text, decides, source, .. } = one;
                for words in [duty, law, text, decides, source] {
                    assert!(!words.trim().is_empty(), "{duty}");
                }
                let has_amount = text.contains(" euro");
                assert!(*group != GroupKind::Asiel || !has_amount, "{text}");
            }
        }
        assert!(knowledge.consequences.iter().any(|one| one.mentions("participatiewet uitkering")));
    }

    #[test]
    fn a_search_finds_what_holds_every_word() {
        let knowledge = shipped_knowledge();
        let found = |asked: &str| -> Vec<&str> {
            let all = knowledge.exceptions.iter().filter(|e| e.mentions(asked));
            all.map(|e| e.title.as_str()).collect()
        };
        assert_eq!(found("ziekte extra"), ["Extra tijd bij ziekte"]);
        assert_eq!(found("RENTE"), ["Geen lening willen of kunnen"]);
        assert_eq!(found("").len(), knowledge.exceptions.len());
        assert!(found("bestaat-niet").is_empty());
        assert_eq!(knowledge.activities.iter().filter(|a| a.mentions("oppas")).count(), 2);
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        for (body, expected) in [
            ("format: 2\nactivities: []\n", "format: 2"),
            ("format: 1\nactivities:\n  - titel: x\n", "titel"),
        ] {
            let files = Files::from([(ACTIVITIES.to_owned(), body.to_owned())]);
            let mut problems = Vec::new();
            load(&files, &mut problems);
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].what.contains(expected), "{problems:?}");
            assert_eq!(problems[0].file, ACTIVITIES);
        }
    }
}
