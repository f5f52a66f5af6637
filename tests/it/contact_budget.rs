//! Nobody hears from the bot more often than the budget says, whatever is planned; what does not come
//! says why, and what a schedule put off comes later.

use chrono::TimeDelta;
use wegwijzer::dialog::shipped;
use wegwijzer::plan::local_time;
use wegwijzer::store::testing::each_database;

use crate::app::App;
use crate::support::rows::{number, texts};

/// Four evenings in eight days: sixteen reminders want to come.
const CROWDED: &str = "\
PVT;avond;pvt;1;08-12-2026;19:00;22:00;Buurthuis;Kerkplein 4
PVT;avond;pvt;2;09-12-2026;19:00;22:00;Buurthuis;Kerkplein 4
PVT;avond;pvt;3;11-12-2026;19:00;22:00;Buurthuis;Kerkplein 4
PVT;avond;pvt;4;15-12-2026;19:00;22:00;Buurthuis;Kerkplein 4
";

const MOST_ON_A_DAY: &str = "
    SELECT CAST(MAX(n) AS BIGINT) FROM (
        SELECT COUNT(*) AS n FROM bot_start WHERE begun_at IS NOT NULL
        GROUP BY mailbox_id, SUBSTR(CAST(begun_at AS TEXT), 1, 10)) t";
const BEGUN: &str = "
    SELECT SUBSTR(CAST(begun_at AS TEXT), 1, 10) FROM bot_start
    WHERE begun_at IS NOT NULL ORDER BY mailbox_id, begun_at, id";
const UNDECIDED: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) FROM reminder WHERE fired_at IS NULL AND dropped_at IS NULL";
const RULES: &str = "SELECT DISTINCT dropped_why FROM reminder
    WHERE dropped_why IN ('contactbudget', 'samengevoegd') ORDER BY dropped_why";
const MOVED: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) FROM reminder
    WHERE moved_why = 'contactbudget' AND moved_from < due_at";

#[tokio::test(flavor = "multi_thread")]
async fn four_sessions_in_a_week_are_told_of_within_the_budget_and_nothing_vanishes() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people_in(3, CROWDED).await;
        app.passes(TimeDelta::days(24)).await;
        assert_eq!(number(&test.url, UNDECIDED).await, 0);
        assert_eq!(number(&test.url, MOST_ON_A_DAY).await, 1);
        let days = texts(&test.url, BEGUN).await;
        assert_eq!(days.len() % 3, 0, "three people with the same sessions hear as often");
        let days: Vec<chrono::NaiveDate> =
            days[..days.len() / 3].iter().map(|day| day.parse().unwrap()).collect();
        assert!(days.len() >= 5, "{days:?}");
        for first in &days {
            let week = days.iter().filter(|day| (0..7).contains(&(**day - *first).num_days()));
            assert!(week.count() <= 3, "from {first}: {days:?}");
        }
        let rules = texts(&test.url, RULES).await;
        assert_eq!(rules, ["samengevoegd"], "something had to make way");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_in_makes_way_for_reminders_and_comes_later() {
    const CHECK_INS: &str = "
        SELECT CAST(COUNT(*) AS BIGINT) FROM bot_start
        WHERE schedule LIKE 'check-in%' AND begun_at IS NOT NULL AND due_at > meant_at";
    const LEFT: &str = "
        SELECT CAST(COUNT(*) AS BIGINT) FROM bot_start
        WHERE begun_at IS NULL AND dropped_at IS NULL";
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let now = local_time::resolve(day.and_hms_opt(17, 55, 0).unwrap(), None);
    let mut files = shipped::files();
    // everybody's turn comes on the day before a session, when the reminder of one day goes out
    let policies = files.get_mut("dialogs/policies.yaml").unwrap();
    *policies = policies.replace(
        "cron: \"0 0 11 * * Tue\", every_weeks: 4",
        "cron: \"0 0 11 * * Mon\", every_weeks: 1",
    );
    for test in each_database().await {
        let app = App::at(&test, now, &files).await;
        let app = app.with_people_in(2, "PVT;avond;pvt;1;15-12-2026;19:00;22:00;B;P 4\n").await;
        app.passes(TimeDelta::days(27)).await;
        assert!(number(&test.url, CHECK_INS).await >= 2, "put off, and begun");
        assert_eq!(number(&test.url, MOST_ON_A_DAY).await, 1);
        assert!(number(&test.url, LEFT).await <= 2, "at most the turn of this week is open");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_that_has_to_wait_comes_the_next_day_and_its_row_says_so() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let now = local_time::resolve(day.and_hms_opt(17, 55, 0).unwrap(), None);
    let mut files = shipped::files();
    let policies = files.get_mut("dialogs/policies.yaml").unwrap();
    *policies = policies.replace("per_week: 3", "per_week: 5");
    // seven days before the second is the evening of the first, which has its own notice at 17:00
    let sessions = "\
PVT;avond;pvt;1;08-12-2026;19:00;22:00;Buurthuis;Kerkplein 4
PVT;avond;pvt;2;15-12-2026;19:00;22:00;Buurthuis;Kerkplein 4
";
    const CAME: &str = "
        SELECT SUBSTR(CAST(due_at AS TEXT), 1, 10) FROM reminder
        WHERE fired_at IS NOT NULL AND moved_why IS NOT NULL ORDER BY id";
    for test in each_database().await {
        let app = App::at(&test, now, &files).await.with_people_in(1, sessions).await;
        app.passes(TimeDelta::days(16)).await;
        assert_eq!(number(&test.url, MOVED).await, 1);
        assert_eq!(texts(&test.url, CAME).await, ["2026-12-09"]);
        assert_eq!(number(&test.url, MOST_ON_A_DAY).await, 1);
    }
}
