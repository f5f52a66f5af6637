//! The service under measurement, in a process of its own: what that process uses is what the
//! service uses.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{floor, process, town};
use crate::cli::logs;
use crate::cli::service::{PublishedWords, Service, open_database};
use crate::config;
use crate::dialog::conversation::RevisionId;
use crate::ids::{AddressId, GemeenteId, MailboxId, PartId};
use crate::message::{Facts, Lane, Saying, TextId};
use crate::store::hot::Hex;
use crate::store::hot::effects::{self, PartWrite, Writes};
use crate::store::{Db, StoreError, Tx, content, on};
use crate::work::Work;
use crate::work::role::Loops;

/// Run the service that `bench` measures.
#[derive(Debug, clap::Args)]
pub struct ServiceArgs {
    /// The settings.
    #[arg(long)]
    pub config: PathBuf,
    /// Which loops: all, take-in, handle, due, deliver; or the floor.
    #[arg(long)]
    pub run: String,
}

/// Its first answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ready {
    /// Host and port.
    pub(super) at: String,
}

/// What it can be told.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Order {
    /// Civil time goes six minutes on: reminders fall due.
    OpenTheDay,
    /// Announcements to the first half of all addresses, at an even pace; answers with [`Begun`].
    Announce { per_second: usize, seconds: usize },
    /// Ends; answers with [`Stopped`].
    Stop,
}

/// Knows whom to write to, and begins.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Begun {
    /// How many.
    to: usize,
}

/// Its last answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stopped {
    /// Announcements written.
    pub(super) announced: usize,
}

/// How often the loops look without being woken.
const TICK: Duration = Duration::from_secs(1);
/// Between two groups of announcements.
const PACE: Duration = Duration::from_millis(20);

fn loops(word: &str) -> anyhow::Result<Loops> {
    Ok(match word {
        "all" => Loops::ALL,
        "take-in" => Loops { take_in: true, ..Loops::NONE },
        "handle" => Loops { handle_inbox: true, ..Loops::NONE },
        "due" => Loops { due: true, ..Loops::NONE },
        "deliver" => Loops { deliver_outbox: true, ..Loops::NONE },
        other => anyhow::bail!("--run {other}: not a part of the service"),
    })
}

/// Runs the process until it is told to stop, or its parent is gone.
///
/// # Errors
/// When the machine does not let it.
pub async fn run(args: &ServiceArgs) -> anyhow::Result<ExitCode> {
    logs::start(&config::Log { level: "warn".to_owned(), ..config::Log::default() });
    let config = config::read(&args.config)?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let at = listener.local_addr()?.to_string();
    let db = open_database(&config).await?;
    let mut orders = process::orders::<Order>();
    if args.run == "floor" {
        let serving = tokio::spawn(floor::serve(db, listener));
        process::answer(&Ready { at })?;
        while let Some(order) = orders.recv().await {
            if matches!(order, Order::Stop) {
                break;
            }
        }
        serving.abort();
        process::answer(&Stopped { announced: 0 })?;
        return Ok(ExitCode::SUCCESS);
    }
    let clock = town::clock()?;
    let mut service = Service::build(&config, db.clone(), clock.clone(), TICK).await?;
    service.adopt_content(&config.content).await?;
    service.loops = loops(&args.run)?;
    let (stop, stopped) = watch::channel(false);
    let router = service.router(PublishedWords::of(&service.work), None, None);
    let (work, gemeente) = (service.work.clone(), service.gemeenten[0].1);
    // before the first round: whatever waits is part of what is measured
    process::answer(&Ready { at })?;
    let running = tokio::spawn(service.run(listener, router, stopped));
    let mut announcing = None;
    while let Some(order) = orders.recv().await {
        match order {
            Order::OpenTheDay => clock.jump(clock.civil() + TimeDelta::minutes(6)),
            Order::Announce { per_second, seconds } => {
                let to = Announcement::prepare(&work.db, gemeente).await?;
                process::answer(&Begun { to: to.to.len() })?;
                announcing = Some(tokio::spawn(announce(work.clone(), to, per_second, seconds)));
            }
            Order::Stop => break,
        }
    }
    let announced = match announcing {
        Some(writing) => writing.await??,
        None => 0,
    };
    let _ = stop.send(true);
    let _ = running.await;
    db.close().await;
    process::answer(&Stopped { announced })?;
    Ok(ExitCode::SUCCESS)
}

/// Writes parts at an even pace, a group per commit; gives how many.
async fn announce(
    work: Work,
    to: Announcement,
    per_second: usize,
    seconds: usize,
) -> anyhow::Result<usize> {
    let end = Duration::from_secs(seconds as u64);
    let begun = tokio::time::Instant::now();
    let mut written = 0;
    let mut pace = tokio::time::interval(PACE);
    while begun.elapsed() < end {
        pace.tick().await;
        let planned = (begun.elapsed().min(end).as_secs_f64() * per_second as f64) as usize;
        if planned > written {
            to.write(&work, written..planned).await?;
            written = planned;
        }
    }
    Ok(written)
}

const ADDRESSES: &str = "
    SELECT a.id, a.mailbox_id
    FROM address a
    JOIN person p ON p.id = a.person_id
    WHERE a.kind = 'whatsapp'
      AND p.gemeente_id = $1 AND p.klantnummer >= 'B' AND p.klantnummer < 'C'
    ORDER BY CAST(SUBSTR(p.klantnummer, 2) AS BIGINT), a.id";

/// The same words to many.
struct Announcement {
    gemeente: GemeenteId,
    revision: RevisionId,
    to: Vec<(AddressId, MailboxId)>,
    saying: Saying,
}

impl Announcement {
    async fn prepare(db: &Db, gemeente: GemeenteId) -> anyhow::Result<Self> {
        let mut tx = db.read().await?;
        let revision = content::published(&mut tx).await?.context("published content")?;
        let mut to: Vec<(AddressId, MailboxId)> =
            on!(tx, |conn| sqlx::query_as(ADDRESSES).bind(gemeente).fetch_all(conn).await?);
        // the second half writes to us: an announcement must not be taken for an answer
        to.truncate(to.len().div_ceil(2));
        let saying = Saying {
            text: TextId::from("vangnet-antwoord"),
            facts: Facts::new(),
            choices: Vec::new(),
            question: None,
            template: None,
            aids: Vec::new(),
        };
        Ok(Self { gemeente, revision, to, saying })
    }

    async fn write(&self, work: &Work, which: std::ops::Range<usize>) -> Result<(), StoreError> {
        let mut tx = work.db.begin().await?;
        let mut writes = Writes::default();
        for n in which {
            writes.queue(self.part(work, &tx, n)?);
        }
        effects::write(&mut tx, &mut writes).await?;
        tx.commit().await
    }

    fn part(&self, work: &Work, tx: &Tx, n: usize) -> Result<PartWrite, StoreError> {
        let (address, mailbox) = self.to[n % self.to.len()];
        let now = work.clock.civil();
        Ok(PartWrite {
            id: PartId::fresh(),
            gemeente: self.gemeente,
            mailbox,
            address,
            channel: "whatsapp".to_owned(),
            conversation: None,
            question: None,
            lane: Lane::Bulk.rank(),
            seq: 0,
            revision: self.revision.0.clone(),
            language: "nl",
            text_id: self.saying.text.0.clone(),
            sealed: Hex(tx.vault().seal_json("outbox.sealed", &self.saying)?),
            part_no: 0,
            aid: None,
            created_at: now,
            not_before: work.clock.machine(),
            expires_at: now + TimeDelta::days(1),
            taken_until: None,
        })
    }
}
