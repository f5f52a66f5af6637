//! "Stop" on a telephone of two people: it works at once, and stops only who said it.

use super::*;
use crate::support::rows::texts;

#[tokio::test]
async fn stop_silences_the_telephone_at_once_and_stops_only_who_said_it() {
    for test in each_database().await {
        let home = Household::on(&test).await;
        home.types("stop").await;
        let asked = home.newest();
        assert!(asked.body.contains("Wie wil geen berichten meer?"), "{}", asked.body);
        assert_eq!(home.known().await, [0; 4], "nobody is stopped unasked");
        // the reminder of tonight is sent to neither: colleagues hear of it
        home.app.passes(TimeDelta::minutes(10)).await;
        assert_eq!(home.newest(), asked);
        let unreached = "SELECT CAST(COUNT(*) AS BIGINT) FROM task t
                         JOIN person p ON p.mailbox_id = t.mailbox_id WHERE t.kind = 'geen-adres'";
        assert_eq!(home.count(unreached).await, 2);
        home.taps(&asked, 1).await;
        assert_eq!(home.known().await, [0, 0, 0, 1]);
        assert!(home.newest().body.contains("START"), "{}", home.newest().body);
        // the next reminder is for the other one only
        let shown = home.phone().len();
        home.app.passes(TimeDelta::days(4)).await;
        let later = home.phone().split_off(shown);
        assert!(!later.is_empty());
        assert!(later.iter().all(|sent| sent.body.contains("Persoon 0")), "{later:?}");
    }
}

#[tokio::test]
async fn stop_of_everybody_stops_everybody_and_start_brings_back_who_says_so() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.types("STOP").await;
        home.taps(&home.newest(), 2).await;
        assert_eq!(home.known().await, [0, 0, 1, 1]);
        home.types("start").await;
        assert_eq!(home.known().await, [0, 0, 1, 1]);
        home.taps(&home.newest(), 0).await;
        assert_eq!(home.known().await, [0, 0, 0, 1]);
    }
}

#[tokio::test]
async fn an_unanswered_stop_stays_a_stop_and_a_colleague_asks() {
    for test in each_database().await {
        let home = Household::on(&test).await;
        home.types("stop").await;
        let shown = home.phone().len();
        home.app.passes(TimeDelta::days(3)).await;
        assert_eq!((home.phone().len(), home.count(TASKS).await), (shown, 1));
        // "start" needs no name while nobody stopped for themselves
        home.types("start").await;
        home.app.passes(TimeDelta::days(2)).await;
        assert!(home.phone().len() > shown + 2, "both hear of us again");
    }
}

#[tokio::test]
async fn after_start_the_task_asks_only_for_whom_the_other_words_are() {
    const ABOUT: &str = "SELECT COALESCE(reason, 'woorden') FROM task
                         WHERE kind = 'voor-wie' AND closed_at IS NULL";
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.types("Ja").await;
        home.types("stop").await;
        home.app.passes(TimeDelta::hours(5)).await;
        assert_eq!(texts(&home.url, ABOUT).await, ["stop"]);
        home.types("start").await;
        assert_eq!((home.count(HUSHED).await, home.count(WAITS).await), (0, 1));
        assert_eq!(texts(&home.url, ABOUT).await, ["woorden"], "nothing is silent any more");
    }
}

#[tokio::test]
async fn a_late_answer_about_words_does_not_break_the_silence_of_a_stop() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.types("Ja").await;
        let about_words = home.newest();
        home.app.passes(TimeDelta::hours(5)).await;
        home.types("stop").await;
        assert_eq!(home.count(HUSHED).await, 2);
        home.taps(&about_words, 0).await;
        assert_eq!(home.known().await, [1, 0, 0, 0]);
        assert_eq!(home.count(HUSHED).await, 2, "who wants to stop is not known yet");
    }
}

#[tokio::test]
async fn who_wants_to_stop_does_not_say_for_whom_the_other_words_are() {
    for (late, everybody) in [(false, false), (true, false), (false, true)] {
        for test in each_database().await {
            let home = Household::asked(&test).await;
            home.types("Ja").await;
            home.types("stop").await;
            let asked = home.newest();
            home.app.passes(TimeDelta::hours(if late { 5 } else { 0 })).await;
            home.taps(&asked, if everybody { 2 } else { 1 }).await;
            assert_eq!((home.count(HUSHED).await, home.count(WAITS).await), (0, 1));
            if everybody {
                assert_eq!((home.known().await, home.count(TASKS).await), ([0, 0, 1, 1], 1));
                continue;
            }
            assert_eq!(home.known().await, [0, 0, 0, 1], "nobody said whose the yes was");
            assert_eq!(home.count(TASKS).await, 0);
            home.taps(&home.question_for_whom(), 0).await;
            assert_eq!((home.known().await, home.count(WAITS).await), ([1, 0, 0, 1], 0));
        }
    }
}

#[tokio::test]
async fn stop_said_twice_is_one_stop() {
    for test in each_database().await {
        let home = Household::on(&test).await;
        home.types("stop").await;
        let first = home.newest();
        home.app.passes(TimeDelta::hours(5)).await;
        home.types("stop").await;
        assert_eq!((home.count(WAITS).await, home.count(TASKS).await), (2, 1));
        home.taps(&first, 1).await;
        assert_eq!(home.known().await, [0, 0, 0, 1]);
        assert_eq!((home.count(WAITS).await, home.count(TASKS).await), (0, 0));
        assert_eq!(home.count(HUSHED).await, 0);
        // nothing of it comes back: no task for a question that was answered
        home.app.passes(TimeDelta::hours(5)).await;
        assert_eq!(home.count(TASKS).await, 0);
    }
}
