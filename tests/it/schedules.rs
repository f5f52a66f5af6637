//! A schedule asks everybody whose week it is, once, some hundreds at a time.

use std::time::Duration;

use chrono::TimeDelta;
use wegwijzer::cli::bench::fill::fill;
use wegwijzer::clock::Clock;
use wegwijzer::dialog::shipped;
use wegwijzer::store::gemeenten;
use wegwijzer::store::recurring_jobs::people_after;
use wegwijzer::store::testing::each_database;
use wegwijzer::work::Work;
use wegwijzer::work::content::adopt;

use crate::app::App;
use crate::support::rows::{change, number, texts};

/// One of ten can be reached, all through the list.
const CAN_BE_REACHED: &str = "
    UPDATE address
    SET last_inbound_at = created_at
    WHERE person_id IN (SELECT id FROM person WHERE klantnummer LIKE '%7')";
const ASKED: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM (SELECT id, kind FROM history UNION ALL SELECT id, kind FROM inbox) e
    WHERE e.kind = 'start'";
const TWICE: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM (SELECT mailbox_id FROM history WHERE kind = 'start'
          GROUP BY mailbox_id HAVING COUNT(*) > 1) t";

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_asks_everybody_once_however_many_they_are() {
    for test in each_database().await {
        let app = App::on(&test).await;
        fill(&test.url, 1_150, 0).await.unwrap();
        change(&test.url, CAN_BE_REACHED).await;
        // one of four Tuesdays is theirs
        app.passes(TimeDelta::weeks(4)).await;
        assert_eq!(number(&test.url, ASKED).await, 115);
        assert_eq!(number(&test.url, TWICE).await, 0);
        let told =
            texts(&test.url, "SELECT last_result FROM recurring_job WHERE name = 'check-in'").await;
        assert!(told.len() == 1 && told[0].ends_with("gesprekken begonnen"), "{told:?}");
        let over = "SELECT CAST(COUNT(*) AS BIGINT) FROM recurring_job
            WHERE reached IS NULL AND name = 'check-in'";
        assert_eq!(number(&test.url, over).await, 1, "the next run begins at the beginning");
    }
}

#[tokio::test]
async fn a_look_at_the_next_people_reads_as_many_and_no_more_and_misses_nobody() {
    for test in each_database().await {
        let app = App::on(&test).await;
        fill(&test.url, 1_150, 0).await.unwrap();
        let mut tx = app.db.read().await.unwrap();
        let (mut reached, mut looks) = (None, Vec::new());
        let mut seen = std::collections::BTreeSet::new();
        loop {
            let before = tx.statements();
            let people = people_after(&mut tx, reached, 500, (None, None)).await.unwrap();
            assert_eq!(tx.statements() - before, 1);
            looks.push(people.len());
            seen.extend(people.iter().map(|person| person.id));
            reached = people.last().map(|person| person.id);
            if people.len() < 500 {
                break;
            }
        }
        assert_eq!(looks, [500, 500, 150]);
        assert_eq!(seen.len(), 1_150);
    }
}

#[tokio::test]
async fn a_run_on_its_way_goes_on_to_its_end_when_its_schedule_is_published_anew() {
    const STANDS: &str = "
        SELECT cron || ' ' || CAST(next_at AS TEXT) || ' ' || CAST(reached IS NOT NULL AS TEXT)
            || ' ' || CAST(asked AS TEXT)
        FROM recurring_job WHERE name = 'check-in'";
    const REACHED: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM recurring_job WHERE reached IS NOT NULL";
    const ON_ITS_WAY: &str =
        "UPDATE recurring_job SET reached = (SELECT id FROM person ORDER BY id LIMIT 1), asked = 3
            WHERE name = 'check-in'";
    for test in each_database().await {
        let clock = Clock::stepped("2026-11-24T16:55:00Z".parse().unwrap());
        let mut tx = test.db.begin().await.unwrap();
        gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", clock.civil()).await.unwrap();
        tx.commit().await.unwrap();
        fill(&test.url, 3, 0).await.unwrap();
        let work = Work::new(test.db.clone(), clock.clone(), [], Duration::from_millis(2));
        let mut files = shipped::files();
        adopt(&work, &files, true).await.unwrap();
        assert_eq!(change(&test.url, ON_ITS_WAY).await, 1);
        assert_eq!(number(&test.url, REACHED).await, 1);
        let before = texts(&test.url, STANDS).await.remove(0);
        assert!(before.starts_with("0 0 11 * * Tue "), "{before}");

        clock.advance(Duration::from_secs(60));
        let policies = files.get_mut("dialogs/policies.yaml").unwrap();
        *policies = policies.replace("0 0 11 * * Tue", "0 0 9 * * Fri");
        adopt(&work, &files, true).await.unwrap();
        let after = texts(&test.url, STANDS).await.remove(0);
        assert_eq!(after, before.replace("0 0 11 * * Tue", "0 0 9 * * Fri"));

        // one that has not begun moves to its new moment
        change(&test.url, "UPDATE recurring_job SET reached = NULL, asked = 0").await;
        clock.advance(Duration::from_secs(60));
        let policies = files.get_mut("dialogs/policies.yaml").unwrap();
        *policies = policies.replace("0 0 9 * * Fri", "0 0 9 * * Thu");
        adopt(&work, &files, true).await.unwrap();
        let after = texts(&test.url, STANDS).await.remove(0);
        assert!(after.starts_with("0 0 9 * * Thu 2026-11-26"), "{after}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_answer_is_asked_less_often_until_an_answer_comes() {
    const ASKED_HOURS: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM question WHERE dialog = 'map-uren'";
    for test in each_database().await {
        let app = App::on(&test).await;
        app.import(
            "klantnummer;naam;taal;groep\nK0;Persoon 0;nl;asiel\n",
            "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
             MAP;a;map;1;03-11-2027;18:30;20:30;Buurthuis;Plein 1\n",
            "klantnummer;cursus;groep\nK0;MAP;a\n",
        )
        .await;
        app.link(0).await;
        // every week for two weeks, then in the weeks four and eight
        for (weeks, asked) in [(3, 2), (2, 3), (4, 4)] {
            app.passes(TimeDelta::weeks(weeks)).await;
            assert_eq!(number(&test.url, ASKED_HOURS).await, asked);
        }
        let hours = app.typed(0, "3 uur");
        assert!(app.post(&hours).await.is_success());
        app.passes(TimeDelta::weeks(2)).await;
        assert_eq!(number(&test.url, ASKED_HOURS).await, 6, "and every week again");
    }
}
