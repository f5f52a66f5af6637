//! "How does it go?" at every check-in: the steps are kept, and where it goes worse the klantmanager looks. To the
//! person nothing is said about that.

use chrono::TimeDelta;
use wegwijzer::plan::trend::Step;
use wegwijzer::store::how_it_goes::told;
use wegwijzer::store::people;
use wegwijzer::store::testing::each_database;

use crate::app::App;
use crate::support::rows::{change, texts};

const TASKS: &str = "
    SELECT t.kind || ' ' || t.desk || ' ' || t.reason
    FROM task t
    WHERE t.closed_at IS NULL AND t.cause = 'hoe-gaat-het'
    ORDER BY t.opened_at";
const CLOSE: &str = "UPDATE task SET closed_at = opened_at WHERE closed_at IS NULL";

/// One check-in in which somebody has no lessons yet, chooses this step, and finds nothing difficult; gives what the
/// bot said.
async fn says(app: &App, step: usize) -> Vec<String> {
    app.passes(TimeDelta::minutes(10)).await;
    let before = app.phone(0).len();
    app.post(&app.typed(0, "check-in")).await;
    app.settle().await;
    // not yet; the step; nothing
    for choice in [1, step, 0] {
        let payload = app.payload(0, choice).unwrap();
        app.post(&app.tapped(0, &payload)).await;
        app.settle().await;
    }
    app.phone(0)[before..].iter().map(|sent| sent.body.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drop_is_a_task_for_the_klantmanager_and_no_word_to_the_person() {
    let sessions = "PVT;avond;pvt;1;01-12-2037;19:00;22:00;Buurthuis;Kerkplein 4\n";
    for test in each_database().await {
        let app = App::on(&test).await.with_people_in(1, sessions).await;
        let calm = says(&app, 0).await;
        assert_eq!(texts(&test.url, TASKS).await, Vec::<String>::new());
        let fell = says(&app, 2).await;
        assert_eq!(texts(&test.url, TASKS).await, ["check-in klantmanager gaat-achteruit"]);
        assert_eq!(calm.last(), fell.last(), "the same words to the person");
        // the next one joins the task that is open, and says how it is now
        says(&app, 3).await;
        assert_eq!(texts(&test.url, TASKS).await, ["check-in klantmanager gaat-achteruit"]);
        says(&app, 3).await;
        assert_eq!(texts(&test.url, TASKS).await, ["check-in klantmanager twee-keer-slecht"]);
        change(&test.url, CLOSE).await;
        says(&app, 1).await;
        assert_eq!(texts(&test.url, TASKS).await, Vec::<String>::new(), "it goes better");
        let mut tx = app.db.read().await.unwrap();
        let all = people::keys(&mut tx, app.gemeente).await.unwrap();
        let mailbox = wegwijzer::store::trajectory::one(&mut tx, all[0].1)
            .await
            .unwrap()
            .map(|(who, _)| who.mailbox_id)
            .unwrap();
        let steps: Vec<Step> =
            told(&mut tx, mailbox).await.unwrap().iter().map(|one| one.step).collect();
        use Step::{GaatWel, Goed, NietZoGoed, Slecht};
        assert_eq!(steps, [Goed, NietZoGoed, Slecht, Slecht, GaatWel]);
    }
}
