//! Wegwijzer keeps the contact alive between a Dutch municipality and its inburgeraars.
//!
//! # The flow
//!
//! Whatever happens is an *event* in a *mailbox*; there is one per person and one per address that
//! is nobody's yet. `http` verifies a webhook's raw bytes and hands it to `work`, which stores it
//! before anybody is told 200. A colleague's deed comes in through `acts`; reminders, waits and
//! schedules fall due on the civil clock. [`dialog::engine::step`] turns (content, mailbox, event,
//! now) into (mailbox, effects); `work` writes the effects as rows in the transaction that marks
//! the event handled. What must leave lies in the outbox, and one loop calls it out: claim, call
//! without a transaction, finish.
//!
//! # Invariants
//!
//! - Events are handled in the order of their mailbox (`seq`), in parallel across mailboxes; ids
//!   never order anything.
//! - The step is pure, infallible and bounded. Broken content ends in a task for a colleague, never
//!   in silence; silence itself is an event.
//! - A row stands before every send, and no transaction is open during a call. Never lost; sent
//!   once, unless the platform left us in doubt, and then we say so.
//! - Nothing in memory is needed after a restart.
//! - Only [`clock`] asks the operating system for the time; pure rooms and acts get `now`.
//! - One SQL text for both databases; only `store::hot` and locks between processes differ.
//! - Nothing personal in logs, errors or debug output; words and addresses are sealed at rest.
//! - A route that is not in `http::guard::ROUTES` does not exist.
//!
//! # Rooms, and who may import whom
//!
//! Pure, without async, SQL, logging or clock: [`trade`] (nouns), [`text`] (words), [`plan`] (when),
//! [`dialog`] (what is said and what follows), and in [`channel`] everything but transport and
//! shells. Each uses only those before it; `dialog` also the pure files of `channel`. [`letter`] (what stands on
//! paper) uses [`trade`] and [`text`]; [`aid`] (recordings and pictures beside words) uses nobody.
//!
//! The shell: [`store`] (SQL) knows the pure rooms; [`acts`] (what colleagues do) knows `store`;
//! [`work`] (the loops) brings `store`, `acts` and `channel` together and is the only one to do so;
//! [`http`] reads through `store`, changes through `acts` and never sends; [`sandbox`] plays the
//! platforms and shares no code with `channel`; [`cli`] puts it all together. Everybody may use
//! [`ids`] and [`message`]; nobody imports `http` or `cli`.
//!
//! `tests/it/architecture.rs` keeps this; ARCHITECTURE.md tells it at length, with the reasons.

pub mod acts;
pub mod aid;
pub mod channel;
pub mod cli;
pub mod clock;
pub mod config;
pub mod crash_point;
pub mod dialog;
pub mod http;
pub mod ids;
pub mod letter;
pub mod message;
pub mod plan;
pub mod sandbox;
pub mod store;
pub mod text;
pub mod trade;
pub mod work;
