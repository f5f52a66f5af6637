//! What the audit trail learns at the door: who looked at somebody, and who was refused.
//!
//! One entry per colleague, person and hour is enough to say who looked; a page that is read again and again would
//! bury what matters. Whoever may not, or asks for something that is not there for them (another municipality's
//! person), is noted too. A look also ends the wait of who waited for it (`store/unread`). Nothing is shown of a person before it is noted.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use super::auth::{Gate, Visitor};
use super::guard::{Rule, Verb};
use crate::ids::PersonId;
use crate::store::audit::{self, Subject, search};
use crate::store::{StoreError, Tx, unread};

/// Looking again within this time is the same look.
const ONE_LOOK: TimeDelta = TimeDelta::hours(1);

/// Kinds of things that stand in our addresses.
const KINDS: &[&str] = &[
    "person", "task", "question", "session", "course", "staff", "letter", "message", "media",
    "mailbox",
];

/// What a path is about: the first id in it, and of what kind.
pub(super) fn subject(rule: &Rule, path: &str) -> Option<Subject> {
    rule.path.split('/').zip(path.split('/')).find_map(|(pattern, part)| {
        let name = pattern.strip_prefix('{')?.strip_suffix('}')?;
        let kind = KINDS.iter().find(|kind| **kind == name)?;
        Some((*kind, Uuid::parse_str(part).ok()?))
    })
}

/// Notes what became of a request, where it is worth noting.
pub(super) async fn note(
    gate: &Gate,
    visitor: &Visitor,
    (rule, subject): (&Rule, Option<Subject>),
    status: StatusCode,
) -> Result<(), StoreError> {
    let about_person = matches!(subject, Some(("person", _)));
    match status {
        status if status.is_success() && rule.verb == Verb::Read && about_person => {
            let act =
                if rule.path.contains("/berichten") { "read_messages" } else { "read_person" };
            once_an_hour(gate, visitor, (act, rule), subject).await?;
            match subject {
                Some((_, id)) => looked(gate, PersonId(id)).await,
                None => Ok(()),
            }
        }
        StatusCode::FORBIDDEN => once_an_hour(gate, visitor, ("refused", rule), subject).await,
        StatusCode::NOT_FOUND if subject.is_some() => {
            once_an_hour(gate, visitor, ("refused_unknown", rule), subject).await
        }
        _ => Ok(()),
    }
}

/// Whoever waited there for a colleague to look waits no more.
async fn looked(gate: &Gate, person: PersonId) -> Result<(), StoreError> {
    let (db, _) = gate.house();
    let mut tx = db.read().await?;
    let waiting = unread::waiting_at(&mut tx, person).await?;
    drop(tx);
    let Some(mailbox) = waiting else { return Ok(()) };
    let mut tx = db.begin().await?;
    unread::looked(&mut tx, mailbox).await?;
    tx.commit().await
}

async fn once_an_hour(
    gate: &Gate,
    visitor: &Visitor,
    (act, rule): (&'static str, &Rule),
    subject: Option<Subject>,
) -> Result<(), StoreError> {
    let (db, clock) = gate.house();
    let (viewer, now) = (visitor.viewer(), clock.civil());
    if let Some((_, id)) = subject {
        let mut tx = db.read().await?;
        if search::lately(&mut tx, (viewer.staff, act, id), now - ONE_LOOK).await? {
            return Ok(());
        }
    }
    let mut tx: Tx = db.begin().await?;
    let detail = json!({ "route": rule.path });
    audit::note(&mut tx, viewer.gemeente, Some(viewer.staff), act, subject, detail, now).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::guard::rule;
    use axum::http::Method;

    #[test]
    fn an_address_is_about_the_first_id_in_it() {
        let id = "0190b7a0-0000-7000-8000-000000000000";
        let about = |pattern, path: String| subject(rule(&Method::GET, pattern).unwrap(), &path);
        let person = about("/inburgeraars/{person}/wissen", format!("/inburgeraars/{id}/wissen"));
        assert_eq!(person, Some(("person", id.parse().unwrap())));
        assert_eq!(about("/inburgeraars/{person}", "/inburgeraars/K-1001".to_owned()), None);
        assert_eq!(about("/dialogen/{dialog}", "/dialogen/stop".to_owned()), None);
    }
}
