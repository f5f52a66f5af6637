//! How much of each limit has been used, and to whom we wrote first: rows that all processes share,
//! read and written for a whole claim at once.
//!
//! Order of locks on PostgreSQL: a claim locks its parts (it skips what others hold), then the
//! buckets in order of scope, and after those only rows that it holds already or that stand below a
//! portfolio whose row it holds. So no two claims can wait for each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Both, OverRows, fetch, over, run, stamp};
use crate::ids::{AddressId, PartId};
use crate::store::{Result, Tx, on};

#[derive(Serialize)]
struct Bucket<'a> {
    scope: &'a str,
    #[serde(serialize_with = "stamp")]
    at: DateTime<Utc>,
}

// Makes what is missing, and locks all of it until the commit: two processes never draw at once.
over! {
    OPEN (scope text, at timestamptz) "
        INSERT INTO rate_bucket (scope, used_until)
        SELECT scope, at
        FROM r
        WHERE TRUE
        ORDER BY scope
        ON CONFLICT (scope) DO UPDATE
        SET scope = excluded.scope
        RETURNING scope, used_until"
}

/// Until when each bucket has been used (machine); nobody else draws from it before our commit.
pub async fn open(
    tx: &mut Tx,
    scopes: &BTreeSet<String>,
    now: DateTime<Utc>,
) -> Result<HashMap<String, DateTime<Utc>>> {
    let rows: Vec<Bucket<'_>> = scopes.iter().map(|scope| Bucket { scope, at: now }).collect();
    let found: Vec<(String, DateTime<Utc>)> = fetch(tx, &OPEN, &rows).await?;
    Ok(found.into_iter().collect())
}

over! {
    SPEND (scope text, at timestamptz) "
        UPDATE rate_bucket
        SET used_until = r.at
        FROM r
        WHERE rate_bucket.scope = r.scope"
}

/// What buckets that [`open`] gave are used until now (machine).
pub async fn spend(tx: &mut Tx, drawn: &BTreeMap<String, DateTime<Utc>>) -> Result<()> {
    let rows: Vec<Bucket<'_>> = drawn.iter().map(|(scope, at)| Bucket { scope, at: *at }).collect();
    run(tx, &SPEND, &rows).await
}

/// Somebody whom we write to first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Person<'a> {
    /// On whose account.
    pub portfolio: &'a str,
    /// Where.
    pub address: AddressId,
    /// For [`reached`]: since when; for [`reach`]: now. Machine.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
}

over! {
    REACHED (portfolio text, address uuid, at timestamptz) "
        SELECT x.portfolio, x.address_id
        FROM r
        CROSS JOIN reached x
        WHERE x.portfolio = r.portfolio AND x.address_id = r.address AND x.at > r.at"
}

/// Which of these were written to first after their moments: portfolio and address.
pub async fn reached(tx: &mut Tx, people: &[Person<'_>]) -> Result<Vec<(String, AddressId)>> {
    fetch(tx, &REACHED, people).await
}

over! {
    REACH (portfolio text, address uuid, at timestamptz) "
        INSERT INTO reached (portfolio, address_id, at)
        SELECT portfolio, address, at
        FROM r
        WHERE TRUE
        ORDER BY portfolio, address
        ON CONFLICT (portfolio, address_id) DO UPDATE
        SET at = excluded.at"
}

/// These are written to first now. Only while the portfolio's row is [`open`].
pub async fn reach(tx: &mut Tx, mut people: Vec<Person<'_>>) -> Result<()> {
    people.sort();
    people.dedup_by(|later, first| {
        (later.portfolio, later.address) == (first.portfolio, first.address)
    });
    run(tx, &REACH, &people).await
}

#[derive(Serialize)]
struct Since<'a> {
    portfolio: &'a str,
    #[serde(serialize_with = "stamp")]
    at: DateTime<Utc>,
}

fn since<'a>(portfolios: impl IntoIterator<Item = &'a str>, at: DateTime<Utc>) -> Vec<Since<'a>> {
    portfolios.into_iter().map(|portfolio| Since { portfolio, at }).collect()
}

// Reads as many entries of an index as the day's limit has people, and never more.
over! {
    COUNT (portfolio text, at timestamptz) "
        SELECT r.portfolio, (
            SELECT CAST(COUNT(*) AS BIGINT)
            FROM reached x
            WHERE x.portfolio = r.portfolio AND x.at > r.at)
        FROM r"
}

/// How many people of each portfolio were written to first after `at` (machine).
pub async fn count(
    tx: &mut Tx,
    portfolios: &BTreeSet<&str>,
    at: DateTime<Utc>,
) -> Result<HashMap<String, i64>> {
    let rows = since(portfolios.iter().copied(), at);
    Ok(fetch::<_, (String, i64)>(tx, &COUNT, &rows).await?.into_iter().collect())
}

const OLDEST: &str = "
    SELECT at
    FROM reached
    WHERE portfolio = $1 AND at > $2
    ORDER BY at, address_id
    LIMIT $3";

/// When the first `most` of them were reached after `since` (machine): as each leaves the day, there
/// is room for another.
pub async fn oldest(
    tx: &mut Tx,
    portfolio: &str,
    since: DateTime<Utc>,
    most: usize,
) -> Result<Vec<DateTime<Utc>>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    Ok(on!(tx, |conn| sqlx::query_scalar(OLDEST)
        .bind(portfolio)
        .bind(since)
        .bind(most)
        .fetch_all(conn)
        .await?))
}

/// A part that a limit of ours keeps here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PutOff {
    /// Which.
    pub id: PartId,
    /// Not looked at before, machine.
    #[serde(serialize_with = "stamp")]
    pub until: DateTime<Utc>,
    /// By which limit: [`ADDRESS`] or [`PEOPLE`].
    pub code: &'static str,
}

/// Its address has had enough for the moment.
pub const ADDRESS: &str = "limiet:adres";
/// The people of this day are reached.
pub const PEOPLE: &str = "limiet:dag";

over! {
    PUT_OFF (id uuid, until timestamptz, code text) "
        UPDATE outbox
        SET not_before = r.until, code = r.code
        FROM r
        WHERE outbox.id = r.id AND COALESCE(outbox.state = 'queued', FALSE)"
}

/// These parts are not looked at again before their moments, and say by which limit.
pub async fn put_off(tx: &mut Tx, mut parts: Vec<PutOff>) -> Result<()> {
    parts.sort_by_key(|part| part.id);
    run(tx, &PUT_OFF, &parts).await
}

// Skips what another process has in hand; that one will see the limits of today by itself.
const RELEASE: Both = Both {
    sqlite: "
        UPDATE outbox
        SET not_before = $1, code = NULL
        WHERE state = 'queued' AND channel = $2 AND lane IN (0, 1, 2) AND not_before > $1
          AND code = 'limiet:dag'",
    postgres: "
        UPDATE outbox
        SET not_before = $1, code = NULL
        WHERE id IN (SELECT id
                     FROM outbox
                     WHERE state = 'queued' AND channel = $2 AND lane IN (0, 1, 2)
                       AND not_before > $1 AND code = 'limiet:dag'
                     FOR UPDATE SKIP LOCKED)",
};

/// What waits on this channel for another day may be looked at again (machine): the limit may be
/// another one than when it was put off.
pub async fn release(tx: &mut Tx, channel: &str, now: DateTime<Utc>) -> Result<()> {
    let sql = RELEASE.text(tx);
    on!(tx, |conn| sqlx::query(sql).bind(now).bind(channel).execute(conn).await.map(|_| ()))?;
    Ok(())
}

// Never waits for a bucket in use: that one is not full.
const SWEEP: Both = Both {
    sqlite: "DELETE FROM rate_bucket WHERE used_until < $1",
    postgres: "
        DELETE FROM rate_bucket
        WHERE scope IN (SELECT scope
                        FROM rate_bucket
                        WHERE used_until < $1
                        FOR UPDATE SKIP LOCKED)",
};

over! {
    FORGET (portfolio text, at timestamptz) "
        DELETE FROM reached
        WHERE (portfolio, address_id) IN (
            SELECT x.portfolio, x.address_id
            FROM r
            CROSS JOIN reached x
            WHERE x.portfolio = r.portfolio AND x.at < r.at)"
}

/// Forgets what was used, and to whom these portfolios wrote, before then (machine). The last of its
/// transaction: it locks the portfolios.
pub async fn sweep(tx: &mut Tx, portfolios: &BTreeSet<&str>, before: DateTime<Utc>) -> Result<()> {
    let sql = SWEEP.text(tx);
    on!(tx, |conn| sqlx::query(sql).bind(before).execute(conn).await.map(|_| ()))?;
    let scopes = portfolios.iter().map(|id| crate::plan::purse::of_portfolio(id)).collect();
    open(tx, &scopes, before).await?;
    run(tx, &FORGET, &since(portfolios.iter().copied(), before)).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("rates OPEN", &OPEN),
    ("rates SPEND", &SPEND),
    ("rates REACHED", &REACHED),
    ("rates REACH", &REACH),
    ("rates COUNT", &COUNT),
    ("rates PUT_OFF", &PUT_OFF),
    ("rates FORGET", &FORGET),
];
