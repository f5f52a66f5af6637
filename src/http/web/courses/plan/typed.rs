//! What somebody typed about a course: held against what a course can be, with what is wrong beside its field.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::acts::import::{cell, moment};
use crate::acts::plan_series::Series;
use crate::http::web::courses::course_kind;
use crate::http::web::words;
use crate::plan::series::{MOST, weekly};
use crate::trade::course::SessionKind;
use crate::trade::person::Language;

/// Characters of a name, a place or a note, as in an import.
const LONGEST: usize = 200;

/// What is wrong with a field.
pub(super) struct Fault {
    pub(super) field: &'static str,
    pub(super) words: &'static str,
}

/// A field as it is drawn.
pub(super) struct Input {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) help: &'static str,
    /// A type of `<input>`, or `select`, `textarea`, `checkbox`.
    pub(super) kind: &'static str,
    pub(super) required: bool,
    pub(super) value: String,
    pub(super) options: Vec<Choice>,
    pub(super) fault: Option<&'static str>,
}

/// One of a list.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) words: String,
    pub(super) on: bool,
}

/// The fields of the form, in the order of the page.
const NAMES: [&str; 17] = [
    "naam",
    "groep",
    "soort",
    "ondertekening",
    "taal",
    "plaatsen",
    "dag",
    "ritme",
    "aantal",
    "dagen",
    "begin",
    "einde",
    "plaats",
    "adres",
    "online",
    "meenemen",
    "overslaan",
];

#[derive(Default)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    pub(super) fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Days that are left out, each once.
    pub(super) fn skipped(&self) -> Vec<NaiveDate> {
        let typed = self.0.iter().filter(|(name, _)| name == "overslaan");
        let mut days: Vec<NaiveDate> = typed.filter_map(|(_, day)| day.parse().ok()).collect();
        days.sort();
        days.dedup();
        days
    }

    pub(super) fn has_own_days(&self) -> bool {
        !self.get("dagen").is_empty()
    }

    /// What the form of the next page carries along, but for the days that are left out.
    pub(super) fn kept(&self) -> Vec<(String, String)> {
        let names = NAMES.into_iter().filter(|name| *name != "overslaan");
        names.map(|name| (name.to_owned(), self.get(name).to_owned())).collect()
    }

    /// The course; or everything that is wrong, in the order of the page.
    pub(super) fn series(&self, now: DateTime<Utc>) -> Result<Series, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut wrong = |field, words| faults.push(Fault { field, words });
        let long = |name: &str| self.get(name).chars().count() > LONGEST;
        for (field, words) in [
            ("naam", say!("Vul de naam van de cursus in.")),
            ("groep", say!("Vul de naam van de groep in.")),
        ] {
            if self.get(field).is_empty() {
                wrong(field, words);
            }
        }
        for field in ["naam", "groep", "plaats", "adres", "meenemen"] {
            if long(field) {
                wrong(field, say!("Dit is te lang. Het mag hooguit 200 tekens zijn."));
            }
        }
        let kind = SessionKind::parse(self.get("soort"));
        if kind.is_none() {
            wrong("soort", say!("Kies wat voor cursus het is."));
        }
        let language = match self.get("taal") {
            "" => None,
            code => {
                let language = Language::parse(code);
                if language.is_none() {
                    wrong("taal", say!("Kies een taal uit de lijst."));
                }
                language
            }
        };
        let capacity = match self.get("plaatsen") {
            "" => None,
            text => {
                let places = text.parse::<i64>().ok().filter(|places| (1..=9999).contains(places));
                if places.is_none() {
                    wrong("plaatsen", say!("Vul een getal in, of laat dit leeg."));
                }
                places
            }
        };
        let days = self.days(&mut wrong);
        let clock = |name| moment::time(self.get(name)).ok();
        let (begin, end) = (clock("begin"), clock("einde"));
        if begin.is_none() {
            wrong("begin", say!("Vul in hoe laat het begint, zoals 19:00."));
        }
        if end.is_none() || begin.zip(end).is_some_and(|(begin, end)| end <= begin) {
            wrong("einde", say!("Vul een einde in dat later is dan het begin, zoals 21:00."));
        }
        let online_url = match self.get("online") {
            "" => None,
            text => match cell::link(text) {
                Ok(link) => link,
                Err(_) => {
                    wrong("online", say!("Dit is geen link. Een link begint met https://."));
                    None
                }
            },
        };
        let place = match (self.get("plaats"), self.get("online")) {
            ("", "") => {
                wrong("plaats", say!("Vul in waar het is, of geef een link."));
                ""
            }
            ("", _) => "Online",
            (place, _) => place,
        };
        if self.get("adres").is_empty() && self.get("online").is_empty() {
            wrong("adres", say!("Vul het adres in: zo vinden mensen de weg."));
        }
        let past = |days: &[NaiveDate], begin: NaiveTime| {
            let first =
                days.first().map(|day| crate::plan::local_time::resolve(day.and_time(begin), None));
            first.is_some_and(|first| first <= now)
        };
        if let (Some(days), Some(begin)) = (&days, begin)
            && past(days, begin)
        {
            let field = if self.has_own_days() { "dagen" } else { "dag" };
            wrong(field, say!("De eerste dag is al voorbij."));
        }
        let text = |name| Some(self.get(name).to_owned()).filter(|text| !text.is_empty());
        match (kind, days, begin, end) {
            (Some(kind), Some(days), Some(begin), Some(end)) if faults.is_empty() => Ok(Series {
                course: self.get("naam").to_owned(),
                group: self.get("groep").to_owned(),
                kind,
                signing: self.get("ondertekening") == "ja",
                days,
                begin,
                end,
                place: place.to_owned(),
                street: self.get("adres").to_owned(),
                online_url,
                bring: text("meenemen"),
                capacity,
                language,
            }),
            _ => Err(faults),
        }
    }

    fn days(&self, wrong: &mut impl FnMut(&'static str, &'static str)) -> Option<Vec<NaiveDate>> {
        let skipped = self.skipped();
        if self.has_own_days() {
            let typed = self.get("dagen").split(['\n', ',', ';']).map(str::trim);
            let read: Result<Vec<NaiveDate>, _> =
                typed.filter(|text| !text.is_empty()).map(moment::date).collect();
            let Ok(mut days) = read else {
                wrong("dagen", say!("Schrijf elke dag als dd-mm-jjjj, elk op een eigen regel."));
                return None;
            };
            days.sort();
            days.dedup();
            days.retain(|day| !skipped.contains(day));
            if days.is_empty() || days.len() > MOST {
                wrong("dagen", say!("Geef minstens één en hooguit 60 dagen."));
                return None;
            }
            return Some(days);
        }
        let first = moment::date(self.get("dag")).ok();
        if first.is_none() {
            wrong("dag", say!("Vul de eerste dag in, of schrijf alle dagen hieronder."));
        }
        let weeks = self.get("ritme").parse::<u64>().ok().filter(|weeks| (1..=4).contains(weeks));
        if weeks.is_none() {
            wrong("ritme", say!("Kies om de hoeveel weken het is."));
        }
        let count =
            self.get("aantal").parse::<usize>().ok().filter(|count| (1..=MOST).contains(count));
        if count.is_none() {
            wrong("aantal", say!("Vul een getal van 1 tot en met 60 in."));
        }
        Some(weekly(first?, weeks?, count?, &skipped))
    }

    /// The fields, as they were typed.
    pub(super) fn inputs(&self, faults: &[Fault]) -> Vec<Input> {
        let field = |id, label, kind, required, help| Input {
            id,
            label,
            help,
            kind,
            required,
            value: match (id, self.get(id)) {
                ("aantal", "") => "5".to_owned(),
                ("naam", "") if self.0.is_empty() => "PVT".to_owned(),
                (_, value) => value.to_owned(),
            },
            options: self.options(id),
            fault: faults.iter().find(|fault| fault.field == id).map(|fault| fault.words),
        };
        vec![
            field("naam", say!("Naam van de cursus"), "text", true, ""),
            field("groep", say!("Groep"), "text", true, say!("Zoals: dinsdagavond, of groep A.")),
            field("soort", say!("Soort"), "select", true, ""),
            field(
                "ondertekening",
                say!("De laatste bijeenkomst is de ondertekening (alleen bij de PVT)"),
                "checkbox",
                false,
                "",
            ),
            field("taal", say!("Taal van de groep"), "select", false, ""),
            field(
                "plaatsen",
                say!("Aantal plaatsen"),
                "number",
                false,
                say!("Leeg: zoveel als er komen."),
            ),
            field("dag", say!("Eerste dag"), "date", false, ""),
            field("ritme", say!("Hoe vaak"), "select", true, ""),
            field("aantal", say!("Aantal bijeenkomsten"), "number", false, ""),
            field(
                "dagen",
                say!("Of zelf alle dagen"),
                "textarea",
                false,
                say!(
                    "Elke dag op een eigen regel, zoals 03-11-2026. Dan telt de eerste dag hierboven niet."
                ),
            ),
            field("begin", say!("Begin"), "time", true, ""),
            field("einde", say!("Einde"), "time", true, ""),
            field("plaats", say!("Plaats"), "text", false, ""),
            field("adres", say!("Adres"), "text", false, ""),
            field("online", say!("Link, als het online is"), "url", false, ""),
            field(
                "meenemen",
                say!("Wat mensen meenemen"),
                "text",
                false,
                say!("In eenvoudig Nederlands."),
            ),
        ]
    }

    fn options(&self, id: &str) -> Vec<Choice> {
        let typed = self.get(id);
        let choice =
            |value: &'static str, words: String| Choice { value, words, on: value == typed };
        match id {
            "soort" => SessionKind::ALL
                .iter()
                .filter(|kind| **kind != SessionKind::PvtOndertekening)
                .map(|kind| choice(kind.as_str(), course_kind(*kind).to_owned()))
                .collect(),
            "taal" => std::iter::once(choice("", say!("alle talen").to_owned()))
                .chain(Language::ALL.iter().map(|language| {
                    choice(language.as_str(), words::language(*language).to_owned())
                }))
                .collect(),
            "ritme" => vec![
                choice("1", say!("elke week").to_owned()),
                choice("2", say!("om de 2 weken").to_owned()),
                choice("3", say!("om de 3 weken").to_owned()),
                choice("4", say!("om de 4 weken").to_owned()),
            ],
            _ => Vec::new(),
        }
    }
}
