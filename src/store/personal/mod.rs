//! Everything that is kept about one person: told to them (inzage), and erased.
//!
//! Promises: a table with a column that leads to a person stands in [`REGISTER`], which says where it is told
//! and what becomes of it when somebody is erased, or why not; a test reads the schema and lives both through.
//! Told is what is theirs alone: of a telephone that several people use no word of the others.
//!
//! Does not know who may ask, and puts nothing into a page.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx::{ColumnIndex, Database, Decode, Row, Type};

use super::{Result, Tx, on};
use crate::ids::PersonId;
use crate::trade::privacy::Category;

mod about;
mod care;
mod course;
pub mod erase;
pub mod register;
mod talk;
#[cfg(test)]
pub(crate) mod tests;
mod words;
mod work;

pub use register::REGISTER;

/// A part of what is kept: rows of the same kind, with what the person must know about them.
pub struct Section {
    /// Its name for programs.
    pub id: &'static str,
    /// What it is, in Dutch.
    pub title: &'static str,
    /// What it is kept for. AVG art. 15(1)(a).
    pub purpose: &'static str,
    /// Where it came from. AVG art. 15(1)(g).
    pub source: &'static str,
    /// How long it is kept. AVG art. 15(1)(d).
    pub kept: Category,
    queries: &'static [Query],
}

/// A statement that is given the person, and what its columns are.
struct Query {
    sql: &'static str,
    columns: &'static [Column],
}

/// A column as it is told.
struct Column {
    /// In the statement, and for programs.
    name: &'static str,
    /// In Dutch.
    label: &'static str,
    form: Form,
}

const fn column(name: &'static str, label: &'static str, form: Form) -> Column {
    Column { name, label, form }
}

/// What stands in a column.
#[derive(Clone, Copy)]
enum Form {
    Moment,
    Day,
    Text,
    Number,
    Flag,
    /// A code, with what it means.
    Code(&'static [(&'static str, &'static str)]),
    /// Sealed words of this column.
    Sealed(&'static str),
    /// A sealed postal address.
    Postal,
    /// A sealed event.
    Event,
    /// A sealed conversation: what it knows.
    Facts,
}

/// One value, as it is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing is known.
    None,
    /// A moment, UTC.
    Moment(DateTime<Utc>),
    /// A day, in Europe/Amsterdam.
    Day(NaiveDate),
    /// Words.
    Text(String),
    /// A number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

/// One row: name, label and value of each column that has one.
pub type Told = Vec<(&'static str, &'static str, Cell)>;

/// The parts, in the order in which they are told.
pub fn sections() -> impl Iterator<Item = &'static Section> {
    [about::SECTIONS, care::SECTIONS, course::SECTIONS, talk::SECTIONS, work::SECTIONS]
        .into_iter()
        .flatten()
}

/// The rows of one part about one person; where several statements give them, in the order of time.
pub async fn tell(tx: &mut Tx, section: &Section, person: PersonId) -> Result<Vec<Told>> {
    let mut told = Vec::new();
    for query in section.queries {
        let raw: Vec<Vec<Raw>> = on!(tx, |conn| sqlx::query(query.sql)
            .bind(person)
            .fetch_all(conn)
            .await?
            .iter()
            .map(|row| read(row, query.columns))
            .collect::<std::result::Result<_, sqlx::Error>>()?);
        for row in raw {
            told.push(open(tx, query.columns, row));
        }
    }
    if section.queries.len() > 1 {
        told.sort_by_key(first_moment);
    }
    Ok(told)
}

fn first_moment(row: &Told) -> Option<DateTime<Utc>> {
    row.iter().find_map(|(_, _, cell)| match cell {
        Cell::Moment(at) => Some(*at),
        _ => None,
    })
}

/// A value as the database has it.
enum Raw {
    Cell(Cell),
    Bytes(Option<Vec<u8>>),
}

fn read<'r, R>(row: &'r R, columns: &'static [Column]) -> std::result::Result<Vec<Raw>, sqlx::Error>
where
    R: Row,
    &'static str: ColumnIndex<R>,
    DateTime<Utc>: Decode<'r, R::Database> + Type<R::Database>,
    NaiveDate: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
    Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
    R::Database: Database,
{
    let one = |column: &'static Column| {
        let name = column.name;
        Ok(match column.form {
            Form::Moment => Raw::Cell(cell(row.try_get(name)?, Cell::Moment)),
            Form::Day => Raw::Cell(cell(row.try_get(name)?, Cell::Day)),
            Form::Text | Form::Code(_) => Raw::Cell(cell(row.try_get(name)?, Cell::Text)),
            Form::Number => Raw::Cell(cell(row.try_get(name)?, Cell::Number)),
            Form::Flag => Raw::Cell(cell(row.try_get(name)?, Cell::Flag)),
            Form::Sealed(_) | Form::Postal | Form::Event | Form::Facts => {
                Raw::Bytes(row.try_get(name)?)
            }
        })
    };
    columns.iter().map(one).collect()
}

fn cell<T>(value: Option<T>, made: impl FnOnce(T) -> Cell) -> Cell {
    value.map_or(Cell::None, made)
}

/// What stands where a value does not open: the person is told that it is there, and all the rest.
const UNREADABLE: &str = "(dit is niet te openen)";

fn open(tx: &Tx, columns: &'static [Column], row: Vec<Raw>) -> Told {
    let mut told = Told::new();
    for (column, raw) in columns.iter().zip(row) {
        let cell = match raw {
            Raw::Cell(Cell::Text(code)) => Cell::Text(match column.form {
                Form::Code(words) => {
                    let known = words.iter().find(|(known, _)| *known == code);
                    known.map_or(code, |(_, words)| (*words).to_owned())
                }
                _ => code,
            }),
            Raw::Cell(cell) => cell,
            Raw::Bytes(None) => Cell::None,
            Raw::Bytes(Some(sealed)) => unsealed(tx, column.form, &sealed)
                .unwrap_or_else(|_| Cell::Text(UNREADABLE.to_owned())),
        };
        if cell != Cell::None && cell != Cell::Text(String::new()) {
            let name = column.name.strip_suffix("_sealed").unwrap_or(column.name);
            told.push((name, column.label, cell));
        }
    }
    told
}

fn unsealed(tx: &Tx, form: Form, sealed: &[u8]) -> Result<Cell> {
    let vault = tx.vault();
    let words = match form {
        Form::Sealed(of) => String::from_utf8_lossy(&vault.open(of, sealed)?).into_owned(),
        Form::Postal => words::postal(&vault.open_json("person.postal_sealed", sealed)?),
        Form::Event => words::event(&vault.open_json("inbox.sealed", sealed)?),
        Form::Facts => words::facts(&vault.open_json("conversation.sealed", sealed)?),
        _ => String::new(),
    };
    Ok(Cell::Text(words))
}
