//! Two wordings of a question: half of the people get the second, with the buttons of the first, and the
//! question remembers which one was put.

use chrono::{NaiveDate, TimeDelta};
use wegwijzer::dialog::shipped;
use wegwijzer::plan::local_time;
use wegwijzer::store::testing::each_database;

use crate::app::App;
use crate::support::rows::texts;

const PUT: &str = "SELECT text_id FROM question ORDER BY id";

#[tokio::test(flavor = "multi_thread")]
async fn half_of_the_people_get_the_second_wording_and_the_question_remembers_it() {
    let mut files = shipped::files();
    let policies = files.get_mut("dialogs/policies.yaml").unwrap();
    *policies = policies.replace("compare_texts: []", "compare_texts: [pvt-vraag]");
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let now = local_time::resolve(day.and_hms_opt(17, 55, 0).unwrap(), None);
    for test in each_database().await {
        let app = App::at(&test, now, &files).await.with_people(24).await;
        app.passes(TimeDelta::hours(1)).await;
        let is_second = |n: usize| {
            let asked = app.phone(n).pop().unwrap();
            assert_eq!(asked.choices.len(), 3, "the buttons are those of the first");
            assert!(asked.choices.iter().all(|choice| choice.label != "komt"));
            asked.body.contains("Een plek voor u")
        };
        let second = (0..24).filter(|n| is_second(*n)).count();
        assert!((1..24).contains(&second), "{second} of 24");
        let put = texts(&test.url, PUT).await;
        assert_eq!(put.iter().filter(|text| *text == "pvt-vraag--b").count(), second);
        assert_eq!(put.iter().filter(|text| *text == "pvt-vraag").count(), 24 - second);
        // what is put again says the same
        app.passes(TimeDelta::hours(24)).await;
        let again = texts(&test.url, PUT).await;
        assert_eq!(again, put);
        assert_eq!((0..24).filter(|n| is_second(*n)).count(), second);
    }
}
