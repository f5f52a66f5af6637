//! Platforms repeat a delivery for seven days. One that comes again after its person was erased is nothing new: what
//! recognises it is a keyed hash that leads to nobody, kept for nine days (`seen_key`).

use chrono::TimeDelta;
use wegwijzer::acts::erase::erase;
use wegwijzer::ids::PersonId;
use wegwijzer::store::testing::each_database;
use wegwijzer::store::trail;
use wegwijzer::trade::privacy::EraseWhy;

use crate::app::App;
use crate::support::rows::{ids, number};

const MAILBOXES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM mailbox";
const TASKS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task";
const PEOPLE: &str = "SELECT id FROM person";

#[tokio::test]
async fn a_delivery_that_is_repeated_after_an_erasure_makes_no_stranger_and_no_task() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(1).await;
        app.passes(TimeDelta::minutes(10)).await;
        let tap = app.tapped(0, &app.payload(0, 0).unwrap());
        let words = app.typed(0, "mijn zus trouwt morgen");
        for delivery in [&tap, &words] {
            assert!(app.post(delivery).await.is_success());
            app.settle().await;
        }
        let person = PersonId(ids(&test.url, PEOPLE).await[0]);
        let mut tx = app.db.begin().await.unwrap();
        let who = trail::of_gemeente(&mut tx, person, app.gemeente).await.unwrap().unwrap();
        erase(&mut tx, &who, EraseWhy::Verzoek, None, app.clock.civil()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(ids(&test.url, PEOPLE).await.is_empty());
        let before = (number(&test.url, MAILBOXES).await, number(&test.url, TASKS).await);
        app.passes(TimeDelta::days(6)).await;
        for delivery in [&tap, &words] {
            assert!(app.post(delivery).await.is_success());
            app.settle().await;
        }
        let after = (number(&test.url, MAILBOXES).await, number(&test.url, TASKS).await);
        assert_eq!(after, before, "recognised, though nobody is known any more");
        // and who writes anew is a stranger
        assert!(app.post(&app.typed(0, "dag")).await.is_success());
        app.settle().await;
        assert_eq!(number(&test.url, MAILBOXES).await, before.0 + 1);
    }
}
