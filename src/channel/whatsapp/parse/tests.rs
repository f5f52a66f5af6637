//! Body in, understood out, for both envelopes. All names and numbers are invented.

use super::*;
use crate::channel::contract::{mutated, said_by, summary};
use proptest::prelude::*;

const OURS: &str = "1055500001";
const PHONE: &str = "31600000001";
const BSUID: &str = "NL.13491208655302741918";

/// Meta's envelope around a value's fields.
fn enveloped(number: &str, fields: &str) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"9","time":1,"changes":[{{
        "field":"messages","value":{{"messaging_product":"whatsapp","metadata":
        {{"display_phone_number":"31201234567","phone_number_id":"{number}"}},{fields}}}}}]}}]}}"#
    )
}

/// A body with one message, from one person with a phone number and a user id.
fn saying(message: &str) -> String {
    enveloped(
        OURS,
        &format!(
            r#""contacts":[{{"wa_id":"{PHONE}","user_id":"{BSUID}","profile":{{"name":"Amal"}}}}],
            "messages":[{{"from":"{PHONE}","id":"wamid.1","timestamp":"1795600800",{message}}}]"#
        ),
    )
}

/// What is understood, and how many elements were not.
fn seen(body: &str) -> (String, usize) {
    let parsed = parse(body.as_bytes(), OURS).unwrap();
    (said_by(&parsed.received), parsed.leftovers)
}

/// Invented messages, and what the person did.
const MESSAGES: &[(&str, &str)] = &[
    (r#""type":"text","text":{"body":"Ik kom \u00e9cht"}"#, "text(Ik kom écht)"),
    (r#""type":"text","text":{"body":"dag \ud83d"}"#, "text(dag \u{fffd})"),
    (
        r#""type":"button","button":{"payload":"r1.ok","text":"Ik kom"},"context":{"id":"wamid.0"}"#,
        "tap(r1.ok Ik kom - wamid.0)",
    ),
    (r#""type":"button","button":{"text":"Ik kom"}"#, "tap(Ik kom Ik kom - -)"),
    (
        r#""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"q1.ja",
        "title":"Ja"}},"context":{"from":"31201234567","id":"wamid.0"}"#,
        "tap(q1.ja Ja - wamid.0)",
    ),
    (
        r#""type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"q1.nee",
        "title":"Nee","description":"echt niet"}}"#,
        "tap(q1.nee Nee - -)",
    ),
    (
        r#""type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{}}"#,
        "other(nfm_reply)",
    ),
    (r#""type":"image","image":{"id":"77","caption":"brief"}"#, "media(photo 77 brief)"),
    (r#""type":"audio","audio":{"id":"77","voice":true}"#, "media(voice 77 -)"),
    (r#""type":"audio","audio":{"id":77,"voice":"?"}"#, "media(audio 77 -)"),
    (r#""type":"voice","voice":{"id":"77"}"#, "media(voice 77 -)"),
    (r#""type":"video","video":{"id":"77"}"#, "media(video 77 -)"),
    (r#""type":"document","document":{"id":"77","filename":"x.pdf"}"#, "media(document 77 -)"),
    (r#""type":"sticker","sticker":{"id":"77"}"#, "media(sticker 77 -)"),
    (r#""type":"location","location":{"latitude":52.0}"#, "other(location)"),
    (r#""type":"contacts","contacts":[{}]"#, "other(contacts)"),
    (r#""type":"reaction","reaction":{"emoji":"x"}"#, "other(reaction)"),
    (r#""type":"request_welcome""#, "other(request_welcome)"),
    (r#""type":"unsupported","errors":[{"code":131051}]"#, "other(unsupported)"),
    (r#""type":"Holo Gram!","hologram":{}"#, "other(unknown)"),
    (r#""type":"image","image":"gone""#, "other(image)"),
    (r#""type":7,"text":[]"#, "other(7)"),
    (r#""text":{"body":"x"}"#, "other(unknown)"),
];

#[test]
fn each_message_is_understood() {
    for (message, did) in MESSAGES {
        let expected = format!("phone:{PHONE}+bsuid:{BSUID} wamid.1 @1795600800 - {did}");
        assert_eq!(seen(&saying(message)), (expected, 0), "{message}");
    }
}

#[test]
fn a_person_is_known_by_every_name_the_platform_gives() {
    let text = r#""type":"text","text":{"body":"x"}"#;
    let both = format!("phone:{PHONE}+bsuid:{BSUID}");
    let rows = [
        (format!(r#"{{"from":"{PHONE}","#), "", format!("phone:{PHONE}")),
        (format!(r#"{{"from":"+{PHONE}","#), "", format!("phone:{PHONE}")),
        (format!(r#"{{"from":"{BSUID}","#), "", format!("bsuid:{BSUID}")),
        (format!(r#"{{"from_user_id":"{BSUID}","#), "", format!("bsuid:{BSUID}")),
        (format!(r#"{{"from":"{PHONE}","from_user_id":"{BSUID}","#), "", both.clone()),
        (
            format!(r#"{{"from":"{BSUID}","#),
            r#"{"wa_id":"31600000001","user_id":"NL.13491208655302741918"}"#,
            both.clone(),
        ),
        ("{".to_owned(), r#"{"user_id":"NL.13491208655302741918"}"#, format!("bsuid:{BSUID}")),
        // Somebody else's contact is not this person's.
        (
            format!(r#"{{"from":"{PHONE}","#),
            r#"{"wa_id":"31600000002","user_id":"NL.1"}"#,
            format!("phone:{PHONE}"),
        ),
        (
            format!(r#"{{"from":"{PHONE}","#),
            r#"{"wa_id":"31600000002","user_id":"NL.1"},{"wa_id":"31600000001",
            "user_id":"NL.13491208655302741918"}"#,
            both,
        ),
    ];
    for (from, contacts, names) in rows {
        let fields =
            format!(r#""contacts":[{contacts}],"messages":[{from}"id":"wamid.1",{text}}}]"#);
        let expected = format!("{names} wamid.1 @- - text(x)");
        assert_eq!(seen(&enveloped(OURS, &fields)), (expected, 0), "{fields}");
    }
    for (text, expected) in [
        (BSUID, true),
        ("NL.ENT.1349", true),
        ("nl.1349", false),
        ("NL.", false),
        ("31600000001", false),
        ("NL.13 49", false),
    ] {
        assert_eq!(is_bsuid(text), expected, "{text}");
    }
}

/// System messages: what goes in, and what is understood.
const SYSTEM: &[(&str, &str)] = &[
    (
        r#"{"from":"31600000001","id":"wamid.1","timestamp":"1795600800","type":"system",
        "system":{"body":"x","wa_id":"31600000002","type":"user_changed_number"}}"#,
        "phone:31600000001 wamid.1 @1795600800 - renamed(Number phone:31600000002)",
    ),
    (
        r#"{"from":"31600000001","from_user_id":"NL.2","id":"wamid.1","type":"system","system":{
        "new_wa_id":"31600000002","type":"user_changed_number","previous_user_id":"NL.1",
        "previous_parent_user_id":"NL.ENT.1"}}"#,
        "phone:31600000001+bsuid:NL.1+bsuid:NL.ENT.1 wamid.1 @- - \
         renamed(Number phone:31600000002+bsuid:NL.2)",
    ),
    (
        r#"{"from":"31600000001","from_user_id":"NL.1","id":"wamid.1","type":"system","system":{
        "wa_id":"31600000002","type":"user_changed_number"}}"#,
        "phone:31600000001+bsuid:NL.1 wamid.1 @- - renamed(Number phone:31600000002)",
    ),
    (
        r#"{"from":"31600000001","id":"wamid.1","type":"system","system":{"user_id":"NL.2",
        "previous_user_id":"NL.1","type":"user_changed_user_id"}}"#,
        "phone:31600000001+bsuid:NL.1 wamid.1 @- - renamed(UserId bsuid:NL.2)",
    ),
    (
        r#"{"from":"31600000001","id":"wamid.1","type":"system","system":{
        "type":"customer_identity_changed"}}"#,
        "phone:31600000001 wamid.1 @- - renamed(Device )",
    ),
    (
        r#"{"from":"31600000001","id":"wamid.1","type":"system","system":{
        "type":"user_changed_number"}}"#,
        "phone:31600000001 wamid.1 @- - other(user_changed_number)",
    ),
];

#[test]
fn a_change_of_names_tells_those_of_before_apart_from_the_new_ones() {
    for (raw, expected) in SYSTEM {
        let fields = format!(r#""messages":[{raw}]"#);
        assert_eq!(seen(&enveloped(OURS, &fields)), ((*expected).to_owned(), 0), "{raw}");
    }
}

/// Invented statuses: what goes in, and what is understood.
const STATUSES: &[(&str, &str)] = &[
    (
        r#"{"id":"wamid.1","status":"sent","timestamp":"1795600800","recipient_id":"31600000001",
        "biz_opaque_callback_data":"0190163d-8694-739b-aea5-966c26f8ad91.2","pricing":{}}"#,
        "wamid.1 wamid.1:sent: Sent 0190163d-8694-739b-aea5-966c26f8ad91.2 @1795600800 -",
    ),
    (
        r#"{"id":"wamid.1","status":"delivered","timestamp":1795600800}"#,
        "wamid.1 wamid.1:delivered: Delivered - @1795600800 -",
    ),
    (
        r#"{"id":"wamid.1","status":"read","biz_opaque_callback_data":"theirs"}"#,
        "wamid.1 wamid.1:read: Read - @- -",
    ),
    (r#"{"id":"wamid.1","status":"played"}"#, "wamid.1 wamid.1:played: Read - @- -"),
    (
        r#"{"id":"wamid.1","status":"failed","errors":[{"code":131026,"title":"x"},{"code":1}]}"#,
        "wamid.1 wamid.1:failed: Failed - @- 131026",
    ),
    (
        r#"{"id":"wamid.1","status":"failed","errors":"none"}"#,
        "wamid.1 wamid.1:failed: Failed - @- -",
    ),
    (
        r#"{"id":"wamid.1","status":"read","recipient_type":"group","recipient_id":"g",
        "recipient_participant_id":"31600000001"}"#,
        "wamid.1 wamid.1:read:31600000001 Read - @- -",
    ),
    (r#"{"id":"wamid.1","status":"deleted"}"#, "ignored status_deleted"),
];

#[test]
fn each_status_is_understood() {
    for (status, expected) in STATUSES {
        let body = enveloped(OURS, &format!(r#""statuses":[{status}]"#));
        assert_eq!(seen(&body), ((*expected).to_owned(), 0), "{status}");
    }
}

#[test]
fn the_flat_envelope_reads_the_same() {
    let message = format!(
        r#"{{"from":"{PHONE}","id":"ABC","timestamp":"1795600800","type":"text","text":
        {{"body":"dag"}}}}"#
    );
    let expected = format!("phone:{PHONE} ABC @1795600800 - text(dag)");
    let contacts = format!(r#""contacts":[{{"wa_id":"{PHONE}"}}]"#);
    let flat = format!(r#"{{{contacts},"messages":[{message}]}}"#);
    assert_eq!(seen(&flat), (expected, 0));
    let flat = r#"{"statuses":[{"id":"ABC","status":"sent"}],"messages":null}"#;
    assert_eq!(seen(flat), ("ABC ABC:sent: Sent - @- -".to_owned(), 0));
    let others = r#"{"metadata":{"phone_number_id":"2"},"statuses":[{}]}"#;
    assert_eq!(seen(others), ("ignored other_number".to_owned(), 0));
}

#[test]
fn only_our_own_number_is_read() {
    let fields = r#""statuses":[{"id":"wamid.1","status":"sent"}]"#;
    let theirs = enveloped("1055500002", fields);
    assert_eq!(seen(&theirs), ("ignored other_number".to_owned(), 0));
    let nobodys = enveloped(OURS, fields).replace("phone_number_id", "x");
    assert_eq!(seen(&nobodys), ("ignored unparsed_value".to_owned(), 1));
}

#[test]
fn other_fields_and_groups_are_named_and_dropped() {
    let rows = [
        (r#"{"entry":[{"changes":[{"field":"account_update","value":{}}]}]}"#, "account_update"),
        (r#"{"entry":[{"changes":[{"field":"user_preferences"}]}]}"#, "user_preferences"),
        (&saying(r#""type":"text","group_id":"g1","text":{"body":"x"}"#), "group_message"),
        (&enveloped(OURS, r#""errors":[{"code":130429}]"#), "errors"),
    ];
    for (body, kind) in rows {
        assert_eq!(seen(body), (format!("ignored {kind}"), 0));
    }
    assert_eq!(seen(r#"{"entry":[]}"#), (String::new(), 0));
}

#[test]
fn one_bad_element_costs_the_others_nothing_and_is_counted() {
    let good = r#"{"id":"wamid.1","status":"sent"}"#;
    let fields = format!(
        r#""messages":[5,{{"id":"wamid.2","from":"abc","type":"text"}},{{"from":"{PHONE}"}}],
        "statuses":[{good},null,{{"status":"sent"}},{{"id":"wamid.3"}},{good}]"#
    );
    let sent = "wamid.1 wamid.1:sent: Sent - @- -";
    let message = "ignored unparsed_message";
    let status = "ignored unparsed_status";
    let expected = [message, message, message, sent, status, status, status, sent].join(" | ");
    assert_eq!(seen(&enveloped(OURS, &fields)), (expected, 6));
    let rows = [
        (r#"{"entry":[7,{}]}"#, 2),
        (r#"{"entry":[{"changes":[3,{},{"field":"messages"}]}]}"#, 3),
        (&enveloped(OURS, r#""messages":{}"#), 1),
        (&enveloped(OURS, r#""x":1"#), 1),
        (r#"{"hello":"world"}"#, 1),
    ];
    for (body, leftovers) in rows {
        assert_eq!(seen(body).1, leftovers, "{body}");
    }
}

#[test]
fn what_is_no_object_is_unreadable() {
    for body in ["", "[]", "7", "{", "\u{feff}{}"] {
        assert!(parse(body.as_bytes(), OURS).is_err(), "{body}");
    }
    assert!(parse(b"\xff", OURS).is_err());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&body, OURS);
    }

    #[test]
    fn no_mutation_of_a_sound_body_makes_it_panic(
        (row, at, byte) in (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>())
    ) {
        let row = row.index(MESSAGES.len() + STATUSES.len());
        let body = match MESSAGES.get(row) {
            Some((message, _)) => saying(message),
            None => {
                let (status, _) = STATUSES[row - MESSAGES.len()];
                enveloped(OURS, &format!(r#""statuses":[{status}]"#))
            }
        };
        if let Ok(parsed) = parse(&mutated(&body, at, byte), OURS) {
            prop_assert!(parsed.leftovers <= parsed.received.len());
            let _ = parsed.received.iter().map(summary).count();
        }
    }
}
