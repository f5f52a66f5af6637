//! Somebody whom a letter linked proves who they are, inside the dialog that asks for it.
//!
//! The step never looks anything up: the answer is judged here, before the step, and what came of it is
//! a fact that the dialog branches on. Right is a row in the same transaction. Which of the two numbers
//! was wrong is never told, and after three wrong answers no answer counts: a colleague finds out.

use crate::dialog::conversation::Mailbox;
use crate::dialog::event::Event;
use crate::ids::{AddressId, PersonId};
use crate::message::{Fact, Facts};
use crate::store::mailboxes::AddressRow;
use crate::store::{StoreError, Tx, proofs};
use crate::text::Words;
use crate::trade::proof::{MOST_WRONG, Verdict, judge};

/// Steps that ask for the proof are called so, or begin so; see `dialogs/mijn-gegevens.yaml`.
const STEP: &str = "bewijs";

/// Tells a dialog at its start what is needed: `nodig`, or `op` when no answer can help any more.
const NEEDED: &str = "bewijs";

/// Tells a dialog what came of an answer: `goed`, `fout`, or `op`.
const CAME: &str = "uitslag";

/// What is typed as an answer to a question for the proof, if it is.
pub(super) fn answered<'a>(words: &Words, event: &'a Event, mailbox: &Mailbox) -> Option<&'a str> {
    let Event::Said { words: typed } = event else { return None };
    if words.global_word(typed).is_some() || words.speaks_of_danger(typed) {
        return None;
    }
    let mut open = mailbox.conversations.iter().filter(|talk| talk.has_open_question());
    let asks = open.any(|talk| talk.question.as_ref().is_some_and(|q| q.step.starts_with(STEP)));
    asks.then_some(typed)
}

/// What must be proven before anything personal is told at `address`; nothing when nothing must.
pub(super) async fn needed(
    tx: &mut Tx,
    person: PersonId,
    from: Option<&AddressRow>,
) -> Result<Option<Facts>, StoreError> {
    let Some(address) = from.filter(|address| address.unproven) else { return Ok(None) };
    let known = proofs::known(tx, person, address.id).await?;
    let can = known.birth_year.is_some() && known.house_number.is_some();
    let word = if can && known.wrong < MOST_WRONG { "nodig" } else { "op" };
    Ok(Some(one(NEEDED, word)))
}

/// Judges an answer from `address`.
pub(super) async fn judged(
    tx: &mut Tx,
    typed: &str,
    person: PersonId,
    from: Option<&AddressRow>,
) -> Result<Facts, StoreError> {
    let Some(address) = from.filter(|address| address.unproven) else {
        return Ok(one(CAME, "goed"));
    };
    Ok(one(CAME, outcome(tx, typed, person, address.id).await?))
}

async fn outcome(
    tx: &mut Tx,
    typed: &str,
    person: PersonId,
    address: AddressId,
) -> Result<&'static str, StoreError> {
    let known = proofs::known(tx, person, address).await?;
    let (Some(house), Some(year)) = (&known.house_number, known.birth_year) else {
        return Ok("op");
    };
    if known.wrong >= MOST_WRONG {
        return Ok("op");
    }
    Ok(match judge(typed, house, year) {
        Verdict::Right => {
            proofs::proven(tx, address).await?;
            "goed"
        }
        Verdict::Wrong => {
            proofs::wrong(tx, address).await?;
            if known.wrong + 1 >= MOST_WRONG { "op" } else { "fout" }
        }
        Verdict::NoAnswer => "fout",
    })
}

fn one(name: &str, word: &str) -> Facts {
    Facts::from([(name.to_owned(), Fact::Word(word.to_owned()))])
}
