//! The groups of one person on their page: where they have a place, where they wait and on which place of
//! the list, and the forms that put them on it, give them a free place or take them off.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;

use super::care_deeds::{Came, Fields, field, finish, id_of, refuse};
use crate::acts::occasion::Occasion;
use crate::acts::waiting_list::{self, Joined, Refusal};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::when::dated;
use crate::ids::{CourseId, PersonId};
use crate::store::board::Viewer;
use crate::store::waiting::{self, Full, Queue};
use crate::store::{Tx, gemeenten};
use crate::trade::staff::Scope;

/// The part of the page that the forms lead back to.
const PLACE: &str = "groepen";

/// All of it, in words.
pub(super) struct Groups {
    /// Groups with a place, by name.
    pub(super) placed: Vec<String>,
    pub(super) waits: Vec<WaitRow>,
    /// Groups to choose from, and how full each is.
    pub(super) others: Vec<(String, String)>,
    /// May the visitor change anything here?
    pub(super) may: bool,
}

/// One list that the person is on.
pub(super) struct WaitRow {
    pub(super) course: String,
    pub(super) name: String,
    pub(super) number: i64,
    pub(super) since: String,
    pub(super) full: bool,
}

impl From<Queue> for WaitRow {
    fn from(row: Queue) -> Self {
        Self {
            course: row.course_id.to_string(),
            name: format!("{} {}", row.name, row.group_name),
            number: row.number,
            since: dated(row.since),
            full: row.capacity.is_some_and(|capacity| row.taken >= capacity),
        }
    }
}

/// What was done, for the page that follows.
pub(super) fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "ingeschreven" => say!("Deze persoon heeft een plaats. De herinneringen zijn gepland."),
        "wacht" => say!("De groep is vol. Deze persoon staat nu op de wachtlijst."),
        "van-de-lijst" => say!("Deze persoon staat niet meer op de wachtlijst."),
        _ => return None,
    })
}

/// Reads it for somebody whom the viewer may see.
pub(super) async fn read(
    tx: &mut Tx,
    person: PersonId,
    by: Viewer,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Groups, HttpError> {
    let may = by.role.scope() == Scope::Gemeente;
    let places = waiting::places_of(tx, person).await?;
    let queues = waiting::queues(tx, person).await?;
    let mut others = Vec::new();
    if may {
        let known = |course: CourseId| {
            places.iter().any(|(id, ..)| *id == course)
                || queues.iter().any(|queue| queue.course_id == course)
        };
        let all = waiting::courses(tx, by.gemeente, now).await?;
        // what has no session to come is over
        others = all
            .iter()
            .filter(|one| one.next_at.is_some() && !known(one.id))
            .map(|one| (one.id.to_string(), how_full(one)))
            .collect();
    }
    Ok(Groups {
        placed: places.into_iter().filter(|(.., now)| *now).map(|(_, name, _)| name).collect(),
        waits: queues.into_iter().map(WaitRow::from).collect(),
        others,
        may,
    })
}

fn how_full(course: &Full) -> String {
    let name = format!("{} {}", course.name, course.group_name);
    let free = course.capacity.map(|capacity| (capacity - course.taken - course.waiting).max(0));
    match (free, course.waiting) {
        (None, _) => name,
        (Some(0), 0) => say!("{name} (vol)", name = name),
        (Some(0), waiting) => say!("{name} (vol, wachtlijst: {n})", name = name, n = waiting),
        (Some(1), _) => say!("{name} (1 plaats vrij)", name = name),
        (Some(free), _) => say!("{name} ({n} plaatsen vrij)", name = name, n = free),
    }
}

/// `POST /inburgeraars/{person}/groep`: a place, or the end of the waiting list.
pub async fn join(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    act(&state, &visitor, (&person, &form), Deed::Join).await
}

/// `POST /inburgeraars/{person}/groep/plaats`: a free place, also before others who wait.
pub async fn place(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    act(&state, &visitor, (&person, &form), Deed::Place).await
}

/// `POST /inburgeraars/{person}/groep/van-de-lijst`: does not wait any more.
pub async fn leave(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    act(&state, &visitor, (&person, &form), Deed::Leave).await
}

#[derive(Clone, Copy)]
enum Deed {
    Join,
    Place,
    Leave,
}

async fn act(
    state: &WebState,
    visitor: &Visitor,
    (person, form): (&str, &Fields),
    deed: Deed,
) -> Result<Response, HttpError> {
    let id = id_of(person)?;
    let Ok(course) = field(form, "groep").parse::<CourseId>() else {
        return refuse(state, visitor, person, say!("Kies een groep.")).await;
    };
    let by = visitor.viewer();
    let mut tx = state.db.begin().await?;
    // without dialogs there are no rules by which reminders could be planned
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::Broken)?;
    let code = gemeenten::code(&mut tx, by.gemeente).await?;
    let policies = content.policies.of(&code);
    let on = Occasion {
        gemeente: by.gemeente,
        by: Some(by.staff),
        policies: &policies,
        now: state.clock.civil(),
    };
    let which = (course, id);
    let done = match deed {
        Deed::Join => waiting_list::join(&mut tx, which, on).await.map(|joined| match joined {
            Joined::Placed(_) => "ingeschreven",
            Joined::Waits(_) => "wacht",
        }),
        Deed::Place => waiting_list::give_place(&mut tx, which, on).await.map(|_| "ingeschreven"),
        Deed::Leave => waiting_list::leave_list(&mut tx, which, on).await.map(|()| "van-de-lijst"),
    };
    let came = match done {
        Ok(word) => Came::Done(word),
        // of another municipality
        Err(Refusal::NotWaiting) if matches!(deed, Deed::Join) => return Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(refusal) => Came::refused(in_dutch(&refusal)),
    };
    finish(state, visitor, id, (tx, came), PLACE).await
}

fn in_dutch(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotWaiting => say!("Deze persoon staat niet meer op deze wachtlijst.").to_owned(),
        Refusal::Waits => say!("Deze persoon staat al op deze wachtlijst.").to_owned(),
        Refusal::Already => {
            say!("Deze persoon heeft of had al een plaats in deze groep. Er is niets veranderd.")
                .to_owned()
        }
        Refusal::Full { capacity, taken } => say!(
            "De groep is vol: {taken} van de {capacity} plaatsen zijn bezet. Er is niets veranderd.",
            taken = taken,
            capacity = capacity
        ),
        Refusal::Store(_) => say!("Het lukt nu niet.").to_owned(),
    }
}
