//! Update in, understood out; and what teloxide makes of the same updates.

use super::*;
use crate::channel::contract::{mutated, said_by, summary};
use proptest::prelude::*;

/// Invented updates: what goes in, and what is understood (see [`summary`]).
const TABLE: &[(&str, &str)] = &[
    (
        r#"{"update_id":71,"message":{"message_id":5,"date":1795600800,"chat":{"id":8123456789,
        "type":"private","first_name":"Amal"},"from":{"id":8123456789,"is_bot":false,
        "first_name":"Amal","language_code":"ar"},"text":"Ik kom\n\u062f"}}"#,
        "telegram_chat:8123456789 71:message:8123456789:5 @1795600800 ar text(Ik kom\nد)",
    ),
    (
        r#"{"update_id":72,"message":{"message_id":6,"date":1,"chat":{"id":9,"type":"private"},
        "text":"/start WWab-c_1","entities":[{"type":"bot_command","offset":0,"length":6}]}}"#,
        "telegram_chat:9 72:message:9:6 @1 - start(WWab-c_1)",
    ),
    (
        r#"{"update_id":73,"message":{"message_id":7,"chat":{"id":9,"type":"private"},"text":"/start"}}"#,
        "telegram_chat:9 73:message:9:7 @- - start(-)",
    ),
    (
        r#"{"update_id":73,"message":{"message_id":7,"chat":{"id":9,"type":"private"},"text":"/started"}}"#,
        "telegram_chat:9 73:message:9:7 @- - text(/started)",
    ),
    (
        r#"{"update_id":74,"message":{"message_id":8,"chat":{"id":9,"type":"private"},"text":"/stop@wegwijzer_bot"}}"#,
        "telegram_chat:9 74:message:9:8 @- - text(/stop@wegwijzer_bot)",
    ),
    (
        r#"{"update_id":75,"callback_query":{"id":"4382bfdwdsb323b2d9","from":{"id":9,"language_code":
        "uk"},"chat_instance":"1","data":"q1.ja","message":{"message_id":33,"date":0,"chat":{"id":9,
        "type":"private"},"reply_markup":{"inline_keyboard":[[{"text":"Nee","callback_data":"q1.nee"}],
        [{"text":"Ja","callback_data":"q1.ja"}]]}}}}"#,
        "telegram_chat:9 75:callback_query:9:4382bfdwdsb323b2d9 @- uk \
         tap(q1.ja Ja 4382bfdwdsb323b2d9 33)",
    ),
    (
        r#"{"update_id":75,"callback_query":{"id":"44","from":{"id":9},"data":"q1.ja"}}"#,
        "telegram_chat:9 75:callback_query:9:44 @- - tap(q1.ja - 44 -)",
    ),
    (
        r#"{"update_id":75,"callback_query":{"id":"44","from":{"id":9},"data":"x","message":
        {"message_id":1,"chat":{"id":-5,"type":"group"}}}}"#,
        "ignored group_callback",
    ),
    (
        r#"{"update_id":76,"my_chat_member":{"chat":{"id":9,"type":"private"},"from":{"id":9},"date":
        1795600800,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}}"#,
        "telegram_chat:9 76:my_chat_member:9:1795600800 @1795600800 - blocked",
    ),
    (
        r#"{"update_id":77,"my_chat_member":{"chat":{"id":9,"type":"private"},
        "new_chat_member":{"status":"member"}}}"#,
        "telegram_chat:9 77:my_chat_member:9:0 @- - unblocked",
    ),
    (
        r#"{"update_id":77,"my_chat_member":{"chat":{"id":-9,"type":"supergroup"},
        "new_chat_member":{"status":"member"}}}"#,
        "ignored group_membership",
    ),
    (
        r#"{"update_id":78,"message":{"message_id":1,"chat":{"id":9,"type":"private"},"caption":"brief",
        "photo":[{"file_id":"small"},{"file_id":"large"}]}}"#,
        "telegram_chat:9 78:message:9:1 @- - media(photo large brief)",
    ),
    (
        r#"{"update_id":78,"message":{"message_id":1,"chat":{"id":9,"type":"private"},
        "voice":{"file_id":"v","duration":3}}}"#,
        "telegram_chat:9 78:message:9:1 @- - media(voice v -)",
    ),
    (
        r#"{"update_id":78,"message":{"message_id":1,"chat":{"id":9,"type":"private"},
        "document":{"file_id":"d"},"animation":{"file_id":"a"}}}"#,
        "telegram_chat:9 78:message:9:1 @- - media(video a -)",
    ),
    (
        r#"{"update_id":78,"message":{"message_id":1,"chat":{"id":9,"type":"private"},
        "sticker":{"file_id":"s"}}}"#,
        "telegram_chat:9 78:message:9:1 @- - media(sticker s -)",
    ),
    (
        r#"{"update_id":79,"message":{"message_id":1,"chat":{"id":9,"type":"private"},
        "location":{"latitude":52.0,"longitude":5.1},"venue":{}}}"#,
        "telegram_chat:9 79:message:9:1 @- - other(venue)",
    ),
    (
        r#"{"update_id":79,"message":{"message_id":1,"chat":{"id":9,"type":"private"},
        "contact":{"phone_number":"31600000000"}}}"#,
        "telegram_chat:9 79:message:9:1 @- - other(contact)",
    ),
    (
        r#"{"update_id":79,"message":{"message_id":1,"chat":{"id":9,"type":"private"},
        "hologram":{"newer":"than we are"}}}"#,
        "telegram_chat:9 79:message:9:1 @- - other(unknown)",
    ),
    (
        r#"{"update_id":79,"message":{"message_id":1,"chat":{"id":9,"type":"private"},
        "pinned_message":{"message_id":3}}}"#,
        "ignored pinned_message",
    ),
    (
        r#"{"update_id":80,"message":{"message_id":1,"chat":{"id":-100200,"type":"supergroup"},
        "text":"dag allemaal"}}"#,
        "ignored group_message",
    ),
    (
        r#"{"update_id":81,"edited_message":{"message_id":1,"chat":{"id":9,"type":"private"},
        "text":"Ik kom niet"}}"#,
        "ignored edited_message",
    ),
    (r#"{"update_id":82,"brand_new_thing":[1,2]}"#, "ignored brand_new_thing"),
    (r#"{"update_id":82}"#, "ignored empty"),
    // Odd fields everywhere, and the words still arrive.
    (
        r#"{"update_id":"83","message":{"message_id":"4","date":"soon","chat":{"id":9,"type":7,
        "title":{}},"from":[],"entities":"bold","reply_markup":5,"via_bot":0,"photo":"none",
        "text":"dag \ud83d"}}"#,
        "telegram_chat:9 83:message:9:4 @- - text(dag \u{fffd})",
    ),
];

#[test]
fn each_update_is_understood() {
    for (update, expected) in TABLE {
        let seen = parse(update.as_bytes()).map(|seen| said_by(&seen));
        assert_eq!(seen.as_deref(), Ok(*expected), "{update}");
    }
}

#[test]
fn what_cannot_be_read_says_so_and_keeps_its_place_in_the_poll() {
    let rows: [&[u8]; 7] = [
        b"",
        b"[]",
        b"\xff\xfe",
        br#"{"message":{}}"#,
        br#"{"update_id":5,"message":"text"}"#,
        br#"{"update_id":5,"message":{"text":"from nowhere"}}"#,
        br#"{"update_id":5,"callback_query":{"data":"x"}}"#,
    ];
    for body in rows {
        assert!(parse(body).is_err(), "{}", String::from_utf8_lossy(body));
    }
    assert_eq!(update_id_of(rows[4]), Some(5));
    assert_eq!(update_id_of(b"{}"), None);
}

/// teloxide is stricter than we are; where it understands an update, we understand the same.
#[test]
fn where_teloxide_reads_an_update_we_read_the_same() {
    use teloxide::types::{ChatMemberKind, Update, UpdateKind};
    let person = r#"{"id":8123,"is_bot":false,"first_name":"Amal","language_code":"ar"}"#;
    let chat = r#"{"id":8123,"type":"private","first_name":"Amal"}"#;
    let about = format!(r#""date":1795600800,"chat":{chat},"from":{person}"#);
    let member = r#""status":"member""#;
    let bot = r#""user":{"id":1,"is_bot":true,"first_name":"W"}"#;
    let updates = [
        format!(r#"{{"update_id":1,"message":{{"message_id":5,{about},"text":"dag"}}}}"#),
        format!(
            r#"{{"update_id":2,"callback_query":{{"id":"77","from":{person},"chat_instance":"1",
            "data":"q1.ja","message":{{"message_id":6,{about},"text":"Komt u?"}}}}}}"#
        ),
        format!(
            r#"{{"update_id":3,"my_chat_member":{{{about},"old_chat_member":{{{member},{bot}}},
            "new_chat_member":{{"status":"kicked","until_date":0,{bot}}}}}}}"#
        ),
    ];
    for update in updates {
        let theirs = serde_json::from_str::<Update>(&update).unwrap();
        let expected = match &theirs.kind {
            UpdateKind::Message(message) => format!(
                "telegram_chat:{} 1:message:8123:{} @{} ar text({})",
                message.chat.id,
                message.id,
                message.date.timestamp(),
                message.text().unwrap()
            ),
            UpdateKind::CallbackQuery(query) => format!(
                "telegram_chat:{} 2:callback_query:8123:77 @- ar tap({} - {} {})",
                query.from.id,
                query.data.as_deref().unwrap(),
                query.id,
                query.message.as_ref().unwrap().id()
            ),
            UpdateKind::MyChatMember(change) => {
                assert!(matches!(change.new_chat_member.kind, ChatMemberKind::Banned(_)));
                format!(
                    "telegram_chat:{} 3:my_chat_member:8123:1795600800 @{} ar blocked",
                    change.chat.id,
                    change.date.timestamp()
                )
            }
            other => panic!("teloxide could not read {other:?}"),
        };
        assert_eq!(said_by(&parse(update.as_bytes()).unwrap()), expected);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&body);
    }

    #[test]
    fn no_mutation_of_a_sound_update_makes_it_panic(
        (row, at, byte) in (0..TABLE.len(), any::<prop::sample::Index>(), any::<u8>())
    ) {
        if let Ok(seen) = parse(&mutated(TABLE[row].0, at, byte)) {
            let _ = seen.iter().map(summary).count();
        }
    }
}
