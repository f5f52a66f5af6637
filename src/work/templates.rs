//! Which template a message may use now, and what the platform tells about templates, the number
//! and the account. What concerns nobody in particular becomes a task for whoever keeps the system.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::Work;
use crate::acts::receive::Delivery;
use crate::ids::GemeenteId;
use crate::message::{
    ChannelKind, Notice, NoticeAbout, Part, Received, Saying, TemplateChange, TemplateUse,
};
use crate::store::hot::arrivals;
use crate::store::mailboxes::{self, ChannelRef};
use crate::store::tasks::{self, NewTask};
use crate::store::templates::{self, Which};
use crate::store::{StoreError, Tx};
use crate::text::Words;
use crate::trade::person::Language;
use crate::trade::task::{Desk, TaskKind};
use crate::trade::template::registry::{Choice, Registry};
use crate::trade::template::{May, State};

/// A part that waits for its template is looked at again after this, also if nobody tells.
pub(super) const RECHECK: TimeDelta = TimeDelta::minutes(10);
/// Why a part will not go: no template of its name may be sent, and waiting is pointless.
pub(super) const NONE_APPROVED: &str = "sjabloon-niet-goedgekeurd";

/// The registry as last read, with its version.
#[derive(Clone, Default)]
pub(super) struct Remembered(Arc<Mutex<Option<Numbered>>>);

type Numbered = (i64, Arc<Registry>);

impl Remembered {
    fn get(&self) -> Option<Numbered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, numbered: Numbered) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(numbered);
    }
}

/// What can carry a message outside the window.
pub(super) enum Carrier {
    /// This template.
    Template(Part),
    /// Its step names none, or the channel has none.
    None,
    /// A template of this name, but no language of it may be sent now.
    Barred {
        /// Its name.
        name: String,
        /// What Meta says of the first that matters; none: it does not exist.
        state: Option<State>,
        /// May that change without anybody writing a new one?
        waits: bool,
    },
}

impl Carrier {
    /// The template, if there is one.
    pub(super) fn part(&self) -> Option<Part> {
        match self {
            Self::Template(part) => Some(part.clone()),
            Self::None | Self::Barred { .. } => None,
        }
    }
}

impl Work {
    /// All that is known of templates: read again when another process, or this one, changed it.
    /// Once per claim.
    pub(super) async fn templates(&self, tx: &mut Tx) -> Result<Arc<Registry>, StoreError> {
        if self.channels.values().all(|channel| channel.of.kind != ChannelKind::Whatsapp) {
            return Ok(Arc::default());
        }
        // the number first: at worst a newer registry is remembered under an older number
        let version = templates::version(tx).await?;
        let known = self.templates.get().filter(|(of, _)| *of == version);
        let mut known = match known {
            Some((_, registry)) => registry,
            None => {
                let registry = Arc::new(templates::registry(tx).await?);
                self.templates.set((version, registry.clone()));
                registry
            }
        };
        templates::add_pauses(tx, &mut known).await?;
        Ok(known)
    }

    /// A part needed its template and may not use it: whoever keeps the system hears of it, once
    /// per template; under review is the normal course of things.
    pub(super) async fn tell_barred(
        &self,
        tx: &mut Tx,
        channel: &ChannelRef,
        (name, state): (&str, Option<State>),
    ) -> Result<(), StoreError> {
        if matches!(state, Some(State::Pending | State::InAppeal)) {
            return Ok(());
        }
        let word = state.map_or("ABSENT", State::as_str);
        tracing::error!(channel = %channel.id, template = name, state = word,
            "template {name} may not be sent on channel {} in any language of its reader: {word}",
            channel.id);
        let cause = format!("template:{}:{name}", channel.id);
        let reason = format!("sjabloon {name}: {word}");
        open_task(tx, channel.gemeente, (&cause, &reason), self.clock.civil()).await
    }
}

/// The template that may carry `saying` at `now` (machine), in the first language of its reader's
/// that Meta approved. One registry serves a whole claim.
pub(super) fn carrier(
    registry: &Registry,
    channel: &ChannelRef,
    (words, own): (&Words, Language),
    saying: &Saying,
    now: DateTime<Utc>,
) -> Carrier {
    let (ChannelKind::Whatsapp, Some(name)) = (channel.kind, &saying.template) else {
        return Carrier::None;
    };
    let languages = words.template_languages(own, saying);
    let (state, waits) = match registry.choose(&channel.id.0, name, &languages, now) {
        Choice::Use(language, _) => {
            let filled = words.template_in(language, saying);
            let part = filled.map(|template| Carrier::Template(Part::Template { template }));
            return part.unwrap_or(Carrier::None);
        }
        Choice::Held(state) => (Some(state), true),
        Choice::Never(state) => (state, false),
    };
    Carrier::Barred { name: name.clone(), state, waits }
}

/// How long a template is left alone after a refusal, unless it is told to be approved. Source:
/// Meta pauses for 3 hours first; one that does not exist may be made at any time.
fn rest(code: &str) -> TimeDelta {
    if code.ends_with("132015") { TimeDelta::hours(3) } else { TimeDelta::hours(1) }
}

/// The platform refused a template that we thought could go: it is left alone, so that the next
/// attempt takes another language or waits; and whoever keeps the system hears of it.
pub(super) async fn refused(
    work: &Work,
    tx: &mut Tx,
    (channel, template): (&ChannelRef, &TemplateUse),
    code: &str,
) -> Result<(), StoreError> {
    let TemplateUse { name, language, .. } = template;
    let id = &channel.id;
    let which = Which { channel: &id.0, name, language };
    let now = work.clock.civil();
    if code.ends_with("132016") {
        // disabled is for good: waiting would only keep its reader waiting
        let word = State::Disabled.as_str().to_owned();
        let change = TemplateChange::State { word, reason: None };
        templates::tell(tx, which, &change, now, now).await?;
    } else {
        templates::pause(tx, which, work.clock.machine() + rest(code), code).await?;
    }
    let cause = format!("template:{id}:{name}:{language}");
    let reason = format!("sjabloon {name} ({language}): {code}");
    open_task(tx, channel.gemeente, (&cause, &reason), now).await
}

/// Writes down what platforms told about ourselves, each once.
///
/// In the commit of the delivery: a crash before it, and the platform tells again; after it, and
/// the repeat's key is known.
pub(super) async fn note(
    work: &Work,
    tx: &mut Tx,
    batch: &[&Delivery],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut told: Vec<(&ChannelRef, &Notice)> = Vec::new();
    for delivery in batch {
        told.extend(delivery.received.iter().filter_map(|received| match received {
            Received::Notice(notice) => Some((&delivery.channel, notice)),
            _ => None,
        }));
    }
    if told.is_empty() {
        return Ok(());
    }
    let key = |(channel, notice): &(&ChannelRef, &Notice)| {
        format!("{}:{}", channel.id, notice.dedupe_key)
    };
    let keys: Vec<String> = told.iter().map(key).collect();
    let new = arrivals::first_time(tx, &keys, now).await?;
    for ((channel, notice), _) in told.into_iter().zip(new).filter(|(_, new)| *new) {
        note_one(work, tx, channel, notice, now).await?;
    }
    Ok(())
}

async fn note_one(
    work: &Work,
    tx: &mut Tx,
    channel: &ChannelRef,
    notice: &Notice,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let id = &channel.id;
    let alarm = match &notice.about {
        NoticeAbout::Number { event, limit } => {
            let limit = limit.as_deref().unwrap_or("-");
            tracing::warn!(channel = %id, event, limit, "the number of channel {id}: {event}");
            matches!(event.as_str(), "FLAGGED" | "DOWNGRADE")
                .then(|| (format!("number:{id}"), format!("nummer van {id}: {event}")))
        }
        NoticeAbout::Account { event } => {
            tracing::warn!(channel = %id, event, "the account of channel {id}: {event}");
            let bad = ["RESTRICTION", "VIOLATION", "DISABLED", "DELETED", "OFFBOARDED", "REMOVED"];
            bad.iter()
                .any(|word| event.contains(word))
                .then(|| (format!("account:{id}"), format!("account van {id}: {event}")))
        }
        NoticeAbout::Template { name, language, change } => {
            let which = Which { channel: &id.0, name, language };
            let at = notice.at.unwrap_or(now);
            let newest = templates::tell(tx, which, change, at, now).await?;
            if !newest {
                return Ok(());
            }
            if let TemplateChange::State { word, .. } = change
                && State::parse(word).is_some_and(|state| state.may() == May::Send)
            {
                templates::release(tx, which, work.clock.machine()).await?;
            }
            match worry(change) {
                Some(what) => {
                    tracing::error!(channel = %id, template = name, language, what,
                        "template {name} ({language}) on channel {id}: {what}");
                    let cause = format!("template:{id}:{name}:{language}");
                    Some((cause, format!("sjabloon {name} ({language}): {what}")))
                }
                None => {
                    tracing::info!(channel = %id, template = name, language, ?change,
                        "template {name} ({language}) on channel {id} has changed");
                    None
                }
            }
        }
    };
    if let Some((cause, reason)) = alarm {
        open_task(tx, channel.gemeente, (&cause, &reason), now).await?;
    }
    Ok(())
}

/// What whoever keeps the system must look at, in Meta's words.
fn worry(change: &TemplateChange) -> Option<String> {
    match change {
        TemplateChange::State { word, reason } => State::parse(word)
            .is_none_or(State::concerns_operators)
            .then(|| reason.as_ref().map_or(word.clone(), |reason| format!("{word}, {reason}"))),
        TemplateChange::Quality { word } => (word == "RED").then(|| "kwaliteit RED".to_owned()),
        TemplateChange::Category { now, announced, .. } => match (announced, now) {
            (Some(announced), _) => Some(format!("wordt {announced}")),
            (None, Some(now)) => Some(format!("is nu {now}")),
            (None, None) => None,
        },
        TemplateChange::Words => Some("tekst gewijzigd".to_owned()),
    }
}

/// Work for whoever keeps the system, about nobody; the same cause again joins the open task.
async fn open_task(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (cause, reason): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mailbox = mailboxes::operators(tx, gemeente, now).await?;
    let task = NewTask {
        gemeente,
        mailbox,
        kind: TaskKind::Storing,
        desk: Desk::Beheer,
        assigned_to: None,
        conversation: None,
        question: None,
        session: None,
        reason: Some(reason),
        cause,
    };
    tasks::open(tx, task, now).await.map(|_| ())
}
