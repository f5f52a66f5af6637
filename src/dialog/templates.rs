//! The WhatsApp templates that the dialogs need, derived from the content: one for each step that
//! names one, in each language in which its text exists and which Meta knows.
//!
//! Demo, `check` and `wegwijzer templates` all ask here, so that what is registered, what is
//! checked and what is sent agree. Limits: Cloud API, "Templates", 2026.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde_saphyr::Location;
use sha2::{Digest, Sha256};

use super::content::Content;
use super::definition::{Dialog, FactType, StepDef};
use super::load::Problem;
use crate::message::{Fact, Facts, TextId};
use crate::text::{by_hand, in_words, without_marks};
use crate::trade::person::Language;
use crate::trade::template::{languages, plain};

/// Characters of a name.
pub const NAME: usize = 512;
/// Characters of a body, its variables unfilled.
pub const BODY: usize = 1024;
/// Characters of a button. (Buttons of free messages take 20, which `check` keeps.)
pub const BUTTON: usize = 25;
/// Buttons under one template.
pub const BUTTONS: usize = 10;
/// The fact that says for whom a message is.
const NAME_OF: &str = "naam";
/// What we register everything as: it tells somebody about their own appointment. Meta may differ.
pub const CATEGORY: &str = "UTILITY";

/// A template that must be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Its name.
    pub name: String,
    /// Our language.
    pub language: Language,
    /// Meta's code for it.
    pub code: &'static str,
    /// Its words, with `{{1}}` and so on in the order in which this language mentions them.
    pub body: String,
    /// The facts behind `{{1}}`, `{{2}}` ...
    pub variables: Vec<String>,
    /// What reviewers see in their place; invented.
    pub examples: Vec<String>,
    /// Labels of its quick-reply buttons.
    pub buttons: Vec<String>,
    /// File, line and column of the step that names it.
    pub place: Place,
}

/// Where in the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The dialog's file.
    pub file: String,
    location: Location,
}

impl Place {
    /// Something that is to be said of it.
    pub(super) fn problem(&self, what: impl Into<String>) -> Problem {
        Problem::at(&self.file, self.location, what)
    }
}

/// What the words of a template are compared by: SHA-256 of its plain body, hex.
pub fn words_hash(body: &str) -> String {
    Sha256::digest(plain(body)).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every template that the content needs, by name and language; one that several steps name comes
/// once (that they agree is for [`problems`]).
pub fn needed(content: &Content) -> Vec<Needed> {
    let mut all: BTreeMap<(String, &str), Needed> = BTreeMap::new();
    for needed in named(content) {
        all.entry((needed.name.clone(), needed.code)).or_insert(needed);
    }
    all.into_values().collect()
}

/// The same for every step that names one, in the order of the files.
pub(super) fn named(content: &Content) -> impl Iterator<Item = Needed> {
    let of_steps = content.dialogs.iter().flat_map(move |(name, dialog)| {
        let file = format!("dialogs/{name}.yaml");
        let steps = dialog.steps.iter().map(|(_, step)| &step.value);
        steps.flat_map(move |step| {
            let place = Place {
                file: file.clone(),
                location: step.template.as_ref().map_or(Location::UNKNOWN, |t| t.referenced),
            };
            let of = move |language: &Language| {
                template(content, dialog, step, *language, place.clone())
            };
            Language::ALL.iter().filter_map(of).collect::<Vec<_>>()
        })
    });
    of_steps.chain(Language::ALL.iter().filter_map(|language| written_back(content, *language)))
}

/// What a colleague sends where WhatsApp's window is shut: no dialog says it.
fn written_back(content: &Content, language: Language) -> Option<Needed> {
    let (text, name) = by_hand::WRITE_BACK;
    let place = Place { file: format!("locales/{language}"), location: Location::UNKNOWN };
    let said = Said { name: name.to_owned(), text: TextId::from(text), choices: Vec::new() };
    filled(content, said, language, place, &|_| None)
}

fn template(
    content: &Content,
    dialog: &Dialog,
    step: &StepDef,
    language: Language,
    place: Place,
) -> Option<Needed> {
    let said = Said {
        name: step.template.as_ref()?.value.clone(),
        text: TextId::from(step.say.as_ref()?.value.as_str()),
        choices: step.choices.iter().map(|(key, _)| key).collect(),
    };
    filled(content, said, language, place, &|fact| dialog.facts.get(fact).copied())
}

/// What a template says, and the keys of its buttons.
struct Said<'a> {
    name: String,
    text: TextId,
    choices: Vec<&'a str>,
}

fn filled(
    content: &Content,
    Said { name, text, choices }: Said<'_>,
    language: Language,
    place: Place,
    kind_of: &dyn Fn(&str) -> Option<FactType>,
) -> Option<Needed> {
    let code = languages::code(language.as_str())?;
    let words = &content.words;
    if !words.has(language, &text) {
        return None; // its readers get the next language
    }
    let registered = words.template_text(language, &text);
    let variables = words.variables(language, &registered);
    let numbered = |(n, name): (usize, &String)| (name.clone(), Fact::Word(place_of(n)));
    let places: Facts = variables.iter().enumerate().map(numbered).collect();
    let body = without_marks(&words.say(language, &registered, &places));
    let label = |key: &&str| without_marks(&words.label(language, &text, key));
    let buttons = choices.iter().map(label).collect();
    let examples =
        variables.iter().map(|variable| in_words(language, &example(kind_of(variable)))).collect();
    Some(Needed { name, language, code, body, variables, examples, buttons, place })
}

/// The `n`-th variable, from 0, as Meta writes it.
fn place_of(n: usize) -> String {
    format!("{{{{{}}}}}", n + 1)
}

/// A fact of a usual length.
pub(super) fn example(kind: Option<FactType>) -> Fact {
    match kind {
        // `naam` and `gemeente` are there without being declared
        Some(FactType::Person) | None => Fact::Person("Amina".to_owned()),
        Some(FactType::Date) => {
            Fact::Date(NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default())
        }
        Some(FactType::Time) => Fact::Time(NaiveTime::from_hms_opt(19, 0, 0).unwrap_or_default()),
        Some(FactType::Place) => Fact::Place("Kerkplein 4".to_owned()),
        Some(FactType::Link) => Fact::Link("https://voorbeeldstad.example/les".to_owned()),
        Some(FactType::Number) => Fact::Number(3),
        Some(FactType::Hours) => Fact::Hours(150),
        Some(FactType::Word) => Fact::Word("paspoort".to_owned()),
    }
}

/// What Meta would refuse, each with its place and how to mend it.
pub fn problems(content: &Content) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut first: BTreeMap<(String, &str), Needed> = BTreeMap::new();
    for needed in named(content) {
        for what in refused(&needed) {
            let Needed { name, code, place, .. } = &needed;
            let what = format!("template `{name}` ({code}) {what}");
            problems.push(place.problem(what));
        }
        let key = (needed.name.clone(), needed.code);
        match first.get(&key) {
            Some(other) if (&other.body, &other.buttons) != (&needed.body, &needed.buttons) => {
                let what = format!(
                    "template `{}` ({}) stands for another text in {}: give one of them another \
                     name",
                    needed.name, needed.code, other.place.file
                );
                problems.push(needed.place.problem(what));
            }
            Some(_) => {}
            None => drop(first.insert(key, needed)),
        }
    }
    problems
}

fn refused(needed: &Needed) -> Vec<String> {
    let Needed { name, body, variables, buttons, .. } = needed;
    let mut found = Vec::new();
    let fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || name.len() > NAME || !name.chars().all(fit) {
        found
            .push(format!("must have a name of a-z, 0-9 and _ only, of at most {NAME} characters"));
    }
    let length = body.chars().count();
    if length > BODY {
        found.push(format!("has {length} characters; Meta takes {BODY}: shorten the text"));
    }
    if body.starts_with("{{") || body.ends_with("}}") {
        found.push("begins or ends with a variable, which Meta refuses: put a word there".into());
    }
    // outside the window no line of ours stands above it
    if !variables.iter().any(|variable| variable == NAME_OF) {
        found.push(format!(
            "does not mention `{NAME_OF}`: on a telephone that several people use, nobody would \
             know for whom it is"
        ));
    }
    let beside = body.split("}}").skip(1).any(|rest| rest.starts_with("{{"));
    if beside {
        found.push("has two variables with nothing between them, which Meta refuses".into());
    }
    if body.contains("\n\n\n") || body.contains("     ") {
        found
            .push("has more than two line ends or four spaces in a row, which Meta refuses".into());
    }
    for (n, variable) in variables.iter().enumerate() {
        if !body.contains(&place_of(n)) {
            found.push(format!(
                "chooses words by `{variable}`, which a template cannot: add a text with \
                 `-sjabloon` behind its name"
            ));
        }
    }
    if buttons.len() > BUTTONS {
        found.push(format!("has {} buttons; Meta takes {BUTTONS}", buttons.len()));
    }
    for (n, label) in buttons.iter().enumerate() {
        let length = label.chars().count();
        if label.trim().is_empty() || length > BUTTON || label.contains('\n') {
            found.push(format!(
                "has the button `{label}` of {length} characters; Meta takes 1 to {BUTTON}, on one \
                 line"
            ));
        }
        if buttons[..n].contains(label) {
            found.push(format!("has the button `{label}` twice"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::shipped;
    use crate::trade::template;

    fn needed_with(body: &str, variables: &[&str], buttons: &[&str]) -> Needed {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        Needed {
            name: "pvt".to_owned(),
            language: Language::Nl,
            code: "nl",
            body: body.to_owned(),
            variables: owned(variables),
            examples: owned(variables),
            buttons: owned(buttons),
            place: Place { file: "dialogs/pvt.yaml".to_owned(), location: Location::UNKNOWN },
        }
    }

    #[test]
    fn what_meta_would_refuse_is_told_before_it_is_sent_there() {
        let rows: &[(&str, &[&str], &[&str], &str)] = &[
            ("Dag {{1}}, komt u?", &["naam"], &["Ik kom", "Nee"], ""),
            ("{{1}}, komt u?", &["naam"], &[], "begins or ends"),
            ("Tot {{1}}", &["naam"], &[], "begins or ends"),
            ("Op {{1}}, komt u?", &["dag"], &[], "for whom it is"),
            ("Dag {{1}}{{2}}!", &["naam", "dag"], &[], "nothing between"),
            ("Dag {{1}}!", &["naam", "dagen"], &[], "`dagen`"),
            ("Dag {{1}}!\n\n\nTot straks", &["naam"], &[], "in a row"),
            ("Dag {{1}}!", &["naam"], &["Een antwoord dat te lang is."], "28 characters"),
            ("Dag {{1}}!", &["naam"], &[" "], "1 to 25"),
            ("Dag {{1}}!", &["naam"], &["Ja", "Ja"], "twice"),
            (
                "Dag {{1}}!",
                &["naam"],
                &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"],
                "11 buttons",
            ),
        ];
        for (body, variables, buttons, expected) in rows {
            let found = refused(&needed_with(body, variables, buttons)).join(" ");
            assert_eq!(found.is_empty(), expected.is_empty(), "{body}: {found}");
            assert!(found.contains(expected), "{body}: {found}");
        }
        let long = format!("Dag {{{{1}}}} {}", "a".repeat(BODY));
        assert_eq!(refused(&needed_with(&long, &["naam"], &[])).len(), 1);
        for name in ["", "PVT", "pvt-les", "pvt les"] {
            let needed =
                Needed { name: name.to_owned(), ..needed_with("Dag {{1}}!", &["naam"], &[]) };
            assert_eq!(refused(&needed).len(), 1, "{name:?}");
        }
    }

    #[test]
    fn the_shipped_dialogs_need_templates_that_meta_takes() {
        let content = Content::load(&shipped::files()).unwrap();
        assert_eq!(problems(&content), []);
        let all = needed(&content);
        let known = |language: &&Language| languages::code(language.as_str()).is_some();
        assert_eq!(all.len() % Language::ALL.iter().filter(known).count(), 0);
        assert!(all.len() >= 30, "{}", all.len());
        for needed in &all {
            let Needed { name, variables, examples, body, .. } = needed;
            assert_eq!(template::variables(body), variables.len(), "{name}");
            assert_eq!(examples.len(), variables.len(), "{name}");
            assert!(examples.iter().all(|e| !e.trim().is_empty()), "{name}");
        }
        let asked = all.iter().find(|t| t.name == "pvt_herinnering" && t.code == "nl").unwrap();
        assert_eq!(asked.buttons, ["Ik kom", "Ik kan niet", "Ik heb een vraag"]);
        assert!(asked.body.starts_with("Dag {{1}}, u hebt PVT-les op {{2}}"), "{}", asked.body);
        assert_eq!(&asked.examples[..2], ["Amina", "dinsdag 1 december"]);
    }

    #[test]
    fn one_name_for_two_texts_is_a_mistake_with_its_place() {
        let mut files = shipped::files();
        let body = files.get_mut("dialogs/les-afgezegd.yaml").unwrap();
        *body = body.replace("template: sessie_afgezegd", "template: sessie_verplaatst");
        let found = Content::load(&files).map(|_| ()).unwrap_err();
        assert!(!found.is_empty());
        for problem in &found {
            assert!(problem.what.contains("stands for another text"), "{problem}");
            assert!(problem.line > 0, "{problem}");
        }
    }
}
