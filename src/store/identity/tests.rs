//! Who is who: names that come, go, clash and turn out to be one.

use super::*;
use crate::message::{ChannelId, ChannelKind};
use crate::store::fixture::{Someone, Town, now};
use crate::store::hot::heads;
use crate::store::mailboxes::AddressRow;
use crate::store::shares;
use crate::store::testing::{TestDb, each_database};

fn phone(number: &str) -> Handle {
    Handle::Phone(number.into())
}

fn id(id: &str) -> Handle {
    Handle::Bsuid(id.into())
}

fn whatsapp(town: &Town) -> ChannelRef {
    let id = ChannelId("whatsapp".into());
    ChannelRef { id, kind: ChannelKind::Whatsapp, gemeente: town.gemeente }
}

async fn came(tx: &mut Tx, channel: &ChannelRef, names: &[Handle]) -> Arrival {
    arrive(tx, channel, names, Language::Ar, now()).await.unwrap()
}

/// Where this person can be written to.
async fn reached(tx: &mut Tx, mailbox: MailboxId) -> Vec<AddressRow> {
    heads::addresses(tx, &[mailbox]).await.unwrap().remove(&mailbox).unwrap_or_default()
}

async fn belongs(tx: &mut Tx, channel: &ChannelRef, to: &Someone, names: &[Handle]) -> AddressId {
    let new = NewAddress {
        gemeente: channel.gemeente,
        channel: &channel.id,
        kind: channel.kind,
        mailbox: to.mailbox,
        person: Some(to.person),
    };
    addresses::insert(tx, new, names, now()).await.unwrap()
}

async fn waiting(tx: &mut Tx, mailbox: MailboxId) -> Vec<(String, i64)> {
    const WAITING: &str = "SELECT kind, seq FROM inbox WHERE mailbox_id = $1 ORDER BY seq, id";
    let rows: Result<_> =
        async { Ok(on!(tx, |conn| sqlx::query_as(WAITING).bind(mailbox).fetch_all(conn).await?)) }
            .await;
    rows.unwrap()
}

async fn says(tx: &mut Tx, at: Arrival) {
    let event = Event::Opened;
    inbox::append(tx, at.mailbox_id, Some(at.address_id), (event.kind(), &event), now())
        .await
        .unwrap();
}

async fn found(tx: &mut Tx, channel: &ChannelRef, name: &Handle) -> Option<AddressId> {
    addresses::find(tx, &channel.id, name).await.unwrap().map(|f| f.address_id)
}

async fn towns() -> Vec<(TestDb, Town, Someone, Someone)> {
    let mut all = Vec::new();
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let amina = town.person(&mut tx, ("K1", "Amina", "asiel"), Some(town.karin), None).await;
        let yonas = town.person(&mut tx, ("K2", "Yonas", "gezin"), None, None).await;
        tx.commit().await.unwrap();
        all.push((test, town, amina, yonas));
    }
    all
}

#[tokio::test]
async fn an_address_gains_the_names_that_are_told_later() {
    for (test, town, ..) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let first = came(&mut tx, &channel, &[phone("31600000001")]).await;
        let both = came(&mut tx, &channel, &[phone("31600000001"), id("NL.1")]).await;
        let hidden = came(&mut tx, &channel, &[id("NL.1"), id("NL.ENT.1")]).await;
        let across = came(&mut tx, &channel, &[id("NL.ENT.1")]).await;
        for later in [both, hidden, across] {
            assert_eq!(later.address_id, first.address_id);
        }
        let names = addresses::handles(&mut tx, first.address_id).await.unwrap();
        assert_eq!(names, [phone("31600000001"), id("NL.1"), id("NL.ENT.1")]);
    }
}

#[tokio::test]
async fn two_addresses_that_turn_out_to_be_one_are_joined_with_all_that_waits() {
    for (test, town, amina, _) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let imported = belongs(&mut tx, &channel, &amina, &[phone("31600000001")]).await;
        let stranger = came(&mut tx, &channel, &[id("NL.1")]).await;
        for _ in 0..3 {
            says(&mut tx, stranger).await;
        }
        let now_known = came(&mut tx, &channel, &[phone("31600000001"), id("NL.1")]).await;
        assert_eq!(now_known.address_id, imported);
        assert_eq!(now_known.mailbox_id, amina.mailbox);
        assert_eq!(waiting(&mut tx, stranger.mailbox_id).await, []);
        assert_eq!(waiting(&mut tx, amina.mailbox).await.len(), 3);
        // who looked the stranger up just before still ends in the right mailbox
        says(&mut tx, stranger).await;
        assert_eq!(waiting(&mut tx, amina.mailbox).await.len(), 4);
        let shown = reached(&mut tx, amina.mailbox).await;
        assert_eq!(shown.iter().map(|a| a.id).collect::<Vec<_>>(), [imported]);
    }
}

#[tokio::test]
async fn two_persons_never_become_one() {
    for (test, town, amina, yonas) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let hers = belongs(&mut tx, &channel, &amina, &[phone("31600000001")]).await;
        let his = belongs(&mut tx, &channel, &yonas, &[id("NL.1")]).await;
        let came = came(&mut tx, &channel, &[phone("31600000001"), id("NL.1")]).await;
        assert_eq!(came.address_id, his, "the id is the account's");
        assert_eq!(found(&mut tx, &channel, &phone("31600000001")).await, Some(hers));
        for one in [amina, yonas] {
            assert_eq!(waiting(&mut tx, one.mailbox).await[0].0, "renamed");
        }
    }
}

#[tokio::test]
async fn a_stranger_on_a_number_that_was_given_out_again_is_a_stranger() {
    for (test, town, amina, _) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let hers = belongs(&mut tx, &channel, &amina, &[phone("31600000001"), id("NL.1")]).await;
        let other = came(&mut tx, &channel, &[phone("31600000001"), id("NL.2")]).await;
        assert_ne!(other.mailbox_id, amina.mailbox);
        assert_eq!(found(&mut tx, &channel, &phone("31600000001")).await, Some(other.address_id));
        assert_eq!(found(&mut tx, &channel, &id("NL.1")).await, Some(hers));
        assert_eq!(waiting(&mut tx, amina.mailbox).await, [("renamed".to_owned(), 1)]);
        let shown = reached(&mut tx, amina.mailbox).await;
        assert!(shown[0].unreachable_at.is_some());
    }
}

#[tokio::test]
async fn after_a_change_of_number_the_old_one_is_nobodys() {
    for (test, town, amina, _) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let hers = belongs(&mut tx, &channel, &amina, &[phone("31600000001"), id("NL.1")]).await;
        addresses::note_writing(&mut tx, hers, now()).await.unwrap();
        let (from, to) = ([phone("31600000001"), id("NL.1")], [phone("31600000002"), id("NL.2")]);
        for told in 0..2 {
            let names = (&from[..], &to[..], Renaming::Number);
            let moved = rename(&mut tx, &channel, names, now()).await.unwrap();
            let expected = (told == 0).then_some(hers);
            assert_eq!(moved.map(|m| m.address_id), expected, "told twice is told once");
        }
        assert_eq!(addresses::handles(&mut tx, hers).await.unwrap(), to);
        let window = addresses::last_inbound(&mut tx, hers).await.unwrap();
        assert_eq!(window, Some(now() - WINDOW), "the new number's window is shut");
        let stranger = came(&mut tx, &channel, &[phone("31600000001")]).await;
        assert_ne!(stranger.mailbox_id, amina.mailbox);
    }
}

#[tokio::test]
async fn who_writes_by_the_new_number_before_the_change_is_told_becomes_one_again() {
    for (test, town, amina, _) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let hers = belongs(&mut tx, &channel, &amina, &[phone("31600000001")]).await;
        let early = came(&mut tx, &channel, &[phone("31600000002"), id("NL.2")]).await;
        says(&mut tx, early).await;
        let names = (&[phone("31600000001")][..], &[phone("31600000002")][..], Renaming::Number);
        let moved = rename(&mut tx, &channel, names, now()).await.unwrap().unwrap();
        assert_eq!((moved.address_id, moved.mailbox_id), (hers, amina.mailbox));
        assert_eq!(waiting(&mut tx, amina.mailbox).await.len(), 1);
        let names = addresses::handles(&mut tx, hers).await.unwrap();
        assert_eq!(names, [phone("31600000002"), id("NL.2")]);
    }
}

#[tokio::test]
async fn a_new_user_id_leaves_the_number_alone() {
    for (test, town, amina, _) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let hers = belongs(&mut tx, &channel, &amina, &[phone("31600000001"), id("NL.1")]).await;
        let names = (&[id("NL.1")][..], &[id("NL.2")][..], Renaming::UserId);
        rename(&mut tx, &channel, names, now()).await.unwrap().unwrap();
        let names = addresses::handles(&mut tx, hers).await.unwrap();
        assert_eq!(names, [phone("31600000001"), id("NL.2")]);
        let same = came(&mut tx, &channel, &[phone("31600000001"), id("NL.2")]).await;
        assert_eq!(same.address_id, hers);
    }
}

#[tokio::test]
async fn a_group_that_moved_is_found_by_its_new_id_whoever_tells_it_first() {
    let chat = |id: &str| Handle::TelegramChat(id.into());
    for (test, town, amina, _) in towns().await {
        let id = ChannelId("telegram".into());
        let channel = ChannelRef { id, kind: ChannelKind::Telegram, gemeente: town.gemeente };
        let mut tx = test.db.begin().await.unwrap();
        let group = belongs(&mut tx, &channel, &amina, &[chat("-5")]).await;
        for _ in 0..2 {
            assert_eq!(rename_handle(&mut tx, group, &chat("-1005"), now()).await.unwrap(), group);
            let names = (&[chat("-5")][..], &[chat("-1005")][..], Renaming::Chat);
            assert!(rename(&mut tx, &channel, names, now()).await.unwrap().is_none());
        }
        let names = (&[chat("-1005")][..], &[chat("-1006")][..], Renaming::Chat);
        assert!(rename(&mut tx, &channel, names, now()).await.unwrap().is_some());
        assert_eq!(addresses::handles(&mut tx, group).await.unwrap(), [chat("-1006")]);
        // the new chat wrote before we knew: one address is left, with the new id
        let early = came(&mut tx, &channel, &[chat("-1007")]).await;
        assert_eq!(rename_handle(&mut tx, group, &chat("-1007"), now()).await.unwrap(), group);
        assert!(addresses::by_id(&mut tx, early.address_id).await.unwrap().is_none());
    }
}

/// One hand of several that take in events of a person who is known by two names.
async fn one_hand(db: crate::store::Db, channel: ChannelRef, hand: u32) -> u32 {
    let mut conflicts = 0;
    for round in 0..12 {
        let names = match (hand + round) % 4 {
            0 => vec![phone("31600000001")],
            1 => vec![id("NL.1")],
            2 => vec![id("NL.1"), id("NL.ENT.1")],
            _ => vec![phone("31600000001"), id("NL.1")],
        };
        loop {
            let mut tx = db.begin().await.unwrap();
            let stored = async {
                let at = arrive(&mut tx, &channel, &names, Language::Ar, now()).await?;
                let event = Event::Opened;
                let what = (event.kind(), &event);
                inbox::append(&mut tx, at.mailbox_id, Some(at.address_id), what, now()).await?;
                tx.commit().await
            }
            .await;
            match stored {
                Ok(()) => break,
                Err(error) if error.is_conflict() => conflicts += 1,
                Err(error) => panic!("{error:?}"),
            }
        }
    }
    conflicts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn joining_while_events_arrive_loses_none_and_keeps_one_order() {
    for (test, town, amina, _) in towns().await {
        let channel = whatsapp(&town);
        let mut tx = test.db.begin().await.unwrap();
        belongs(&mut tx, &channel, &amina, &[phone("31600000001")]).await;
        tx.commit().await.unwrap();
        let hands: Vec<_> =
            (0..6).map(|n| tokio::spawn(one_hand(test.db.clone(), channel.clone(), n))).collect();
        for hand in hands {
            hand.await.unwrap();
        }
        let mut tx = test.db.begin().await.unwrap();
        let seqs: Vec<i64> =
            waiting(&mut tx, amina.mailbox).await.into_iter().map(|(_, seq)| seq).collect();
        let once: std::collections::BTreeSet<i64> = seqs.iter().copied().collect();
        assert_eq!((seqs.len(), once.len()), (72, 72));
        for name in [phone("31600000001"), id("NL.1"), id("NL.ENT.1")] {
            let owner = addresses::find(&mut tx, &channel.id, &name).await.unwrap().unwrap();
            assert_eq!(owner.person_id, Some(amina.person));
        }
    }
}

/// A telephone of both, by a number.
async fn shared(
    tx: &mut Tx,
    channel: &ChannelRef,
    [first, second]: [&Someone; 2],
    number: &str,
) -> Arrival {
    let address = belongs(tx, channel, first, &[phone(number)]).await;
    let mailbox_id = shares::make_phone(tx, address, first.mailbox, now()).await.unwrap();
    let user = shares::User { person: second.person, mailbox: second.mailbox };
    shares::add(tx, address, user, None, now()).await.unwrap();
    Arrival { address_id: address, mailbox_id }
}

#[tokio::test]
async fn a_stranger_who_turns_out_to_be_a_shared_telephone_joins_it() {
    for (test, town, amina, yonas) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let ours = shared(&mut tx, &channel, [&amina, &yonas], "31600000001").await;
        let stranger = came(&mut tx, &channel, &[id("NL.1")]).await;
        says(&mut tx, stranger).await;
        let now_known = came(&mut tx, &channel, &[phone("31600000001"), id("NL.1")]).await;
        assert_eq!(now_known.address_id, ours.address_id);
        assert_eq!(now_known.mailbox_id, ours.mailbox_id, "and not one of the two persons'");
        assert_eq!(waiting(&mut tx, ours.mailbox_id).await.len(), 1);
        assert_eq!(shares::of(&mut tx, ours.address_id).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn the_own_address_of_somebody_who_shares_it_joins_the_telephone() {
    for (test, town, amina, yonas) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let ours = shared(&mut tx, &channel, [&amina, &yonas], "31600000001").await;
        belongs(&mut tx, &channel, &amina, &[id("NL.1")]).await;
        let came = came(&mut tx, &channel, &[phone("31600000001"), id("NL.1")]).await;
        assert_eq!((came.address_id, came.mailbox_id), (ours.address_id, ours.mailbox_id));
        for one in [&amina, &yonas] {
            let shown = reached(&mut tx, one.mailbox).await;
            let shown: Vec<_> = shown.iter().map(|a| (a.id, a.shared)).collect();
            assert_eq!(shown, [(ours.address_id, true)]);
            assert_eq!(waiting(&mut tx, one.mailbox).await, [], "nobody's mailbox was merged");
        }
    }
}

#[tokio::test]
async fn a_shared_telephone_never_takes_in_the_address_of_somebody_else() {
    for (test, town, amina, yonas) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let noor = town.person(&mut tx, ("K3", "Noor", "gezin"), None, None).await;
        let ours = shared(&mut tx, &channel, [&amina, &yonas], "31600000001").await;
        let hers = belongs(&mut tx, &channel, &noor, &[id("NL.1")]).await;
        let came = came(&mut tx, &channel, &[phone("31600000001"), id("NL.1")]).await;
        assert_eq!(came.address_id, hers, "the id is the account's");
        for mailbox in [ours.mailbox_id, noor.mailbox] {
            assert_eq!(waiting(&mut tx, mailbox).await[0].0, "renamed");
        }
    }
}

#[tokio::test]
async fn a_shared_number_that_was_given_out_again_is_a_strangers() {
    for (test, town, amina, yonas) in towns().await {
        let (channel, mut tx) = (whatsapp(&town), test.db.begin().await.unwrap());
        let ours = shared(&mut tx, &channel, [&amina, &yonas], "31600000001").await;
        addresses::add_handle(&mut tx, &channel.id, ours.address_id, &id("NL.1")).await.unwrap();
        let other = came(&mut tx, &channel, &[phone("31600000001"), id("NL.2")]).await;
        assert_ne!(other.mailbox_id, ours.mailbox_id);
        assert_eq!(waiting(&mut tx, ours.mailbox_id).await[0].0, "renamed");
        for one in [&amina, &yonas] {
            let shown = reached(&mut tx, one.mailbox).await;
            assert!(shown[0].unreachable_at.is_some(), "nothing more is sent to the stranger");
        }
    }
}
