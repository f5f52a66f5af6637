//! The auditor can fail: a small world in which all is well, and one with each mistake.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use wegwijzer::message::ChannelKind::{Telegram, Whatsapp};
use wegwijzer::sandbox::Gesture;

use super::audit::audit;
use super::world::{Answer, Event, OpenQuestion, Part, SeenPhone, Shown, Taken, World};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn at(minute: i64) -> DateTime<Utc> {
    super::plan::morning() + TimeDelta::minutes(minute)
}

fn event(n: u128, kind: &str, minute: i64) -> Event {
    Event {
        id: id(100 + n),
        mailbox_id: id(1),
        seq: i64::try_from(n).unwrap(),
        address_id: (kind != "reminder").then_some(id(10)),
        kind: kind.to_owned(),
        handled_at: Some(at(minute)),
        parked_at: None,
    }
}

fn part(n: u128, address: u128) -> Part {
    Part {
        id: id(200 + n),
        mailbox: id(1),
        address: id(address),
        lane: 1,
        seq: i64::try_from(n).unwrap(),
        state: "accepted".to_owned(),
        attempt: 1,
        doubtful: false,
        hash: Some(vec![u8::try_from(n).unwrap()]),
        words: format!("Dag {n}"),
        is_file: false,
        delivered: address == 11,
        read: false,
        failed: false,
    }
}

fn taken(phone: &str, n: u128) -> Taken {
    Taken {
        phone: phone.to_owned(),
        message: n.to_string(),
        hash: vec![u8::try_from(n).unwrap()],
        part: (phone == "w").then_some(id(200 + n)),
        attempt: 1,
        text: format!("Dag {n}"),
        is_file: false,
    }
}

fn phone(name: &str, address: u128, parts: &[u128]) -> SeenPhone {
    let shown = |n: &u128| Shown { part: (name == "w").then_some(id(200 + n)), read: false };
    SeenPhone {
        id: name.to_owned(),
        kind: if name == "w" { Whatsapp } else { Telegram },
        address: Some(id(address)),
        untaken: 0,
        shown: parts.iter().map(shown).collect(),
    }
}

/// One person with both apps: two messages on each, a reminder, a tap and its answer.
fn good() -> World {
    World {
        now: at(600),
        phones: vec![phone("t", 10, &[1, 2]), phone("w", 11, &[3, 4])],
        gestures: [(("t".to_owned(), Gesture::Tapped), 1)].into(),
        taken: vec![taken("t", 1), taken("t", 2), taken("w", 3), taken("w", 4)],
        is_idle: true,
        events: vec![event(5, "reminder", 1), event(6, "chose", 2)],
        parts: vec![part(1, 10), part(2, 10), part(3, 11), part(4, 11)],
        answers: vec![answer()],
        fired: [("reminder".to_owned(), 1)].into(),
        questions: vec![OpenQuestion {
            id: id(7),
            mailbox_id: id(1),
            what: String::new(),
            next_rung_at: Some(at(700)),
            tasks: 0,
        }],
        ..World::default()
    }
}

fn answer() -> Answer {
    let (key, value) = ("vraag".to_owned(), "komt".to_owned());
    Answer { mailbox_id: id(1), question_id: id(8), key, value, at: at(2) }
}

#[test]
fn a_good_world_has_nothing_wrong() {
    assert_eq!(audit(&good()).wrong, Vec::<String>::new());
}

type Doctor = fn(&mut World);

#[test]
fn every_mistake_is_found() {
    let mistakes: &[(&str, Doctor)] = &[
        ("lost: t did Tapped 1 times", |w| drop(w.events.pop())),
        ("doubled: t did Tapped 1 times", |w| w.events.push(event(7, "chose", 3))),
        ("was not handled", |w| w.events[1].handled_at = None),
        ("was parked", |w| {
            w.events[1].handled_at = None;
            w.events[1].parked_at = Some(at(3));
        }),
        ("webhooks were given up", |w| w.given_up = 1),
        ("still bringing webhooks", |w| w.is_idle = false),
        ("never reached us", |w| w.phones[0].untaken = 1),
        ("has no end: sending", |w| w.parts[2].state = "sending".to_owned()),
        ("was handled before", |w| w.events[0].handled_at = Some(at(3))),
        ("share a place", |w| w.events[0].seq = 6),
        ("took part", |w| w.taken.swap(2, 3)),
        ("took part", |w| w.taken.swap(0, 1)),
        ("is 2 times on its phone", |w| {
            w.phones[1].shown.push(Shown { part: Some(id(203)), read: false })
        }),
        ("never taken by WhatsApp", |w| drop(w.taken.pop())),
        ("never taken by Telegram", |w| drop(w.taken.remove(0))),
        ("which is no part", |w| drop(w.parts.pop())),
        ("which the database holds as cancelled", |w| w.parts[3].state = "cancelled".to_owned()),
        ("shows part 00000000-0000-0000-0000-0000000000cc, which ended expired", |w| {
            w.parts[3] = Part { state: "expired".to_owned(), attempt: 3, ..w.parts[3].clone() };
        }),
        ("shows part 00000000-0000-0000-0000-0000000000cc, and nobody knows", |w| {
            w.parts[3].state = "unknown".to_owned();
        }),
        // a second message without a mark, from a row that is in no doubt
        ("doubled: t got message 9", |w| {
            w.taken.push(Taken { text: "Dag 1".to_owned(), ..taken("t", 9) })
        }),
        // the database forgot that it sent this
        ("doubled: t got message 2", |w| drop(w.parts.remove(1))),
        // a picture that nobody knows of is not excused by words in doubt
        ("doubled: t got message 9", |w| {
            w.parts[0].doubtful = true;
            w.taken.push(Taken { is_file: true, ..taken("t", 9) })
        }),
        ("that part 00000000-0000-0000-0000-0000000000cb was delivered", |w| {
            w.parts[2].delivered = false;
        }),
        ("was read", |w| w.phones[1].shown[0].read = true),
        ("has 2 answers vraag, of 1 events", |w| w.answers.push(answer())),
        ("has 1 answers vraag, of 0 events", |w| w.answers[0].at = at(3)),
        ("reminder 5 is due and did not fire", |w| w.overdue.push(("reminder".into(), "5".into()))),
        ("2 times reminder fired, and 1 events came of it", |w| {
            w.fired.insert("reminder".to_owned(), 2);
        }),
        ("is open, and nothing will follow", |w| w.questions[0].next_rung_at = None),
        ("is open, and nothing will follow", |w| w.questions[0].next_rung_at = Some(at(599))),
    ];
    for (expected, doctor) in mistakes {
        let mut world = good();
        doctor(&mut world);
        let wrong = audit(&world).wrong;
        assert!(wrong.iter().any(|w| w.contains(expected)), "{expected}: {wrong:?}");
    }
}

#[test]
fn a_message_that_was_taken_and_failed_may_lose_its_worth_before_it_leaves_again() {
    let mut world = good();
    world.parts[3] = Part { state: "expired".to_owned(), attempt: 3, ..world.parts[3].clone() };
    world.phones[1].shown.pop();
    assert_eq!(audit(&world).wrong, Vec::<String>::new());
}

#[test]
fn a_marked_repeat_is_counted_as_in_doubt_and_is_not_wrong() {
    let mut world = good();
    world.parts[0].doubtful = true;
    world.parts[0].words = "Wij sturen dit nog een keer:\nDag 1".to_owned();
    world.taken[0].text.clone_from(&world.parts[0].words);
    world.taken.insert(0, Taken { text: "Dag 1".to_owned(), ..taken("t", 9) });
    let report = audit(&world);
    assert_eq!((report.wrong, report.in_doubt), (Vec::new(), 1));
    // nor was the repeat answered: still one message in doubt
    world.parts[0] = Part { state: "unknown".to_owned(), hash: None, ..world.parts[0].clone() };
    let report = audit(&world);
    assert_eq!((report.wrong, report.in_doubt), (Vec::new(), 1));
}
