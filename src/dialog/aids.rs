//! The recordings and pictograms of a revision, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::{Content, Files};
use super::load::Problem;
use crate::aid::recording::{self, Recording};
use crate::aid::{PICTURE_FOLDER, VOICE_FOLDER, card, is_name, pictogram, sha256};
use crate::message::Aid;
use crate::trade::person::Language;

/// A pictogram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pictogram {
    /// By which it is stored and asked for.
    pub sha256: String,
    /// The drawing.
    pub svg: Arc<str>,
}

/// Everything that can go along with a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aids {
    /// Recordings by name and language.
    voices: BTreeMap<String, BTreeMap<Language, Recording>>,
    /// Pictograms by name.
    pictures: BTreeMap<String, Pictogram>,
}

impl Aids {
    /// The recording of this name in this language, and in no other: who does not understand it is not
    /// helped.
    pub fn voice(&self, language: Language, name: &str) -> Option<&Recording> {
        self.voices.get(name)?.get(&language)
    }

    /// The pictogram of this name.
    pub fn picture(&self, name: &str) -> Option<&Pictogram> {
        self.pictures.get(name)
    }

    /// Is there such a thing, for a reader of this language?
    pub fn has(&self, language: Language, aid: &Aid) -> bool {
        match aid {
            Aid::Voice { name } => self.voice(language, name).is_some(),
            Aid::Picture { name } => self.picture(name).is_some(),
            Aid::Progress { done, of } => card::is_drawn(*done, *of),
        }
    }

    /// Is anything spoken in this language?
    pub fn speaks(&self, language: Language) -> bool {
        self.voices.values().any(|languages| languages.contains_key(&language))
    }

    /// The names of all recordings.
    pub fn voices(&self) -> impl Iterator<Item = &str> {
        self.voices.keys().map(String::as_str)
    }

    /// The names of all pictograms.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.pictures.keys().map(String::as_str)
    }

    /// The recordings whose bytes must be stored, with the file that each is in.
    pub fn recordings(&self) -> impl Iterator<Item = (String, &Recording)> {
        self.voices.iter().flat_map(|(name, languages)| {
            languages.iter().map(move |(language, recording)| {
                (format!("{VOICE_FOLDER}{language}/{name}.ogg"), recording)
            })
        })
    }

    /// The pictograms themselves.
    pub fn drawings(&self) -> impl Iterator<Item = &Pictogram> {
        self.pictures.values()
    }
}

/// Which recording a path is of.
pub fn voice_of(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix(VOICE_FOLDER)?.strip_suffix(".ogg")?.split_once('/')
}

/// Which pictogram a path is of.
pub fn picture_of(path: &str) -> Option<&str> {
    path.strip_prefix(PICTURE_FOLDER)?.strip_suffix(".svg")
}

/// Reads what lies in the folders of recordings and pictograms.
pub(super) fn load(files: &Files, problems: &mut Vec<Problem>) -> Aids {
    let mut aids = Aids::default();
    for (path, body) in files {
        let found = if path.starts_with(VOICE_FOLDER) {
            take_voice(path, body, &mut aids)
        } else if path.starts_with(PICTURE_FOLDER) {
            take_picture(path, body, &mut aids)
        } else {
            continue;
        };
        problems.extend(found.err().map(|what| Problem::in_file(path, what)));
    }
    aids
}

fn take_voice(path: &str, body: &str, aids: &mut Aids) -> Result<(), String> {
    let (folder, name) = voice_of(path).filter(|(_, name)| is_name(name)).ok_or(
        "is no recording that is found: call it dialogs/voice/nl/pvt-vraag.ogg, with small letters",
    )?;
    let language = Language::parse(folder)
        .ok_or_else(|| format!("`{folder}` is not a language of this version"))?;
    let recording = recording::read(body)?;
    aids.voices.entry(name.to_owned()).or_default().insert(language, recording);
    Ok(())
}

fn take_picture(path: &str, body: &str, aids: &mut Aids) -> Result<(), String> {
    let name = picture_of(path).filter(|name| is_name(name)).ok_or(
        "is no pictogram that is found: call it dialogs/pictograms/klok.svg, with small letters",
    )?;
    pictogram::check(body)?;
    let picture = Pictogram { sha256: sha256(body.as_bytes()), svg: body.into() };
    aids.pictures.insert(name.to_owned(), picture);
    Ok(())
}

/// Recordings that no step plays, and what is spoken in some languages and not in others.
pub(super) fn unspoken(content: &Content) -> Vec<String> {
    let steps = content.dialogs.values().flat_map(|dialog| dialog.steps.iter());
    let played: BTreeSet<&str> =
        steps.filter_map(|(_, step)| Some(step.value.voice.as_ref()?.value.as_str())).collect();
    let mut lines = Vec::new();
    for (name, languages) in &content.aids.voices {
        if !played.contains(name.as_str()) {
            lines.push(format!(
                "the recording `{name}` is played by no step: write `voice: {name}`"
            ));
        }
        let missing: Vec<&str> = Language::ALL
            .iter()
            .filter(|language| !languages.contains_key(language))
            .map(|language| language.as_str())
            .collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            lines.push(format!("the recording `{name}` is not there in: {missing}"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::effect::Effect;
    use crate::dialog::play::rehearsal::{Gesture, Rehearsal, Scene};
    use crate::dialog::shipped;
    use crate::message::ChannelKind;

    #[test]
    fn every_shipped_pictogram_can_be_drawn() {
        let content = Content::load(&shipped::files()).unwrap_or_else(|found| panic!("{found:?}"));
        let mut drawn = 0;
        for picture in content.aids.drawings() {
            pictogram::png(&picture.svg).unwrap();
            drawn += 1;
        }
        assert!(drawn >= 12, "{drawn} are shipped");
        assert_eq!(content.aids.voices().count(), 0, "nobody recorded any");
    }

    #[test]
    fn the_card_goes_with_the_thanks_and_a_pictogram_with_its_own_words_only() {
        let content = Content::load(&shipped::files()).unwrap_or_else(|found| panic!("{found:?}"));
        let content = Arc::new(content);
        let at = crate::dialog::play::tuesday();
        let along = |dialog: &str, tap: &str| {
            let scene = Scene::new(dialog, Language::Nl, ChannelKind::Telegram, at);
            let (mut rehearsal, mut beats) = Rehearsal::open(&content, &scene).expect("there");
            beats.extend(rehearsal.act(&Gesture::Choose(tap.to_owned())));
            let effects = beats.into_iter().flat_map(|beat| beat.effects);
            let said = effects.filter_map(|effect| match effect {
                Effect::Say(say) => Some((say.saying.text.0, say.saying.aids)),
                _ => None,
            });
            said.collect::<Vec<_>>()
        };
        let said = along("geweest", "ja");
        assert_eq!(said[0], ("geweest-vraag".to_owned(), Vec::new()));
        assert!(matches!(said[1].1.as_slice(), [Aid::Progress { .. }]), "{said:?}");
        let said = along("pvt-herinnering", "hulp");
        let hulp = Aid::Picture { name: "hulp".to_owned() };
        assert_eq!(said[1], ("mens-komt".to_owned(), vec![hulp]));
    }

    #[test]
    fn what_cannot_go_along_is_told_with_its_file() {
        let sound = recording::describe(&recording::made::silence(2));
        let rows = [
            ("dialogs/voice/nl/pvt-vraag.ogg", sound.clone(), None),
            ("dialogs/voice/xx/pvt-vraag.ogg", sound.clone(), Some("is not a language")),
            ("dialogs/voice/pvt-vraag.ogg", sound.clone(), Some("call it dialogs/voice/nl/")),
            ("dialogs/voice/nl/Met Spatie.ogg", sound, Some("with small letters")),
            ("dialogs/voice/nl/kapot.ogg", recording::describe(b"x"), Some("OGG/Opus")),
            ("dialogs/pictograms/klok.svg", "<svg".to_owned(), Some("no SVG")),
            ("dialogs/pictograms/KLOK.svg", String::new(), Some("with small letters")),
        ];
        for (path, body, expected) in rows {
            let files = Files::from([(path.to_owned(), body)]);
            let mut problems = Vec::new();
            load(&files, &mut problems);
            match (problems.as_slice(), expected) {
                ([], None) => {}
                ([one], Some(words)) => {
                    assert!(one.file == path && one.what.contains(words), "{one}")
                }
                (found, _) => panic!("{path}: {found:?}"),
            }
        }
    }

    #[test]
    fn a_step_that_plays_or_shows_what_is_not_there_is_a_mistake() {
        let mut files = shipped::files();
        let path = "dialogs/geweest.yaml";
        let body = files[path].replace(
            "    say: geweest-vraag\n",
            "    say: geweest-vraag\n    picture: klokk\n    voice: geweest\n    progress: { done: gevolg, of: totaal }\n",
        );
        files.insert(path.to_owned(), body);
        let found = Content::load(&files).err().unwrap_or_default();
        let told =
            |words: &str| found.iter().any(|one| one.file == path && one.what.contains(words));
        assert!(told("did you mean `klok`?"), "{found:?}");
        assert!(told("there is no recording `geweest`"), "{found:?}");
        assert!(told("`gevolg`"), "{found:?}");
    }
}
