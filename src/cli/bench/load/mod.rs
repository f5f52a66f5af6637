//! The other side: who posts webhooks, and the platforms that take messages. A process of its own,
//! so that its work is not counted as the service's.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::process;

pub(super) mod bodies;
mod client;
mod mix;
mod sink;
mod talk;

use client::{Connection, Request};
use sink::Sink;
pub(super) use talk::Talk;

/// Post webhooks and play both platforms, for `bench`.
#[derive(Debug, clap::Args)]
pub struct LoadArgs {}

/// The process says where its sink is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ready {
    pub(super) sink: String,
}

/// What to do. `to`: host and port of the service.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Job {
    /// As many webhooks as `at_once` connections get answered; `people` write them in turn.
    Post { to: String, what: Body, people: usize, count: usize, at_once: usize },
    /// Each of people 0 to `people` talks with the service, and waits for every answer.
    Converse { to: String, talk: Talk, people: usize, at_once: usize },
    /// On a fixed schedule: words from people, and three statuses for every message accepted.
    Mix { to: String, per_second: usize, seconds: usize, people: usize },
    /// Until so many messages were accepted in all; answers with how many there are by then.
    Await { messages: usize, within_seconds: u64 },
}

/// Which webhook.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Body {
    Floor,
    Whatsapp,
    Telegram,
}

impl Body {
    fn of(self, n: usize) -> Request {
        match self {
            Self::Floor => bodies::floor(n),
            Self::Whatsapp => bodies::whatsapp_words(n),
            Self::Telegram => bodies::telegram_words(n, bodies::A_QUESTION),
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Outcome {
    /// From the first to the last.
    pub(super) seconds: f64,
    /// Webhooks answered 200.
    pub(super) stored: usize,
    /// Webhooks answered 503: told to come back, and, except in the mix, did.
    pub(super) told_to_come_back: usize,
    /// Webhooks that failed in any other way.
    pub(super) failed: usize,
    /// From posting (in the mix: from the moment planned for it) to 200.
    pub(super) webhooks: Spread,
    /// From the same moment to the answer at the sink.
    pub(super) replies: Spread,
    /// Messages accepted so far, in this process's life.
    pub(super) messages: usize,
    /// Courtesies so far.
    pub(super) courtesies: usize,
    /// Messages accepted while the load was on.
    pub(super) accepted_in_time: usize,
}

/// How long things took, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Spread {
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
    pub(super) max_ms: f64,
}

impl Spread {
    /// Of all these.
    pub(super) fn of(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        let at = |part: f64| {
            let place = (all.len() as f64 * part) as usize;
            let found = all.get(place.min(all.len().saturating_sub(1)));
            found.map_or(0.0, |took| (took.as_secs_f64() * 100_000.0).round() / 100.0)
        };
        Self { p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1.0) }
    }
}

/// Runs the process until its parent is gone.
///
/// # Errors
/// When there is no port.
pub async fn run(_: &LoadArgs) -> anyhow::Result<ExitCode> {
    let sink = Sink::start().await?;
    process::answer(&Ready { sink: sink.url().to_owned() })?;
    let mut jobs = process::orders::<Job>();
    while let Some(job) = jobs.recv().await {
        let mut outcome = match job {
            Job::Post { to, what, people, count, at_once } => {
                post(&to, what, (people, count), at_once).await
            }
            Job::Converse { to, talk, people, at_once } => {
                converse(&sink, (&to, talk), people, at_once).await
            }
            Job::Mix { to, per_second, seconds, people } => {
                mix::run(&sink, &to, mix::Plan { per_second, seconds, people }).await
            }
            Job::Await { messages, within_seconds } => {
                let begun = Instant::now();
                let within = Duration::from_secs(within_seconds);
                let _ = tokio::time::timeout(within, sink.wait_for_messages(messages)).await;
                Outcome { seconds: begun.elapsed().as_secs_f64(), ..Outcome::default() }
            }
        };
        outcome.messages = sink.messages();
        outcome.courtesies = sink.courtesies();
        process::answer(&outcome)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What one of the connections saw.
#[derive(Default)]
struct Seen {
    webhooks: Vec<Duration>,
    replies: Vec<Duration>,
    told_to_come_back: usize,
    failed: usize,
}

impl Seen {
    /// Posts until it is stored, as the platforms do; false when that cannot be.
    async fn post(&mut self, connection: &mut Connection, request: &Request) -> bool {
        let begun = Instant::now();
        loop {
            match connection.send(request).await {
                Ok(200) => {
                    self.webhooks.push(begun.elapsed());
                    return true;
                }
                Ok(503) => {
                    self.told_to_come_back += 1;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                Ok(_) | Err(_) => {
                    self.failed += 1;
                    return false;
                }
            }
        }
    }
}

fn sum_up(begun: Instant, all: impl IntoIterator<Item = Seen>) -> Outcome {
    let mut outcome = Outcome { seconds: begun.elapsed().as_secs_f64(), ..Outcome::default() };
    let (mut webhooks, mut replies) = (Vec::new(), Vec::new());
    for seen in all {
        outcome.told_to_come_back += seen.told_to_come_back;
        outcome.failed += seen.failed;
        webhooks.extend(seen.webhooks);
        replies.extend(seen.replies);
    }
    outcome.stored = webhooks.len();
    outcome.webhooks = Spread::of(webhooks);
    outcome.replies = Spread::of(replies);
    outcome
}

async fn post(to: &str, what: Body, (people, count): (usize, usize), at_once: usize) -> Outcome {
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let hands = (0..at_once).map(|_| {
        let (to, next) = (to.to_owned(), next.clone());
        tokio::spawn(async move {
            let mut seen = Seen::default();
            let Ok(mut connection) = Connection::open(&to).await else {
                seen.failed += 1;
                return seen;
            };
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= count || !seen.post(&mut connection, &what.of(n % people)).await {
                    return seen;
                }
            }
        })
    });
    let hands: Vec<_> = hands.collect();
    let all = futures_util::future::join_all(hands).await;
    sum_up(begun, all.into_iter().flatten())
}

async fn converse(sink: &Sink, (to, talk): (&str, Talk), people: usize, at_once: usize) -> Outcome {
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let hands: Vec<_> = (0..at_once)
        .map(|_| {
            let (sink, to, next) = (sink.clone(), to.to_owned(), next.clone());
            tokio::spawn(async move {
                let mut seen = Seen::default();
                let Ok(mut connection) = Connection::open(&to).await else {
                    seen.failed += 1;
                    return seen;
                };
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= people {
                        return seen;
                    }
                    talk.hold(&sink, &mut connection, n, &mut seen).await;
                }
            })
        })
        .collect();
    let all = futures_util::future::join_all(hands).await;
    sum_up(begun, all.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_names_the_middle_the_last_hundredth_and_the_worst() {
        let all = (1..=200).rev().map(Duration::from_millis).collect();
        let spread = Spread::of(all);
        assert_eq!(spread, Spread { p50_ms: 101.0, p99_ms: 199.0, max_ms: 200.0 });
        assert_eq!(Spread::of(Vec::new()), Spread::default());
    }
}
