//! Every text exists in every language, mentions only what its dialog knows, and fits on every
//! channel.

use std::collections::BTreeSet;

use serde_saphyr::Spanned;

use super::super::content::Content;
use super::super::definition::{Name, StepDef};
use super::super::load::Problem;
use super::super::preview::longest_body;
use super::super::templates::example;
use super::{ALWAYS, Check};
use crate::channel::limits::{TELEGRAM, WHATSAPP};
use crate::dialog::engine::spoken_choices;
use crate::ids::QuestionId;
use crate::message::{Saying, TextId};
use crate::text::ENGINE_TEXTS;
use crate::trade::person::Language;

impl Check<'_> {
    pub(super) fn texts(&mut self, step: &Spanned<StepDef>) {
        let Some(say) = &step.value.say else { return };
        let id = TextId::from(say.value.as_str());
        let words = &self.content.words;
        for &language in Language::ALL {
            if !words.has(language, &id) {
                self.say(
                    say.referenced,
                    format!("text `{id}` is missing in locales/{language}: it is said here"),
                );
                continue;
            }
            for variable in words.variables(language, &id) {
                let known = self.declared().contains_key(variable.as_str())
                    || ALWAYS.contains(&variable.as_str());
                if !known {
                    self.say(say.referenced, format!("text `{id}` ({language}) mentions `{variable}`, which is not under `facts:`"));
                }
            }
            self.labels(step, say, &id, language);
            self.lengths(step, say, &id, language);
        }
    }

    /// The whole message, own language and Dutch, with facts of a usual length.
    fn lengths(&mut self, step: &Spanned<StepDef>, say: &Name, id: &TextId, language: Language) {
        let declared = self.declared();
        let variables = self.content.words.variables(language, id);
        let facts = variables
            .into_iter()
            .map(|name| (name.clone(), example(declared.get(name.as_str()).copied())))
            .collect();
        let question = (!step.value.choices.is_empty()).then_some(QuestionId(uuid::Uuid::nil()));
        let saying = Saying {
            text: id.clone(),
            facts,
            choices: question.map(|q| spoken_choices(&step.value, q)).unwrap_or_default(),
            question,
            template: None,
        };
        let length = self.content.words.outgoing(language, &saying).body.chars().count();
        for (channel, limits) in [("Telegram", &TELEGRAM), ("WhatsApp", &WHATSAPP)] {
            let most = longest_body(limits, step.value.choices.0.len());
            if length > most {
                self.say(say.referenced, format!("text `{id}` ({language}) is {length} characters with the Dutch beside it; at most {most} fit on {channel}: make it shorter, or two steps of it"));
            }
        }
    }

    fn labels(&mut self, step: &Spanned<StepDef>, say: &Name, id: &TextId, language: Language) {
        let count = step.value.choices.0.len();
        let (most, longest) = if count <= WHATSAPP.buttons {
            (WHATSAPP.buttons, WHATSAPP.button_label)
        } else {
            (WHATSAPP.list_rows, WHATSAPP.row_label)
        };
        if count > most {
            self.say(
                say.referenced,
                format!("offers {count} choices; at most {most} fit on WhatsApp"),
            );
        }
        let mut labels: BTreeSet<String> = BTreeSet::new();
        for (key, _) in step.value.choices.iter() {
            if !self.content.words.has_label(language, id, key) {
                self.say(
                    say.referenced,
                    format!("text `{id}` has no label `.{key}` in locales/{language}"),
                );
                continue;
            }
            let label = self.content.words.label(language, id, key);
            let length = label.chars().count();
            if !labels.insert(label.to_lowercase()) {
                self.say(say.referenced, format!("two choices of `{id}` ({language}) are called `{label}`: nobody could tell them apart"));
            }
            if length > longest {
                self.say(say.referenced, format!("label `.{key}` of `{id}` ({language}) has {length} characters; at most {longest} fit on a button"));
            }
        }
    }
}

pub(super) fn check_engine_texts(content: &Content, problems: &mut Vec<Problem>) {
    for (id, facts) in ENGINE_TEXTS {
        let id = TextId::from(*id);
        for &language in Language::ALL {
            let file = format!("locales/{language}");
            if !content.words.has(language, &id) {
                problems.push(Problem::in_file(
                    &file,
                    format!("text `{id}` is missing: the program says it"),
                ));
            }
            for variable in content.words.variables(language, &id) {
                if !facts.contains(&variable.as_str()) && !ALWAYS.contains(&variable.as_str()) {
                    problems.push(Problem::in_file(
                        &file,
                        format!("text `{id}` mentions `{variable}`, which is not known there"),
                    ));
                }
            }
        }
    }
}
