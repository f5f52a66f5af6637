//! Every text exists, mentions only what its dialog knows, and fits on every channel in every
//! language it has.
//!
//! Dutch must be there. What another language lacks is a gap: its readers get the next language of
//! their chain and the Dutch, and whoever publishes hears of it before.

use std::collections::BTreeSet;

use serde_saphyr::Spanned;

use super::super::content::Content;
use super::super::definition::{Name, StepDef};
use super::super::knowledge;
use super::super::load::Problem;
use super::super::preview::longest_body;
use super::super::templates::example;
use super::{ALWAYS, Check};
use crate::channel::limits::{TELEGRAM, WHATSAPP};
use crate::dialog::engine::spoken_choices;
use crate::ids::QuestionId;
use crate::message::{Saying, TextId};
use crate::text::variants::SECOND;
use crate::text::{ENGINE_TEXTS, by_hand};
use crate::trade::person::Language;

impl Check<'_> {
    pub(super) fn texts(&mut self, step: &Spanned<StepDef>) {
        let Some(say) = &step.value.say else { return };
        let id = TextId::from(say.value.as_str());
        let words = &self.content.words;
        for &language in Language::ALL {
            if !words.has(language, &id) {
                if language == Language::Nl {
                    self.say(
                        say.referenced,
                        format!("text `{id}` is missing in locales/nl: it is said here"),
                    );
                }
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
            if let Some(second) = words.second(&id).filter(|second| words.has(language, second)) {
                self.lengths(step, say, &second, language);
            }
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
            aids: Vec::new(),
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
                if language == Language::Nl {
                    self.say(
                        say.referenced,
                        format!("text `{id}` has no label `.{key}` in locales/nl"),
                    );
                }
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
            if language == Language::Nl && !content.words.has(language, &id) {
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

/// A quick answer exists, and mentions only what is known when a colleague sends it.
pub(super) fn check_quick_answers(content: &Content, problems: &mut Vec<Problem>) {
    let words = &content.words;
    for answer in &content.knowledge.answers {
        let id = TextId::from(answer.text.as_str());
        if !words.has(Language::Nl, &id) {
            let what =
                format!("text `{id}` is missing in locales/nl: write it, or remove the answer");
            problems.push(Problem::at(knowledge::ANSWERS, answer.place, what));
        }
        for &language in Language::ALL {
            for variable in words.variables(language, &id) {
                if variable != by_hand::COLLEAGUE && !ALWAYS.contains(&variable.as_str()) {
                    let what = format!(
                        "text `{id}` ({language}) mentions `{variable}`; a quick answer knows only `naam`, `gemeente` and `collega`"
                    );
                    problems.push(Problem::at(knowledge::ANSWERS, answer.place, what));
                }
            }
        }
    }
}

/// A second wording exists in the same languages as the first and mentions the same; what is compared
/// has one.
pub(super) fn check_second_wordings(content: &Content, problems: &mut Vec<Problem>) {
    let words = &content.words;
    for compared in &content.policies.compare_texts {
        if words.second(&TextId::from(compared.as_str())).is_none() {
            let what = format!(
                "`compare_texts` names `{compared}`, but there is no text `{compared}{SECOND}` in \
                 locales/nl: write it, or remove the name"
            );
            problems.push(Problem::in_file("dialogs/policies.yaml", what));
        }
    }
    for &language in Language::ALL {
        let file = format!("locales/{language}");
        for second in words.ids(language) {
            let Some(base) = second.0.strip_suffix(SECOND).map(TextId::from) else { continue };
            if !words.has(language, &base) {
                let what =
                    format!("text `{second}` is a second wording of `{base}`, which is missing");
                problems.push(Problem::in_file(&file, what));
                continue;
            }
            let facts = |id| words.variables(language, id).into_iter().collect::<BTreeSet<_>>();
            if facts(&base) != facts(&second) {
                let what = format!("text `{second}` must mention the same facts as `{base}`");
                problems.push(Problem::in_file(&file, what));
            }
        }
        for base in words.ids(language) {
            let lacks = words.second(&base).filter(|second| !words.has(language, second));
            problems.extend(lacks.map(|second| {
                let what =
                    format!("text `{second}` is missing: its readers would get another language");
                Problem::in_file(&file, what)
            }));
        }
    }
}

/// What other languages than Dutch lack, one line for each text that has gaps.
pub fn gaps(content: &Content) -> Vec<Problem> {
    let mut found = Vec::new();
    for (name, dialog) in content.dialogs.iter() {
        let file = format!("dialogs/{name}.yaml");
        for (_, step) in dialog.steps.iter() {
            let Some(say) = &step.value.say else { continue };
            let id = TextId::from(say.value.as_str());
            let labels: Vec<&str> = step.value.choices.iter().map(|(key, _)| key).collect();
            if let Some(what) = lacking(content, &id, &labels) {
                found.push(Problem::at(&file, say.referenced, what));
            }
        }
    }
    for answer in &content.knowledge.answers {
        let what = lacking(content, &TextId::from(answer.text.as_str()), &[]);
        found.extend(what.map(|what| Problem::in_file(knowledge::ANSWERS, what)));
    }
    let own = ENGINE_TEXTS.iter().filter_map(|(id, _)| lacking(content, &TextId::from(*id), &[]));
    found.extend(own.map(|what| Problem::in_file("locales", what)));
    found
}

fn lacking(content: &Content, id: &TextId, labels: &[&str]) -> Option<String> {
    let words = &content.words;
    let without = |language: &&Language| {
        !words.has(**language, id)
            || labels.iter().any(|label| !words.has_label(**language, id, label))
    };
    let without: Vec<&str> =
        Language::ALL.iter().filter(without).map(|language| language.as_str()).collect();
    (!without.is_empty()).then(|| {
        format!(
            "text `{id}`, or a label of it, is missing in {}: readers get English, or only Dutch",
            without.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::content::Files;
    use crate::dialog::shipped;

    fn problems(files: &Files) -> Vec<String> {
        let found = Content::load(files).err().unwrap_or_default();
        found.into_iter().map(|problem| problem.what).collect()
    }

    #[test]
    fn a_quick_answer_exists_and_mentions_only_what_is_known() {
        assert!(Content::load(&shipped::files()).unwrap().knowledge.answers.len() >= 8);
        for (text, expected) in
            [("bestaat-niet", "is missing in locales/nl"), ("later-weer", "mentions `dag`")]
        {
            let mut files = shipped::files();
            let body = format!("format: 1\nanswers:\n  - text: {text}\n");
            files.insert(knowledge::ANSWERS.to_owned(), body);
            let found = problems(&files);
            assert!(found.iter().any(|what| what.contains(expected)), "{found:?}");
        }
    }

    #[test]
    fn a_second_wording_exists_in_the_same_languages_and_mentions_the_same() {
        let good = "proef = Dag { $naam }.\nproef--b = Hallo { $naam }.\n";
        for (language, body, expected) in [
            ("nl", good, None),
            (
                "nl",
                "proef = Dag { $naam }.\nproef--b = Hallo.\n",
                Some("the same facts as `proef`"),
            ),
            ("nl", "proef--b = Hallo.\n", Some("second wording of `proef`, which is missing")),
            ("en", "proef = Hello { $naam }.\n", Some("`proef--b` is missing")),
        ] {
            let mut files = shipped::files();
            files.insert("locales/nl/proef.ftl".to_owned(), good.to_owned());
            files.insert(format!("locales/{language}/proef.ftl"), body.to_owned());
            let found = problems(&files);
            match expected {
                None => assert!(found.is_empty(), "{found:?}"),
                Some(what) => assert!(found.iter().any(|f| f.contains(what)), "{found:?}"),
            }
        }
        let mut files = shipped::files();
        if let Some(policies) = files.get_mut("dialogs/policies.yaml") {
            *policies = policies.replace("compare_texts: []", "compare_texts: [map-vraag]");
        }
        assert!(problems(&files).iter().any(|what| what.contains("no text `map-vraag--b`")));
    }
}
