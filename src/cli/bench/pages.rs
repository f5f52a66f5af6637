//! What colleagues look at all day, in a municipality with very many people: every page asked for again and
//! again by a browser that is logged in. Counts what an answer weighs, too.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use reqwest::{Client, header, redirect};

use super::fill;
use super::load::Spread;
use super::machine::{Used, peak_memory_mb};
use super::report::Figure;
use super::scenarios::{Bench, Measured, PARTS_WAITING, Past, until_none};
use super::service::{Begun, Order, Stopped};
use super::town::{People, Town};
use crate::clock::Clock;
use crate::ids::{CourseId, PersonId, SessionId, StaffId};
use crate::store::staff::{self, NewSession, NewStaff};
use crate::store::{Db, on};
use crate::trade::staff::{Role, Way};

/// In one lesson, and people who were written to.
const IN_LESSON: usize = 100;
/// Of the people of the past one in so many does not answer.
const SILENT_ONE_IN: usize = 20;
/// Of these, so many are the colleague's own people.
const OWN: usize = 100;
/// Messages to one half of those in the lesson.
const ANNOUNCED: Order = Order::Announce { per_second: 500, seconds: 3 };
const CSRF: &str = "bench";
const COOKIE: &str = "bench-session";

const OWN_PEOPLE: &str = "
    UPDATE person
    SET klantmanager_id = $1
    WHERE mailbox_id IN (SELECT mailbox_id FROM question WHERE closed_at IS NULL
                         ORDER BY first_asked_at, id LIMIT $2)";
const WROTE_TO: &str = "SELECT id FROM person WHERE klantnummer = 'B0'";
const A_LESSON: &str = "
    SELECT e.course_id, s.id
    FROM enrolment e
    JOIN session s ON s.course_id = e.course_id
    JOIN person p ON p.id = e.person_id
    WHERE p.klantnummer = 'B0'";

impl Bench {
    /// Every page, `times` times, one after the other; then the home page by eight colleagues at once.
    pub(super) async fn pages(&mut self, past: Past, times: usize) -> anyhow::Result<Vec<Figure>> {
        let town = self.town().await?;
        let who = People { count: IN_LESSON, whatsapp: true, enrolled: true, ..People::default() };
        let db = town.settle(who).await?;
        past.put_in(&town).await?;
        let silent = past.people / SILENT_ONE_IN;
        fill::silent(&town.url, silent).await?;
        let own = self.write_to_people(&town, &db).await?;
        db.count_anew().await?;
        let mut run = self.serve(&town, "take-in").await?;
        let mut figures = Vec::new();
        for (name, path) in own.paths() {
            let figure = own.ask(&run, (&format!("page {name}"), &path), times, 1).await?;
            figures.push(figure);
        }
        let search =
            own.ask(&run, ("page found by name", "/inburgeraars/zoeken"), times, 1).await?;
        figures.push(search);
        let many = ("page home, 8 at once", "/");
        let mut figure = own.ask(&run, many, times, 8).await?;
        figure.note(format!(
            "{} people, {silent} of them silent, {} events and messages",
            past.people + IN_LESSON,
            past.messages
        ));
        figures.push(figure);
        let peak = peak_memory_mb(run.service.id());
        figures.iter_mut().for_each(|figure| figure.peak_memory_mb = peak);
        let _: Stopped = run.service.ask(&Order::Stop).await?;
        db.close().await;
        town.raze().await?;
        Ok(figures)
    }

    /// A colleague who is logged in and has people, one of whom got many messages.
    async fn write_to_people(&self, town: &Town, db: &Db) -> anyhow::Result<Colleague> {
        let mut run = self.serve(town, "all").await?;
        let _: Begun = run.service.ask(&ANNOUNCED).await?;
        tokio::time::sleep(Duration::from_secs(3)).await;
        let _: Stopped = run.service.ask(&Order::Stop).await?;
        let run = self.serve(town, "deliver").await?;
        until_none(db, PARTS_WAITING).await?;
        drop(run);
        Colleague::begin(db).await
    }
}

/// Who looks at the pages.
struct Colleague {
    client: Client,
    person: PersonId,
    lesson: (CourseId, SessionId),
}

impl Colleague {
    async fn begin(db: &Db) -> anyhow::Result<Self> {
        let now = Clock::system().machine();
        let mut tx = db.begin().await?;
        let gemeente = on!(tx, |conn| {
            sqlx::query_scalar("SELECT gemeente_id FROM person WHERE klantnummer = 'B0'")
                .fetch_one(conn)
                .await?
        });
        let (name, email) = ("Bea Bench", "bea@bench.example");
        let new = NewStaff { gemeente, name, email, role: Role::Beheerder };
        let staff: StaffId = staff::insert(&mut tx, new, now).await?.context("a colleague")?;
        let session = NewSession {
            cookie: COOKIE,
            csrf: CSRF,
            staff,
            way: Way::Password,
            device: "bench",
            expires_at: now + chrono::TimeDelta::hours(10),
        };
        staff::open_session(&mut tx, session, now).await?;
        on!(tx, |conn| sqlx::query(OWN_PEOPLE)
            .bind(staff)
            .bind(OWN as i64)
            .execute(conn)
            .await
            .map(|_| ()))?;
        let person = on!(tx, |conn| sqlx::query_scalar(WROTE_TO).fetch_one(conn).await?);
        let lesson = on!(tx, |conn| sqlx::query_as(A_LESSON).fetch_one(conn).await?);
        tx.commit().await?;
        let mut headers = header::HeaderMap::new();
        headers.insert(header::COOKIE, format!("wegwijzer={COOKIE}").parse()?);
        headers.insert("sec-fetch-site", header::HeaderValue::from_static("same-origin"));
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .default_headers(headers)
            .build()?;
        Ok(Self { client, person, lesson })
    }

    /// What is looked at, by name.
    fn paths(&self) -> Vec<(&'static str, String)> {
        let (person, (course, session)) = (self.person, self.lesson);
        let fixed = [
            ("home", "/"),
            ("home, everybody", "/?van=allen"),
            ("people", "/inburgeraars"),
            ("courses", "/cursussen"),
            ("figures", "/cijfers"),
            ("letters", "/brieven"),
            ("presence", "/aanwezigheid"),
            ("dialogs", "/dialogen"),
            ("trouble", "/storingen"),
            ("colleagues", "/collegas"),
            ("audit", "/audit"),
            ("account", "/account"),
            ("list as a file", "/lijst.csv?van=allen"),
        ];
        let mut all: Vec<_> = fixed.map(|(name, path)| (name, path.to_owned())).into();
        all.extend([
            ("person", format!("/inburgeraars/{person}")),
            ("conversation", format!("/inburgeraars/{person}/berichten")),
            ("course", format!("/cursussen/{course}")),
            ("lesson", format!("/cursussen/{course}/bijeenkomsten/{session}")),
            ("who was there", format!("/aanwezigheid/{session}")),
        ]);
        all
    }

    async fn ask(
        &self,
        run: &Measured,
        (name, path): (&str, &str),
        times: usize,
        at_once: usize,
    ) -> anyhow::Result<Figure> {
        let bytes = self.look(run, path).await?.1;
        let since = run.watch.begin();
        let begun = Instant::now();
        let each = (0..at_once).map(|_| async {
            let mut took = Vec::with_capacity(times);
            for _ in 0..times.div_ceil(at_once) {
                took.push(self.look(run, path).await?.0);
            }
            anyhow::Ok(took)
        });
        let took = futures_util::future::try_join_all(each).await?.concat();
        let used = Used { seconds: begun.elapsed().as_secs_f64(), ..since.end() };
        let mut figure = Figure::new(name, "pages", took.len(), used);
        figure.webhooks = Some(Spread::of(took));
        figure.counts = [("bytes", bytes as i64)].into();
        Ok(figure)
    }

    /// One answer, to its last byte: how long it took and what it weighs.
    async fn look(&self, run: &Measured, path: &str) -> anyhow::Result<(Duration, usize)> {
        let url = format!("http://{}{path}", run.at);
        let request = match path {
            "/inburgeraars/zoeken" => self
                .client
                .post(url)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(format!("csrf={CSRF}&zoek=iem")),
            _ => self.client.get(url),
        };
        let begun = Instant::now();
        let answer = request.send().await?;
        let status = answer.status();
        let bytes = answer.bytes().await?.len();
        ensure!(status == 200, "{path} {status}");
        Ok((begun.elapsed(), bytes))
    }
}
