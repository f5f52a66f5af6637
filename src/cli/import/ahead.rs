//! What an import means for the people whom WhatsApp may be written to first: see `plan::budget`.

use serde::Serialize;

use super::{ImportArgs, Kind, Outcome, Step, Target};
use crate::acts::channel_budget::{Needed, channel_budget, needed_by};
use crate::acts::import::columns::ColumnMap;
use crate::acts::import::enrolments;
use crate::acts::occasion::Occasion;
use crate::cli::budget_words;
use crate::clock::Clock;
use crate::plan::budget::{Account, Budget};

/// What follows for the people of a day: looked at beside the writer, after the import.
pub(super) struct Ahead<'a> {
    pub(super) args: &'a ImportArgs,
    pub(super) bytes: &'a [u8],
    pub(super) map: &'a ColumnMap,
    pub(super) accounts: &'a [Account],
}

impl Ahead<'_> {
    pub(super) async fn look(
        &self,
        outcome: &Outcome,
        to: Target<'_>,
        clock: &Clock,
    ) -> anyhow::Result<Room> {
        let plans = matches!(self.args.kind, Kind::Enrolments | Kind::Sessions);
        if !plans || !outcome.report.is_good() || self.accounts.is_empty() {
            return Ok(Room::NotAsked);
        }
        let now = clock.civil();
        let on = Occasion { gemeente: to.gemeente, by: None, policies: to.policies, now };
        let mut tx = to.db.read().await?;
        // a trial planned nothing that is still there
        let more = match (self.args.kind, self.args.dry_run) {
            // who would be reminded of which session is known only once the sessions are there
            (Kind::Sessions, true) => return Ok(Room::CannotTell),
            (Kind::Enrolments, true) => {
                let (_, rows) = enrolments::read(self.bytes, self.map)?;
                needed_by(&mut tx, &rows, on).await?
            }
            _ => Needed::new(),
        };
        let budgets = channel_budget(&mut tx, self.accounts, &more, (now, clock.machine())).await?;
        Ok(Room::Known(budgets))
    }
}

/// Is there room on WhatsApp for what was imported?
pub(super) enum Room {
    /// It was not looked at: nothing is planned by such a file, or no account has a limit.
    NotAsked,
    /// A trial of sessions cannot tell.
    CannotTell,
    /// What the planned reminders need of each account that has a limit.
    Known(Vec<Budget>),
}

impl Room {
    /// What is written below the report.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::NotAsked => String::new(),
            Self::CannotTell => budget_words::TRIAL_OF_SESSIONS.to_owned(),
            Self::Known(budgets) => budget_words::below_an_import(budgets),
        }
    }
}

/// The report as JSON.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    #[serde(flatten)]
    outcome: &'a Outcome,
    /// How far it was when the database broke off.
    #[serde(skip_serializing_if = "Option::is_none")]
    broke_off: Option<Step>,
    /// Absent when it was not looked at; null when a trial cannot tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<Option<&'a [Budget]>>,
}

impl<'a> Told<'a> {
    /// What was imported, and what it means for the people of a day.
    pub(super) fn whole(outcome: &'a Outcome, room: &'a Room) -> Self {
        let budget = match room {
            Room::NotAsked => None,
            Room::CannotTell => Some(None),
            Room::Known(budgets) => Some(Some(budgets.as_slice())),
        };
        Self { outcome, broke_off: None, budget }
    }

    /// What was imported before the database broke off.
    pub(super) fn broken_off(outcome: &'a Outcome, at: Step) -> Self {
        Self { outcome, broke_off: Some(at), budget: None }
    }
}
