//! What `render` makes of messages: rows for the rules, properties for the laws.

use super::*;
use crate::channel::limits::{TELEGRAM, WHATSAPP};
use proptest::prelude::*;

fn out(body: &str, labels: &[&str]) -> Outgoing {
    let choices = labels
        .iter()
        .enumerate()
        .map(|(n, label)| Choice { label: (*label).to_owned(), payload: format!("q.{n}") })
        .collect();
    Outgoing {
        body: body.to_owned(),
        choices,
        list_button: "Kies een antwoord".to_owned(),
        template: None,
    }
}

fn body_of(part: &Part) -> &str {
    match part {
        Part::Text { body } | Part::Buttons { body, .. } | Part::List { body, .. } => body,
        _ => "",
    }
}

fn choices_of(part: &Part) -> &[Choice] {
    match part {
        Part::Buttons { choices, .. } | Part::List { choices, .. } => choices,
        _ => &[],
    }
}

fn shape(parts: &[Part]) -> String {
    let letter = |part: &Part| match part {
        Part::Text { .. } => 'T',
        Part::Buttons { .. } => 'B',
        Part::List { .. } => 'L',
        _ => '?',
    };
    parts.iter().map(letter).collect()
}

#[test]
fn choices_become_buttons_then_a_list_then_numbered_lines() {
    let long = "Ik kom, maar ik ben te laat"; // 27 characters
    let rows: [(&[&str], &str, &str); 9] = [
        (&[], "T", "T"),
        (&["Ik kom"], "B", "B"),
        (&["Ja", "Nee", "Hulp"], "B", "B"),
        (&["Ja", "Nee", "Hulp", "Later"], "L", "B"),
        (&["Ja", "Ik kan echt niet komen"], "L", "B"), // 22: too long for a button
        (&["Ja", long], "T", "B"),
        (&["Ja", "Ja"], "T", "T"),
        (&["Ja", " "], "T", "T"),
        (&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], "T", "B"),
    ];
    for (labels, whatsapp, telegram) in rows {
        let out = out("Komt u?", labels);
        assert_eq!(shape(&render(&out, &WHATSAPP)), whatsapp, "WhatsApp {labels:?}");
        assert_eq!(shape(&render(&out, &TELEGRAM)), telegram, "Telegram {labels:?}");
    }
}

#[test]
fn numbered_lines_name_every_choice_in_full() {
    let out = out("Waarom?", &["Ik ben ziek", "Ik heb die dag een andere afspraak"]);
    assert_eq!(
        render(&out, &WHATSAPP),
        [Part::Text {
            body: "Waarom?\n\n1. Ik ben ziek\n2. Ik heb die dag een andere afspraak".into()
        }]
    );
}

#[test]
fn a_long_body_goes_ahead_and_the_buttons_stay_with_its_end() {
    let body = "Dit is een zin van ons. ".repeat(100); // 2,400 characters
    let parts = render(&out(&body, &["Ja", "Nee"]), &WHATSAPP);
    assert_eq!(shape(&parts), "TTB");
    assert!(parts.iter().all(|part| body_of(part).ends_with("ons.")));
    assert_eq!(shape(&render(&out(&body, &["Ja", "Nee"]), &TELEGRAM)), "B");
}

#[test]
fn a_message_without_words_still_carries_its_buttons() {
    let parts = render(&out("  ", &["Ja"]), &WHATSAPP);
    assert_eq!(body_of(&parts[0]), "Kies een antwoord");
    assert!(render(&out("", &[]), &WHATSAPP).is_empty());
    let mut wordless = out("", &["Ja"]);
    wordless.list_button.clear();
    assert_eq!(render(&wordless, &TELEGRAM), [Part::Text { body: "1. Ja".into() }]);
}

#[test]
fn a_button_never_carries_more_than_the_platform_takes() {
    let mut out = out("Komt u?", &["Ja"]);
    out.choices[0].payload = "x".repeat(65);
    assert_eq!(shape(&render(&out, &TELEGRAM)), "T");
    assert_eq!(shape(&render(&out, &WHATSAPP)), "B");
}

#[test]
fn text_is_split_where_a_reader_would_pause() {
    let rows: [(&str, usize, &[&str]); 8] = [
        ("Een. Twee drie", 9, &["Een. Twee", "drie"]),
        ("Kom om tien. Tot dan!", 14, &["Kom om tien.", "Tot dan!"]),
        ("Een twee.\n\nDrie. vier", 17, &["Een twee.", "Drie. vier"]),
        ("abcdefgh", 3, &["abc", "def", "gh"]),
        ("aaaa bbbb", 4, &["aaaa", "bbbb"]),
        ("cafe\u{301}s", 4, &["caf", "e\u{301}s"]),
        ("ok 👍🏽👍🏽", 4, &["ok", "👍🏽👍🏽"]),
        ("你好。再见", 4, &["你好。", "再见"]),
    ];
    for (text, limit, expected) in rows {
        assert_eq!(split(text, limit), expected, "{text:?} at {limit}");
    }
}

fn outgoing() -> impl Strategy<Value = Outgoing> {
    let body = prop_oneof![
        "(([a-zé]{1,9}[.?]? ?){0,30}\n?){0,40}",
        "[ -~]{0,3000}",
        "[\u{61e}-\u{6ff}a-z \u{301}]{0,2000}",
    ];
    (body, proptest::collection::vec("[A-Za-z 0-9]{0,30}", 0..14), 1..90usize).prop_map(
        |(body, labels, width)| {
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let mut out = out(&body, &labels);
            for choice in &mut out.choices {
                choice.payload = format!("{:0width$}", choice.payload[2..].parse::<u32>().unwrap());
            }
            out
        },
    )
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_part_is_over_the_limits_and_nothing_is_lost(out in outgoing(), telegram: bool) {
        let limits = if telegram { &TELEGRAM } else { &WHATSAPP };
        let parts = render(&out, limits);
        let mut offered = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let (body_limit, most, label) = match part {
                Part::Text { .. } => (limits.text, 0, 0),
                Part::Buttons { .. } => {
                    (limits.buttons_body, limits.buttons, limits.button_label)
                }
                Part::List { button, .. } => {
                    prop_assert!(button.chars().count() <= limits.button_label);
                    (limits.list_body, limits.list_rows, limits.row_label)
                }
                other => panic!("render made {other:?}"),
            };
            prop_assert!((1..=body_limit).contains(&body_of(part).chars().count()));
            prop_assert!(choices_of(part).len() <= most);
            for choice in choices_of(part) {
                prop_assert!(choice.label.chars().count() <= label);
                prop_assert!(choice.payload.len() <= limits.payload_bytes);
            }
            prop_assert!(choices_of(part).is_empty() || n + 1 == parts.len());
            offered.extend_from_slice(choices_of(part));
        }
        let said = squeezed(&parts.iter().map(body_of).collect::<String>());
        let mut meant = out.body.clone();
        if offered.is_empty() {
            if meant.trim().is_empty() && !out.choices.is_empty() {
                meant = out.list_button.clone();
            }
            for (n, choice) in out.choices.iter().enumerate() {
                meant.push_str(&format!("{}.{}", n + 1, choice.label));
            }
        } else {
            prop_assert_eq!(&offered, &out.choices);
            if meant.trim().is_empty() {
                meant = out.list_button.clone();
            }
        }
        prop_assert_eq!(said, squeezed(&meant));
    }

    #[test]
    fn splitting_keeps_every_letter_at_any_limit(text in "\\PC{0,80}", limit in 1usize..20) {
        let pieces = split(&text, limit);
        prop_assert!(pieces.iter().all(|piece| (1..=limit).contains(&piece.chars().count())));
        prop_assert_eq!(squeezed(&pieces.concat()), squeezed(&text));
    }
}
