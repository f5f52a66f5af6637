//! What management calls say and answer, in Meta's JSON. Reckons only.
//!
//! Source: Meta's OpenAPI file of the Cloud API (v23), `/{WABA-ID}/message_templates`; fields of
//! categories and quality: "Templates", 2026. 360dialog wraps the same objects differently.

use std::time::Duration;

use serde_json::{Value, json};

use crate::trade::template::languages::normalised;

/// What is asked of each template.
pub(super) const FIELDS: &str = "id,name,language,status,category,previous_category,\
                                 correct_category,quality_score,rejected_reason,components";

/// Longest remark of a platform that is passed on, in characters.
const REMARK: usize = 300;

/// A template as the platform has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The platform's id.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Meta's language code.
    pub language: String,
    /// Meta's word, in capitals.
    pub state: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// What it is counted and paid as, in capitals.
    pub category: Option<String>,
    /// What it was before Meta moved it.
    pub previous_category: Option<String>,
    /// What Meta announced to make of it.
    pub correct_category: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`.
    pub quality: Option<String>,
    /// Its body, variables unfilled.
    pub body: String,
    /// Labels of its quick-reply buttons.
    pub buttons: Vec<String>,
}

/// A template to make.
#[derive(Clone, Copy, Debug)]
pub struct NewTemplate<'a> {
    /// Its name.
    pub name: &'a str,
    /// Meta's language code.
    pub language: &'a str,
    /// `UTILITY`.
    pub category: &'a str,
    /// Its body, with `{{1}}` and so on.
    pub body: &'a str,
    /// What stands for each variable, for reviewers.
    pub examples: &'a [String],
    /// Labels of its quick-reply buttons.
    pub buttons: &'a [String],
}

/// One page of a list.
pub(super) struct Page {
    pub(super) templates: Vec<Template>,
    /// Where the next page begins, if there is one (Meta).
    pub(super) after: Option<String>,
    /// How many there are in all (360dialog).
    pub(super) total: Option<usize>,
}

/// What went wrong, as far as it says.
pub(super) struct Complaint {
    pub(super) code: Option<i64>,
    pub(super) said: Option<String>,
}

pub(super) fn create(new: &NewTemplate<'_>) -> Value {
    let mut body = json!({ "type": "BODY", "text": new.body });
    if !new.examples.is_empty() {
        body["example"] = json!({ "body_text": [new.examples] });
    }
    let mut components = vec![body];
    if !new.buttons.is_empty() {
        let button = |label: &String| json!({ "type": "QUICK_REPLY", "text": label });
        let buttons: Vec<Value> = new.buttons.iter().map(button).collect();
        components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
    }
    json!({
        "name": new.name,
        "language": new.language,
        "category": new.category,
        "parameter_format": "POSITIONAL",
        "components": components,
    })
}

/// A page; nothing when it is no list of templates at all. One that cannot be read is left out: an
/// odd template of somebody else's must not hide ours.
pub(super) fn page(answer: &Value) -> Option<Page> {
    let list = answer["data"].as_array().or_else(|| answer["waba_templates"].as_array())?;
    let paging = &answer["paging"];
    let next = paging["next"].is_string().then(|| text(&paging["cursors"]["after"])).flatten();
    let total = answer["total"].as_u64().and_then(|n| usize::try_from(n).ok());
    Some(Page { templates: list.iter().filter_map(one).collect(), after: next, total })
}

pub(super) fn one(json: &Value) -> Option<Template> {
    let components = json["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let of = |kind: &str| components.iter().find(|c| word(&c["type"]).as_deref() == Some(kind));
    let buttons = of("BUTTONS").and_then(|c| c["buttons"].as_array());
    let quality = &json["quality_score"];
    Some(Template {
        id: text(&json["id"]),
        name: text(&json["name"])?,
        language: normalised(json["language"].as_str()?),
        state: word(&json["status"])?,
        reason: word(&json["rejected_reason"]).filter(|reason| reason != "NONE"),
        category: word(&json["category"]),
        previous_category: word(&json["previous_category"]),
        correct_category: word(&json["correct_category"]),
        quality: word(quality).or_else(|| word(&quality["score"])),
        body: of("BODY").and_then(|c| text(&c["text"])).unwrap_or_default(),
        buttons: buttons.into_iter().flatten().filter_map(|b| text(&b["text"])).collect(),
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn word(value: &Value) -> Option<String> {
    Some(text(value)?.to_ascii_uppercase())
}

/// The error in an answer, of Meta's form or of 360dialog's. Templates hold nothing personal, so
/// what the platform says about one may be shown to whoever runs the command.
pub(super) fn error(json: &Value) -> Option<Complaint> {
    let error = match &json["error"] {
        Value::Null => json["errors"].get(0)?,
        error => error,
    };
    let said = ["error_user_msg", "message", "details"].iter().find_map(|key| text(&error[key]));
    let said = said.map(|said| {
        let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().take(REMARK).collect()
    });
    Some(Complaint { code: error["code"].as_i64(), said })
}

/// How long until calls are taken again, from the header `X-Business-Use-Case-Usage`, which tells
/// minutes per account. Nothing when it says none.
pub(super) fn regained_in(header: &str) -> Option<Duration> {
    let usage: Value = serde_json::from_str(header).ok()?;
    let accounts = usage.as_object()?.values().filter_map(Value::as_array).flatten();
    let minutes =
        accounts.filter_map(|one| one["estimated_time_to_regain_access"].as_u64()).max()?;
    (minutes > 0).then(|| Duration::from_secs(minutes.saturating_mul(60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_metas_and_one_of_360dialogs_read_the_same() {
        let template = json!({
            "id": "920070352646140", "name": "pvt", "language": "en-US", "status": "approved",
            "category": "UTILITY", "rejected_reason": "NONE",
            "quality_score": { "score": "GREEN", "date": 1 },
            "components": [
                { "type": "HEADER", "format": "TEXT", "text": "Hi" },
                { "type": "BODY", "text": "Hi {{1}}!", "example": { "body_text": [["Mark"]] } },
                { "type": "BUTTONS", "buttons": [{ "type": "QUICK_REPLY", "text": "Yes" }] },
            ],
        });
        let meta = json!({ "data": [template, 7, { "name": "odd" }],
            "paging": { "cursors": { "before": "a", "after": "b" }, "next": "https://x" } });
        let other = json!({ "waba_templates": [template], "total": 12 });
        let (meta, other) = (page(&meta).unwrap(), page(&other).unwrap());
        assert_eq!(meta.templates, other.templates);
        assert_eq!((meta.after.as_deref(), other.total), (Some("b"), Some(12)));
        let read = &meta.templates[0];
        assert_eq!((read.state.as_str(), read.language.as_str()), ("APPROVED", "en_US"));
        assert_eq!((read.body.as_str(), read.buttons[0].as_str()), ("Hi {{1}}!", "Yes"));
        assert_eq!((read.quality.as_deref(), &read.reason), (Some("GREEN"), &None));
        let last = json!({ "data": [], "paging": { "cursors": { "after": "b" } } });
        assert_eq!(page(&last).unwrap().after, None, "a cursor without a next page is the end");
        assert!(page(&json!({ "success": true })).is_none());
    }

    #[test]
    fn a_template_is_made_with_examples_and_quick_replies_where_it_has_any() {
        let examples = ["Amina".to_owned(), "19:00".to_owned()];
        let buttons = ["Ik kom".to_owned()];
        let new = NewTemplate {
            name: "pvt",
            language: "nl",
            category: "UTILITY",
            body: "Dag {{1}}, om {{2}} uur?",
            examples: &examples,
            buttons: &buttons,
        };
        let made = create(&new);
        assert_eq!(made["components"][0]["example"]["body_text"], json!([["Amina", "19:00"]]));
        assert_eq!(made["components"][1]["buttons"][0]["type"], "QUICK_REPLY");
        let bare = create(&NewTemplate { body: "Dag!", examples: &[], buttons: &[], ..new });
        assert_eq!(bare["components"], json!([{ "type": "BODY", "text": "Dag!" }]));
    }

    #[test]
    fn the_time_to_wait_is_the_longest_that_the_header_tells() {
        let header = r#"{"9":[{"estimated_time_to_regain_access":3},
                              {"estimated_time_to_regain_access":0}],"8":[]}"#;
        assert_eq!(regained_in(header), Some(Duration::from_secs(180)));
        assert_eq!(regained_in(r#"{"9":[{"estimated_time_to_regain_access":0}]}"#), None);
        assert_eq!(regained_in("soon"), None);
    }
}
