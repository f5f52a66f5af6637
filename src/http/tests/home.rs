//! The home page and the acts behind its buttons.

use std::sync::Arc;

use axum::http::StatusCode;

use super::*;
use crate::http::web::words::{About, QuestionWords};
use crate::ids::EventId;
use crate::store::on;

fn rows<'a>(page: &'a str, kind: &str) -> Vec<&'a str> {
    page.split(&format!("data-testid=\"{kind}\""))
        .skip(1)
        .map(|row| row.split("data-klantnummer=\"").nth(1).unwrap().split('"').next().unwrap())
        .collect()
}

#[tokio::test]
async fn a_klantmanager_starts_with_their_own_people_and_can_see_all() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let cookie = house.cookie(house.town.karin).await;
        let own = house.get("/", Some(&cookie)).await;
        assert_eq!(own.status, StatusCode::OK);
        assert_eq!(rows(&own.body, "stil"), ["K-1005", "K-1001", "K-1002", "K-1007"]);
        let all = house.get("/?van=allen", Some(&cookie)).await;
        assert_eq!(rows(&all.body, "stil").len(), 7);
        assert_eq!(rows(&all.body, "stil")[0], "K-1005");
        let asiel = house.get("/?van=allen&groep=asiel", Some(&cookie)).await;
        assert_eq!(rows(&asiel.body, "stil"), ["K-1005", "K-1001", "K-1007", "K-1003"]);
        let sami = house.cookie(house.town.sami).await;
        let coach = house.get("/?van=allen", Some(&sami)).await;
        assert_eq!(rows(&coach.body, "stil"), ["K-1001", "K-1003"]);
        assert!(!coach.body.contains("Mijn mensen"));
    }
}

#[tokio::test]
async fn a_row_tells_who_since_when_how_it_was_tried_and_what_comes_next() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let cookie = house.cookie(house.town.bea).await;
        let page = house.get("/", Some(&cookie)).await.body;
        for words in [
            "9 dagen",
            "gelezen gisteren 10:00",
            "Klantmanager belt",
            "morgen 09:00",
            "aangenomen; lezen meldt Telegram niet",
            "geweigerd: geen WhatsApp, of wij zijn geblokkeerd",
            "PVT, bijeenkomst 2, do 26 nov 15:00",
            "Geen enkel adres werkt meer",
            "Uitnodiging nog niet gebruikt",
            "Wil geen berichten (zei stop)",
            "Geen adres voor berichten",
            "Kan niet komen: geen opvang",
            "Wil een mens spreken",
            "Bel deze persoon",
            "langste stilte <strong>12 dagen</strong>",
        ] {
            assert!(page.contains(words), "{words}");
        }
    }
}

#[tokio::test]
async fn what_people_are_called_is_shown_and_never_run() {
    struct Hostile;
    impl QuestionWords for Hostile {
        fn words(&self, _: &str, _: &str, about: Option<&About>) -> Option<String> {
            Some(format!("<img src=x> {}", about?.number))
        }
    }
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let cookie = house.cookie(house.town.bea).await;
        let state = WebState { words: Arc::new(Hostile), ..house.state() };
        let request = with_cookie(Request::get("/"), Some(&cookie)).body(Body::empty()).unwrap();
        let page = read(router(state).oneshot(request).await.unwrap()).await.body;
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
        // the name with its direction override stands in an isolate of its own
        assert!(page.contains("<bdi class=\"ww-person__name\">&#60;script&#62;alert("));
        // no style and no handler in the markup: the policy would refuse it
        assert!(!page.contains("style=") && !page.contains("onclick"));
    }
}

#[tokio::test]
async fn the_second_to_close_a_task_is_told_who_was_first_and_when() {
    for house in houses().await {
        let (_, task) = house.town.settle(&house.test.db).await;
        let (karin, kees) = (house.town.karin, house.town.kees);
        let path = format!("/taken/{task}/klaar");
        let cookie = house.cookie(kees).await;
        let form = format!("csrf=csrf-{kees}&van=mij&groep=asiel");
        let first = house.post(&path, Some(&cookie), &form).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let to = first.header(header::LOCATION);
        assert_eq!(to, "/?van=mij&groep=asiel&gedaan=taak");
        let page = house.get(to, Some(&cookie)).await;
        assert!(page.body.contains("De taak is klaar."));
        assert!(!page.body.contains(&task.to_string()));

        let cookie = house.cookie(karin).await;
        let second = house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("vandaag 10:00 al klaar gemeld door Kees Jansen"));
    }
}

#[tokio::test]
async fn who_wants_to_stop_on_a_silent_telephone_is_a_button_for_each_of_its_people() {
    for house in houses().await {
        let mut tx = house.test.db.begin().await.unwrap();
        let phone = house.town.silent_phone(&mut tx).await;
        tx.commit().await.unwrap();
        let (kees, karin) = (house.town.kees, house.town.karin);
        let cookie = house.cookie(kees).await;
        let page = house.get("/?van=allen", Some(&cookie)).await.body;
        let path = format!("/taken/{}/stop", phone.task);
        assert!(page.contains(&format!("action=\"{path}\"")));
        let buttons: Vec<&str> = page
            .split("name=\"wie\" value=\"")
            .skip(1)
            .map(|b| b.split('<').next().unwrap())
            .collect();
        let [amina, yonas] = &phone.users;
        let expected = [
            format!("{}\">", amina.person),
            format!("{}\">", yonas.person),
            "iedereen\">Iedereen wil stoppen".to_owned(),
            "niemand\">Niemand: gaat door".to_owned(),
        ];
        assert_eq!(buttons, expected);
        assert!(page.contains("<bdi>Amina</bdi> wil stoppen</button>"));
        assert!(!page.contains(&format!("/taken/{}/klaar", phone.task)), "closing settles nothing");

        // a form of another session, and one that names nobody
        let forged = house.post(&path, Some(&cookie), "csrf=x&wie=niemand").await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        let nobody = house.post(&path, Some(&cookie), &format!("csrf=csrf-{kees}&wie=")).await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);

        let form = format!("csrf=csrf-{kees}&van=allen&wie={}", yonas.person);
        let first = house.post(&path, Some(&cookie), &form).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        assert_eq!(first.header(header::LOCATION), "/?van=allen&gedaan=stop");
        let page = house.get(first.header(header::LOCATION), Some(&cookie)).await.body;
        assert!(page.contains("Wie niet wil stoppen, krijgt weer berichten."));
        assert!(!page.contains(&phone.task.to_string()));

        let cookie = house.cookie(karin).await;
        let second =
            house.post(&path, Some(&cookie), &format!("csrf=csrf-{karin}&wie=niemand")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("vandaag 10:00 al klaar gemeld door Kees Jansen"));
    }
}

#[tokio::test]
async fn a_coach_cannot_act_on_somebody_elses_people() {
    for house in houses().await {
        let (question, task) = house.town.settle(&house.test.db).await;
        let tom = house.town.tom;
        let cookie = house.cookie(tom).await;
        let form = format!("csrf=csrf-{tom}");
        let path = format!("/taken/{task}/klaar");
        assert_eq!(house.post(&path, Some(&cookie), &form).await.status, StatusCode::FORBIDDEN);

        let mut tx = house.test.db.begin().await.unwrap();
        const NO_COACH: &str = "UPDATE person SET coach_id = NULL WHERE klantnummer = 'K-1003'";
        on!(tx, |conn| sqlx::query(NO_COACH).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let sami = house.town.sami;
        let cookie = house.cookie(sami).await;
        let form = format!("csrf=csrf-{sami}");
        for path in [path, format!("/vragen/{question}/antwoord")] {
            let answer = house.post(&path, Some(&cookie), &form).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn a_noted_answer_goes_to_the_mailbox_and_ends_the_task_to_call() {
    for house in houses().await {
        let (question, task) = house.town.settle(&house.test.db).await;
        let kees = house.town.kees;
        let cookie = house.cookie(kees).await;
        let path = format!("/vragen/{question}/antwoord");
        let answer = house.post(&path, Some(&cookie), &format!("csrf=csrf-{kees}")).await;
        assert_eq!(answer.header(header::LOCATION), "/?van=mij&gedaan=antwoord");

        let mut tx = house.test.db.read().await.unwrap();
        const EVENT: &str = "SELECT id, kind FROM inbox ORDER BY id";
        let events: Vec<(EventId, String)> =
            on!(tx, |conn| sqlx::query_as(EVENT).fetch_all(conn).await.unwrap());
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].1, "answered_elsewhere");
        const AUDIT: &str = "SELECT act FROM audit_entry WHERE staff_id = $1 ORDER BY id";
        let acts: Vec<String> =
            on!(tx, |conn| sqlx::query_scalar(AUDIT).bind(kees).fetch_all(conn).await.unwrap());
        assert_eq!(acts, ["note_answer"]);
        drop(tx);
        let page = house.get("/", Some(&cookie)).await;
        assert!(!page.body.contains(&task.to_string()));
    }
}

#[tokio::test]
async fn the_script_gets_the_list_only_when_it_changed() {
    for house in houses().await {
        let (_, task) = house.town.settle(&house.test.db).await;
        let kees = house.town.kees;
        let cookie = house.cookie(kees).await;
        let first = house.get("/lijst?van=allen", Some(&cookie)).await;
        assert_eq!(rows(&first.body, "stil").len(), 7);
        assert!(!first.body.contains("<html"));
        let again = |tag: String| {
            with_cookie(Request::get("/lijst?van=allen"), Some(&cookie))
                .header(header::IF_NONE_MATCH, tag)
                .body(Body::empty())
                .unwrap()
        };
        let tag = first.header(header::ETAG).to_owned();
        assert_eq!(house.ask(again(tag.clone())).await.status, StatusCode::NOT_MODIFIED);
        let path = format!("/taken/{task}/klaar");
        house.post(&path, Some(&cookie), &format!("csrf=csrf-{kees}")).await;
        assert_eq!(house.ask(again(tag)).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn whoever_keeps_the_system_sees_what_was_refused_without_names() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let mut tx = house.test.db.begin().await.unwrap();
        const BODY: &str = "
            INSERT INTO unreadable (id, channel, body_hash, sealed, why, received_at)
            VALUES ($1, 'whatsapp', $2, $2, 'entry[0].changes: expected a list', $3)";
        const PAUSE: &str =
            "INSERT INTO pause (scope, until, code) VALUES ('channel:telegram', $1, '429')";
        let now = fixture::now();
        for n in 0..3_u8 {
            on!(tx, |conn| sqlx::query(BODY)
                .bind(EventId::fresh())
                .bind(vec![n; 32])
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))
            .unwrap();
        }
        let until = now + fixture::hours(1);
        on!(tx, |conn| sqlx::query(PAUSE).bind(until).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let cookie = house.cookie(house.town.bea).await;
        let page = house.get("/storingen", Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["expected a list", "<td><bdi>3</bdi></td>", "131026", "channel:telegram"] {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains("script>alert") && !page.body.contains("Selam"));
    }
}
