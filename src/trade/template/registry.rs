//! What is known of all templates at one moment, and the choice that follows from it.
//!
//! A channel whose templates were never listed is taken at its word: everything is assumed
//! approved, and the platform says no if it is not. Once listed, what is not in the list does not
//! exist.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::languages;
use super::{May, State};
use crate::trade::person::Language;

/// All that is known, by channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    listed: BTreeSet<String>,
    /// A word of Meta's that nobody described yet is None.
    states: BTreeMap<Key, Option<State>>,
    /// Refused by the platform when it was used; until when nobody tries again, machine.
    pauses: BTreeMap<Key, DateTime<Utc>>,
}

/// Channel, name, Meta's language code.
type Key = (String, String, String);

/// Which language of a template to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This one, under this code of Meta's.
    Use(Language, &'static str),
    /// None now; perhaps later, without anybody writing a new one.
    Held(State),
    /// None, and waiting is pointless: the state of the first, or none where it does not exist.
    Never(Option<State>),
}

impl Registry {
    /// Notes that a channel's templates were listed.
    pub fn set_listed(&mut self, channel: &str) {
        self.listed.insert(channel.to_owned());
    }

    /// Notes Meta's word for a template. A word that is not known may be sent: the platform judges.
    pub fn set(&mut self, channel: &str, name: &str, code: &str, word: &str) {
        let key = (channel.to_owned(), name.to_owned(), code.to_owned());
        self.states.insert(key, State::parse(word));
    }

    /// Notes that the platform refused it, and that it is left alone until then (machine).
    pub fn set_paused(&mut self, channel: &str, name: &str, code: &str, until: DateTime<Utc>) {
        let key = (channel.to_owned(), name.to_owned(), code.to_owned());
        self.pauses.insert(key, until);
    }

    /// The first of `languages` (the reader's own first) in which the template may be sent
    /// at `now` (machine).
    ///
    /// ```
    /// use wegwijzer::trade::person::Language::{Ar, En, Nl};
    /// use wegwijzer::trade::template::registry::{Choice, Registry};
    /// let mut registry = Registry::default();
    /// let now = chrono::DateTime::UNIX_EPOCH;
    /// assert_eq!(registry.choose("wa", "pvt", &[Ar, En], now), Choice::Use(Ar, "ar"));
    /// registry.set("wa", "pvt", "ar", "PAUSED");
    /// assert_eq!(registry.choose("wa", "pvt", &[Ar, En, Nl], now), Choice::Use(En, "en"));
    /// ```
    pub fn choose(
        &self,
        channel: &str,
        name: &str,
        languages: &[Language],
        now: DateTime<Utc>,
    ) -> Choice {
        let (mut held, mut first) = (None, None);
        for &language in languages {
            let Some(code) = languages::code(language.as_str()) else { continue };
            let key = (channel.to_owned(), name.to_owned(), code.to_owned());
            if self.pauses.get(&key).is_some_and(|until| *until > now) {
                held = held.or(Some(State::Paused));
                continue;
            }
            let state = match self.states.get(&key) {
                Some(Some(state)) => *state,
                Some(None) => return Choice::Use(language, code),
                None if !self.listed.contains(channel) => return Choice::Use(language, code),
                None => continue,
            };
            match state.may() {
                May::Send => return Choice::Use(language, code),
                May::Hold => held = held.or(Some(state)),
                May::Never => first = first.or(Some(state)),
            }
        }
        held.map_or(Choice::Never(first), Choice::Held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::person::Language::{Ar, En, Nl};

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn registry(listed: bool, rows: &[(&str, &str)]) -> Registry {
        let mut registry = Registry::default();
        if listed {
            registry.set_listed("wa");
        }
        for (code, word) in rows {
            registry.set("wa", "pvt", code, word);
        }
        registry
    }

    #[test]
    fn the_own_language_comes_first_then_whatever_is_approved() {
        let rows: &[(&[(&str, &str)], Choice)] = &[
            (&[("ar", "APPROVED"), ("en", "APPROVED")], Choice::Use(Ar, "ar")),
            (&[("ar", "FLAGGED"), ("en", "APPROVED")], Choice::Use(Ar, "ar")),
            (&[("ar", "REJECTED"), ("en", "APPROVED")], Choice::Use(En, "en")),
            (&[("ar", "PENDING"), ("en", "PAUSED"), ("nl", "APPROVED")], Choice::Use(Nl, "nl")),
            (&[("nl", "APPROVED")], Choice::Use(Nl, "nl")),
            (&[("ar", "SHINY"), ("nl", "APPROVED")], Choice::Use(Ar, "ar")),
            (&[("ar", "DISABLED"), ("en", "PAUSED")], Choice::Held(State::Paused)),
            (&[("ar", "PENDING"), ("en", "REJECTED")], Choice::Held(State::Pending)),
            (&[("ar", "REJECTED"), ("nl", "DISABLED")], Choice::Never(Some(State::Rejected))),
            (&[], Choice::Never(None)),
        ];
        for (known, chosen) in rows {
            let registry = registry(true, known);
            assert_eq!(registry.choose("wa", "pvt", &[Ar, En, Nl], NOW), *chosen, "{known:?}");
        }
    }

    #[test]
    fn a_channel_that_was_never_listed_is_taken_at_its_word() {
        let registry = registry(false, &[("ar", "PAUSED")]);
        assert_eq!(registry.choose("wa", "pvt", &[Ar, En, Nl], NOW), Choice::Use(En, "en"));
        assert_eq!(registry.choose("wa", "pvt", &[Ar], NOW), Choice::Held(State::Paused));
        assert_eq!(registry.choose("other", "pvt", &[Ar], NOW), Choice::Use(Ar, "ar"));
        assert_eq!(registry.choose("wa", "map", &[Ar], NOW), Choice::Use(Ar, "ar"));
    }

    #[test]
    fn what_the_platform_refused_is_left_alone_for_a_while() {
        let mut registry = registry(false, &[]);
        let until = NOW + chrono::TimeDelta::hours(3);
        registry.set_paused("wa", "pvt", "ar", until);
        let choose = |registry: &Registry, now| registry.choose("wa", "pvt", &[Ar, Nl], now);
        assert_eq!(choose(&registry, NOW), Choice::Use(Nl, "nl"));
        assert_eq!(choose(&registry, until), Choice::Use(Ar, "ar"));
        registry.set_paused("wa", "pvt", "nl", until);
        assert_eq!(choose(&registry, NOW), Choice::Held(State::Paused));
    }
}
