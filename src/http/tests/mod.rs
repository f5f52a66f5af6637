//! Pages asked for as a browser asks for them, on both databases.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt;

use super::live::{Live, Pace};
use super::oidc::Oidc;
use super::web::words::NoWords;
use super::web::{Trials, WebState, router};
use crate::clock::Clock;
use crate::config::SignIn;
use crate::ids::StaffId;
use crate::message::ChannelId;
use crate::store::fixture::{self, Town};
use crate::store::revisions::Revisions;
use crate::store::testing::{TestDb, each_database};

mod absence;
mod accounts;
mod audit;
mod calendar;
mod care;
mod courses;
mod dialogs;
mod duplicates;
mod editing;
mod english;
mod fields;
mod figures;
mod health;
mod home;
mod import;
mod letters;
mod live;
mod oidc;
mod people;
mod person;
mod plan_course;
mod presence;
mod privacy;
mod publish;
mod session;
mod share_out;
mod smart_groups;
mod steps;
mod strangers;
mod talk;
mod teams;
mod walk;
mod webhooks;

/// As in the service, but nobody waits.
const QUICK: Pace = Pace {
    gather: Duration::from_millis(1),
    pause: Duration::from_millis(1),
    look: Duration::from_millis(200),
    beat: Duration::from_millis(50),
};

/// A town with its dashboard.
pub(super) struct House {
    pub(super) test: TestDb,
    pub(super) town: Town,
    pub(super) clock: Clock,
    pub(super) public_url: &'static str,
    pub(super) trials: Trials,
    pub(super) sign_in: SignIn,
    pub(super) oidc: Option<Arc<Oidc>>,
    pub(super) live: Live,
}

pub(super) async fn houses() -> Vec<House> {
    let mut all = Vec::new();
    // what a draft does is the same on every database: it is looked at once
    let trials = Trials::default();
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let clock = Clock::stepped(fixture::now());
        let public_url = "http://127.0.0.1:8080";
        let (trials, sign_in) = (trials.clone(), SignIn::default());
        let live = Live::new(test.db.clone(), QUICK);
        all.push(House { test, town, clock, public_url, trials, sign_in, oidc: None, live });
    }
    all
}

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: axum::http::HeaderMap,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The value of the cookie that this answer sets.
    pub(super) fn cookie(&self) -> String {
        let (_, rest) = self.header(header::SET_COOKIE).split_once('=').unwrap();
        rest.split(';').next().unwrap().to_owned()
    }
}

impl House {
    pub(super) fn state(&self) -> WebState {
        WebState {
            db: self.test.db.clone(),
            clock: self.clock.clone(),
            public_url: self.public_url.to_owned(),
            title: "Gemeente Houten".to_owned(),
            sign_in: self.sign_in,
            oidc: self.oidc.clone(),
            live: self.live.clone(),
            demo: None,
            words: Arc::new(NoWords),
            contents: Revisions::default(),
            trials: self.trials.clone(),
            heads: Arc::default(),
            kept: crate::config::Retention::advised().kept(90),
            typesetter: None,
            numbers: Arc::new([(self.town.gemeente, ChannelId("whatsapp".to_owned()))].into()),
            whatsapp: vec!["whatsapp".to_owned()],
        }
    }

    pub(super) async fn cookie(&self, staff: StaffId) -> String {
        fixture::cookie(&self.test.db, staff, self.clock.machine()).await
    }

    pub(super) async fn ask(&self, request: Request<Body>) -> Answer {
        read(router(self.state()).oneshot(request).await.unwrap()).await
    }

    pub(super) async fn get(&self, path: &str, cookie: Option<&str>) -> Answer {
        let request = with_cookie(Request::get(path), cookie);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub(super) async fn post(&self, path: &str, cookie: Option<&str>, form: &str) -> Answer {
        let request = with_cookie(Request::post(path), cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_owned())).unwrap()).await
    }
}

fn with_cookie(
    request: axum::http::request::Builder,
    cookie: Option<&str>,
) -> axum::http::request::Builder {
    match cookie {
        Some(cookie) => request.header(header::COOKIE, format!("wegwijzer={cookie}")),
        None => request,
    }
}

pub(super) async fn read(response: Response) -> Answer {
    let (parts, mut body) = response.into_parts();
    // a stream has no end
    if parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream") {
        body = Body::empty();
    }
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, body }
}
