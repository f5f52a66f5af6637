//! Nights in which is counted, on both databases.

use std::time::Duration;

use chrono::TimeDelta;

use super::*;
use crate::clock::Clock;
use crate::store::fixture::{Town, ago, hours, now};
use crate::store::reports::{Choice, by_day, last_day, loads, of_period};
use crate::store::testing::each_database;
use crate::store::{Tx, on};

async fn write(tx: &mut Tx, sql: &'static str) {
    let done: Result<(), StoreError> = async {
        on!(tx, |conn| sqlx::query(sql).execute(conn).await.map(|_| ()))?;
        Ok(())
    }
    .await;
    done.unwrap();
}

async fn counts(work: &Work) -> usize {
    for piece in 0..500 {
        if !look(work, next_night(now())).await.unwrap() {
            return piece;
        }
    }
    panic!("a night without an end");
}

#[tokio::test]
async fn what_is_counted_at_night_is_what_happened_and_a_late_answer_is_counted_again() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        town.settle(&test.db).await;
        let clock = Clock::stepped(now());
        let work = Work::new(test.db.clone(), clock.clone(), [], Duration::from_secs(1));
        assert_eq!(counts(&work).await, 0, "the first night is waited for");
        clock.jump(next_night(now()) + TimeDelta::minutes(1));
        let first = counts(&work).await;
        assert_eq!(first as u64, BACK);
        assert_eq!(counts(&work).await, 0);

        let mut tx = test.db.begin().await.unwrap();
        let last = last_day(&mut tx, town.gemeente).await.unwrap().unwrap();
        assert_eq!(last, local_date(now()), "the day that ended this night");
        let span = (local_date(ago(30)), last);
        let all = Choice::default();
        let asked = of_period(&mut tx, (town.gemeente, Measure::Asked), span, &all).await.unwrap();
        assert_eq!(asked.iter().map(|count| count.count).sum::<i64>(), 3);
        let telegram = asked.iter().filter(|count| count.channel == "telegram");
        assert_eq!(telegram.map(|count| count.count).sum::<i64>(), 1);
        assert!(asked.iter().all(|count| count.course_id == town.course.0));
        let silent =
            of_period(&mut tx, (town.gemeente, Measure::Silent), span, &all).await.unwrap();
        assert_eq!(silent.len(), 1, "nine days; four days is not silent yet");
        let gezin = Choice { group_kind: Some("gezin"), ..Choice::default() };
        let days = by_day(&mut tx, (town.gemeente, Measure::Asked), span, &gezin).await.unwrap();
        assert_eq!(days, [(local_date(ago(4)), 1)]);
        let work_of: Vec<_> = loads(&mut tx, town.gemeente).await.unwrap();
        let karin =
            work_of.iter().find(|one| one.name.as_deref() == Some("Karin de Boer")).unwrap();
        assert_eq!((karin.load.people, karin.load.asked, karin.load.silent), (5, 2, 1));
        assert_eq!(karin.load.oldest_at, Some(ago(9)));
        write(
            &mut tx,
            "UPDATE question SET closed_at = first_asked_at, closed_how = 'answered'
             WHERE times_asked = 2",
        )
        .await;
        tx.commit().await.unwrap();

        clock.jump(now() + hours(48));
        clock.jump(next_night(now() + hours(24)) + TimeDelta::minutes(1));
        assert_eq!(counts(&work).await as u64, figures::AGAIN);
        let mut tx = test.db.begin().await.unwrap();
        let silent =
            of_period(&mut tx, (town.gemeente, Measure::Silent), span, &all).await.unwrap();
        assert!(silent.is_empty());
        let prompt =
            of_period(&mut tx, (town.gemeente, Measure::Prompt), span, &all).await.unwrap();
        assert_eq!(prompt.iter().map(|count| count.count).sum::<i64>(), 3);
    }
}

#[tokio::test]
async fn presence_and_reasons_are_counted_on_the_day_of_the_session() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        town.settle(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        write(
            &mut tx,
            "INSERT INTO presence (enrolment_id, session_id, presence, noted_at)
             SELECT e.id, s.id, CASE WHEN p.group_kind = 'asiel' THEN 'aanwezig' ELSE 'afwezig' END, s.ends_at
             FROM enrolment e
             JOIN person p ON p.id = e.person_id
             JOIN session s ON s.course_id = e.course_id",
        )
        .await;
        write(
            &mut tx,
            "INSERT INTO attendance (enrolment_id, session_id, intent, reason, said_at)
             SELECT e.id, s.id, 'komt-niet', 'opvang', s.starts_at
             FROM enrolment e
             JOIN person p ON p.id = e.person_id
             JOIN session s ON s.course_id = e.course_id
             WHERE p.group_kind = 'gezin'",
        )
        .await;
        tx.commit().await.unwrap();
        let clock = Clock::stepped(now());
        let work = Work::new(test.db.clone(), clock.clone(), [], Duration::from_secs(1));
        clock.jump(next_night(now() + hours(72)) + TimeDelta::minutes(1));
        counts(&work).await;
        let mut tx = test.db.begin().await.unwrap();
        let day = local_date(now() + hours(53));
        let mut told = Vec::new();
        for measure in [Measure::Present, Measure::Excused, Measure::NoShow, Measure::Barrier] {
            let of = (town.gemeente, measure);
            let counts = of_period(&mut tx, of, (day, day), &Choice::default()).await.unwrap();
            told.push(counts.iter().map(|count| count.count).sum::<i64>());
            assert!(measure != Measure::Barrier || counts[0].code == "opvang");
        }
        assert_eq!(told, [4, 3, 2, 3], "asiel, gezin that cancelled, the others");
    }
}
