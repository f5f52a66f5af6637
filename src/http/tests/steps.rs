//! The next step from a row of the home page: with one person, with several, later, or in a table.

use axum::http::StatusCode;

use super::*;
use crate::store::on;

fn shown(page: &str) -> usize {
    page.matches("data-testid=\"stil\"").count()
}

async fn events(house: &House) -> Vec<String> {
    const EVENTS: &str = "SELECT kind FROM inbox ORDER BY received_at, id";
    let mut tx = house.test.db.begin().await.unwrap();
    let read: crate::store::Result<Vec<String>> =
        async { Ok(on!(tx, |conn| sqlx::query_scalar(EVENTS).fetch_all(conn).await?)) }.await;
    read.unwrap()
}

/// The id of the person with this number, from the page.
fn person(page: &str, klantnummer: &str) -> String {
    let row = page
        .split("data-testid=\"stil\"")
        .find(|row| row.starts_with(&format!(" data-klantnummer=\"{klantnummer}\"")))
        .unwrap();
    let at = row.split("/inburgeraars/").nth(1).unwrap();
    at.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_row_offers_only_what_can_be_done_and_a_second_press_does_nothing_twice() {
    for house in houses().await {
        let (question, _) = house.town.settle(&house.test.db).await;
        let kees = house.town.kees;
        let cookie = house.cookie(kees).await;
        let page = house.get("/?van=allen", Some(&cookie)).await.body;
        assert!(page.contains(&format!("id=\"nudge-{question}\"")));
        assert!(page.contains(&format!("id=\"klantmanager-{question}\"")));
        assert!(
            !page.contains(&format!("id=\"other_channel-{question}\"")),
            "there is one channel"
        );
        let path = format!("/vragen/{question}/nu");
        let form = format!("csrf=csrf-{kees}&van=allen&taal=ar&wat=nudge");
        let first = house.post(&path, Some(&cookie), &form).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        assert_eq!(first.header(header::LOCATION), "/?van=allen&taal=ar&gedaan=nudge");
        let page = house.get(first.header(header::LOCATION), Some(&cookie)).await.body;
        assert!(page.contains("De bot stelt de vraag opnieuw."));
        let second = house.post(&path, Some(&cookie), &form).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("Dit is net al gedaan."));
        assert_eq!(events(&house).await, ["try_now"]);
        let other = format!("csrf=csrf-{kees}&wat=other_channel");
        let none = house.post(&path, Some(&cookie), &other).await;
        assert!(none.status == StatusCode::CONFLICT && none.body.contains("geen tweede kanaal"));
        let nonsense =
            house.post(&path, Some(&cookie), &format!("csrf=csrf-{kees}&wat=boete")).await;
        assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn who_is_put_off_is_shown_apart_until_then_or_until_something_new() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (kees, tom) = (house.town.kees, house.town.tom);
        let cookie = house.cookie(kees).await;
        let page = house.get("/?van=allen", Some(&cookie)).await.body;
        assert_eq!(shown(&page), 7);
        let id = person(&page, "K-1001");
        let path = format!("/inburgeraars/{id}/uitstel");
        let form = format!("csrf=csrf-{kees}&van=allen&dagen=3");
        let answer = house.post(&path, Some(&cookie), &form).await;
        assert_eq!(answer.header(header::LOCATION), "/?van=allen&gedaan=uitgesteld");
        assert_eq!(shown(&house.get("/?van=allen", Some(&cookie)).await.body), 6);
        let apart = house.get("/?van=allen&uitgesteld=ja", Some(&cookie)).await.body;
        assert_eq!(shown(&apart), 1);
        assert!(apart.contains("Uitgesteld tot <time"));
        let trainer = house.cookie(tom).await;
        let not = house.post(&path, Some(&trainer), &format!("csrf=csrf-{tom}&dagen=3")).await;
        assert_eq!(not.status, StatusCode::FORBIDDEN);
        let far = house.post(&path, Some(&cookie), &format!("csrf=csrf-{kees}&dagen=400")).await;
        assert_eq!(far.status, StatusCode::NOT_FOUND);

        house.clock.advance(std::time::Duration::from_secs(8 * 24 * 3600));
        let cookie = house.cookie(kees).await;
        assert_eq!(shown(&house.get("/?van=allen", Some(&cookie)).await.body), 7, "time is up");
        house.post(&path, Some(&cookie), &form).await;
        house.post(&path, Some(&cookie), &format!("csrf=csrf-{kees}&van=allen")).await;
        assert_eq!(shown(&house.get("/?van=allen", Some(&cookie)).await.body), 7, "shown again");
    }
}

#[tokio::test]
async fn a_step_with_several_people_is_looked_at_first_and_skips_whom_it_cannot_help() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let kees = house.town.kees;
        let cookie = house.cookie(kees).await;
        let page = house.get("/?van=allen", Some(&cookie)).await.body;
        let (asked, shut) = (person(&page, "K-1001"), person(&page, "K-1005"));
        let form = |wat: &str| {
            format!("csrf=csrf-{kees}&van=allen&wat={wat}&kies={asked}&kies={shut}&kies=x")
        };
        let look = house.post("/samen", Some(&cookie), &form("nudge")).await;
        assert_eq!(look.status, StatusCode::OK);
        for words in ["Er is nog niets gebeurd", "K-1001", "Er staat geen vraag open."] {
            assert!(look.body.contains(words), "{words}");
        }
        assert!(events(&house).await.is_empty(), "looking changes nothing");
        let done = house.post("/samen/doen", Some(&cookie), &form("nudge")).await;
        assert_eq!(done.header(header::LOCATION), "/?van=allen&gedaan=samen&aantal=1");
        assert_eq!(events(&house).await, ["try_now"]);
        let again = house.post("/samen/doen", Some(&cookie), &form("nudge")).await;
        assert_eq!(again.header(header::LOCATION), "/?van=allen&gedaan=samen&aantal=0");
        let page = house.get(again.header(header::LOCATION), Some(&cookie)).await.body;
        assert!(page.contains("Er is niets veranderd."));
        let off = house.post("/samen/doen", Some(&cookie), &form("uitstel-7")).await;
        assert_eq!(off.header(header::LOCATION), "/?van=allen&gedaan=samen&aantal=2");
        assert_eq!(shown(&house.get("/?van=allen", Some(&cookie)).await.body), 5);
        let nothing = house.post("/samen/doen", Some(&cookie), &form("boete")).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_list_can_be_taken_along_as_a_table_that_runs_nothing() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let cookie = house.cookie(house.town.kees).await;
        let file = house.get("/lijst.csv?van=allen", Some(&cookie)).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.header(header::CONTENT_TYPE), "text/csv; charset=utf-8");
        let lines: Vec<&str> = file.body.lines().collect();
        assert_eq!(lines.len(), 8);
        assert!(lines[0].starts_with("\u{feff}klantnummer;naam;groep;taal"));
        assert!(lines[1].starts_with("K-1005;"), "{}", lines[1]);
        assert!(file.body.contains(";Arabisch;"));
        const TAKEN: &str = "SELECT COUNT(*) FROM audit_entry WHERE act = 'export_list'";
        let mut tx = house.test.db.begin().await.unwrap();
        let noted: i64 = on!(tx, |conn| sqlx::query_scalar(TAKEN).fetch_one(conn).await.unwrap());
        assert_eq!(noted, 1);
        let asked = house.get("/?van=allen&reden=stopped", Some(&cookie)).await.body;
        assert_eq!(shown(&asked), 1);
        let spoken = house.get("/?van=allen&taal=ti", Some(&cookie)).await.body;
        assert_eq!(shown(&spoken), 0);
        assert!(spoken.contains("In deze keuze is niemand stil."));
    }
}
