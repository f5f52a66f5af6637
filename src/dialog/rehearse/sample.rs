//! What a rehearsed person is called, and what a rehearsed session is like: invented, and always
//! the same.

use chrono::{DateTime, NaiveTime, Utc};

use super::super::definition::{Dialog, FactType};
use super::super::event::About;
use crate::message::{Fact, Facts};
use crate::plan::local_time;
use crate::trade::course::SessionKind;

/// What every text may mention.
pub(super) fn of_everybody() -> Facts {
    let facts =
        [("naam", Fact::Person("Amina".to_owned())), ("gemeente", Fact::Word("Houten".to_owned()))];
    named(facts)
}

/// What the texts about a session may mention.
pub(super) fn of_session(about: &About, kind: SessionKind, now: DateTime<Utc>) -> Facts {
    named([
        ("soort", Fact::Word(kind.as_str().to_owned())),
        ("nummer", Fact::Number(2)),
        ("dag", Fact::Date(local_time::local_date(about.starts_at))),
        ("tijd", Fact::Time(local_time::local(about.starts_at).time())),
        ("eindtijd", Fact::Time(local_time::local(about.ends_at).time())),
        ("plaats", Fact::Place("Bibliotheek".to_owned())),
        ("adres", Fact::Place("Markt 1".to_owned())),
        ("meenemen", Fact::Word("uw paspoort".to_owned())),
        ("dagen", Fact::Number(local_time::days_between(now, about.starts_at))),
    ])
}

/// What a dialog says that its texts mention: those of a session by their name, others by what
/// they are. A word that nobody gave is empty, as a branch sees it.
pub(super) fn of_dialog(dialog: &Dialog, about: &About, now: DateTime<Utc>) -> Facts {
    let known = of_session(about, SessionKind::Pvt, now);
    let everybody = of_everybody();
    let invented = |name: &String, kind: &FactType| {
        if everybody.contains_key(name) {
            return None;
        }
        let by_type = || match kind {
            FactType::Person => Some(Fact::Person("Amina".to_owned())),
            FactType::Date => known.get("dag").cloned(),
            FactType::Time => known.get("tijd").cloned(),
            FactType::Place => known.get("plaats").cloned(),
            FactType::Link => Some(Fact::Link("https://gemeente.example".to_owned())),
            FactType::Number => Some(Fact::Number(3)),
            FactType::Hours => Some(Fact::Hours(180)),
            FactType::Word => None,
        };
        let fact = known.get(name).cloned().or_else(by_type)?;
        Some((name.clone(), fact))
    };
    dialog.facts.iter().filter_map(|(name, kind)| invented(name, kind)).collect()
}

/// Two o'clock in the afternoon of that day, by the Dutch clock.
pub(super) fn afternoon(day: DateTime<Utc>) -> DateTime<Utc> {
    let two = NaiveTime::from_hms_opt(14, 0, 0).unwrap_or_default();
    local_time::resolve(local_time::local_date(day).and_time(two), None)
}

fn named<const N: usize>(facts: [(&str, Fact); N]) -> Facts {
    facts.map(|(name, fact)| (name.to_owned(), fact)).into()
}
