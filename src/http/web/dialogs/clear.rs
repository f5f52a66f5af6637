//! How clear the texts of a dialog were, on its page: what people tapped when they were asked.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::said;
use crate::dialog::definition::Dialog;
use crate::ids::GemeenteId;
use crate::store::{StoreError, Tx, clarity as store};
use crate::trade::clarity::{Clarity, FEW, add_up};
use crate::trade::person::Language;

/// So many days are counted.
const DAYS: i64 = 365;

/// One text in one language.
pub(super) struct ClearRow {
    pub(super) text: String,
    pub(super) language: String,
    pub(super) asked: String,
    /// Clear, a little, not clear.
    pub(super) said: Option<[String; 3]>,
}

/// The texts of a dialog that people were asked about.
pub(super) async fn rows(
    tx: &mut Tx,
    gemeente: GemeenteId,
    dialog: &Dialog,
    now: DateTime<Utc>,
) -> Result<Vec<ClearRow>, StoreError> {
    let steps = dialog.steps.iter().filter_map(|(_, step)| step.value.say.as_ref());
    let texts: BTreeSet<&str> = steps.map(|say| say.value.as_str()).collect();
    let asked = store::asked(tx, gemeente, now - TimeDelta::days(DAYS)).await?;
    let row = |((text, language), count): ((&str, &str), Clarity)| ClearRow {
        text: text.to_owned(),
        language: match Language::parse(language) {
            Some(known) => said::language(known).to_owned(),
            None => language.to_owned(),
        },
        asked: if count.asked < FEW {
            say!("minder dan {n}", n = FEW)
        } else {
            count.asked.to_string()
        },
        said: count.percents().map(|all| all.map(|percent| format!("{percent}%"))),
    };
    let counted = add_up(&asked).into_iter();
    Ok(counted.filter(|((text, _), _)| texts.contains(text)).map(row).collect())
}
