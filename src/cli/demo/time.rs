//! The demo's civil time: it hurries, stands still, jumps, and waits for the visitor.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Json, Router};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::sandbox::Sandbox;
use crate::store::{due, inbox, outbox};
use crate::work::Work;

/// Civil seconds per second: a day lasts a minute and a half.
const SPEED: f64 = 900.0;
const SLOWEST: f64 = 60.0;
const FASTEST: f64 = 14_400.0;
/// When nothing is due for a while, time runs so much faster.
const THROUGH_THE_NIGHT: f64 = 8.0;
const A_WHILE: TimeDelta = TimeDelta::minutes(40);
/// Time stands still at most so long for a visitor who does not answer.
const LONGEST_HOLD: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(100);

/// What drives the clock, and what the visitor wants of it.
#[derive(Clone)]
pub struct Time {
    work: Work,
    sandbox: Sandbox,
    wanted: Arc<Mutex<Wanted>>,
}

#[derive(Debug)]
struct Wanted {
    /// Nobody has looked yet: the burst must not go by unseen.
    opened: bool,
    paused: bool,
    /// The visitor wants to go on without answering what is asked now.
    impatient: bool,
    speed: f64,
}

impl Time {
    /// Time for a demo whose clock stands at its opening.
    pub fn new(work: Work, sandbox: Sandbox) -> Self {
        let wanted = Wanted { opened: false, paused: false, impatient: false, speed: SPEED };
        Self { work, sandbox, wanted: Arc::new(Mutex::new(wanted)) }
    }

    fn clock(&self) -> &Clock {
        &self.work.clock
    }

    fn wanted(&self) -> std::sync::MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody looks: time may begin.
    pub fn open(&self) {
        self.wanted().opened = true;
    }

    /// `GET` and `POST /demo/clock`.
    pub fn router(&self) -> Router {
        Router::new().route("/demo/clock", get(show).post(set)).with_state(self.clone())
    }

    /// Lives through the time up to `until` at once: jumps from event to event, each time when
    /// everything that follows from the last one is done.
    pub async fn live_until(&self, until: DateTime<Utc>, progress: impl Fn(DateTime<Utc>)) {
        self.clock().set_paused(true);
        loop {
            self.settle().await;
            match self.next().await {
                Some(next) if next < until => {
                    self.clock().jump(next);
                    progress(next);
                }
                _ => break,
            }
        }
        self.clock().jump(until);
    }

    /// Drives the clock for as long as the demo runs.
    pub async fn drive(self) {
        let mut held = Duration::ZERO;
        loop {
            tokio::time::sleep(LOOK).await;
            let waiting = self.sandbox.visitor_waiting();
            held = if waiting { held + LOOK } else { Duration::ZERO };
            let (still, speed) = {
                let mut wanted = self.wanted();
                wanted.impatient &= waiting;
                let hold = waiting && held < LONGEST_HOLD && !wanted.impatient;
                (!wanted.opened || wanted.paused || hold, wanted.speed)
            };
            if self.clock().is_paused() != still {
                self.clock().set_paused(still);
            }
            let quiet = !still && self.nothing_for_a_while().await;
            let speed = if quiet { speed * THROUGH_THE_NIGHT } else { speed };
            if (self.clock().set_speed_value() - speed).abs() > f64::EPSILON {
                self.clock().set_speed(speed);
            }
        }
    }

    async fn nothing_for_a_while(&self) -> bool {
        let soon = self.clock().civil() + A_WHILE;
        self.is_settled().await && self.next().await.is_none_or(|at| at > soon)
    }

    /// The next moment on which something falls due or somebody does something.
    async fn next(&self) -> Option<DateTime<Utc>> {
        let due = async {
            let mut tx = self.work.db.read().await?;
            due::next_seen(&mut tx).await
        };
        let due = due.await.ok().flatten();
        [due, self.sandbox.next_action_at()].into_iter().flatten().min()
    }

    async fn is_settled(&self) -> bool {
        let look = async {
            let mut tx = self.work.db.read().await?;
            let inbox = inbox::waiting(&mut tx).await?;
            Ok::<_, crate::store::StoreError>(
                inbox + outbox::waiting(&mut tx, self.clock().machine()).await?,
            )
        };
        self.sandbox.is_idle() && look.await.is_ok_and(|waiting| waiting == 0)
    }

    /// Waits until everything that is due now has been done, and twice in a row.
    async fn settle(&self) {
        let mut calm = 0;
        while calm < 2 {
            let nothing_due = self.next().await.is_none_or(|at| at > self.clock().civil());
            calm = if nothing_due && self.is_settled().await { calm + 1 } else { 0 };
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    async fn jump_to_next(&self) {
        if let Some(next) = self.next().await {
            self.clock().jump(next);
        }
    }
}

#[derive(Serialize)]
struct Shown {
    civil: DateTime<Utc>,
    speed: f64,
    paused: bool,
}

async fn show(State(time): State<Time>) -> Json<Shown> {
    time.open();
    let wanted_pause = time.wanted().paused;
    let speed = time.wanted().speed;
    let clock = time.clock();
    Json(Shown { civil: clock.civil(), speed, paused: wanted_pause || clock.is_paused() })
}

#[derive(Deserialize)]
struct Action {
    action: String,
}

/// `pause`, `play`, `slower`, `faster`, `next`.
async fn set(State(time): State<Time>, headers: HeaderMap, Form(form): Form<Action>) -> Response {
    time.open();
    match form.action.as_str() {
        "pause" => time.wanted().paused = true,
        "play" => {
            let mut wanted = time.wanted();
            wanted.paused = false;
            // also when nobody paused it: then time waits for an answer
            wanted.impatient = true;
        }
        "slower" => change_speed(&time, 0.5),
        "faster" => change_speed(&time, 2.0),
        "next" => time.jump_to_next().await,
        _ => return axum::http::StatusCode::BAD_REQUEST.into_response(),
    }
    let json = headers.get("accept").is_some_and(|a| a.as_bytes().starts_with(b"application/json"));
    if json {
        show(State(time)).await.into_response()
    } else {
        Redirect::to("/telefoons").into_response()
    }
}

fn change_speed(time: &Time, by: f64) {
    let mut wanted = time.wanted();
    wanted.speed = (wanted.speed * by).clamp(SLOWEST, FASTEST);
}
