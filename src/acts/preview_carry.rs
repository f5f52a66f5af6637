//! What would become of running conversations if other content were put in force: a look, nothing changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dialog::carry::{Carry, Why, carry};
use crate::dialog::content::Content;
use crate::dialog::conversation::RevisionId;
use crate::store::hot::heads;
use crate::store::{StoreError, Tx, content};
use crate::trade::person::Language;

/// Mailboxes that are looked at, at most: what a page can wait for.
const MOST: i64 = 1000;
/// Looked at together.
const TOGETHER: i64 = 200;

/// What would become of the conversations at one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtStep {
    /// How many run.
    pub people: usize,
    /// Would come along.
    pub carried: usize,
    /// Had said nothing, and never would.
    pub ended: usize,
    /// Would stay, and why.
    pub stays: BTreeMap<Why, usize>,
}

/// By dialog and step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// What was seen.
    pub steps: BTreeMap<(String, String), AtStep>,
    /// More people talk than were looked at.
    pub is_cut: bool,
}

/// The revisions that running conversations follow, to be loaded before [`preview_carry`].
pub async fn followed(tx: &mut Tx) -> Result<Vec<RevisionId>, StoreError> {
    let standing = content::standing(tx).await?;
    let mut all: Vec<RevisionId> = standing.into_iter().map(|at| RevisionId(at.revision)).collect();
    all.sort();
    all.dedup();
    Ok(all)
}

/// Looks at running conversations; those of a revision that is not among `loaded` are left out.
pub async fn preview_carry(
    tx: &mut Tx,
    loaded: &BTreeMap<RevisionId, Arc<Content>>,
    new: &Content,
) -> Result<Preview, StoreError> {
    let mut preview = Preview::default();
    let (mut reached, mut seen) = (None, 0);
    loop {
        let running = content::running_after(tx, reached, TOGETHER).await?;
        let rows = heads::mailboxes(tx, &running).await?;
        let talks = heads::conversations(tx, &running, []).await?;
        for (mailbox, talks) in &talks {
            let language = rows.get(mailbox).and_then(|row| Language::parse(&row.language));
            for talk in talks {
                let Some(old) = loaded.get(&talk.revision) else { continue };
                let at = preview.steps.entry((talk.dialog.clone(), talk.step.clone())).or_default();
                at.people += 1;
                match carry(old, new, talk, language.unwrap_or(Language::Nl)) {
                    Carry::Carried { .. } => at.carried += 1,
                    Carry::Ends { .. } => at.ended += 1,
                    Carry::Stays { why } => *at.stays.entry(why).or_default() += 1,
                }
            }
        }
        seen += running.len() as i64;
        reached = running.last().copied();
        if (running.len() as i64) < TOGETHER {
            return Ok(preview);
        }
        if seen >= MOST {
            preview.is_cut = true;
            return Ok(preview);
        }
    }
}
