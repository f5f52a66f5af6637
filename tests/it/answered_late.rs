//! Whoever answers after all is not called any more.

use chrono::TimeDelta;
use wegwijzer::store::board::{Choice, OpenTask, Viewer, tasks};
use wegwijzer::store::testing::each_database;
use wegwijzer::trade::staff::Role;

use crate::app::App;

async fn open_calls(app: &App) -> Vec<String> {
    let viewer = Viewer {
        gemeente: app.gemeente,
        staff: wegwijzer::ids::StaffId::fresh(),
        role: Role::Beheerder,
        today: chrono::NaiveDate::default(),
    };
    let mut tx = app.db.read().await.unwrap();
    let open: Vec<OpenTask> = tasks(&mut tx, viewer, Choice::default()).await.unwrap();
    let calls = open.into_iter().filter(|task| matches!(task.kind.as_str(), "coach" | "bellen"));
    calls.filter_map(|task| task.klantnummer).collect()
}

#[tokio::test]
async fn an_answer_after_the_ladder_closes_the_calls_it_asked_for() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(2).await;
        // asked on Tuesday evening; by Friday evening the ladder has been climbed
        app.passes(TimeDelta::hours(72)).await;
        let calls = open_calls(&app).await;
        assert!(calls.contains(&"K0".to_owned()) && calls.contains(&"K1".to_owned()), "{calls:?}");

        let komt = app.payload(0, 0).expect("a question with buttons");
        assert!(app.post(&app.tapped(0, &komt)).await.is_success());
        app.settle().await;
        let calls = open_calls(&app).await;
        assert!(!calls.contains(&"K0".to_owned()), "{calls:?}");
        assert!(calls.contains(&"K1".to_owned()), "who says nothing is still called");
    }
}
