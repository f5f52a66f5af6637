//! Open pages hear that something changed, on both databases.

use axum::body::BodyDataStream;
use axum::http::StatusCode;
use futures_util::StreamExt;
use tokio::time::timeout;

use super::person::id_of;
use super::talk::said;
use super::*;
use crate::dialog::event::Event;
use crate::http::live::MOST_EACH;
use crate::ids::PersonId;
use crate::store::bells::Rings;
use crate::store::on;
use crate::store::seal::Vault;

const SOON: Duration = Duration::from_secs(5);

/// A page that listens.
struct Ear(BodyDataStream);

impl Ear {
    /// What comes next, beats left out; None: it is over.
    async fn next(&mut self) -> Option<String> {
        loop {
            let next = timeout(SOON, self.0.next()).await.expect("a beat, or the end");
            let text = String::from_utf8(next?.unwrap().to_vec()).unwrap();
            if !text.starts_with(':') {
                return Some(text);
            }
        }
    }

    /// Nothing but beats comes for a while.
    async fn is_left_alone(&mut self) -> bool {
        timeout(Duration::from_millis(300), self.next()).await.is_err()
    }

    async fn is_over(&mut self) -> bool {
        while let Some(text) = self.next().await {
            assert_eq!(text, "event: veranderd\ndata: lijst\n\n");
        }
        true
    }
}

async fn open(house: &House, path: &str, cookie: Option<&str>) -> Response {
    let request = with_cookie(Request::get(path), cookie).body(Body::empty()).unwrap();
    router(house.state()).oneshot(request).await.unwrap()
}

async fn listen(house: &House, path: &str, staff: StaffId) -> Ear {
    let response = open(house, path, Some(&house.cookie(staff).await)).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    let mut ear = Ear(response.into_body().into_data_stream());
    assert_eq!(ear.next().await.unwrap(), "retry: 10000\n\n");
    ear
}

fn talk(person: PersonId) -> String {
    format!("/inburgeraars/{person}/berichten/live")
}

async fn status(house: &House, path: &str, staff: StaffId) -> StatusCode {
    open(house, path, Some(&house.cookie(staff).await)).await.status()
}

/// A commit that changes something staff look at.
async fn ring(house: &House) {
    let mut tx = house.test.db.begin().await.unwrap();
    tx.ring_pages();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_list_hears_that_something_changed_and_nothing_else() {
    for house in houses().await {
        let mut ear = listen(&house, "/live", house.town.karin).await;
        assert!(ear.is_left_alone().await);
        for _ in 0..2 {
            ring(&house).await;
            assert_eq!(ear.next().await.unwrap(), "event: veranderd\ndata: lijst\n\n");
        }
        assert!(ear.is_left_alone().await, "what was rung together is told once");
    }
}

#[tokio::test]
async fn a_conversation_hears_of_itself_only_and_nobody_else_may_listen() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (amina, yusuf) = (id_of(&house, "K-1001").await, id_of(&house, "K-1002").await);
        let mut hers = listen(&house, &talk(amina), house.town.karin).await;
        let mut his = listen(&house, &talk(yusuf), house.town.karin).await;
        // how far the pages themselves were is not known
        for ear in [&mut hers, &mut his] {
            assert_eq!(ear.next().await.unwrap(), "event: veranderd\ndata: gesprek\n\n");
        }
        said(&house, amina, &Event::Said { words: "Dag".to_owned() }).await;
        ring(&house).await;
        assert_eq!(hers.next().await.unwrap(), "event: veranderd\ndata: gesprek\n\n");
        assert!(his.is_left_alone().await && hers.is_left_alone().await);

        assert_eq!(status(&house, &talk(yusuf), house.town.sami).await, StatusCode::NOT_FOUND);
        let nobody = talk(PersonId::fresh());
        assert_eq!(status(&house, &nobody, house.town.karin).await, StatusCode::NOT_FOUND);
        assert_eq!(status(&house, &talk(amina), house.town.tom).await, StatusCode::FORBIDDEN);
        assert_eq!(open(&house, "/live", None).await.status(), StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn many_streams_cost_one_statement_together() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let colleagues = [house.town.bea, house.town.karin, house.town.kees];
        let mut ears = Vec::new();
        for staff in colleagues {
            ears.push(listen(&house, "/live", staff).await);
        }
        assert_eq!(house.live.round(true).await.unwrap(), 0);
        for staff in colleagues {
            for number in ["K-1001", "K-1002", "K-1003"] {
                ears.push(listen(&house, &talk(id_of(&house, number).await), staff).await);
            }
        }
        assert_eq!(ears.len(), 12);
        assert_eq!(house.live.round(true).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_stream_ends_with_the_session_the_role_and_the_account() {
    for house in houses().await {
        const OUT: &str = "DELETE FROM staff_session WHERE staff_id = $1";
        const OTHER: &str = "UPDATE staff SET role = 'trainer' WHERE id = $1";
        const DISABLE: &str = "UPDATE staff SET disabled_at = created_at WHERE id = $1";
        for (staff, sql) in
            [(house.town.bea, OUT), (house.town.kees, OTHER), (house.town.karin, DISABLE)]
        {
            let mut ear = listen(&house, "/live", staff).await;
            let mut tx = house.test.db.begin().await.unwrap();
            on!(tx, |conn| sqlx::query(sql).bind(staff).execute(conn).await.map(|_| ())).unwrap();
            tx.commit().await.unwrap();
            assert!(ear.is_over().await, "{sql}");
        }
    }
}

#[tokio::test]
async fn a_coach_hears_no_more_of_somebody_who_got_another_coach() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let amina = id_of(&house, "K-1001").await;
        let mut ear = listen(&house, &talk(amina), house.town.sami).await;
        ear.next().await.unwrap();
        const MOVE: &str = "UPDATE person SET coach_id = NULL WHERE id = $1";
        let mut tx = house.test.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(MOVE).bind(amina).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ear.next().await, None);
    }
}

#[tokio::test]
async fn a_colleague_has_a_few_streams_and_a_closed_page_makes_room() {
    for house in houses().await {
        let mut ears = Vec::new();
        for _ in 0..MOST_EACH {
            ears.push(listen(&house, "/live", house.town.karin).await);
        }
        let cookie = house.cookie(house.town.karin).await;
        let full = open(&house, "/live", Some(&cookie)).await;
        assert_eq!(full.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(full.headers()[header::RETRY_AFTER], "60");
        drop(listen(&house, "/live", house.town.kees).await);
        ears.pop();
        ears.push(listen(&house, "/live", house.town.karin).await);
    }
}

#[tokio::test]
async fn when_the_service_stops_every_stream_ends_at_once() {
    for house in houses().await {
        let mut ears = Vec::new();
        for staff in [house.town.karin, house.town.kees] {
            ears.push(listen(&house, "/live", staff).await);
        }
        house.live.close();
        for mut ear in ears {
            assert!(ear.is_over().await);
        }
        let late = status(&house, "/live", house.town.bea).await;
        assert_eq!(late, StatusCode::SERVICE_UNAVAILABLE);
    }
}

#[tokio::test]
async fn what_another_process_commits_is_heard_here_too() {
    'houses: for house in houses().await {
        // the embedded database has one process
        if house.test.db.is_sqlite() {
            continue;
        }
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let other = crate::store::Db::open(&house.test.url, Vault::new(&[42; 32])).await.unwrap();
        for db in [house.test.db.clone(), other.clone()] {
            let stopped = stopped.clone();
            tokio::spawn(async move { db.share_bells(Rings::PAGES, stopped).await });
        }
        let mut ear = listen(&house, "/live", house.town.karin).await;
        // until both listen, a bell may be lost
        for _ in 0..50 {
            let mut tx = other.begin().await.unwrap();
            tx.ring_pages();
            tx.commit().await.unwrap();
            if !ear.is_left_alone().await {
                stop.send_replace(true);
                continue 'houses;
            }
        }
        panic!("nothing was heard");
    }
}

#[tokio::test]
async fn the_lines_of_a_conversation_are_asked_for_alone_and_only_when_they_changed() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let amina = id_of(&house, "K-1001").await;
        let path = format!("/inburgeraars/{amina}/berichten/regels");
        let cookie = house.cookie(house.town.karin).await;
        let first = house.get(&path, Some(&cookie)).await;
        assert_eq!(first.status, StatusCode::OK);
        assert!(first.body.contains("data-key=") && !first.body.contains("<html"));
        let ask = async |tag: &str| {
            let request = with_cookie(Request::get(&path), Some(&cookie));
            let request = request.header(header::IF_NONE_MATCH, tag);
            house.ask(request.body(Body::empty()).unwrap()).await
        };
        let tag = first.header(header::ETAG).to_owned();
        assert_eq!(ask(&tag).await.status, StatusCode::NOT_MODIFIED);
        said(&house, amina, &Event::Said { words: "Nieuw bericht".to_owned() }).await;
        assert!(ask(&tag).await.body.contains("Nieuw bericht"));
        let page = house.get(&format!("/inburgeraars/{amina}/berichten"), Some(&cookie)).await;
        assert!(page.body.contains(&format!("data-live=\"{}\"", talk(amina))));
        let coach = house.cookie(house.town.sami).await;
        let yusuf = id_of(&house, "K-1002").await;
        let other = format!("/inburgeraars/{yusuf}/berichten/regels");
        assert_eq!(house.get(&other, Some(&coach)).await.status, StatusCode::NOT_FOUND);
    }
}
