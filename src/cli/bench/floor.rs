//! The floor: what this machine does at best with the same means. HTTP, the signature over the raw
//! bytes, reading into borrowed types, and one statement for all deliveries that share a commit,
//! in a scratch table of the same kind of database. It does nothing else that a service must do.

use std::borrow::Cow;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use super::load::bodies::APP_SECRET;
use crate::channel::whatsapp::verify::{Signature, verify};
use crate::store::{Db, on};

/// Deliveries in one commit, and in line for it: the service's own measures.
const TOGETHER: usize = 256;
const LINE: usize = 1024;

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS bench_floor (
        id     TEXT PRIMARY KEY,
        sender TEXT NOT NULL,
        body   TEXT NOT NULL
    )";

const SQLITE: &str = "
    INSERT INTO bench_floor (id, sender, body)
    SELECT j.value ->> 'id', j.value ->> 'sender', j.value ->> 'body'
    FROM json_each($1) j
    WHERE TRUE
    ON CONFLICT (id) DO NOTHING";

const POSTGRES: &str = "
    INSERT INTO bench_floor (id, sender, body)
    SELECT r.id, r.sender, r.body
    FROM json_to_recordset($1::json) AS r (id TEXT, sender TEXT, body TEXT)
    ON CONFLICT (id) DO NOTHING";

#[derive(Serialize)]
struct Row {
    id: String,
    sender: String,
    body: String,
}

struct Waiting {
    row: Row,
    stored: oneshot::Sender<bool>,
}

/// Serves the floor on `listener` until the process ends.
///
/// # Errors
/// When the database refuses the scratch table.
pub(super) async fn serve(db: Db, listener: TcpListener) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    on!(tx, |conn| sqlx::raw_sql(TABLE).execute(conn).await.map(|_| ()))?;
    tx.commit().await?;
    let (line, rows) = mpsc::channel(LINE);
    tokio::spawn(write(db, rows));
    let router = Router::new().route("/floor", post(take)).with_state(line);
    axum::serve(listener, router).await?;
    Ok(())
}

/// Everything that waits becomes one commit; the answers follow it.
async fn write(db: Db, mut rows: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(TOGETHER);
    while rows.recv_many(&mut batch, TOGETHER).await > 0 {
        let stored = store(&db, &batch).await.is_ok();
        for waiting in batch.drain(..) {
            let _ = waiting.stored.send(stored);
        }
    }
}

async fn store(db: &Db, batch: &[Waiting]) -> anyhow::Result<()> {
    let rows: Vec<&Row> = batch.iter().map(|waiting| &waiting.row).collect();
    let json = serde_json::to_string(&rows)?;
    let mut tx = db.begin().await?;
    let sql = if db.is_sqlite() { SQLITE } else { POSTGRES };
    on!(tx, |conn| sqlx::query(sql).bind(&json).execute(conn).await.map(|_| ()))?;
    Ok(tx.commit().await?)
}

#[derive(Deserialize)]
struct Webhook<'a> {
    #[serde(borrow)]
    entry: Vec<Entry<'a>>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    changes: Vec<Change<'a>>,
}

#[derive(Deserialize)]
struct Change<'a> {
    #[serde(borrow)]
    value: Value<'a>,
}

#[derive(Deserialize)]
struct Value<'a> {
    #[serde(borrow)]
    messages: Vec<Message<'a>>,
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    from: Cow<'a, str>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    text: Text<'a>,
}

#[derive(Deserialize)]
struct Text<'a> {
    #[serde(borrow)]
    body: Cow<'a, str>,
}

async fn take(
    State(line): State<mpsc::Sender<Waiting>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let given = headers.get(Signature::MetaHex.header()).map(|value| value.as_bytes());
    if !verify(&Signature::MetaHex, given, &body, &[APP_SECRET]) {
        return StatusCode::FORBIDDEN;
    }
    let Some(row) = read(&body) else { return StatusCode::BAD_REQUEST };
    let (stored, answer) = oneshot::channel();
    if line.try_send(Waiting { row, stored }).is_err() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    match answer.await {
        Ok(true) => StatusCode::OK,
        Ok(false) | Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

fn read(body: &[u8]) -> Option<Row> {
    let webhook: Webhook<'_> = serde_json::from_slice(body).ok()?;
    let change = webhook.entry.into_iter().next()?.changes.into_iter().next()?;
    let message = change.value.messages.into_iter().next()?;
    Some(Row {
        id: message.id.into_owned(),
        sender: message.from.into_owned(),
        body: message.text.body.into_owned(),
    })
}
