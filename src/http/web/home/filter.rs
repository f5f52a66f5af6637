//! Which part of the home page is asked for: in the address, so that it can be kept and shared.

use serde::Deserialize;

use crate::ids::{CourseId, SmartGroupId};
use crate::store::board::{Choice, Length, Whose, Why};
use crate::trade::person::{GroupKind, Language};
use crate::trade::staff::{Role, Scope};

/// The filters of an address, as they came: `?van=mij&groep=asiel&cursus=...`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    van: Option<String>,
    groep: Option<String>,
    cursus: Option<String>,
    taal: Option<String>,
    reden: Option<String>,
    uitgesteld: Option<String>,
    slim: Option<String>,
    toon: Option<String>,
    /// What was just done, to say so once: `taak`, `antwoord`, `stop`.
    pub(super) gedaan: Option<String>,
    /// With how many people it was done.
    pub(super) aantal: Option<u32>,
    /// Which button was pressed, of a form that has several.
    pub(super) wie: Option<String>,
    /// What is to be done.
    pub(super) wat: Option<String>,
    /// For how many days somebody is put off.
    pub(super) dagen: Option<i64>,
}

impl Asked {
    /// Those of a form whose fields may repeat.
    pub(super) fn of(fields: &[(String, String)]) -> Self {
        let value = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
        Self {
            van: value("van"),
            groep: value("groep"),
            cursus: value("cursus"),
            taal: value("taal"),
            reden: value("reden"),
            uitgesteld: value("uitgesteld"),
            slim: value("slim"),
            toon: value("toon"),
            ..Self::default()
        }
    }
}

/// The filters that hold: what was asked for, and else what suits the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) whose: Whose,
    pub(super) group: Option<GroupKind>,
    pub(super) course: Option<CourseId>,
    pub(super) language: Option<Language>,
    pub(super) why: Option<Why>,
    pub(super) snoozed: bool,
    pub(super) smart: Option<SmartGroupId>,
    pub(super) length: Length,
}

impl Filter {
    /// What cannot be understood is as if it was not asked. A klantmanager starts with their own
    /// people; who sees only their own people anyway has no choice to make.
    pub(super) fn of(asked: &Asked, role: Role) -> Self {
        let own = if role == Role::Klantmanager { Whose::Mine } else { Whose::Everybody };
        let whose = asked.van.as_deref().and_then(Whose::parse).unwrap_or(own);
        Self {
            whose: if Self::has_others(role) { whose } else { Whose::Everybody },
            group: asked.groep.as_deref().and_then(GroupKind::parse),
            course: asked.cursus.as_deref().and_then(|id| id.parse().ok()),
            language: asked.taal.as_deref().and_then(Language::parse),
            why: asked.reden.as_deref().and_then(Why::parse),
            snoozed: asked.uitgesteld.as_deref() == Some("ja"),
            smart: asked.slim.as_deref().and_then(|id| id.parse().ok()),
            length: match asked.toon.as_deref() {
                Some("meer") => Length::More,
                _ => Length::First,
            },
        }
    }

    /// Does this role see other people than its own?
    pub(super) fn has_others(role: Role) -> bool {
        role.scope() == Scope::Gemeente
    }

    pub(super) fn choice(self) -> Choice {
        let Self { whose, group, course, language, why, snoozed, smart, length } = self;
        Choice { whose, group, course, language, why, snoozed, smart, length }
    }

    /// Are there people beyond those whose list this is?
    pub(super) fn is_narrow(self) -> bool {
        self.whose != Whose::Everybody
    }

    /// The filters as they stand in an address, always complete.
    pub(super) fn query(self) -> String {
        let mut query = format!("van={}", self.whose);
        if let Some(group) = self.group {
            query.push_str(&format!("&groep={group}"));
        }
        if let Some(course) = self.course {
            query.push_str(&format!("&cursus={course}"));
        }
        if let Some(group) = self.smart {
            query.push_str(&format!("&slim={group}"));
        }
        for (name, value) in [
            ("taal", self.language.map(Language::as_str)),
            ("reden", self.why.map(Why::as_str)),
            ("uitgesteld", self.snoozed.then_some("ja")),
            ("toon", (self.length == Length::More).then_some("meer")),
        ] {
            if let Some(value) = value {
                query.push_str(&format!("&{name}={value}"));
            }
        }
        query
    }

    /// The same as fields of a form: name and value.
    pub(super) fn fields(self) -> Vec<(String, String)> {
        let pairs = self.query();
        let pair = |pair: &str| pair.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned()));
        pairs.split('&').filter_map(pair).collect()
    }

    /// Is a part chosen that the tabs do not show?
    pub(super) fn has_more(self) -> bool {
        self.course.is_some()
            || self.language.is_some()
            || self.why.is_some()
            || self.smart.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(van: Option<&str>, groep: &str, cursus: &str) -> Asked {
        let word = |w: &str| Some(w.to_owned()).filter(|w| !w.is_empty());
        Asked {
            van: van.map(str::to_owned),
            groep: word(groep),
            cursus: word(cursus),
            ..Asked::default()
        }
    }

    #[test]
    fn a_klantmanager_starts_with_their_own_people_and_others_with_everybody() {
        let nothing = asked(None, "", "");
        let whose = |asked: &Asked, role| Filter::of(asked, role).whose;
        assert_eq!(whose(&nothing, Role::Klantmanager), Whose::Mine);
        assert_eq!(whose(&nothing, Role::Consulent), Whose::Everybody);
        assert_eq!(whose(&asked(Some("allen"), "", ""), Role::Klantmanager), Whose::Everybody);
        assert_eq!(whose(&asked(Some("team"), "", ""), Role::Consulent), Whose::Team);
        assert_eq!(whose(&asked(Some("mij"), "", ""), Role::Coach), Whose::Everybody);
    }

    #[test]
    fn nonsense_in_an_address_is_ignored_and_never_repeated() {
        let filter = Filter::of(&asked(Some("allen"), "'><b>", "x"), Role::Consulent);
        assert_eq!(filter.query(), "van=allen");
        let good = Filter::of(&asked(Some("mij"), "asiel", ""), Role::Consulent);
        assert_eq!(good.query(), "van=mij&groep=asiel");
        let asked = Asked {
            taal: Some("ti".to_owned()),
            reden: Some("<b>".to_owned()),
            uitgesteld: Some("ja".to_owned()),
            toon: Some("meer".to_owned()),
            ..Asked::default()
        };
        let more = Filter::of(&asked, Role::Consulent);
        assert_eq!(more.query(), "van=allen&taal=ti&uitgesteld=ja&toon=meer");
        assert_eq!(more.fields()[1], ("taal".to_owned(), "ti".to_owned()));
    }
}
