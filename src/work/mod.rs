//! The loops that make things happen: take in, handle, fall due, deliver.
//!
//! Each loop is woken by a bell or a tick, does what there is in bounded transactions, and keeps
//! nothing in memory that matters: killed at any moment, the next start goes on. `deliver` is
//! the only place where an outbox row becomes a call.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Weekday};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::acts::receive::Lines;
use crate::channel::Channel;
use crate::channel::mail::Post;
use crate::clock::Clock;
use crate::config::{self, MEDIA_DAYS, Retention, Talk};
use crate::dialog::content::{Content, Library};
use crate::dialog::conversation::RevisionId;
use crate::ids::ProcessId;
use crate::message::{Facts, Saying, TextId};
use crate::plan::staff_hours::StaffHours;
use crate::store::heartbeat::{Loop, Pulse};
use crate::store::mailboxes::ChannelRef;
use crate::store::revisions::Revisions;
use crate::store::{Db, StoreError, Tx};
use crate::text::Words;
use crate::trade::person::Language;
use crate::trade::privacy::Kept;

pub use family::Family;
pub use pace::{accounts_of, pace_of};
use role::Loops;

mod after_lesson;
mod carry_over;
mod catch_up;
mod clarity;
mod colleague;
mod contact_budget;
pub mod content;
mod count_reports;
mod courtesies;
mod covered;
mod dead_man;
mod deliver;
mod due;
mod family;
mod fetch_media;
mod handle_along;
mod handle_inbox;
mod hide;
mod high_risk;
mod how_it_goes;
mod interpreters;
mod mail;
mod own_affairs;
mod pace;
pub mod poll_telegram;
mod proof;
mod record_effects;
pub mod recordings;
mod recurring;
pub mod replay;
mod retention;
pub mod role;
mod shared_phone;
mod statuses;
mod take_in;
mod templates;
mod term_alarms;
mod unread;
mod use_code;
pub mod watch_files;

/// A channel that is open for business.
#[derive(Clone)]
pub struct OpenChannel {
    /// Its id, kind and municipality.
    pub of: ChannelRef,
    /// The way out.
    pub out: Arc<dyn Channel>,
}

/// Everything the loops need. Cloning gives another hand on the same work.
#[derive(Clone)]
pub struct Work {
    /// Where everything is kept.
    pub db: Db,
    /// Both clocks.
    pub clock: Clock,
    /// By id.
    pub channels: Arc<BTreeMap<String, OpenChannel>>,
    families: Arc<BTreeMap<String, Family>>,
    paces: Arc<pace::Paces>,
    /// Whether its loops come round.
    pub pulse: Pulse,
    /// Who this is, for what only one process may do.
    pub process: ProcessId,
    /// The content that conversations follow, as far as it was needed.
    pub contents: Revisions,
    templates: templates::Remembered,
    courtesies: Arc<Semaphore>,
    /// Where browsers and telephones find the pages, without a slash at the end; none: nowhere.
    public_url: Option<Arc<str>>,
    /// How mail reaches colleagues; none: it does not.
    post: Option<Arc<dyn Post>>,
    /// How long what people sent is kept; zero: it is never fetched.
    media_kept: TimeDelta,
    /// How long everything is kept.
    kept: Kept,
    /// A conversation in which nobody wrote for so long is the bot's again; zero: never.
    hands_back_after: TimeDelta,
    /// When colleagues work, and how long somebody may wait for one who does not look.
    staff_hours: Arc<StaffHours>,
    /// Does this process handle what it stores?
    handles: bool,
    /// How often the loops look without being woken.
    tick: Duration,
}

/// Told `true` when the service must stop.
pub type Stop = watch::Receiver<bool>;

impl Work {
    /// Work on a database with these channels. `tick`: how often to look without being woken.
    pub fn new(
        db: Db,
        clock: Clock,
        channels: impl IntoIterator<Item = OpenChannel>,
        tick: Duration,
    ) -> Self {
        let channels = channels.into_iter().map(|c| (c.of.id.0.clone(), c)).collect();
        Self {
            pulse: Pulse::new(clock.machine()),
            process: ProcessId::fresh(),
            db,
            clock,
            channels: Arc::new(channels),
            families: Arc::default(),
            paces: Arc::default(),
            contents: Revisions::default(),
            templates: templates::Remembered::default(),
            courtesies: Arc::new(Semaphore::new(courtesies::AT_ONCE)),
            public_url: None,
            post: None,
            media_kept: keeping(MEDIA_DAYS),
            kept: Retention::default().kept(MEDIA_DAYS),
            hands_back_after: Talk::default().hand_back_after(),
            staff_hours: Arc::new(staff_hours(&config::StaffHours::default())),
            handles: false,
            tick,
        }
    }

    /// The same work, for a service that is found at this address.
    pub fn found_at(self, public_url: &str) -> Self {
        Self { public_url: Some(public_url.trim_end_matches('/').into()), ..self }
    }

    /// The same work, telling colleagues by mail that something waits for them.
    pub fn mailing(self, post: Option<Arc<dyn Post>>) -> Self {
        Self { post, ..self }
    }

    /// The same work, keeping what people sent for so many days; 0: never.
    pub fn keeping_media(self, days: u16) -> Self {
        Self { media_kept: keeping(days), ..self }
    }

    /// The same work, keeping everything so long; what people sent too.
    pub fn keeping(self, kept: Kept) -> Self {
        Self { kept, ..self.keeping_media(kept.media) }
    }

    /// The same work, giving a conversation back to the bot when nobody wrote for so long; zero: never.
    pub fn handing_back_after(self, quiet: TimeDelta) -> Self {
        Self { hands_back_after: quiet, ..self }
    }

    /// The same work, where colleagues work in these hours.
    pub fn in_hours(self, hours: &config::StaffHours) -> Self {
        Self { staff_hours: Arc::new(staff_hours(hours)), ..self }
    }

    /// Runs every loop; see [`Work::run_only`].
    pub async fn run(self, lines: Lines, stop: Stop) -> bool {
        self.run_only(Loops::ALL, lines, stop).await
    }

    /// Runs these loops until told to stop; what is in hand is finished first. False when a loop
    /// broke off: the service must end, because half a service looks healthy and is not.
    pub async fn run_only(mut self, which: Loops, lines: Lines, stop: Stop) -> bool {
        self.handles = which.handle_inbox;
        let mut loops = JoinSet::new();
        let (calls, ends) = deliver::calls();
        if which.take_in {
            let at_once = which.deliver_outbox && self.db.is_sqlite();
            let calls = at_once.then(|| calls.clone());
            loops.spawn(take_in::run(self.clone(), calls, lines.deeds, stop.clone()));
            loops.spawn(take_in::run(self.clone(), None, lines.reports, stop.clone()));
        }
        if which.handle_inbox {
            loops.spawn(handle_inbox::run(self.clone(), stop.clone()));
        }
        if which.due {
            loops.spawn(due::run(self.clone(), stop.clone()));
            loops.spawn(unread::run(self.clone(), stop.clone()));
            loops.spawn(retention::run(self.clone(), stop.clone()));
            loops.spawn(count_reports::run(self.clone(), stop.clone()));
        }
        if which.deliver_outbox {
            loops.spawn(deliver::run(self.clone(), (calls, ends), stop.clone()));
            loops.spawn(fetch_media::run(self.clone(), stop.clone()));
            if let Some(post) = self.post.clone() {
                loops.spawn(mail::run(self.clone(), post, stop.clone()));
            }
        }
        loops.spawn(dead_man::run(self.clone(), stop.clone()));
        loops.spawn(async move { self.db.share_bells(which.passes_on(), stop).await });
        while let Some(ended) = loops.join_next().await {
            if let Err(broken) = ended {
                tracing::error!(panic = broken.is_panic(), "a loop of the service broke off");
                return false;
            }
        }
        true
    }

    fn handles(&self) -> bool {
        self.handles
    }

    /// The revisions that `needed` conversations follow, and the published one.
    async fn library(&self, tx: &mut Tx, needed: &[RevisionId]) -> Result<Library, StoreError> {
        let published = crate::store::content::published(tx)
            .await?
            .ok_or_else(|| StoreError::corrupt("content_revision", "", "nothing is published"))?;
        let published = self.content(tx, &published).await?;
        let mut library = Library::of(published);
        for revision in needed {
            if *revision != library.published.revision && !library.older.contains_key(revision) {
                let content = self.content(tx, revision).await?;
                library.older.insert(revision.clone(), content);
            }
        }
        Ok(library)
    }

    /// A revision, loaded once per process.
    async fn content(
        &self,
        tx: &mut Tx,
        revision: &RevisionId,
    ) -> Result<Arc<Content>, StoreError> {
        self.contents.get(tx, revision).await
    }

    /// The texts that new conversations use; none before anything is published.
    pub async fn published_words(&self) -> Option<Arc<Words>> {
        let mut tx = self.db.read().await.ok()?;
        self.library(&mut tx, &[]).await.ok().map(|library| library.published.words.clone())
    }

    /// A text in plain Dutch without its facts, if its revision has been used in this process.
    pub fn dutch(&self, revision: &str, text: &str) -> Option<String> {
        let content = self.contents.known(&RevisionId(revision.to_owned()))?;
        let text = TextId::from(text);
        content.words.has(Language::Nl, &text).then(|| {
            let saying = Saying {
                text,
                facts: Facts::new(),
                choices: Vec::new(),
                question: None,
                template: None,
                aids: Vec::new(),
            };
            content.words.staff_text(&saying)
        })
    }

    /// Notes that a loop finished a round, also one that found nothing.
    fn came_round(&self, of: Loop) {
        self.pulse.beat(of, self.clock.machine());
    }

    /// Sleeps until a bell, a tick or the end; true when it is time to stop.
    async fn rest(&self, bell: impl Future<Output = ()>, stop: &mut Stop) -> bool {
        rest(self.tick, bell, stop).await
    }
}

fn staff_hours(set: &config::StaffHours) -> StaffHours {
    let day = |day: &config::Day| match day {
        config::Day::Ma => Weekday::Mon,
        config::Day::Di => Weekday::Tue,
        config::Day::Wo => Weekday::Wed,
        config::Day::Do => Weekday::Thu,
        config::Day::Vr => Weekday::Fri,
        config::Day::Za => Weekday::Sat,
        config::Day::Zo => Weekday::Sun,
    };
    StaffHours {
        days: set.days.iter().map(day).collect(),
        from: set.from,
        until: set.until,
        alert_after: TimeDelta::hours(i64::from(set.alert_after_hours)),
    }
}

fn keeping(days: u16) -> TimeDelta {
    TimeDelta::days(i64::from(days))
}

async fn rest(longest: Duration, bell: impl Future<Output = ()>, stop: &mut Stop) -> bool {
    tokio::select! {
        () = bell => {}
        () = tokio::time::sleep(longest) => {}
        _ = stop.changed() => {}
    }
    *stop.borrow()
}

/// Says that a loop's round failed, and waits a little: the next round is the retry.
async fn report(what: &'static str, error: &StoreError) {
    let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    tracing::error!(%error, cause, "{what} failed; it is tried again in a second");
    metrics::counter!("wegwijzer_loop_failures", "loop" => what).increment(1);
    tokio::time::sleep(Duration::from_secs(1)).await;
}
