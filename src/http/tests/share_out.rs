//! `/verdelen`: many people get another klantmanager, once, and only who is still where they were.

use super::*;
use crate::store::on;

const OF: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM person p JOIN staff s ON s.id = p.klantmanager_id
    WHERE s.name = 'Kees Jansen'";
const MARKERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM staff_note WHERE kind = 'transfer'";
const NOTED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE act = 'transfer'";
const MOVE_ONE: &str = "UPDATE person SET klantmanager_id = NULL WHERE klantnummer = 'V-3'";

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

async fn with_people(house: &House) {
    let town = &house.town;
    let mut tx = house.test.db.begin().await.unwrap();
    for n in 0..6 {
        let (number, group) = (format!("V-{n}"), if n < 4 { "asiel" } else { "gezin" });
        town.person(&mut tx, (&number, "<i>Noor", group), Some(town.karin), None).await;
    }
    tx.commit().await.unwrap();
}

/// The form of the page that was looked at.
fn form_of(page: &str) -> String {
    page.split("name=\"kies\" value=\"")
        .skip(1)
        .map(|rest| format!("&kies={}", rest.split('"').next().unwrap().replace(' ', "+")))
        .collect()
}

#[tokio::test]
async fn many_people_are_handed_over_once_and_who_changed_meanwhile_stays() {
    for house in houses().await {
        with_people(&house).await;
        let (karin, kees, bea) = (house.town.karin, house.town.kees, house.town.bea);
        let cookie = house.cookie(bea).await;
        let token = format!("csrf=csrf-{bea}&van={karin}");
        let shown = house.get("/verdelen", Some(&cookie)).await.body;
        assert!(shown.contains("Karin de Boer") && shown.contains("data-testid=\"mensen\">6<"));

        let look = format!("{token}&naar={kees}&groep=asiel");
        let shown = house.post("/verdelen/kijken", Some(&cookie), &look).await.body;
        assert_eq!(shown.matches("name=\"kies\"").count(), 4, "{shown}");
        assert!(shown.contains("&#60;i&#62;Noor") && !shown.contains("<i>Noor"));
        assert_eq!(count(&house, OF).await, 0, "a look moves nobody");

        let mut tx = house.test.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(MOVE_ONE).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let form = format!("{token}{}", form_of(&shown));
        let done = house.post("/verdelen", Some(&cookie), &form).await;
        assert_eq!(done.header(header::LOCATION), "/verdelen?gedaan=3&over=1");
        let again = house.post("/verdelen", Some(&cookie), &form).await;
        assert_eq!(again.header(header::LOCATION), "/verdelen?gedaan=0&over=4");
        for sql in [OF, MARKERS, NOTED] {
            assert_eq!(count(&house, sql).await, 3, "{sql}");
        }
        let told = house.get("/verdelen?gedaan=3&over=1", Some(&cookie)).await.body;
        assert!(told.contains("3 mensen hebben nu een andere klantmanager."));
        assert!(told.contains("omdat er intussen iets veranderde: 1."));

        // spread: Bea has nobody and Kees has three
        let look = format!("{token}&naar={kees}&naar={bea}");
        let shown = house.post("/verdelen/kijken", Some(&cookie), &look).await.body;
        assert_eq!(shown.matches(&format!(" {bea}\"")).count(), 2, "{shown}");
        let look = format!("csrf=csrf-{bea}&van=niemand&naar={bea}");
        let shown = house.post("/verdelen/kijken", Some(&cookie), &look).await.body;
        assert!(shown.contains("V-3"), "{shown}");
    }
}

#[tokio::test]
async fn a_choice_that_moves_nobody_says_why() {
    for house in houses().await {
        with_people(&house).await;
        let (karin, kees, tom) = (house.town.karin, house.town.kees, house.town.tom);
        let cookie = house.cookie(karin).await;
        let token = format!("csrf=csrf-{karin}");
        for (form, words) in [
            (format!("naar={kees}"), "Kies van wie de mensen zijn."),
            (format!("van={karin}&naar={karin}"), "Kies naar wie de mensen gaan"),
            (format!("van={karin}&naar={tom}"), "Kies naar wie de mensen gaan"),
            (format!("van={karin}&naar={kees}&taal=zh"), "Niemand past bij deze keuze."),
            (format!("van={karin}&naar={kees}&aantal=0"), "Vul een getal van 1 tot en met 300 in"),
        ] {
            let form = format!("{token}&{form}");
            let answer = house.post("/verdelen/kijken", Some(&cookie), &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(answer.body.contains(words), "{words}: {}", answer.body);
        }
        assert_eq!(count(&house, MARKERS).await, 0);
    }
}
