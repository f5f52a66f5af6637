//! Webhook bodies of both platforms.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use wegwijzer::channel::{telegram, whatsapp};
use wegwijzer::message::Received;

use super::{cases, corpus, spoiled};

const OURS: &str = "1055500001";

fn whatsapp(body: &str) -> Option<(Vec<Received>, usize)> {
    let parsed = whatsapp::parse::parse(body.as_bytes(), OURS).ok()?;
    Some((parsed.received, parsed.leftovers))
}

fn telegram(body: &str) -> Option<Vec<Received>> {
    telegram::parse::parse(body.as_bytes()).ok()
}

/// Puts fields that nobody knows into every object but the envelope of a Telegram update, whose
/// fields are the kinds of updates.
fn with_unknown_fields(value: &mut Value, name: &str, also_here: bool) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(|v| with_unknown_fields(v, name, true));
            if also_here {
                fields.insert(format!("zz_{name}"), json!({"id": 7, "from": [null, "x"]}));
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|v| with_unknown_fields(v, name, true)),
        _ => {}
    }
}

/// Every `value` of a body, and what stands around it.
fn values(body: &Value) -> Vec<&Map<String, Value>> {
    let changes = body["entry"].as_array().into_iter().flatten();
    let changes = changes.flat_map(|entry| entry["changes"].as_array().into_iter().flatten());
    changes
        .filter(|change| change["field"] == "messages")
        .filter_map(|change| change["value"].as_object())
        .collect()
}

fn enveloped(value: Map<String, Value>) -> String {
    json!({"entry": [{"changes": [{"field": "messages", "value": value}]}]}).to_string()
}

#[test]
fn the_examples_are_read_and_something_is_found_in_them() {
    let found = corpus("whatsapp").iter().filter_map(|body| whatsapp(body)).count();
    assert!(found >= 5, "only {found} bodies of WhatsApp were read");
    let found = corpus("telegram").iter().filter_map(|body| telegram(body)).count();
    assert!(found >= 5, "only {found} updates of Telegram were read");
}

#[test]
fn each_element_alone_gives_what_it_gave_together_and_none_is_lost() {
    let mut seen = 0;
    for body in corpus("whatsapp") {
        let Ok(json) = serde_json::from_str::<Value>(&body) else { continue };
        for value in values(&json) {
            let (together, leftovers) = whatsapp(&enveloped(value.clone())).unwrap();
            let (mut alone, mut left, mut elements) = (Vec::new(), 0, 0);
            for list in ["messages", "statuses"] {
                for element in value.get(list).and_then(Value::as_array).into_iter().flatten() {
                    let mut one = value.clone();
                    one.remove("messages");
                    one.remove("statuses");
                    one.insert(list.to_owned(), json!([element]));
                    let (received, unread) = whatsapp(&enveloped(one)).unwrap();
                    assert_eq!(received.len(), 1, "an element is received, ignored or counted");
                    alone.extend(received);
                    left += unread;
                    elements += 1;
                }
            }
            if elements > 0 && value["metadata"]["phone_number_id"] == OURS {
                assert_eq!((alone, left), (together, leftovers), "{body}");
                seen += elements;
            }
        }
    }
    assert!(seen > 20, "only {seen} elements were split");
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_spoiled_body_of_whatsapp_is_read_the_same_twice(
        at: prop::sample::Index, wrongs in vec(any::<(u16, u8)>(), 0..4),
    ) {
        let all = corpus("whatsapp");
        let body = spoiled(&all[at.index(all.len())], &wrongs);
        let once = whatsapp(&body);
        prop_assert_eq!(&once, &whatsapp(&body));
        if let Some((received, leftovers)) = once {
            let unread = |r: &&Received| {
                matches!(r, Received::Ignored { kind } if kind.starts_with("unparsed_"))
            };
            prop_assert!(received.iter().filter(unread).count() >= leftovers);
            for one in &received {
                if let Received::Incoming(incoming) = one {
                    prop_assert!(!incoming.from.is_empty() && !incoming.dedupe_key.is_empty());
                }
            }
        }
    }

    #[test]
    fn a_spoiled_update_of_telegram_is_read_the_same_twice(
        at: prop::sample::Index, wrongs in vec(any::<(u16, u8)>(), 0..4),
    ) {
        let all = corpus("telegram");
        let body = spoiled(&all[at.index(all.len())], &wrongs);
        let once = telegram(&body);
        prop_assert_eq!(&once, &telegram(&body));
        if let Some(received) = once {
            prop_assert!(!received.is_empty(), "an update is never nothing");
        }
    }

    #[test]
    fn fields_that_nobody_knows_change_nothing(at: prop::sample::Index, name in "[a-z]{1,8}") {
        let all = corpus("whatsapp");
        if let Ok(mut body) = serde_json::from_str::<Value>(&all[at.index(all.len())]) {
            let plain = whatsapp(&body.to_string());
            with_unknown_fields(&mut body, &name, true);
            prop_assert_eq!(plain, whatsapp(&body.to_string()));
        }
        let all = corpus("telegram");
        if let Ok(mut body) = serde_json::from_str::<Value>(&all[at.index(all.len())]) {
            let plain = telegram(&body.to_string());
            with_unknown_fields(&mut body, &name, false);
            prop_assert_eq!(plain, telegram(&body.to_string()));
        }
    }
}
