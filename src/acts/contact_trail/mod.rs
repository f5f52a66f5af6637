//! One person's dossier: what was tried, why, and what came of it, what is planned, what may explain a
//! silence, and how the trajectory stands. Reads only; a bounded number of lines.
//!
//! Whoever calls has found out that the person may be seen. No words of the person are in it: that
//! somebody wrote is told, not what.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use crate::dialog::event::Event;
use crate::ids::{PartId, QuestionId};
use crate::message::ChannelKind;
use crate::plan::diagnosis::{self, Finding, Known, Tried, Went};
use crate::plan::local_time::local_date;
use crate::store::hidden::{self, Hiding};
use crate::store::trail::{self, Attempt, Message, Open, Posted, Somebody, Way};
use crate::store::{Result, StoreError, Tx, covered, merging, past, presence, trajectory};
use crate::trade::course::{SessionTime, minutes_together};
use crate::trade::person::Language;
use crate::trade::trajectory::{Facts, Standing, clock};

pub mod words;

/// Answers of so long ago say nothing about habits of now.
const HABITS: TimeDelta = TimeDelta::days(120);
/// What a schedule dropped is shown for so long.
const PUT_OFF_SHOWN: TimeDelta = TimeDelta::days(14);
/// Events that are opened to see in which script somebody writes.
const OPENED: i64 = 40;
/// Typed words that are looked at.
const TYPED: usize = 5;

/// One line of the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// When, civil.
    pub at: DateTime<Utc>,
    /// By which way: `Telegram`, `Telefoon`, `Brief`, `Taak voor de coach`.
    pub way: String,
    /// What it was.
    pub what: String,
    /// Why it was done.
    pub why: String,
    /// What came of it.
    pub outcome: String,
    /// What a colleague wrote beside it.
    pub note: Option<String>,
    /// It came from the person.
    pub is_theirs: bool,
    /// Nobody tried anything: it only says what became of the dossier.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_mark: bool,
}

/// A reminder that is planned, or that does not come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coming {
    /// When it comes, or was meant to.
    pub at: DateTime<Utc>,
    /// What it reminds of.
    pub what: String,
    /// It comes, or by which rule it does not, or not then.
    pub fate: String,
    /// Does it come?
    pub comes: bool,
}

/// Everything about one person. Deliberately without `Debug`: it is personal data.
pub struct Dossier {
    /// Who.
    pub who: Somebody,
    /// The day on which it was made, in Europe/Amsterdam.
    pub today: NaiveDate,
    /// What the clock counts from.
    pub facts: Facts,
    /// How the trajectory stands.
    pub clock: Standing,
    /// Minutes of PVT sessions that the person was at.
    pub pvt_attended: i64,
    /// Minutes of PVT sessions that are still to come.
    pub pvt_to_come: i64,
    /// Minutes of MAP sessions that the person was at.
    pub map_attended: i64,
    /// Minutes of practice that the person told of.
    pub practice_minutes: i64,
    /// Questions that wait for an answer.
    pub open: Vec<Open>,
    /// What may explain a silence.
    pub findings: Vec<Finding>,
    /// Reminders of sessions to come.
    pub coming: Vec<Coming>,
    /// Everything that was tried and heard, the newest first.
    pub lines: Vec<Line>,
}

/// Puts the dossier together as it stands at `now`, civil.
pub async fn dossier(tx: &mut Tx, who: Somebody, now: DateTime<Utc>) -> Result<Dossier> {
    let today = local_date(now);
    let (_, facts) = trajectory::one(tx, who.id)
        .await?
        .ok_or_else(|| StoreError::corrupt("person", who.id, "is gone"))?;
    let messages = trail::messages(tx, who.mailbox_id).await?;
    let attempts = trail::attempts(tx, who.mailbox_id).await?;
    let open = trail::open(tx, who.mailbox_id).await?;
    let ways = trail::ways(tx, who.id).await?;
    let heard = trail::heard(tx, who.mailbox_id).await?;
    let letters = trail::posted(tx, who.id).await?;
    let opened = covered::opened_at(tx, who.mailbox_id).await?;
    let hidden = hidden::of_mailbox(tx, who.mailbox_id).await?;
    let told = Told { messages: &messages, letters: &letters, opened: &opened, hidden: &hidden };
    let mut lines = lines_of(tx, told, &attempts, now)?;
    for answer in trail::answers(tx, who.mailbox_id).await? {
        lines.push(words::answer(&answer));
    }
    lines.extend(heard.iter().filter_map(words::heard));
    lines.extend(words::hidings(hidden.values()));
    for merge in merging::of(tx, who.id).await? {
        lines.extend(words::merged(&merge, true));
    }
    for merge in merging::was(tx, who.id).await? {
        lines.extend(words::merged(&merge, false));
    }
    lines.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.way.cmp(&b.way)));
    let typed = typed(tx, &who).await?;
    let unread = covered::unread(tx, who.mailbox_id, now).await?;
    let asked = open.first().map(|question| question.id);
    let known = Known {
        open_since: open.first().map(|question| question.first_asked_at),
        stopped: who.stopped_at.is_some(),
        works: working(&ways),
        shut: shut(&ways),
        lacks_consent: who.has_phone && who.whatsapp_consent_on.is_none(),
        tried: open.first().map_or_else(Vec::new, |question| tried(&messages, question.id)),
        unopened: asked.is_some() && unread.iter().any(|one| one.question == asked),
        heard_at: heard.iter().map(|one| one.at).filter(|at| now - *at <= HABITS).collect(),
        language: Language::parse(&who.language).unwrap_or(Language::Nl),
        typed,
    };
    let planned = trail::planned(tx, who.id).await?;
    let coming = planned.iter().filter(|one| one.starts_at > now);
    let mut coming: Vec<Coming> = coming.rev().map(|one| words::coming(one, now)).collect();
    let put_off = trail::put_off(tx, who.mailbox_id, now - PUT_OFF_SHOWN).await?;
    coming.extend(put_off.iter().map(words::put_off));
    coming.sort_by_key(|one| one.at);
    let expected = trail::expected(tx, who.id).await?;
    let to_come = expected.iter().filter(|(from, ..)| *from > now);
    let attended = presence::attended(tx, who.id).await?;
    Ok(Dossier {
        clock: clock(&facts, today),
        pvt_attended: minutes(attended.iter(), "pvt"),
        pvt_to_come: minutes(to_come, "pvt"),
        map_attended: minutes(attended.iter(), "map"),
        practice_minutes: trail::practice_minutes(tx, who.mailbox_id).await?,
        findings: diagnosis::diagnose(&known),
        coming,
        who,
        today,
        facts,
        open,
        lines,
    })
}

/// Minutes of the sessions whose kind begins so.
fn minutes<'a>(
    sessions: impl Iterator<Item = &'a (DateTime<Utc>, DateTime<Utc>, String)>,
    kind: &str,
) -> i64 {
    let of_kind = sessions.filter(|(.., of)| of.starts_with(kind));
    minutes_together(of_kind.filter_map(|(from, until, _)| SessionTime::new(*from, *until)))
}

/// What is told beside the tries themselves.
struct Told<'a> {
    messages: &'a [Message],
    letters: &'a [Posted],
    /// By the moment at which messages were covered, when they were read first.
    opened: &'a HashMap<DateTime<Utc>, Option<DateTime<Utc>>>,
    /// What the person wanted gone from the telephone.
    hidden: &'a HashMap<PartId, Hiding>,
}

fn lines_of(
    tx: &Tx,
    told: Told<'_>,
    attempts: &[Attempt],
    now: DateTime<Utc>,
) -> Result<Vec<Line>> {
    let Told { messages, letters, opened, hidden } = told;
    let rungs: HashMap<PartId, &str> = attempts
        .iter()
        .filter_map(|attempt| Some((attempt.part_id?, attempt.rung.as_deref()?)))
        .collect();
    let mut lines: Vec<Line> = messages
        .iter()
        .map(|message| {
            let opened = opened.get(&message.created_at).copied();
            let gone_at = hidden.get(&message.id).and_then(|hiding| hiding.gone_at);
            words::message(message, rungs.get(&message.id).copied(), (opened, gone_at))
        })
        .collect();
    for attempt in attempts.iter().filter(|attempt| attempt.part_id.is_none()) {
        let letter = letters.iter().find(|letter| letter.attempt_id == attempt.id);
        lines.push(match letter {
            Some(letter) => words::letter(letter, attempt),
            None => words::attempt(attempt, attempt.note(tx)?, now),
        });
    }
    Ok(lines)
}

/// The newest words, opened to see their script and dropped again.
async fn typed(tx: &mut Tx, who: &Somebody) -> Result<Vec<String>> {
    let events = past::events(tx, who.mailbox_id, OPENED).await?;
    let said = events.into_iter().rev().filter_map(|one| match one.event {
        Event::Said { words } => Some(words),
        _ => None,
    });
    Ok(said.take(TYPED).collect())
}

fn working(ways: &[Way]) -> Vec<ChannelKind> {
    let works = ways.iter().filter(|way| way.unreachable_at.is_none());
    works.filter_map(|way| ChannelKind::parse(&way.kind)).collect()
}

fn shut(ways: &[Way]) -> Vec<(ChannelKind, String)> {
    let shut = ways.iter().filter(|way| way.unreachable_at.is_some());
    shut.filter_map(|way| {
        let code = way.unreachable_code.clone().unwrap_or_default();
        Some((ChannelKind::parse(&way.kind)?, code))
    })
    .collect()
}

/// Messages that put the open question, the newest first.
fn tried(messages: &[Message], question: QuestionId) -> Vec<Tried> {
    messages
        .iter()
        .filter(|message| message.question_id == Some(question))
        .filter_map(|message| {
            let channel = ChannelKind::parse(&message.channel)?;
            Some(Tried { channel, went: went(message) })
        })
        .collect()
}

fn went(message: &Message) -> Went {
    let code = |code: &Option<String>| code.clone().unwrap_or_default();
    match message.state.as_str() {
        _ if message.read_at.is_some() => Went::Read,
        _ if message.delivered_at.is_some() => Went::Delivered,
        _ if message.failed_at.is_some() => {
            Went::Failed(message.failed_code.map(|code| code.to_string()).unwrap_or_default())
        }
        "accepted" => Went::Accepted,
        "refused" | "expired" => Went::Failed(code(&message.code)),
        _ => Went::Unknown,
    }
}
