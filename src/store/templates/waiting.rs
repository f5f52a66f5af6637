//! Templates that wait: what the platform refused when it was used, and the parts that wait for it.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Which;
use crate::store::{Result, Tx, on};
use crate::trade::template::registry::Registry;

/// Why a part waits for its template; stands in `outbox.code`.
pub const WAITS: &str = "sjabloon-wacht";

// Those that the platform itself refused for their template wait too (132001, 132015, 132016).
const WAKE: &str = "
    UPDATE outbox
    SET not_before = $2
    WHERE state = 'queued'
      AND channel = $1
      AND not_before > $2
      AND code IN ('sjabloon-wacht', 'whatsapp:132001', 'whatsapp:132015', 'whatsapp:132016')";

impl Which<'_> {
    /// Its scope in `pause`.
    fn scope(self) -> String {
        format!("template:{}:{}:{}", self.channel, self.name, self.language)
    }
}

const PAUSES: &str = "
    SELECT scope, until
    FROM pause
    WHERE scope >= 'template:' AND scope < 'template;'
    ORDER BY scope";

/// Puts the templates that the platform refused when they were used into a registry. Not covered
/// by the version: there are few, and they come and go with the clock.
pub async fn add_pauses(tx: &mut Tx, registry: &mut Arc<Registry>) -> Result<()> {
    for (scope, until) in pauses(tx).await? {
        let mut parts = scope.splitn(4, ':').skip(1);
        if let (Some(channel), Some(name), Some(language)) =
            (parts.next(), parts.next(), parts.next())
        {
            Arc::make_mut(registry).set_paused(channel, name, language, until);
        }
    }
    Ok(())
}

async fn pauses(tx: &mut Tx) -> Result<Vec<(String, DateTime<Utc>)>> {
    Ok(on!(tx, |conn| sqlx::query_as(PAUSES).fetch_all(conn).await?))
}

const PAUSE: &str = "
    INSERT INTO pause (scope, until, code)
    VALUES ($1, $2, $3)
    ON CONFLICT (scope) DO UPDATE
    SET until = excluded.until, code = excluded.code";

/// The platform refused a template when it was used: nobody tries it again until then (machine),
/// or until it is told to be approved.
pub async fn pause(tx: &mut Tx, which: Which<'_>, until: DateTime<Utc>, code: &str) -> Result<()> {
    on!(tx, |conn| sqlx::query(PAUSE)
        .bind(which.scope())
        .bind(until)
        .bind(code)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const RELEASE: &str = "DELETE FROM pause WHERE scope = $1";

/// A template may be sent again: what waits on its channel for a template is looked at anew, at
/// `machine`; what waits for another one goes on waiting.
pub async fn release(tx: &mut Tx, which: Which<'_>, machine: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(RELEASE).bind(which.scope()).execute(conn).await.map(|_| ()))?;
    wake(tx, which.channel, machine).await
}

// ':' and ';' follow each other: every scope that begins with the channel's.
const FORGIVE: &str = "
    DELETE FROM pause
    WHERE scope >= 'template:' || $1 || ':' AND scope < 'template:' || $1 || ';'";

/// A list says what may be sent; what was refused before it is tried again.
pub(super) async fn forgive(tx: &mut Tx, channel: &str) -> Result<()> {
    on!(tx, |conn| sqlx::query(FORGIVE).bind(channel).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// What waits on a channel for a template is looked at anew, at `machine`.
pub async fn wake(tx: &mut Tx, channel: &str, machine: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(WAKE).bind(channel).bind(machine).execute(conn).await.map(|_| ()))?;
    tx.ring_outbox();
    Ok(())
}
