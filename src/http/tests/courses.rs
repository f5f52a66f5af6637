//! `/cursussen`: how full a group is, who waits, and giving and ending a place.

use super::dialogs::publish;
use super::*;
use crate::acts::add_session::next_number;
use crate::dialog::shipped;
use crate::ids::PersonId;
use crate::store::{courses, on, sessions, waiting};

const ONE_PLACE: &str = "UPDATE course SET capacity = 1";
const TWO_PLACES: &str = "UPDATE course SET capacity = 2";
const PLACE: &str = "SELECT e.id FROM enrolment e WHERE e.person_id = $1 AND e.ended_at IS NULL";
const LEAVES: &str = "DELETE FROM enrolment WHERE person_id = $1";

#[tokio::test]
async fn the_page_of_a_person_puts_them_on_a_list_tells_their_place_and_gives_or_ends_it() {
    const NOTED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry
        WHERE act IN ('join_waiting_list', 'give_place', 'leave_waiting_list', 'enrol')
          AND staff_id IS NOT NULL";
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let town = &house.town;
        let mut tx = house.test.db.begin().await.unwrap();
        let one = town.person(&mut tx, ("K-1", "Amina", "asiel"), None, None).await.person;
        let coached =
            town.person(&mut tx, ("K-2", "Yusuf", "gezin"), None, Some(town.sami)).await.person;
        let selam = town.person(&mut tx, ("K-3", "Selam", "asiel"), None, None).await.person;
        for person in [coached, selam] {
            on!(tx, |conn| sqlx::query(LEAVES).bind(person).execute(conn).await.map(|_| ()))
                .unwrap();
        }
        on!(tx, |conn| sqlx::query(ONE_PLACE).execute(conn).await.map(|_| ())).unwrap();
        let before = house.clock.civil() - chrono::TimeDelta::days(1);
        waiting::wait(&mut tx, town.gemeente, (town.course, coached), before).await.unwrap();
        tx.commit().await.unwrap();
        let (course, karin) = (town.course, town.karin);
        let cookie = house.cookie(karin).await;
        let page = format!("/inburgeraars/{selam}");
        let post = async |path: &str, person: PersonId, staff: StaffId, course: String| {
            let cookie = house.cookie(staff).await;
            let form = format!("csrf=csrf-{staff}&groep={course}");
            house.post(&format!("/inburgeraars/{person}/{path}"), Some(&cookie), &form).await
        };
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(shown.contains("(vol, wachtlijst: 1)</option>"), "{shown}");

        let none = post("groep", selam, karin, String::new()).await;
        assert!(none.body.contains("Kies een groep."));
        let joined = post("groep", selam, karin, course.to_string()).await;
        assert!(joined.header(header::LOCATION).ends_with("?gedaan=wacht#groepen"));
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(shown.contains("wachtlijst, nummer 2") && shown.contains("de groep is vol"));
        assert!(!shown.contains("Geef een plaats"));
        for (path, words) in
            [("groep", "staat al op deze wachtlijst"), ("groep/plaats", "vol: 1 van de 1 plaatsen")]
        {
            let refused = post(path, selam, karin, course.to_string()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(refused.body.contains(words), "{path}: {}", refused.body);
        }
        // who may not see the list changes nothing on it
        let coach = post("groep/van-de-lijst", coached, town.sami, course.to_string()).await;
        assert_eq!(coach.status, StatusCode::FORBIDDEN);
        let seen = house.cookie(town.sami).await;
        let seen = house.get(&format!("/inburgeraars/{coached}"), Some(&seen)).await.body;
        assert!(seen.contains("wachtlijst, nummer 1") && !seen.contains("Van de lijst"));

        let left = post("groep/van-de-lijst", coached, karin, course.to_string()).await;
        assert!(left.header(header::LOCATION).ends_with("gedaan=van-de-lijst#groepen"));
        let again = post("groep/van-de-lijst", coached, karin, course.to_string()).await;
        assert!(again.body.contains("staat niet meer op deze wachtlijst"));
        let mut tx = house.test.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query(TWO_PLACES).execute(conn).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(shown.contains("nummer 1") && shown.contains("Geef een plaats"), "{shown}");
        let placed = post("groep/plaats", selam, karin, course.to_string()).await;
        assert!(placed.header(header::LOCATION).ends_with("gedaan=ingeschreven#groepen"));
        let shown = house.get(&page, Some(&cookie)).await.body;
        assert!(
            shown.contains("heeft een plaats") && !shown.contains("data-testid=\"wachtlijst\"")
        );
        let twice = post("groep", one, karin, course.to_string()).await;
        assert!(twice.body.contains("heeft of had al een plaats"));
        let mut tx = house.test.db.read().await.unwrap();
        let noted: i64 = on!(tx, |conn| sqlx::query_scalar(NOTED).fetch_one(conn).await).unwrap();
        assert_eq!(noted, 3, "each with who did it");
    }
}

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

#[tokio::test]
async fn moving_and_cancelling_a_session_is_looked_at_before_anybody_hears_of_it() {
    const STARTS: &str = "SELECT starts_at, cancelled_at IS NOT NULL FROM session WHERE id = $1";
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let town = &house.town;
        town.settle(&house.test.db).await;
        let (course, session, karin) = (town.course, town.session, town.karin);
        let stands = async || -> (chrono::DateTime<chrono::Utc>, bool) {
            let mut tx = house.test.db.begin().await.unwrap();
            on!(tx, |conn| sqlx::query_as(STARTS).bind(session).fetch_one(conn).await.unwrap())
        };
        let before = stands().await;
        let cookie = house.cookie(karin).await;
        let shown = house.get(&format!("/cursussen/{course}"), Some(&cookie)).await.body;
        let page = format!("/cursussen/{course}/bijeenkomsten/{session}");
        assert!(shown.contains(&format!("href=\"{page}\"")));
        assert!(house.get(&page, Some(&cookie)).await.body.contains("value=\"Gemeentehuis\""));
        let form = |wat: &str, dag: &str| {
            format!(
                "csrf=csrf-{karin}&wat={wat}&dag={dag}&begin=19%3A00&einde=21%3A00\
                 &plaats=Bibliotheek&adres=Kerkplein+1"
            )
        };
        let to = "2026-12-25"; // Christmas
        let look =
            house.post(&format!("{page}/kijken"), Some(&cookie), &form("verplaatsen", to)).await;
        assert_eq!(look.status, StatusCode::OK);
        for words in ["Er is nog niets gebeurd", "Bibliotheek", "dit is een feestdag"] {
            assert!(look.body.contains(words), "{words}: {}", look.body);
        }
        assert_eq!(stands().await, before, "looking changes nothing");
        let yesterday = form("verplaatsen", "2020-01-01");
        let past = house.post(&format!("{page}/kijken"), Some(&cookie), &yesterday).await;
        assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(past.body.contains("al voorbij") && past.body.contains("value=\"Bibliotheek\""));
        let done =
            house.post(&format!("{page}/doen"), Some(&cookie), &form("verplaatsen", to)).await;
        assert_eq!(done.header(header::LOCATION), format!("/cursussen/{course}?gedaan=verplaatst"));
        let moved = stands().await;
        assert!(moved.0 > before.0 && !moved.1);
        let again =
            house.post(&format!("{page}/doen"), Some(&cookie), &form("verplaatsen", to)).await;
        assert_eq!(again.status, StatusCode::CONFLICT);

        let look =
            house.post(&format!("{page}/kijken"), Some(&cookie), &form("afzeggen", to)).await;
        assert!(look.body.contains("9 mensen"), "everybody who is enrolled: {}", look.body);
        assert!(!stands().await.1);
        house.post(&format!("{page}/doen"), Some(&cookie), &form("afzeggen", to)).await;
        assert!(stands().await.1);
        let shown = house.get(&format!("/cursussen/{course}"), Some(&cookie)).await.body;
        assert!(shown.contains("afgezegd") && !shown.contains(&format!("href=\"{page}\"")));
        let other = crate::ids::CourseId::fresh();
        let elsewhere = format!("/cursussen/{other}/bijeenkomsten/{session}");
        assert_eq!(house.get(&elsewhere, Some(&cookie)).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn one_session_more_is_looked_at_first_and_everybody_who_is_enrolled_is_reminded_of_it() {
    const REMINDERS: &str = "
        SELECT COUNT(*) FROM reminder r JOIN session s ON s.id = r.session_id
        WHERE s.course_id = $1 AND s.number = $2";
    const SESSIONS: &str = "SELECT COUNT(*) FROM session WHERE course_id = $1";
    for house in houses().await {
        publish(&house, &shipped::files()).await;
        let town = &house.town;
        town.settle(&house.test.db).await;
        let (course, karin) = (town.course, town.karin);
        let cookie = house.cookie(karin).await;
        let count = async |statement: &'static str, number: i64| -> i64 {
            let mut tx = house.test.db.read().await.unwrap();
            on!(tx, |conn| {
                let query = sqlx::query_scalar(statement).bind(course);
                let query = if statement == REMINDERS { query.bind(number) } else { query };
                query.fetch_one(conn).await.unwrap()
            })
        };
        let before = count(SESSIONS, 0).await;
        let number = {
            let mut tx = house.test.db.read().await.unwrap();
            next_number(&sessions::of_course(&mut tx, course).await.unwrap())
        };
        let page = format!("/cursussen/{course}/bijeenkomsten/nieuw");
        let empty = house.get(&page, Some(&cookie)).await.body;
        assert!(empty.contains("value=\"Gemeentehuis\""), "as the last one: {empty}");
        let form = |dag: &str, begin: &str| {
            format!(
                "csrf=csrf-{karin}&soort=pvt&nummer={number}&dag={dag}&begin={begin}%3A00\
                 &einde=21%3A00&plaats=Bibliotheek&adres=Kerkplein+1&meenemen=een+pen"
            )
        };
        let past =
            house.post(&format!("{page}/kijken"), Some(&cookie), &form("2020-01-01", "19")).await;
        assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(past.body.contains("value=\"een pen\""), "what was typed stays: {}", past.body);
        let good = form("2026-12-25", "19"); // Christmas
        let look = house.post(&format!("{page}/kijken"), Some(&cookie), &good).await;
        for words in ["Er is nog niets gebeurd", "9 mensen", "dit is een feestdag", "een pen"] {
            assert!(look.body.contains(words), "{words}: {}", look.body);
        }
        assert_eq!(count(SESSIONS, 0).await, before, "looking changes nothing");
        for _ in 0..2 {
            let done = house.post(&page, Some(&cookie), &good).await;
            let to = format!("/cursussen/{course}?gedaan=toegevoegd");
            assert_eq!(done.header(header::LOCATION), to, "{}", done.body);
        }
        assert_eq!(count(SESSIONS, 0).await, before + 1, "the same form twice is one session");
        assert!(count(REMINDERS, number).await >= 9);
        let other = house.post(&page, Some(&cookie), &form("2026-12-28", "18")).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "a colleague was first");
        assert_eq!(count(SESSIONS, 0).await, before + 1);
    }
}
