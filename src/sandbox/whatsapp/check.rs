//! Reads a send as strictly as Meta does, and says what a phone would show.
//!
//! Pure. Limits and codes: Cloud API, messages, interactive messages, templates, error codes
//! (pages of 2026). Media are shown by name only.

use serde_json::Value;

use super::templates::Shelf;
use crate::sandbox::phones::{BubbleKind, Button, Layout};

/// Why a call was refused, in Meta's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) http: u16,
    pub(super) code: i64,
    pub(super) message: &'static str,
    pub(super) details: String,
}

impl Complaint {
    fn missing(what: &str) -> Self {
        Self {
            http: 400,
            code: 131_008,
            message: "(#131008) Required parameter is missing",
            details: format!("{what} is required"),
        }
    }

    fn invalid(details: impl Into<String>) -> Self {
        Self {
            http: 400,
            code: 131_009,
            message: "(#131009) Parameter value is not valid",
            details: details.into(),
        }
    }

    fn unknown(details: impl Into<String>) -> Self {
        Self { http: 400, code: 100, message: "(#100) Invalid parameter", details: details.into() }
    }
}

/// For whom a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recipient {
    /// Digits with country code, without `+`.
    Phone(String),
    /// Business-scoped user id.
    Bsuid(String),
}

/// A send that Meta would accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sendable {
    pub(super) to: Recipient,
    pub(super) text: String,
    pub(super) choices: Vec<Button>,
    pub(super) layout: Layout,
    pub(super) kind: BubbleKind,
    pub(super) callback_data: Option<String>,
}

/// What a message shows.
struct Shown {
    text: String,
    choices: Vec<Button>,
    layout: Layout,
    kind: BubbleKind,
}

impl Shown {
    fn plain(text: impl Into<String>) -> Self {
        let (text, choices) = (text.into(), Vec::new());
        Self { text, choices, layout: Layout::Plain, kind: BubbleKind::Text }
    }
}

type Checked<T> = Result<T, Complaint>;

/// Reads the body of a send.
pub(super) fn check(body: &Value, templates: &Shelf) -> Checked<Sendable> {
    if body["messaging_product"] != "whatsapp" {
        return Err(Complaint::unknown("The parameter messaging_product is required."));
    }
    let to = recipient(body)?;
    let callback_data = body["biz_opaque_callback_data"].as_str().map(str::to_owned);
    if callback_data.as_ref().is_some_and(|data| data.chars().count() > 512) {
        return Err(Complaint::invalid("biz_opaque_callback_data is longer than 512 characters"));
    }
    let kind = body["type"].as_str().unwrap_or("text");
    let content = &body[kind];
    if !content.is_object() {
        return Err(Complaint::missing(kind));
    }
    let shown = match kind {
        "text" => Shown::plain(bounded(&content["body"], "text.body", 4096)?),
        "interactive" => interactive(content)?,
        "template" => template(content, templates)?,
        "image" | "video" | "audio" | "document" | "sticker" => media(content)?,
        "location" => Shown::plain(format!("📍 {}", content["name"].as_str().unwrap_or(""))),
        "reaction" => Shown::plain(bounded(&content["emoji"], "reaction.emoji", 16)?),
        _ => return Err(Complaint::unknown(format!("type must not be {kind}"))),
    };
    let Shown { text, choices, layout, kind } = shown;
    Ok(Sendable { to, text, choices, layout, kind, callback_data })
}

fn recipient(body: &Value) -> Checked<Recipient> {
    if body["recipient_type"].as_str().is_some_and(|kind| kind != "individual") {
        return Err(Complaint::unknown("recipient_type must be individual"));
    }
    if let Some(to) = body["to"].as_str() {
        // Meta guesses the country without a `+`; here a guess would hide a mistake.
        let digits = to.strip_prefix('+').unwrap_or_default();
        let right = digits.len() >= 6 && digits.chars().all(|c| c.is_ascii_digit());
        let why = "to must be a phone number: + and country code";
        return right
            .then(|| Recipient::Phone(digits.to_owned()))
            .ok_or_else(|| Complaint::invalid(why));
    }
    let bsuid = body["recipient"].as_str().ok_or_else(|| Complaint::missing("to"))?;
    let (country, rest) = bsuid.split_once('.').unwrap_or_default();
    if country.len() != 2 || rest.is_empty() {
        return Err(Complaint::invalid("recipient must be a business-scoped user id"));
    }
    Ok(Recipient::Bsuid(bsuid.to_owned()))
}

fn bounded(value: &Value, name: &str, limit: usize) -> Checked<String> {
    let text = value.as_str().filter(|text| !text.trim().is_empty());
    let text = text.ok_or_else(|| Complaint::missing(name))?;
    let length = text.chars().count();
    if length > limit {
        let details = format!("{name} has {length} characters, at most {limit} are allowed");
        return Err(Complaint::invalid(details));
    }
    Ok(text.to_owned())
}

fn optional(value: &Value, name: &str, limit: usize) -> Checked<String> {
    if value.is_null() { Ok(String::new()) } else { bounded(value, name, limit) }
}

fn interactive(content: &Value) -> Checked<Shown> {
    let header = optional(&content["header"]["text"], "header.text", 60)?;
    let footer = optional(&content["footer"]["text"], "footer.text", 60)?;
    let body_limit = if content["type"] == "list" { 4096 } else { 1024 };
    let body = bounded(&content["body"]["text"], "body.text", body_limit)?;
    let text = [header, body, footer].into_iter().filter(|part| !part.is_empty());
    let text = text.collect::<Vec<_>>().join("\n");
    let action = &content["action"];
    let (choices, layout) = match content["type"].as_str().unwrap_or_default() {
        "button" => (reply_buttons(action)?, Layout::Buttons),
        "list" => {
            (rows(action)?, Layout::List { opens: bounded(&action["button"], "button", 20)? })
        }
        "cta_url" => (vec![link(action)?], Layout::Buttons),
        other => return Err(Complaint::unknown(format!("interactive type {other:?} is unknown"))),
    };
    let mut payloads: Vec<&str> = choices.iter().map(|choice| choice.payload.as_str()).collect();
    payloads.sort_unstable();
    if payloads.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Complaint::invalid("ids of choices must be unique"));
    }
    Ok(Shown { text, choices, layout, kind: BubbleKind::Text })
}

fn reply_buttons(action: &Value) -> Checked<Vec<Button>> {
    let buttons = action["buttons"].as_array().ok_or_else(|| Complaint::missing("buttons"))?;
    if !(1..=3).contains(&buttons.len()) {
        return Err(Complaint::invalid("Invalid buttons count. Min allowed buttons: 1, Max: 3"));
    }
    let mut labels: Vec<&Value> = buttons.iter().map(|button| &button["reply"]["title"]).collect();
    labels.sort_by_key(|label| label.to_string());
    if labels.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Complaint::invalid("titles of buttons must be unique"));
    }
    let read = |button: &Value| {
        let reply = &button["reply"];
        let label = bounded(&reply["title"], "button title", 20)?;
        Ok(choice(label, bounded(&reply["id"], "button id", 256)?))
    };
    buttons.iter().map(read).collect()
}

fn rows(action: &Value) -> Checked<Vec<Button>> {
    let sections = action["sections"].as_array().ok_or_else(|| Complaint::missing("sections"))?;
    if !(1..=10).contains(&sections.len()) {
        return Err(Complaint::invalid("between 1 and 10 sections are allowed"));
    }
    let mut choices = Vec::new();
    for section in sections {
        let title = optional(&section["title"], "section title", 24)?;
        if sections.len() > 1 && title.is_empty() {
            return Err(Complaint::missing("section title"));
        }
        for row in section["rows"].as_array().into_iter().flatten() {
            let label = bounded(&row["title"], "row title", 24)?;
            let description = optional(&row["description"], "row description", 72)?;
            let id = bounded(&row["id"], "row id", 200)?;
            choices.push(Button { description, ..choice(label, id) });
        }
    }
    if !(1..=10).contains(&choices.len()) {
        return Err(Complaint::invalid("between 1 and 10 rows are allowed, all sections together"));
    }
    Ok(choices)
}

fn link(action: &Value) -> Checked<Button> {
    let label = bounded(&action["parameters"]["display_text"], "display_text", 20)?;
    let url = bounded(&action["parameters"]["url"], "url", 2000)?;
    Ok(Button { url: Some(url), ..choice(label, String::new()) })
}

fn choice(label: String, payload: String) -> Button {
    Button { label, payload, description: String::new(), url: None, row: 0, used: false }
}

fn media(content: &Value) -> Checked<Shown> {
    if content["id"].is_null() && content["link"].is_null() {
        return Err(Complaint::missing("id or link"));
    }
    let name = content["filename"].as_str().unwrap_or("bijlage");
    let caption = optional(&content["caption"], "caption", 1024)?;
    Ok(Shown::plain(format!("📎 {name}\n{caption}").trim_end()))
}

fn template(content: &Value, templates: &Shelf) -> Checked<Shown> {
    let name = content["name"].as_str().ok_or_else(|| Complaint::missing("template.name"))?;
    let language = content["language"]["code"].as_str();
    let language = language.ok_or_else(|| Complaint::missing("template.language.code"))?;
    let spec = templates.usable(name, language)?;
    let components = content["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let body = components.iter().find(|c| is(c, "type", "body"));
    let given = body.map(|body| &body["parameters"]).and_then(Value::as_array);
    let values = given.into_iter().flatten().map(|parameter| {
        let text = parameter["text"].as_str().filter(|text| !text.is_empty());
        text.ok_or_else(|| Complaint::missing("text of a template parameter"))
    });
    let values = values.collect::<Checked<Vec<&str>>>()?;
    if values.len() != spec.parameters {
        return Err(Complaint {
            http: 400,
            code: 132_000,
            message: "(#132000) Number of parameters does not match the expected number of params",
            details: format!(
                "body: number of localizable_params ({}) does not match the expected number of \
                 params ({})",
                values.len(),
                spec.parameters
            ),
        });
    }
    if values.iter().any(|value| value.contains(['\n', '\t']) || value.contains("     ")) {
        // Source: error 132012/132018, "cannot have new-line/tab characters or more than 4
        // consecutive spaces".
        return Err(Complaint::unknown(
            "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
        ));
    }
    let mut choices: Vec<Button> =
        spec.buttons.iter().map(|label| choice(label.clone(), label.clone())).collect();
    for button in components.iter().filter(|c| is(c, "type", "button")) {
        let index = &button["index"];
        let index = index.as_u64().or_else(|| index.as_str()?.parse().ok());
        let place = index.and_then(|index| choices.get_mut(usize::try_from(index).ok()?));
        let place = place.ok_or_else(|| Complaint::invalid("the template has no such button"))?;
        if is(button, "sub_type", "quick_reply") {
            let payload = &button["parameters"][0]["payload"];
            place.payload = bounded(payload, "payload of a quick reply", 256)?;
        }
    }
    let layout = if choices.is_empty() { Layout::Plain } else { Layout::Buttons };
    Ok(Shown { text: filled(&spec.body, &values), choices, layout, kind: BubbleKind::Template })
}

fn is(value: &Value, field: &str, word: &str) -> bool {
    value[field].as_str().is_some_and(|found| found.eq_ignore_ascii_case(word))
}

fn filled(body: &str, values: &[&str]) -> String {
    if body.is_empty() {
        return values.join(" · ");
    }
    let fill = |text: String, (n, value): (usize, &&str)| {
        text.replace(&format!("{{{{{}}}}}", n + 1), value)
    };
    values.iter().enumerate().fold(body.to_owned(), fill)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sandbox::settings::TemplateSpec;

    fn send(kind: &str, content: Value) -> Value {
        let mut body = json!({
            "messaging_product": "whatsapp", "recipient_type": "individual",
            "to": "+31612345678", "type": kind,
        });
        body[kind] = content;
        body
    }

    fn buttons(n: usize, title: &str) -> Value {
        let buttons: Vec<Value> = (0..n)
            .map(|i| json!({ "type": "reply", "reply": { "id": i.to_string(), "title": format!("{title}{i}") } }))
            .collect();
        send(
            "interactive",
            json!({
                "type": "button", "body": { "text": "Komt u?" }, "action": { "buttons": buttons },
            }),
        )
    }

    fn list(n: usize, title: &str) -> Value {
        let rows: Vec<Value> =
            (0..n).map(|i| json!({ "id": i.to_string(), "title": title })).collect();
        send(
            "interactive",
            json!({
                "type": "list", "body": { "text": "Waarom?" },
                "action": { "button": "Kies", "sections": [{ "rows": rows }] },
            }),
        )
    }

    fn pvt(name: &str, values: &[&str]) -> Value {
        let parameters: Vec<Value> =
            values.iter().map(|v| json!({ "type": "text", "text": v })).collect();
        send(
            "template",
            json!({
                "name": name, "language": { "code": "nl" }, "components": [
                    { "type": "body", "parameters": parameters },
                    { "type": "button", "sub_type": "quick_reply", "index": "1",
                      "parameters": [{ "type": "payload", "payload": "q.1" }] },
                ],
            }),
        )
    }

    fn without(mut body: Value, field: &str) -> Value {
        body.as_object_mut().expect("an object").remove(field);
        body
    }

    #[test]
    fn what_meta_refuses_is_refused_with_metas_code() {
        let spec = TemplateSpec::new("pvt", "nl", 2).with_buttons(&["Ik kom", "Nee"]);
        let templates = Shelf::of(&[spec]);
        let plain = || send("text", json!({ "body": "Dag" }));
        let mut no_plus = plain();
        no_plus["to"] = json!("31612345678");
        for (body, code) in [
            (plain(), None),
            (send("text", json!({ "body": "a".repeat(4097) })), Some(131_009)),
            (without(plain(), "to"), Some(131_008)),
            (without(plain(), "messaging_product"), Some(100)),
            (no_plus, Some(131_009)),
            (send("hologram", json!({})), Some(100)),
            (buttons(3, "Ja"), None),
            (buttons(4, "Ja"), Some(131_009)),
            (buttons(1, &"a".repeat(20)), Some(131_009)),
            (list(10, "Ziek"), None),
            (list(11, "Ziek"), Some(131_009)),
            (list(1, &"a".repeat(25)), Some(131_009)),
            (pvt("pvt", &["dinsdag", "09:00"]), None),
            (pvt("pvt", &["dinsdag"]), Some(132_000)),
            (pvt("mvt", &["dinsdag", "09:00"]), Some(132_001)),
        ] {
            assert_eq!(check(&body, &templates).err().map(|c| c.code), code, "{body}");
        }
    }

    #[test]
    fn a_template_is_shown_with_its_words_and_its_payloads() {
        let spec = TemplateSpec::new("pvt", "nl", 2)
            .with_body("Komt u {{1}} om {{2}}?")
            .with_buttons(&["Ik kom", "Nee"]);
        let sendable =
            check(&pvt("pvt", &["dinsdag", "09:00"]), &Shelf::of(&[spec])).expect("accepted");
        assert_eq!(sendable.text, "Komt u dinsdag om 09:00?");
        let payloads: Vec<&str> = sendable.choices.iter().map(|c| c.payload.as_str()).collect();
        assert_eq!(payloads, ["Ik kom", "q.1"]);
    }
}
