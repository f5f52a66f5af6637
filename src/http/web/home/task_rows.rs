//! The tasks of the home page in words.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::rows::{Moment, about, weight};
use crate::http::web::held::{HeldWords, StandsIn};
use crate::http::web::when;
use crate::http::web::words;
use crate::ids::AddressId;
use crate::plan::trend::Worse;
use crate::store::board::OpenTask;
use crate::store::hot::shares::Sharer;
use crate::trade::task::TaskKind;

/// Work that waits.
pub(super) struct TaskRow {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) what: String,
    pub(super) about: Option<String>,
    pub(super) who: Option<(String, String)>,
    pub(super) group: Option<&'static str>,
    pub(super) since: Moment,
    pub(super) lasted: String,
    pub(super) weight: &'static str,
    pub(super) whose: String,
    pub(super) desk: &'static str,
    /// It is here because the visitor stands in.
    pub(super) held: Option<StandsIn>,
    /// Where on the page of the person it is dealt with; it has no other end, or begins there.
    pub(super) page: Option<(String, &'static str)>,
    /// Does it end there, and not by "Klaar"?
    pub(super) ends_there: bool,
    /// May the visitor say that this is the person?
    pub(super) vouches: bool,
    /// Who may have said "stop" on a silent telephone; nobody: an ordinary task.
    pub(super) stops: Vec<Stopper>,
}

/// A button that says who wants to stop.
pub(super) struct Stopper {
    /// What the form tells: a person, [`EVERYBODY`] or [`NOBODY`].
    pub(super) key: String,
    /// Their name, where it is a person.
    pub(super) name: Option<String>,
    /// What follows the name.
    pub(super) words: &'static str,
}

/// All who use a telephone want to stop.
pub(super) const EVERYBODY: &str = "iedereen";
/// Nobody who uses a telephone wants to stop.
pub(super) const NOBODY: &str = "niemand";

fn stoppers(users: &[Sharer]) -> Vec<Stopper> {
    let each = users.iter().map(|user| Stopper {
        key: user.person_id.to_string(),
        name: Some(user.name.clone()),
        words: say!("wil stoppen"),
    });
    let all = [(EVERYBODY, say!("Iedereen wil stoppen")), (NOBODY, say!("Niemand: gaat door"))]
        .map(|(key, words)| Stopper { key: key.to_owned(), name: None, words });
    each.chain(all).collect()
}

/// Is it the reason of a task that the trend of check-ins asked for?
fn is_worse(reason: &str) -> bool {
    [Worse::Fell, Worse::StaysLow].iter().any(|rule| rule.as_str() == reason)
}

pub(super) fn task_row(
    task: OpenTask,
    (users, held): (&HashMap<AddressId, Vec<Sharer>>, &HeldWords),
    (sees_all, now): (bool, DateTime<Utc>),
) -> TaskRow {
    let about = about(
        task.session_kind.as_deref(),
        task.session_number,
        task.starts_at,
        task.course.as_deref(),
    );
    let lasted = now - task.opened_at;
    let desk = words::desk(&task.desk);
    // A coach's task without a coach is the klantmanager's: nothing lies where nobody looks.
    let owner = match task.desk.as_str() {
        "coach" => task.coach.or(task.klantmanager),
        "klantmanager" => task.klantmanager,
        _ => None,
    };
    let users = task.silent_phone.and_then(|phone| users.get(&phone));
    let page = match TaskKind::parse(&task.kind) {
        Some(TaskKind::Schrijnend) => Some(("#schrijnend", say!("Bekijk en besluit"))),
        Some(TaskKind::CheckIn) if task.reason.as_deref().is_some_and(is_worse) => {
            Some(("#hoe-het-gaat", say!("Bekijk hoe het ging")))
        }
        Some(TaskKind::Plek) => Some(("#plek", say!("Bekijk de plek"))),
        Some(TaskKind::Partner) => Some(("#huishouden", say!("Koppel de partner"))),
        Some(TaskKind::Overdracht) => Some(("/berichten#overdracht", say!("Lees de overdracht"))),
        Some(
            TaskKind::NietBegrepen
            | TaskKind::Hulp
            | TaskKind::Bestand
            | TaskKind::Bericht
            | TaskKind::Genoemd
            | TaskKind::Vertaal
            | TaskKind::Gevaar,
        ) => Some(("/berichten", say!("Lees het gesprek"))),
        _ => None,
    };
    let whose = match task.assigned_to {
        Some(one) => [Some(one), None],
        None => [task.klantmanager_id, task.coach_id],
    };
    TaskRow {
        held: held.first_of(&whose),
        page: match TaskKind::parse(&task.kind) {
            Some(TaskKind::Onbekend) => Some(("/onbekend".to_owned(), say!("Zoek uit wie dit is"))),
            _ => page
                .zip(task.person_id)
                .map(|((place, words), person)| (format!("/inburgeraars/{person}{place}"), words)),
        },
        ends_there: task.kind == TaskKind::Schrijnend.as_str(),
        id: task.id.to_string(),
        stops: users.map(|users| stoppers(users)).unwrap_or_default(),
        what: words::task(&task.kind, task.reason.as_deref()),
        vouches: sees_all
            && task.kind == TaskKind::Bewijs.as_str()
            && task.reason.as_deref() != Some("brief-bij-ander"),
        kind: task.kind,
        about: about.map(|about| words::session(&about, now)),
        who: task.name.zip(task.klantnummer),
        group: task.group_kind.as_deref().map(words::group),
        since: Moment::new(task.opened_at, now),
        lasted: when::span(lasted),
        weight: weight(lasted),
        whose: task.assigned.or(owner).unwrap_or_else(|| say!("Nog van niemand").to_owned()),
        desk,
    }
}
