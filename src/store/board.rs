//! What the dashboard's home reads: who has not answered, and which tasks are open.
//!
//! Every list is bounded, and whose people somebody may see is decided here in SQL, never in a page.

mod silent;
mod tasks;

pub use silent::{Count, CourseCount, Silent, counts, courses, in_groups, silent};
pub use tasks::{OpenTask, tasks};

use chrono::NaiveDate;

use crate::ids::{CourseId, GemeenteId, SmartGroupId, StaffId};
use crate::trade::person::{GroupKind, Language, words};
use crate::trade::staff::{Role, Scope};

/// How long a list may be; whoever is not in it is only counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// What one looks at first.
    #[default]
    First,
    /// What one asked to see more of.
    More,
    /// All that are counted, for a file.
    All,
}

impl Length {
    /// Rows at most.
    pub fn rows(self) -> i64 {
        match self {
            Self::First => 50,
            Self::More => 200,
            Self::All => COUNTED,
        }
    }
}

/// So many silent people, and so many open tasks, are counted; where there are more, a count says "at
/// least".
pub const COUNTED: i64 = 10_000;

/// Through whose eyes the lists are read.
#[derive(Clone, Copy, Debug)]
pub struct Viewer {
    /// Only this municipality.
    pub gemeente: GemeenteId,
    /// Who looks.
    pub staff: StaffId,
    /// What they may do.
    pub role: Role,
    /// The day on the Dutch calendar: for whom they stand in depends on it.
    pub today: NaiveDate,
}

impl Viewer {
    fn sees_gemeente(self) -> bool {
        self.role.scope() == Scope::Gemeente
    }

    fn sees_nobody(self) -> bool {
        self.role.scope() == Scope::Nobody
    }
}

/// Whose people a list shows; people who are nobody's are in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's whom the viewer may see.
    #[default]
    Everybody,
    /// Those of the viewer's team, and the viewer's own.
    Team,
    /// The viewer's own, and those for whom they stand in.
    Mine,
}

words!(Whose { Everybody = "allen", Team = "team", Mine = "mij" });

/// Which part of the list is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Whose people.
    pub whose: Whose,
    /// Only this part of the law.
    pub group: Option<GroupKind>,
    /// Only people enrolled in this course.
    pub course: Option<CourseId>,
    /// Only people who are written to in this language.
    pub language: Option<Language>,
    /// Of the silent, only those who are silent for this reason.
    pub why: Option<Why>,
    /// Of the silent, those whom a colleague put off, instead of all others.
    pub snoozed: bool,
    /// Of the silent, only those of whom the condition of this smart group holds.
    pub smart: Option<SmartGroupId>,
    /// How much of it.
    pub length: Length,
}

/// Why nothing is heard of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A question is open.
    Question,
    /// Said "stop".
    Stopped,
    /// Every address is shut.
    Unreachable,
    /// Never used the invitation.
    Invitation,
    /// Has no address, and no invitation.
    NoAddress,
}

words!(Why {
    Question = "question",
    Stopped = "stopped",
    Unreachable = "unreachable",
    Invitation = "invitation",
    NoAddress = "no_address",
});

#[cfg(test)]
mod tests;
