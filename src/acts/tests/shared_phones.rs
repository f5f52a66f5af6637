//! One number in several rows: a telephone that people share, and who comes and goes.

use super::town::{Town, each_town};
use crate::cli::import::Kind;
use crate::store::hot::shares::Sharer;
use crate::store::{Tx, addresses, shares};

use crate::acts::register_address::whatsapp_handle;
use crate::acts::share_phone::{Shared, share_phone};

const HEAD: &str = "klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op\n";
const AMINA: &str = "K-1;Amina Haddad;ar;asiel;0612345678;1-5-2027\n";
const YUSUF: &str = "K-2;Yusuf Haddad;nl;asiel;+31 6 12345678;1-5-2027\n";
const NOOR: &str = "K-3;Noor Haddad;en;gezin;06-12345678;1-5-2027\n";

async fn import(town: &Town, rows: &[&str]) -> Vec<String> {
    let file = format!("{HEAD}{}", rows.concat());
    let outcome = town.import_or_try(Kind::People, file.as_bytes(), false).await;
    assert_eq!(outcome.report.mistakes.shown, []);
    outcome.report.warnings.shown.iter().map(ToString::to_string).collect()
}

/// Who is reached by this number: its one owner, or those who share it.
async fn reached(town: &Town, e164: &str) -> Vec<String> {
    let mut tx = town.begin().await;
    let handle = whatsapp_handle(e164);
    let Some(found) = addresses::find(&mut tx, &town.whatsapp, &handle).await.unwrap() else {
        return Vec::new();
    };
    let users = shares::of(&mut tx, found.address_id).await.unwrap();
    match found.person_id {
        Some(person) => {
            assert_eq!(users, [], "either one owner, or people who share it");
            vec![name(&mut tx, person).await]
        }
        None => users.into_iter().map(|user: Sharer| user.name).collect(),
    }
}

async fn name(tx: &mut Tx, person: crate::ids::PersonId) -> String {
    const NAME: &str = "SELECT name FROM person WHERE id = $1";
    let name: crate::store::Result<String> = async {
        Ok(crate::store::on!(tx, |conn| sqlx::query_scalar(NAME)
            .bind(person)
            .fetch_one(conn)
            .await?))
    }
    .await;
    name.unwrap()
}

#[tokio::test]
async fn a_number_in_two_rows_is_a_telephone_of_both_and_the_second_time_is_silent() {
    for town in each_town().await {
        let told = import(&town, &[AMINA, YUSUF]).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("rij 3") && told[0].contains("ook in rij 2"), "{told:?}");
        let both = ["Amina Haddad", "Yusuf Haddad"];
        assert_eq!(reached(&town, "+31612345678").await, both);
        assert_eq!(import(&town, &[AMINA, YUSUF]).await, [""; 0]);
        assert_eq!(reached(&town, "+31612345678").await, both);
        assert_eq!(town.count("SELECT COUNT(*) FROM address").await, 1);
        assert_eq!(town.count("SELECT COUNT(*) FROM mailbox WHERE kind = 'phone'").await, 1);
        assert_eq!(import(&town, &[NOOR]).await.len(), 1);
        assert_eq!(reached(&town, "+31612345678").await.len(), 3);
    }
}

#[tokio::test]
async fn who_gets_an_own_number_leaves_and_the_last_has_the_telephone_alone() {
    for town in each_town().await {
        import(&town, &[AMINA, YUSUF]).await;
        let moved = YUSUF.replace("12345678", "87654321");
        assert_eq!(import(&town, &[&moved]).await, [""; 0]);
        assert_eq!(reached(&town, "+31612345678").await, ["Amina Haddad"]);
        assert_eq!(reached(&town, "+31687654321").await, ["Yusuf Haddad"]);
        // and back again
        import(&town, &[YUSUF]).await;
        assert_eq!(reached(&town, "+31612345678").await.len(), 2);
        assert_eq!(town.count("SELECT COUNT(*) FROM address").await, 2);
    }
}

#[tokio::test]
async fn consent_is_each_ones_own() {
    for town in each_town().await {
        import(&town, &[AMINA, &YUSUF.replace("1-5-2027", "")]).await;
        assert_eq!(reached(&town, "+31612345678").await, ["Amina Haddad"]);
        import(&town, &[YUSUF]).await;
        assert_eq!(reached(&town, "+31612345678").await.len(), 2);
        import(&town, &[&AMINA.replace("1-5-2027", "")]).await;
        assert_eq!(reached(&town, "+31612345678").await, ["Yusuf Haddad"]);
        let open = "SELECT COUNT(*) FROM address WHERE unreachable_at IS NULL";
        assert_eq!(town.count(open).await, 1);
        let without = "SELECT COUNT(*) FROM person WHERE address_since IS NULL";
        assert_eq!(town.count(without).await, 1, "colleagues see who has no address any more");
    }
}

#[tokio::test]
async fn a_number_that_was_given_up_goes_to_whoever_has_it_now_alone() {
    for town in each_town().await {
        import(&town, &[AMINA]).await;
        let moved = AMINA.replace("12345678", "87654321");
        // in one file, whichever row comes first
        assert_eq!(import(&town, &[YUSUF, &moved]).await, [""; 0]);
        assert_eq!(reached(&town, "+31612345678").await, ["Yusuf Haddad"]);
        assert_eq!(reached(&town, "+31687654321").await, ["Amina Haddad"]);
        assert_eq!(town.count("SELECT COUNT(*) FROM address_share").await, 0);
    }
}

/// How many numbers are shut because they were replaced.
const SHUT: &str = "SELECT COUNT(*) FROM address WHERE unreachable_code = 'nummer-vervangen'";

#[tokio::test]
async fn a_number_that_everybody_left_is_shut_whether_in_one_piece_or_in_several() {
    let moved = |row: &str, digits: &str| row.replace("12345678", digits);
    let all = [moved(AMINA, "11111111"), moved(YUSUF, "22222222"), moved(NOOR, "33333333")];
    for (sharing, pieces) in [
        (&[AMINA, YUSUF][..], &[&all[..2]][..]),
        (&[AMINA, YUSUF], &[&all[1..2], &all[..1]]),
        (&[AMINA, YUSUF, NOOR], &[&all[..]]),
        (&[AMINA, YUSUF, NOOR], &[&all[..1], &all[1..]]),
    ] {
        for town in each_town().await {
            import(&town, sharing).await;
            assert_eq!(reached(&town, "+31612345678").await.len(), sharing.len());
            for piece in pieces {
                let rows: Vec<&str> = piece.iter().map(String::as_str).collect();
                import(&town, &rows).await;
            }
            assert_eq!(town.count(SHUT).await, 1, "{sharing:?} {pieces:?}");
            assert_eq!(town.count("SELECT COUNT(*) FROM address_share").await, 0);
            // the number is somebody else's now, and theirs alone
            let other = "K-9;Zoë Jansen;nl;overig;0612345678;1-5-2027\n";
            assert_eq!(import(&town, &[other]).await, [""; 0]);
            assert_eq!(reached(&town, "+31612345678").await, ["Zoë Jansen"]);
        }
    }
}

#[tokio::test]
async fn a_number_that_was_blocked_and_then_given_up_is_the_next_ones_alone() {
    let moved = |row: &str, digits: &str| row.replace("12345678", digits);
    for sharing in [&[AMINA][..], &[AMINA, YUSUF]] {
        for town in each_town().await {
            import(&town, sharing).await;
            let mut tx = town.begin().await;
            let handle = whatsapp_handle("+31612345678");
            let phone = addresses::find(&mut tx, &town.whatsapp, &handle).await.unwrap().unwrap();
            let now = town.clock.civil();
            addresses::shut(&mut tx, phone.address_id, "131026", now).await.unwrap();
            tx.commit().await.unwrap();
            for (row, digits) in sharing.iter().zip(["11111111", "22222222"]) {
                import(&town, &[&moved(row, digits)]).await;
            }
            assert_eq!(import(&town, &[NOOR]).await, [""; 0]);
            assert_eq!(reached(&town, "+31612345678").await, ["Noor Haddad"]);
            assert_eq!(town.count("SELECT COUNT(*) FROM address_share").await, 0);
            let open = "SELECT COUNT(*) FROM address WHERE unreachable_at IS NULL";
            assert_eq!(town.count(open).await, 1 + sharing.len() as i64);
        }
    }
}

#[tokio::test]
async fn the_last_one_inherits_no_window_and_a_newcomer_is_hushed_too() {
    for town in each_town().await {
        import(&town, &[AMINA, YUSUF]).await;
        let now = town.clock.civil();
        let mut tx = town.begin().await;
        let handle = whatsapp_handle("+31612345678");
        let phone = addresses::find(&mut tx, &town.whatsapp, &handle).await.unwrap().unwrap();
        let amina = shares::of(&mut tx, phone.address_id).await.unwrap()[0].mailbox_id;
        addresses::note_writing(&mut tx, phone.address_id, now).await.unwrap();
        shares::note_writing(&mut tx, phone.address_id, amina, now).await.unwrap();
        shares::hush(&mut tx, phone.address_id, Some(now)).await.unwrap();
        tx.commit().await.unwrap();
        import(&town, &[NOOR]).await;
        let hushed = "SELECT COUNT(*) FROM address_share WHERE hushed_at IS NOT NULL";
        assert_eq!(town.count(hushed).await, 3);
        for (gone, digits) in [(AMINA, "11111111"), (NOOR, "33333333")] {
            import(&town, &[&gone.replace("12345678", digits)]).await;
        }
        assert_eq!(reached(&town, "+31612345678").await, ["Yusuf Haddad"]);
        let written = "SELECT COUNT(*) FROM address WHERE last_inbound_at IS NOT NULL";
        assert_eq!(town.count(written).await, 0, "it was Amina who wrote");
    }
}

#[tokio::test]
async fn a_telephone_of_more_than_eight_people_is_a_mistake_that_is_told() {
    for town in each_town().await {
        let row = |n| format!("K-{n};Persoon {n};nl;overig;0612345678;1-5-2027\n");
        let rows: Vec<String> = (0..10).map(row).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let told = import(&town, &rows).await;
        assert_eq!(reached(&town, "+31612345678").await.len(), 8);
        let refused = told.iter().filter(|told| told.contains("hoort al bij 8 anderen")).count();
        assert_eq!(refused, 2, "{told:?}");
    }
}

#[tokio::test]
async fn a_telephone_of_another_municipality_is_not_shared() {
    for town in each_town().await {
        import(&town, &[AMINA]).await;
        let now = town.clock.civil();
        let mut tx = town.begin().await;
        let other =
            crate::store::gemeenten::ensure(&mut tx, "GM0001", "Elders", now).await.unwrap();
        let handle = whatsapp_handle("+31612345678");
        let phone = addresses::find(&mut tx, &town.whatsapp, &handle).await.unwrap().unwrap();
        let mailbox = crate::store::mailboxes::make_mailbox(
            &mut tx,
            other,
            "person",
            crate::trade::person::Language::Nl,
            now,
        );
        let mailbox = mailbox.await.unwrap();
        let person = crate::ids::PersonId::fresh();
        const ELSEWHERE: &str = "
            INSERT INTO person (id, gemeente_id, mailbox_id, klantnummer, name, group_kind, created_at,
                                updated_at)
            VALUES ($1, $2, $3, 'K-1', 'Iemand Elders', 'overig', $4, $4)";
        let added: crate::store::Result<()> = async {
            crate::store::on!(tx, |conn| sqlx::query(ELSEWHERE)
                .bind(person)
                .bind(other)
                .bind(mailbox)
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))
            .map_err(Into::into)
        }
        .await;
        added.unwrap();
        let user = crate::store::shares::User { person, mailbox };
        let became = share_phone(&mut tx, phone.address_id, user, None, now).await.unwrap();
        assert_eq!(became, Shared::Refused);
        drop(tx);
        assert_eq!(reached(&town, "+31612345678").await, ["Amina Haddad"]);
    }
}
