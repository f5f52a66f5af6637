//! The words of the dialogs as a table for a translator, and back.
//!
//! A row is one text, or one button of it: where it is said, how long it may be, the Dutch, and the
//! translation. What comes back is checked before anything changes: every mistake is told at once.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Files;
use super::definition::Dialog;
use super::texts::{self, Text};
use crate::channel::limits::WHATSAPP;
use crate::text::edit::{self, Message};
use crate::trade::person::Language;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The text, and behind a point the button: `check-in-school.ja`.
    pub key: String,
    /// The dialogs and steps that say it.
    pub place: String,
    /// Characters that fit; of a text, beside the Dutch.
    pub most: usize,
    /// The source.
    pub dutch: String,
    /// The words in the other language; empty: there are none.
    pub words: String,
    /// Made by a machine, and read by nobody yet.
    pub machine: bool,
}

/// A mistake in a table that came back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row} ({key}): {what}")]
pub struct Mistake {
    /// From 1, the head not counted.
    pub row: usize,
    /// Which text.
    pub key: String,
    /// What is wrong and how to mend it.
    pub what: String,
}

/// Every text that a dialog says, in a language; each once, in the order of the dialogs.
pub fn rows(files: &Files, language: Language) -> Vec<Row> {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut order: Vec<Text> = Vec::new();
    for (name, dialog) in dialogs(files) {
        for text in texts::texts_of(&dialog) {
            let steps = text.steps.iter().map(|step| format!("{name}/{step}"));
            places.entry(text.id.clone()).or_default().extend(steps);
            match order.iter_mut().find(|known| known.id == text.id) {
                Some(known) => {
                    let new = text.labels.iter().filter(|label| !known.labels.contains(label));
                    let new: Vec<String> = new.cloned().collect();
                    known.labels.extend(new);
                }
                None => order.push(text),
            }
        }
    }
    order.iter().flat_map(|text| rows_of(files, language, text, &places[&text.id])).collect()
}

fn dialogs(files: &Files) -> impl Iterator<Item = (&str, Dialog)> {
    files.iter().filter_map(|(path, body)| {
        let name = path.strip_prefix("dialogs/")?.strip_suffix(".yaml")?;
        // a broken dialog is told by `check`
        Some((name, serde_saphyr::from_str(body).ok()?))
    })
}

fn rows_of(files: &Files, language: Language, text: &Text, places: &[String]) -> Vec<Row> {
    let message = |language| texts::find(files, language, &text.id).map(|(_, message)| message);
    let dutch = message(Language::Nl).unwrap_or_default();
    let own = message(language);
    let machine = own.as_ref().is_some_and(|own| own.machine);
    let own = own.unwrap_or_default();
    let body = match text.labels.len() {
        0 => WHATSAPP.text,
        n if n <= WHATSAPP.buttons => WHATSAPP.buttons_body,
        _ => WHATSAPP.list_body,
    };
    let on_button = if text.labels.len() <= WHATSAPP.buttons {
        WHATSAPP.button_label
    } else {
        WHATSAPP.row_label
    };
    let label = |message: &Message, key: &str| {
        let found = message.labels.iter().find(|(known, _)| known == key);
        found.map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let place = places.join(", ");
    let whole = Row {
        key: text.id.clone(),
        place: place.clone(),
        most: body.saturating_sub(dutch.words.chars().count() + 2),
        dutch: dutch.words.clone(),
        words: own.words.clone(),
        machine,
    };
    let labels = text.labels.iter().map(|key| Row {
        key: format!("{}.{key}", text.id),
        place: place.clone(),
        most: on_button,
        dutch: label(&dutch, key),
        words: label(&own, key),
        machine,
    });
    std::iter::once(whole).chain(labels).collect()
}

/// What was translated: key and words, row by row.
pub type Translated = Vec<(String, String)>;

/// Puts a translator's words into the files; empty ones are left as they are. `machine`: a machine made
/// them. Gives the files and the texts that changed.
///
/// # Errors
/// Every mistake; then nothing was changed.
pub fn put(
    files: &Files,
    language: Language,
    translated: &Translated,
    machine: bool,
) -> Result<(Files, Vec<String>), Vec<Mistake>> {
    let known: BTreeMap<String, Row> =
        rows(files, language).into_iter().map(|row| (row.key.clone(), row)).collect();
    let mut mistakes = Vec::new();
    let mut changed: BTreeMap<&str, Message> = BTreeMap::new();
    for (place, (key, words)) in translated.iter().enumerate() {
        let words = words.trim();
        let mut wrong = |what: String| {
            mistakes.push(Mistake { row: place + 1, key: key.clone(), what });
        };
        let Some(row) = known.get(key) else {
            wrong("no dialog says this text; leave the first column as it was".to_owned());
            continue;
        };
        if words.is_empty() || words == row.words {
            continue;
        }
        let length = words.chars().count();
        if length > row.most {
            wrong(format!("has {length} characters; at most {} fit: make it shorter", row.most));
            continue;
        }
        let (asked, given) = (facts_in(&row.dutch), facts_in(words));
        if let Some(fact) = given.difference(&asked).next() {
            wrong(format!(
                "mentions {fact}, which the Dutch does not; there is: {}",
                listed(&asked)
            ));
            continue;
        }
        let (id, label) = key.split_once('.').map_or((key.as_str(), None), |(id, l)| (id, Some(l)));
        let message = changed.entry(id).or_insert_with(|| {
            texts::find(files, language, id).map(|(_, message)| message).unwrap_or_default()
        });
        message.machine = machine;
        match label {
            None => message.words = words.to_owned(),
            Some(label) => match message.labels.iter_mut().find(|(known, _)| known == label) {
                Some((_, old)) => *old = words.to_owned(),
                None => message.labels.push((label.to_owned(), words.to_owned())),
            },
        }
    }
    let mut files = files.clone();
    let ids: Vec<String> = changed.keys().map(|id| (*id).to_owned()).collect();
    for (id, message) in &changed {
        let path = match texts::find(&files, language, id) {
            Some((path, _)) => path,
            None => home_of(&files, language, id),
        };
        let file = files.entry(path).or_default();
        match edit::write(file, id, message) {
            Ok(written) => *file = written,
            Err(error) => {
                let row = translated.iter().position(|(key, _)| key.split('.').next() == Some(*id));
                let (row, key) = (row.map_or(0, |row| row + 1), (*id).to_owned());
                mistakes.push(Mistake { row, key, what: error.to_string() });
            }
        }
    }
    if mistakes.is_empty() { Ok((files, ids)) } else { Err(mistakes) }
}

/// Where the Dutch of a text stands, in the other language.
fn home_of(files: &Files, language: Language, id: &str) -> String {
    let dutch = texts::find(files, Language::Nl, id).map(|(path, _)| path);
    let path = dutch.unwrap_or_else(|| format!("locales/nl/{id}.ftl"));
    path.replacen("locales/nl/", &format!("locales/{language}/"), 1)
}

/// `$naam` and the like.
fn facts_in(words: &str) -> BTreeSet<String> {
    let rest = words.split('$').skip(1);
    rest.map(|rest| {
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-' || *c == '_';
        format!("${}", rest.chars().take_while(plain).collect::<String>())
    })
    .collect()
}

fn listed(facts: &BTreeSet<String>) -> String {
    if facts.is_empty() {
        return "none".to_owned();
    }
    facts.iter().cloned().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::content::Content;
    use crate::dialog::shipped;

    fn back(
        translated: &[(&str, &str)],
        machine: bool,
    ) -> Result<(Files, Vec<String>), Vec<Mistake>> {
        let all = translated.iter().map(|(key, words)| ((*key).into(), (*words).into())).collect();
        put(&shipped::files(), Language::Ar, &all, machine)
    }

    #[test]
    fn every_text_is_a_row_with_its_place_its_room_and_its_dutch() {
        let rows = rows(&shipped::files(), Language::Ar);
        let row = rows.iter().find(|row| row.key == "check-in-school").unwrap();
        assert_eq!(row.place, "check-in/school");
        assert!(row.most > 800 && row.most < 1024 && row.dutch.starts_with("Dag { $naam }"));
        let label = rows.iter().find(|row| row.key == "check-in-school.nog-niet").unwrap();
        assert_eq!((label.most, label.dutch.as_str()), (20, "Nog niet"));
        let help: Vec<&Row> = rows.iter().filter(|row| row.key == "mens-komt").collect();
        assert_eq!(help.len(), 1, "each text once");
        assert!(help[0].place.contains("welkom/mens") && help[0].place.contains("mens/mens"));
    }

    #[test]
    fn a_table_that_comes_back_as_it_went_changes_nothing() {
        let files = shipped::files();
        for &language in Language::ALL {
            let all = rows(&files, language).into_iter().map(|r| (r.key, r.words)).collect();
            assert_eq!(put(&files, language, &all, false).unwrap(), (files.clone(), Vec::new()));
        }
    }

    #[test]
    fn a_translation_is_put_beside_the_dutch_and_marked_when_a_machine_made_it() {
        let (files, changed) = back(
            &[("check-in-goed-zo", "جيد!"), ("check-in-school.ja", "أجل"), ("mens-komt", " ")],
            true,
        )
        .unwrap();
        assert_eq!(changed, ["check-in-goed-zo", "check-in-school"]);
        let file = &files["locales/ar/check-in.ftl"];
        assert!(file.contains("# @machine\ncheck-in-goed-zo = جيد!") && file.contains(".ja = أجل"));
        assert!(Content::load(&files).is_ok());
    }

    #[test]
    fn every_mistake_of_a_table_is_told_at_once() {
        let long = "x".repeat(21);
        let mistakes = back(
            &[
                ("bestaat-niet", "x"),
                ("check-in-school.ja", &long),
                ("check-in-goed-zo", "Dag { $naam }"),
                ("check-in-bespreken", "{ x"),
            ],
            false,
        )
        .unwrap_err();
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(
            told[0],
            "row 1 (bestaat-niet): no dialog says this text; leave the first column as it was"
        );
        assert_eq!(
            told[1],
            "row 2 (check-in-school.ja): has 21 characters; at most 20 fit: make it shorter"
        );
        assert_eq!(
            told[2],
            "row 3 (check-in-goed-zo): mentions $naam, which the Dutch does not; there is: none"
        );
        assert!(told[3].starts_with("row 4 (check-in-bespreken): "), "{told:?}");
        assert_eq!(told.len(), 4);
    }
}
