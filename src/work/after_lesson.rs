//! What is said after a lesson, once the contact budget lets it begin: told as it is noted by then.
//!
//! Three statements for each session, however many people were there.

use std::collections::{BTreeMap, HashMap};

use crate::acts::catch_up;
use crate::dialog::content::Content;
use crate::dialog::event::Event;
use crate::ids::{EnrolmentId, SessionId};
use crate::message::{Fact, Facts};
use crate::plan::local_time::local;
use crate::store::presence::{self, Expected};
use crate::store::sessions::{self, Session};
use crate::store::{StoreError, Tx};
use crate::trade::course::{Presence, progress};

/// What begins for each place at each of these lessons; no entry: it was cancelled since, the place is
/// gone, or nothing is said after that.
pub(super) async fn events(
    tx: &mut Tx,
    content: &Content,
    lessons: impl Iterator<Item = (SessionId, EnrolmentId)>,
) -> Result<HashMap<(SessionId, EnrolmentId), Event>, StoreError> {
    let mut places: BTreeMap<SessionId, Vec<EnrolmentId>> = BTreeMap::new();
    for (session, place) in lessons {
        places.entry(session).or_default().push(place);
    }
    let mut events = HashMap::new();
    for (id, places) in places {
        let found = sessions::one(tx, id).await?;
        let Some(session) = found.filter(|s| s.cancelled_at.is_none()) else { continue };
        let total = presence::total(tx, session.course_id).await?;
        let roll = presence::roll(tx, id).await?;
        let theirs = roll.iter().filter(|p| places.contains(&p.enrolment_id) && !p.has_left);
        for person in theirs {
            let mark = person.presence.as_deref().and_then(Presence::parse);
            let Some(dialog) = mark.and_then(|mark| content.for_presence(mark)) else { continue };
            let facts = facts(&session, person, total);
            let event = Event::start(&dialog.dialog.value, facts);
            events.insert((id, person.enrolment_id), event);
        }
    }
    Ok(events)
}

fn facts(session: &Session, person: &Expected, total: i64) -> Facts {
    [
        ("naam", Fact::Person(person.name.clone())),
        ("dag", Fact::Date(local(session.starts_at).date())),
        ("gevolgd", Fact::Number(person.attended)),
        ("totaal", Fact::Number(total)),
        ("voortgang", Fact::Word(progress(person.attended, total))),
        (catch_up::MISSED, Fact::Word(session.id.to_string())),
        (catch_up::PLACE, Fact::Word(person.enrolment_id.to_string())),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into()
}
