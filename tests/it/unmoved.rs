//! With whom nothing moves, and who waits long for a place: a task once, and what somebody tells the bot
//! of a place and of their plans is on their page.

use chrono::TimeDelta;
use wegwijzer::cli::import::Kind;
use wegwijzer::store::testing::each_database;
use wegwijzer::store::{own_plans, people, placements};

use crate::app::App;
use crate::support::rows::{change, texts};

const HEAD: &str = "klantnummer;naam;taal;groep;leerroute;pip_datum;cursus_begonnen_op;duaal_sinds;\
    laatste_examen_op;klaar_op\n";
// it is Tuesday 24 November 2026
const PEOPLE: &str = "\
V1;Een;nl;asiel;z;20-08-2026;01-09-2026;01-09-2026;;
V2;Twee;nl;gezin;b1;20-08-2026;01-09-2026;01-09-2026;;
V3;Drie;nl;gezin;b1;20-08-2026;01-09-2026;01-09-2026;;01-10-2026
V4;Vier;nl;gezin;b1;01-09-2026;01-09-2026;01-09-2026;;
";
const TASKS: &str = "
    SELECT p.klantnummer || ' ' || t.kind || ' ' || t.reason
    FROM task t JOIN person p ON p.mailbox_id = t.mailbox_id
    WHERE t.closed_at IS NULL AND (t.kind = 'plek' OR t.reason LIKE 'voortgang%')
    ORDER BY p.klantnummer, t.reason";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moved_for_months_and_a_long_wait_are_work_once() {
    const PLACED: &str = "
        INSERT INTO placement (person_id, kind, state, since_on, noted_at)
        SELECT id, 'werkplek', 'geplaatst', '2026-10-01', created_at
        FROM person WHERE klantnummer = 'V2'";
    const WAITS: &str = "
        INSERT INTO placement (person_id, kind, state, since_on, noted_at)
        SELECT id, 'werkplek', 'wachtlijst', '2026-09-30', created_at
        FROM person WHERE klantnummer = 'V4'";
    for test in each_database().await {
        let app = App::on(&test).await;
        app.bring_in(Kind::People, &format!("{HEAD}{PEOPLE}")).await;
        change(&test.url, PLACED).await;
        let known = "UPDATE person SET created_at = '2026-08-01 10:00:00+00:00'";
        app.passes(TimeDelta::days(1)).await;
        assert_eq!(texts(&test.url, TASKS).await, Vec::<String>::new(), "new here");
        assert_eq!(change(&test.url, known).await, 4);
        change(&test.url, WAITS).await;
        app.passes(TimeDelta::days(1)).await;
        // three months after the PIP of V1; V2 found a place, V3 is done, V4 waits for eight weeks
        let told = ["V1 termijn voortgang-3", "V4 plek wacht-werkplek-8"];
        assert_eq!(texts(&test.url, TASKS).await, told);
        let closed = "UPDATE task SET closed_at = opened_at WHERE closed_at IS NULL";
        change(&test.url, closed).await;
        app.passes(TimeDelta::days(4)).await;
        assert_eq!(texts(&test.url, TASKS).await, Vec::<String>::new(), "each is said once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_tells_the_bot_of_a_place_and_a_plan_is_kept() {
    for test in each_database().await {
        let app = App::on(&test).await;
        app.bring_in(Kind::People, "klantnummer;naam;taal;groep\nK0;Persoon;nl;gezin\n").await;
        app.link(0).await;
        let says = async |words: &str| {
            assert!(app.post(&app.typed(0, words)).await.is_success());
            app.settle().await;
        };
        says("plan").await;
        for words in ["elke avond na het eten", "op vrijdag", "in de bus"] {
            says(words).await;
        }
        let mut tx = app.db.read().await.unwrap();
        let all = people::keys(&mut tx, app.gemeente).await.unwrap();
        let person = all[0].1;
        let plans = own_plans::of(&mut tx, person).await.unwrap();
        let told: Vec<(&str, &str, bool)> =
            plans.iter().map(|p| (p.letter.as_str(), p.words.as_str(), p.is_current)).collect();
        assert_eq!(
            told,
            [("a", "elke avond na het eten; op vrijdag", true), ("b", "in de bus", false)]
        );
        drop(tx);
        // the check-in of a family migrant: no school yet
        app.passes(TimeDelta::days(8)).await;
        let mut placed = Vec::new();
        for _ in 0..40 {
            app.passes(TimeDelta::days(1)).await;
            let asked = app.phone(0).last().is_some_and(|m| m.body.contains("taalschool"));
            if asked {
                let not_yet = app.payload(0, 1).unwrap();
                assert!(app.post(&app.tapped(0, &not_yet)).await.is_success());
                app.settle().await;
                let mut tx = app.db.read().await.unwrap();
                placed = placements::of(&mut tx, person).await.unwrap();
                break;
            }
        }
        let told: Vec<(&str, &str)> =
            placed.iter().map(|one| (one.place.as_str(), one.stand.as_str())).collect();
        assert_eq!(told, [("school", "gewenst")]);
        assert_eq!(placed[0].noted_by, None);
    }
}
