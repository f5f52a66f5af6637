//! `/cursussen`: how full a group is, who waits, and giving and ending a place.

use super::dialogs::publish;
use super::*;
use crate::dialog::shipped;
use crate::store::{courses, on, waiting};

const TWO_PLACES: &str = "UPDATE course SET capacity = 2";
const PLACE: &str = "SELECT e.id FROM enrolment e WHERE e.person_id = $1 AND e.ended_at IS NULL";
const LEAVES: &str = "DELETE FROM enrolment WHERE person_id = $1";

#[tokio::test]
async fn a_colleague_ends_a_place_and_gives_it_to_who_waits() {
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let town = &house.town;
        let mut tx = house.test.db.begin().await.unwrap();
        let amina =
            town.person(&mut tx, ("K-1", "Amina <b>Haddad", "asiel"), None, None).await.person;
        town.person(&mut tx, ("K-2", "Yusuf Demir", "gezin"), None, None).await;
        let selam =
            town.person(&mut tx, ("K-3", "Selam", "asiel"), Some(town.karin), None).await.person;
        on!(tx, |conn| sqlx::query(TWO_PLACES).execute(conn).await.map(|_| ())).unwrap();
        on!(tx, |conn| sqlx::query(LEAVES).bind(selam).execute(conn).await.map(|_| ())).unwrap();
        let now = house.clock.civil();
        waiting::wait(&mut tx, town.gemeente, (town.course, selam), now).await.unwrap();
        let place: crate::ids::EnrolmentId =
            on!(tx, |conn| sqlx::query_scalar(PLACE).bind(amina).fetch_one(conn).await).unwrap();
        tx.commit().await.unwrap();
        let cookie = house.cookie(town.karin).await;
        let list = house.get("/cursussen", Some(&cookie)).await;
        assert!(list.body.contains("2 van 2") && list.body.contains("vol</span>"), "{}", list.body);
        let path = format!("/cursussen/{}", town.course);
        let page = house.get(&path, Some(&cookie)).await;
        assert!(page.body.contains("Selam") && page.body.contains("De groep is vol"));
        assert!(!page.body.contains("<b>Haddad") && !page.body.contains("Geef een plaats"));
        // nobody gets a place that is not there
        let csrf = format!("csrf=csrf-{}", town.karin);
        let full = format!("{csrf}&persoon={selam}");
        let answer = house.post(&format!("{path}/plaats"), Some(&cookie), &full).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
        let gone = format!("{csrf}&plaats={place}");
        let answer = house.post(&format!("{path}/uitschrijven"), Some(&cookie), &gone).await;
        assert!(answer.header(header::LOCATION).ends_with("gedaan=aangeboden"), "{}", answer.body);
        let again = house.post(&format!("{path}/uitschrijven"), Some(&cookie), &gone).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
        let page = house.get(&path, Some(&cookie)).await;
        assert!(page.body.contains("Geef een plaats"), "{}", page.body);
        let home = house.get("/", Some(&cookie)).await;
        assert!(home.body.contains("Er is een plaats vrij"), "{}", home.body);
        let answer = house.post(&format!("{path}/plaats"), Some(&cookie), &full).await;
        assert!(answer.header(header::LOCATION).ends_with("gedaan=geplaatst"), "{}", answer.body);
        let mut tx = house.test.db.read().await.unwrap();
        assert!(courses::has_place(&mut tx, selam, town.course).await.unwrap());
        assert!(waiting::list(&mut tx, town.gemeente, town.course).await.unwrap().is_empty());
    }
}
