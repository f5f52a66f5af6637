//! Letters are printed: each gets codes that stand nowhere but on its paper.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use super::{By, Refusal, in_order, take};
use crate::acts::invite::{Codes, invite_by_letter};
use crate::ids::LetterId;
use crate::plan::local_time;
use crate::store::letters;
use crate::store::{StoreError, Tx, audit, people};
use crate::trade::letter::LetterKind;
use crate::trade::person::{Language, PostalAddress};

/// The codes of a letter are good for so many days: two months, in which a second one follows.
pub const DAYS_VALID: u16 = 60;

/// A letter with what must stand on it. Its codes are as good as a key, and the rest is personal data:
/// no `Debug`.
pub struct Printed {
    /// Which.
    pub letter: LetterId,
    /// What for.
    pub kind: LetterKind,
    /// Of the half that is not Dutch.
    pub language: Language,
    /// To whom.
    pub name: String,
    /// Where.
    pub postal: PostalAddress,
    /// The municipality's own key, for whoever puts letters in envelopes.
    pub klantnummer: String,
    /// Name of who guides them.
    pub klantmanager: Option<String>,
    /// The codes.
    pub codes: Codes,
    /// The last day on which the codes are good, in Europe/Amsterdam.
    pub valid_until: NaiveDate,
}

/// Gives these letters new codes, and says what must stand on each, in the order asked for. A letter
/// that was printed before may be printed again, until it is posted; `now` is civil.
pub async fn mark_letters_printed(
    tx: &mut Tx,
    asked: &[LetterId],
    valid_for: TimeDelta,
    by: By,
    now: DateTime<Utc>,
) -> Result<Vec<Printed>, Refusal> {
    let mut printed = Vec::with_capacity(asked.len());
    for letter in in_order(asked) {
        printed.push(print(tx, letter, valid_for, by, now).await?);
    }
    let place = |one: &Printed| asked.iter().position(|letter| *letter == one.letter);
    printed.sort_by_key(place);
    let ids: Vec<LetterId> = printed.iter().map(|one| one.letter).collect();
    let detail = json!({ "letters": ids });
    audit::note(tx, by.gemeente, by.staff, "print_letters", None, detail, now).await?;
    Ok(printed)
}

async fn print(
    tx: &mut Tx,
    letter: LetterId,
    valid_for: TimeDelta,
    by: By,
    now: DateTime<Utc>,
) -> Result<Printed, Refusal> {
    let row = take(tx, letter, by).await?;
    if row.posted_at.is_some() {
        return Err(Refusal::NotNow("it was posted"));
    }
    let to = letters::addressee(tx, row.person_id).await?;
    let postal: PostalAddress = match &to.postal_sealed {
        Some(sealed) => tx.vault().open_json("person.postal_sealed", sealed)?,
        None => PostalAddress::default(),
    };
    if !postal.is_usable() {
        return Err(Refusal::NoPostalAddress(letter));
    }
    if let Some(before) = row.invitation_id {
        people::withdraw_invitation(tx, before, now).await?;
    }
    let codes = invite_by_letter(tx, row.person_id, now, valid_for).await?;
    letters::printed(tx, letter, codes.invitation, (by.staff, now)).await?;
    let odd = |what: &str| StoreError::corrupt("letter", letter, what);
    Ok(Printed {
        letter,
        kind: LetterKind::parse(&row.kind).ok_or_else(|| odd("unknown kind"))?,
        language: Language::parse(&row.language).ok_or_else(|| odd("unknown language"))?,
        name: to.name,
        postal,
        klantnummer: to.klantnummer,
        klantmanager: to.klantmanager,
        codes,
        valid_until: local_time::local_date(now + valid_for),
    })
}
