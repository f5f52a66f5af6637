//! Who was at a session: noted once, told once, and two misses are a task.

use std::collections::BTreeMap;
use std::time::Duration;

use super::town::{Town, each_town};
use crate::acts::note_presence::{Done, Refusal, note_presence};
use crate::dialog::content::Content;
use crate::dialog::shipped;
use crate::ids::{EnrolmentId, SessionId};
use crate::store::board::Viewer;
use crate::store::on;
use crate::trade::course::Presence::{self, Aanwezig, Afwezig};
use crate::trade::staff::Role;

const STARTS: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) FROM bot_start WHERE session_id IS NOT NULL";
const TASKS: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM task
    WHERE kind = 'gemist' AND closed_at IS NULL AND assigned_to IS NOT NULL";

impl Town {
    fn anna_looks(&self) -> Viewer {
        Viewer {
            gemeente: self.gemeente,
            staff: self.anna,
            role: Role::Klantmanager,
            today: crate::store::fixture::now().date_naive(),
        }
    }

    async fn place_of(&self, klantnummer: &str) -> EnrolmentId {
        let sql = "SELECT id FROM enrolment WHERE person_id = $1";
        let person = self.person(klantnummer).await;
        let mut tx = self.begin().await;
        on!(tx, |conn| sqlx::query_scalar(sql).bind(person).fetch_one(conn).await).unwrap()
    }

    async fn note(
        &self,
        session: SessionId,
        marks: &[(&str, Presence)],
        by: Viewer,
    ) -> Result<Done, Refusal> {
        let content = Content::load(&shipped::files()).unwrap();
        let mut all = BTreeMap::new();
        for (who, mark) in marks {
            all.insert(self.place_of(who).await, *mark);
        }
        let mut tx = self.begin().await;
        let now = self.clock.civil();
        let done = note_presence(&mut tx, &content, (session, &all), by, now).await?;
        tx.commit().await.unwrap();
        Ok(done)
    }
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn who_was_there_and_who_was_not_hear_of_it_once_and_a_correction_says_nothing() {
    for town in each_town().await {
        town.with_a_course().await;
        let first = town.session(1).await;
        town.clock.advance(DAY * 24);
        let marks = [("K-1", Aanwezig), ("K-2", Afwezig)];
        let done = town.note(first, &marks, town.anna_looks()).await.unwrap();
        assert_eq!(done, Done { noted: 2, told: 2 });
        assert_eq!(town.count(STARTS).await, 2);
        let again = town.note(first, &marks, town.anna_looks()).await.unwrap();
        assert_eq!(again, Done { noted: 0, told: 0 });
        let mended = town.note(first, &[("K-2", Aanwezig)], town.anna_looks()).await.unwrap();
        assert_eq!(mended, Done { noted: 1, told: 0 });
        assert_eq!(town.count(STARTS).await, 2);
        assert_eq!(town.count(TASKS).await, 0);
    }
}

#[tokio::test]
async fn two_missed_sessions_are_a_task_for_the_klantmanager() {
    for town in each_town().await {
        town.with_a_course().await;
        town.clock.advance(DAY * 24);
        town.note(town.session(1).await, &[("K-1", Afwezig)], town.anna_looks()).await.unwrap();
        assert_eq!(town.count(TASKS).await, 0);
        town.clock.advance(DAY * 7);
        let second = town.session(2).await;
        town.note(second, &[("K-1", Afwezig), ("K-2", Afwezig)], town.anna_looks()).await.unwrap();
        assert_eq!(town.count(TASKS).await, 1, "K-2 missed one");
    }
}

#[tokio::test]
async fn nothing_is_noted_before_the_session_of_a_cancelled_one_or_by_who_may_not() {
    for town in each_town().await {
        town.with_a_course().await;
        let first = town.session(1).await;
        let marks = [("K-1", Aanwezig)];
        let early = town.note(first, &marks, town.anna_looks()).await.unwrap_err();
        assert!(matches!(early, Refusal::NotYet { .. }), "{early}");
        town.clock.advance(DAY * 24);
        let trainer = Viewer { role: Role::Trainer, ..town.anna_looks() };
        let stranger = town.note(first, &marks, trainer).await.unwrap_err();
        assert!(matches!(stranger, Refusal::Unknown), "gives no course: {stranger}");
        let coach = Viewer { role: Role::Coach, ..town.anna_looks() };
        assert!(matches!(town.note(first, &marks, coach).await, Err(Refusal::Unknown)));
        town.execute("UPDATE session SET cancelled_at = starts_at").await;
        let gone = town.note(first, &marks, town.anna_looks()).await.unwrap_err();
        assert!(matches!(gone, Refusal::Cancelled), "{gone}");
        town.execute("UPDATE session SET cancelled_at = NULL").await;
        // who gives the course may
        town.execute("INSERT INTO course_trainer SELECT c.id, f.id FROM course c, staff f").await;
        assert_eq!(town.note(first, &marks, trainer).await.unwrap().noted, 1);
    }
}

#[tokio::test]
async fn who_is_noted_a_week_later_is_not_asked_any_more() {
    for town in each_town().await {
        town.with_a_course().await;
        town.clock.advance(DAY * 31);
        let first = town.session(1).await;
        let done = town.note(first, &[("K-1", Afwezig)], town.anna_looks()).await.unwrap();
        assert_eq!(done, Done { noted: 1, told: 0 });
    }
}
