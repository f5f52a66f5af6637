//! Somebody catches up a missed session with another group of the same course.
//!
//! Offering looks for the same lesson elsewhere with a place free (`trade::catch_up`), keeps what is
//! offered as rows, and begins the dialog [`DIALOG`] with it. Choosing looks again: a place that was taken
//! meanwhile is not promised, and what is still free is offered anew. Who chose is expected at that one
//! session: reminders are planned, and the trainer sees them on the roll. Where nothing is free, it is a
//! task for the klantmanager.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::occasion::Occasion;
use super::plan_reminders::plan_reminders;
use crate::dialog::event::Event;
use crate::ids::{AddressId, EnrolmentId, SessionId};
use crate::message::{Fact, Facts, Line, TextId};
use crate::plan::local_time::local;
use crate::store::catch_ups::{self, Elsewhere, Whose};
use crate::store::sessions::Session;
use crate::store::tasks::{self, NewTask};
use crate::store::{StoreError, Tx, audit, hot, inbox, sessions, trail};
use crate::trade::catch_up::{Lesson, Wish, best};
use crate::trade::course::{Daypart, SessionKind, SessionTime};
use crate::trade::person::Language;
use crate::trade::task::{Desk, TaskKind};

/// The dialog that offers the dates.
pub const DIALOG: &str = "inhalen";
/// Its fact with the missed session; never in a text.
pub const MISSED: &str = "les";
/// Its fact with the place in the own group.
pub const PLACE: &str = "plek";
/// The rule by which reminders are dropped of a date that somebody changed for another.
pub const OTHER_DATE: &str = "andere-dag";
/// Dates that are offered at once: more is no choice but a list to study.
const MOST: usize = 3;

/// What somebody missed, or will miss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The place in the own group.
    pub place: EnrolmentId,
    /// The session of the own group.
    pub session: SessionId,
}

/// What came of looking for another date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// So many dates are offered.
    Dates(usize),
    /// No group has a place free.
    Nothing,
    /// This session cannot be caught up, or it is being caught up already.
    NotNeeded,
}

/// Does a session of this kind come back in other groups?
fn comes_back(kind: SessionKind) -> bool {
    matches!(
        kind,
        SessionKind::Pvt
            | SessionKind::PvtExcursie
            | SessionKind::PvtOndertekening
            | SessionKind::Map
            | SessionKind::Checklist
            | SessionKind::Taalcafe
    )
}

/// What brings an offer about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Because {
    /// What was chosen before is full now.
    pub full: bool,
    /// The person asked for it just now on this address: the offer comes behind what thanks them for that.
    pub asked_on: Option<AddressId>,
}

/// Looks for other dates and begins to offer them. `now` is civil.
pub async fn offer(
    tx: &mut Tx,
    miss: Miss,
    because: Because,
    now: DateTime<Utc>,
) -> Result<Offered, StoreError> {
    let Because { full, asked_on } = because;
    let Some(who) = catch_ups::whose(tx, miss.place).await? else { return Ok(Offered::NotNeeded) };
    let Some(session) = sessions::one(tx, miss.session).await? else {
        return Ok(Offered::NotNeeded);
    };
    if !comes_back(session.kind()?) || catch_ups::is_caught_up(tx, miss.place, miss.session).await?
    {
        return Ok(Offered::NotNeeded);
    }
    let free = free_elsewhere(tx, &who, &session, now).await?;
    let ids: Vec<SessionId> = free.iter().map(|lesson| lesson.id).collect();
    catch_ups::offer(tx, (miss.place, miss.session), &ids, now).await?;
    if free.is_empty() && !full {
        return Ok(Offered::Nothing);
    }
    let event = Event::Start {
        dialog: DIALOG.to_owned(),
        facts: facts(miss, &free, full),
        in_answer: asked_on.is_some(),
    };
    inbox::append(tx, who.mailbox_id, asked_on, (event.kind(), &event), now).await?;
    Ok(Offered::Dates(free.len()))
}

async fn free_elsewhere(
    tx: &mut Tx,
    who: &Whose,
    missed: &Session,
    now: DateTime<Utc>,
) -> Result<Vec<Elsewhere>, StoreError> {
    let found = catch_ups::elsewhere(tx, missed.id, now).await?;
    let expected = trail::expected(tx, who.person_id).await?;
    // the missed session itself takes no time of theirs
    let busy: Vec<SessionTime> = expected
        .into_iter()
        .filter_map(|(from, until, _)| SessionTime::new(from, until))
        .filter(|time| *time != missed.time())
        .collect();
    let lessons: Vec<Lesson<SessionId>> = found
        .iter()
        .map(|lesson| Lesson {
            id: lesson.id,
            time: SessionTime { starts_at: lesson.starts_at, ends_at: lesson.ends_at },
            daypart: Daypart::of(local(lesson.starts_at).time()),
            language: lesson.language.as_deref().and_then(Language::parse),
            free: lesson.free(),
        })
        .collect();
    let wish = Wish {
        daypart: Daypart::of(local(missed.starts_at).time()),
        language: Language::parse(&who.language).unwrap_or(Language::Nl),
        busy: &busy,
    };
    let chosen = best(&lessons, wish, now, MOST);
    Ok(chosen.iter().filter_map(|id| found.iter().find(|one| one.id == *id).cloned()).collect())
}

fn facts(miss: Miss, free: &[Elsewhere], full: bool) -> Facts {
    let count = i64::try_from(free.len()).unwrap_or(0);
    let lines = free.iter().zip(1..).map(|(lesson, number)| line(lesson, number)).collect();
    let mut facts: Facts = [
        ("lessen", Fact::Lines(lines)),
        ("vrij", Fact::Number(count)),
        ("vol", Fact::Word(if full { "ja" } else { "nee" }.to_owned())),
        (MISSED, Fact::Word(miss.session.to_string())),
        (PLACE, Fact::Word(miss.place.to_string())),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into();
    // a template of WhatsApp knows no lists: it mentions each lesson by itself
    for (lesson, number) in free.iter().zip(1..) {
        let each = of_lesson(lesson).map(|(name, fact)| (format!("{name}{number}"), fact));
        facts.extend(each);
    }
    facts
}

fn of_lesson(lesson: &Elsewhere) -> [(&'static str, Fact); 3] {
    let start = local(lesson.starts_at);
    [
        ("dag", Fact::Date(start.date())),
        ("tijd", Fact::Time(start.time())),
        ("plaats", Fact::Place(lesson.place.clone())),
    ]
}

fn line(lesson: &Elsewhere, number: i64) -> Line {
    let mut facts: Facts = of_lesson(lesson).map(|(name, fact)| (name.to_owned(), fact)).into();
    facts.insert("nummer".to_owned(), Fact::Number(number));
    Line { text: TextId::from("inhalen-regel"), facts }
}

/// What came of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Expected there.
    Expected(SessionId),
    /// It is full, or gone: what is still free is offered.
    Gone,
    /// This was never offered, or chosen before.
    Unknown,
}

/// The person chose the date with this number, on this address: from now on they are expected there.
pub async fn choose(
    tx: &mut Tx,
    miss: Miss,
    (rank, asked_on): (i64, Option<AddressId>),
    on: Occasion<'_>,
) -> Result<Chosen, StoreError> {
    let key = (miss.place, miss.session);
    let Some(id) = catch_ups::offered(tx, key, rank).await? else { return Ok(Chosen::Unknown) };
    let there = sessions::one(tx, id).await?;
    let session = there.filter(|s| s.cancelled_at.is_none() && s.starts_at > on.now);
    if let Some(session) = &session {
        // who fills this course waits until we are done
        crate::store::waiting::room(tx, on.gemeente, session.course_id).await?;
    }
    let elsewhere = catch_ups::elsewhere(tx, miss.session, on.now).await?;
    let is_free = elsewhere.iter().any(|one| one.id == id && one.free() != Some(0));
    let Some(session) = session.filter(|_| is_free) else {
        offer(tx, miss, Because { full: true, asked_on }, on.now).await?;
        return Ok(Chosen::Gone);
    };
    catch_ups::give_back(tx, key, OTHER_DATE, on.now).await?;
    catch_ups::choose(tx, key, id, on.now).await?;
    let who = hot::courses::enrolled(tx, [miss.place]).await?;
    plan_reminders(tx, &[session], &who, on).await?;
    let subject = Some(("session", id.0));
    let detail = json!({ "enrolment": miss.place, "missed": miss.session });
    audit::note(tx, on.gemeente, on.by, "catch_up", subject, detail, on.now).await?;
    tx.ring_pages();
    Ok(Chosen::Expected(id))
}

/// A session is cancelled: whoever wanted to catch up there is offered another date, or a colleague looks
/// for one.
pub(super) async fn offer_again(
    tx: &mut Tx,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut lost = catch_ups::end_of_session(tx, session, now).await?;
    lost.sort_unstable();
    for (place, session) in lost {
        let miss = Miss { place, session };
        if offer(tx, miss, Because::default(), now).await? == Offered::Nothing {
            ask_a_colleague(tx, miss, now).await?;
        }
    }
    Ok(())
}

/// No group has a place: a klantmanager looks for a date.
pub async fn ask_a_colleague(
    tx: &mut Tx,
    miss: Miss,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(who) = catch_ups::whose(tx, miss.place).await? else { return Ok(()) };
    let cause = format!("inhalen:{}", miss.session);
    let task = NewTask {
        gemeente: who.gemeente_id,
        mailbox: who.mailbox_id,
        kind: TaskKind::Inhalen,
        desk: Desk::Klantmanager,
        assigned_to: who.klantmanager_id,
        conversation: None,
        question: None,
        session: Some(miss.session),
        reason: None,
        cause: &cause,
    };
    tasks::open(tx, task, now).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::content::Content;
    use crate::dialog::shipped;
    use crate::message::Saying;

    #[test]
    fn outside_the_window_an_offer_still_tells_every_lesson() {
        let content = Content::load(&shipped::files()).unwrap();
        let first: DateTime<Utc> = "2026-12-03T18:00:00Z".parse().unwrap();
        let lesson = |n: i64| Elsewhere {
            id: SessionId::fresh(),
            starts_at: first + chrono::TimeDelta::days(7 * n),
            ends_at: first + chrono::TimeDelta::days(7 * n) + chrono::TimeDelta::hours(2),
            place: format!("Buurthuis {n}"),
            language: None,
            capacity: None,
            taken: 0,
        };
        let miss = Miss { place: EnrolmentId::fresh(), session: SessionId::fresh() };
        for (step, count) in [("een", 1), ("twee", 2), ("drie", 3)] {
            let free: Vec<Elsewhere> = (0..count).map(lesson).collect();
            let mut facts = facts(miss, &free, false);
            facts.insert("naam".to_owned(), Fact::Person("Amina".to_owned()));
            let asked = content.step(DIALOG, step).unwrap();
            let saying = Saying {
                text: TextId::from(asked.say.as_ref().unwrap().value.as_str()),
                facts,
                choices: Vec::new(),
                question: None,
                template: asked.template.as_ref().map(|template| template.value.clone()),
                aids: Vec::new(),
            };
            for language in [Language::Nl, Language::Ar, Language::Zh] {
                let filled = content.words.template_in(language, &saying).unwrap();
                assert_eq!(filled.name, format!("inhalen_{step}"));
                assert!(!filled.parameters.contains(&"-".to_owned()), "{:?}", filled.parameters);
                for n in 0..count {
                    assert!(filled.parameters.contains(&format!("Buurthuis {n}")), "{step} {n}");
                }
            }
            let dutch = content.words.template_in(Language::Nl, &saying).unwrap().parameters;
            assert_eq!(dutch[..4], ["Amina", "donderdag 3 december", "19:00", "Buurthuis 0"]);
        }
    }
}
