//! The texts of a dialog beside their Dutch: what there is, in which file, and how far along it is.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::content::Files;
use super::definition::Dialog;
use crate::text::edit::{self, Message};
use crate::trade::person::Language;

/// A text that a dialog says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its name.
    pub id: String,
    /// The steps that say it.
    pub steps: Vec<String>,
    /// The labels that those steps need, in their order.
    pub labels: Vec<String>,
}

/// The texts of a dialog, in the order in which its steps say them.
pub fn texts_of(dialog: &Dialog) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    for (name, step) in dialog.steps.iter() {
        let Some(say) = &step.value.say else { continue };
        let place = texts.iter().position(|text| text.id == say.value).unwrap_or_else(|| {
            texts.push(Text { id: say.value.clone(), steps: Vec::new(), labels: Vec::new() });
            texts.len() - 1
        });
        let text = &mut texts[place];
        text.steps.push(name.to_owned());
        for (key, _) in step.value.choices.iter() {
            if !text.labels.iter().any(|label| label == key) {
                text.labels.push(key.to_owned());
            }
        }
    }
    texts
}

/// The file that holds a text in a language, and the text in it.
pub fn find(files: &Files, language: Language, id: &str) -> Option<(String, Message)> {
    let folder = format!("locales/{language}/");
    let of_language = files.iter().filter(|(path, _)| path.starts_with(&folder));
    of_language.filter_map(|(path, body)| Some((path.clone(), edit::read(body, id)?))).next()
}

/// The file in which a new text of a dialog belongs: where the dialog's other texts stand, or one of
/// its own.
pub fn home(files: &Files, language: Language, dialog: &Dialog) -> String {
    let homes: Vec<String> = texts_of(dialog)
        .iter()
        .filter_map(|text| Some(find(files, language, &text.id)?.0))
        .collect();
    let distinct: BTreeSet<&String> = homes.iter().collect();
    let most = distinct.into_iter().max_by_key(|path| homes.iter().filter(|p| p == path).count());
    most.cloned().unwrap_or_else(|| format!("locales/{language}/{}.ftl", dialog.dialog.value))
}

/// Tells words apart: SHA-256 of a text and its labels, hex. A mark that it was made by a machine is
/// no part of it.
pub fn hash(message: Option<&Message>) -> String {
    let mut hash = Sha256::new();
    if let Some(message) = message {
        hash.update(message.words.as_bytes());
        for (key, label) in &message.labels {
            for part in ["\n.", key, "=", label] {
                hash.update(part.as_bytes());
            }
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::shipped;

    fn dialog(name: &str) -> Dialog {
        let files = shipped::files();
        serde_saphyr::from_str(&files[&format!("dialogs/{name}.yaml")]).unwrap()
    }

    #[test]
    fn the_texts_of_a_dialog_come_in_the_order_of_its_steps_with_all_their_labels() {
        let texts = texts_of(&dialog("check-in"));
        let ids: Vec<&str> = texts.iter().map(|text| text.id.as_str()).collect();
        let expected = [
            "check-in-school",
            "check-in-uren",
            "check-in-hoe",
            "check-in-obstakel",
            "check-in-goed-zo",
            "check-in-bespreken",
            "mens-komt",
        ];
        assert_eq!(ids, expected);
        assert_eq!(texts[0].labels, ["ja", "nog-niet", "hulp"]);
    }

    #[test]
    fn a_text_is_found_in_its_file_and_a_new_one_belongs_beside_the_others() {
        let files = shipped::files();
        let (path, message) = find(&files, Language::Ar, "check-in-uren").unwrap();
        assert_eq!(path, "locales/ar/check-in.ftl");
        assert_eq!(message.labels.len(), 5);
        assert_eq!(home(&files, Language::En, &dialog("check-in")), "locales/en/check-in.ftl");
        assert_eq!(find(&files, Language::Ar, "bestaat-niet"), None);
    }

    #[test]
    fn other_words_have_another_hash_and_a_mark_changes_nothing() {
        let files = shipped::files();
        let (_, message) = find(&files, Language::Nl, "check-in-uren").unwrap();
        let marked = Message { machine: true, ..message.clone() };
        assert_eq!(hash(Some(&message)), hash(Some(&marked)));
        let mut other = message.clone();
        other.labels[0].1.push('!');
        assert_ne!(hash(Some(&message)), hash(Some(&other)));
        assert_ne!(hash(None), hash(Some(&message)));
    }
}
