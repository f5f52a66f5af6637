//! What two entries say, field by field.

use crate::acts::person_card::Card;
use crate::store::hot::people as hot;
use crate::store::merging::fields::{FIELDS, Field};
use crate::store::people::Known;
use crate::store::trail::Somebody;
use crate::store::{Result, StoreError, Tx};

/// A field of which two entries say something else. Deliberately without `Debug`: it is personal data.
pub struct Difference {
    /// Which.
    pub field: &'static Field,
    /// What who stays says, as a colleague would write it; empty: nothing.
    pub stays: String,
    /// What who goes says.
    pub goes: String,
    /// A colleague chooses; else the one that says something counts.
    pub asks: bool,
}

/// The fields in which they differ, and of which who goes says something.
pub async fn differences(
    tx: &mut Tx,
    stays: &Somebody,
    goes: &Somebody,
) -> Result<Vec<Difference>> {
    let [kept, gone] = [told(tx, stays).await?, told(tx, goes).await?];
    let two = FIELDS.iter().zip(kept).zip(gone).map(|((field, stays), goes)| {
        let asks = field.always_asks || !stays.is_empty();
        Difference { field, stays, goes, asks }
    });
    Ok(two.filter(|one| one.stays != one.goes && !one.goes.is_empty()).collect())
}

async fn told(tx: &mut Tx, who: &Somebody) -> Result<Vec<String>> {
    let known = hot::known(tx, who.gemeente_id, [who.klantnummer.as_str()]).await?;
    let known = known.first().ok_or_else(|| StoreError::corrupt("person", who.id, "is gone"))?;
    let card = Card::known(tx.vault(), known)?;
    Ok(FIELDS.iter().map(|field| value(field.name, who, known, &card)).collect())
}

fn value(name: &str, who: &Somebody, known: &Known, card: &Card) -> String {
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    match name {
        "klantmanager" => words(&who.klantmanager),
        "coach" => words(&who.coach),
        "huishouden" => words(&known.household),
        "voorkeurstijd" => {
            let minute = known.clock.preferred_minute;
            minute.map(|m| format!("{:02}:{:02}", m / 60, m % 60)).unwrap_or_default()
        }
        "adres" => {
            let line = |fields: [&str; 2]| {
                let parts = fields.map(|field| card.text(field));
                parts.join(" ").trim().to_owned()
            };
            let lines = [line(["straat", "huisnummer"]), line(["postcode", "plaats"])];
            lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
        }
        field => card.text(field),
    }
}
