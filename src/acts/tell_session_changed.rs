//! Lets people know that a session moved or is cancelled: an event in the mailbox of each.

use chrono::{DateTime, Utc};

use super::occasion::where_to;
use crate::dialog::event::{About, Event};
use crate::message::{Fact, Facts};
use crate::plan::local_time::local;
use crate::store::courses::Enrolled;
use crate::store::hot::arrivals::{self, NewEvent};
use crate::store::sessions::Session;
use crate::store::{StoreError, Tx, mailboxes};

/// Appends the event for everybody in `who`, all at once: as many statements for a hundred people as
/// for one. Their mailboxes are locked in one order before it: two colleagues who do this at once wait
/// for each other, and never for ever.
pub async fn tell_session_changed(
    tx: &mut Tx,
    session: &Session,
    who: &[Enrolled],
    cancelled: bool,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    mailboxes::lock(tx, who.iter().map(|enrolled| enrolled.mailbox_id)).await?;
    let mut events = Vec::with_capacity(who.len());
    for enrolled in who {
        let event = Event::SessionChanged {
            about: About {
                enrolment: enrolled.enrolment_id,
                session: session.id,
                starts_at: session.starts_at,
                ends_at: session.ends_at,
            },
            cancelled,
            facts: facts(session, &enrolled.name)?,
        };
        events.push(NewEvent::ours(tx, enrolled.mailbox_id, (event.kind(), &event))?);
    }
    arrivals::append(tx, events, now).await?;
    Ok(who.len())
}

fn facts(session: &Session, name: &str) -> Result<Facts, StoreError> {
    let (starts, ends) = (local(session.starts_at), local(session.ends_at));
    let mut facts: Vec<(&str, Fact)> = vec![
        ("naam", Fact::Person(name.to_owned())),
        ("soort", Fact::Word(session.kind()?.as_str().to_owned())),
        ("nummer", Fact::Number(session.number)),
        ("dag", Fact::Date(starts.date())),
        ("tijd", Fact::Time(starts.time())),
        ("eindtijd", Fact::Time(ends.time())),
        ("plaats", Fact::Place(session.place.clone())),
        ("adres", Fact::Place(where_to(&session.street, session.online_url.as_deref()))),
    ];
    if let Some(bring) = &session.bring {
        facts.push(("meenemen", Fact::Word(bring.clone())));
    }
    Ok(facts.into_iter().map(|(name, fact)| (name.to_owned(), fact)).collect())
}
