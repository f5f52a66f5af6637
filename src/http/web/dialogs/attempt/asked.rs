//! What the address of a rehearsal says: which phones, and everything that was done so far. There is
//! no other state, so a rehearsal can be sent to a colleague as a link.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::dialog::play::rehearsal::Gesture;
use crate::message::ChannelKind;
use crate::trade::person::Language;

/// So much can be done in one rehearsal.
pub(super) const MOST_GESTURES: usize = 80;
/// Typed words are cut here, in characters.
const LONGEST_WORDS: usize = 400;
/// The clock moves at most so far at once, in hours.
pub(super) const MOST_HOURS: u32 = 240;

/// The address, as it came.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    taal: Option<String>,
    kanaal: Option<String>,
    naast: Option<String>,
    begin: Option<String>,
    herinnering: Option<String>,
    beide: Option<String>,
    concept: Option<String>,
    doe: Option<String>,
    typ: Option<String>,
    uren: Option<String>,
}

/// A phone to rehearse on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phone {
    pub(super) channel: ChannelKind,
    pub(super) language: Language,
}

/// A rehearsal as its address tells it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    pub(super) phone: Phone,
    pub(super) beside: Option<Phone>,
    pub(super) begin: DateTime<Utc>,
    pub(super) moment: Option<String>,
    /// The person can be reached on the other channel too.
    pub(super) on_both: bool,
    /// With the draft, not with what is published.
    pub(super) draft: bool,
    pub(super) gestures: Vec<Gesture>,
}

impl Phone {
    /// `whatsapp-ar`.
    pub(super) fn code(self) -> String {
        format!("{}-{}", self.channel, self.language)
    }

    fn parse(code: &str) -> Option<Self> {
        let (channel, language) = code.split_once('-')?;
        Some(Self { channel: ChannelKind::parse(channel)?, language: Language::parse(language)? })
    }
}

impl Asked {
    /// Reads it, with `begin` for an address that names no moment. Also tells whether something was
    /// done just now that is not in the address yet.
    pub(super) fn read(&self, begin: DateTime<Utc>) -> (Wanted, bool) {
        let channel = self.kanaal.as_deref().and_then(ChannelKind::parse);
        let language = self.taal.as_deref().and_then(Language::parse);
        let given = self.begin.as_deref().and_then(|s| s.parse().ok());
        let given = given.and_then(|secs| DateTime::from_timestamp(secs, 0));
        let mut gestures: Vec<Gesture> = self
            .doe
            .iter()
            .flat_map(|done| done.split('~'))
            .filter_map(parse)
            .take(MOST_GESTURES)
            .collect();
        let new = self.just_done();
        let is_new = !new.is_empty();
        gestures.extend(new.into_iter().take(MOST_GESTURES - gestures.len()));
        let wanted = Wanted {
            phone: Phone {
                channel: channel.unwrap_or(ChannelKind::Whatsapp),
                language: language.unwrap_or(Language::Nl),
            },
            beside: self.naast.as_deref().and_then(Phone::parse),
            // far away the calendar ends; nobody rehearses there
            begin: given.filter(|at| (*at - begin).abs() < TimeDelta::days(3_650)).unwrap_or(begin),
            moment: self.herinnering.clone().filter(|m| m.len() < 20 && !m.is_empty()),
            on_both: self.beide.is_some(),
            draft: self.concept.is_some(),
            gestures,
        };
        (wanted, is_new)
    }

    /// Is the draft tried, and not what is published?
    pub(super) fn is_of_the_draft(&self) -> bool {
        self.concept.is_some()
    }

    fn just_done(&self) -> Vec<Gesture> {
        let typed = self.typ.as_deref().map(str::trim).filter(|words| !words.is_empty());
        let hours = self.uren.as_deref().and_then(|h| h.parse::<u32>().ok());
        let typed = typed.map(|words| Gesture::Type(words.chars().take(LONGEST_WORDS).collect()));
        let waited = hours.map(|h| TimeDelta::hours(i64::from(h.clamp(1, MOST_HOURS))));
        typed.into_iter().chain(waited.map(Gesture::Wait)).collect()
    }
}

impl Wanted {
    /// The address of this rehearsal.
    pub(super) fn href(&self, dialog: &str) -> String {
        let mut query = form(&[
            ("taal", self.phone.language.as_str()),
            ("kanaal", self.phone.channel.as_str()),
            ("begin", &self.begin.timestamp().to_string()),
        ]);
        let done: Vec<String> = self.gestures.iter().map(write).collect();
        let more = [
            ("naast", self.beside.map(Phone::code)),
            ("herinnering", self.moment.clone()),
            ("beide", self.on_both.then(|| "ja".to_owned())),
            ("concept", self.draft.then(|| "ja".to_owned())),
            ("doe", (!done.is_empty()).then(|| done.join("~"))),
        ];
        for (name, value) in more {
            if let Some(value) = value {
                query.push('&');
                query.push_str(&form(&[(name, &value)]));
            }
        }
        format!("/dialogen/{}/proberen?{query}#nu", encode(dialog))
    }

    /// The same, after one thing more; none when it has lasted long enough.
    pub(super) fn after(&self, gesture: Gesture) -> Option<Self> {
        let mut next = self.clone();
        next.gestures.push(gesture);
        (next.gestures.len() <= MOST_GESTURES).then_some(next)
    }

    /// What was done, as a hidden field carries it.
    pub(super) fn done(&self) -> String {
        self.gestures.iter().map(write).collect::<Vec<_>>().join("~")
    }
}

fn form(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Everything but letters, digits and `-._~` as its bytes.
fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn write(gesture: &Gesture) -> String {
    match gesture {
        Gesture::Choose(key) => format!("k.{}", URL_SAFE_NO_PAD.encode(key)),
        Gesture::Tap(payload) => format!("p.{payload}"),
        Gesture::Type(words) => format!("t.{}", URL_SAFE_NO_PAD.encode(words)),
        Gesture::Send(kind) => format!("s.{kind}"),
        Gesture::Wait(length) => format!("w.{}", length.num_minutes()),
        Gesture::UntilNext => "n.".to_owned(),
        Gesture::Fail => "f.".to_owned(),
    }
}

fn parse(word: &str) -> Option<Gesture> {
    let (kind, value) = word.split_once('.')?;
    let words = || {
        let words = String::from_utf8(URL_SAFE_NO_PAD.decode(value).ok()?).ok()?;
        Some(words.chars().take(LONGEST_WORDS).collect::<String>())
    };
    Some(match kind {
        "k" => Gesture::Choose(words()?),
        "p" if value.len() <= 64 => Gesture::Tap(value.to_owned()),
        "t" => Gesture::Type(words()?),
        "s" if matches!(value, "photo" | "voice") => Gesture::Send(value.to_owned()),
        "w" => {
            let minutes = value.parse::<u32>().ok()?.min(MOST_HOURS * 60);
            Gesture::Wait(TimeDelta::minutes(i64::from(minutes)))
        }
        "n" => Gesture::UntilNext,
        "f" => Gesture::Fail,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn begin() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_600_800, 0).unwrap_or_default()
    }

    fn read_back(href: &str) -> Wanted {
        let query = href.split_once('?').and_then(|(_, q)| q.split_once('#')).map(|(q, _)| q);
        let uri = format!("/x?{}", query.unwrap_or_default()).parse().unwrap();
        let asked = axum::extract::Query::<Asked>::try_from_uri(&uri).unwrap();
        asked.0.read(DateTime::UNIX_EPOCH + TimeDelta::days(20_000)).0
    }

    #[test]
    fn what_was_just_done_is_added_and_said_to_be_new() {
        let asked = Asked {
            doe: Some("n.~k.a29tdA~x.y~onzin".to_owned()),
            typ: Some(" ja ".to_owned()),
            uren: Some("20".to_owned()),
            ..Asked::default()
        };
        let (wanted, is_new) = asked.read(begin());
        assert!(is_new);
        assert_eq!(
            wanted.gestures,
            [
                Gesture::UntilNext,
                Gesture::Choose("komt".to_owned()),
                Gesture::Type("ja".to_owned()),
                Gesture::Wait(TimeDelta::hours(20)),
            ]
        );
    }

    #[test]
    fn a_rehearsal_has_an_end() {
        let asked = Asked { doe: Some("n.~".repeat(500)), ..Asked::default() };
        let (wanted, _) = asked.read(begin());
        assert_eq!(wanted.gestures.len(), MOST_GESTURES);
        assert_eq!(wanted.after(Gesture::Fail), None);
    }

    proptest! {
        #[test]
        fn an_address_tells_the_whole_rehearsal(
            words in prop::collection::vec("\\PC{1,30}", 0..6),
            minutes in 0_i64..14_000,
            dialog in "[a-z<>&?#/%-]{1,12}",
        ) {
            let mut gestures: Vec<Gesture> = words.into_iter().map(Gesture::Type).collect();
            gestures.extend([
                Gesture::Wait(TimeDelta::minutes(minutes)),
                Gesture::Choose("~.&=".to_owned()),
                Gesture::Tap("AZabc.3".to_owned()),
                Gesture::Send("photo".to_owned()),
                Gesture::UntilNext,
                Gesture::Fail,
            ]);
            let phone = Phone { channel: ChannelKind::Telegram, language: Language::Ar };
            let wanted = Wanted {
                phone,
                beside: Some(phone),
                begin: begin(),
                moment: Some("7d".to_owned()),
                on_both: true,
                draft: true,
                gestures,
            };
            let href = wanted.href(&dialog);
            prop_assert!(href.is_ascii());
            prop_assert_eq!(read_back(&href), wanted);
        }

        #[test]
        fn any_address_is_read(doe in "\\PC{0,200}", begin_at in "\\PC{0,20}", uren in "\\PC{0,9}") {
            let asked = Asked {
                doe: Some(doe),
                begin: Some(begin_at),
                uren: Some(uren),
                ..Asked::default()
            };
            let (wanted, _) = asked.read(begin());
            prop_assert!(wanted.href("x").is_ascii());
        }
    }
}
