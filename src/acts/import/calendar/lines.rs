//! The appointments of a calendar file as its lines tell them. Source: RFC 5545, section 3.1.

use crate::acts::import::report::Remark;

/// One appointment as it stands in the file.
#[derive(Default)]
pub(super) struct Event {
    /// Where it begins, from 1.
    pub(super) line: u64,
    properties: Vec<Property>,
}

/// `NAME;PARAMETER=..:VALUE`.
pub(super) struct Property {
    name: String,
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

impl Property {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Event {
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.all(name).next()
    }

    pub(super) fn required(&self, name: &str, what: &str) -> Result<&Property, Remark> {
        let found = self.get(name).filter(|property| !property.value.trim().is_empty());
        found.ok_or_else(|| Remark::on_file(what, "exporteer de agenda opnieuw als .ics"))
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.get("STATUS").is_some_and(|status| status.value.eq_ignore_ascii_case("CANCELLED"))
    }
}

/// The appointments of a calendar; what stands inside them (alarms) is passed over.
pub(super) fn events(text: &str) -> Vec<Event> {
    let mut all = Vec::new();
    let mut open: Option<Event> = None;
    let mut inside = 0;
    for (line, words) in unfolded(text) {
        let Some(property) = property(&words) else { continue };
        let component = property.value.trim().to_ascii_uppercase();
        match (property.name.as_str(), component.as_str()) {
            ("BEGIN", "VEVENT") => open = Some(Event { line, properties: Vec::new() }),
            ("END", "VEVENT") => {
                all.extend(open.take());
                inside = 0;
            }
            ("BEGIN", _) if open.is_some() => inside += 1,
            ("END", _) if open.is_some() => inside -= 1,
            _ if inside == 0 => {
                if let Some(event) = &mut open {
                    event.properties.push(property);
                }
            }
            _ => {}
        }
    }
    all
}

/// Lines with their number, those that go on joined: a line that begins with a space belongs to the one
/// before.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (line, words) in text.lines().zip(1..).map(|(words, line)| (line, words)) {
        let more = words.strip_prefix([' ', '\t']);
        match (more, lines.last_mut()) {
            (Some(more), Some((_, before))) => before.push_str(more),
            _ => lines.push((line, words.to_owned())),
        }
    }
    lines
}

/// `DTSTART;TZID="Europe/Amsterdam":20261203T190000`.
fn property(line: &str) -> Option<Property> {
    let mut quoted = false;
    let colon = line.char_indices().find_map(|(at, sign)| {
        quoted ^= sign == '"';
        (sign == ':' && !quoted).then_some(at)
    })?;
    let (head, value) = line.split_at(colon);
    let mut parts = head.split(';');
    let name = parts.next()?.trim().to_ascii_uppercase();
    let parameters = parts
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.to_ascii_uppercase(), value.trim_matches('"').to_owned()))
        .collect();
    Some(Property { name, parameters, value: value[1..].to_owned() })
}

/// Text without its backslashes, on one line.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("\\n", ", ").replace("\\N", ", ");
    let text = text.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
