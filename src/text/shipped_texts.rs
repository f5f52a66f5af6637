//! The texts that come with Wegwijzer, measured against the dialogs and the norms.
//!
//! Reads `locales/` and `dialogs/` from the repository; for tests only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use super::*;
use crate::message::{Fact, Line, SayChoice, Saying};

/// Reply buttons in one interactive WhatsApp message, and the length of their labels.
const BUTTONS: usize = 3;
const BUTTON_LABEL: usize = 20;
/// The length of a row's label in a WhatsApp list.
const ROW_LABEL: usize = 24;
/// The body of a WhatsApp message with buttons.
const BUTTONS_BODY: usize = 1024;

/// The words of this repository.
pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let mut sources = Vec::new();
        for &language in Language::ALL {
            for (name, body) in files(&format!("locales/{language}"), "ftl") {
                sources.push(Source { language, file: format!("{language}/{name}"), body });
            }
        }
        Words::load(&sources).unwrap_or_else(|problems| {
            let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", shown.join("\n"))
        })
    });
    &WORDS
}

fn files(folder: &str, extension: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[derive(Deserialize)]
struct Dialog {
    #[serde(default)]
    facts: BTreeMap<String, String>,
    #[serde(default)]
    steps: BTreeMap<String, Step>,
}

#[derive(Deserialize)]
struct Step {
    say: Option<String>,
    #[serde(default)]
    choices: BTreeMap<String, serde_json::Value>,
}

/// One use of a text: by a dialog's step, or by the engine.
struct Use {
    text: TextId,
    choices: BTreeSet<String>,
    known: BTreeSet<String>,
}

fn uses() -> Vec<Use> {
    let mut uses: Vec<Use> = ENGINE_TEXTS
        .iter()
        .map(|(text, known)| Use {
            text: TextId::from(*text),
            choices: BTreeSet::new(),
            known: known.iter().map(|fact| (*fact).to_owned()).collect(),
        })
        .collect();
    for (_, body) in files("locales/nl", "ftl").iter().filter(|(name, _)| *name == "snel.ftl") {
        let ids = body.lines().filter_map(|line| line.split_once(" = "));
        uses.extend(ids.filter(|(id, _)| id.starts_with("snel-")).map(|(id, _)| Use {
            text: TextId::from(id),
            choices: BTreeSet::new(),
            known: BTreeSet::from(["collega".to_owned()]),
        }));
    }
    for (name, body) in files("dialogs", "yaml") {
        let dialog: Dialog =
            serde_saphyr::from_str(&body).unwrap_or_else(|e| panic!("{name}: {e}"));
        for step in dialog.steps.into_values() {
            let Some(text) = step.say else { continue };
            uses.push(Use {
                text: TextId(text),
                choices: step.choices.into_keys().collect(),
                known: dialog.facts.keys().cloned().collect(),
            });
        }
    }
    uses
}

fn a_line(text: &str) -> Line {
    let facts = [("naam".to_owned(), Fact::Person("Amina Al-Khatib".into()))].into();
    Line { text: TextId::from(text), facts }
}

fn realistic_facts() -> Facts {
    [
        ("naam", Fact::Person("Amina Al-Khatib".into())),
        ("voorbeeld", Fact::Hours(150)),
        ("gemeente", Fact::Word("Utrechtse Heuvelrug".into())),
        ("collega", Fact::Person("Fatma".into())),
        ("bericht", Fact::Word("Wij zien u morgen.".into())),
        ("dag", Fact::Date(NaiveDate::from_ymd_opt(2026, 9, 30).unwrap())),
        ("tijd", Fact::Time(NaiveTime::from_hms_opt(19, 0, 0).unwrap())),
        ("eindtijd", Fact::Time(NaiveTime::from_hms_opt(21, 30, 0).unwrap())),
        ("plaats", Fact::Place("Buurthuis De Krommerijn".into())),
        ("adres", Fact::Place("Burgemeester van der Laanstraat 128-bis, 3581 GH Utrecht".into())),
        ("meenemen", Fact::Word("uw paspoort en uw leesbril".into())),
        ("dagen", Fact::Number(3)),
        ("antwoord", Fact::Word("komt".into())),
        ("taal", Fact::Word("ar".into())),
        ("kanaal", Fact::Word("Telegram, WhatsApp".into())),
        ("nummer", Fact::Word("14 0123".into())),
        ("klantmanager", Fact::Person("J. van der Berg".into())),
        ("agenda", Fact::Link("https://wegwijzer.example.nl/agenda/AZc.ics".into())),
        ("gevolgd", Fact::Number(3)),
        ("totaal", Fact::Number(5)),
        ("uren", Fact::Hours(150)),
        ("eigen-plan", Fact::Word("in de bus naar mijn werk".into())),
        ("plan-taal", Fact::Word("elke avond na het eten".into())),
        ("voortgang", Fact::Word("■■■□□".into())),
        ("wat", Fact::Word("bus 5, halte Markt".into())),
        ("dag1", Fact::Date(NaiveDate::from_ymd_opt(2026, 9, 30).unwrap())),
        ("tijd1", Fact::Time(NaiveTime::from_hms_opt(19, 0, 0).unwrap())),
        ("plaats1", Fact::Place("Buurthuis De Krommerijn".into())),
        ("dag2", Fact::Date(NaiveDate::from_ymd_opt(2026, 9, 30).unwrap())),
        ("tijd2", Fact::Time(NaiveTime::from_hms_opt(19, 0, 0).unwrap())),
        ("plaats2", Fact::Place("Buurthuis De Krommerijn".into())),
        ("dag3", Fact::Date(NaiveDate::from_ymd_opt(2026, 9, 30).unwrap())),
        ("tijd3", Fact::Time(NaiveTime::from_hms_opt(19, 0, 0).unwrap())),
        ("plaats3", Fact::Place("Buurthuis De Krommerijn".into())),
        ("lessen", Fact::Lines(vec![a_line("gegevens-naam")])),
        ("praktisch", Fact::Lines(vec![a_line("gegevens-naam")])),
        // a list is measured line by line, as a text of its own
        ("afspraken", Fact::Lines(vec![a_line("gegevens-naam")])),
        ("gegevens", Fact::Lines(vec![a_line("gegevens-naam")])),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into()
}

#[test]
fn every_text_of_every_dialog_exists_in_every_language_with_its_labels() {
    let mut missing = Vec::new();
    for Use { text, choices, .. } in uses() {
        for &language in Language::ALL {
            if !words().has(language, &text) {
                missing.push(format!("{language}: {text}"));
            }
            for choice in choices.iter().filter(|c| !words().has_label(language, &text, c)) {
                missing.push(format!("{language}: {text}.{choice}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_language_has_the_same_texts() {
    for &language in Language::ALL {
        assert_eq!(words().ids(language), words().ids(Language::Nl), "{language}");
    }
}

#[test]
fn no_text_mentions_a_fact_that_its_dialog_does_not_know() {
    for Use { text, known, .. } in uses() {
        for &language in Language::ALL {
            for variable in words().variables(language, &text) {
                assert!(known.contains(&variable), "{language}: {text} mentions {variable}");
            }
        }
    }
}

#[test]
fn every_label_fits_on_its_button() {
    for Use { text, choices, .. } in uses() {
        let room = if choices.len() <= BUTTONS { BUTTON_LABEL } else { ROW_LABEL };
        for &language in Language::ALL {
            let mut seen = BTreeSet::new();
            for choice in &choices {
                let label = words().label(language, &text, choice);
                assert!(label.chars().count() <= room, "{language}: {text}.{choice}: {label}");
                assert!(words().global_word(&label).is_none(), "{label} does something else");
                assert!(seen.insert(label), "{language}: {text} has the same label twice");
            }
        }
    }
    for &language in Language::ALL {
        let button = words().say(language, &TextId::from("lijst-knop"), &Facts::new());
        assert!(button.chars().count() <= BUTTON_LABEL, "{button}");
    }
}

#[test]
fn every_message_fits_in_one_message_with_buttons() {
    for Use { text, choices, .. } in uses() {
        let choices = choices
            .into_iter()
            .map(|key| SayChoice { key, label_text: None, payload: "p".into() })
            .collect();
        let facts = realistic_facts();
        let saying =
            Saying { text, facts, choices, question: None, template: None, aids: Vec::new() };
        for &language in Language::ALL {
            let body = words().outgoing(language, &saying).body;
            assert!(body.chars().count() <= BUTTONS_BODY, "{language}: {body}");
            assert!(!body.contains('…'), "{language}: {body}");
        }
    }
}

/// `2: dinsdag om 19:00 uur`, under the numbers of the buttons.
fn is_listed(line: &str) -> bool {
    let number = line.split_once(": ").map_or("", |(number, _)| number);
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

#[test]
fn every_dutch_message_is_plain() {
    for text in words().ids(Language::Nl) {
        for count in [0, 1, 2, 7] {
            let mut facts = realistic_facts();
            facts.insert("dagen".into(), Fact::Number(count));
            let said = words().say(Language::Nl, &text, &facts);
            // a list is measured line by line, also where a template spells it out
            let (listed, rest): (Vec<&str>, Vec<&str>) = said.lines().partition(|l| is_listed(l));
            for part in listed.into_iter().map(str::to_owned).chain([rest.join("\n")]) {
                let counted = measure(&part);
                assert!(counted.is_plain(), "{text}: {counted:?}\n{said}");
            }
            let lower = said.to_lowercase();
            for threat in ["boete", "verplicht", "moet u", "u moet", " je ", " jij "] {
                assert!(!lower.contains(threat), "{text}: {said}");
            }
        }
    }
}

#[test]
fn every_line_of_an_arabic_or_persian_half_runs_from_right_to_left() {
    let mut facts = realistic_facts();
    facts.insert("dagen".into(), Fact::Number(7));
    let texts = |language| words().ids(language).into_iter().map(move |text| (language, text));
    for (language, text) in texts(Language::Ar).chain(texts(Language::Fa)) {
        let said = words().say(language, &text, &facts);
        for line in said.lines() {
            let arabic = |c: char| ('\u{0600}'..='\u{06FF}').contains(&c);
            let first = line.chars().find(|c| c.is_alphabetic() || *c == '\u{200F}');
            assert!(first.is_some_and(|c| c == '\u{200F}' || arabic(c)), "{text}: {line}");
        }
        let own = |c| matches!(c, '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}');
        assert!(!said.contains(own), "Latin digits: {said}");
    }
}

#[test]
fn every_language_has_words_for_what_always_works_for_yes_and_no_and_for_danger() {
    let lists = ["stop", "start", "taal", "mens", "check-in", "mijn-afspraken", "mijn-gegevens"];
    let more = ["verberg", "ja", "nee", "misschien", "toch-wel", "toch-niet", "vergist", "gevaar"];
    for &language in Language::ALL {
        for list in lists.iter().chain(&more) {
            let count = words().list(language, &format!("woord-{list}")).len();
            assert!(count > 0, "{language}: woord-{list}");
        }
    }
}

#[test]
fn the_word_that_a_text_asks_for_is_understood() {
    for (text, meaning) in [("stop-bevestigd", "start"), ("start-bevestigd", "stop")] {
        for &language in Language::ALL {
            let said = without_marks(&words().say(language, &TextId::from(text), &Facts::new()));
            let asked = words().list(language, &format!("woord-{meaning}"));
            let upper = said.to_uppercase();
            let found = asked.iter().any(|word| upper.contains(&word.to_uppercase()));
            assert!(found, "{language}: {said} asks for none of {asked:?}");
        }
    }
}

#[test]
fn arabic_counts_in_six_forms() {
    let said = |text: &str, count: i64| {
        let facts = Facts::from([("dagen".to_owned(), Fact::Number(count))]);
        without_marks(&words().say(Language::Ar, &TextId::from(text), &facts))
    };
    for text in ["pvt-herhaling", "map-herhaling"] {
        for (count, words) in [
            (0, "اليوم"),
            (1, "غداً"),
            (2, "بعد يومين"),
            (3, "بعد 3 أيام"),
            (10, "بعد 10 أيام"),
            (11, "بعد 11 يوماً"),
            (99, "بعد 99 يوماً"),
            (100, "بعد 100 يوم"),
        ] {
            assert!(said(text, count).contains(&format!(" {words}: ")), "{}", said(text, count));
        }
    }
}

#[test]
fn dutch_and_english_say_today_tomorrow_and_the_number_of_days() {
    let said = |language, count: i64| {
        let facts = Facts::from([("dagen".to_owned(), Fact::Number(count))]);
        without_marks(&words().say(language, &TextId::from("pvt-herhaling"), &facts))
    };
    for (count, dutch, english) in
        [(0, "vandaag", "today"), (1, "morgen", "tomorrow"), (7, "over 7 dagen", "in 7 days")]
    {
        assert!(said(Language::Nl, count).contains(dutch), "{}", said(Language::Nl, count));
        assert!(said(Language::En, count).contains(english), "{}", said(Language::En, count));
    }
}

#[test]
fn the_languages_own_names_are_the_same_everywhere() {
    for text in ["welkom-taal", "taal-vraag", "taal-meer"].map(TextId::from) {
        for &language in Language::ALL {
            for of in Language::ALL {
                let named = words().has_label(Language::Nl, &text, of.as_str());
                let label = words().label(language, &text, of.as_str());
                assert!(!named || label == of.own_name(), "{language}: {label}");
            }
        }
    }
}

#[test]
fn an_online_lesson_needs_no_address() {
    let mut facts = realistic_facts();
    facts.insert("plaats".into(), Fact::Place("online".into()));
    facts.insert("adres".into(), Fact::Place(String::new()));
    for (language, place) in [(Language::Nl, "Plaats: online."), (Language::Ar, "المكان: online.")]
    {
        let said = words().say(language, &TextId::from("pvt-vraag"), &facts);
        assert!(without_marks(&said).contains(place), "{said}");
    }
}
