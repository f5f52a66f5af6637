//! For whom a colleague stands in, in words: above a list, and beside each person and task that is there because of it.

use chrono::NaiveDate;

use super::when;
use crate::ids::StaffId;
use crate::store::absence::Held;

/// For whom, and until when.
#[derive(Clone)]
pub(super) struct StandsIn {
    pub(super) name: String,
    pub(super) until: String,
    /// Nobody stands in, so that the beheerders see these people.
    pub(super) is_nobodys: bool,
}

/// For whom the visitor stands in today.
pub(super) struct HeldWords(Vec<(StaffId, StandsIn)>);

impl HeldWords {
    pub(super) fn new(held: Vec<Held>, today: NaiveDate) -> Self {
        let words = |one: Held| {
            let (name, until) = (one.name, when::date(one.last_on, today));
            (one.of_id, StandsIn { name, until, is_nobodys: one.is_nobodys })
        };
        Self(held.into_iter().map(words).collect())
    }

    /// The first of these colleagues for whom the visitor stands in.
    pub(super) fn first_of(&self, whose: &[Option<StaffId>]) -> Option<StandsIn> {
        whose
            .iter()
            .flatten()
            .find_map(|id| self.0.iter().find(|(of, _)| of == id).map(|(_, words)| words.clone()))
    }

    /// All of them, by name.
    pub(super) fn all(&self) -> Vec<StandsIn> {
        self.0.iter().map(|(_, words)| words.clone()).collect()
    }
}
