//! Does what is said exist, in every language, with its buttons?

use std::collections::HashMap;

use super::super::content::Content;
use super::super::effect::{Effect, Say};
use super::Property;
use super::laws::{Broken, Happened};
use crate::message::TextId;
use crate::trade::person::Language;

/// Remembers what was looked up: the same text is said in thousands of states.
pub(super) struct Texts<'a> {
    content: &'a Content,
    known: HashMap<(TextId, usize), Option<String>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(content: &'a Content) -> Self {
        Self { content, known: HashMap::new() }
    }

    /// What is said here and does not exist.
    pub(super) fn missing(
        &mut self,
        effects: &[Effect],
        happened: &Happened<'_>,
    ) -> Option<Broken> {
        let says = effects.iter().filter_map(|effect| match effect {
            Effect::Say(say) => Some(say),
            _ => None,
        });
        says.into_iter().find_map(|say| {
            let what = self.look_up(say)?;
            let speaks = happened.effects.iter().find_map(|effect| match effect {
                Effect::Keep(c) if Some(c.id) == say.conversation => {
                    Some((c.dialog.clone(), c.step.clone()))
                }
                _ => None,
            });
            let place = speaks.map(|(dialog, step)| self.step_that_says(say, dialog, step));
            Some(Broken { property: Property::TextsExist, what, place })
        })
    }

    /// The step of this dialog that says the text; the step where it stands when none does.
    fn step_that_says(&self, say: &Say, dialog: String, stands: String) -> (String, String) {
        let says =
            |(name, step): (&str, &serde_saphyr::Spanned<crate::dialog::definition::StepDef>)| {
                let said = step.value.say.as_ref()?;
                (said.value == say.saying.text.0).then(|| name.to_owned())
            };
        let found = self.content.dialogs.get(&dialog).and_then(|d| d.steps.iter().find_map(says));
        (dialog, found.unwrap_or(stands))
    }

    fn look_up(&mut self, say: &Say) -> Option<String> {
        let id = (say.saying.text.clone(), say.saying.choices.len());
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let missing = self.first_missing(say);
        self.known.insert(id, missing.clone());
        missing
    }

    fn first_missing(&self, say: &Say) -> Option<String> {
        let words = &self.content.words;
        let text = &say.saying.text;
        if !words.has(Language::Nl, text) {
            return Some(format!("says `{text}`, which is missing in locales/nl"));
        }
        say.saying.choices.iter().find_map(|choice| {
            let of = choice.label_text.as_ref().unwrap_or(text);
            let key = &choice.key;
            (!words.has_label(Language::Nl, of, key)).then(|| {
                format!("offers `{key}`, but text `{of}` has no label `.{key}` in locales/nl")
            })
        })
    }
}
