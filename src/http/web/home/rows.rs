//! The rows of the home page in words: what the template shows, and nothing it must decide.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::filter::Filter;
use super::smart::filter_of;
use super::steps::{Steps, steps};
use super::task_rows::{TaskRow, task_row};
use crate::http::web::held::{HeldWords, StandsIn};
use crate::http::web::when;
use crate::http::web::words::{self, About, QuestionWords, Reach};
use crate::ids::{AddressId, SmartGroupId};
use crate::store::board::{COUNTED, Count, CourseCount, Length, OpenTask, Silent, Whose, Why};
use crate::store::hot::shares::Sharer;
use crate::store::smart_groups::Group;
use crate::store::unread::WaitsOn;
use crate::trade::course::SessionKind;
use crate::trade::person::{GroupKind, Language};
use crate::trade::task::TaskKind;

/// Silence from here on is marked as long.
const LONG: TimeDelta = TimeDelta::days(7);
/// Silence from here on is marked as lasting.
const LASTING: TimeDelta = TimeDelta::days(3);

/// What the store found.
pub(super) struct Found {
    pub(super) silent: Vec<Silent>,
    pub(super) counts: Vec<Count>,
    pub(super) courses: Vec<CourseCount>,
    pub(super) smart: Vec<Group>,
    pub(super) in_groups: Vec<(SmartGroupId, i64)>,
    pub(super) tasks: Vec<OpenTask>,
    /// For whom the visitor stands in.
    pub(super) held: HeldWords,
    /// For whom somebody waits.
    pub(super) waits: Vec<WaitsOn>,
    /// Who uses the telephones on which somebody said "stop".
    pub(super) users: HashMap<AddressId, Vec<Sharer>>,
}

/// For whom and when the list is made.
pub(super) struct Frame {
    pub(super) filter: Filter,
    pub(super) has_others: bool,
    /// Is the visitor in a team?
    pub(super) has_team: bool,
    pub(super) csrf: String,
    pub(super) now: DateTime<Utc>,
}

/// Everything that changes while one looks.
pub(super) struct List {
    pub(super) csrf: String,
    pub(super) filter: Filter,
    /// The filters as they stand in an address.
    pub(super) query: String,
    /// The same as fields of a form.
    pub(super) fields: Vec<(String, String)>,
    pub(super) van: Vec<Tab>,
    pub(super) groups: Vec<Tab>,
    pub(super) smart: Vec<SmartTab>,
    /// Where more of it is shown, if that is not asked for yet.
    pub(super) show_more: Option<String>,
    /// Who is put off, apart, and how many they are.
    pub(super) snoozed: Tab,
    pub(super) put_off: i64,
    /// What can be done with several people at once: the word of the form, and what it says.
    pub(super) together: Vec<(String, String)>,
    pub(super) courses: Vec<ChoiceOption>,
    pub(super) languages: Vec<ChoiceOption>,
    pub(super) whys: Vec<ChoiceOption>,
    pub(super) people: i64,
    /// Behind every number of people: `+` when there are more than are counted.
    pub(super) plus: &'static str,
    pub(super) longest: Option<String>,
    pub(super) rows: Vec<Row>,
    pub(super) more_people: i64,
    pub(super) tasks: Vec<TaskRow>,
    pub(super) task_count: i64,
    /// As `plus`, behind the numbers of tasks.
    pub(super) task_plus: &'static str,
    pub(super) more_tasks: i64,
    /// For whom somebody waits: the name, how many people, since when.
    pub(super) waits: Vec<(Option<String>, i64, Moment)>,
    /// For whom the visitor stands in today.
    pub(super) held: Vec<StandsIn>,
    /// Is one of the tasks about danger? Then it is said above everything else.
    pub(super) danger: bool,
}

/// A filter that is one link.
pub(super) struct Tab {
    pub(super) words: &'static str,
    pub(super) href: String,
    pub(super) people: i64,
    pub(super) on: bool,
}

/// One of a select.
pub(super) struct ChoiceOption {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) on: bool,
}

/// Somebody of whom nothing is heard.
pub(super) struct Row {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) klantnummer: String,
    pub(super) group: &'static str,
    pub(super) language: &'static str,
    /// Flagged as hard, not decided yet.
    pub(super) hard: bool,
    /// Goes worse by a visible rule, and nobody looked yet.
    pub(super) goes_worse: bool,
    pub(super) since: Moment,
    pub(super) lasted: String,
    /// `kort`, `lang`, `langst`: how strongly the silence is marked.
    pub(super) weight: &'static str,
    pub(super) what: String,
    /// Is `what` the question itself, in Dutch?
    pub(super) is_quoted: bool,
    pub(super) about: Option<String>,
    pub(super) asked: Option<String>,
    pub(super) tried: Option<(String, Moment)>,
    pub(super) reached: Option<(&'static str, String)>,
    pub(super) klantmanager: Option<String>,
    pub(super) coach: Option<String>,
    /// They are in the list because the visitor stands in.
    pub(super) held: Option<StandsIn>,
    pub(super) next: Option<(&'static str, Moment)>,
    pub(super) advice: Option<String>,
    pub(super) task: Option<(String, String)>,
    /// Does that task end by "Taak klaar"?
    pub(super) closes: bool,
    pub(super) question: Option<String>,
    /// What else a colleague can do from here.
    pub(super) steps: Steps,
}

/// A smart group above the list.
pub(super) struct SmartTab {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) people: i64,
    pub(super) on: bool,
}

/// A moment for people and for `<time datetime>`.
pub(super) struct Moment {
    pub(super) words: String,
    pub(super) machine: String,
}

impl Moment {
    pub(super) fn new(at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        Self { words: when::moment(at, now), machine: when::machine(at) }
    }
}

impl List {
    pub(super) fn new(found: Found, frame: Frame, texts: &dyn QuestionWords) -> Self {
        let Frame { filter, has_others, has_team, csrf, now } = frame;
        let people = count(&found.counts, filter);
        let counted: i64 = found.counts.iter().map(|count| count.people).sum();
        let at_least = |count: i64| if count < COUNTED { "" } else { "+" };
        let plus = at_least(counted);
        let task_count = found.tasks.first().map_or(0, |task| task.of_how_many);
        Self {
            csrf,
            filter,
            query: filter.query(),
            fields: filter.fields(),
            van: if has_others { van_tabs(&found.counts, filter, has_team) } else { Vec::new() },
            groups: group_tabs(&found.counts, filter),
            smart: found
                .smart
                .iter()
                .map(|group| smart_tab(group, &found.in_groups, filter))
                .collect(),
            show_more: show_more(filter),
            snoozed: tab(
                say!("Uitgesteld"),
                &found.counts,
                Filter { snoozed: !filter.snoozed, ..filter },
                filter,
            ),
            put_off: count(&found.counts, Filter { snoozed: true, ..filter }),
            together: super::together::choices(),
            courses: course_options(&found.courses, plus, filter),
            languages: options(Language::ALL, filter.language, |language| {
                (language.as_str(), words::language(language))
            }),
            whys: options(Why::ALL, filter.why, |why| (why.as_str(), words::why_short(why))),
            people,
            plus,
            longest: found.silent.first().map(|row| when::span(now - row.since)),
            more_people: people - found.silent.len() as i64,
            rows: found
                .silent
                .into_iter()
                .map(|row| silent_row(row, texts, (&found.held, now)))
                .collect(),
            more_tasks: task_count - found.tasks.len() as i64,
            danger: found.tasks.iter().any(|task| task.kind == TaskKind::Gevaar.as_str()),
            tasks: found
                .tasks
                .into_iter()
                .map(|task| task_row(task, (&found.users, &found.held), (has_others, now)))
                .collect(),
            waits: found
                .waits
                .into_iter()
                .map(|one| (one.name, one.people, Moment::new(one.since, now)))
                .collect(),
            held: found.held.all(),
            task_count,
            task_plus: at_least(task_count),
        }
    }
}

fn show_more(filter: Filter) -> Option<String> {
    let more = Filter { length: Length::More, ..filter };
    (filter.length == Length::First).then(|| format!("/?{}", more.query()))
}

fn count(counts: &[Count], filter: Filter) -> i64 {
    let wanted = |c: &&Count| {
        filter.group.is_none_or(|g| g.as_str() == c.group_kind)
            && in_circle(c, filter.whose)
            && c.snoozed == filter.snoozed
    };
    counts.iter().filter(wanted).map(|c| c.people).sum()
}

fn in_circle(count: &Count, whose: Whose) -> bool {
    match whose {
        Whose::Everybody => true,
        Whose::Team => count.mine || count.a_mates,
        Whose::Mine => count.mine,
    }
}

fn van_tabs(counts: &[Count], filter: Filter, has_team: bool) -> Vec<Tab> {
    let team = has_team.then_some((say!("Mijn team"), Whose::Team));
    [Some((say!("Mijn mensen"), Whose::Mine)), team, Some((say!("Allen"), Whose::Everybody))]
        .into_iter()
        .flatten()
        .map(|(words, whose)| tab(words, counts, Filter { whose, ..filter }, filter))
        .collect()
}

fn group_tabs(counts: &[Count], filter: Filter) -> Vec<Tab> {
    let everybody = tab(say!("Alle groepen"), counts, Filter { group: None, ..filter }, filter);
    let each = GroupKind::ALL.iter().map(|group| {
        let there = Filter { group: Some(*group), ..filter };
        tab(words::group(group.as_str()), counts, there, filter)
    });
    std::iter::once(everybody).chain(each).collect()
}

fn tab(words: &'static str, counts: &[Count], there: Filter, here: Filter) -> Tab {
    Tab {
        words,
        href: format!("/?{}", there.query()),
        people: count(counts, there),
        on: there == here,
    }
}

fn smart_tab(group: &Group, counts: &[(SmartGroupId, i64)], here: Filter) -> SmartTab {
    let on = here.smart == Some(group.id);
    let people = counts.iter().find(|(id, _)| *id == group.id).map_or(0, |(_, people)| *people);
    // pressed again it is let go
    let there = if on { Filter { smart: None, ..here } } else { filter_of(group.choice) };
    SmartTab { name: group.name.clone(), href: format!("/?{}", there.query()), people, on }
}

fn options<T: Copy + PartialEq>(
    all: &[T],
    chosen: Option<T>,
    words: impl Fn(T) -> (&'static str, &'static str),
) -> Vec<ChoiceOption> {
    let option = |one: &T| {
        let (id, words) = words(*one);
        ChoiceOption { id: id.to_owned(), words: words.to_owned(), on: chosen == Some(*one) }
    };
    all.iter().map(option).collect()
}

fn course_options(courses: &[CourseCount], plus: &str, filter: Filter) -> Vec<ChoiceOption> {
    let mut options: Vec<_> = courses
        .iter()
        .map(|course| ChoiceOption {
            id: course.id.to_string(),
            words: format!("{} · {} ({}{plus})", course.name, course.group_name, course.people),
            on: filter.course == Some(course.id),
        })
        .collect();
    // Nobody silent in the chosen course any more: it stays chosen.
    if let Some(chosen) = filter.course.filter(|_| !options.iter().any(|option| option.on)) {
        let words = say!("De gekozen cursus (0)").to_owned();
        options.push(ChoiceOption { id: chosen.to_string(), words, on: true });
    }
    options
}

pub(super) fn weight(lasted: TimeDelta) -> &'static str {
    match lasted {
        d if d >= LONG => "langst",
        d if d >= LASTING => "lang",
        _ => "kort",
    }
}

pub(super) fn about(
    kind: Option<&str>,
    number: Option<i64>,
    starts_at: Option<DateTime<Utc>>,
    course: Option<&str>,
) -> Option<About> {
    Some(About {
        kind: SessionKind::parse(kind?)?,
        number: number?,
        starts_at: starts_at?,
        course: course?.to_owned(),
    })
}

pub(super) fn silent_row(
    row: Silent,
    texts: &dyn QuestionWords,
    (held, now): (&HeldWords, DateTime<Utc>),
) -> Row {
    let about = about(
        row.session_kind.as_deref(),
        row.session_number,
        row.starts_at,
        row.course.as_deref(),
    );
    let text = row
        .text_id
        .as_deref()
        .zip(row.revision.as_deref())
        .map(|(text, revision)| texts.words(revision, text, about.as_ref()));
    let is_quoted = matches!(text, Some(Some(_)));
    let what = match text {
        None => words::why(&row.why).to_owned(),
        Some(Some(words)) => words,
        Some(None) if about.is_some() => say!("Komt u?").to_owned(),
        Some(None) => say!("Een vraag van de bot").to_owned(),
    };
    let lasted = now - row.since;
    let reached = words::delivery(&row, now).map(|(reach, words)| {
        let class = match reach {
            Reach::Arrived => "goed",
            Reach::Unsure => "onzeker",
            Reach::Failed => "mis",
        };
        (class, words)
    });
    let next = row.next_rung.as_deref().zip(row.next_rung_at);
    Row {
        key: row.person_id.to_string(),
        steps: steps(&row, now),
        advice: advice(&row, now),
        held: held.first_of(&[row.klantmanager_id, row.coach_id]),
        group: words::group(&row.group_kind),
        language: Language::parse(&row.language).map_or("", words::language),
        hard: row.is_hard,
        goes_worse: row.goes_worse,
        since: Moment::new(row.since, now),
        lasted: when::span(lasted),
        weight: weight(lasted),
        what,
        is_quoted,
        about: about.map(|about| words::session_of_course(&about, now)),
        asked: row
            .times_asked
            .filter(|times| *times > 1)
            .map(|times| say!("{n} keer gevraagd", n = times)),
        tried: row
            .route
            .as_deref()
            .zip(row.tried_at)
            .map(|(route, at)| (words::route(route), Moment::new(at, now))),
        reached,
        next: next.map(|(rung, at)| (words::rung(rung), Moment::new(at, now))),
        task: row.task_id.map(|id| {
            let kind = row.task_kind.as_deref().unwrap_or_default();
            (id.to_string(), words::task(kind, row.task_reason.as_deref()))
        }),
        closes: row.task_kind.as_deref() != Some(TaskKind::Schrijnend.as_str()),
        question: row.question_id.map(|id| id.to_string()),
        name: row.name,
        klantnummer: row.klantnummer,
        klantmanager: row.klantmanager,
        coach: row.coach,
    }
}

// What to do where the ladder does nothing by itself.
fn advice(row: &Silent, now: DateTime<Utc>) -> Option<String> {
    if row.next_rung.is_some() || row.task_id.is_some() {
        return None;
    }
    Some(match (row.why.as_str(), row.invitation_until) {
        ("question", _) => say!("Geen volgende stap gepland: neem zelf contact op").to_owned(),
        ("invitation", Some(until)) if until > now => {
            say!("Bel deze persoon; de uitnodiging werkt tot {day}", day = when::day(until, now))
        }
        ("invitation", Some(until)) => {
            say!("Stuur een nieuwe uitnodiging; deze verliep {day}", day = when::day(until, now))
        }
        ("stopped", _) => say!("Alleen per brief of telefoon").to_owned(),
        _ => say!("Stuur een brief met een uitnodiging").to_owned(),
    })
}
