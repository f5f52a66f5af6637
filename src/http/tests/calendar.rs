//! `/agenda/{token}.ics`.

use tower::ServiceExt;

use super::*;
use crate::http::calendar::{Calendars, router as calendars};
use crate::http::closed;
use crate::ids::PersonId;
use crate::store::{calendar, on};

const SOMEBODY: &str = "
    SELECT e.person_id
    FROM enrolment e
    JOIN session s ON s.course_id = e.course_id
    WHERE s.cancelled_at IS NULL
    ORDER BY e.person_id
    LIMIT 1";

#[tokio::test]
async fn who_has_the_address_gets_the_sessions_and_nobody_else_anything() {
    for house in houses().await {
        let mut tx = house.test.db.read().await.unwrap();
        let person: PersonId =
            on!(tx, |conn| sqlx::query_scalar(SOMEBODY).fetch_one(conn).await).unwrap();
        let token = calendar::token(tx.vault(), person);
        drop(tx);
        let (db, clock) = (house.test.db.clone(), house.clock.clone());
        let state = Calendars { db, clock, title: "Gemeente Houten".into() };
        let app = closed(calendars(state), house.state().gate());
        let ask = async |path: String| {
            let request = Request::get(path).body(Body::empty()).unwrap();
            read(app.clone().oneshot(request).await.unwrap()).await
        };
        let file = ask(format!("/agenda/{token}.ics")).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.body);
        assert!(file.header(header::CONTENT_TYPE).starts_with("text/calendar"));
        assert!(file.body.contains("SUMMARY:Les"), "{}", file.body);
        assert!(!file.body.contains("Amina"), "no names: {}", file.body);
        for wrong in [token.clone(), format!("{}.ics", &token[1..]), ".ics".to_owned()] {
            let answer = ask(format!("/agenda/{wrong}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
}
