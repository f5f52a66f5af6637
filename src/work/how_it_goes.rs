//! "How does it go?" is answered in one of four steps. Where the visible rule of `plan::trend` says that it goes
//! worse, the klantmanager is asked to look. To the person nothing is said.

use super::record_effects::Recording;
use crate::dialog::effect::Effect;
use crate::ids::TaskId;
use crate::plan::trend::{KEY, Step, worse};
use crate::store::hot::effects::{TaskWrite, Writes};
use crate::store::{StoreError, Tx, how_it_goes};
use crate::trade::task::{Desk, TaskKind};

/// Opens the task if this effect is such an answer and it is worse. Another one joins the task while it is open.
pub(super) async fn recorded(
    tx: &mut Tx,
    from: &Recording<'_>,
    effect: &Effect,
    writes: &mut Writes,
) -> Result<(), StoreError> {
    let Effect::Record { conversation, question, key, value, .. } = effect else { return Ok(()) };
    let Some(step) = Step::parse(value).filter(|_| key == KEY && from.row.person_id.is_some())
    else {
        return Ok(());
    };
    let told = how_it_goes::told(tx, from.row.id).await?;
    // a correction is judged where the answer stood, and what came after it is news of its own
    let earlier = told.iter().take_while(|one| one.question != *question);
    let steps: Vec<Step> = earlier.map(|one| one.step).chain([step]).collect();
    let Some(rule) = worse(&steps) else { return Ok(()) };
    writes.open(TaskWrite {
        id: TaskId::fresh(),
        gemeente: from.row.gemeente_id,
        mailbox: from.row.id,
        conversation: Some(*conversation),
        question: Some(*question),
        session: None,
        kind: TaskKind::CheckIn.as_str(),
        desk: Desk::Klantmanager.as_str(),
        assigned_to: from.row.klantmanager_id,
        reason: Some(rule.as_str().to_owned()),
        opened_at: from.now,
        cause: KEY.to_owned(),
        waits_since: None,
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_check_ins_ask_for_every_step_and_for_nothing_else() {
        let files = crate::dialog::shipped::files();
        for dialog in ["check-in", "check-in-gezin"] {
            let text = &files[&format!("dialogs/{dialog}.yaml")];
            let values = text.split("hoe-gaat-het: ").skip(1);
            let code = |rest: &str| Step::parse(rest.split(' ').next().unwrap_or_default());
            let mut steps: Vec<_> = values.map(code).collect();
            steps.reverse();
            assert_eq!(steps, Step::ALL.map(Some), "{dialog}");
        }
    }
}
