//! The nights on which the clock of the Netherlands is put forward and back: reminders keep their
//! civil times on both sides of it, and a job of every night runs once a night.

use chrono::{DateTime, TimeDelta, Utc};
use wegwijzer::dialog::content::Files;
use wegwijzer::dialog::shipped;
use wegwijzer::plan::local_time::local;
use wegwijzer::store::testing::{TestDb, each_database};

use crate::app::App;
use crate::count::count;
use crate::support::rows::change;

/// A job at half past two in the night: in spring that time does not exist, in autumn it comes
/// twice.
fn with_a_nightly_job() -> Files {
    let mut files = shipped::files();
    let policies = files.get_mut("dialogs/policies.yaml").unwrap();
    let shipped = r#"cron: "0 0 11 * * Tue", every_weeks: 4"#;
    assert!(policies.contains(shipped));
    *policies = policies.replace(shipped, r#"cron: "0 30 2 * * *", every_weeks: 1"#);
    // who hears from us every night hears more often than anybody should
    let budget = "per_day: 1, per_week: 3";
    assert!(policies.contains(budget));
    *policies = policies.replace(budget, "per_day: 3, per_week: 21");
    files
}

/// Lives the days around a switch; gives when each reminder left, and when the job ran.
async fn live(test: &TestDb, from: &str, session: &str) -> (Vec<String>, Vec<String>) {
    let from: DateTime<Utc> = from.parse().unwrap();
    let row = format!("PVT;avond;pvt;1;{session};10:00;12:00;Buurthuis;Kerkplein 4\n");
    let app = App::at(test, from, &with_a_nightly_job()).await.with_people_in(2, &row).await;
    change(&test.url, LONG_HERE).await;
    let (mut fired, mut ran) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        app.passes(TimeDelta::days(1)).await;
        let mut tx = app.db.read().await.unwrap();
        let due = wegwijzer::store::due::next(&mut tx).await.unwrap();
        assert!(due.is_none_or(|at| at > app.clock.civil()), "nothing due is left");
    }
    for (at, what) in moments(&test.url).await {
        let at = local(at).format("%a %d %b %H:%M").to_string();
        if what == "start" { &mut ran } else { &mut fired }.push(at);
    }
    let twice = count(&test.url, STARTED_TWICE).await;
    assert_eq!(twice, 0, "nobody is asked twice for one night");
    (fired, ran)
}

/// When events of people were handled: one moment for both people.
async fn moments(url: &str) -> Vec<(DateTime<Utc>, String)> {
    use sqlx::{Connection, PgConnection, SqliteConnection};
    if url.starts_with("postgres") {
        let mut conn = PgConnection::connect(url).await.unwrap();
        sqlx::query_as(MOMENTS).fetch_all(&mut conn).await.unwrap()
    } else {
        let mut conn = SqliteConnection::connect(url).await.unwrap();
        sqlx::query_as(MOMENTS).fetch_all(&mut conn).await.unwrap()
    }
}

const MOMENTS: &str = "
    SELECT DISTINCT received_at, kind
    FROM history
    WHERE kind IN ('start', 'reminder')
    ORDER BY received_at, kind";

const STARTED_TWICE: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM (SELECT mailbox_id FROM history WHERE kind = 'start'
          GROUP BY mailbox_id, received_at HAVING COUNT(*) > 1) AS twice";

/// Every night is in a week in which they are asked.
const LONG_HERE: &str = "UPDATE person SET created_at = '2026-01-05 09:00:00+00:00'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_autumn_the_hour_that_comes_twice_is_lived_once() {
    for test in each_database().await {
        let (fired, ran) = live(&test, "2026-10-20T10:00:00Z", "28-10-2026").await;
        assert_eq!(fired, AUTUMN_FIRED);
        assert_eq!(
            ran[3..7],
            ["Sat 24 Oct 02:30", "Sun 25 Oct 02:30", "Mon 26 Oct 02:30", "Tue 27 Oct 02:30"]
        );
        assert_eq!(ran.len(), 9, "{ran:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_spring_the_hour_that_is_missing_is_made_up_for() {
    for test in each_database().await {
        let (fired, ran) = live(&test, "2027-03-23T10:00:00Z", "31-03-2027").await;
        assert_eq!(fired, SPRING_FIRED);
        assert_eq!(
            ran[3..7],
            ["Sat 27 Mar 02:30", "Sun 28 Mar 03:00", "Mon 29 Mar 02:30", "Tue 30 Mar 02:30"]
        );
        assert_eq!(ran.len(), 9, "{ran:?}");
    }
}

/// 7 days before at 18:00; 3 days before at 18:00 is a Sunday, so as soon as it may on Monday; a day
/// before at 16:00; two hours before, 8:00, is allowed at short notice.
const AUTUMN_FIRED: [&str; 4] =
    ["Wed 21 Oct 18:00", "Mon 26 Oct 08:30", "Tue 27 Oct 16:00", "Wed 28 Oct 08:00"];
/// The same; but that Monday is Easter Monday, so the last minute of Saturday.
const SPRING_FIRED: [&str; 4] =
    ["Wed 24 Mar 18:00", "Sat 27 Mar 20:29", "Tue 30 Mar 16:00", "Wed 31 Mar 08:00"];
