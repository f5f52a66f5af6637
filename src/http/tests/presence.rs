//! `/aanwezigheid`: the list, the roll, the marks.

use super::dialogs::publish;
use super::*;
use crate::dialog::shipped;
use crate::store::on;

const STARTS_NOW: &str =
    "UPDATE session SET starts_at = $1, ends_at = $2 WHERE cancelled_at IS NULL";
const ONE: &str = "SELECT id FROM session ORDER BY id LIMIT 1";
const PLACES: &str = "
    SELECT e.id
    FROM enrolment e
    JOIN session s ON s.course_id = e.course_id
    WHERE s.id = $1
    ORDER BY e.id";

#[tokio::test]
async fn a_klantmanager_notes_who_was_there_and_finds_it_back() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let now = house.clock.civil();
        let mut tx = house.test.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(STARTS_NOW)
            .bind(now - chrono::TimeDelta::hours(3))
            .bind(now - chrono::TimeDelta::hours(1))
            .execute(conn)
            .await
            .map(|_| ()))
        .unwrap();
        house.town.person(&mut tx, ("K-1", "Amina Haddad", "asiel"), None, None).await;
        let session: crate::ids::SessionId =
            on!(tx, |conn| sqlx::query_scalar(ONE).fetch_one(conn).await).unwrap();
        let places: Vec<crate::ids::EnrolmentId> =
            on!(tx, |conn| sqlx::query_scalar(PLACES).bind(session).fetch_all(conn).await).unwrap();
        tx.commit().await.unwrap();
        assert!(!places.is_empty());
        let cookie = house.cookie(house.town.karin).await;
        let list = house.get("/aanwezigheid", Some(&cookie)).await;
        assert!(list.body.contains(&format!("/aanwezigheid/{session}")), "{}", list.body);
        let path = format!("/aanwezigheid/{session}");
        let form = format!("csrf=csrf-{}&{}=afwezig", house.town.karin, places[0]);
        let noted = house.post(&path, Some(&cookie), &form).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
        let back = noted.header(header::LOCATION).to_owned();
        assert!(back.contains("genoteerd=1"), "{back}");
        let roll = house.get(&back, Some(&cookie)).await;
        assert!(roll.body.contains("1 persoon genoteerd"), "{}", roll.body);
        assert!(roll.body.contains(&format!("name=\"{}\" value=\"afwezig\" checked", places[0])));
        // a session of nobody's, and one that is no session
        for path in ["/aanwezigheid/0190b7a0-0000-7000-8000-000000000000", "/aanwezigheid/x"] {
            assert_eq!(house.get(path, Some(&cookie)).await.status, StatusCode::NOT_FOUND);
        }
    }
}
