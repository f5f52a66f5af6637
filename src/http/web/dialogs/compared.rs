//! Two wordings of a question beside each other on the page of a dialog: which one is answered more.

use chrono::{DateTime, TimeDelta, Utc};

use super::said;
use crate::dialog::content::Content;
use crate::dialog::definition::Dialog;
use crate::ids::GemeenteId;
use crate::message::TextId;
use crate::store::{StoreError, Tx, variants as store};
use crate::text::variants::{Count, FEW, responses};
use crate::trade::person::Language;

/// So many days are counted.
const DAYS: i64 = 365;

/// One text in one language.
pub(super) struct ComparedRow {
    pub(super) text: String,
    pub(super) language: String,
    pub(super) first: String,
    pub(super) second: String,
    /// Is it being compared now?
    pub(super) is_on: bool,
}

/// The texts of a dialog that have two wordings, with how both do.
pub(super) async fn rows(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (content, dialog): (&Content, &Dialog),
    now: DateTime<Utc>,
) -> Result<Vec<ComparedRow>, StoreError> {
    let mut rows = Vec::new();
    let name = dialog.dialog.value.as_str();
    for (_, step) in dialog.steps.iter() {
        let Some(say) = step.value.say.as_ref().filter(|_| step.value.is_question()) else {
            continue;
        };
        let text = TextId::from(say.value.as_str());
        if content.words.second(&text).is_none() {
            continue;
        }
        let is_on = content.policies.compare_texts.contains(&text.0);
        let since = now - TimeDelta::days(DAYS);
        let put = store::put(tx, gemeente, (name, &text), since).await?;
        let found = responses(&put, now);
        if found.is_empty() {
            let none = || say!("nog niets gevraagd").to_owned();
            let (first, second) = (none(), none());
            rows.push(ComparedRow { text: text.0, language: String::new(), first, second, is_on });
            continue;
        }
        rows.extend(found.into_iter().map(|one| {
            ComparedRow {
                text: one.text,
                language: Language::parse(&one.language)
                    .map_or(one.language, |language| said::language(language).to_owned()),
                first: told(one.first),
                second: told(one.second),
                is_on,
            }
        }));
    }
    Ok(rows)
}

fn told(count: Count) -> String {
    match count.percent() {
        Some(percent) => say!("{percent}% van {n}", percent = percent, n = count.asked),
        None => say!("minder dan {n} keer gevraagd", n = FEW),
    }
}
