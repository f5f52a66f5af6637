//! Is the trail what was written? Reads a chain from its first entry to its last, beside a running service.

use sqlx::FromRow;

use super::chain::{Broken, Ends, Entry, Walk};
use crate::ids::GemeenteId;
use crate::store::{Db, Result, Tx, on};

/// Entries that are read at once.
const PAGE: i64 = 1_000;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Entries that are as they were written.
    pub sound: i64,
    /// The newest entry and its hash, to be kept elsewhere.
    pub head: Option<String>,
    /// The first thing that is wrong.
    pub broken: Option<Broken>,
}

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    entry: Entry,
    hash: Vec<u8>,
}

/// Looks at the whole chain of a municipality.
///
/// # Errors
/// When the database cannot be read; a broken chain is no error but a finding.
pub async fn verify(db: &Db, gemeente: GemeenteId) -> Result<Verdict> {
    // entries may be forgotten while we read: then the chain begins later, and so do we
    for _ in 0..3 {
        let mut tx = db.read().await?;
        let before = ends(&mut tx, gemeente).await?;
        let verdict = walk(&mut tx, gemeente, before.clone()).await?;
        let after = ends(&mut tx, gemeente).await?;
        let first = |ends: &Option<Ends>| ends.as_ref().map(|ends| ends.first_seq);
        if verdict.broken.is_none() || first(&before) == first(&after) {
            return Ok(verdict);
        }
    }
    let mut tx = db.read().await?;
    let ends = ends(&mut tx, gemeente).await?;
    walk(&mut tx, gemeente, ends).await
}

/// The hash of an entry, if it is kept: to compare with a head of before.
pub async fn hash_of(tx: &mut Tx, gemeente: GemeenteId, seq: i64) -> Result<Option<Vec<u8>>> {
    const HASH: &str = "SELECT hash FROM audit_entry WHERE gemeente_id = $1 AND seq = $2";
    Ok(on!(tx, |conn| sqlx::query_scalar(HASH)
        .bind(gemeente)
        .bind(seq)
        .fetch_optional(conn)
        .await?))
}

const ENDS: &str = "
    SELECT gemeente_id, first_seq, before_hash, last_seq, last_hash, proof
    FROM audit_chain
    WHERE gemeente_id = $1";

/// Both ends of a chain; None: nothing was noted yet.
pub async fn ends(tx: &mut Tx, gemeente: GemeenteId) -> Result<Option<Ends>> {
    Ok(on!(tx, |conn| sqlx::query_as(ENDS).bind(gemeente).fetch_optional(conn).await?))
}

const SPAN: &str = "SELECT MIN(seq), MAX(seq) FROM audit_entry WHERE gemeente_id = $1";

const NEXT: &str = "
    SELECT id, gemeente_id, seq, staff_id, act, subject, subject_id, at, detail, hash
    FROM audit_entry
    WHERE gemeente_id = $1 AND seq >= $2 AND seq <= $3
    ORDER BY seq
    LIMIT $4";

async fn walk(tx: &mut Tx, gemeente: GemeenteId, known: Option<Ends>) -> Result<Verdict> {
    let (first, last): (Option<i64>, Option<i64>) =
        on!(tx, |conn| sqlx::query_as(SPAN).bind(gemeente).fetch_one(conn).await?);
    let broken = |sound, broken| Verdict { sound, head: None, broken: Some(broken) };
    let Some(known) = known else {
        let nothing = Verdict { sound: 0, head: None, broken: None };
        return Ok(if first.is_some() { broken(0, Broken::Ends) } else { nothing });
    };
    let (head, begun) = (known.head(), known.first_seq);
    let mut walk = match Walk::new(known, tx.vault()) {
        Ok(walk) => walk,
        Err(why) => return Ok(broken(0, why)),
    };
    if let Some(seq) = first.filter(|seq| *seq < begun) {
        return Ok(broken(0, Broken::Outside { seq }));
    }
    loop {
        let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(NEXT)
            .bind(gemeente)
            .bind(walk.next())
            .bind(walk.ends().last_seq)
            .bind(PAGE)
            .fetch_all(conn)
            .await?);
        for row in &rows {
            if let Err(why) = walk.pass(&row.entry, &row.hash, tx.vault()) {
                return Ok(broken(walk.next() - begun, why));
            }
        }
        if (rows.len() as i64) < PAGE {
            break;
        }
    }
    let sound = walk.next() - begun;
    if let Err(why) = walk.end() {
        return Ok(broken(sound, why));
    }
    // noted since we began: the ends of now know of it
    let newest = ends(tx, gemeente).await?.map_or(0, |ends| ends.last_seq);
    if let Some(seq) = last.filter(|seq| *seq > newest) {
        return Ok(broken(sound, Broken::Outside { seq }));
    }
    Ok(Verdict { sound, head: Some(head), broken: None })
}
