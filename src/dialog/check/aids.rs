//! What goes along with a message: it is there, and has words that it goes along with.

use serde_saphyr::Spanned;

use super::super::definition::{FactType, StepDef};
use super::{Check, no_such};

impl Check<'_> {
    pub(super) fn aids(&mut self, step: &Spanned<StepDef>) {
        let def = &step.value;
        let aids = &self.content.aids;
        let mut told = Vec::new();
        if let Some(voice) = &def.voice {
            let known: Vec<&str> = aids.voices().collect();
            if !known.contains(&voice.value.as_str()) {
                let what = match known.is_empty() {
                    true => format!(
                        "there is no recording `{0}`: put one in dialogs/voice/nl/{0}.ogg (and in other languages), or remove `voice:`",
                        voice.value
                    ),
                    false => no_such("recording", &voice.value, &known),
                };
                told.push((voice.referenced, what));
            }
        }
        if let Some(picture) = &def.picture {
            let known: Vec<&str> = aids.pictures().collect();
            if !known.contains(&picture.value.as_str()) {
                told.push((picture.referenced, no_such("pictogram", &picture.value, &known)));
            }
        }
        let alone = def.voice.is_some() || def.picture.is_some() || def.progress.is_some();
        if alone && def.say.is_none() {
            let what = "`voice:`, `picture:` and `progress:` go along with words: add `say:`";
            told.push((step.referenced, what.to_owned()));
        }
        for (place, what) in told {
            self.say(place, what);
        }
        for fact in def.progress.iter().flat_map(|progress| [&progress.done, &progress.of]) {
            self.is_of_kind(fact, FactType::Number, "number");
        }
    }
}
