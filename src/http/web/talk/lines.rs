//! The lines of a conversation in words: who said what, by which way, and what became of it.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::dialog::content::Content;
use crate::dialog::covered;
use crate::dialog::event::{Event, Invitation};
use crate::dialog::payload;
use crate::http::web::when;
use crate::http::web::words::{self, Reach};
use crate::ids::{EventId, QuestionId};
use crate::message::{AidKind, Saying};
use crate::store::talk::{Behind, File, Note, Ours, Theirs, Unsent};
use crate::store::translations::Translation;
use crate::text::{Words, by_hand};
use crate::trade::person::Language;

/// Whose line it is; the class of its bubble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Person,
    Bot,
    Colleague,
    /// Something that happened to the conversation.
    Marker,
    /// Between colleagues.
    Note,
}

impl Side {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Person => "zij",
            Self::Bot => "bot",
            Self::Colleague => "collega",
            Self::Marker => "merk",
            Self::Note => "notitie",
        }
    }
}

/// Words in one language, where it is known.
pub(super) struct Paragraph {
    /// What the page says before them, which are Dutch then.
    pub(super) lead: Option<&'static str>,
    pub(super) words: String,
    pub(super) lang: Option<&'static str>,
}

/// A file that came along.
pub(super) struct FileRow {
    /// `image`, `audio`, `video`, or empty: to be saved.
    pub(super) shown_as: &'static str,
    pub(super) href: Option<String>,
    pub(super) words: String,
}

/// One line of the conversation.
pub(super) struct Line {
    /// Which, for the script: the same line has the same one.
    pub(super) key: String,
    pub(super) side: Side,
    pub(super) who: String,
    pub(super) way: &'static str,
    pub(super) paragraphs: Vec<Paragraph>,
    /// What could be answered with a tap.
    pub(super) buttons: Vec<String>,
    pub(super) files: Vec<FileRow>,
    /// `goed`, `onzeker` or `mis`, and the words.
    pub(super) state: Option<(&'static str, String)>,
    /// What else must be known of it.
    pub(super) marks: Vec<String>,
    pub(super) time: String,
    pub(super) machine: String,
    /// The day, where it is another than that of the line before.
    pub(super) day: Option<String>,
    /// A message that can be translated: which, and how that stands.
    pub(super) foreign: Option<Foreign>,
    at: DateTime<Utc>,
    seq: (i64, i64),
}

/// A message of the person, and its translation.
pub(super) struct Foreign {
    pub(super) event: String,
    /// Who asked for it, while nobody made it.
    pub(super) asked_by: Option<String>,
    /// The words, and who made them.
    pub(super) made: Option<(String, String)>,
}

/// Everything that a page is made of.
pub(super) struct Found {
    pub(super) ours: Vec<(Ours, Option<Saying>, Option<String>)>,
    pub(super) theirs: Vec<Theirs>,
    pub(super) files: HashMap<EventId, Vec<File>>,
    pub(super) behind: Vec<Behind>,
    pub(super) unsent: Vec<Unsent>,
    pub(super) notes: Vec<Note>,
    pub(super) translations: HashMap<EventId, Translation>,
    /// What the questions of this person were: by which dialog, at which step.
    pub(super) questions: HashMap<QuestionId, (String, String)>,
}

/// Whose page, and with what it is put into words.
pub(super) struct Reader<'a> {
    pub(super) person: String,
    pub(super) name: &'a str,
    pub(super) content: Option<&'a Content>,
    pub(super) now: DateTime<Utc>,
}

/// The lines, the oldest first, with the days between them.
pub(super) fn lines(found: Found, reader: &Reader<'_>) -> Vec<Line> {
    let mut taps: HashMap<String, String> = HashMap::new();
    if let Some(content) = reader.content {
        for (_, saying, _) in &found.ours {
            for choice in saying.iter().flat_map(|saying| &saying.choices) {
                let text = choice.label_text.as_ref().or(saying.as_ref().map(|s| &s.text));
                let label = text.map(|text| content.words.label(Language::Nl, text, &choice.key));
                taps.insert(choice.payload.clone(), label.unwrap_or_default());
            }
        }
    }
    let known = Known { taps: &taps, questions: &found.questions };
    let mut all: Vec<Line> = Vec::new();
    for one in &found.theirs {
        let files = found.files.get(&one.id).map_or(&[][..], Vec::as_slice);
        let Some(mut line) = theirs(one, files, known, reader) else {
            continue;
        };
        if matches!(one.event, Event::Said { .. } | Event::Sent { .. }) && one.is_handled {
            line.foreign = Some(foreign(one.id, found.translations.get(&one.id)));
        }
        all.push(line);
    }
    for (ours_row, saying, words) in found.ours {
        let behind: Vec<&Behind> = found
            .behind
            .iter()
            .filter(|b| {
                covered::is_neutral(&ours_row.text_id) && b.created_at == ours_row.created_at
            })
            .collect();
        all.push(ours(&ours_row, saying.as_ref(), words, &behind, reader));
    }
    all.extend(found.unsent.into_iter().map(|one| unsent(&one)));
    all.extend(found.notes.into_iter().map(note));
    all.sort_by_key(|line| (line.at, line.seq));
    let mut last = None;
    for line in &mut all {
        let (at, (seq, part)) = (line.at.timestamp_micros(), line.seq);
        line.key = format!("{}-{at}-{seq}-{part}", line.side.class());
        let day = line.at.with_timezone(&Amsterdam).date_naive();
        if last != Some(day.num_days_from_ce()) {
            last = Some(day.num_days_from_ce());
            line.day = Some(day_in_words(line.at, reader.now));
        }
    }
    all
}

fn day_in_words(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let near = [say!("vandaag"), say!("gisteren"), say!("morgen")];
    match when::moment(at, now).split_once(' ') {
        Some((word, _)) if near.contains(&word) => word.to_owned(),
        _ => when::day(at, now),
    }
}

fn line(side: Side, who: String, at: DateTime<Utc>) -> Line {
    Line {
        key: String::new(),
        side,
        who,
        way: "",
        paragraphs: Vec::new(),
        buttons: Vec::new(),
        files: Vec::new(),
        state: None,
        marks: Vec::new(),
        time: at.with_timezone(&Amsterdam).format("%H:%M").to_string(),
        machine: when::machine(at),
        day: None,
        foreign: None,
        at,
        seq: (0, 0),
    }
}

fn plain(words: impl Into<String>) -> Vec<Paragraph> {
    vec![Paragraph { lead: None, words: words.into(), lang: None }]
}

fn way(kind: &str) -> &'static str {
    match kind {
        "telegram" => "Telegram",
        "whatsapp" => "WhatsApp",
        _ => "",
    }
}

/// What buttons say: by what they carry, or by the question that put them.
#[derive(Clone, Copy)]
struct Known<'a> {
    taps: &'a HashMap<String, String>,
    questions: &'a HashMap<QuestionId, (String, String)>,
}

/// What a tap said, by the message that carried the button, or by the dialog that asked.
fn tapped(payload: &str, known: Known<'_>, content: Option<&Content>) -> Option<String> {
    if let Some(label) = known.taps.get(payload).filter(|label| !label.is_empty()) {
        return Some(label.clone());
    }
    if payload::asks_to_read(payload).is_some() {
        return Some("Lezen".to_owned());
    }
    if payload::asks_to_hide(payload).is_some() {
        return Some("Verberg".to_owned());
    }
    let (question, index) = payload::decode(payload)?;
    let (dialog, step) = known.questions.get(&question)?;
    let content = content?;
    let def = content.step(dialog, step)?;
    let (key, _) = def.choices.iter().nth(index)?;
    let text = crate::message::TextId::from(def.say.as_ref()?.value.as_str());
    Some(content.words.label(Language::Nl, &text, key))
}

fn theirs(one: &Theirs, files: &[File], known: Known<'_>, reader: &Reader<'_>) -> Option<Line> {
    let marker = |words: String| Line {
        paragraphs: plain(words),
        ..line(Side::Marker, String::new(), one.at)
    };
    let person = |paragraphs: Vec<Paragraph>| Line {
        paragraphs,
        way: one.channel.as_deref().map_or("", way),
        ..line(Side::Person, reader.name.to_owned(), one.at)
    };
    let mut found = match &one.event {
        Event::Said { words } => person(plain(words.as_str())),
        Event::Chose { payload } => {
            let label = tapped(payload, known, reader.content);
            // the label of a button is told in Dutch
            let mut said = person(match label {
                Some(words) => vec![Paragraph { lead: None, words, lang: Some("nl") }],
                None => plain(say!("een antwoord")),
            });
            said.marks.push(say!("koos met een knop").to_owned());
            said
        }
        Event::Sent { kind } => person(plain(sent(kind))),
        Event::Opened => marker(say!("Opende het gesprek.").to_owned()),
        Event::Token { .. } => marker(say!("Gebruikte een code.").to_owned()),
        Event::Invited { invitation: Invitation::Accepted, .. } => {
            marker(say!("De telefoon is met een code gekoppeld.").to_owned())
        }
        Event::Invited { .. } => marker(say!("Gebruikte een code.").to_owned()),
        Event::TookOver { name, .. } => {
            marker(say!("{name} nam het gesprek over. De bot is stil.", name = name))
        }
        Event::HandedBack { name: Some(name), .. } => {
            marker(say!("{name} gaf het gesprek terug aan de bot.", name = name))
        }
        Event::HandedBack { .. } => {
            marker(say!("Niemand schreef meer. De bot heeft het gesprek terug.").to_owned())
        }
        Event::Blocked => marker(say!("Sloot het kanaal: hier komt niets meer aan.").to_owned()),
        Event::Unblocked => marker(say!("Opende het kanaal weer.").to_owned()),
        Event::AnsweredElsewhere { .. } => {
            marker(say!("Een collega noteerde een antwoord na een gesprek.").to_owned())
        }
        _ => return None,
    };
    if !one.is_handled {
        found.marks.push(say!("komt net binnen").to_owned());
    }
    found.files = files.iter().map(|file| file_row(file, &reader.person)).collect();
    found.seq = (one.seq, 0);
    Some(found)
}

fn foreign(event: EventId, translation: Option<&Translation>) -> Foreign {
    let made = translation.and_then(|one| one.made.clone());
    let asked_by = translation.filter(|_| made.is_none()).map(|one| one.asked_by.clone());
    Foreign { event: event.to_string(), asked_by, made }
}

fn sent(kind: &str) -> &'static str {
    match kind {
        "photo" => say!("Stuurde een foto."),
        "voice" | "audio" => say!("Stuurde een spraakbericht."),
        "video" => say!("Stuurde een filmpje."),
        "document" => say!("Stuurde een document."),
        "sticker" => say!("Stuurde een sticker."),
        "location" => say!("Stuurde een plaats op de kaart."),
        "contact" | "contacts" => say!("Stuurde een contact."),
        _ => say!("Stuurde iets dat de bot niet kent."),
    }
}

fn file_row(file: &File, person: &str) -> FileRow {
    let (shown_as, _) = super::file::form(file.mime.as_deref());
    let words = match file.kind.as_str() {
        "photo" => say!("Foto"),
        "voice" | "audio" => say!("Spraakbericht"),
        "video" => say!("Filmpje"),
        _ => say!("Bestand"),
    };
    match (file.fetched_at, file.gave_up_at) {
        (Some(_), _) => FileRow {
            shown_as,
            href: Some(format!("/inburgeraars/{person}/bestand/{}", file.id)),
            words: words.to_owned(),
        },
        (None, Some(_)) => FileRow {
            shown_as: "",
            href: None,
            words: say!("{what}: niet op te halen. Vraag het opnieuw.", what = words),
        },
        (None, None) => FileRow {
            shown_as: "",
            href: None,
            words: say!("{what}: wordt opgehaald.", what = words),
        },
    }
}

fn ours(
    row: &Ours,
    saying: Option<&Saying>,
    sent: Option<String>,
    behind: &[&Behind],
    reader: &Reader<'_>,
) -> Line {
    let colleague = row.by.clone();
    let side = if colleague.is_some() { Side::Colleague } else { Side::Bot };
    let who = colleague.unwrap_or_else(|| say!("De bot").to_owned());
    let words = reader.content.map(|content| &*content.words);
    let own = Language::parse(&row.language).unwrap_or(Language::Nl);
    let mut said = Line {
        way: way(&row.channel),
        seq: (row.seq, row.part_no),
        ..line(side, who, row.created_at)
    };
    if let Some(aid) = &row.aid {
        said.paragraphs = plain(match AidKind::of_word(aid) {
            Some(AidKind::Voice) => say!("Met een spraakbericht erbij."),
            Some(AidKind::Picture) => say!("Met een pictogram erbij."),
            _ => say!("Met een voortgangskaart erbij."),
        });
    } else {
        let body = sent.or_else(|| {
            let saying = saying.filter(|_| row.part_no == 0)?;
            words.map(|words| words.outgoing(own, saying).body)
        });
        said.paragraphs = match body {
            Some(body) => in_languages(&body, own, saying, words),
            None => plain(say!("De woorden van dit bericht worden niet meer bewaard.")),
        };
    }
    if let (Some(saying), Some(words)) = (saying.filter(|_| row.aid.is_none()), words) {
        let label = |choice: &crate::message::SayChoice| {
            let text = choice.label_text.as_ref().unwrap_or(&saying.text);
            words.label(Language::Nl, text, &choice.key)
        };
        said.buttons = saying.choices.iter().map(label).collect();
    }
    for one in behind {
        let dutch = one.saying.as_ref().zip(words).map(|(saying, words)| words.staff_text(saying));
        said.marks.push(match one.opened_at {
            Some(at) => say!("rustig bericht, gelezen {when}", when = when::moment(at, reader.now)),
            None => say!("rustig bericht, nog niet gelezen").to_owned(),
        });
        if let Some(dutch) = dutch {
            let lead = Some(say!("Na een tik:"));
            said.paragraphs.push(Paragraph { lead, words: dutch, lang: Some("nl") });
        }
    }
    if row.hidden_at.is_some() {
        said.marks.push(say!("de persoon liet dit verbergen op de telefoon").to_owned());
    }
    said.state = Some(state(row, reader.now));
    said
}

/// Splits the words as they were sent into those of the own language and the Dutch behind them.
fn in_languages(
    body: &str,
    own: Language,
    saying: Option<&Saying>,
    words: Option<&Words>,
) -> Vec<Paragraph> {
    let whole = |lang| vec![Paragraph { lead: None, words: body.trim().to_owned(), lang }];
    let (Some(saying), Some(words)) = (saying, words) else { return whole(None) };
    if by_hand::is_by_hand(saying) || own == Language::Nl {
        return whole(Some(own.as_str()));
    }
    let dutch = words.say(Language::Nl, &saying.text, &saying.facts);
    match body.rfind(&dutch).filter(|at| *at > 0) {
        Some(at) => {
            let (first, second) = body.split_at(at);
            let part = |words: &str, lang| Paragraph {
                lead: None,
                words: words.trim().to_owned(),
                lang: Some(lang),
            };
            vec![part(first, own.as_str()), part(second, "nl")]
        }
        None => whole(None),
    }
}

fn state(row: &Ours, now: DateTime<Utc>) -> (&'static str, String) {
    if row.state != "accepted" {
        let (reach, words) = words::not_accepted(&row.state, row.code.as_deref());
        let class = if reach == Reach::Failed { "mis" } else { "onzeker" };
        return (class, words);
    }
    if let Some(at) = row.read_at {
        return ("goed", say!("gelezen {when}", when = when::moment(at, now)));
    }
    if let Some(at) = row.delivered_at {
        return ("goed", say!("afgeleverd {when}", when = when::moment(at, now)));
    }
    if row.failed_at.is_some() {
        let code = row.failed_code.map(|code| code.to_string());
        return ("mis", words::with_code(say!("niet bezorgd"), code.as_deref()));
    }
    match row.channel.as_str() {
        "telegram" => ("goed", say!("verstuurd").to_owned()),
        _ => ("onzeker", say!("verstuurd, nog niet afgeleverd").to_owned()),
    }
}

fn unsent(one: &Unsent) -> Line {
    let why = match one.ended_how.as_str() {
        "cancelled" => say!("teruggenomen voor het wegging"),
        "expired" => say!("niet verstuurd: de persoon schreef niet op tijd"),
        "stopped" => say!("niet verstuurd: de persoon zei stop"),
        _ => say!("niet verstuurd: er is geen werkend adres"),
    };
    let words = say!("Bericht van {name}: {why}.", name = one.by, why = why);
    Line { paragraphs: plain(words), ..line(Side::Marker, String::new(), one.made_at) }
}

fn note(one: Note) -> Line {
    let side = if one.kind == "transfer" { Side::Marker } else { Side::Note };
    let who = if side == Side::Marker { String::new() } else { one.by };
    Line { paragraphs: plain(one.words), ..line(side, who, one.at) }
}
