//! The rows of the home page in words: what the template shows, and nothing it must decide.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::filter::Filter;
use crate::http::web::when;
use crate::http::web::words::{self, About, QuestionWords, Reach};
use crate::ids::AddressId;
use crate::store::board::{COUNTED, Count, CourseCount, OpenTask, Silent};
use crate::store::hot::shares::Sharer;
use crate::trade::course::SessionKind;
use crate::trade::person::GroupKind;
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
    pub(super) tasks: Vec<OpenTask>,
    /// Who uses the telephones on which somebody said "stop".
    pub(super) users: HashMap<AddressId, Vec<Sharer>>,
}

/// For whom and when the list is made.
pub(super) struct Frame {
    pub(super) filter: Filter,
    pub(super) has_others: bool,
    pub(super) csrf: String,
    pub(super) now: DateTime<Utc>,
}

/// Everything that changes while one looks.
pub(super) struct List {
    pub(super) csrf: String,
    pub(super) filter: Filter,
    /// The filters as they stand in an address.
    pub(super) query: String,
    pub(super) van: Vec<Tab>,
    pub(super) groups: Vec<Tab>,
    pub(super) courses: Vec<CourseOption>,
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

/// A course in the select.
pub(super) struct CourseOption {
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
    /// Flagged as hard, not decided yet.
    pub(super) hard: bool,
    pub(super) since: Moment,
    pub(super) lasted: String,
    /// `kort`, `lang`, `langst`: how strongly the silence is marked.
    pub(super) weight: &'static str,
    pub(super) what: String,
    pub(super) about: Option<String>,
    pub(super) asked: Option<String>,
    pub(super) tried: Option<(String, Moment)>,
    pub(super) reached: Option<(&'static str, String)>,
    pub(super) klantmanager: Option<String>,
    pub(super) coach: Option<String>,
    pub(super) next: Option<(&'static str, Moment)>,
    pub(super) advice: Option<String>,
    pub(super) task: Option<(String, String)>,
    /// Does that task end by "Taak klaar"?
    pub(super) closes: bool,
    pub(super) question: Option<String>,
}

/// Work that waits.
pub(super) struct TaskRow {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) what: String,
    pub(super) about: Option<String>,
    pub(super) who: Option<(String, String)>,
    pub(super) group: Option<&'static str>,
    pub(super) since: Moment,
    pub(super) lasted: String,
    pub(super) weight: &'static str,
    pub(super) whose: String,
    pub(super) desk: &'static str,
    /// Where on the page of the person it is dealt with; it has no other end, or begins there.
    pub(super) page: Option<(String, &'static str)>,
    /// Does it end there, and not by "Klaar"?
    pub(super) ends_there: bool,
    /// May the visitor say that this is the person?
    pub(super) vouches: bool,
    /// Who may have said "stop" on a silent telephone; nobody: an ordinary task.
    pub(super) stops: Vec<Stopper>,
}

/// A button that says who wants to stop.
pub(super) struct Stopper {
    /// What the form tells: a person, [`EVERYBODY`] or [`NOBODY`].
    pub(super) key: String,
    /// Their name, where it is a person.
    pub(super) name: Option<String>,
    /// What follows the name.
    pub(super) words: &'static str,
}

/// All who use a telephone want to stop.
pub(super) const EVERYBODY: &str = "iedereen";
/// Nobody who uses a telephone wants to stop.
pub(super) const NOBODY: &str = "niemand";

/// A moment for people and for `<time datetime>`.
pub(super) struct Moment {
    pub(super) words: String,
    pub(super) machine: String,
}

impl Moment {
    fn new(at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        Self { words: when::moment(at, now), machine: when::machine(at) }
    }
}

impl List {
    pub(super) fn new(found: Found, frame: Frame, texts: &dyn QuestionWords) -> Self {
        let Frame { filter, has_others, csrf, now } = frame;
        let people = count(&found.counts, filter);
        let counted: i64 = found.counts.iter().map(|count| count.people).sum();
        let at_least = |count: i64| if count < COUNTED { "" } else { "+" };
        let plus = at_least(counted);
        let task_count = found.tasks.first().map_or(0, |task| task.of_how_many);
        Self {
            csrf,
            filter,
            query: filter.query(),
            van: if has_others { van_tabs(&found.counts, filter) } else { Vec::new() },
            groups: group_tabs(&found.counts, filter),
            courses: course_options(&found.courses, plus, filter),
            people,
            plus,
            longest: found.silent.first().map(|row| when::span(now - row.since)),
            more_people: people - found.silent.len() as i64,
            rows: found.silent.into_iter().map(|row| silent_row(row, texts, now)).collect(),
            more_tasks: task_count - found.tasks.len() as i64,
            danger: found.tasks.iter().any(|task| task.kind == TaskKind::Gevaar.as_str()),
            tasks: found
                .tasks
                .into_iter()
                .map(|task| task_row(task, &found.users, (has_others, now)))
                .collect(),
            task_count,
            task_plus: at_least(task_count),
        }
    }
}

fn count(counts: &[Count], filter: Filter) -> i64 {
    let of_group = |c: &&Count| filter.group.is_none_or(|g| g.as_str() == c.group_kind);
    counts.iter().filter(|c| c.mine || !filter.mine).filter(of_group).map(|c| c.people).sum()
}

fn van_tabs(counts: &[Count], filter: Filter) -> Vec<Tab> {
    [("Mijn mensen", true), ("Allen", false)]
        .map(|(words, mine)| {
            let there = Filter { mine, ..filter };
            tab(words, counts, there, filter)
        })
        .into()
}

fn group_tabs(counts: &[Count], filter: Filter) -> Vec<Tab> {
    let everybody = tab("Alle groepen", counts, Filter { group: None, ..filter }, filter);
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

fn course_options(courses: &[CourseCount], plus: &str, filter: Filter) -> Vec<CourseOption> {
    let mut options: Vec<_> = courses
        .iter()
        .map(|course| CourseOption {
            id: course.id.to_string(),
            words: format!("{} · {} ({}{plus})", course.name, course.group_name, course.people),
            on: filter.course == Some(course.id),
        })
        .collect();
    // Nobody silent in the chosen course any more: it stays chosen.
    if let Some(chosen) = filter.course.filter(|_| !options.iter().any(|option| option.on)) {
        let words = "De gekozen cursus (0)".to_owned();
        options.push(CourseOption { id: chosen.to_string(), words, on: true });
    }
    options
}

fn weight(lasted: TimeDelta) -> &'static str {
    match lasted {
        d if d >= LONG => "langst",
        d if d >= LASTING => "lang",
        _ => "kort",
    }
}

fn about(
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

fn silent_row(row: Silent, texts: &dyn QuestionWords, now: DateTime<Utc>) -> Row {
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
    let what = match text {
        None => words::why(&row.why).to_owned(),
        Some(Some(words)) => words,
        Some(None) if about.is_some() => "Komt u?".to_owned(),
        Some(None) => "Een vraag van de bot".to_owned(),
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
        advice: advice(&row, now),
        group: words::group(&row.group_kind),
        hard: row.is_hard,
        since: Moment::new(row.since, now),
        lasted: when::span(lasted),
        weight: weight(lasted),
        what,
        about: about.map(|about| words::session_of_course(&about, now)),
        asked: row
            .times_asked
            .filter(|times| *times > 1)
            .map(|times| format!("{times} keer gevraagd")),
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
        ("question", _) => "Geen volgende stap gepland: neem zelf contact op".to_owned(),
        ("invitation", Some(until)) if until > now => {
            format!("Bel deze persoon; de uitnodiging werkt tot {}", when::day(until, now))
        }
        ("invitation", Some(until)) => {
            format!("Stuur een nieuwe uitnodiging; deze verliep {}", when::day(until, now))
        }
        ("stopped", _) => "Alleen per brief of telefoon".to_owned(),
        _ => "Stuur een brief met een uitnodiging".to_owned(),
    })
}

fn stoppers(users: &[Sharer]) -> Vec<Stopper> {
    let each = users.iter().map(|user| Stopper {
        key: user.person_id.to_string(),
        name: Some(user.name.clone()),
        words: "wil stoppen",
    });
    let all = [(EVERYBODY, "Iedereen wil stoppen"), (NOBODY, "Niemand: gaat door")]
        .map(|(key, words)| Stopper { key: key.to_owned(), name: None, words });
    each.chain(all).collect()
}

fn task_row(
    task: OpenTask,
    users: &HashMap<AddressId, Vec<Sharer>>,
    (sees_all, now): (bool, DateTime<Utc>),
) -> TaskRow {
    let about = about(
        task.session_kind.as_deref(),
        task.session_number,
        task.starts_at,
        task.course.as_deref(),
    );
    let lasted = now - task.opened_at;
    let desk = words::desk(&task.desk);
    // A coach's task without a coach is the klantmanager's: nothing lies where nobody looks.
    let owner = match task.desk.as_str() {
        "coach" => task.coach.or(task.klantmanager),
        "klantmanager" => task.klantmanager,
        _ => None,
    };
    let users = task.silent_phone.and_then(|phone| users.get(&phone));
    let page = match TaskKind::parse(&task.kind) {
        Some(TaskKind::Schrijnend) => Some(("#schrijnend", "Bekijk en besluit")),
        Some(TaskKind::Plek) => Some(("#plek", "Bekijk de plek")),
        Some(TaskKind::Partner) => Some(("#huishouden", "Koppel de partner")),
        Some(TaskKind::Overdracht) => Some(("/berichten#overdracht", "Lees de overdracht")),
        Some(
            TaskKind::NietBegrepen
            | TaskKind::Hulp
            | TaskKind::Bestand
            | TaskKind::Bericht
            | TaskKind::Genoemd
            | TaskKind::Vertaal
            | TaskKind::Gevaar,
        ) => Some(("/berichten", "Lees het gesprek")),
        _ => None,
    };
    TaskRow {
        page: page
            .zip(task.person_id)
            .map(|((place, words), person)| (format!("/inburgeraars/{person}{place}"), words)),
        ends_there: task.kind == TaskKind::Schrijnend.as_str(),
        id: task.id.to_string(),
        stops: users.map(|users| stoppers(users)).unwrap_or_default(),
        what: words::task(&task.kind, task.reason.as_deref()),
        vouches: sees_all
            && task.kind == TaskKind::Bewijs.as_str()
            && task.reason.as_deref() != Some("brief-bij-ander"),
        kind: task.kind,
        about: about.map(|about| words::session(&about, now)),
        who: task.name.zip(task.klantnummer),
        group: task.group_kind.as_deref().map(words::group),
        since: Moment::new(task.opened_at, now),
        lasted: when::span(lasted),
        weight: weight(lasted),
        whose: task.assigned.or(owner).unwrap_or_else(|| "Nog van niemand".to_owned()),
        desk,
    }
}
