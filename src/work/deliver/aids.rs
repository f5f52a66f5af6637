//! What goes along with a message, from its row to a file: the sound out of the database, the picture out of
//! its drawing. Only when it is called for, and outside any transaction.

use std::sync::Arc;

use super::prepare::{Prepared, Ready};
use super::{Ended, Outcome};
use crate::aid::{PICTURE_MIME, RECORDING_MIME, card, pictogram};
use crate::channel::window::{Allowed, allow};
use crate::dialog::conversation::RevisionId;
use crate::message::{Aid, Attached, ChannelKind, Handle, Part, Saying};
use crate::store::content_files::{self, Kind};
use crate::store::hot::outbox::Picked;
use crate::store::{Db, StoreError, Tx};
use crate::trade::person::Language;
use crate::work::{OpenChannel, Work};

/// Where the bytes come from, for a platform that is handed them.
pub(in crate::work) struct Source {
    work: Work,
    from: From,
}

enum From {
    /// The sound with this hash.
    Sound(String),
    /// This drawing.
    Drawing(Arc<str>),
}

/// The call that brings it across, or an end without one: it is never worth a template, nor a task.
pub(super) async fn prepare(
    work: &Work,
    tx: &mut Tx,
    picked: Picked,
    (channel, to): (OpenChannel, Handle),
) -> Result<Prepared, StoreError> {
    let claimed = picked.part.clone();
    let kind = channel.of.kind;
    let now = work.clock.civil();
    let last = picked.last_inbound_at.filter(|_| !picked.template_only);
    if allow(kind, now, last, false) != Allowed::FreeForm {
        return Ok(left(picked, "venster-dicht"));
    }
    let saying: Saying = tx.vault().open_json("outbox.sealed", &picked.sealed)?;
    let word = claimed.aid.as_deref().unwrap_or_default();
    let content = work.content(tx, &RevisionId(picked.revision.clone())).await?;
    let language = Language::parse(&picked.language).unwrap_or(Language::En);
    let Some(aid) = saying.aids.iter().find(|aid| aid.to_string() == word) else {
        return Ok(left(picked, "bestand-weg"));
    };
    let found = match aid {
        Aid::Voice { name } => content.aids.voice(language, name).map(|voice| {
            (format!("{}.ogg", voice.sha256), RECORDING_MIME, From::Sound(voice.sha256.clone()))
        }),
        Aid::Picture { name } => content.aids.picture(name).map(|picture| {
            (format!("{}.png", picture.sha256), PICTURE_MIME, From::Drawing(picture.svg.clone()))
        }),
        Aid::Progress { done, of } => card::is_drawn(*done, *of).then(|| {
            let drawing = From::Drawing(card::svg(*done, *of).into());
            (card::file_name(*done, *of), PICTURE_MIME, drawing)
        }),
    };
    let Some((name, mime, from)) = found else { return Ok(left(picked, "bestand-weg")) };
    let link = work.public_url.as_deref().map(|url| format!("{url}/media/{name}"));
    if kind == ChannelKind::Whatsapp && link.is_none() {
        return Ok(left(picked, "geen-openbaar-adres"));
    }
    let file = Attached {
        what: aid.in_dutch(),
        name,
        mime: mime.to_owned(),
        link,
        content: Arc::default(),
    };
    let part = match aid {
        Aid::Voice { .. } => Part::Voice { file },
        Aid::Picture { .. } => Part::Picture { file, caption: String::new() },
        Aid::Progress { done, of } => Part::Picture { file, caption: format!("{done} / {of}") },
    };
    // WhatsApp fetches the file itself
    let source = (kind == ChannelKind::Telegram).then(|| Source { work: work.clone(), from });
    let since = std::time::Instant::now();
    Ok(Prepared::Ready(Box::new(Ready {
        claimed,
        channel,
        to,
        part,
        fallback: None,
        since,
        source,
    })))
}

fn left(picked: Picked, why: &'static str) -> Prepared {
    Prepared::ended(picked.part, Outcome::Left(why))
}

impl Source {
    /// The same part with its bytes; or why there are none.
    pub(super) async fn fill(self, mut part: Part) -> Result<Part, &'static str> {
        let Source { work, from } = self;
        if let Part::Voice { file } | Part::Picture { file, .. } = &mut part {
            file.content = match from {
                From::Sound(hash) => sound(&work.db, &hash).await.ok_or("bestand-weg")?,
                From::Drawing(svg) => {
                    drawn(&work, &file.name, svg).await.ok_or("niet-te-tekenen")?
                }
            };
        }
        Ok(part)
    }
}

async fn sound(db: &Db, hash: &str) -> Option<Arc<[u8]>> {
    let mut tx = db.read().await.ok()?;
    let found = content_files::content(&mut tx, hash, Kind::Ogg, true).await.ok()?;
    found.map(Into::into)
}

async fn drawn(work: &Work, name: &str, svg: Arc<str>) -> Option<Arc<[u8]>> {
    let shelf = work.contents.drawn();
    if let Some(known) = shelf.get(name) {
        return Some(known);
    }
    let png = tokio::task::spawn_blocking(move || pictogram::png(&svg)).await.ok()?.ok()?;
    let png: Arc<[u8]> = png.into();
    shelf.keep(name, png.clone());
    Some(png)
}

impl Ended {
    pub(super) fn left(part: crate::store::outbox::Claimed, why: &'static str) -> Self {
        Self { part, words: String::new(), template: None, outcome: Outcome::Left(why) }
    }
}
