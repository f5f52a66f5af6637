//! What a colleague can do from a row of the home page, and what each step is called.

use chrono::{DateTime, Utc};

use super::rows::Moment;
use crate::acts::snooze::DAYS;
use crate::acts::try_now::{Why, why_not};
use crate::plan::ladder::RungKind;
use crate::store::board::Silent;

/// Buttons of a row.
pub(super) struct Steps {
    /// What can be tried now: the word of the form, and the button.
    pub(super) rungs: Vec<(&'static str, &'static str)>,
    /// For how many days the row can be put off: the value, and its words.
    pub(super) days: Vec<(i64, &'static str)>,
    /// Until when it is put off.
    pub(super) put_off_until: Option<Moment>,
}

pub(super) fn steps(row: &Silent, now: DateTime<Utc>) -> Steps {
    let can = |rung: &&RungKind| row.question_id.is_some() && why_not(**rung, row.reach).is_none();
    Steps {
        rungs: RungKind::ALL
            .iter()
            .filter(can)
            .map(|rung| (rung.as_str(), button(*rung)))
            .collect(),
        days: DAYS.iter().map(|days| (*days, days_in_words(*days))).collect(),
        put_off_until: row
            .snoozed_until
            .filter(|until| *until > now)
            .map(|at| Moment::new(at, now)),
    }
}

/// What the button says.
pub(super) fn button(rung: RungKind) -> &'static str {
    match rung {
        RungKind::Nudge => say!("Vraag het opnieuw"),
        RungKind::OtherChannel => say!("Vraag het via een ander kanaal"),
        RungKind::Coach => say!("Vraag de coach"),
        RungKind::Letter => say!("Taak: stuur een brief"),
        RungKind::Klantmanager => say!("Taak: bel deze persoon"),
    }
}

/// What was done.
pub(super) fn done(rung: RungKind) -> &'static str {
    match rung {
        RungKind::Nudge => {
            say!("De bot stelt de vraag opnieuw. In stille uren gaat dat de volgende ochtend.")
        }
        RungKind::OtherChannel => {
            say!(
                "De bot stelt de vraag via een ander kanaal. In stille uren gaat dat de volgende ochtend."
            )
        }
        RungKind::Coach => say!("De coach heeft een taak om contact op te nemen."),
        RungKind::Letter => say!("Er is een taak om een brief te sturen."),
        RungKind::Klantmanager => say!("Er is een taak om te bellen."),
    }
}

/// Why it was not done.
pub(super) fn refused(why: Why) -> &'static str {
    match why {
        Why::Stopped => say!("Deze persoon zei stop. De bot stuurt niets."),
        Why::TakenOver => say!("Een collega praat nu met deze persoon. De bot is stil."),
        Why::NoAddress => say!("Er is geen adres dat werkt."),
        Why::NoOtherChannel => say!("Er is geen tweede kanaal."),
        Why::NoCoach => say!("Deze persoon heeft geen coach."),
        Why::JustAsked => say!("Dit is net al gedaan. Er is niets veranderd."),
    }
}

pub(super) fn days_in_words(days: i64) -> &'static str {
    match days {
        1 => say!("tot de volgende werkdag"),
        3 => say!("drie dagen"),
        7 => say!("een week"),
        _ => say!("twee weken"),
    }
}
