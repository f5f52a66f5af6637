//! The probes, the dead-man switch and the figures.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use metrics_exporter_prometheus::PrometheusBuilder;
use tower::ServiceExt;

use super::{Answer, House, houses, read};
use crate::http::figures;
use crate::http::health::{self, Probes};
use crate::store::heartbeat::{self, Loop, Pulse, SILENCE};
use crate::store::{inbox, on};

fn probes(house: &House) -> Probes {
    Probes {
        db: house.test.db.clone(),
        clock: house.clock.clone(),
        pulse: Pulse::new(house.clock.machine()),
        channels: ["telegram", "whatsapp"].map(str::to_owned).into(),
        figures: None,
    }
}

async fn ready(probes: &Probes) -> Answer {
    let request = Request::get("/health/ready").body(Body::empty()).unwrap();
    read(health::router(probes.clone()).oneshot(request).await.unwrap()).await
}

const A_LITTLE_LONGER: Duration = Duration::from_secs(601);

#[tokio::test]
async fn ten_minutes_without_a_look_at_what_falls_due_is_not_ready_and_stands_on_the_page() {
    for house in houses().await {
        let probes = probes(&house);
        assert_eq!(ready(&probes).await.status, StatusCode::OK);
        house.clock.advance(A_LITTLE_LONGER);
        let answer = ready(&probes).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("nobody has looked what falls due"), "{}", answer.body);

        // another process looks
        let now = house.clock.machine();
        let mut tx = house.test.db.begin().await.unwrap();
        heartbeat::write(&mut tx, Loop::Due, now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ready(&probes).await.status, StatusCode::OK);
        let cookie = house.cookie(house.town.bea).await;
        let page = house.get("/storingen", Some(&cookie)).await.body;
        assert!(!page.contains("er gaan geen herinneringen uit"), "{page}");

        house.clock.advance(A_LITTLE_LONGER);
        assert_eq!(ready(&probes).await.status, StatusCode::SERVICE_UNAVAILABLE);
        let cookie = house.cookie(house.town.bea).await;
        let page = house.get("/storingen", Some(&cookie)).await.body;
        assert!(page.contains("er gaan geen herinneringen uit"), "{page}");
        probes.pulse.beat(Loop::Due, house.clock.machine());
        assert_eq!(ready(&probes).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_loop_that_hangs_is_named() {
    for house in houses().await {
        let probes = probes(&house);
        probes.pulse.beat(Loop::Deliver, house.clock.machine());
        house.clock.advance(Duration::from_secs(119));
        assert_eq!(ready(&probes).await.status, StatusCode::OK);
        house.clock.advance(Duration::from_secs(2));
        let answer = ready(&probes).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.body, "the loop `deliver` hangs\n");
    }
}

#[tokio::test]
async fn a_database_that_is_gone_is_not_ready() {
    for house in houses().await {
        let probes = probes(&house);
        house.test.db.close().await;
        let answer = ready(&probes).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("the database does not answer"), "{}", answer.body);
    }
}

#[tokio::test]
async fn what_waits_for_another_day_is_counted_and_told() {
    for house in houses().await {
        let recorder = PrometheusBuilder::new().build_recorder();
        let probes = Probes { figures: Some(recorder.handle()), ..probes(&house) };
        let _counting = metrics::set_default_local_recorder(&recorder);
        house.town.settle(&house.test.db).await;
        let cookie = house.cookie(house.town.bea).await;
        assert!(!house.get("/storingen", Some(&cookie)).await.body.contains("per 24 uur"));
        let tomorrow = house.clock.machine() + TimeDelta::days(1);
        let mut tx = house.test.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(WAITS).bind(tomorrow).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let page = house.get("/storingen", Some(&cookie)).await.body;
        assert!(page.contains("1 bericht wacht op "), "{page}");
        assert!(page.contains("het eerste gaat morgen"), "{page}");
        let request = Request::get("/metrics").header(header::HOST, "127.0.0.1:8080");
        let request = request.body(Body::empty()).unwrap();
        let figures = read(figures::here(probes).oneshot(request).await.unwrap()).await.body;
        let held = |line: &&str| line.starts_with("wegwijzer_parts_held{");
        let held: Vec<&str> = figures.lines().filter(held).collect();
        assert_eq!(held.iter().filter(|line| line.ends_with(" 1")).count(), 1, "{held:?}");
    }
}

const WAITS: &str = "
    UPDATE outbox
    SET state = 'queued', finished_at = NULL, leased_until = NULL, code = 'limiet:dag',
        not_before = $1
    WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1)";

#[tokio::test]
async fn the_figures_tell_what_waits_and_since_when() {
    for house in houses().await {
        let recorder = PrometheusBuilder::new().build_recorder();
        let probes = Probes { figures: Some(recorder.handle()), ..probes(&house) };
        let request = Request::get("/metrics").header(header::HOST, "127.0.0.1:8080");
        let request = request.body(Body::empty()).unwrap();
        let _counting = metrics::set_default_local_recorder(&recorder);
        let silence = TimeDelta::minutes(3);
        let mut tx = house.test.db.begin().await.unwrap();
        let now = house.clock.machine();
        heartbeat::write(&mut tx, Loop::Due, now).await.unwrap();
        inbox::unreadable(&mut tx, "telegram", b"{", "not JSON", now).await.unwrap();
        tx.commit().await.unwrap();
        house.clock.advance(silence.to_std().unwrap());
        let answer = read(figures::here(probes).oneshot(request).await.unwrap()).await;
        let value = |name: &str| -> f64 {
            let line = answer
                .body
                .lines()
                .find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')));
            let line = line.unwrap_or_else(|| panic!("no {name} in\n{}", answer.body));
            line.rsplit_once(' ').unwrap().1.parse().unwrap()
        };
        assert_eq!(value("wegwijzer_database_up"), 1.0);
        assert_eq!(value("wegwijzer_reminders_unattended_seconds"), 180.0);
        assert!(silence < SILENCE);
        assert_eq!(value("wegwijzer_unreadable_now"), 1.0);
        for channel in ["telegram", "whatsapp"] {
            let of = |name: &str| value(&format!("wegwijzer_{name}{{channel=\"{channel}\"}}"));
            assert_eq!(of("oldest_part_seconds") > 0.0, of("parts_waiting") > 0.0, "{channel}");
            assert_eq!(of("channel_paused_seconds"), 0.0);
        }
        // the commit above was measured, into buckets when `serve` sets them
        assert!(answer.body.contains("wegwijzer_commit_seconds"), "{}", answer.body);
    }
}
