//! What an import means for the people whom WhatsApp may be written to first: see `plan::budget`.

use serde::Serialize;

use super::{ImportArgs, Kind, Outcome, Target};
use crate::acts::channel_budget::{Needed, channel_budget, needed_by};
use crate::acts::import::columns::ColumnMap;
use crate::acts::import::enrolments;
use crate::acts::occasion::Occasion;
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
    ) -> anyhow::Result<Vec<Budget>> {
        let plans = matches!(self.args.kind, Kind::Enrolments | Kind::Sessions);
        if !plans || !outcome.report.is_good() || self.accounts.is_empty() {
            return Ok(Vec::new());
        }
        let now = clock.civil();
        let on = Occasion { gemeente: to.gemeente, by: None, policies: to.policies, now };
        let mut tx = to.db.read().await?;
        // a trial planned nothing that is still there
        let more = match self.args.kind {
            Kind::Enrolments if self.args.dry_run => {
                let (_, rows) = enrolments::read(self.bytes, self.map)?;
                needed_by(&mut tx, &rows, on).await?
            }
            _ => Needed::new(),
        };
        Ok(channel_budget(&mut tx, self.accounts, &more, (now, clock.machine())).await?)
    }
}

/// The report as JSON.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    #[serde(flatten)]
    pub(super) outcome: &'a Outcome,
    /// What the planned reminders need of each account, if it has a limit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) budget: Vec<Budget>,
}
