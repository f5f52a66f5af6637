//! Several processes on one PostgreSQL wake each other: LISTEN on one connection, NOTIFY on another.
//!
//! NOTIFY takes a lock over the whole database at its commit, so it never stands in a transaction
//! that does work: one task tells others what was rung since it told them last. A notification
//! that is lost costs a tick, nothing else. Needs connections that stay ours: a pooler in front of
//! PostgreSQL must work per session.

use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::sync::watch;
use uuid::Uuid;

use super::bells::Rings;
use super::{Db, Pool};

/// The channel of notifications; PostgreSQL keeps those of other databases apart.
const CHANNEL: &str = "wegwijzer";

/// Between two notifications of one process: what is rung meanwhile travels together.
const PAUSE: Duration = Duration::from_millis(20);

/// After a failure to listen or to tell.
const AGAIN: Duration = Duration::from_secs(1);

const TELL: &str = "SELECT pg_notify($1, $2)";

impl Db {
    /// Hears the bells of other processes and passes on those of `mine`, until `stop`. Bells whose
    /// loops run in this process need not be passed on: this process is awake already.
    ///
    /// Returns at once on the embedded database, which has one process.
    pub async fn share_bells(&self, mine: Rings, mut stop: watch::Receiver<bool>) {
        let Pool::Postgres { writers, .. } = &self.pool else { return };
        let options = PgConnectOptions::clone(&writers.connect_options());
        let own = PgPoolOptions::new().max_connections(1);
        let (ears, mouth) =
            (own.clone().connect_lazy_with(options.clone()), own.connect_lazy_with(options));
        self.bells.pass_on(mine);
        let me = Uuid::new_v4().simple().to_string();
        tokio::select! {
            () = self.hear(&ears, &me) => {}
            () = self.tell(&mouth, &me) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
        self.bells.pass_on(Rings::NONE);
        ears.close().await;
        mouth.close().await;
    }

    async fn hear(&self, ears: &PgPool, me: &str) {
        loop {
            if let Err(error) = self.hear_until_broken(ears, me).await {
                tracing::warn!(%error, "other processes cannot be heard; the loops look once per tick meanwhile");
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    async fn hear_until_broken(&self, ears: &PgPool, me: &str) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(ears).await?;
        listener.listen(CHANNEL).await?;
        // what was rung before we listened, nobody told us
        self.bells.ring_here(Rings::ALL);
        while let Some(told) = listener.try_recv().await? {
            let Some((sender, bits)) = told.payload().split_once(' ') else { continue };
            if sender != me
                && let Ok(bits) = bits.parse()
            {
                self.bells.ring_here(Rings::from_bits(bits));
            }
        }
        // the connection was lost; the next round listens anew
        Ok(())
    }

    async fn tell(&self, mouth: &PgPool, me: &str) {
        loop {
            self.bells.tell.notified().await;
            let rings = self.bells.take_untold();
            let payload = format!("{me} {}", rings.bits());
            let told = sqlx::query(TELL).bind(CHANNEL).bind(&payload).execute(mouth).await;
            match told {
                Ok(_) => tokio::time::sleep(PAUSE).await,
                // not told again: their next tick finds the rows
                Err(error) => {
                    tracing::warn!(%error, "other processes could not be woken");
                    tokio::time::sleep(AGAIN).await;
                }
            }
        }
    }
}
