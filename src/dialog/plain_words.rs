//! Are the Dutch messages plain, word by word? Hard words get a simpler one, and every word of the law
//! that people meet on their letters can be explained to whoever asks.
//!
//! The list is content of the municipality (`dialogs/kennis/moeilijke-woorden.yaml`). What it finds keeps
//! nobody from publishing; a threat does.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::content::{Content, Files};
use super::load::{Problem, yaml_problem};
use crate::message::{Facts, TextId};
use crate::text::without_marks;
use crate::trade::person::Language;

const FORMAT: u32 = 1;
const FILE: &str = "dialogs/kennis/moeilijke-woorden.yaml";

/// Words of the law that an inburgeraar cannot guess. Source: domain reference, glossary.
const LEGAL: &[&str] = &[
    "PVT",
    "MAP",
    "PIP",
    "KNM",
    "LBT",
    "DUO",
    "A1",
    "A2",
    "B1",
    "brede intake",
    "leerbaarheidstoets",
    "leerroute",
    "klantmanager",
    "inburgeren",
    "inburgering",
    "eindgesprek",
    "voortgangsgesprek",
    "participatieverklaring",
    "ontheffing",
    "vrijstelling",
    "Z-route",
];

/// Words that threaten: no message says them, whoever it goes to. What follows from a duty is told by a
/// person; asielstatushouders have no fine at all. Source: domain reference, "never threaten".
const THREATS: &[&str] = &[
    "boete",
    "boetes",
    "beboet",
    "sanctie",
    "sancties",
    "straf",
    "strafkorting",
    "gestraft",
    "dwangsom",
    "maatregel",
    "maatregelen",
];

/// Hard words, each with a simpler one, and words of the law, each with the text that explains it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HardWords {
    words: BTreeMap<String, String>,
    terms: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    terms: BTreeMap<String, String>,
}

/// Reads the list; a municipality may have none.
pub(super) fn load(files: &Files, problems: &mut Vec<Problem>) -> HardWords {
    let Some(body) = files.get(FILE) else { return HardWords::default() };
    match serde_saphyr::from_str::<File>(body) {
        Ok(file) if file.format == FORMAT => HardWords { words: file.words, terms: file.terms },
        Ok(file) => {
            let format = file.format;
            let what = format!("`format: {format}` is not known; write `format: {FORMAT}`");
            problems.push(Problem::in_file(FILE, what));
            HardWords::default()
        }
        Err(error) => {
            problems.push(yaml_problem(FILE, &error));
            HardWords::default()
        }
    }
}

/// A Dutch message that is harder than it needs to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardWord {
    /// Which message.
    pub text: TextId,
    /// The hard word in it.
    pub word: String,
    /// A simpler one; None: a word of the law that nobody can have explained.
    pub simpler: Option<String>,
}

impl HardWord {
    /// For `check`: what is wrong and how to mend it.
    pub fn problem(&self) -> Problem {
        let Self { text, word, simpler } = self;
        let what = match simpler {
            Some(simpler) => format!("text `{text}` says `{word}`: `{simpler}` is easier to read"),
            None => format!(
                "text `{text}` says `{word}`, and nobody can have it explained: name a text for it \
                 under `terms:` in {FILE}, and say that in a dialog that begins with a word"
            ),
        };
        Problem::in_file("locales/nl", what)
    }

    /// For pages: the same, to who writes the message.
    pub fn in_dutch(&self) -> String {
        let word = &self.word;
        match &self.simpler {
            Some(simpler) => {
                format!(
                    "\u{201C}{word}\u{201D} is moeilijk; \u{201C}{simpler}\u{201D} leest makkelijker."
                )
            }
            None => format!(
                "\u{201C}{word}\u{201D} is een woord van de wet dat niemand kan laten uitleggen. Geef het een \
                 uitleg in {FILE}."
            ),
        }
    }
}

/// What is harder than it needs to be, or cannot be explained: one per text and word.
pub(super) fn hard_words(content: &Content) -> Vec<HardWord> {
    let hard = &content.knowledge.hard;
    let explained = explained(content);
    let mut found = Vec::new();
    for id in content.words.ids(Language::Nl) {
        let said = Said::of(&dutch(content, &id));
        let mut note = |word: &str, simpler: Option<&String>| {
            let (text, word) = (id.clone(), word.to_owned());
            found.push(HardWord { text, word, simpler: simpler.cloned() });
        };
        for (word, simpler) in hard.words.iter().filter(|(word, _)| said.has(word)) {
            note(word, Some(simpler));
        }
        let own = hard.terms.keys().map(String::as_str);
        let terms: BTreeSet<&str> = LEGAL.iter().copied().chain(own).collect();
        for term in terms.into_iter().filter(|term| said.has(term)) {
            if !explained.contains(&term.to_lowercase()) {
                note(term, None);
            }
        }
    }
    found
}

/// Messages that threaten.
pub(super) fn threats(content: &Content) -> Vec<Problem> {
    let mut found = Vec::new();
    for id in content.words.ids(Language::Nl) {
        let said = Said::of(&dutch(content, &id));
        for threat in THREATS.iter().filter(|threat| said.has(threat)) {
            let what = format!(
                "text `{id}` says `{threat}`: the bot threatens nobody. Let a task ask a colleague \
                 to explain what follows"
            );
            found.push(Problem::in_file("locales/nl", what));
        }
    }
    found
}

/// The terms, in lower case, whose text is said by a dialog that anybody can begin with a word.
fn explained(content: &Content) -> BTreeSet<String> {
    let asked_for = content.dialogs.values().filter(|dialog| dialog.starts.keyword.is_some());
    let said: BTreeSet<&str> = asked_for
        .flat_map(|dialog| dialog.steps.iter())
        .filter_map(|(_, step)| step.value.say.as_ref().map(|say| say.value.as_str()))
        .collect();
    let terms = content.knowledge.hard.terms.iter();
    let told = terms.filter(|(_, text)| said.contains(text.as_str()));
    told.map(|(term, _)| term.to_lowercase()).collect()
}

/// The Dutch of a text and of its labels, without its facts.
fn dutch(content: &Content, id: &TextId) -> String {
    let mut all = content.words.say(Language::Nl, id, &Facts::new());
    for label in content.words.labels(Language::Nl, id) {
        all.push(' ');
        all.push_str(&label);
    }
    all
}

/// Words in a row, to look for words in.
struct Said {
    as_written: String,
    folded: String,
}

impl Said {
    fn of(text: &str) -> Self {
        let text = without_marks(text);
        let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '\'';
        let words: Vec<&str> =
            text.split(|c| !is_part(c)).filter(|word| !word.is_empty()).collect();
        let as_written = format!(" {} ", words.join(" "));
        Self { folded: as_written.to_lowercase(), as_written }
    }

    /// Abbreviations are looked for as they are written: "map" is another word than MAP.
    fn has(&self, word: &str) -> bool {
        let is_short = word.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let text = if is_short { &self.as_written } else { &self.folded };
        let word = if is_short { word.to_owned() } else { word.to_lowercase() };
        text.contains(&format!(" {word} "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::shipped;

    fn with(path: &str, body: &str) -> Files {
        let mut files = shipped::files();
        files.insert(path.to_owned(), body.to_owned());
        files
    }

    fn extra(body: &str) -> Files {
        with("locales/nl/extra.ftl", body)
    }

    fn told(files: &Files) -> Vec<String> {
        let content = Content::load(files).unwrap();
        hard_words(&content).iter().map(|hard| hard.problem().what).collect()
    }

    #[test]
    fn the_shipped_messages_are_plain_and_every_word_of_the_law_can_be_explained() {
        assert_eq!(told(&shipped::files()), Vec::<String>::new());
        let content = Content::load(&shipped::files()).unwrap();
        assert!(content.knowledge.hard.words.len() >= 40);
        assert!(explained(&content).contains("pvt"));
    }

    #[test]
    fn a_hard_word_is_told_with_the_easier_one_and_only_where_it_is_a_word() {
        let found = told(&extra("extra = Wilt u het papier retourneren? De locaties zijn goed.\n"));
        assert_eq!(found, ["text `extra` says `retourneren`: `terugsturen` is easier to read"]);
    }

    #[test]
    fn a_word_of_the_law_that_nobody_can_have_explained_is_told() {
        for (body, word) in [
            ("extra = U hebt een ontheffing.\n", Some("`ontheffing`")),
            ("extra = Dit hoort bij KNM.\n", Some("`KNM`")),
            ("extra = Neem de map mee naar de PVT.\n", None),
        ] {
            let found = told(&extra(body));
            assert_eq!(found.len(), usize::from(word.is_some()), "{body}: {found:?}");
            assert!(word.is_none_or(|word| found[0].contains(word)), "{found:?}");
        }
        // named, but no dialog says its text
        let list = "format: 1\nterms: { PVT: pvt-komt }\n";
        assert!(told(&with(FILE, list)).iter().any(|what| what.contains("`PVT`")));
    }

    #[test]
    fn no_message_of_any_dialog_threatens_and_one_that_does_is_not_published() {
        let content = Content::load(&shipped::files()).unwrap();
        assert_eq!(threats(&content), []);
        for body in ["extra = U krijgt een boete.\n", "extra = Kies.\n    .ja = Geen straf\n"] {
            let problems = Content::load(&extra(body)).err().unwrap();
            assert!(problems.iter().any(|p| p.what.contains("threatens nobody")), "{problems:?}");
        }
    }

    #[test]
    fn a_mistake_in_the_list_is_told_with_its_place() {
        for (body, expected) in
            [("format: 2\n", "format: 2"), ("format: 1\nwoorden: {}\n", "woorden")]
        {
            let mut problems = Vec::new();
            load(&Files::from([(FILE.to_owned(), body.to_owned())]), &mut problems);
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].what.contains(expected) && problems[0].file == FILE);
        }
    }
}
