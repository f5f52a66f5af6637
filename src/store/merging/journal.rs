//! What a merge changed, row by row: found by looking before and after, so that nothing a merge does is forgotten
//! here. Undoing writes back what still is as the merge left it; what happened since stays.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::owned::{OWNED, Whose, key};
use crate::ids::{AddressId, EnrolmentId};
use crate::store::hot::whole_rows::{Row, Shape};
use crate::store::{Result, StoreError, Tx, on};

/// A row of which table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The table.
    pub table: String,
    /// The row.
    pub row: Row,
}

/// What a column held, and what the merge wrote into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The column.
    pub column: String,
    /// What stood there.
    pub before: Value,
    /// What the merge wrote.
    pub after: Value,
}

/// Some rows that were changed in the same way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The table.
    pub table: String,
    /// What was changed; whose the row is comes first.
    pub cells: Vec<Cell>,
    /// Keys of the rows.
    pub keys: Vec<Value>,
}

/// What a merge changed. Deliberately kept sealed: it is everything about a person.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Journal {
    /// Rows that went.
    pub gone: Vec<Kept>,
    /// Rows that came.
    pub come: Vec<Kept>,
    /// What was changed.
    pub changes: Vec<Change>,
    /// Places in courses that became one: that which went, that which stays.
    pub places: Vec<(EnrolmentId, EnrolmentId)>,
    /// The addresses of who went.
    pub addresses: Vec<AddressId>,
}

impl Journal {
    /// Rows of each table that came to who stays.
    pub fn moved(&self) -> BTreeMap<&str, usize> {
        let mut moved: BTreeMap<&str, usize> = BTreeMap::new();
        for change in &self.changes {
            // a row that two columns lead to is one row
            if change.cells.iter().any(|cell| leads(&change.table, &cell.column)) {
                *moved.entry(change.table.as_str()).or_default() += change.keys.len();
            }
        }
        for came in &self.come {
            *moved.entry(came.table.as_str()).or_default() += 1;
        }
        moved
    }

    /// Rows of each table that both had, of which one went.
    pub fn doubles(&self) -> BTreeMap<&str, usize> {
        let count =
            |rows: &[Kept], table: &str| rows.iter().filter(|one| one.table == table).count();
        let tables = self.gone.iter().map(|gone| gone.table.as_str());
        let mut doubles: BTreeMap<&str, usize> = tables.map(|table| (table, 0)).collect();
        for (table, doubled) in &mut doubles {
            *doubled = count(&self.gone, table).saturating_sub(count(&self.come, table));
        }
        doubles.retain(|_, doubled| *doubled > 0);
        doubles
    }
}

fn leads(table: &str, column: &str) -> bool {
    OWNED.iter().any(|owned| owned.table == table && owned.column == column)
}

/// Two people, and what leads to their rows.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Both.
    pub people: Vec<Uuid>,
    /// Their mailboxes.
    pub mailboxes: Vec<Uuid>,
    /// Telephones that they use with others, or with each other.
    pub phones: Vec<Uuid>,
    places: Vec<Uuid>,
}

const PLACES: &str = "SELECT id FROM enrolment WHERE person_id = $1";

/// Rows at one moment, by table and key.
pub struct Snapshot(HashMap<(&'static str, String), Row>);

/// Not what a merge changed: order in a mailbox only ever grows.
const GROWS: &[(&str, &str)] = &[("mailbox", "last_seq"), ("inbox", "seq")];

impl Scope {
    /// Of these people; `phones` are addresses that belong to nobody alone.
    pub async fn of(
        tx: &mut Tx,
        people: [Uuid; 2],
        mailboxes: [Uuid; 2],
        phones: Vec<Uuid>,
    ) -> Result<Self> {
        let mut places: Vec<Uuid> = Vec::new();
        for person in people {
            places.extend(on!(tx, |conn| sqlx::query_scalar::<_, Uuid>(PLACES)
                .bind(person)
                .fetch_all(conn)
                .await?));
        }
        Ok(Self { people: people.to_vec(), mailboxes: mailboxes.to_vec(), phones, places })
    }

    /// Everything of theirs as it stands now.
    pub async fn look(&self, tx: &mut Tx) -> Result<Snapshot> {
        let mut rows = HashMap::new();
        let own = [
            ("person", "id", &self.people),
            ("mailbox", "id", &self.mailboxes),
            ("address", "id", &self.phones),
        ];
        let owned = OWNED.iter().map(|owned| {
            let ids = match owned.whose {
                Whose::Person => &self.people,
                Whose::Mailbox => &self.mailboxes,
                Whose::Enrolment => &self.places,
            };
            (owned.table, owned.column, ids)
        });
        let mut shapes: HashMap<&str, Shape> = HashMap::new();
        for (table, column, ids) in own.into_iter().chain(owned) {
            if ids.is_empty() {
                continue;
            }
            if !shapes.contains_key(table) {
                shapes.insert(table, Shape::of(tx, table).await?);
            }
            let Some(shape) = shapes.get(table) else { continue };
            for row in shape.rows(tx, column, ids).await? {
                rows.insert((table, name(table, &row)), row);
            }
        }
        Ok(Snapshot(rows))
    }
}

fn name(table: &str, row: &Row) -> String {
    let parts = key(table).iter().map(|part| row.get(*part).unwrap_or(&Value::Null).to_string());
    parts.collect::<Vec<_>>().join(" ")
}

impl Snapshot {
    /// What is different now.
    pub fn changed_to(&self, now: &Self) -> Journal {
        let mut journal = Journal::default();
        let mut changes: BTreeMap<(&str, String), Change> = BTreeMap::new();
        for (at, before) in &self.0 {
            let (table, _) = at;
            match now.0.get(at) {
                Some(after) if before == after => {}
                Some(after) if key(table).len() == 1 => {
                    let cells = cells(table, before, after);
                    let keys = key(table).iter().filter_map(|part| after.get(*part)).cloned();
                    let place =
                        (*table, Value::from(cells.iter().map(Cell::text).collect::<Vec<_>>()));
                    if cells.is_empty() {
                        continue;
                    }
                    let change =
                        changes.entry((place.0, place.1.to_string())).or_insert_with(|| Change {
                            table: (*table).to_owned(),
                            cells,
                            keys: Vec::new(),
                        });
                    change.keys.extend(keys);
                }
                Some(after) => {
                    journal.gone.push(Kept { table: (*table).to_owned(), row: before.clone() });
                    journal.come.push(Kept { table: (*table).to_owned(), row: after.clone() });
                }
                None => journal.gone.push(Kept { table: (*table).to_owned(), row: before.clone() }),
            }
        }
        let new = now.0.iter().filter(|(at, _)| !self.0.contains_key(*at));
        journal.come.extend(
            new.map(|((table, _), row)| Kept { table: (*table).to_owned(), row: row.clone() }),
        );
        journal.changes = changes.into_values().collect();
        journal.gone.sort_by_key(|gone| place(&gone.table));
        journal.come.sort_by_key(|came| std::cmp::Reverse(place(&came.table)));
        journal
    }
}

fn cells(table: &str, before: &Row, after: &Row) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for (column, was) in before {
        let Some(is) = after.get(column).filter(|is| *is != was) else { continue };
        if !GROWS.contains(&(table, column.as_str())) {
            let (before, after) = (was.clone(), is.clone());
            cells.push(Cell { column: column.clone(), before, after });
        }
    }
    // where a row lies decides what else may stand in it
    cells.sort_by_key(|cell| !leads(table, &cell.column));
    cells
}

impl Cell {
    fn text(&self) -> String {
        format!("{} {} {}", self.column, self.before, self.after)
    }

    /// Backwards: what stands there now, what comes there.
    fn back(&self) -> (&str, &Value, &Value) {
        (self.column.as_str(), &self.after, &self.before)
    }
}

/// A row comes after what it refers to.
fn place(table: &str) -> usize {
    match table {
        "person" => 0,
        _ => 1 + OWNED.iter().position(|owned| owned.table == table).unwrap_or(OWNED.len()),
    }
}

/// Writes back what still is as the merge left it; gives how many rows are as they were before.
pub async fn write_back(tx: &mut Tx, journal: &Journal) -> Result<usize> {
    let mut shapes = Shapes::default();
    let mut back = 0;
    for came in &journal.come {
        let (table, shape) = shapes.of(tx, &came.table).await?;
        shape.remove(tx, key(table), &came.row).await?;
    }
    // whom rows refer to is there first; what both had comes when the other's is out of its place
    let (owners, others): (Vec<&Kept>, Vec<&Kept>) = journal
        .gone
        .iter()
        .partition(|gone| ["person", "enrolment"].contains(&gone.table.as_str()));
    back += put_back(tx, &mut shapes, owners).await?;
    for change in &journal.changes {
        let (table, shape) = shapes.of(tx, &change.table).await?;
        let [name] = key(table) else { continue };
        let whole: Vec<_> = change.cells.iter().map(Cell::back).collect();
        let rows = try_set(tx, shape, (name, &change.keys), &whole).await?;
        back += rows;
        if rows == change.keys.len() {
            continue;
        }
        // some changed since: of those goes back what can, and a row that came since may stand where one stood, as
        // another open task of the same cause
        for one in change.keys.chunks(1) {
            if try_set(tx, shape, (name, one), &whole).await? > 0 {
                back += 1;
                continue;
            }
            for cell in &whole {
                try_set(tx, shape, (name, one), std::slice::from_ref(cell)).await?;
            }
        }
    }
    Ok(back + put_back(tx, &mut shapes, others).await?)
}

async fn put_back(tx: &mut Tx, shapes: &mut Shapes, rows: Vec<&Kept>) -> Result<usize> {
    let mut back = 0;
    for gone in rows {
        let (_, shape) = shapes.of(tx, &gone.table).await?;
        back += usize::from(shape.insert(tx, &gone.row).await?);
    }
    Ok(back)
}

/// Writes, unless a rule of the table forbids that by now; gives how many rows.
async fn try_set(
    tx: &mut Tx,
    shape: &Shape,
    rows: (&'static str, &[Value]),
    cells: &[(&str, &Value, &Value)],
) -> Result<usize> {
    let done = tx.attempt(async |tx| shape.set(tx, rows, cells).await).await?;
    match done {
        Ok(rows) => Ok(usize::try_from(rows).unwrap_or(0)),
        Err(error) if error.is_against_a_rule() => Ok(0),
        Err(error) => Err(error),
    }
}

#[derive(Default)]
struct Shapes(HashMap<&'static str, Shape>);

impl Shapes {
    async fn of(&mut self, tx: &mut Tx, table: &str) -> Result<(&'static str, &Shape)> {
        let known = OWNED.iter().map(|owned| owned.table).chain(["person", "mailbox"]);
        let table = known
            .into_iter()
            .find(|known| *known == table)
            .ok_or_else(|| StoreError::corrupt("person_merge", table, "is no table of a person"))?;
        if !self.0.contains_key(table) {
            self.0.insert(table, Shape::of(tx, table).await?);
        }
        let shape = self.0.get(table);
        shape
            .map(|shape| (table, shape))
            .ok_or_else(|| StoreError::corrupt("person_merge", table, "is no table of a person"))
    }
}
