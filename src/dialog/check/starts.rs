//! What starts dialogs: some things must start exactly one.

use super::super::content::Content;
use super::super::definition::{Dialog, SessionChange};
use super::super::load::Problem;
use crate::trade::course::SessionKind;

/// Starts that must exist once, and only once.
pub(super) fn check_starts(content: &Content, problems: &mut Vec<Problem>) {
    for what in ["invitation: true", "catch_all: true", "unknown: true", MOVED, CANCELLED] {
        let names: Vec<&str> = content
            .dialogs
            .iter()
            .filter(|(_, d)| starts(d, what))
            .map(|(n, _)| n.as_str())
            .collect();
        if names.len() != 1 {
            problems.push(Problem::in_file(
                "dialogs",
                format!("exactly one dialog must start with `{what}`; found: {}", names.join(", ")),
            ));
        }
    }
    for kind in SessionKind::ALL {
        if content.policies.reminder_for(*kind).is_some() && content.for_reminder(*kind).is_none() {
            problems.push(Problem::in_file(
                "dialogs",
                format!(
                    "policies.yaml plans reminders for `{kind}`, but no dialog starts with them"
                ),
            ));
        }
    }
}

const MOVED: &str = "session: moved";
const CANCELLED: &str = "session: cancelled";

fn starts(dialog: &Dialog, what: &str) -> bool {
    match what {
        "invitation: true" => dialog.starts.invitation,
        "catch_all: true" => dialog.starts.catch_all,
        MOVED => dialog.starts.session == Some(SessionChange::Moved),
        CANCELLED => dialog.starts.session == Some(SessionChange::Cancelled),
        _ => dialog.starts.unknown,
    }
}
