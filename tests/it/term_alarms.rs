//! The trajectory clock of a whole town: each alarm becomes work once, whatever happens in between.

use chrono::TimeDelta;
use wegwijzer::cli::import::Kind;
use wegwijzer::store::testing::each_database;

use crate::app::App;
use crate::support::rows::{change, number, texts};

const HEAD: &str = "klantnummer;naam;taal;groep;leerroute;pip_datum;duo_melding_op;\
    cursus_begonnen_op;duaal_sinds;laatste_examen_op;klaar_op;verlengd_weken;verlengd_grond;verlengd_op\n";
// it is Tuesday 24 November 2026
const PEOPLE: &str = "\
T1;Een;nl;asiel;z;01-06-2025;;01-07-2025;01-08-2025;;;;;
T2;Twee;nl;gezin;b1;26-05-2025;;01-07-2025;01-08-2025;;;;;
T3;Drie;nl;gezin;;;15-09-2026;;;;;;;
T4;Vier;nl;asiel;b1;25-08-2026;;;;;;;;
T5;Vijf;nl;asiel;b1;01-06-2024;;01-07-2024;01-08-2024;01-12-2026;;;;
T6;Zes;nl;asiel;b1;01-06-2024;;;;;01-10-2026;;;
T7;Zeven;nl;asiel;z;01-06-2025;;01-07-2025;01-08-2025;;;26;alfabetisering;01-10-2026
";
const TASKS: &str = "
    SELECT p.klantnummer || ' ' || t.reason
    FROM task t JOIN person p ON p.mailbox_id = t.mailbox_id
    WHERE t.kind = 'termijn' AND t.closed_at IS NULL
    ORDER BY p.klantnummer, t.reason";

#[tokio::test(flavor = "multi_thread")]
async fn every_alarm_becomes_work_once_and_a_newer_one_joins_the_task() {
    for test in each_database().await {
        let app = App::on(&test).await;
        app.bring_in(Kind::People, &format!("{HEAD}{PEOPLE}")).await;
        app.passes(TimeDelta::days(1)).await;
        let first = ["T3 pip-0", "T4 duaal-3", "T4 start-3", "T5 termijn-9"];
        assert_eq!(texts(&test.url, TASKS).await, first);
        app.passes(TimeDelta::days(1)).await;
        // 18 months before 26 May 2028
        let second = ["T2 termijn-18", "T3 pip-0", "T4 duaal-3", "T4 start-3", "T5 termijn-9"];
        assert_eq!(texts(&test.url, TASKS).await, second);
        // a colleague looked at it: it does not come back
        let closed = "UPDATE task SET closed_at = opened_at WHERE kind = 'termijn'";
        assert_eq!(change(&test.url, closed).await, 5);
        app.passes(TimeDelta::days(4)).await;
        assert_eq!(texts(&test.url, TASKS).await, Vec::<String>::new());
        app.passes(TimeDelta::days(2)).await;
        // the first of December
        assert_eq!(texts(&test.url, TASKS).await, ["T1 termijn-18", "T5 termijn-6"]);
        let all = "SELECT CAST(COUNT(*) AS BIGINT) FROM term_alarm a
            JOIN person p ON p.id = a.person_id WHERE p.klantnummer = 'T5'";
        assert_eq!(
            number(&test.url, all).await,
            4,
            "18, 12, 9 and 6 months; only two asked for work"
        );
        let none = "SELECT CAST(COUNT(*) AS BIGINT) FROM term_alarm a
            JOIN person p ON p.id = a.person_id WHERE p.klantnummer IN ('T6', 'T7')";
        assert_eq!(number(&test.url, none).await, 0, "done, and with more time");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_changes_nothing_about_the_clock() {
    const STANDS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM term_extension WHERE weeks = 26";
    for test in each_database().await {
        let app = App::on(&test).await;
        for _ in 0..2 {
            app.bring_in(Kind::People, &format!("{HEAD}{PEOPLE}")).await;
        }
        assert_eq!(number(&test.url, STANDS).await, 1);
        let known =
            "SELECT CAST(COUNT(*) AS BIGINT) FROM person WHERE course_started_on IS NOT NULL";
        assert_eq!(number(&test.url, known).await, 4);
        // a file that lacks the columns leaves what is known
        app.bring_in(Kind::People, "klantnummer;naam;taal;groep\nT1;Een;nl;asiel\n").await;
        assert_eq!(number(&test.url, known).await, 4);
    }
}
