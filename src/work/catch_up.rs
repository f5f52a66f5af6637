//! Two answers lead to another date for a session: the wish for one, and the choice of one. What they are
//! called stands here; what they bring about is `acts::catch_up`.

use super::record_effects::Recording;
use crate::acts::catch_up::{self, Because, MISSED, Miss, Offered, PLACE};
use crate::acts::occasion::Occasion;
use crate::dialog::conversation::Conversation;
use crate::dialog::effect::Effect;
use crate::message::{Fact, Facts};
use crate::store::{StoreError, Tx, gemeenten};

/// `inhalen: ja`: wants to catch up on a session that was missed. See `dialogs/gemist.yaml`.
const WANTS: &str = "inhalen";
/// `wens: andere-dag`: cannot come, and another day would help. See `dialogs/wat-helpt.yaml`.
const WISH: (&str, &str) = ("wens", "andere-dag");
/// `inhaaldag: 2`: chose the second of the dates. See `dialogs/inhalen.yaml`.
const DAY: &str = "inhaaldag";

/// Does what follows from an answer that was recorded, if it is one of these.
pub(super) async fn recorded(
    tx: &mut Tx,
    from: &Recording<'_>,
    effect: &Effect,
    all: &[Effect],
) -> Result<(), StoreError> {
    let Effect::Record { conversation, key, value, .. } = effect else { return Ok(()) };
    let (wants, wishes) = ((key == WANTS && value == "ja"), (key == WISH.0 && value == WISH.1));
    let rank: Option<i64> = (key == DAY).then(|| value.parse().ok()).flatten();
    if !wants && !wishes && rank.is_none() {
        return Ok(());
    }
    let kept = all.iter().find_map(|effect| match effect {
        Effect::Keep(kept) if kept.id == *conversation => Some(kept.as_ref()),
        _ => None,
    });
    let Some(miss) = kept.and_then(miss_of) else { return Ok(()) };
    if let Some(rank) = rank {
        let gemeente = from.row.gemeente_id;
        let code = gemeenten::code(tx, gemeente).await?;
        let policies = from.library.published.policies.of(&code);
        let on = Occasion { gemeente, by: None, policies: &policies, now: from.now };
        catch_up::choose(tx, miss, (rank, from.route), on).await?;
        return Ok(());
    }
    // who cannot come is a task already; who missed a session is one when nothing else can be done
    let because = Because { full: false, asked_on: from.route };
    if catch_up::offer(tx, miss, because, from.now).await? == Offered::Nothing && wants {
        catch_up::ask_a_colleague(tx, miss, from.now).await?;
    }
    Ok(())
}

/// Which session the conversation is about: its own, or the one that a fact tells.
fn miss_of(kept: &Conversation) -> Option<Miss> {
    let told = |facts: &Facts, name: &str| match facts.get(name)? {
        Fact::Word(word) => Some(word.clone()),
        _ => None,
    };
    let named = || {
        let place = told(&kept.facts, PLACE)?.parse().ok()?;
        Some(Miss { place, session: told(&kept.facts, MISSED)?.parse().ok()? })
    };
    let own = kept.about.map(|about| Miss { place: about.enrolment, session: about.session });
    own.or_else(named)
}
