//! Letters on paper: made for who needs one, printed with codes of their own, posted, come back.
//!
//! The codes exist on paper only, so that they are made by printing; printing again makes new ones and
//! those of before are worth nothing. What leaves the house is put in an envelope by a person.

mod make;
mod post;
mod print;

pub use make::{Made, make_letters, waiting};
pub use post::{drop_letters, mark_posted, mark_returned};
pub use print::{DAYS_VALID, Printed, mark_letters_printed};

use crate::ids::{GemeenteId, LetterId, StaffId};
use crate::store::letters::{self, LetterRow};
use crate::store::{StoreError, Tx};

/// In whose name letters are changed.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// The colleague; None: by command.
    pub staff: Option<StaffId>,
}

/// Why letters are left as they are. Nothing is changed then, of any of them.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such letter in this municipality.
    #[error("there is no such letter")]
    Unknown(LetterId),
    /// It is further, or not as far, as this needs.
    #[error("a letter is not in the state that this needs: {0}")]
    NotNow(&'static str),
    /// There is no street or town to send it to.
    #[error("a letter has no postal address to go to")]
    NoPostalAddress(LetterId),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A letter that is not over, locked.
async fn take(tx: &mut Tx, letter: LetterId, by: By) -> Result<LetterRow, Refusal> {
    let row = letters::take(tx, letter, by.gemeente).await?.ok_or(Refusal::Unknown(letter))?;
    if row.dropped_at.is_some() {
        return Err(Refusal::NotNow("it was dropped"));
    }
    Ok(row)
}

/// Each letter once, in one order for everybody: two that change several wait for each other, and
/// never in a circle.
fn in_order(all: &[LetterId]) -> Vec<LetterId> {
    let mut once = all.to_vec();
    once.sort_unstable();
    once.dedup();
    once
}
