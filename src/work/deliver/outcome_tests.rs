//! Every class of the platforms' error tables, and what is done about it.

use super::*;
use crate::channel::telegram::errors as telegram;
use crate::channel::whatsapp::errors as whatsapp;
use crate::ids::{AddressId, MailboxId, PartId};

fn now() -> Now {
    let at = DateTime::from_timestamp(1_795_600_800, 0).unwrap();
    Now { machine: at, civil: at }
}

fn part() -> Claimed {
    Claimed {
        id: PartId::fresh(),
        attempt: 1,
        mailbox_id: MailboxId::fresh(),
        address_id: AddressId::fresh(),
        channel: "whatsapp".to_owned(),
        lane: 1,
        seq: 7,
        part_no: 0,
        question_id: None,
        expires_at: now().civil + TimeDelta::hours(20),
        doubtful: false,
        failures: 0,
        aid: None,
    }
}

/// `again 4`, `lost refused`: what becomes of the part, in seconds; then of others.
fn words(verdict: &Verdict) -> String {
    let fate = match &verdict.fate {
        Fate::Accepted { .. } => "accepted".to_owned(),
        Fate::Lost { how, .. } => format!("lost {}", how.as_str()),
        Fate::NotNeeded { .. } => "not needed".to_owned(),
        Fate::Again { at, failed, doubtful, .. } => {
            let wait = (*at - now().machine).num_seconds();
            let counted = if *failed { " counted" } else { "" };
            format!("again {wait}{counted}{}", if *doubtful { " nogmaals" } else { "" })
        }
        Fate::InDoubt { until, .. } => format!("doubt {}", (*until - now().machine).num_seconds()),
        Fate::Unknown { .. } => "unknown".to_owned(),
    };
    let effects = verdict.effects.iter().map(|effect| match effect {
        Effect::ShutAddress => "shut".to_owned(),
        Effect::RestTemplate => "rest".to_owned(),
        Effect::StopBulk => "no bulk".to_owned(),
        Effect::Pause { scope, until } => {
            format!("{scope:?} {}", (*until - now().machine).num_seconds())
        }
        Effect::Rename(_) => "rename".to_owned(),
    });
    let alarm = verdict.alarm.as_ref().map(|_| "alarm".to_owned());
    [fate].into_iter().chain(effects).chain(alarm).collect::<Vec<_>>().join(", ")
}

fn of(error: SendError, part: &Claimed, kind: ChannelKind) -> String {
    words(&judge(&Outcome::Sent(Err(error)), part, Some(kind), now()))
}

#[test]
fn every_class_of_whatsapp_is_acted_on() {
    let rows: &[(&[i64], &str)] = &[
        (&[1, 2, 131_000], "again 10 counted"),
        (&[131_016, 133_004], "again 60 counted"),
        (&[4], "again 60, App 60"),
        (&[80_007], "again 600, Account 600"),
        (&[130_429], "again 5, Channel 5"),
        (&[131_056], "again 4 counted, Pair 4"),
        (&[131_048], "again 14400, Channel 14400"),
        (&[131_064], "again 14400, Account 14400"),
        (&[133_016], "again 3600, Channel 3600"),
        (&[131_057, 2_494_100], "again 120, Channel 120"),
        // a day is longer than this part is worth
        (&[131_049], "lost expired"),
        (&[130_472, 137_000], "lost refused"),
        (&[131_047], "lost refused, alarm"),
        (&[131_050], "lost refused, no bulk"),
        (&[131_026], "lost refused, shut"),
        (&[131_021, 131_030, 131_051, 131_062, 100, 33], "lost refused, alarm"),
        (&[132_000, 132_005, 132_007, 132_008, 132_012], "lost refused, alarm"),
        (&[132_001, 132_015, 132_016], "again 0, rest, alarm"),
        (&[132_069, 131_208], "again 60, Channel 60"),
        (
            &[133_000, 133_010, 131_037, 131_045, 3, 10, 200, 131_005],
            "again 600, Channel 600, alarm",
        ),
        (&[131_042, 368, 131_031], "again 600, Account 600, alarm"),
        (&[0, 190], "again 600, App 600, alarm"),
        (&[424_242], "lost refused, alarm"),
    ];
    for (codes, expected) in rows {
        for code in *codes {
            let error = whatsapp::classify(Some(*code), 400);
            assert_eq!(of(error, &part(), ChannelKind::Whatsapp), *expected, "{code}");
        }
    }
}

#[test]
fn every_class_of_telegram_is_acted_on() {
    let hints =
        |retry_after, migrate_to_chat_id| telegram::Hints { retry_after, migrate_to_chat_id };
    let rows = [
        (403, "bot was blocked by the user", hints(None, None), "lost refused, shut"),
        (400, "chat not found", hints(None, None), "lost refused, shut"),
        (400, "message is not modified", hints(None, None), "accepted"),
        (400, "can't parse entities", hints(None, None), "lost refused, alarm"),
        (400, "upgraded", hints(None, Some(-100)), "again 0, rename"),
        (401, "Unauthorized", hints(None, None), "again 600, Channel 600, alarm"),
        (404, "Not Found", hints(None, None), "again 600, Channel 600, alarm"),
        (409, "Conflict", hints(None, None), "again 600, Channel 600, alarm"),
        (429, "Too Many Requests", hints(Some(37), None), "again 37, Chat 37"),
        (502, "Bad Gateway", hints(None, None), "again 20 nogmaals"),
    ];
    for (code, description, hints, expected) in rows {
        let error = telegram::classify(code, description, hints);
        assert_eq!(of(error, &part(), ChannelKind::Telegram), expected, "{code} {description}");
    }
}

#[test]
fn doubt_is_repeated_once_on_telegram_and_waits_for_news_on_whatsapp() {
    let lost = || Outcome::Sent(Err(SendError::Unknown { what: "timeout".to_owned() }));
    let told = |part: &Claimed, kind| words(&judge(&lost(), part, kind, now()));
    assert_eq!(told(&part(), Some(ChannelKind::Telegram)), "again 20 nogmaals");
    let repeated = Claimed { doubtful: true, ..part() };
    assert_eq!(told(&repeated, Some(ChannelKind::Telegram)), "unknown");
    assert_eq!(told(&part(), Some(ChannelKind::Whatsapp)), "doubt 600");
    let silent = judge(&Outcome::StillNoNews, &part(), Some(ChannelKind::Whatsapp), now());
    assert_eq!(words(&silent), "unknown");
}

#[test]
fn a_platform_that_keeps_failing_is_not_asked_for_ever() {
    let failed = |failures| {
        let part = Claimed { failures, ..part() };
        of(whatsapp::classify_status(Some(131_000)), &part, ChannelKind::Whatsapp)
    };
    assert!((0..7).all(|failures| failed(failures).starts_with("again")));
    assert_eq!(failed(7), "lost refused");
}

#[test]
fn the_wait_for_a_pair_grows_fourfold() {
    let waits: Vec<String> = (0..4)
        .map(|failures| {
            let part = Claimed { failures, ..part() };
            of(whatsapp::classify(Some(131_056), 429), &part, ChannelKind::Whatsapp)
        })
        .collect();
    let expected = [4, 16, 64, 256].map(|wait| format!("again {wait} counted, Pair {wait}"));
    assert_eq!(waits, expected);
}

#[test]
fn what_goes_along_with_a_message_shuts_nothing_stops_nothing_and_is_hardly_repeated() {
    let refused = |reason| {
        let refusal = crate::channel::Refusal {
            reason,
            scope: Scope::Message,
            code: "x".to_owned(),
            detail: String::new(),
        };
        Outcome::Sent(Err(SendError::Refused(refusal)))
    };
    let not_now = |scope| {
        let (wait, code) = (Duration::from_secs(30), "x".to_owned());
        Outcome::Sent(Err(SendError::NotNow { wait, scope, code }))
    };
    let lost = || Outcome::Sent(Err(SendError::Unknown { what: "x".to_owned() }));
    let rows = [
        (refused(Reason::Unreachable), 0, "lost refused"),
        (refused(Reason::Stopped), 0, "lost refused"),
        (refused(Reason::WindowClosed), 0, "lost refused, alarm"),
        (lost(), 0, "unknown"),
        (Outcome::NoNews, 0, "unknown"),
        (not_now(Scope::Message), 0, "again 30 counted"),
        (not_now(Scope::Message), 1, "lost refused"),
        // a limit is everybody's
        (not_now(Scope::Channel), 0, "again 30, Channel 30"),
        (Outcome::Left("venster-dicht"), 0, "not needed"),
        (Outcome::Expired, 0, "lost expired"),
    ];
    for kind in [ChannelKind::Telegram, ChannelKind::Whatsapp] {
        for (outcome, failures, expected) in &rows {
            let aid = Some("picture:klok".to_owned());
            let part = Claimed { aid, failures: *failures, part_no: 1, ..part() };
            assert_eq!(words(&judge(outcome, &part, Some(kind), now())), *expected, "{kind}");
        }
    }
}
