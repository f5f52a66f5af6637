//! The mixed load, on a fixed schedule: nobody waits for the service, so a service that falls
//! behind is seen as latency, counted from the moment at which a webhook should have been posted.
//!
//! Messages out are the service's own (see `service`); here are three statuses for each of them,
//! and words from people who expect an answer.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::client::{Connection, Request};
use super::sink::{Accepted, Sink};
use super::{Outcome, Spread, bodies};

/// The load.
pub(super) struct Plan {
    /// Messages out per second; there are 0.3 times as many words in.
    pub(super) per_second: usize,
    /// For how long.
    pub(super) seconds: usize,
    /// Who writes: the second half of them, so that nobody else's message is taken for an answer.
    pub(super) people: usize,
}

/// Statuses, and how long after the message they come. Short, so that all fall in the measurement.
const STATUSES: [(&str, Duration); 3] = [
    ("sent", Duration::from_millis(40)),
    ("delivered", Duration::from_millis(150)),
    ("read", Duration::from_millis(400)),
];
/// How long what is under way may still take when the load ends.
const PATIENCE: Duration = Duration::from_secs(15);

/// Posts on connections that are kept, as many as it takes.
#[derive(Clone)]
struct Postmen {
    to: Arc<str>,
    idle: Arc<Mutex<Vec<Connection>>>,
    seen: mpsc::UnboundedSender<(Duration, bool)>,
}

impl Postmen {
    /// Posts once, and notes how long it took since `planned`.
    async fn post(self, request: Request, planned: Instant) {
        let stored = self.once(&request).await;
        let _ = self.seen.send((planned.elapsed(), stored));
    }

    async fn once(&self, request: &Request) -> bool {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => match Connection::open(&self.to).await {
                Ok(connection) => connection,
                Err(_) => return false,
            },
        };
        let Ok(status) = connection.send(request).await else { return false };
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        status == 200
    }
}

pub(super) async fn run(sink: &Sink, to: &str, plan: Plan) -> Outcome {
    let (seen, mut line) = mpsc::unbounded_channel();
    let postmen = Postmen { to: to.into(), idle: Arc::default(), seen };
    let accepted = sink.follow();
    sink.take_replies();
    let before = sink.messages();
    let begun = Instant::now();
    let telling = tokio::spawn(tell(accepted, postmen.clone()));
    let writing = tokio::spawn(write(sink.clone(), postmen, plan, begun));
    let in_time = writing.await.unwrap_or_default();
    let outcome = Outcome {
        seconds: begun.elapsed().as_secs_f64(),
        accepted_in_time: sink.messages() - before,
        ..Outcome::default()
    };
    // what was accepted until now still gets its statuses
    sink.unfollow();
    let _ = tokio::time::timeout(PATIENCE, telling).await;
    let (mut webhooks, mut failed) = (Vec::new(), 0);
    let ended = Instant::now();
    while let Some(left) = PATIENCE.checked_sub(ended.elapsed()) {
        let Ok(Some((took, stored))) = tokio::time::timeout(left, line.recv()).await else { break };
        webhooks.push(took);
        failed += usize::from(!stored);
    }
    // an answer that has not come by now counts as late as it is
    let replies = sink.take_replies();
    let unanswered = in_time.saturating_sub(replies.len());
    let late = std::iter::repeat_n(PATIENCE, unanswered);
    Outcome {
        stored: webhooks.len() - failed,
        told_to_come_back: failed,
        failed: unanswered,
        webhooks: Spread::of(webhooks),
        replies: Spread::of(replies.into_iter().chain(late).collect()),
        ..outcome
    }
}

/// Words from people, at even distances; gives how many.
async fn write(sink: Sink, postmen: Postmen, plan: Plan, begun: Instant) -> usize {
    let count = plan.per_second * 3 * plan.seconds / 10;
    let apart = Duration::from_secs(plan.seconds as u64).div_f64(count.max(1) as f64);
    let writers = (plan.people / 2).max(1);
    let mut posts = JoinSet::new();
    for k in 0..count {
        let planned = begun + apart.mul_f64(k as f64);
        tokio::time::sleep_until(planned.into()).await;
        let n = plan.people - 1 - k % writers;
        sink.asked(n, planned);
        posts.spawn(postmen.clone().post(bodies::whatsapp_words(n), planned));
        while posts.try_join_next().is_some() {}
    }
    let end = begun + Duration::from_secs(plan.seconds as u64);
    tokio::time::sleep_until(end.into()).await;
    posts.detach_all();
    count
}

/// Three statuses for each message, each at its own moment.
async fn tell(mut accepted: mpsc::UnboundedReceiver<Accepted>, postmen: Postmen) {
    let mut lines: [VecDeque<Arc<Accepted>>; 3] = Default::default();
    let mut posts = JoinSet::new();
    let mut open = true;
    while open || lines.iter().any(|line| !line.is_empty()) {
        let next = lines
            .iter()
            .zip(STATUSES)
            .filter_map(|(line, (_, after))| line.front().map(|message| message.at + after));
        let next = next.min().unwrap_or_else(|| Instant::now() + Duration::from_millis(50));
        tokio::select! {
            got = accepted.recv(), if open => match got {
                Some(message) => {
                    let message = Arc::new(message);
                    lines.iter_mut().for_each(|line| line.push_back(message.clone()));
                }
                None => open = false,
            },
            () = tokio::time::sleep_until(next.into()) => {}
        }
        for (line, (word, after)) in lines.iter_mut().zip(STATUSES) {
            while let Some(message) = line.front().filter(|m| m.at + after <= Instant::now()) {
                let Accepted { platform_id, part, to, .. } = &**message;
                let request = bodies::status(platform_id, part.as_deref(), to, word);
                posts.spawn(postmen.clone().post(request, message.at + after));
                line.pop_front();
            }
        }
        while posts.try_join_next().is_some() {}
    }
    posts.detach_all();
}
