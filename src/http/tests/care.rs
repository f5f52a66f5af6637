//! The flag that a case is hard, the household, places and plans on the page of one person.

use axum::http::StatusCode;

use super::person::id_of;
use super::*;
use crate::acts::flag_hardship::appoint;
use crate::ids::PersonId;
use crate::store::board::{Choice, Viewer, tasks};
use crate::store::on;
use crate::trade::staff::Role;

async fn count(house: &House, sql: &'static str) -> i64 {
    let mut tx = house.test.db.read().await.unwrap();
    on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await).unwrap()
}

async fn run(house: &House, sql: &'static str) {
    let mut tx = house.test.db.begin().await.unwrap();
    on!(tx, |conn| sqlx::query(sql).execute(conn).await.map(|_| ())).unwrap();
    tx.commit().await.unwrap();
}

async fn page(house: &House, person: PersonId, staff: StaffId) -> String {
    let cookie = house.cookie(staff).await;
    house.get(&format!("/inburgeraars/{person}"), Some(&cookie)).await.body
}

async fn post(house: &House, staff: StaffId, path: &str, rest: &str) -> Answer {
    let cookie = house.cookie(staff).await;
    house.post(path, Some(&cookie), &format!("csrf=csrf-{staff}&{rest}")).await
}

#[tokio::test]
async fn a_hard_case_is_a_task_for_a_senior_that_ends_by_a_decision_and_not_otherwise() {
    const HARD: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task
        WHERE kind = 'schrijnend' AND desk = 'senior' AND closed_at IS NULL";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (karin, kees, sami) = (house.town.karin, house.town.kees, house.town.sami);
        let person = id_of(&house, "K-1001").await;
        let path = format!("/inburgeraars/{person}/schrijnend");
        let none = post(&house, sami, &path, "waarom=").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        // a coach sees it first, and says so
        let raised = post(&house, sami, &path, "waarom=regels-botsen").await;
        let to = format!("/inburgeraars/{person}?gedaan=schrijnend#schrijnend");
        assert_eq!(raised.header(header::LOCATION), to);
        let again = post(&house, karin, &path, "waarom=geld").await;
        assert!(again.body.contains("Dit staat al als schrijnend"));
        assert_eq!(count(&house, HARD).await, 1);

        let cookie = house.cookie(karin).await;
        let home = house.get("/?van=allen", Some(&cookie)).await.body;
        assert!(home.contains("Schrijnend: besluit wat er kan: regels spreken elkaar tegen"));
        assert!(home.contains("ww-level--te-lang\">schrijnend</span>"), "at the person too");
        let viewer = Viewer {
            gemeente: house.town.gemeente,
            staff: karin,
            role: Role::Klantmanager,
            today: crate::store::fixture::now().date_naive(),
        };
        let mut tx = house.test.db.read().await.unwrap();
        let open = tasks(&mut tx, viewer, Choice::default()).await.unwrap();
        drop(tx);
        let task = open.iter().find(|task| task.kind == "schrijnend").unwrap().id;
        assert!(!home.contains(&format!("/taken/{task}/klaar")), "no button that ends it");
        let closed = post(&house, karin, &format!("/taken/{task}/klaar"), "van=allen").await;
        assert_eq!(closed.status, StatusCode::CONFLICT);

        let mut tx = house.test.db.begin().await.unwrap();
        let gemeente = house.town.gemeente;
        let nobody = appoint(&mut tx, gemeente, ("x@example.nl", true), fixture::now()).await;
        assert!(!nobody.unwrap());
        let email = "kees@houten.nl";
        assert!(appoint(&mut tx, gemeente, (email, true), fixture::now()).await.unwrap());
        tx.commit().await.unwrap();
        let decide = format!("{path}/besluit");
        let form = "besluit=maatwerk&uitleg=Wij+betalen+het+examen+111222333";
        assert_eq!(post(&house, karin, &decide, form).await.status, StatusCode::FORBIDDEN);
        assert!(!page(&house, person, karin).await.contains("Wat besluit u?"));
        assert!(page(&house, person, kees).await.contains("Wat besluit u?"));
        let empty = post(&house, kees, &decide, "besluit=maatwerk&uitleg=+").await;
        assert!(empty.body.contains("Schrijf waarom u dit besluit."));
        let decided = post(&house, kees, &decide, form).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, HARD).await, 0);
        let shown = page(&house, person, sami).await;
        assert!(shown.contains("regels spreken elkaar tegen: maatwerk door de gemeente"));
        assert!(shown.contains("Wij betalen het examen") && !shown.contains("111222333"));
        let twice = post(&house, kees, &decide, form).await;
        assert!(twice.body.contains("Hierover is al besloten."));
    }
}

#[tokio::test]
async fn who_lives_together_stands_on_both_pages_and_a_coach_sees_only_own_people() {
    const ASKED: &str =
        "INSERT INTO task (id, gemeente_id, mailbox_id, kind, desk, opened_at, cause)
        SELECT p.id, p.gemeente_id, p.mailbox_id, 'partner', 'klantmanager', p.created_at, 'x'
        FROM person p WHERE p.klantnummer = 'K-1001'";
    const OPEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task
        WHERE kind = 'partner' AND closed_at IS NULL";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let (karin, sami) = (house.town.karin, house.town.sami);
        let (one, two) = (id_of(&house, "K-1001").await, id_of(&house, "K-1002").await);
        run(&house, ASKED).await;
        assert!(page(&house, one, karin).await.contains("wil dat ook de partner berichten"));
        let path = format!("/inburgeraars/{one}/huishouden");
        for (rest, words) in [
            ("klantnummer=K-1001&wie=partner", "Dit is dezelfde persoon."),
            ("klantnummer=K-9&wie=partner", "Niemand heeft dit klantnummer."),
            ("klantnummer=K-1002&wie=buurman", "Kies wat deze persoon is."),
        ] {
            let refused = post(&house, karin, &path, rest).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
            assert!(refused.body.contains(words), "{words}");
        }
        let form = "klantnummer=K-1002&wie=partner";
        assert_eq!(post(&house, sami, &path, form).await.status, StatusCode::FORBIDDEN);
        assert_eq!(post(&house, karin, &path, form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, OPEN).await, 0, "what the partner asked for is done");
        let first = page(&house, one, karin).await;
        assert!(first.contains(&format!("/inburgeraars/{two}")) && first.contains("· partner"));
        assert!(page(&house, two, karin).await.contains(&format!("/inburgeraars/{one}")));
        assert!(!page(&house, one, sami).await.contains(&format!("/inburgeraars/{two}")));

        // an import told of the same household, and nobody of what they are to each other
        run(
            &house,
            "UPDATE person SET household = 'H-7' WHERE klantnummer IN ('K-1002', 'K-1003')",
        )
        .await;
        let three = id_of(&house, "K-1003").await;
        assert!(page(&house, two, karin).await.contains("· zelfde huishouden"));
        let apart = format!("/inburgeraars/{two}/huishouden/los");
        for other in [one, three] {
            let gone = post(&house, karin, &apart, &format!("ander={other}")).await;
            assert_eq!(gone.status, StatusCode::SEE_OTHER);
        }
        assert!(page(&house, two, karin).await.contains("Er is niemand gekoppeld."));
        assert!(page(&house, one, karin).await.contains("Er is niemand gekoppeld."));
        let stranger = post(&house, karin, &apart, &format!("ander={three}")).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_place_is_noted_with_its_day_and_who_no_longer_waits_needs_nobody_to_look() {
    const ASKS: &str =
        "INSERT INTO task (id, gemeente_id, mailbox_id, kind, desk, opened_at, cause)
        SELECT p.id, p.gemeente_id, p.mailbox_id, 'plek', 'klantmanager', p.created_at, 'x'
        FROM person p WHERE p.klantnummer = 'K-1001'";
    const OPEN: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'plek' AND closed_at IS NULL";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let sami = house.town.sami;
        let person = id_of(&house, "K-1001").await;
        let path = format!("/inburgeraars/{person}/plek");
        run(&house, ASKS).await;
        let waits = "soort=school&stand=wachtlijst&sinds=2026-09-29";
        assert_eq!(post(&house, sami, &path, waits).await.status, StatusCode::SEE_OTHER);
        let shown = page(&house, person, sami).await;
        assert!(shown.contains("op de wachtlijst sinds 29-09-2026: 8 weken"));
        for odd in ["soort=school&stand=geplaatst&sinds=2026-11-25", "soort=school&stand=ooit"] {
            let refused = post(&house, sami, &path, odd).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
        }
        assert_eq!(count(&house, OPEN).await, 1);
        let there = "soort=school&stand=geplaatst&sinds=";
        assert_eq!(post(&house, sami, &path, there).await.status, StatusCode::SEE_OTHER);
        assert!(page(&house, person, sami).await.contains("geplaatst sinds 24-11-2026"));
        assert_eq!(count(&house, OPEN).await, 0);
    }
}

#[tokio::test]
async fn when_plan_a_fails_one_tap_takes_up_plan_b_and_the_bot_asks_in_the_persons_words() {
    const STARTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE kind = 'start'";
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        let karin = house.town.karin;
        let person = id_of(&house, "K-1001").await;
        let path = format!("/inburgeraars/{person}/plan");
        for (plan, words) in [("a", "elke+avond+111222333"), ("b", "in+de+bus")] {
            let kept = post(&house, karin, &path, &format!("plan={plan}&woorden={words}")).await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER);
        }
        let none = post(&house, karin, &path, "plan=c&woorden=+").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let shown = page(&house, person, karin).await;
        assert!(shown.contains("elke avond") && !shown.contains("111222333"));
        let of_now = |page: &str, letter: &str| {
            page.contains(&format!("class=\"ww-plans__now\" data-testid=\"plan-{letter}\""))
        };
        assert!(of_now(&shown, "a"), "the first plan is the plan of now");

        // without a dialog that asks, only the plan changes
        let silent = post(&house, karin, &format!("{path}/nu"), "plan=b").await;
        assert!(silent.header(header::LOCATION).ends_with("gedaan=plan-stil#plan"));
        assert!(of_now(&page(&house, person, karin).await, "b"));
        super::dialogs::publish(&house, &crate::dialog::shipped::files()).await;
        let chosen = post(&house, karin, &format!("{path}/nu"), "plan=a").await;
        assert!(chosen.header(header::LOCATION).ends_with("gedaan=plan-nu#plan"));
        assert_eq!(count(&house, STARTS).await, 1);
        let missing = post(&house, karin, &format!("{path}/nu"), "plan=c").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        assert!(of_now(&page(&house, person, karin).await, "a"), "nothing changed");
    }
}

#[tokio::test]
async fn what_follows_from_a_duty_is_for_colleagues_and_of_the_persons_own_group() {
    for house in houses().await {
        house.town.settle(&house.test.db).await;
        super::dialogs::publish(&house, &crate::dialog::shipped::files()).await;
        let karin = house.town.karin;
        let cookie = house.cookie(karin).await;
        let all = house.get("/naslag?zoek=participatiewet", Some(&cookie)).await.body;
        assert!(all.contains("Gevolgen") && all.contains("verordening van de gemeente"));
        // K-1001 is an asylum holder, K-1002 a family migrant
        let asylum = page(&house, id_of(&house, "K-1001").await, karin).await;
        assert!(asylum.contains("Wat volgt er uit een plicht?"));
        assert!(asylum.contains("Noem tegen hen nooit een boete") && !asylum.contains("340 euro"));
        let family = page(&house, id_of(&house, "K-1002").await, karin).await;
        assert!(family.contains("340 euro voor de PVT") && !family.contains("Noem tegen hen"));
        let dialog = house.get("/dialogen/pvt-herinnering", Some(&cookie)).await.body;
        assert!(dialog.contains("Twee manieren om het te vragen") && dialog.contains("staat uit"));
    }
}
