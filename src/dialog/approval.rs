//! May the templates that the dialogs name be sent? What Meta said of each, beside the steps that
//! need it. Pure: whoever asks brings what the registry knows.
//!
//! Promises: every step whose template may not be sent in a language that its text has is told once
//! for each channel, with its place and what to do. A channel whose templates were never listed is
//! told as such, once: then nothing is known.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Content;
use super::load::Problem;
use super::templates::{Needed, named, words_hash};
use crate::trade::template::{May, State};

/// What the registry knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    /// Channels whose templates were ever listed.
    pub listed: BTreeSet<String>,
    /// By channel, name and Meta's language code.
    pub templates: BTreeMap<(String, String, String), Entry>,
}

/// What is known of one template in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Meta's word for its state.
    pub state: String,
    /// SHA-256 of its plain words, hex; none: not known.
    pub words_hash: Option<String>,
}

/// Why a template cannot be sent as the dialog needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lacks {
    /// The platform does not have it.
    Absent,
    /// It is being reviewed.
    UnderReview,
    /// Meta does not allow it.
    Rejected,
    /// Too many people blocked it; for some hours.
    Paused,
    /// It will not come back by itself.
    Withdrawn,
    /// It may be sent, but with other words than the dialog has now.
    OtherWords,
}

/// A step whose template cannot be sent as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The dialog's file.
    pub file: String,
    /// From 1; 0 when the place is not known.
    pub line: usize,
    /// From 1; 0 when the place is not known.
    pub column: usize,
    /// On which channel.
    pub channel: String,
    /// Which template.
    pub template: String,
    /// What is lacking, with Meta's codes of the languages.
    pub lacks: BTreeMap<Lacks, Vec<&'static str>>,
    /// It may be sent in no language at all.
    pub in_none: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approval {
    /// In the order of the files.
    pub warnings: Vec<Warning>,
    /// Channels of which nothing is known: their templates were never listed.
    pub unlisted: Vec<String>,
    /// Templates that were looked at, each language and channel for itself.
    pub looked_at: usize,
}

/// Looks at every template of the content on these WhatsApp channels.
pub fn approval(content: &Content, registered: &Registered, channels: &[String]) -> Approval {
    let mut found = Approval::default();
    let needed: Vec<Needed> = named(content).collect();
    for channel in channels {
        if !registered.listed.contains(channel) {
            found.unlisted.push(channel.clone());
            continue;
        }
        let mut steps: BTreeMap<(String, usize, usize, &str), (Warning, usize)> = BTreeMap::new();
        for need in &needed {
            found.looked_at += 1;
            let Problem { file, line, column, .. } = need.place.problem("");
            let key = (file.clone(), line, column, need.name.as_str());
            let (warning, languages) = steps.entry(key).or_insert_with(|| {
                let template = need.name.clone();
                let lacks = BTreeMap::new();
                let (channel, in_none) = (channel.clone(), false);
                (Warning { file, line, column, channel, template, lacks, in_none }, 0)
            });
            *languages += 1;
            let key = (channel.clone(), need.name.clone(), need.code.to_owned());
            if let Some(lacks) = lacks(need, registered.templates.get(&key)) {
                warning.lacks.entry(lacks).or_default().push(need.code);
            }
        }
        found.warnings.extend(steps.into_values().filter_map(|(mut warning, languages)| {
            let closed = warning.lacks.iter().filter(|(lacks, _)| **lacks != Lacks::OtherWords);
            warning.in_none = closed.map(|(_, codes)| codes.len()).sum::<usize>() == languages;
            (!warning.lacks.is_empty()).then_some(warning)
        }));
    }
    found.warnings.sort_by(|a, b| {
        (&a.file, a.line, a.column, &a.channel).cmp(&(&b.file, b.line, b.column, &b.channel))
    });
    found
}

fn lacks(need: &Needed, entry: Option<&Entry>) -> Option<Lacks> {
    let Some(entry) = entry else { return Some(Lacks::Absent) };
    // a word of Meta's that nobody described yet: the platform judges
    let state = State::parse(&entry.state);
    if state.is_some_and(|state| state.may() != May::Send) {
        return Some(match state {
            Some(State::Pending | State::InAppeal) => Lacks::UnderReview,
            Some(State::Rejected) => Lacks::Rejected,
            Some(State::Paused) => Lacks::Paused,
            Some(State::Deleted) => Lacks::Absent,
            _ => Lacks::Withdrawn,
        });
    }
    let other = entry.words_hash.as_ref().is_some_and(|hash| *hash != words_hash(&need.body));
    other.then_some(Lacks::OtherWords)
}

impl Warning {
    /// The place, as `check` writes it.
    pub fn place(&self) -> String {
        format!("{}:{}:{}", self.file, self.line, self.column)
    }

    /// What is the matter and what to do, for the command line.
    pub fn in_english(&self) -> String {
        let lacks = self.lacks.iter().map(|(lacks, codes)| {
            let what = match lacks {
                Lacks::Absent => "is not there: `wegwijzer templates push` makes it",
                Lacks::UnderReview => "is being reviewed by Meta, which takes up to 24 hours",
                Lacks::Rejected => {
                    "was rejected: `wegwijzer templates status` says why; write it otherwise, \
                     under another name"
                }
                Lacks::Paused => {
                    "is paused because people blocked it: it comes back after some hours; ask \
                     less, or more kindly"
                }
                Lacks::Withdrawn => {
                    "was withdrawn and does not come back by itself: give the step a template of \
                     another name"
                }
                Lacks::OtherWords => {
                    "has other words at Meta than here: give the step a template of another name"
                }
            };
            format!("({}) {what}", codes.join(", "))
        });
        let all = lacks.collect::<Vec<_>>().join("; ");
        let rest =
            if self.in_none { "; outside the 24 hours nobody gets this message" } else { "" };
        format!("template `{}` on {}: {all}{rest}", self.template, self.channel)
    }

    /// The same, for colleagues.
    pub fn in_dutch(&self) -> String {
        let lacks = self.lacks.iter().map(|(lacks, codes)| {
            let what = match lacks {
                Lacks::Absent => {
                    "staat niet bij Meta: vraag de beheerder om `wegwijzer templates push`"
                }
                Lacks::UnderReview => "wordt door Meta beoordeeld, dat duurt hooguit een dag",
                Lacks::Rejected => {
                    "is afgekeurd: schrijf het anders, onder een andere naam (`wegwijzer templates \
                     status` zegt waarom)"
                }
                Lacks::Paused => {
                    "staat stil omdat mensen het blokkeerden: over een paar uur mag het weer"
                }
                Lacks::Withdrawn => {
                    "is ingetrokken en komt niet vanzelf terug: geef de stap een sjabloon met een \
                     andere naam"
                }
                Lacks::OtherWords => {
                    "heeft bij Meta andere woorden dan hier: geef de stap een sjabloon met een \
                     andere naam"
                }
            };
            format!("({}) {what}", codes.join(", "))
        });
        let all = lacks.collect::<Vec<_>>().join("; ");
        let rest = if self.in_none {
            ". Wie langer dan 24 uur niet schreef, krijgt dit bericht niet"
        } else {
            ""
        };
        format!("sjabloon {} op {}: {all}{rest}", self.template, self.channel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::shipped;

    const NAME: &str = "pvt_straks";

    fn content() -> Content {
        Content::load(&shipped::files()).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    /// Everything is as it should be, but for these.
    fn registered(content: &Content, changes: &[(&str, Option<&str>)]) -> Registered {
        let mut registered = Registered::default();
        registered.listed.insert("wa".to_owned());
        for need in named(content) {
            let key = ("wa".to_owned(), need.name.clone(), need.code.to_owned());
            let words_hash = Some(words_hash(&need.body));
            let mut entry = Entry { state: "APPROVED".to_owned(), words_hash };
            let change = changes.iter().find(|(code, _)| need.name == NAME && *code == need.code);
            match change {
                Some((_, None)) => continue,
                Some((_, Some("other words"))) => entry.words_hash = Some("00".to_owned()),
                Some((_, Some(word))) => entry.state = (*word).to_owned(),
                None => {}
            }
            registered.templates.insert(key, entry);
        }
        registered
    }

    fn found(content: &Content, changes: &[(&str, Option<&str>)]) -> Vec<Warning> {
        let channels = ["wa".to_owned()];
        approval(content, &registered(content, changes), &channels).warnings
    }

    #[test]
    fn what_may_be_sent_with_the_words_of_the_dialog_is_no_warning() {
        let content = content();
        for word in ["APPROVED", "FLAGGED", "REINSTATED", "A_WORD_OF_TOMORROW"] {
            assert_eq!(found(&content, &[("nl", Some(word))]), [], "{word}");
        }
    }

    #[test]
    fn every_other_state_is_told_at_its_step_with_what_to_do() {
        let content = content();
        let rows: &[(Option<&str>, Lacks, &str, &str)] = &[
            (None, Lacks::Absent, "templates push", "templates push"),
            (Some("DELETED"), Lacks::Absent, "templates push", "staat niet bij Meta"),
            (Some("PENDING"), Lacks::UnderReview, "24 hours", "beoordeeld"),
            (Some("submitted"), Lacks::UnderReview, "24 hours", "beoordeeld"),
            (Some("REJECTED"), Lacks::Rejected, "rejected", "afgekeurd"),
            (Some("PAUSED"), Lacks::Paused, "paused", "staat stil"),
            (Some("DISABLED"), Lacks::Withdrawn, "withdrawn", "ingetrokken"),
            (Some("LOCKED"), Lacks::Withdrawn, "withdrawn", "ingetrokken"),
            (Some("other words"), Lacks::OtherWords, "other words", "andere woorden"),
        ];
        for (state, lacks, english, dutch) in rows {
            let found = found(&content, &[("nl", *state)]);
            let [warning] = found.as_slice() else { panic!("{state:?}: {found:?}") };
            assert_eq!(warning.lacks, [(*lacks, vec!["nl"])].into(), "{state:?}");
            assert_eq!(warning.file, "dialogs/pvt-herinnering.yaml");
            assert!(warning.line > 0 && warning.column > 0 && !warning.in_none, "{warning:?}");
            assert!(warning.in_english().contains(english), "{}", warning.in_english());
            assert!(warning.in_dutch().contains(dutch), "{}", warning.in_dutch());
        }
    }

    #[test]
    fn a_template_that_may_be_sent_in_no_language_is_said_to_reach_nobody() {
        let content = content();
        let codes: BTreeSet<&str> =
            named(&content).filter(|need| need.name == NAME).map(|need| need.code).collect();
        let all: Vec<(&str, Option<&str>)> =
            codes.iter().map(|code| (*code, Some("PENDING"))).collect();
        let found = found(&content, &all);
        assert!(found[0].in_none && found[0].in_english().contains("nobody"), "{found:?}");
        let mut some = all.clone();
        some[0].1 = Some("other words");
        assert!(!self::found(&content, &some)[0].in_none, "old words still arrive");
    }

    #[test]
    fn a_channel_that_was_never_listed_is_told_once_and_is_not_judged() {
        let content = content();
        let channels = ["wa".to_owned(), "tweede".to_owned()];
        let found = approval(&content, &registered(&content, &[]), &channels);
        assert_eq!((found.warnings.len(), found.unlisted), (0, vec!["tweede".to_owned()]));
        assert_eq!(found.looked_at, named(&content).count());
    }
}
