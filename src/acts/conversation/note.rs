//! A colleague notes something beside a conversation, for colleagues only. Whom it names with an @ gets a task.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Refusal, seen};
use crate::ids::{NoteId, PersonId};
use crate::store::board::Viewer;
use crate::store::notes::{self, Colleague, New};
use crate::store::tasks::{self, NewTask};
use crate::store::{Tx, audit};
use crate::text::bsn;
use crate::trade::letter::first_name;
use crate::trade::staff::Role;
use crate::trade::task::{Desk, TaskKind};

/// Characters of a note.
pub const LONGEST: usize = 1000;

/// Notes `words`; gives how many colleagues were named in them. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn note(
    tx: &mut Tx,
    (id, person): (NoteId, PersonId),
    words: &str,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<usize, Refusal> {
    let who = seen(tx, person, by).await?;
    let words = words.replace("\r\n", "\n");
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::Empty);
    }
    if words.chars().count() > LONGEST {
        return Err(Refusal::TooLong);
    }
    if bsn::without_bsn(words) != words {
        return Err(Refusal::Bsn);
    }
    let new = New { id, mailbox: who.mailbox_id, by: by.staff, kind: "note", words };
    if !notes::insert(tx, new, now).await? {
        return Ok(0);
    }
    let all = notes::colleagues(tx, by.gemeente).await?;
    let (_, coach) = notes::care_of(tx, person).await?;
    // a coach who does not coach this person may not see the page
    let may_see = |one: &&Colleague| one.role != Role::Coach.as_str() || Some(one.id) == coach;
    let named: Vec<&Colleague> =
        named(words, &all).filter(|one| one.id != by.staff).filter(may_see).collect();
    for one in &named {
        let cause = one.id.to_string();
        let desk = if Some(one.id) == coach { Desk::Coach } else { Desk::Klantmanager };
        let task = NewTask {
            gemeente: who.gemeente_id,
            mailbox: who.mailbox_id,
            kind: TaskKind::Genoemd,
            desk,
            assigned_to: Some(one.id),
            conversation: None,
            question: None,
            session: None,
            reason: None,
            cause: &cause,
        };
        tasks::open(tx, task, now).await?;
    }
    let subject = Some(("person", person.0));
    let detail = json!({ "note": id, "named": named.len() });
    audit::note(tx, by.gemeente, Some(by.staff), "note", subject, detail, now).await?;
    Ok(named.len())
}

/// The colleagues whose first or whole name stands behind an @, whatever the capitals.
fn named<'a>(words: &str, all: &'a [Colleague]) -> impl Iterator<Item = &'a Colleague> {
    let words = words.to_lowercase();
    all.iter().filter(move |one| {
        let (whole, first) = (one.name.to_lowercase(), first_name(&one.name).to_lowercase());
        words.match_indices('@').any(|(at, _)| {
            let behind = &words[at + 1..];
            [whole.as_str(), first.as_str()].iter().any(|name| {
                let rest = behind.strip_prefix(name);
                rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::StaffId;

    #[test]
    fn a_name_behind_an_at_sign_names_its_colleague_and_part_of_a_name_does_not() {
        let colleague = |name: &str| Colleague {
            id: StaffId::fresh(),
            name: name.to_owned(),
            role: "klantmanager".to_owned(),
        };
        let all = [colleague("Karin de Boer"), colleague("Kees Jansen")];
        let names = |words: &str| named(words, &all).map(|c| c.name.as_str()).collect::<Vec<_>>();
        assert_eq!(names("@karin, kun jij bellen?"), ["Karin de Boer"]);
        assert_eq!(names("vraag het @Kees Jansen of @KARIN"), ["Karin de Boer", "Kees Jansen"]);
        assert!(names("karin weet dit; kees@houten.nl ook niet; @Keesje").is_empty());
    }
}
