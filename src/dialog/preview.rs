//! What a text looks like when it is said, before anybody gets it: with facts of a usual length, the
//! buttons of its step, and the Dutch beside it. Pure.
//!
//! Promises the very message that delivery would make of these words. Files that cannot be read
//! give no message: whoever shows it says so.

use super::content::Files;
use super::definition::{Dialog, StepDef};
use super::engine::spoken_choices;
use super::templates::example;
use crate::channel::limits;
use crate::ids::QuestionId;
use crate::message::{ChannelKind, Limits, Outgoing, Saying, TextId};
use crate::text::{Source, Words};
use crate::trade::person::Language;

/// The words of these files, as far as they are said to a reader of this language. None: a file
/// cannot be read.
pub fn words_for(files: &Files, language: Language) -> Option<Words> {
    // own words, and what is said where those are missing
    let needed = [language, Language::En, Language::Nl];
    let sources = files.iter().filter_map(|(path, body)| {
        let file = path.strip_prefix("locales/")?;
        let (folder, _) = file.split_once('/')?;
        let language = Language::parse(folder).filter(|found| needed.contains(found))?;
        Some(Source { language, file: file.to_owned(), body: body.clone() })
    });
    Words::load(&sources.collect::<Vec<_>>()).ok()
}

/// The message that a person who reads this language gets of a text of this dialog.
pub fn message(words: &Words, dialog: &Dialog, id: &str, language: Language) -> Outgoing {
    let text = TextId::from(id);
    let says = |def: &&StepDef| def.say.as_ref().is_some_and(|say| say.value == id);
    let def = dialog.steps.iter().map(|(_, step)| &step.value).find(says);
    let kinds = || dialog.facts.iter().chain(&dialog.takes);
    let mut variables = words.variables(language, &text);
    variables.extend(words.variables(Language::Nl, &text));
    let facts = variables.into_iter().map(|name| {
        let kind = kinds().find(|(known, _)| **known == name).map(|(_, kind)| *kind);
        let fact = example(kind);
        (name, fact)
    });
    let question = def.filter(|def| !def.choices.is_empty());
    let question = question.map(|def| (QuestionId(uuid::Uuid::nil()), def));
    let saying = Saying {
        text,
        facts: facts.collect(),
        choices: question.map(|(id, def)| spoken_choices(def, id)).unwrap_or_default(),
        question: question.map(|(id, _)| id),
        template: None,
        aids: Vec::new(),
    };
    words.outgoing(language, &saying)
}

/// Characters that fit in one message with so many choices.
pub fn room(kind: ChannelKind, choices: usize) -> usize {
    longest_body(limits::of(kind), choices)
}

/// What a message with so many choices may hold.
pub(super) fn longest_body(limits: &Limits, choices: usize) -> usize {
    match choices {
        0 => limits.text,
        n if n <= limits.buttons => limits.buttons_body,
        _ if limits.list_rows > 0 => limits.list_body,
        _ => limits.text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::shipped;
    use crate::text::without_marks;

    fn dialog(files: &Files, name: &str) -> Dialog {
        serde_saphyr::from_str(&files[&format!("dialogs/{name}.yaml")]).expect("a dialog")
    }

    #[test]
    fn a_text_is_shown_in_its_language_with_its_buttons_and_the_dutch_under_it() {
        let files = shipped::files();
        let dialog = dialog(&files, "pvt-herinnering");
        let words = words_for(&files, Language::En).expect("they can be read");
        let out = message(&words, &dialog, "pvt-vraag", Language::En);
        let body = without_marks(&out.body);
        let (english, dutch) = (body.find("Hello Amina"), body.find("Dag Amina"));
        assert!(english.is_some() && english < dutch, "{body}");
        assert_eq!(out.choices.len(), 3);
        assert!(!body.contains('…'), "{body}");
    }

    #[test]
    fn every_text_of_every_dialog_can_be_shown() {
        let files = shipped::files();
        for &language in Language::ALL {
            let words = words_for(&files, language).expect("they can be read");
            for name in files.keys().filter_map(|path| path.strip_prefix("dialogs/")) {
                let Some(name) = name.strip_suffix(".yaml").filter(|n| !n.contains('/')) else {
                    continue;
                };
                if name == "policies" {
                    continue;
                }
                let dialog = dialog(&files, name);
                for text in crate::dialog::texts::texts_of(&dialog) {
                    let out = message(&words, &dialog, &text.id, language);
                    for kind in [ChannelKind::Telegram, ChannelKind::Whatsapp] {
                        let length = out.body.chars().count();
                        let most = room(kind, out.choices.len());
                        assert!((1..=most).contains(&length), "{language} {}: {length}", text.id);
                    }
                }
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_gives_no_message() {
        let mut files = shipped::files();
        files.insert("locales/nl/kapot.ftl".to_owned(), "dit is { geen".to_owned());
        assert!(words_for(&files, Language::Nl).is_none());
    }
}
