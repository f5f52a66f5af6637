//! Brings a platform's webhooks to the service, as stubbornly as the platform would.
//!
//! One postman per platform. Webhooks about one phone go one after the other, phones beside each
//! other. What is not answered as it should is brought again, with growing pauses, [`TRIES`]
//! times; then the postman gives up and counts it. Copies, delays and changes of order are asked
//! of [`FaultControl`]; pauses are machine time. Lost when the sandbox stops; Telegram's updates are kept by `telegram`.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use tokio::sync::Semaphore;

use super::faults::FaultControl;
use crate::clock::Clock;

/// How often one webhook is tried. With the pauses below: about five minutes.
pub const TRIES: u32 = 70;
/// Webhooks on their way at the same time. Source: Telegram, setWebhook `max_connections`.
const AT_ONCE: usize = 40;
/// How long a webhook may take to be answered.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long the postman waits for company when he has to shuffle.
const GATHERING: Duration = Duration::from_millis(40);

/// One webhook to bring.
#[derive(Clone)]
pub(super) struct Letter {
    /// Whose phone it is about; one at a time per lane.
    pub(super) lane: String,
    /// The exact bytes.
    pub(super) body: Bytes,
    /// What is reported when it was taken.
    pub(super) receipt: Receipt,
}

/// Which thing the service took.
#[derive(Clone, Debug, Default)]
pub(super) struct Receipt {
    /// Telegram's number of the update.
    pub(super) update: Option<i64>,
    /// The phone and its message that thereby reached the service.
    pub(super) bubble: Option<(String, String)>,
}

/// How the service knows that a webhook comes from the platform.
#[derive(Clone)]
pub(super) enum Proof {
    /// `X-Telegram-Bot-Api-Secret-Token`; any 2xx counts as taken.
    TelegramSecret(Option<String>),
    /// `X-Hub-Signature-256` with this app secret; only 200 counts as taken.
    MetaSignature(String),
}

/// Where the webhooks go.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) url: String,
    pub(super) proof: Proof,
}

/// See the module's head. Cloning gives another hand on the same round.
#[derive(Clone)]
pub(super) struct Postman {
    round: Arc<Round>,
}

struct Round {
    http: reqwest::Client,
    target: Mutex<Option<Target>>,
    lanes: Mutex<HashMap<String, VecDeque<Letter>>>,
    permits: Semaphore,
    faults: FaultControl,
    clock: Clock,
    taken: Box<dyn Fn(&Receipt) + Send + Sync>,
    /// Letters waiting or on their way.
    pending: AtomicUsize,
    given_up: AtomicU64,
    /// Raised by [`Postman::withdraw`]: letters of an earlier round are not tried again.
    number: AtomicU64,
}

impl Postman {
    /// A postman without address; `taken` hears of every webhook the service took.
    pub(super) fn new(
        http: reqwest::Client,
        (faults, clock): (FaultControl, Clock),
        taken: impl Fn(&Receipt) + Send + Sync + 'static,
    ) -> Self {
        let round = Round {
            http,
            target: Mutex::default(),
            lanes: Mutex::default(),
            permits: Semaphore::new(AT_ONCE),
            faults,
            clock,
            taken: Box::new(taken),
            pending: AtomicUsize::new(0),
            given_up: AtomicU64::new(0),
            number: AtomicU64::new(0),
        };
        Self { round: Arc::new(round) }
    }

    /// From now on webhooks go there.
    pub(super) fn set_target(&self, target: Option<Target>) {
        *lock(&self.round.target) = target;
    }

    /// Where webhooks go now.
    pub(super) fn url(&self) -> Option<String> {
        lock(&self.round.target).as_ref().map(|target| target.url.clone())
    }

    /// Takes a webhook along; without an address it is dropped.
    pub(super) fn post(&self, letter: Letter) {
        if self.url().is_none() {
            return;
        }
        let copies = self.round.faults.get().copies.max(1) as usize;
        self.round.pending.fetch_add(copies, Ordering::SeqCst);
        let lane = letter.lane.clone();
        let mut lanes = lock(&self.round.lanes);
        let runs = lanes.contains_key(&lane);
        lanes.entry(lane.clone()).or_default().extend(std::iter::repeat_n(letter, copies));
        drop(lanes);
        if !runs {
            tokio::spawn(self.round.clone().walk(lane));
        }
    }

    /// Drops whatever still waits, and whatever would be tried again.
    pub(super) fn withdraw(&self) {
        self.round.number.fetch_add(1, Ordering::SeqCst);
        let mut dropped = 0;
        for waiting in lock(&self.round.lanes).values_mut() {
            dropped += waiting.len();
            waiting.clear();
        }
        self.round.pending.fetch_sub(dropped, Ordering::SeqCst);
    }

    /// Is everything brought?
    pub(super) fn is_idle(&self) -> bool {
        self.round.pending.load(Ordering::SeqCst) == 0
    }

    /// How many webhooks were never taken.
    pub(super) fn given_up(&self) -> u64 {
        self.round.given_up.load(Ordering::SeqCst)
    }
}

impl Round {
    async fn walk(self: Arc<Self>, lane: String) {
        while let Some((letter, number)) = self.next(&lane).await {
            self.bring(&letter, number).await;
            self.pending.fetch_sub(1, Ordering::SeqCst);
        }
    }

    async fn next(&self, lane: &str) -> Option<(Letter, u64)> {
        let window = self.faults.get().shuffle_window;
        let company = lock(&self.lanes).get(lane).map_or(0, VecDeque::len);
        if (1..window).contains(&company) {
            tokio::time::sleep(GATHERING).await;
        }
        let mut lanes = lock(&self.lanes);
        let waiting = lanes.get_mut(lane)?;
        if let Some(letter) = waiting.remove(self.faults.draw(waiting.len())) {
            return Some((letter, self.number.load(Ordering::SeqCst)));
        }
        // Removed under the same lock under which `post` looks: no letter can fall between.
        lanes.remove(lane);
        None
    }

    async fn bring(&self, letter: &Letter, number: u64) {
        tokio::time::sleep(self.clock.on_the_wall(self.faults.delay())).await;
        for attempt in 0..TRIES {
            if self.number.load(Ordering::SeqCst) != number {
                return;
            }
            let target = lock(&self.target).clone();
            let Some(target) = target else { return };
            if self.knock(&target, letter).await {
                (self.taken)(&letter.receipt);
                return;
            }
            let pause = Duration::from_millis(50 << attempt.min(7));
            let pause = pause.min(Duration::from_secs(5));
            tokio::time::sleep(self.clock.on_the_wall(pause)).await;
        }
        self.given_up.fetch_add(1, Ordering::SeqCst);
    }

    async fn knock(&self, target: &Target, letter: &Letter) -> bool {
        let Ok(_permit) = self.permits.acquire().await else { return false };
        let mut request = self
            .http
            .post(&target.url)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .body(letter.body.clone());
        if let Some((name, value)) = target.proof.header(&letter.body) {
            request = request.header(name, value);
        }
        match request.send().await {
            Ok(answer) => target.proof.is_taken(answer.status()),
            Err(_) => false,
        }
    }
}

impl Proof {
    fn header(&self, body: &[u8]) -> Option<(&'static str, String)> {
        match self {
            Self::TelegramSecret(secret) => {
                Some(("X-Telegram-Bot-Api-Secret-Token", secret.clone()?))
            }
            Self::MetaSignature(secret) => {
                // An HMAC takes a key of any length.
                let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
                mac.update(body);
                let hex = mac
                    .finalize()
                    .into_bytes()
                    .iter()
                    .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
                Some(("X-Hub-Signature-256", format!("sha256={hex}")))
            }
        }
    }

    fn is_taken(&self, status: reqwest::StatusCode) -> bool {
        match self {
            Self::TelegramSecret(_) => status.is_success(),
            Self::MetaSignature(_) => status == reqwest::StatusCode::OK,
        }
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
