//! The part of a page on which somebody's absences stand, and its forms: on `/account` one's own, on
//! `/collegas/{staff}` those of a colleague.

use chrono::NaiveDate;
use serde::Deserialize;

use super::WebState;
use super::sign_in::Fault;
use super::when;
use crate::acts::absence::{self as acts, Input, Refusal};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::{AbsenceId, StaffId};
use crate::plan::absence::{Absence, House, Stretch};
use crate::store::board::Viewer;
use crate::store::{Tx, absence, notes};
use crate::trade::staff::Scope;

/// What the part shows.
pub(super) struct Part {
    pub(super) csrf: String,
    /// The page that it is part of: its forms are sent below this address.
    pub(super) page: String,
    pub(super) own: bool,
    pub(super) known: Vec<DaysForm>,
    pub(super) new: DaysForm,
    /// Who may stand in: id and name.
    pub(super) deputies: Vec<(String, String)>,
    /// The standing deputy; empty: none.
    pub(super) standing: String,
    fault: Option<Fault>,
}

/// One absence, in words and as a form.
#[derive(Default)]
pub(super) struct DaysForm {
    pub(super) id: String,
    /// Behind the ids of its fields: nothing for the form that was refused, or for the new one.
    pub(super) tail: String,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) deputy: String,
    /// From when to when.
    pub(super) words: String,
    /// Who really stands in: the days, and the name; None: nobody.
    pub(super) hands: Vec<(String, Option<String>)>,
}

impl Part {
    /// What is wrong with this field of this form.
    pub(super) fn fault(&self, field: &str, form: &DaysForm) -> Option<&str> {
        let fault = self.fault.as_ref().filter(|fault| fault.field == field);
        fault.filter(|_| form.tail.is_empty()).map(|fault| fault.words.as_str())
    }

    /// Was this form refused?
    pub(super) fn is_refused(&self, form: &DaysForm) -> bool {
        self.fault.is_some() && form.tail.is_empty()
    }

    /// A form as it was sent, and what is wrong with it.
    pub(super) fn refused(&mut self, typed: Typed, fault: Fault) {
        let form = match self.known.iter_mut().find(|form| form.id == typed.formulier) {
            Some(form) => {
                self.new.tail = format!("-{}", self.new.id);
                form
            }
            None => &mut self.new,
        };
        (form.id, form.tail) = (typed.formulier, String::new());
        (form.first, form.last, form.deputy) = (typed.van, typed.tot, typed.wie);
        self.fault = Some(fault);
    }
}

/// Reads it; None: this colleague has no people in whose care somebody could stand in.
pub(super) async fn read(
    tx: &mut Tx,
    visitor: &Visitor,
    (of, page): (StaffId, String),
) -> Result<Option<Part>, HttpError> {
    let by = visitor.viewer();
    let house = absence::house(tx, by.gemeente).await?;
    let Some(who) = house.colleagues.iter().find(|one| one.id == of) else { return Ok(None) };
    if who.role.scope() == Scope::Nobody {
        return Ok(None);
    }
    let names = notes::colleagues(tx, by.gemeente).await?;
    let name = |id: StaffId| names.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let may = |id: StaffId| {
        let role = house.colleagues.iter().find(|one| one.id == id).map(|one| one.role);
        id != of && role.is_some_and(|role| role.stands_in_for(who.role))
    };
    let noted = absence::not_over(tx, by.gemeente, by.today).await?;
    let known = noted.iter().filter(|one| one.staff_id == of).map(|one| DaysForm {
        id: one.id.to_string(),
        tail: format!("-{}", one.id),
        first: one.first_on.to_string(),
        last: one.last_on.to_string(),
        deputy: one.deputy_id.map(|id| id.to_string()).unwrap_or_default(),
        words: when::days((one.first_on, one.last_on), by.today),
        hands: hands(&house, (of, one.first_on, one.last_on), by.today)
            .map(|(days, deputy)| (days, deputy.and_then(name)))
            .collect(),
    });
    Ok(Some(Part {
        csrf: visitor.csrf().to_owned(),
        page,
        own: of == by.staff,
        known: known.collect(),
        new: DaysForm { id: AbsenceId::fresh().to_string(), ..DaysForm::default() },
        deputies: names
            .iter()
            .filter(|one| may(one.id))
            .map(|one| (one.id.to_string(), one.name.clone()))
            .collect(),
        standing: who.standing.map(|id| id.to_string()).unwrap_or_default(),
        fault: None,
    }))
}

/// Who stands in from when to when, within the days of one absence.
fn hands(
    house: &House,
    (of, first, last): (StaffId, NaiveDate, NaiveDate),
    today: NaiveDate,
) -> impl Iterator<Item = (String, Option<StaffId>)> {
    let theirs = move |one: &Stretch| one.absent == of && one.first <= last && first <= one.last;
    house
        .stretches()
        .into_iter()
        .filter(theirs)
        .map(move |one| (when::days((one.first.max(first), one.last.min(last)), today), one.deputy))
}

/// A form as it was sent.
#[derive(Clone, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    formulier: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    tot: String,
    #[serde(default)]
    wie: String,
    #[serde(default)]
    wat: String,
}

/// Carries a form out; gives the word that says so, or what is wrong with it.
pub(super) async fn carry_out(
    state: &WebState,
    visitor: &Visitor,
    of: StaffId,
    typed: &Typed,
) -> Result<Result<&'static str, Fault>, HttpError> {
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let id: AbsenceId = typed.formulier.parse().map_err(|_| HttpError::NotFound)?;
    let mut tx = state.db.begin().await?;
    let (done, word) = if typed.wat == "weg" {
        (acts::take_back_absence(&mut tx, (id, of), by, now).await.map(|_| ()), "weer-hier")
    } else {
        let days = match days_of(typed, of) {
            Ok(days) => days,
            Err(fault) => return Ok(Err(fault)),
        };
        (acts::note_absence(&mut tx, Input { id, days }, by, now).await, "afwezig")
    };
    match done {
        // crash before: nothing was noted. Crash after: it was, and the same form again is the same
        Ok(()) => {
            tx.commit().await?;
            Ok(Ok(word))
        }
        Err(Refusal::Unknown) => Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(refusal) => Ok(Err(in_words(&refusal, by))),
    }
}

fn days_of(typed: &Typed, staff: StaffId) -> Result<Absence, Fault> {
    let day = |text: &str, field: &'static str, words: &str| {
        text.parse::<NaiveDate>().map_err(|_| fault(field, words.to_owned()))
    };
    let first = day(&typed.van, "van", say!("Vul de eerste dag in."))?;
    let last = day(&typed.tot, "tot", say!("Vul de laatste dag in."))?;
    let deputy = match typed.wie.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| fault("wie", say!("Kies een collega.").to_owned()))?),
    };
    Ok(Absence { staff, deputy, first, last })
}

fn fault(field: &'static str, words: String) -> Fault {
    Fault { field, words }
}

fn in_words(refusal: &Refusal, by: Viewer) -> Fault {
    match refusal {
        Refusal::Overlaps { first, last } => {
            let days = when::days((*first, *last), by.today);
            fault("van", say!("In deze dagen staat al een afwezigheid: {days}.", days = days))
        }
        Refusal::BadDeputy => {
            let words = say!("Deze collega kan niet vervangen. Kies een ander.");
            fault("wie", words.to_owned())
        }
        _ => {
            let words = say!(
                "De laatste dag moet na de eerste komen, niet voorbij zijn, en binnen een jaar."
            );
            fault("tot", words.to_owned())
        }
    }
}

/// Who stands in when an absence names nobody.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    wie: String,
}

/// Carries the choice of a standing deputy out.
pub(super) async fn choose(
    state: &WebState,
    visitor: &Visitor,
    of: StaffId,
    chosen: &Chosen,
) -> Result<(), HttpError> {
    let deputy = match chosen.wie.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| HttpError::NotFound)?),
    };
    let mut tx = state.db.begin().await?;
    let now = state.clock.civil();
    match acts::set_standing_deputy(&mut tx, (of, deputy), visitor.viewer(), now).await {
        Ok(()) => Ok(tx.commit().await?),
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(_) => Err(HttpError::NotFound),
    }
}
