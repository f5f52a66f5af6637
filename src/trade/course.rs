//! Courses, their sessions, and who is expected there.

use chrono::{DateTime, NaiveTime, Timelike, Utc};
use serde::{Deserialize, Serialize};

use super::person::words;

/// What a session is for. The PVT is five dagdelen of which one may be an excursion and the last
/// is the signing of the declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionKind {
    /// A PVT dagdeel.
    Pvt,
    /// A PVT dagdeel somewhere else, such as the library.
    PvtExcursie,
    /// The signing of the participatieverklaring.
    PvtOndertekening,
    /// A MAP session.
    Map,
    /// The brede intake, before the PIP. Source: Wi2021, art. 14.
    BredeIntake,
    /// A talk about progress, as the PIP promises it.
    Voortgangsgesprek,
    /// The last talk of the MAP or the Z-route.
    Eindgesprek,
    /// A meeting at which gezinsmigranten get the rules and the schools nearby (S5).
    Checklist,
    /// A language café or another meeting to talk.
    Taalcafe,
    /// An exam; its date is kept by DUO.
    Examen,
}

words!(SessionKind {
    Pvt = "pvt",
    PvtExcursie = "pvt-excursie",
    PvtOndertekening = "pvt-ondertekening",
    Map = "map",
    BredeIntake = "brede-intake",
    Voortgangsgesprek = "voortgangsgesprek",
    Eindgesprek = "eindgesprek",
    Checklist = "checklist",
    Taalcafe = "taalcafe",
    Examen = "examen",
});

/// The practice that the MAP asks, at least: 40 hours, in minutes. Source: Besluit inburgering 2021.
pub const MAP_PRACTICE_MINUTES: i64 = 40 * 60;

/// When a session takes place. Never ends before it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTime {
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
    /// End, UTC.
    pub ends_at: DateTime<Utc>,
}

impl SessionTime {
    /// None when the end is not after the start.
    pub fn new(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> Option<Self> {
        (ends_at > starts_at).then_some(Self { starts_at, ends_at })
    }

    /// Are both at one moment? One that begins when the other ends is not.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// Minutes of these sessions together; what two of them have in common counts once, because nobody is at
/// two places.
///
/// ```
/// use wegwijzer::trade::course::{SessionTime, minutes_together};
/// let at = |hour: i64| chrono::DateTime::from_timestamp(hour * 3600, 0).unwrap();
/// let session = |from, until| SessionTime::new(at(from), at(until)).unwrap();
/// assert_eq!(minutes_together([session(19, 22), session(9, 12), session(21, 23)]), 7 * 60);
/// ```
pub fn minutes_together(sessions: impl IntoIterator<Item = SessionTime>) -> i64 {
    let mut sessions: Vec<SessionTime> = sessions.into_iter().collect();
    sessions.sort_by_key(|session| (session.starts_at, session.ends_at));
    let (mut minutes, mut until) = (0, None::<DateTime<Utc>>);
    for session in sessions {
        let from = until.map_or(session.starts_at, |until| until.max(session.starts_at));
        if session.ends_at > from {
            minutes += (session.ends_at - from).num_minutes();
            until = Some(session.ends_at);
        }
    }
    minutes
}

/// Marks in a row of progress, at most: it stays on one line of a phone.
const MARKS: i64 = 10;

/// A mark per session, filled for those that somebody was at: `■■■□□`. Of a longer series each mark stands
/// for some, and only the last one is filled at the end.
///
/// ```
/// use wegwijzer::trade::course::progress;
/// assert_eq!(progress(3, 5), "■■■□□");
/// assert_eq!(progress(39, 40), "■■■■■■■■■□");
/// assert_eq!(progress(9, 5), "■■■■■");
/// ```
pub fn progress(attended: i64, total: i64) -> String {
    let total = total.max(0);
    let attended = attended.clamp(0, total);
    let marks = total.min(MARKS);
    let filled = if total > MARKS { attended * MARKS / total } else { attended };
    (0..marks).map(|at| if at < filled { '■' } else { '□' }).collect()
}

/// The part of the day in which a session begins. It follows from the time, so that a file cannot say
/// something else than its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Daypart {
    /// Before noon.
    Ochtend,
    /// From noon to half past five.
    Middag,
    /// From half past five on.
    Avond,
}

words!(Daypart { Ochtend = "ochtend", Middag = "middag", Avond = "avond" });

impl Daypart {
    /// Of a time of day in Europe/Amsterdam.
    pub fn of(time: NaiveTime) -> Self {
        match (time.hour(), time.minute()) {
            (0..12, _) => Self::Ochtend,
            (12..17, _) | (17, 0..30) => Self::Middag,
            _ => Self::Avond,
        }
    }
}

/// What somebody said about coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intent {
    /// "Ik kom".
    Komt,
    /// "Ik kan niet".
    KomtNiet,
}

words!(Intent { Komt = "komt", KomtNiet = "komt-niet" });

/// Whether somebody was at a session, as the trainer noted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// Was there.
    Aanwezig,
    /// Was not.
    Afwezig,
}

words!(Presence { Aanwezig = "aanwezig", Afwezig = "afwezig" });

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn session((from, long): (i64, i64)) -> SessionTime {
        let at = |minutes: i64| DateTime::from_timestamp(minutes * 60, 0).unwrap();
        SessionTime::new(at(from), at(from + long)).unwrap()
    }

    proptest! {
        #[test]
        fn hours_that_add_up_are_those_of_the_minutes_in_which_something_took_place(
            sessions in proptest::collection::vec((0..600_i64, 1..200_i64), 0..8)
        ) {
            let busy = (0..900_i64)
                .filter(|minute| {
                    sessions.iter().any(|(from, long)| (*from..from + long).contains(minute))
                })
                .count();
            let together = minutes_together(sessions.iter().copied().map(session));
            prop_assert_eq!(together, busy as i64);
        }
    }

    #[test]
    fn a_day_has_three_parts() {
        for (time, part) in [
            ("00:00", Daypart::Ochtend),
            ("11:59", Daypart::Ochtend),
            ("12:00", Daypart::Middag),
            ("17:29", Daypart::Middag),
            ("17:30", Daypart::Avond),
            ("23:59", Daypart::Avond),
        ] {
            assert_eq!(Daypart::of(NaiveTime::parse_from_str(time, "%H:%M").unwrap()), part);
        }
    }
}
