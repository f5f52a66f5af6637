//! Work for a colleague. The bot opens tasks; only a person closes one.

use serde::{Deserialize, Serialize};

use super::person::words;

/// Why somebody is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// Words of danger: call at once.
    Gevaar,
    /// A rung of the ladder: the coach tries, in the person's own language.
    Coach,
    /// The top of the ladder: the klantmanager calls.
    Bellen,
    /// There is no address that works: write a letter.
    GeenAdres,
    /// A rung of the ladder: write a letter.
    Brief,
    /// A letter came back, or there is no postal address: find the right one.
    Adres,
    /// Somebody linked by letter could not prove who they are: find out, and say so.
    Bewijs,
    /// The person asked for a human being.
    Hulp,
    /// The person cannot come; look for another date.
    KanNiet,
    /// The check-in tells that somebody is stuck.
    CheckIn,
    /// A lesson was missed, and the person wants to catch up on it.
    Inhalen,
    /// Two lessons of a course were missed.
    Gemist,
    /// Money for the lessons, a loan, debts.
    Geld,
    /// Illness, a baby, a move, work: what changes, never why.
    Verandering,
    /// The partner wants messages of their own.
    Partner,
    /// Somebody wants to come by, perhaps in the evening.
    Spreekuur,
    /// Words that the bot did not understand: a sign of life.
    NietBegrepen,
    /// Somebody unknown wrote.
    Onbekend,
    /// A telephone number changed hands, or might have.
    Nummer,
    /// A message from a shared telephone: for whom is it?
    VoorWie,
    /// A photo or a voice note could not be fetched.
    Bestand,
    /// The trajectory clock: a term comes near its end, or something has not begun.
    Termijn,
    /// A place came free in a course, and this person is the first on its waiting list.
    PlaatsVrij,
    /// An interpreter is booked: confirm or cancel, now that it is known who comes.
    Tolk,
    /// The rules press too hard on somebody: a senior decides.
    Schrijnend,
    /// Somebody waits long for a school, a place to work, an internship.
    Plek,
    /// The person wrote while a colleague has the conversation.
    Bericht,
    /// A colleague was named in a note.
    Genoemd,
    /// Somebody comes into this klantmanager's care.
    Overdracht,
    /// A message in a language that its reader does not know.
    Vertaal,
    /// Content or a platform failed.
    Storing,
}

words!(TaskKind {
    Gevaar = "gevaar",
    Coach = "coach",
    Bellen = "bellen",
    GeenAdres = "geen-adres",
    Brief = "brief",
    Adres = "adres",
    Bewijs = "bewijs",
    Hulp = "hulp",
    KanNiet = "kan-niet",
    CheckIn = "check-in",
    Inhalen = "inhalen",
    Gemist = "gemist",
    Geld = "geld",
    Verandering = "verandering",
    Partner = "partner",
    Spreekuur = "spreekuur",
    NietBegrepen = "niet-begrepen",
    Onbekend = "onbekend",
    Nummer = "nummer",
    VoorWie = "voor-wie",
    Bestand = "bestand",
    Termijn = "termijn",
    PlaatsVrij = "plaats-vrij",
    Tolk = "tolk",
    Schrijnend = "schrijnend",
    Plek = "plek",
    Bericht = "bericht",
    Genoemd = "genoemd",
    Overdracht = "overdracht",
    Vertaal = "vertaal",
    Storing = "storing",
});

impl TaskKind {
    /// Does somebody wait for a colleague behind such a task: a person who wrote or was promised an answer, or another
    /// colleague who asked?
    pub fn somebody_waits(self) -> bool {
        matches!(
            self,
            Self::Gevaar
                | Self::Hulp
                | Self::KanNiet
                | Self::CheckIn
                | Self::Inhalen
                | Self::Geld
                | Self::Verandering
                | Self::Partner
                | Self::Spreekuur
                | Self::NietBegrepen
                | Self::Onbekend
                | Self::VoorWie
                | Self::Bestand
                | Self::Bericht
                | Self::Genoemd
                | Self::Vertaal
        )
    }
}

/// Whose desk a task lands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Desk {
    /// The person's coach; the klantmanager where there is none.
    Coach,
    /// The person's klantmanager; any consulent where there is none.
    Klantmanager,
    /// A senior; any consulent where there is none.
    Senior,
    /// Whoever keeps the system.
    Beheer,
}

words!(Desk { Coach = "coach", Klantmanager = "klantmanager", Senior = "senior", Beheer = "beheer" });
