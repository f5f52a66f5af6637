//! Telegram's Bot API and WhatsApp's Cloud API played on loopback, with the people behind them.
//!
//! For the demonstration, the tests and the benchmark. The service reaches both through its
//! normal HTTP clients and gets normal webhooks: it cannot tell the difference on the wire.
//! People's plans and WhatsApp's window follow civil time, everything about the network machine
//! time. The same seed and clock give the same behaviour.
//!
//! It keeps everything in memory, guards nothing, and must never be reachable from outside: the
//! servers bind to 127.0.0.1 only.
//!
//! Map: `telegram` and `whatsapp` play the platforms; `postman` brings their webhooks; `faults`
//! lets things go wrong; `files` is what people sent; `phones` are the screens, `gestures` what hands do with them, `people`
//! what their owners decide, `agenda` when; `pages` shows it all in a browser as "Telefoons".

mod agenda;
mod chance;
mod faults;
mod files;
mod gestures;
mod multipart;
mod pages;
mod people;
mod phones;
mod postman;
mod settings;
mod shown;
mod telegram;
#[cfg(test)]
mod tests;
mod whatsapp;
mod world;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::serve::ListenerExt;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

pub use self::faults::{FaultControl, Faults};
pub use self::files::{FileKind, SentFile};
pub use self::people::Behaviour;
pub use self::phones::{Bubble, BubbleKind, Button, Layout, Phone, PhoneSpec, ShownFile, Status};
pub use self::settings::{Settings, TemplateSpec, WhatsappSettings};
pub use self::shown::AcceptedFile;
pub use self::world::{AcceptedSend, Gesture, Gestured};

use self::postman::{Proof, Target};
use self::world::Shared;

/// How recently a visitor must have looked for the clock to wait for an answer.
const ATTENTION: TimeDelta = TimeDelta::seconds(10);

/// A running sandbox. Cloning gives another hand on the same one; it stops with the last.
#[derive(Clone)]
pub struct Sandbox {
    shared: Arc<Shared>,
    running: Arc<Running>,
}

struct Running {
    telegram: SocketAddr,
    whatsapp: SocketAddr,
    tasks: Vec<AbortHandle>,
    shared: Arc<Shared>,
}

impl Drop for Running {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
        for postman in [&self.shared.telegram_post, &self.shared.whatsapp_post] {
            postman.set_target(None);
            postman.withdraw();
        }
    }
}

impl Sandbox {
    /// Opens both platforms on loopback and lets the people live.
    pub async fn start(settings: Settings) -> io::Result<Self> {
        let http = reqwest::Client::builder().no_proxy().build().map_err(io::Error::other)?;
        let telegram = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.telegram_port)).await?;
        let whatsapp = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.whatsapp_port)).await?;
        let (telegram_at, whatsapp_at) = (telegram.local_addr()?, whatsapp.local_addr()?);
        let shared = Arc::new(Shared::new(settings, http));
        let tasks = vec![
            serve(telegram, telegram::router(shared.clone())),
            serve(whatsapp, whatsapp::router(shared.clone())),
            tokio::spawn(agenda::live(shared.clone())).abort_handle(),
        ];
        let running =
            Running { telegram: telegram_at, whatsapp: whatsapp_at, tasks, shared: shared.clone() };
        Ok(Self { shared, running: Arc::new(running) })
    }

    /// Base of the Bot API, without the token (`http://127.0.0.1:...`).
    pub fn telegram_url(&self) -> String {
        format!("http://{}", self.running.telegram)
    }

    /// Base of the Cloud API, without the version.
    pub fn whatsapp_url(&self) -> String {
        format!("http://{}", self.running.whatsapp)
    }

    /// Where WhatsApp's webhooks go; before this they are dropped. Telegram's address comes by
    /// `setWebhook`, as in real life.
    pub fn set_whatsapp_webhook(&self, url: String) {
        let proof = Proof::MetaSignature(self.shared.settings.whatsapp.app_secret.clone());
        self.shared.whatsapp_post.set_target(Some(Target { url, proof }));
    }

    /// The handshake that Meta makes when a webhook is configured: does the service echo the
    /// challenge, exactly?
    pub async fn verify_whatsapp_webhook(&self) -> bool {
        self.shared.shake_hands().await
    }

    /// Gives somebody a phone. One with the same id or handle is replaced.
    pub fn add_phone(&self, spec: PhoneSpec) {
        self.shared.world().phones.add(spec);
    }

    /// A WhatsApp number without account: refused in the answer (true) or by a failed status
    /// (false, the default). Real numbers do either.
    pub fn refuse_at_once(&self, phone: &str, at_once: bool) {
        if let Some(phone) = self.shared.world().phones.get_mut(phone) {
            phone.refuses_at_once = at_once;
        }
    }

    /// Meta decides about a template (`PAUSED`, `REJECTED`, `APPROVED` ...; `reason` with a
    /// rejection, else `NONE`), and tells by webhook. False: there is no such template.
    pub fn set_template(&self, name: &str, language: &str, state: &str, reason: &str) -> bool {
        self.shared.set_template(name, language, state, reason)
    }

    /// Meta announces another category for a template (false) or changes it (true), and tells by
    /// webhook. False: there is no such template.
    pub fn recategorise_template(
        &self,
        name: &str,
        language: &str,
        category: &str,
        at_once: bool,
    ) -> bool {
        self.shared.recategorise(name, language, category, at_once)
    }

    /// New templates stay under review until [`Sandbox::set_template`], instead of a moment.
    pub fn hold_reviews(&self, held: bool) {
        self.shared.world().templates.reviews_held = held;
    }

    /// After so many calls about templates Meta says "enough" (80007); None: never.
    pub fn limit_template_calls(&self, calls: Option<u32>) {
        self.shared.world().templates.calls_left = calls;
    }

    /// Types words on a phone and sends them. False: not possible (blocked, no such phone).
    pub async fn type_text(&self, phone: &str, text: &str) -> bool {
        self.shared.type_text(phone, text)
    }

    /// Sends a photo, a voice note or a document; its id on the platform. None: not possible (blocked,
    /// no such phone).
    pub async fn send_file(&self, phone: &str, file: SentFile) -> Option<String> {
        self.shared.send_file(phone, file)
    }

    /// The platform throws a file away, as WhatsApp does after seven days. False: it was gone.
    pub fn forget_file(&self, id: &str) -> bool {
        self.shared.world().files.forget(id)
    }

    /// Taps a choice of a message. False: there is nothing to tap.
    pub async fn tap(&self, phone: &str, message_id: &str, choice: usize) -> bool {
        self.shared.tap(phone, message_id, choice)
    }

    /// Presses Start (Telegram), or sends what an invitation link puts in the message box
    /// (WhatsApp); with an invitation's token if there is one.
    pub async fn press_start(&self, phone: &str, token: Option<&str>) -> bool {
        self.shared.press_start(phone, token)
    }

    /// Blocks the bot. False: it was blocked already.
    pub async fn block(&self, phone: &str) -> bool {
        self.shared.block(phone)
    }

    /// Lets the bot in again. False: it was not blocked.
    pub async fn unblock(&self, phone: &str) -> bool {
        self.shared.unblock(phone)
    }

    /// Opens the chat on a phone: what is in it is read.
    pub async fn read(&self, phone: &str) {
        self.shared.read(phone);
    }

    /// A phone as it is now.
    pub fn phone(&self, phone: &str) -> Option<Phone> {
        self.shared.world().phones.get(phone).cloned()
    }

    /// The names of all phones, in the order in which they were added.
    pub fn phones(&self) -> Vec<String> {
        self.shared.world().phones.iter().map(|phone| phone.id.clone()).collect()
    }

    /// What a phone's screen shows, oldest first; empty for an unknown phone.
    pub fn transcript(&self, phone: &str) -> Vec<Bubble> {
        let world = self.shared.world();
        world.phones.get(phone).map(|p| p.messages.iter().cloned().collect()).unwrap_or_default()
    }

    /// Is all told, and nobody late: no webhook waiting or on its way, no due deed left undone?
    pub fn is_idle(&self) -> bool {
        let now = self.shared.settings.clock.civil();
        let world = self.shared.world();
        let polled = world.telegram.is_polled() && !world.telegram.is_empty();
        let due = world.agenda.next_at().is_some_and(|at| at <= now);
        drop(world);
        let brought = self.shared.telegram_post.is_idle() && self.shared.whatsapp_post.is_idle();
        brought && !polled && !due
    }

    /// The next moment at which somebody is going to do something (civil time).
    pub fn next_action_at(&self) -> Option<DateTime<Utc>> {
        self.shared.world().agenda.next_at()
    }

    /// Does a visitor's phone, looked at in the last ten seconds, hold an unanswered question?
    pub fn visitor_waiting(&self) -> bool {
        let now = self.shared.settings.clock.machine();
        let world = self.shared.world();
        world.phones.iter().any(|phone| {
            phone.behaviour == Behaviour::Visitor
                && !phone.blocked
                && phone.looked_at.is_some_and(|at| now - at <= ATTENTION)
                && phone.messages.back().is_some_and(Bubble::is_unanswered)
        })
    }

    /// Everything the platforms took from the service, in order.
    pub fn accepted(&self) -> Vec<AcceptedSend> {
        self.shared.world().accepted.clone()
    }

    /// Pictures and voice notes that the platforms took, in order; they are no messages of their own.
    pub fn files_accepted(&self) -> Vec<AcceptedFile> {
        self.shared.world().files_taken.clone()
    }

    /// How many messages the platforms took; cheaper than [`Sandbox::accepted`].
    pub fn accepted_count(&self) -> usize {
        self.shared.world().accepted.len()
    }

    /// Everything people did that the service must hear of, in order.
    pub fn gestured(&self) -> Vec<Gestured> {
        self.shared.world().gestured.clone()
    }

    /// How many webhooks were brought in vain, again and again, and then dropped.
    pub fn webhooks_given_up(&self) -> u64 {
        self.shared.telegram_post.given_up() + self.shared.whatsapp_post.given_up()
    }

    /// What goes wrong on purpose; can be changed at any time.
    pub fn faults(&self) -> &FaultControl {
        &self.shared.faults
    }

    /// The page "Telefoons" and its API, all below `/telefoons`.
    pub fn router(&self) -> Router {
        pages::router(self.clone())
    }
}

fn serve(listener: TcpListener, router: Router) -> AbortHandle {
    // Small answers must not wait for company (Nagle): 40 ms each would spoil every measurement.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let serving = async move { drop(axum::serve(listener, router).await) };
    tokio::spawn(serving).abort_handle()
}
