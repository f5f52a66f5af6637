//! Several people go to other klantmanagers at once: each as with one person (`transfer`). Who is in other care by now
//! than somebody saw stays where they are, so that the same form twice does nothing twice.

use chrono::{DateTime, Utc};

use super::transfer::transfer;
use super::{Refusal, seen};
use crate::ids::{NoteId, PersonId, StaffId};
use crate::store::board::Viewer;
use crate::store::{Tx, notes};

/// Gives each person to who has the fewest by then.
///
/// ```
/// use wegwijzer::acts::conversation::share_out::spread;
/// use wegwijzer::ids::{PersonId, StaffId};
/// let people = [PersonId::fresh(), PersonId::fresh(), PersonId::fresh()];
/// let (busy, free) = (StaffId::fresh(), StaffId::fresh());
/// let given: Vec<_> = spread(&people, &[(busy, 11), (free, 9)]).iter().map(|pair| pair.1).collect();
/// assert_eq!(given, [free, free, busy]);
/// ```
pub fn spread(people: &[PersonId], to: &[(StaffId, i64)]) -> Vec<(PersonId, StaffId)> {
    let mut loads = to.to_vec();
    let mut given = Vec::with_capacity(people.len());
    for person in people {
        // the first of equals: the order of the page
        let Some(least) = loads.iter_mut().min_by_key(|(_, people)| *people) else { break };
        least.1 += 1;
        given.push((*person, least.0));
    }
    given
}

/// Transfers `person` from the one to the other; false when they are in other care by now, or gone. `now` is civil.
///
/// # Errors
/// [`Refusal::NoSuchChoice`]: who should get them has no people in care. Or the database did not do it.
pub async fn hand_over(
    tx: &mut Tx,
    person: PersonId,
    (from, to): (Option<StaffId>, StaffId),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    match seen(tx, person, by).await {
        Ok(_) => {}
        Err(Refusal::Unknown) => return Ok(false),
        Err(refusal) => return Err(refusal),
    }
    let (current, _) = notes::care_of(tx, person).await?;
    if current != from {
        return Ok(false);
    }
    transfer(tx, (NoteId::fresh(), person), to, by, now).await
}
