//! The page of figures: what it says, and what it keeps to itself.

use axum::http::StatusCode;
use chrono::Days;

use super::*;
use crate::plan::local_time::local_date;
use crate::store::reports::{keep, keep_loads, note_day, of};
use crate::trade::report::{Measure, Tally};

pub(super) async fn counted(house: &House) {
    let day = local_date(fixture::now()).checked_sub_days(Days::new(1)).unwrap();
    let mut tally = Tally::default();
    let telegram = of(Some("telegram".to_owned()), "ar".to_owned(), "asiel".to_owned(), None);
    let whatsapp = of(Some("whatsapp".to_owned()), "ti".to_owned(), "gezin".to_owned(), None);
    for n in 0..40 {
        tally.add(Measure::Asked, &telegram, "");
        tally.add(if n < 30 { Measure::Prompt } else { Measure::Silent }, &telegram, "");
    }
    for _ in 0..3 {
        tally.add(Measure::Asked, &whatsapp, "");
    }
    for _ in 0..6 {
        tally.add(Measure::Barrier, &telegram, "opvang");
    }
    tally.add(Measure::Barrier, &telegram, "werk");
    let gemeente = house.town.gemeente;
    let mut tx = house.test.db.begin().await.unwrap();
    note_day(&mut tx, gemeente, day, fixture::now()).await.unwrap();
    keep(&mut tx, gemeente, day, &[], tally).await.unwrap();
    let load = crate::store::reports::Load { people: 61, ..Default::default() };
    keep_loads(&mut tx, gemeente, &[(house.town.karin.0, load)].into()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_figures_are_told_in_words_drawn_and_shown_and_few_people_stay_hidden() {
    for house in houses().await {
        let cookie = house.cookie(house.town.kees).await;
        let empty = house.get("/cijfers", Some(&cookie)).await;
        assert!(empty.body.contains("De eerste komen na de komende nacht."));
        counted(&house).await;
        let page = house.get("/cijfers", Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            "Van 43 vragen kreeg 70% binnen 48 uur antwoord. Op 23% kwam langer dan vijf dagen niets.",
            "<svg class=\"ww-bars\"",
            "Kanaal: Telegram",
            "Taal: Tigrinya",
            "geen opvang (6 keer)",
            "Karin de Boer",
            "Elke klantmanager heeft nu 61 mensen",
        ] {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(page.body.contains("<td>&#60;5</td>"), "three questions, one reason");
        let gezin = house.get("/cijfers?groep=gezin&dagen=400&taal=%3Cb%3E", Some(&cookie)).await;
        assert!(gezin.body.contains("Er zijn te weinig vragen gesteld"));
        assert!(!gezin.body.contains("<b>"));
        let coach = house.cookie(house.town.sami).await;
        assert_eq!(house.get("/cijfers", Some(&coach)).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn each_table_can_be_taken_along() {
    for house in houses().await {
        counted(&house).await;
        let cookie = house.cookie(house.town.kees).await;
        let file = house.get("/cijfers.csv?deel=redenen&dagen=7", Some(&cookie)).await;
        assert_eq!(file.body, "\u{feff}Reden;Keer;Deel\ngeen opvang;6;86%\nmoet werken;<5;·\n");
        let none = house.get("/cijfers.csv?deel=boetes", Some(&cookie)).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    }
}
