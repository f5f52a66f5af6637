//! Pairs of entries that may be one person, to be shown to colleagues: what they have in common is looked up when it is
//! shown, so that a pair of which nothing is left the same is not shown.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{GemeenteId, PersonId, StaffId};
use crate::text::sought;
use crate::trade::duplicate::Alike;

/// Pairs that are weighed for one page.
const WEIGHED: i64 = 1000;
/// Pairs put aside that are shown.
const ASIDE: i64 = 50;

/// One of a pair. Deliberately without `Debug`: it is personal data.
#[derive(Clone)]
pub struct Entry {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// The municipality's own key.
    pub klantnummer: String,
    /// Whose they are.
    pub klantmanager: Option<String>,
}

/// Two entries, and what they have in common.
#[derive(Clone)]
pub struct Pair {
    /// Both.
    pub two: [Entry; 2],
    /// What they have in common.
    pub alike: Alike,
    /// Which colleague said that they are two people, and when, civil.
    pub aside: Option<(String, DateTime<Utc>)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    one: PersonId,
    one_name: String,
    one_number: String,
    one_manager: Option<String>,
    one_born: Option<i64>,
    two: PersonId,
    two_name: String,
    two_number: String,
    two_manager: Option<String>,
    two_born: Option<i64>,
    phone: bool,
    email: bool,
    postal: bool,
    same_name: bool,
    address: bool,
    family: bool,
    aside_by: Option<String>,
    aside_at: Option<DateTime<Utc>>,
}

macro_rules! pairs {
    ($where:literal) => {
        concat!(
            "
    SELECT p.id AS one, p.name AS one_name, p.klantnummer AS one_number, pk.name AS one_manager,
           p.birth_year AS one_born,
           o.id AS two, o.name AS two_name, o.klantnummer AS two_number, ok.name AS two_manager,
           o.birth_year AS two_born,
           EXISTS (SELECT 1 FROM person_key a JOIN person_key b ON b.kind = a.kind AND b.key_hash = a.key_hash
                   WHERE a.person_id = p.id AND b.person_id = o.id AND a.kind = 'phone') AS phone,
           EXISTS (SELECT 1 FROM person_key a JOIN person_key b ON b.kind = a.kind AND b.key_hash = a.key_hash
                   WHERE a.person_id = p.id AND b.person_id = o.id AND a.kind = 'email') AS email,
           EXISTS (SELECT 1 FROM person_key a JOIN person_key b ON b.kind = a.kind AND b.key_hash = a.key_hash
                   WHERE a.person_id = p.id AND b.person_id = o.id AND a.kind = 'postal') AS postal,
           EXISTS (SELECT 1 FROM person_key a JOIN person_key b ON b.kind = a.kind AND b.key_hash = a.key_hash
                   WHERE a.person_id = p.id AND b.person_id = o.id AND a.kind = 'name') AS same_name,
           EXISTS (SELECT 1 FROM address_share a JOIN address_share b ON b.address_id = a.address_id
                   WHERE a.person_id = p.id AND b.person_id = o.id) AS address,
           (EXISTS (SELECT 1 FROM kinship k WHERE k.person_id = p.id AND k.other_id = o.id)
            OR (p.household IS NOT NULL AND p.household = o.household)) AS family,
           s.name AS aside_by, x.aside_at
    FROM person_pair x
    JOIN person p ON p.id = x.person_id
    JOIN person o ON o.id = x.other_id
    LEFT JOIN staff pk ON pk.id = p.klantmanager_id
    LEFT JOIN staff ok ON ok.id = o.klantmanager_id
    LEFT JOIN staff s ON s.id = x.aside_by
    WHERE ",
            $where
        )
    };
}

const OPEN: &str = pairs!(
    "x.gemeente_id = $1 AND x.aside_at IS NULL
    ORDER BY x.person_id, x.other_id
    LIMIT $2"
);

/// Pairs that are worth a look, the surest first.
pub async fn open(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Pair>> {
    let rows: Vec<Row> =
        on!(tx, |conn| sqlx::query_as(OPEN).bind(gemeente).bind(WEIGHED).fetch_all(conn).await?);
    Ok(weighed(rows))
}

const ASIDE_ONES: &str = pairs!(
    "x.gemeente_id = $1 AND x.aside_at IS NOT NULL
    ORDER BY x.aside_at DESC, x.person_id, x.other_id
    LIMIT $2"
);

/// Pairs that were put aside, the newest first.
pub async fn aside(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Pair>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(ASIDE_ONES)
        .bind(gemeente)
        .bind(ASIDE)
        .fetch_all(conn)
        .await?);
    Ok(rows.into_iter().map(Pair::from).collect())
}

const ONE_OF: [&str; 2] = [
    pairs!("x.person_id = $1 AND x.gemeente_id = $2 ORDER BY x.other_id"),
    pairs!("x.other_id = $1 AND x.gemeente_id = $2 ORDER BY x.person_id"),
];

/// The pairs of one person that are worth a look, the surest first.
pub async fn of(tx: &mut Tx, person: PersonId, gemeente: GemeenteId) -> Result<Vec<Pair>> {
    let mut rows: Vec<Row> = Vec::new();
    for sql in ONE_OF {
        let found: Vec<Row> =
            on!(tx, |conn| sqlx::query_as(sql).bind(person).bind(gemeente).fetch_all(conn).await?);
        rows.extend(found);
    }
    Ok(weighed(rows.into_iter().filter(|row| row.aside_at.is_none()).collect()))
}

fn weighed(rows: Vec<Row>) -> Vec<Pair> {
    let pairs = rows.into_iter().map(Pair::from);
    let mut pairs: Vec<Pair> = pairs.filter(|pair| pair.alike.likeness().is_some()).collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.alike.score()));
    pairs
}

impl From<Row> for Pair {
    fn from(row: Row) -> Self {
        let (one, two) = (sought::words(&row.one_name), sought::words(&row.two_name));
        Self {
            alike: Alike {
                phone: row.phone,
                address: row.address,
                email: row.email,
                postal: row.postal,
                name_words: one.iter().filter(|word| two.contains(word)).count(),
                name: row.same_name,
                birth_year: row.one_born.zip(row.two_born).map(|(one, two)| one == two),
                family: row.family,
            },
            aside: row.aside_by.zip(row.aside_at),
            two: [
                Entry {
                    id: row.one,
                    name: row.one_name,
                    klantnummer: row.one_number,
                    klantmanager: row.one_manager,
                },
                Entry {
                    id: row.two,
                    name: row.two_name,
                    klantnummer: row.two_number,
                    klantmanager: row.two_manager,
                },
            ],
        }
    }
}

const PUT_ASIDE: &str = "
    INSERT INTO person_pair (person_id, other_id, gemeente_id, aside_by, aside_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (person_id, other_id) DO UPDATE
    SET aside_by = COALESCE(person_pair.aside_by, excluded.aside_by),
        aside_at = COALESCE(person_pair.aside_at, excluded.aside_at)";

/// These are two people, says a colleague; who said so first is kept.
pub async fn put_aside(
    tx: &mut Tx,
    (one, other): (PersonId, PersonId),
    gemeente: GemeenteId,
    (by, now): (StaffId, DateTime<Utc>),
) -> Result<()> {
    on!(tx, |conn| sqlx::query(PUT_ASIDE)
        .bind(one.min(other))
        .bind(one.max(other))
        .bind(gemeente)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const TAKE_BACK: &str = "
    UPDATE person_pair
    SET aside_by = NULL, aside_at = NULL
    WHERE person_id = $1 AND other_id = $2 AND aside_at IS NOT NULL";

/// They may be one after all; false when that was not put aside.
pub async fn take_back(tx: &mut Tx, one: PersonId, other: PersonId) -> Result<bool> {
    let rows = on!(tx, |conn| sqlx::query(TAKE_BACK)
        .bind(one.min(other))
        .bind(one.max(other))
        .execute(conn)
        .await?
        .rows_affected());
    tx.ring_pages();
    Ok(rows > 0)
}

const ASIDE_OF: [&str; 2] = [
    "SELECT other_id, aside_by, aside_at FROM person_pair WHERE person_id = $1 AND aside_at IS NOT NULL",
    "SELECT person_id, aside_by, aside_at FROM person_pair WHERE other_id = $1 AND aside_at IS NOT NULL",
];

/// From whom a colleague said that somebody is another.
pub async fn put_aside_of(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<(PersonId, StaffId, DateTime<Utc>)>> {
    let mut all = Vec::new();
    for sql in ASIDE_OF {
        let found: Vec<(PersonId, StaffId, DateTime<Utc>)> =
            on!(tx, |conn| sqlx::query_as(sql).bind(person).fetch_all(conn).await?);
        all.extend(found);
    }
    Ok(all)
}

const ON_PHONE: &str = "
    INSERT INTO person_pair (person_id, other_id, gemeente_id)
    SELECT CASE WHEN me.id < s.person_id THEN me.id ELSE s.person_id END,
           CASE WHEN me.id < s.person_id THEN s.person_id ELSE me.id END,
           me.gemeente_id
    FROM person me
    JOIN address_share s ON s.address_id = $2
    WHERE me.id = $1 AND s.person_id <> me.id
    ON CONFLICT (person_id, other_id) DO NOTHING";

/// Who uses a telephone together may be one: a number that came by two ways.
pub async fn on_phone(tx: &mut Tx, person: PersonId, address: crate::ids::AddressId) -> Result<()> {
    on!(tx, |conn| sqlx::query(ON_PHONE)
        .bind(person)
        .bind(address)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}
