//! The parts of the page: for each one sentence, a drawing where weeks are compared, and a table.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Span;
use super::chart::{Bar, bars};
use super::figures::{Counted, Figures};
use crate::http::web::{when, words};
use crate::store::reports::Count;
use crate::trade::person::Language;
use crate::trade::report::{FEW, Measure};

/// One part of the page.
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What the figures say, in words.
    pub(super) told: String,
    pub(super) drawing: Option<String>,
    pub(super) heads: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
    /// What is counted, and what is not.
    pub(super) note: &'static str,
}

/// A row of a table.
pub(super) struct Row {
    pub(super) head: String,
    pub(super) cells: Vec<String>,
}

/// A number that points at nobody.
fn shown(count: i64) -> String {
    match count {
        0 => "0".to_owned(),
        few if few < FEW => format!("<{FEW}"),
        many => many.to_string(),
    }
}

/// A part of a whole; None: of too few to tell.
fn percent(part: i64, whole: i64) -> Option<i64> {
    (whole >= FEW).then(|| (part * 100 + whole / 2) / whole)
}

/// The same in a table, where it stands beside its count: a part of few would tell how few.
fn share(part: i64, whole: i64) -> String {
    let told = if part == 0 || part >= FEW { percent(part, whole) } else { None };
    told.map_or_else(|| "·".to_owned(), |percent| format!("{percent}%"))
}

/// All parts, in the order of the page. `named`: what a course is called.
pub(super) fn all(
    figures: &Figures,
    span: Span,
    named: &dyn Fn(Uuid) -> Option<String>,
    now: DateTime<Utc>,
) -> Vec<Section> {
    vec![
        reach(figures, named),
        attendance(figures, named),
        barriers(figures),
        beginnings(figures),
        loads(figures, now),
        weekly(figures, span.1),
    ]
}

/// By what counts are told apart; None: in no row of their own.
type Key<'a> = &'a dyn Fn(&Count) -> Option<String>;

fn reach(figures: &Figures, named: &dyn Fn(Uuid) -> Option<String>) -> Section {
    let [asked, prompt, late, silent] =
        [Measure::Asked, Measure::Prompt, Measure::Late, Measure::Silent].map(|m| figures.of(m));
    let all = asked.total();
    let told = match (percent(prompt.total(), all), percent(silent.total(), all)) {
        (Some(prompt_now), Some(silent_now)) => {
            let earlier = match (
                percent(prompt.before, asked.before),
                percent(silent.before, asked.before),
            ) {
                (Some(prompt), Some(silent)) => {
                    say!(
                        "In de tijd ervoor was dat {prompt}% en {silent}%.",
                        prompt = prompt,
                        silent = silent
                    )
                }
                _ => String::new(),
            };
            let told = say!(
                "Van {all} vragen kreeg {prompt}% binnen 48 uur antwoord. Op {silent}% kwam langer dan vijf \
                 dagen niets.",
                all = all,
                prompt = prompt_now,
                silent = silent_now
            );
            format!("{told} {earlier}").trim_end().to_owned()
        }
        _ => say!("Er zijn te weinig vragen gesteld om iets te zeggen.").to_owned(),
    };
    let mut rows = vec![reach_row(
        say!("Alles").to_owned(),
        [all, prompt.total(), late.total(), silent.total()],
    )];
    let kinds: [(&str, Key<'_>); 4] = [
        (say!("Kanaal"), &|c| (!c.channel.is_empty()).then(|| words::route(&c.channel))),
        (say!("Taal"), &|c| Language::parse(&c.language).map(|l| words::language(l).to_owned())),
        (say!("Groep"), &|c| Some(words::group(&c.group_kind).to_owned())),
        (say!("Cursus"), &|c| named(c.course_id)),
    ];
    for (kind, key) in kinds {
        let parts = [asked, prompt, late, silent].map(|counted| counted.by(|count| key(count)));
        for name in parts[0].keys().flatten() {
            let of = |part: &BTreeMap<Option<String>, i64>| {
                part.get(&Some(name.clone())).copied().unwrap_or_default()
            };
            let counts = [of(&parts[0]), of(&parts[1]), of(&parts[2]), of(&parts[3])];
            rows.push(reach_row(format!("{kind}: {name}"), counts));
        }
    }
    Section {
        id: "bereik",
        title: say!("Wordt er geantwoord?"),
        drawing: weeks("bereik", say!("Antwoord binnen 48 uur, per week"), &told, prompt, asked),
        told,
        heads: vec![
            say!("Van"),
            say!("Vragen"),
            say!("Binnen 48 uur"),
            say!("Later"),
            say!("Langer dan 5 dagen stil"),
        ],
        rows,
        note: say!(
            "Een vraag telt op de dag dat zij voor het eerst is gesteld. Een antwoord dat een collega noteerde, telt mee."
        ),
    }
}

fn reach_row(head: String, [asked, prompt, late, silent]: [i64; 4]) -> Row {
    let cells = vec![shown(asked), share(prompt, asked), share(late, asked), share(silent, asked)];
    Row { head, cells }
}

fn attendance(figures: &Figures, named: &dyn Fn(Uuid) -> Option<String>) -> Section {
    let [present, excused, no_show] =
        [Measure::Present, Measure::Excused, Measure::NoShow].map(|m| figures.of(m));
    let all = present.total() + excused.total() + no_show.total();
    let earlier = present.before + excused.before + no_show.before;
    let told = match (percent(present.total(), all), percent(no_show.total(), all)) {
        (Some(came), Some(away)) => {
            let before = match percent(no_show.before, earlier) {
                Some(before) => say!("In de tijd ervoor was dat {before}%.", before = before),
                None => String::new(),
            };
            let told =
                say!("{came}% was er. {away}% bleef weg zonder bericht.", came = came, away = away);
            format!("{told} {before}").trim_end().to_owned()
        }
        _ => say!("Er is te weinig aanwezigheid genoteerd om iets te zeggen.").to_owned(),
    };
    let mut rows = vec![presence_row(
        say!("Alles").to_owned(),
        [present.total(), excused.total(), no_show.total()],
    )];
    let parts = [present, excused, no_show].map(|counted| counted.by(|count| count.course_id));
    let courses: BTreeSet<Uuid> = parts.iter().flat_map(|part| part.keys().copied()).collect();
    for course in courses {
        let of = |part: &BTreeMap<Uuid, i64>| part.get(&course).copied().unwrap_or_default();
        let name = named(course).unwrap_or_else(|| say!("Een oudere cursus").to_owned());
        rows.push(presence_row(name, [of(&parts[0]), of(&parts[1]), of(&parts[2])]));
    }
    let mut together = Counted::default();
    for part in [present, excused, no_show] {
        together.by_day.extend(part.by_day.iter().copied());
    }
    Section {
        id: "aanwezigheid",
        title: say!("Komen mensen?"),
        drawing: weeks("aanwezigheid", say!("Wie er was, per week"), &told, present, &together),
        told,
        heads: vec![
            say!("Groep"),
            say!("Genoteerd"),
            say!("Was er"),
            say!("Had afgezegd"),
            say!("Bleef weg zonder bericht"),
        ],
        rows,
        note: say!("Alleen van bijeenkomsten waar de aanwezigheid is genoteerd."),
    }
}

fn presence_row(head: String, [present, excused, no_show]: [i64; 3]) -> Row {
    let all = present + excused + no_show;
    Row {
        head,
        cells: vec![shown(all), share(present, all), share(excused, all), share(no_show, all)],
    }
}

fn weeks(id: &str, title: &str, told: &str, part: &Counted, whole: &Counted) -> Option<String> {
    let parts = part.by_week();
    let each = whole.by_week();
    let drawn: Vec<Bar> = each
        .iter()
        .map(|(monday, all)| Bar {
            label: monday.format("%d-%m").to_string(),
            percent: percent(parts.get(monday).copied().unwrap_or_default(), *all),
        })
        .collect();
    bars(id, title, told, &drawn)
}

fn barriers(figures: &Figures) -> Section {
    let barrier = figures.of(Measure::Barrier);
    let mut reasons: Vec<(String, i64)> =
        barrier.by(|count| count.code.clone()).into_iter().collect();
    reasons.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), code.clone()));
    let all = barrier.total();
    let told = match reasons.first().filter(|(_, count)| *count >= FEW) {
        Some((code, count)) => say!(
            "{all} keer zei iemand waarom komen niet ging; in de tijd ervoor {before} keer. Het vaakst: {reason} ({n} keer).",
            all = all,
            before = shown(barrier.before),
            reason = words::reason(code),
            n = count
        ),
        None => say!("Er zijn te weinig redenen genoemd om iets te zeggen.").to_owned(),
    };
    let rows = reasons
        .into_iter()
        .map(|(code, count)| Row {
            head: words::reason(&code),
            cells: vec![shown(count), share(count, all)],
        })
        .collect();
    Section {
        id: "redenen",
        title: say!("Waarom kan iemand niet komen?"),
        told,
        drawing: None,
        heads: vec![say!("Reden"), say!("Keer"), say!("Deel")],
        rows,
        note: say!(
            "Op de dag van de bijeenkomst. Een avondgroep of kinderopvang begint met dit getal."
        ),
    }
}

/// What is told of how somebody stands, and the codes of its classes.
const CLASSES: [(Measure, [&str; 5]); 3] = [
    (Measure::FirstHeard, ["1-dag", "7-dagen", "30-dagen", "later", "nog-niet"]),
    (Measure::StartGap, ["3-maanden", "6-maanden", "later", "nog-op-tijd", "nog-niet"]),
    (Measure::DualTrack, ["3-maanden", "6-maanden", "later", "nog-op-tijd", "nog-niet"]),
];

fn class_in_words(measure: Measure, class: &str) -> String {
    let what = match measure {
        Measure::FirstHeard => say!("Eerste antwoord na inschrijving"),
        Measure::StartGap => say!("Begin van de taalcursus na het PIP"),
        _ => say!("Taal en werk samen (duaal) na het PIP"),
    };
    let words = match (measure, class) {
        (_, "1-dag") => say!("binnen een dag"),
        (_, "7-dagen") => say!("binnen een week"),
        (_, "30-dagen") => say!("binnen een maand"),
        (_, "3-maanden") => say!("binnen drie maanden"),
        (_, "6-maanden") => say!("binnen zes maanden"),
        (_, "later") => say!("later"),
        (_, "nog-op-tijd") => say!("nog niet, PIP korter dan drie maanden geleden"),
        (Measure::FirstHeard, _) => say!("nog niet"),
        _ => say!("nog niet, PIP langer dan drie maanden geleden"),
    };
    format!("{what}: {words}")
}

fn beginnings(figures: &Figures) -> Section {
    let mut rows = Vec::new();
    for (measure, classes) in CLASSES {
        let counted = figures.of(measure);
        let (by, all) = (counted.by(|count| count.code.clone()), counted.total());
        for class in classes {
            let count = by.get(class).copied().unwrap_or_default();
            rows.push(Row {
                head: class_in_words(measure, class),
                cells: vec![shown(count), share(count, all)],
            });
        }
    }
    let first = figures.of(Measure::FirstHeard);
    let heard = first.by(|count| count.code.clone());
    let soon: i64 = ["1-dag", "7-dagen"].iter().filter_map(|class| heard.get(*class)).sum();
    let told = match percent(soon, first.total()) {
        Some(soon) => {
            say!("Van {soon}% hoorden wij binnen een week na inschrijving iets.", soon = soon)
        }
        None => say!("Er zijn te weinig mensen om iets te zeggen.").to_owned(),
    };
    Section {
        id: "begin",
        title: say!("Hoe snel begint het?"),
        told,
        drawing: None,
        heads: vec![say!("Wat"), say!("Mensen"), say!("Deel")],
        rows,
        note: say!(
            "Zoals iedereen er op de laatste dag voor staat; eerste antwoord: van wie in het laatste jaar is ingeschreven."
        ),
    }
}

fn loads(figures: &Figures, now: DateTime<Utc>) -> Section {
    let rows: Vec<Row> = figures
        .loads
        .iter()
        .map(|one| Row {
            head: one.name.clone().unwrap_or_else(|| say!("Geen klantmanager").to_owned()),
            // colleagues may know of each other's work how much it is
            cells: vec![
                one.load.people.to_string(),
                one.load.asked.to_string(),
                one.load.silent.to_string(),
                one.load.oldest_at.map_or_else(|| "-".to_owned(), |at| when::span(now - at)),
                one.tasks.to_string(),
            ],
        })
        .collect();
    let people: Vec<i64> =
        figures.loads.iter().filter(|one| one.name.is_some()).map(|one| one.load.people).collect();
    let told = match (people.iter().min(), people.iter().max()) {
        (Some(least), Some(most)) if least == most => {
            say!("Elke klantmanager heeft nu {most} mensen in begeleiding.", most = most)
        }
        (Some(least), Some(most)) => {
            say!(
                "Een klantmanager heeft nu {least} tot {most} mensen in begeleiding.",
                least = least,
                most = most
            )
        }
        _ => say!("Er is nog geen werk verdeeld.").to_owned(),
    };
    Section {
        id: "werk",
        title: say!("Hoe is het werk verdeeld?"),
        told,
        drawing: None,
        heads: vec![
            say!("Klantmanager"),
            say!("Mensen"),
            say!("Met een open vraag"),
            say!("Langer dan 5 dagen stil"),
            say!("Langste stilte"),
            say!("Eigen taken"),
        ],
        rows,
        note: say!(
            "Van de laatste nacht; taken van nu. De keuze van groep, taal en cursus geldt hier niet."
        ),
    }
}

fn weekly(figures: &Figures, last: NaiveDate) -> Section {
    let counted = figures.of(Measure::Weekly);
    let (by, all) = (counted.by(|count| count.code.clone()), counted.total());
    let rows = ["0", "1", "2", "3", "4+"]
        .map(|class| {
            let count = by.get(class).copied().unwrap_or_default();
            let head = if class == "1" {
                say!("1 bericht").to_owned()
            } else {
                say!("{n} berichten", n = class)
            };
            Row { head, cells: vec![shown(count), share(count, all)] }
        })
        .into();
    let many = by.get("4+").copied().unwrap_or_default();
    let told = match percent(many, all) {
        Some(many) => say!(
            "In de zeven dagen tot en met {last} kreeg {many}% vier of meer berichten, antwoorden van de bot meegeteld.",
            last = last.format("%d-%m-%Y"),
            many = many
        ),
        None => say!("Er zijn te weinig mensen om iets te zeggen.").to_owned(),
    };
    Section {
        id: "berichten",
        title: say!("Hoeveel berichten krijgt iemand?"),
        told,
        drawing: None,
        heads: vec![say!("In een week"), say!("Mensen"), say!("Deel")],
        rows,
        note: say!(
            "Elk deel van een bericht telt, ook het antwoord op een vraag van de persoon zelf."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_people_are_never_shown_as_a_number() {
        let told: Vec<String> = [0, 1, 4, 5, 1200].map(shown).into();
        assert_eq!(told, ["0", "<5", "<5", "5", "1200"]);
        assert_eq!(share(1, 4), "·");
        assert_eq!(share(1, 5), "·");
        assert_eq!(share(5, 25), "20%");
        assert_eq!(percent(2, 3 * FEW), Some(13));
    }
}
