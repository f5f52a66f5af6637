//! Colleagues, and what each role may do.

use serde::{Deserialize, Serialize};

use super::person::words;

/// What somebody is employed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Keeps the system: colleagues, content, failures. Sees everybody.
    Beheerder,
    /// Case worker; a person has one.
    Klantmanager,
    /// Case worker for the whole team's people.
    Consulent,
    /// Ervaringsdeskundige coach: own people only.
    Coach,
    /// Gives PVT or MAP sessions.
    Trainer,
}

words!(Role {
    Beheerder = "beheerder",
    Klantmanager = "klantmanager",
    Consulent = "consulent",
    Coach = "coach",
    Trainer = "trainer",
});

/// How somebody logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// With a password that is kept here.
    Password,
    /// With the account of the municipality, by OpenID Connect.
    Oidc,
}

words!(Way { Password = "password", Oidc = "oidc" });

/// Whose people somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody of the own gemeente.
    Gemeente,
    /// Only people whose coach one is.
    OwnAsCoach,
    /// Nobody.
    Nobody,
}

impl Role {
    /// Whose people this role may see in lists and pages. Klantmanagers cover for each other, so
    /// they see the gemeente and start on their own caseload.
    pub fn scope(self) -> Scope {
        match self {
            Self::Beheerder | Self::Klantmanager | Self::Consulent => Scope::Gemeente,
            Self::Coach => Scope::OwnAsCoach,
            Self::Trainer => Scope::Nobody,
        }
    }

    /// May this role stand in for `other`: see at least whom that one sees?
    pub fn stands_in_for(self, other: Self) -> bool {
        match other.scope() {
            Scope::Gemeente => self.scope() == Scope::Gemeente,
            Scope::OwnAsCoach => self.scope() != Scope::Nobody,
            Scope::Nobody => false,
        }
    }

    /// May this role put dialogs in force, for everybody?
    pub fn publishes(self) -> bool {
        matches!(self, Self::Beheerder)
    }

    /// May this role look at the dialogs, try them, and see what is about to change?
    pub fn works_with_content(self) -> bool {
        matches!(self, Self::Beheerder | Self::Klantmanager | Self::Consulent)
    }

    /// May this role note who was at a session? A trainer only for own courses.
    pub fn notes_presence(self) -> bool {
        matches!(self, Self::Beheerder | Self::Klantmanager | Self::Consulent | Self::Trainer)
    }

    /// May this role print and post letters? They show names and addresses of the whole gemeente.
    pub fn writes_letters(self) -> bool {
        matches!(self, Self::Beheerder | Self::Klantmanager | Self::Consulent)
    }

    /// May this role hand somebody everything that is kept about them, and correct it?
    pub fn answers_for_data(self) -> bool {
        matches!(self, Self::Beheerder | Self::Klantmanager | Self::Consulent)
    }

    /// May this role erase somebody? It cannot be undone, so not everybody who helps out.
    pub fn erases(self) -> bool {
        matches!(self, Self::Beheerder | Self::Klantmanager)
    }

    /// May this role make two entries one person, and undo that?
    pub fn merges(self) -> bool {
        matches!(self, Self::Beheerder | Self::Klantmanager)
    }

    /// May this role import files of people, sessions and enrolments?
    pub fn imports(self) -> bool {
        matches!(self, Self::Beheerder | Self::Klantmanager)
    }

    /// May this role add and disable colleagues, and read the audit trail?
    pub fn keeps_accounts(self) -> bool {
        matches!(self, Self::Beheerder)
    }

    /// May this role see failures, unreadable bodies and parked events?
    pub fn operates(self) -> bool {
        matches!(self, Self::Beheerder)
    }
}
