//! `/slimme-groepen`: parts of the list that are kept by name, as questions; made, renamed, shared and removed.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::filter::{Asked, Filter};
use crate::acts::smart_groups::{self as acts, NAME_LENGTH, Refusal, Wished, may_change};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::fields::name_of;
use crate::http::web::page::{Frame, html};
use crate::http::web::person::own_fields::{is_seen, shown};
use crate::http::web::sign_in::{Fault, refuse};
use crate::http::web::{WebState, words};
use crate::ids::SmartGroupId;
use crate::store::board::{Choice, Viewer, Whose};
use crate::store::own_fields::{self, Field};
use crate::store::smart_groups::{self, Condition, Group};
use crate::store::{Tx, courses};
use crate::trade::own_field::{Shared, Test};

#[derive(Template)]
#[template(path = "smart_groups.html")]
struct Page {
    frame: Frame,
    csrf: String,
    done: Option<&'static str>,
    faults: Vec<Fault>,
    /// The id of the group that the form keeps.
    fresh: String,
    longest: usize,
    /// The part of the list that is kept, in words and as fields.
    part: String,
    fields: Vec<(String, String)>,
    typed: New,
    shares: Vec<(&'static str, &'static str)>,
    own: Vec<(String, String)>,
    tests: Vec<(&'static str, &'static str)>,
    groups: Vec<Card>,
}

struct Card {
    id: String,
    name: String,
    href: String,
    asks: String,
    owner: String,
    shared: &'static str,
    shared_words: &'static str,
    changes: bool,
}

impl Page {
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }
}

fn shared_words(shared: Shared) -> &'static str {
    match shared {
        Shared::Niemand => say!("alleen ik"),
        Shared::Team => say!("mijn team"),
        Shared::Gemeente => say!("iedereen van de gemeente"),
    }
}

fn test_words(test: Test) -> &'static str {
    match test {
        Test::Is => say!("is"),
        Test::Leeg => say!("is niet bekend"),
        Test::Voor => say!("is een dag voor"),
        Test::Na => say!("is een dag na"),
    }
}

/// The filters of a group, as they stand in an address.
pub(super) fn filter_of(choice: Choice) -> Filter {
    let Choice { whose, group, course, language, why, snoozed, length, smart } = choice;
    Filter { whose, group, course, language, why, snoozed, length, smart }
}

/// Who sees the list through these filters may see the group in them; else it is not there.
pub(super) async fn check(tx: &mut Tx, filter: Filter, by: Viewer) -> Result<(), HttpError> {
    let Some(id) = filter.smart else { return Ok(()) };
    match acts::find(tx, id, by).await {
        Ok(_) => Ok(()),
        Err(refusal) => Err(words_of(refusal).err().unwrap_or(HttpError::NotFound)),
    }
}

async fn part_in_words(tx: &mut Tx, choice: Choice) -> Result<String, HttpError> {
    let mut parts = vec![match choice.whose {
        Whose::Mine => say!("mijn mensen").to_owned(),
        Whose::Team => say!("mijn team").to_owned(),
        Whose::Everybody => say!("alle mensen").to_owned(),
    }];
    parts.extend(choice.group.map(|group| words::group(group.as_str()).to_owned()));
    if let Some(course) = choice.course {
        let found = courses::one(tx, course).await?;
        parts.extend(found.map(|course| format!("{} {}", course.name, course.group_name)));
    }
    parts.extend(choice.language.map(|language| words::language(language).to_owned()));
    parts.extend(choice.why.map(|why| words::why_short(why).to_owned()));
    parts.extend(choice.snoozed.then(|| say!("Uitgesteld").to_owned()));
    Ok(parts.join(" · "))
}

fn condition_in_words(condition: &Condition, fields: &[Field]) -> String {
    let Some(field) = fields.iter().find(|field| field.id == condition.field) else {
        return String::new();
    };
    let wanted = condition.wanted.as_ref().map(|(kept, words)| match words {
        Some(words) => words.clone(),
        None => match field.shape.read(kept) {
            Ok(Some(value)) => shown(&value),
            _ => kept.clone(),
        },
    });
    let said = [name_of(field), test_words(condition.test)].join(" ");
    match wanted {
        Some(wanted) => format!("{said} {wanted}"),
        None => said,
    }
}

async fn read(state: &WebState, visitor: &Visitor, asked: &Asked) -> Result<Page, HttpError> {
    let by = visitor.viewer();
    let filter = Filter { smart: None, ..Filter::of(asked, by.role) };
    let mut tx = state.db.read().await?;
    let groups = smart_groups::seen(&mut tx, by).await?;
    let mut fields = own_fields::all(&mut tx, by.gemeente).await?;
    fields.retain(|field| is_seen(field, by));
    let mut cards = Vec::new();
    for group in groups {
        cards.push(card(&mut tx, group, &fields, by).await?);
    }
    let part = part_in_words(&mut tx, filter.choice()).await?;
    drop(tx);
    Ok(Page {
        frame: Frame::new(state, Some(visitor), "/"),
        csrf: visitor.csrf().to_owned(),
        done: asked.gedaan.as_deref().and_then(|what| match what {
            "groep" => Some(say!("De groep is bewaard.")),
            "groep-weg" => Some(say!("De groep is weg. Met de mensen erin is niets gebeurd.")),
            _ => None,
        }),
        faults: Vec::new(),
        fresh: SmartGroupId::fresh().to_string(),
        longest: NAME_LENGTH,
        part,
        fields: filter.fields(),
        typed: New::default(),
        shares: Shared::ALL.iter().map(|one| (one.as_str(), shared_words(*one))).collect(),
        own: fields.iter().map(|field| (field.id.to_string(), name_of(field).to_owned())).collect(),
        tests: Test::ALL.iter().map(|test| (test.as_str(), test_words(*test))).collect(),
        groups: cards,
    })
}

async fn card(tx: &mut Tx, group: Group, fields: &[Field], by: Viewer) -> Result<Card, HttpError> {
    let mut asks = part_in_words(tx, group.choice).await?;
    if let Some(condition) = &group.condition {
        asks = format!("{asks} · {}", condition_in_words(condition, fields));
    }
    Ok(Card {
        id: group.id.to_string(),
        href: format!("/?{}", filter_of(group.choice).query()),
        asks,
        shared: group.shared.as_str(),
        shared_words: shared_words(group.shared),
        changes: may_change(&group, by),
        owner: group.owner_name,
        name: group.name,
    })
}

/// `GET /slimme-groepen`, with the filters of the list that is to be kept.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    html(&read(&state, &visitor, &asked).await?)
}

/// A new group, beside the filters.
#[derive(Clone, Default, Deserialize)]
pub struct New {
    #[serde(default)]
    id: String,
    #[serde(default)]
    naam: String,
    #[serde(default)]
    wie: String,
    #[serde(default)]
    veld: String,
    #[serde(default)]
    toets: String,
    #[serde(default)]
    waarde: String,
}

/// `POST /slimme-groepen`.
pub async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, HttpError> {
    let by = visitor.viewer();
    let value = |name: &str| {
        form.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
    };
    let [id, naam, wie, veld, toets, waarde] =
        ["id", "naam", "wie", "veld", "toets", "waarde"].map(value);
    let asked = Asked::of(&form);
    let filter = Filter { smart: None, ..Filter::of(&asked, by.role) };
    let new = New { id, naam, wie, veld, toets, waarde };
    let id = group_of(&new.id)?;
    let shared = Shared::parse(&new.wie).ok_or(HttpError::NotFound)?;
    let condition = match new.veld.as_str() {
        "" => None,
        field => {
            let field = field.parse().map_err(|_| HttpError::NotFound)?;
            Some((field, Test::parse(&new.toets).ok_or(HttpError::NotFound)?, new.waarde.as_str()))
        }
    };
    let choice = Choice { smart: Some(id), ..filter.choice() };
    let wished = Wished { id, name: &new.naam, shared, choice, condition };
    let mut tx = state.db.begin().await?;
    match acts::keep(&mut tx, wished, by, state.clock.machine()).await {
        Ok(()) => {
            tx.commit().await?;
            let there = Filter { smart: Some(id), ..filter };
            Ok(Redirect::to(&format!("/?{}&gedaan=groep", there.query())).into_response())
        }
        Err(refusal) => {
            drop(tx);
            let field = if matches!(refusal, Refusal::OddCondition) { "waarde" } else { "naam" };
            let fault = Fault { field, words: words_of(refusal)?.to_owned() };
            let page = read(&state, &visitor, &asked).await?;
            let page = Page { faults: vec![fault], typed: new, fresh: id.to_string(), ..page };
            refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// A group as it is to be.
#[derive(Deserialize)]
pub struct Changed {
    #[serde(default)]
    naam: String,
    #[serde(default)]
    wie: String,
}

/// `POST /slimme-groepen/{group}`.
pub async fn change(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(group): Path<String>,
    Form(changed): Form<Changed>,
) -> Result<Response, HttpError> {
    let id = group_of(&group)?;
    let shared = Shared::parse(&changed.wie).ok_or(HttpError::NotFound)?;
    let (by, now) = (visitor.viewer(), state.clock.machine());
    let mut tx = state.db.begin().await?;
    match acts::change(&mut tx, id, (&changed.naam, shared), by, now).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to("/slimme-groepen?gedaan=groep").into_response())
        }
        Err(refusal) => {
            drop(tx);
            let fault = Fault { field: "groepen", words: words_of(refusal)?.to_owned() };
            let page = read(&state, &visitor, &Asked::default()).await?;
            refuse(StatusCode::UNPROCESSABLE_ENTITY, &Page { faults: vec![fault], ..page })
        }
    }
}

/// `POST /slimme-groepen/{group}/weg`.
pub async fn remove(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(group): Path<String>,
) -> Result<Redirect, HttpError> {
    let (by, now) = (visitor.viewer(), state.clock.machine());
    let mut tx = state.db.begin().await?;
    match acts::remove(&mut tx, group_of(&group)?, by, now).await {
        Ok(()) => tx.commit().await?,
        Err(refusal) => return Err(words_of(refusal).err().unwrap_or(HttpError::NotFound)),
    }
    Ok(Redirect::to("/slimme-groepen?gedaan=groep-weg"))
}

fn group_of(text: &str) -> Result<SmartGroupId, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound)
}

fn words_of(refusal: Refusal) -> Result<&'static str, HttpError> {
    match refusal {
        Refusal::OddName => Ok(say!("Vul een naam in van hooguit 60 tekens.")),
        Refusal::OddCondition => {
            Ok(say!("Dit past niet bij het veld. Voor en na kan bij een datum."))
        }
        Refusal::TooMany => Ok(say!("U hebt al twintig groepen. Haal er eerst een weg.")),
        Refusal::Unknown => Err(HttpError::NotFound),
        Refusal::NotYours => Err(HttpError::Forbidden),
        Refusal::Store(error) => Err(error.into()),
    }
}
