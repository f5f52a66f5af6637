//! Simulated people, living by the clock and by their seed.

use super::*;

async fn day(seed: u64, behaviour: Behaviour) -> (Street, Vec<String>) {
    let street = Street::with_seed(seed).await;
    street.phone("samira", ChannelKind::Telegram, behaviour);
    for text in ["Komt u dinsdag?", "Komt u woensdag?"] {
        let keyboard = json!({ "inline_keyboard": [
            [{ "text": "Ik kom", "callback_data": "0" }], [{ "text": "Nee", "callback_data": "1" }],
        ] });
        let params = json!({ "chat_id": 4001, "text": text, "reply_markup": keyboard });
        street.bot("sendMessage", params).await;
        street.live(24).await;
    }
    let told = |body: Value| {
        let tap = &body["callback_query"];
        let date =
            if tap.is_null() { body["message"]["date"].clone() } else { tap["data"].clone() };
        format!("{} {date}", body["message"]["text"])
    };
    let told = street.house.bodies().into_iter().map(told).collect();
    (street, told)
}

#[tokio::test]
async fn the_same_seed_gives_the_same_days() {
    let (_one, first) = day(3, Behaviour::Types).await;
    let (_two, second) = day(3, Behaviour::Types).await;
    let (_three, other) = day(4, Behaviour::Types).await;
    assert_eq!(first.len(), 2);
    assert_eq!(first, second);
    assert_ne!(first, other);
}

#[tokio::test]
async fn people_answer_after_their_own_kind_and_blockers_shut_the_door() {
    let (_street, taps) = day(1, Behaviour::Prompt).await;
    assert_eq!(taps, ["null \"0\"", "null \"0\""]);
    let (_street, taps) = day(1, Behaviour::Refuses).await;
    assert_eq!(taps, ["null \"1\"", "null \"1\""]);
    let (_street, nothing) = day(1, Behaviour::Silent).await;
    assert!(nothing.is_empty());
    let (_street, later) = day(1, Behaviour::SilentThenAnswers(1)).await;
    assert_eq!(later, ["null \"0\""]);
    let (street, _) = day(1, Behaviour::Blocks).await;
    assert!(street.sandbox.phone("samira").is_some_and(|phone| phone.blocked));
    assert_eq!(street.shown("samira"), ["< Komt u dinsdag?"]);
}

#[tokio::test]
async fn the_clock_waits_while_a_visitor_looks_at_a_question() {
    let street = Street::new().await;
    street.phone("samira", ChannelKind::Telegram, Behaviour::Visitor);
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Ik kom", "callback_data": "0" }]] });
    let params = json!({ "chat_id": 4001, "text": "Komt u?", "reply_markup": keyboard });
    let (_, sent) = street.bot("sendMessage", params).await;
    assert!(!street.sandbox.visitor_waiting());
    street.sandbox.shared.look("samira");
    assert!(street.sandbox.visitor_waiting());
    street.clock.advance(Duration::from_secs(11));
    assert!(!street.sandbox.visitor_waiting());
    street.sandbox.shared.look("samira");
    let id = sent["result"]["message_id"].to_string();
    street.sandbox.tap("samira", &id, 0).await;
    assert!(!street.sandbox.visitor_waiting());
}
