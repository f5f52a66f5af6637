//! What must have held all the time: nobody disturbed in quiet hours, the contact budget never
//! exceeded, no reminder without an end, and nobody silent without a colleague who knows.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use wegwijzer::dialog::content::Content;
use wegwijzer::plan::local_time::local_date;
use wegwijzer::plan::policies::Policies;

use crate::support::rows::{number, texts, texts_of};

/// Silence may last this long before a colleague has the task: the slowest ladder, and two weekends.
const PROMISE: TimeDelta = TimeDelta::days(24);
/// A notice so long before a session may come earlier in the morning.
const SHORT_NOTICE: TimeDelta = TimeDelta::hours(3);

/// The municipality of the year, whose own quiet hours and budget hold if it has any.
const CODE: &str = "GM9999";

/// Messages that we began: `mailbox moment text`.
const BEGUN_BY_US: &str = "
    SELECT CAST(HEX(mailbox_id) AS TEXT) || ' ' || REPLACE(finished_at, ' ', 'T') || ' ' || text_id
    FROM outbox
    WHERE lane > 0 AND state = 'accepted'
    ORDER BY finished_at, id";
/// When each person is expected somewhere: `mailbox moment`.
const EXPECTED: &str = "
    SELECT HEX(p.mailbox_id) || ' ' || REPLACE(s.starts_at, ' ', 'T')
    FROM person p
    JOIN enrolment e ON e.person_id = p.id
    JOIN session s ON s.course_id = e.course_id
    ORDER BY p.id, s.starts_at, s.id";
/// What counts for the contact budget: `mailbox moment`.
const STARTS: &str = "
    SELECT HEX(mailbox_id) || ' ' || REPLACE(begun_at, ' ', 'T')
    FROM bot_start
    WHERE begun_at IS NOT NULL
    ORDER BY begun_at, id";
const LEFT_OPEN: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM reminder
    WHERE fired_at IS NULL AND dropped_at IS NULL
      AND due_at < (SELECT MAX(created_at) FROM outbox)";
/// `{}`: who was asked before this is out of time. Gives the questions: `dialog step how who there`.
const SILENT_AND_FORGOTTEN: &str = "
    SELECT q.dialog || ' ' || q.step || ' ' || COALESCE(q.closed_how, 'open') || ' ' || p.klantnummer
        || ' ' || COALESCE((SELECT pr.presence
                            FROM presence pr
                            JOIN enrolment e ON e.id = pr.enrolment_id
                            WHERE e.person_id = p.id AND pr.session_id = q.session_id), '-')
    FROM question q
    JOIN person p ON p.mailbox_id = q.mailbox_id
    WHERE (q.closed_at IS NULL OR q.closed_how IN ('no_answer', 'undelivered'))
      AND q.first_asked_at < '{}'
      AND NOT EXISTS (SELECT 1
                      FROM task t
                      WHERE t.mailbox_id = q.mailbox_id AND t.opened_at >= q.first_asked_at)
    ORDER BY q.first_asked_at, q.id";

/// Holds everything that happened until `now` against what was promised; `report` is shown with a
/// promise that was broken.
pub async fn kept(url: &str, content: &Content, now: DateTime<Utc>, report: &str) {
    let policies = &content.policies;
    let disturbed = disturbed(url, policies).await;
    assert!(disturbed.is_empty(), "in quiet hours: {disturbed:#?}\n{report}");
    let too_often = too_often(url, policies).await;
    assert!(too_often.is_empty(), "more than the budget: {too_often:#?}\n{report}");
    assert_eq!(number(url, LEFT_OPEN).await, 0, "reminders without an end\n{report}");
    let before = (now - PROMISE).format("%Y-%m-%dT%H:%M:%S").to_string();
    let mut forgotten = texts_of(url, SILENT_AND_FORGOTTEN.replace("{}", &before)).await;
    let asked = forgotten.len();
    forgotten.retain(|row| !came(row));
    println!(
        "{} questions about a lesson ended with it, and the person came",
        asked - forgotten.len()
    );
    forgotten.retain(|row| !may_stay_unanswered(content, row));
    assert!(forgotten.is_empty(), "silent, and no colleague knows: {forgotten:#?}\n{report}");
}

/// Who is asked "do you come?" shortly before a lesson and comes has answered: the trainer noted it.
fn came(row: &str) -> bool {
    row.ends_with(" aanwezig")
}

/// A question that a dialog itself calls optional needs no colleague.
fn may_stay_unanswered(content: &Content, row: &str) -> bool {
    let mut words = row.split(' ');
    let def = words.next().zip(words.next()).and_then(|(dialog, step)| content.step(dialog, step));
    def.and_then(|def| def.no_answer.as_ref()).is_some_and(|own| own.optional)
}

/// Messages that came at a moment to leave people alone. In the early morning only who is expected
/// somewhere within three hours may be told something.
async fn disturbed(url: &str, policies: &Policies) -> Vec<String> {
    let expected = by_person(texts(url, EXPECTED).await);
    let quiet = policies.quiet_hours_of(CODE);
    let mut wrong = texts(url, BEGUN_BY_US).await;
    wrong.retain(|row| {
        let (who, rest) = row.split_once(' ').unwrap();
        let at = moment(rest.split_once(' ').unwrap().0);
        let soon = |start: &DateTime<Utc>| (at..=at + SHORT_NOTICE).contains(start);
        let short = expected.get(who).is_some_and(|starts| starts.iter().any(soon));
        if short { quiet.is_quiet_for_short_notice(at) } else { quiet.is_quiet(at) }
    });
    wrong
}

/// Days, and sevens of days in a row, on which the bot began more often than it may.
async fn too_often(url: &str, policies: &Policies) -> Vec<String> {
    let budget = policies.budget_of(CODE);
    let begun = by_person(texts(url, STARTS).await);
    assert!(!begun.is_empty(), "nothing was begun at all");
    let mut wrong = Vec::new();
    for (who, starts) in begun {
        let days: Vec<NaiveDate> = starts.into_iter().map(local_date).collect();
        for from in &days {
            for (length, most) in [(1, budget.per_day), (7, budget.per_week)] {
                let until = *from + TimeDelta::days(length);
                let begun = days.iter().filter(|day| (*from..until).contains(day)).count();
                if begun > usize::try_from(most).unwrap() {
                    wrong.push(format!("{who}: {begun} in {length} days from {from}"));
                }
            }
        }
    }
    wrong
}

fn by_person(rows: Vec<String>) -> BTreeMap<String, Vec<DateTime<Utc>>> {
    let mut found: BTreeMap<String, Vec<DateTime<Utc>>> = BTreeMap::new();
    for row in rows {
        let (who, at) = row.split_once(' ').unwrap();
        found.entry(who.to_owned()).or_default().push(moment(at));
    }
    found
}

fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}
