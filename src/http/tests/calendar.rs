//! `/agenda/{token}.ics`.

use tower::ServiceExt;

use super::*;
use crate::http::calendar::{Calendars, router as calendars};
use crate::http::closed;
use crate::store::calendar;

#[tokio::test]
async fn who_has_the_address_gets_the_sessions_and_nobody_else_anything() {
    for house in houses().await {
        let mut tx = house.test.db.begin().await.unwrap();
        let who = ("K-1", "Amina Haddad", "asiel");
        let person = house.town.person(&mut tx, who, None, None).await.person;
        let token = calendar::token(tx.vault(), person);
        tx.commit().await.unwrap();
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
