//! The same town read through different eyes, on both databases.

use super::*;
use crate::ids::AddressId;
use crate::store::fixture::{Someone, Town, ago, now};
use crate::store::testing::each_database;
use crate::store::{Result, Tx, addresses, on, shares};

fn beheerder(town: &Town) -> Viewer {
    Viewer {
        gemeente: town.gemeente,
        staff: town.bea,
        role: Role::Beheerder,
        today: crate::store::fixture::now().date_naive(),
    }
}

const STOPPED: &str = "UPDATE mailbox SET stopped_at = $2 WHERE id = $1";
const JOINED: &str = "
    UPDATE address
    SET joined_into = $2, unreachable_at = created_at, unreachable_code = 'samengevoegd'
    WHERE id = $1";

/// An address of this person turns out to be the telephone, as `identity` notes it.
async fn joins(town: &Town, tx: &mut Tx, who: &Someone, phone: AddressId) {
    let own = town.address(tx, who, "telegram", None).await;
    let done: Result<()> = async {
        on!(tx, |conn| sqlx::query(JOINED).bind(own).bind(phone).execute(conn).await.map(|_| ()))?;
        Ok(())
    }
    .await;
    done.unwrap();
}

async fn stops(tx: &mut Tx, who: &Someone) {
    let done: Result<()> = async {
        on!(tx, |conn| sqlx::query(STOPPED)
            .bind(who.mailbox)
            .bind(ago(1))
            .execute(conn)
            .await
            .map(|_| ()))?;
        Ok(())
    }
    .await;
    done.unwrap();
}

fn numbers(rows: &[Silent]) -> Vec<&str> {
    rows.iter().map(|row| row.klantnummer.as_str()).collect()
}

#[tokio::test]
async fn the_longest_silence_comes_first_and_every_reason_for_it_counts() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        town.settle(&test.db).await;
        let viewer = Viewer {
            gemeente: town.gemeente,
            staff: town.bea,
            role: Role::Beheerder,
            today: crate::store::fixture::now().date_naive(),
        };
        let mut tx = test.db.read().await.unwrap();
        let rows = silent(&mut tx, viewer, Choice::default(), now()).await.unwrap();
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

        let of_course = Choice { course: Some(town.course), ..Choice::default() };
        let counted = counts(&mut tx, viewer, of_course, now()).await.unwrap();
        assert_eq!(counted.iter().map(|c| c.people).sum::<i64>(), 7);
        let asiel = Choice { group: Some(GroupKind::Asiel), ..Choice::default() };
        assert_eq!(silent(&mut tx, viewer, asiel, now()).await.unwrap().len(), 4);
        let courses = courses(&mut tx, viewer, asiel, now()).await.unwrap();
        assert_eq!((courses[0].id, courses[0].people), (town.course, 4));
        let elsewhere = Choice { course: Some(CourseId::fresh()), ..Choice::default() };
        assert!(silent(&mut tx, viewer, elsewhere, now()).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn everybody_sees_their_own_people_and_nobody_sees_another_gemeente() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        town.settle(&test.db).await;
        let mut tx = test.db.read().await.unwrap();
        let eyes = |staff, role| Viewer {
            gemeente: town.gemeente,
            staff,
            role,
            today: crate::store::fixture::now().date_naive(),
        };
        let mine = Choice { whose: Whose::Mine, ..Choice::default() };

        let karin = eyes(town.karin, Role::Klantmanager);
        let rows = silent(&mut tx, karin, mine, now()).await.unwrap();
        // K-1005 has no klantmanager: everybody's until somebody's
        assert_eq!(numbers(&rows), ["K-1005", "K-1001", "K-1002", "K-1007"]);
        assert_eq!(tasks(&mut tx, karin, mine).await.unwrap().len(), 3);
        assert_eq!(tasks(&mut tx, karin, Choice::default()).await.unwrap().len(), 4);

        let sami = eyes(town.sami, Role::Coach);
        let rows = silent(&mut tx, sami, Choice::default(), now()).await.unwrap();
        assert_eq!(numbers(&rows), ["K-1001", "K-1003"]);
        let seen = tasks(&mut tx, sami, Choice::default()).await.unwrap();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].klantnummer.as_deref(), Some("K-1003"));

        let bea = eyes(town.bea, Role::Beheerder);
        assert_eq!(tasks(&mut tx, bea, Choice::default()).await.unwrap().len(), 5);

        let tom = eyes(town.tom, Role::Trainer);
        assert!(silent(&mut tx, tom, Choice::default(), now()).await.unwrap().is_empty());
        assert!(tasks(&mut tx, tom, Choice::default()).await.unwrap().is_empty());

        let far = Viewer { gemeente: GemeenteId::fresh(), ..bea };
        assert!(silent(&mut tx, far, Choice::default(), now()).await.unwrap().is_empty());
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
        let viewer = Viewer {
            gemeente: town.gemeente,
            staff: town.bea,
            role: Role::Beheerder,
            today: crate::store::fixture::now().date_naive(),
        };
        let all = Choice::default();
        assert_eq!(numbers(&silent(&mut tx, viewer, all, now()).await.unwrap()), [""; 0]);

        shares::hush(&mut tx, address, Some(since)).await.unwrap();
        let rows = silent(&mut tx, viewer, all, now()).await.unwrap();
        let mut found: Vec<_> =
            rows.iter().map(|row| (row.klantnummer.as_str(), row.why.as_str())).collect();
        found.sort_unstable();
        assert_eq!(found, [("K1", "unreachable"), ("K2", "unreachable")]);

        // an own address that works is enough
        town.address(&mut tx, &amina, "telegram", None).await;
        assert_eq!(numbers(&silent(&mut tx, viewer, all, now()).await.unwrap()), ["K2"]);
        shares::hush(&mut tx, address, None).await.unwrap();
        crate::store::addresses::shut(&mut tx, address, "geblokkeerd", since).await.unwrap();
        assert_eq!(numbers(&silent(&mut tx, viewer, all, now()).await.unwrap()), ["K2"]);
    }
}

/// A second telephone of these people.
async fn another_phone(town: &Town, tx: &mut Tx, users: &[Someone; 2]) -> AddressId {
    let address = town.address(tx, &users[0], "telegram", None).await;
    shares::make_phone(tx, address, users[0].mailbox, now()).await.unwrap();
    let user = shares::User { person: users[1].person, mailbox: users[1].mailbox };
    shares::add(tx, address, user, None, now()).await.unwrap();
    address
}

#[tokio::test]
async fn who_has_only_silent_telephones_stands_once_in_the_list_for_one_reason() {
    const SILENT: &[(&str, &str)] = &[("K1", "unreachable"), ("K2", "unreachable")];
    const SECOND: &[(&str, &str)] = &[("K2", "unreachable")];
    for (case, expected) in [
        ("one telephone", SILENT),
        ("two, both hushed", SILENT),
        ("two, the other is shut", SILENT),
        ("two, the other can be used", &[]),
        ("two, the newer one is hushed and the older can be used", &[]),
        ("an own address that works", SECOND),
        ("an own address that is shut", SILENT),
        ("an own address that is shut, and the telephone speaks", &[]),
        ("an own address that is the telephone now", SILENT),
        ("an own address that is shut, and one that is the telephone now", SILENT),
        ("said stop", &[("K1", "stopped"), ("K2", "unreachable")]),
        ("was asked something", &[("K1", "question"), ("K2", "unreachable")]),
        ("the telephone is of another municipality", &[]),
    ] {
        for test in each_database().await {
            let town = Town::found(&test.db).await;
            let mut tx = test.db.begin().await.unwrap();
            let phone = town.silent_phone(&mut tx).await;
            // its own question stands in no list of people
            let (mut viewer, [amina, _]) = (beheerder(&town), &phone.users);
            match case {
                "two, both hushed" => {
                    let other = another_phone(&town, &mut tx, &phone.users).await;
                    shares::hush(&mut tx, other, Some(now())).await.unwrap();
                }
                "two, the other is shut" => {
                    let other = another_phone(&town, &mut tx, &phone.users).await;
                    addresses::shut(&mut tx, other, "geblokkeerd", now()).await.unwrap();
                }
                "two, the other can be used" => {
                    another_phone(&town, &mut tx, &phone.users).await;
                }
                "two, the newer one is hushed and the older can be used" => {
                    let other = another_phone(&town, &mut tx, &phone.users).await;
                    shares::hush(&mut tx, other, Some(now())).await.unwrap();
                    shares::hush(&mut tx, phone.address, None).await.unwrap();
                }
                "an own address that works" => {
                    town.address(&mut tx, amina, "telegram", None).await;
                }
                "an own address that is shut" => {
                    town.address(&mut tx, amina, "telegram", Some(ago(3))).await;
                }
                "an own address that is shut, and the telephone speaks" => {
                    town.address(&mut tx, amina, "telegram", Some(ago(3))).await;
                    shares::hush(&mut tx, phone.address, None).await.unwrap();
                }
                "an own address that is the telephone now" => {
                    joins(&town, &mut tx, amina, phone.address).await;
                }
                "an own address that is shut, and one that is the telephone now" => {
                    town.address(&mut tx, amina, "whatsapp", Some(ago(50))).await;
                    joins(&town, &mut tx, amina, phone.address).await;
                }
                "said stop" => stops(&mut tx, amina).await,
                "was asked something" => {
                    town.ask(&mut tx, amina, ago(2), None).await;
                }
                "the telephone is of another municipality" => viewer.gemeente = GemeenteId::fresh(),
                _ => {}
            }
            let rows = silent(&mut tx, viewer, Choice::default(), now()).await.unwrap();
            let mut found: Vec<_> =
                rows.iter().map(|row| (row.klantnummer.as_str(), row.why.as_str())).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{case}");
            let counted = counts(&mut tx, viewer, Choice::default(), now()).await.unwrap();
            assert_eq!(counted.iter().map(|c| c.people).sum::<i64>(), expected.len() as i64);
        }
    }
}

#[tokio::test]
async fn who_leaves_a_telephone_has_no_address_unless_there_is_another() {
    for (case, expected) in [
        ("nothing else", Some("no_address")),
        ("another telephone", None),
        ("an own address", None),
        ("an own address that is another one now", Some("no_address")),
    ] {
        for test in each_database().await {
            let town = Town::found(&test.db).await;
            let mut tx = test.db.begin().await.unwrap();
            let phone = town.silent_phone(&mut tx).await;
            shares::hush(&mut tx, phone.address, None).await.unwrap();
            let gone = &phone.users[1];
            match case {
                "another telephone" => {
                    another_phone(&town, &mut tx, &phone.users).await;
                }
                "an own address" => {
                    town.address(&mut tx, gone, "telegram", None).await;
                }
                "an own address that is another one now" => {
                    joins(&town, &mut tx, gone, phone.address).await;
                }
                _ => {}
            }
            assert!(shares::leave(&mut tx, phone.address, gone.mailbox).await.unwrap());
            let rows = silent(&mut tx, beheerder(&town), Choice::default(), now()).await.unwrap();
            let found: Vec<_> =
                rows.iter().map(|row| (row.klantnummer.as_str(), row.why.as_str())).collect();
            let expected = expected.map(|why| ("K2", why));
            assert_eq!(found, Vec::from_iter(expected), "{case}: and the telephone is K1's own");
        }
    }
}

#[tokio::test]
async fn tasks_that_do_not_fit_are_counted_and_the_oldest_are_shown() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        town.settle(&test.db).await;
        let viewer = Viewer {
            gemeente: town.gemeente,
            staff: town.bea,
            role: Role::Beheerder,
            today: crate::store::fixture::now().date_naive(),
        };
        let mut tx = test.db.begin().await.unwrap();
        let before = tasks(&mut tx, viewer, Choice::default()).await.unwrap();
        town.tasks(&mut tx, 250).await;
        let all = before.len() + 250;
        for (length, fit) in [(Length::First, 50), (Length::More, 200), (Length::All, all)] {
            let choice = Choice { length, ..Choice::default() };
            assert_eq!(tasks(&mut tx, viewer, choice).await.unwrap().len(), fit, "{length:?}");
        }
        let shown = tasks(&mut tx, viewer, Choice::default()).await.unwrap();
        assert!(shown.iter().all(|task| task.of_how_many as usize == all));
        let opened: Vec<_> = shown.iter().map(|task| task.opened_at).collect();
        assert!(opened.is_sorted());
        assert_eq!(shown[0].id, before[0].id);
    }
}
