//! "Was this clear?" after an explanation: one tap, at most once in four weeks, counted per text.

use chrono::TimeDelta;
use wegwijzer::store::clarity;
use wegwijzer::store::testing::each_database;

use crate::app::App;
use crate::support::rows::texts;

const NOTED: &str = "SELECT text_id || ' ' || language FROM clear_question ORDER BY asked_at";

async fn explains(app: &App, choice: usize) -> Vec<String> {
    let before = app.phone(0).len();
    app.post(&app.typed(0, "uitleg")).await;
    app.settle().await;
    let payload = app.payload(0, choice).unwrap();
    app.post(&app.tapped(0, &payload)).await;
    app.settle().await;
    app.phone(0)[before..].iter().map(|sent| sent.body.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_asked_after_an_explanation_and_not_again_within_four_weeks() {
    let sessions = "PVT;avond;pvt;1;01-12-2037;19:00;22:00;Buurthuis;Kerkplein 4\n";
    for test in each_database().await {
        let app = App::on(&test).await.with_people_in(1, sessions).await;
        let said = explains(&app, 0).await;
        assert_eq!(said.len(), 3, "{said:?}");
        assert_eq!(said[2], "Was dit duidelijk voor u?");
        let payload = app.payload(0, 2).unwrap();
        app.post(&app.tapped(0, &payload)).await;
        app.settle().await;
        assert!(app.phone(0).last().unwrap().body.contains("Een collega legt het u graag"));

        app.passes(TimeDelta::days(27)).await;
        assert_eq!(explains(&app, 1).await.len(), 2, "not again so soon");
        app.passes(TimeDelta::days(1)).await;
        assert_eq!(explains(&app, 1).await.len(), 3);
        assert_eq!(texts(&test.url, NOTED).await, ["uitleg-pvt nl", "uitleg-map nl"]);
        let mut tx = app.db.read().await.unwrap();
        let since = app.clock.civil() - TimeDelta::days(365);
        let asked = clarity::asked(&mut tx, app.gemeente, since).await.unwrap();
        let told: Vec<_> = asked.iter().map(|one| (&*one.text, one.said.as_deref())).collect();
        assert_eq!(told, [("uitleg-map", None), ("uitleg-pvt", Some("nee"))]);
    }
}
