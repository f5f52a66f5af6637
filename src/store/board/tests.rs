//! The same town read through different eyes, on both databases.

use super::*;
use crate::store::fixture::Town;
use crate::store::shares;
use crate::store::testing::each_database;

fn numbers(rows: &[Silent]) -> Vec<&str> {
    rows.iter().map(|row| row.klantnummer.as_str()).collect()
}

#[tokio::test]
async fn the_longest_silence_comes_first_and_every_reason_for_it_counts() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        town.settle(&test.db).await;
        let viewer = Viewer { gemeente: town.gemeente, staff: town.bea, role: Role::Beheerder };
        let mut tx = test.db.read().await.unwrap();
        let rows = silent(&mut tx, viewer, Choice::default()).await.unwrap();
        let found: Vec<_> =
            rows.iter().map(|row| (row.klantnummer.as_str(), row.why.as_str())).collect();
        let expected = [
            ("K-1005", "invitation"),
            ("K-1001", "question"),
            ("K-1004", "unreachable"),
            ("K-1002", "question"),
            ("K-1008", "stopped"),
            ("K-1007", "no_address"),
            ("K-1003", "question"),
        ];
        assert_eq!(found, expected);
        let amina = &rows[1];
        assert_eq!(amina.state.as_deref(), Some("accepted"));
        assert!(amina.read_at.is_some());
        assert_eq!(amina.next_rung.as_deref(), Some("klantmanager"));
        assert_eq!(amina.session_number, Some(2));
        assert_eq!(amina.coach.as_deref(), Some("Sami Haddad"));
        assert_eq!(rows[6].code.as_deref(), Some("131026"));
        assert_eq!(rows[6].task_kind.as_deref(), Some("bellen"));

        let counted = counts(&mut tx, viewer, Some(town.course)).await.unwrap();
        assert_eq!(counted.iter().map(|c| c.people).sum::<i64>(), 7);
        let asiel = Choice { group: Some(GroupKind::Asiel), ..Choice::default() };
        assert_eq!(silent(&mut tx, viewer, asiel).await.unwrap().len(), 4);
        let courses = courses(&mut tx, viewer, asiel).await.unwrap();
        assert_eq!((courses[0].id, courses[0].people), (town.course, 4));
        let elsewhere = Choice { course: Some(CourseId::fresh()), ..Choice::default() };
        assert!(silent(&mut tx, viewer, elsewhere).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn everybody_sees_their_own_people_and_nobody_sees_another_gemeente() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        town.settle(&test.db).await;
        let mut tx = test.db.read().await.unwrap();
        let eyes = |staff, role| Viewer { gemeente: town.gemeente, staff, role };
        let mine = Choice { mine: true, ..Choice::default() };

        let karin = eyes(town.karin, Role::Klantmanager);
        let rows = silent(&mut tx, karin, mine).await.unwrap();
        // K-1005 has no klantmanager: everybody's until somebody's
        assert_eq!(numbers(&rows), ["K-1005", "K-1001", "K-1002", "K-1007"]);
        assert_eq!(tasks(&mut tx, karin, mine).await.unwrap().len(), 3);
        assert_eq!(tasks(&mut tx, karin, Choice::default()).await.unwrap().len(), 4);

        let sami = eyes(town.sami, Role::Coach);
        let rows = silent(&mut tx, sami, Choice::default()).await.unwrap();
        assert_eq!(numbers(&rows), ["K-1001", "K-1003"]);
        let seen = tasks(&mut tx, sami, Choice::default()).await.unwrap();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].klantnummer.as_deref(), Some("K-1003"));

        let bea = eyes(town.bea, Role::Beheerder);
        assert_eq!(tasks(&mut tx, bea, Choice::default()).await.unwrap().len(), 5);

        let tom = eyes(town.tom, Role::Trainer);
        assert!(silent(&mut tx, tom, Choice::default()).await.unwrap().is_empty());
        assert!(tasks(&mut tx, tom, Choice::default()).await.unwrap().is_empty());

        let far = Viewer { gemeente: GemeenteId::fresh(), ..bea };
        assert!(silent(&mut tx, far, Choice::default()).await.unwrap().is_empty());
        assert!(tasks(&mut tx, far, Choice::default()).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn who_shares_a_telephone_is_silent_only_when_nothing_goes_there() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let amina = town.person(&mut tx, ("K1", "Amina", "asiel"), None, None).await;
        let yonas = town.person(&mut tx, ("K2", "Yonas", "asiel"), None, None).await;
        let address = town.address(&mut tx, &amina, "whatsapp", None).await;
        let since = crate::store::fixture::now();
        shares::make_phone(&mut tx, address, amina.mailbox, since).await.unwrap();
        let user = shares::User { person: yonas.person, mailbox: yonas.mailbox };
        shares::add(&mut tx, address, user, None, since).await.unwrap();
        let viewer = Viewer { gemeente: town.gemeente, staff: town.bea, role: Role::Beheerder };
        let all = Choice::default();
        assert_eq!(numbers(&silent(&mut tx, viewer, all).await.unwrap()), [""; 0]);

        shares::hush(&mut tx, address, Some(since)).await.unwrap();
        let rows = silent(&mut tx, viewer, all).await.unwrap();
        let mut found: Vec<_> =
            rows.iter().map(|row| (row.klantnummer.as_str(), row.why.as_str())).collect();
        found.sort_unstable();
        assert_eq!(found, [("K1", "unreachable"), ("K2", "unreachable")]);

        // an own address that works is enough
        town.address(&mut tx, &amina, "telegram", None).await;
        assert_eq!(numbers(&silent(&mut tx, viewer, all).await.unwrap()), ["K2"]);
        shares::hush(&mut tx, address, None).await.unwrap();
        crate::store::addresses::shut(&mut tx, address, "geblokkeerd", since).await.unwrap();
        assert_eq!(numbers(&silent(&mut tx, viewer, all).await.unwrap()), ["K2"]);
    }
}

#[tokio::test]
async fn tasks_that_do_not_fit_are_counted_and_the_oldest_are_shown() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        town.settle(&test.db).await;
        let viewer = Viewer { gemeente: town.gemeente, staff: town.bea, role: Role::Beheerder };
        let mut tx = test.db.begin().await.unwrap();
        let before = tasks(&mut tx, viewer, Choice::default()).await.unwrap();
        town.tasks(&mut tx, ROWS).await;
        let shown = tasks(&mut tx, viewer, Choice::default()).await.unwrap();
        assert_eq!(shown.len(), ROWS);
        assert!(shown.iter().all(|task| task.of_how_many as usize == before.len() + ROWS));
        let opened: Vec<_> = shown.iter().map(|task| task.opened_at).collect();
        assert!(opened.is_sorted());
        assert_eq!(shown[0].id, before[0].id);
    }
}
