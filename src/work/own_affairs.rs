//! What the answer to "mijn afspraken" and "mijn gegevens" may mention. The step never looks
//! anything up, so it is found here, and only when somebody asks.
//!
//! Promises: nothing personal goes to a telephone that several people use; there the dialog hears
//! that it is one, and a colleague calls.

use chrono::{DateTime, Utc};

use super::proof;
use super::record_effects::HEARING;
use crate::dialog::aids::Aids;
use crate::dialog::event::Event;
use crate::ids::AddressId;
use crate::message::{ChannelKind, Fact, Facts, Line, TextId};
use crate::plan::local_time;
use crate::store::calendar;
use crate::store::mailboxes::{AddressRow, MailboxRow};
use crate::store::own_affairs::{self, Expected};
use crate::store::{StoreError, Tx};
use crate::text::Words;
use crate::trade::person::Language;

/// Sessions in one answer: more do not fit on a small screen.
const MOST: i64 = 5;

/// What somebody asks about themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Appointments,
    Data,
}

/// Does somebody ask about themselves?
pub(super) fn asked(words: &Words, event: &Event) -> Option<Asked> {
    let Event::Said { words: typed } = event else { return None };
    match words.global_word(typed)? {
        "mijn-afspraken" => Some(Asked::Appointments),
        "mijn-gegevens" => Some(Asked::Data),
        _ => None,
    }
}

/// The facts for the answer; none about somebody unknown.
pub(super) async fn facts(
    tx: &mut Tx,
    asked: Asked,
    (row, addresses, aids): (&MailboxRow, &[AddressRow], &Aids),
    from: Option<AddressId>,
    public_url: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Facts, StoreError> {
    let Some(person) = row.person_id else { return Ok(Facts::new()) };
    let one = |name: &str, fact: Fact| Facts::from([(name.to_owned(), fact)]);
    if addresses.iter().any(|address| Some(address.id) == from && address.shared) {
        return Ok(one("gedeeld", Fact::Word("ja".to_owned())));
    }
    Ok(match asked {
        Asked::Appointments => {
            let all = own_affairs::expected(tx, person, now, MOST).await?;
            let mut lines: Vec<Line> = all.iter().map(appointment).collect();
            if let Some(url) = public_url.filter(|_| !lines.is_empty()) {
                let token = calendar::token(tx.vault(), person);
                let link = Fact::Link(format!("{url}/agenda/{token}.ics"));
                lines.push(line("afspraak-agenda", [("agenda", link)]));
            }
            one("afspraken", Fact::Lines(lines))
        }
        Asked::Data => {
            let here = addresses.iter().find(|address| Some(address.id) == from);
            if let Some(first) = proof::needed(tx, person, here).await? {
                return Ok(first);
            }
            let klantmanager = own_affairs::klantmanager(tx, person).await?;
            let mut facts = one("gegevens", Fact::Lines(data(row, addresses, klantmanager)));
            // a setting that changes nothing is not offered
            if Language::parse(&row.language).is_some_and(|language| aids.speaks(language)) {
                let word = if row.hears { "ja" } else { "nee" };
                facts.insert(HEARING.to_owned(), Fact::Word(word.to_owned()));
            }
            facts
        }
    })
}

fn appointment(session: &Expected) -> Line {
    let start = local_time::local(session.starts_at);
    let intent = session.intent.as_deref().unwrap_or("onbekend");
    line(
        "afspraak-regel",
        [
            ("dag", Fact::Date(start.date())),
            ("tijd", Fact::Time(start.time())),
            ("plaats", Fact::Place(session.place.clone())),
            ("adres", Fact::Place(session.street.clone())),
            ("antwoord", Fact::Word(intent.to_owned())),
        ],
    )
}

/// What we keep: never a number, a handle or an address.
fn data(row: &MailboxRow, addresses: &[AddressRow], klantmanager: Option<String>) -> Vec<Line> {
    let name = row.person_name.clone().unwrap_or_default();
    let mut lines = vec![
        line("gegevens-naam", [("naam", Fact::Person(name))]),
        line("gegevens-taal", [("taal", Fact::Word(own_name(&row.language).to_owned()))]),
    ];
    let mut channels: Vec<&str> = addresses
        .iter()
        .map(|address| match ChannelKind::parse(&address.kind) {
            Some(ChannelKind::Telegram) => "Telegram",
            Some(ChannelKind::Whatsapp) => "WhatsApp",
            None => address.kind.as_str(),
        })
        .collect();
    channels.sort_unstable();
    channels.dedup();
    if !channels.is_empty() {
        lines.push(line("gegevens-kanaal", [("kanaal", Fact::Word(channels.join(", ")))]));
    }
    if let Some(name) = klantmanager {
        lines.push(line("gegevens-klantmanager", [("klantmanager", Fact::Person(name))]));
    }
    lines
}

/// The language as its readers call it: a word that needs no translation.
fn own_name(code: &str) -> &str {
    Language::parse(code).map_or(code, |language| language.own_name())
}

fn line<const N: usize>(text: &str, facts: [(&str, Fact); N]) -> Line {
    let facts = facts.map(|(name, fact)| (name.to_owned(), fact)).into();
    Line { text: TextId::from(text), facts }
}
