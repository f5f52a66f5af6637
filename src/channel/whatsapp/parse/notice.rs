//! One change about the business account itself: its templates, its number, its standing. PURE.
//!
//! Source: Cloud API, webhooks reference: `message_template_status_update`,
//! `message_template_quality_update`, `template_category_update`,
//! `message_template_components_update`, `phone_number_quality_update`, `account_update`, 2026.

use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::Words;
use crate::channel::lenient::{self, instant};
use crate::message::{Notice, NoticeAbout, TemplateChange};
use crate::trade::template::languages::normalised;

/// Longest name of a template. Source: Cloud API, "Templates".
const NAME: usize = 512;

#[derive(Deserialize)]
struct Change<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    event: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    reason: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    message_template_name: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    message_template_language: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    new_quality_score: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    new_category: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    previous_category: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    correct_category: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    current_limit: Words<'a>,
}

/// Is this a field of the envelope that is read here?
pub(super) fn is_known(field: &str) -> bool {
    matches!(
        field,
        "message_template_status_update"
            | "message_template_quality_update"
            | "template_category_update"
            | "message_template_components_update"
            | "phone_number_quality_update"
            | "account_update"
    )
}

/// The notice, or nothing when it does not say what became of what.
///
/// These changes have no id: a repeat is the same bytes in an entry of the same second.
pub(super) fn read(field: &str, time: Option<i64>, raw: &RawValue) -> Option<Notice> {
    let change: Change = serde_json::from_str(raw.get()).ok()?;
    let hash: String =
        Sha256::digest(raw.get()).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let dedupe_key = format!("{field}:{}:{hash}", time.unwrap_or(0));
    let about = match field {
        "phone_number_quality_update" => {
            NoticeAbout::Number { event: word(&change.event)?, limit: word(&change.current_limit) }
        }
        "account_update" => NoticeAbout::Account { event: word(&change.event)? },
        _ => {
            let name = change.message_template_name.as_deref()?;
            let fit = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
            let right = (1..=NAME).contains(&name.len()) && name.bytes().all(fit);
            let language = normalised(change.message_template_language.as_deref()?);
            let short = (2..=20).contains(&language.len()) && language.is_ascii();
            NoticeAbout::Template {
                name: right.then(|| name.to_owned())?,
                language: short.then_some(language)?,
                change: of_template(field, &change)?,
            }
        }
    };
    Some(Notice { about, at: time.and_then(instant), dedupe_key })
}

fn of_template(field: &str, change: &Change) -> Option<TemplateChange> {
    Some(match field {
        "message_template_status_update" => TemplateChange::State {
            word: word(&change.event)?,
            reason: word(&change.reason).filter(|reason| reason != "NONE"),
        },
        "message_template_quality_update" => {
            TemplateChange::Quality { word: word(&change.new_quality_score)? }
        }
        "message_template_components_update" => TemplateChange::Words,
        _ => {
            let (now, previous) = (word(&change.new_category), word(&change.previous_category));
            // the first word is a warning, a day before; the second has the old category
            let announced = word(&change.correct_category).filter(|_| previous.is_none());
            if now.is_none() && announced.is_none() {
                return None;
            }
            TemplateChange::Category { now, previous, announced }
        }
    })
}

/// A word of Meta's in capitals; what no word of Meta's looks like is `UNKNOWN`.
fn word(words: &Words) -> Option<String> {
    let word = words.as_deref()?.trim().to_ascii_uppercase();
    let fit = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    let right = (1..=40).contains(&word.len()) && word.bytes().all(fit);
    Some(if right { word } else { "UNKNOWN".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::super::parse_of;
    use super::*;
    use crate::message::Received;

    fn body(field: &str, value: &str) -> String {
        format!(
            r#"{{"object":"whatsapp_business_account","entry":[{{"id":"9","time":1795600800,
            "changes":[{{"field":"{field}","value":{value}}}]}}]}}"#
        )
    }

    fn seen(body: &str, account: Option<&str>) -> (Vec<Received>, usize) {
        let parsed = parse_of(body.as_bytes(), "1", account).unwrap();
        (parsed.received, parsed.leftovers)
    }

    fn about(field: &str, value: &str) -> NoticeAbout {
        let (mut received, leftovers) = seen(&body(field, value), Some("9"));
        assert_eq!(leftovers, 0, "{value}");
        let Some(Received::Notice(notice)) = received.pop() else { panic!("{value}") };
        assert_eq!(notice.at, instant(1_795_600_800));
        notice.about
    }

    fn template(field: &str, rest: &str) -> TemplateChange {
        let value = format!(
            r#"{{"message_template_id":123,"message_template_name":"pvt","message_template_language":
            "en-US",{rest}}}"#
        );
        match about(field, &value) {
            NoticeAbout::Template { name, language, change } => {
                assert_eq!((name.as_str(), language.as_str()), ("pvt", "en_US"));
                change
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn news_about_a_template_is_understood_and_its_language_written_as_the_api_does() {
        let some = |word: &str| Some(word.to_owned());
        let rows = [
            (
                "message_template_status_update",
                r#""event":"APPROVED","reason":"NONE""#,
                TemplateChange::State { word: "APPROVED".into(), reason: None },
            ),
            (
                "message_template_status_update",
                r#""event":"REJECTED","reason":"INVALID_FORMAT","rejection_info":{"x":1}"#,
                TemplateChange::State { word: "REJECTED".into(), reason: some("INVALID_FORMAT") },
            ),
            (
                "message_template_quality_update",
                r#""previous_quality_score":"GREEN","new_quality_score":"RED""#,
                TemplateChange::Quality { word: "RED".into() },
            ),
            (
                "template_category_update",
                r#""new_category":"UTILITY","correct_category":"MARKETING""#,
                TemplateChange::Category {
                    now: some("UTILITY"),
                    previous: None,
                    announced: some("MARKETING"),
                },
            ),
            (
                "template_category_update",
                r#""previous_category":"UTILITY","new_category":"MARKETING""#,
                TemplateChange::Category {
                    now: some("MARKETING"),
                    previous: some("UTILITY"),
                    announced: None,
                },
            ),
            (
                "message_template_components_update",
                r#""message_template_element":"Dag""#,
                TemplateChange::Words,
            ),
        ];
        for (field, rest, change) in rows {
            assert_eq!(template(field, rest), change, "{rest}");
        }
    }

    #[test]
    fn news_about_the_number_and_the_account_carries_no_number() {
        let number = about(
            "phone_number_quality_update",
            r#"{"display_phone_number":"31201234567","event":"FLAGGED","current_limit":"TIER_1K"}"#,
        );
        let limit = Some("TIER_1K".to_owned());
        assert_eq!(number, NoticeAbout::Number { event: "FLAGGED".into(), limit });
        let account = about(
            "account_update",
            r#"{"phone_number":"31201234567","event":"ACCOUNT_RESTRICTION"}"#,
        );
        assert_eq!(account, NoticeAbout::Account { event: "ACCOUNT_RESTRICTION".into() });
    }

    #[test]
    fn somebody_elses_account_is_not_read_and_without_one_of_ours_nothing_is() {
        let body = body("account_update", r#"{"event":"DISABLED_UPDATE"}"#);
        let ignored = |kind: &str| vec![Received::Ignored { kind: kind.to_owned() }];
        assert_eq!(seen(&body, Some("8")), (ignored("other_account"), 0));
        assert_eq!(seen(&body, None), (ignored("account_update"), 0));
    }

    #[test]
    fn what_does_not_say_what_became_of_what_is_kept_as_it_came() {
        for value in [
            "7",
            "{}",
            r#"{"event":"APPROVED"}"#,
            r#"{"event":"APPROVED","message_template_name":"Dag!","message_template_language":"nl"}"#,
            r#"{"message_template_name":"pvt","message_template_language":"nl"}"#,
        ] {
            let body = body("message_template_status_update", value);
            assert_eq!(seen(&body, Some("9")).1, 1, "{value}");
        }
        let odd = template("message_template_status_update", r#""event":"Shiny thing!""#);
        assert_eq!(odd, TemplateChange::State { word: "UNKNOWN".into(), reason: None });
    }

    #[test]
    fn a_repeat_has_the_same_key_and_the_same_news_a_second_later_another() {
        let key = |time: i64| {
            let raw = serde_json::value::to_raw_value(&serde_json::json!({
                "event": "PAUSED", "message_template_name": "pvt", "message_template_language": "nl",
            }))
            .unwrap();
            read("message_template_status_update", Some(time), &raw).unwrap().dedupe_key
        };
        assert_eq!(key(1), key(1));
        assert_ne!(key(1), key(2));
    }
}
