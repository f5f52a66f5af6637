//! Which part of the home page is asked for: in the address, so that it can be kept and shared.

use serde::Deserialize;

use crate::ids::CourseId;
use crate::store::board::Choice;
use crate::trade::person::GroupKind;
use crate::trade::staff::{Role, Scope};

/// The filters of an address, as they came: `?van=mij&groep=asiel&cursus=...`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    van: Option<String>,
    groep: Option<String>,
    cursus: Option<String>,
    /// What was just done, to say so once: `taak`, `antwoord`, `stop`.
    pub(super) gedaan: Option<String>,
    /// Which button was pressed, of a form that has several.
    pub(super) wie: Option<String>,
}

/// The filters that hold: what was asked for, and else what suits the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) mine: bool,
    pub(super) group: Option<GroupKind>,
    pub(super) course: Option<CourseId>,
}

impl Filter {
    /// What cannot be understood is as if it was not asked. A klantmanager starts with their own
    /// people; who sees only their own people anyway has no choice to make.
    pub(super) fn of(asked: &Asked, role: Role) -> Self {
        let mine = match asked.van.as_deref() {
            Some("mij") => true,
            Some("allen") => false,
            _ => role == Role::Klantmanager,
        };
        Self {
            mine: mine && Self::has_others(role),
            group: asked.groep.as_deref().and_then(GroupKind::parse),
            course: asked.cursus.as_deref().and_then(|id| id.parse().ok()),
        }
    }

    /// Does this role see other people than its own?
    pub(super) fn has_others(role: Role) -> bool {
        role.scope() == Scope::Gemeente
    }

    pub(super) fn choice(self) -> Choice {
        Choice { mine: self.mine, group: self.group, course: self.course }
    }

    /// The filters as they stand in an address, always complete.
    pub(super) fn query(self) -> String {
        let mut query = format!("van={}", if self.mine { "mij" } else { "allen" });
        if let Some(group) = self.group {
            query.push_str(&format!("&groep={group}"));
        }
        if let Some(course) = self.course {
            query.push_str(&format!("&cursus={course}"));
        }
        query
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
            gedaan: None,
            wie: None,
        }
    }

    #[test]
    fn a_klantmanager_starts_with_their_own_people_and_others_with_everybody() {
        let nothing = asked(None, "", "");
        assert!(Filter::of(&nothing, Role::Klantmanager).mine);
        assert!(!Filter::of(&nothing, Role::Consulent).mine);
        assert!(!Filter::of(&asked(Some("allen"), "", ""), Role::Klantmanager).mine);
        assert!(!Filter::of(&asked(Some("mij"), "", ""), Role::Coach).mine);
    }

    #[test]
    fn nonsense_in_an_address_is_ignored_and_never_repeated() {
        let filter = Filter::of(&asked(Some("allen"), "'><b>", "x"), Role::Consulent);
        assert_eq!(filter.query(), "van=allen");
        let good = Filter::of(&asked(Some("mij"), "asiel", ""), Role::Consulent);
        assert_eq!(good.query(), "van=mij&groep=asiel");
    }
}
