//! A chat on the screen: messages as the person sees them, tasks, and what is planned.

use std::io::Write;

use chrono::{DateTime, Utc};

use crate::dialog::conversation::Status;
use crate::dialog::effect::{Effect, Say};
use crate::dialog::play::{Play, channel_name, in_dutch};
use crate::text::{Direction, direction};
use crate::trade::person::Language;

/// What can be typed.
pub(super) const HELP: &str = "\
Type words, or the number of a button. And for the clock and the others:
  :wait 20h      this long passes            :next, :silence  to the next wait
  :undelivered   the message does not arrive :reminder        the next reminder
  :call          a colleague notes the answer
  :send photo    the person sends something  :lang ar         another language
  :state         where it stands             :undo            one back
  :help          this                        :quit            the end";

/// What came of an event.
pub(super) fn effects(
    out: &mut impl Write,
    play: &Play,
    at: DateTime<Utc>,
    effects: &[Effect],
) -> std::io::Result<()> {
    for effect in effects {
        match effect {
            Effect::Say(say) => said(out, play, at, say)?,
            Effect::OpenTask { kind, desk, .. } => {
                writeln!(out, "  {}  task `{kind}` for {desk}", in_dutch(at))?;
            }
            Effect::Stop => writeln!(out, "  (no messages any more)")?,
            Effect::Restart => writeln!(out, "  (messages again)")?,
            Effect::Attend { intent, .. } => writeln!(out, "  (noted: {intent})")?,
            Effect::Keep(c) => {
                if let Status::Ended { how } = c.status {
                    writeln!(out, "  (`{}` has ended: {})", c.dialog, how.as_str())?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn said(out: &mut impl Write, play: &Play, at: DateTime<Utc>, say: &Say) -> std::io::Result<()> {
    let outgoing = play.content().words.outgoing(say.language, &say.saying);
    let address = play.mailbox.addresses.iter().find(|a| a.id == say.address);
    let channel = address.map_or("", |a| channel_name(a.kind));
    writeln!(out, "{}  bot ({channel})", in_dutch(at))?;
    for line in outgoing.body.lines() {
        writeln!(out, "    {line}")?;
    }
    for (n, choice) in outgoing.choices.iter().enumerate() {
        writeln!(out, "    [{}] {}", n + 1, isolated(say.language, &choice.label))?;
    }
    let aids = &play.content().aids;
    for aid in say.saying.aids.iter().filter(|aid| aids.has(say.language, aid)) {
        writeln!(out, "    + {}", aid.in_dutch())?;
    }
    Ok(())
}

/// A label that does not turn the line around in which it stands.
fn isolated(language: Language, label: &str) -> String {
    match direction(language) {
        Direction::Ltr => label.to_owned(),
        Direction::Rtl => format!("\u{2067}{label}\u{2069}"),
    }
}

/// What happens next if nobody does anything.
pub(super) fn planned(out: &mut impl Write, play: &Play) -> std::io::Result<()> {
    match play.next_wait() {
        Some(due) => {
            let what = play.next_wait_is_of().map_or_else(String::new, |(dialog, step)| {
                format!(", about `{step}` of `{dialog}`")
            });
            writeln!(out, "  next, without an answer: {}{what}", in_dutch(due))
        }
        None => writeln!(out, "  nothing is planned"),
    }
}

/// Where every conversation stands.
pub(super) fn state(out: &mut impl Write, play: &Play) -> std::io::Result<()> {
    writeln!(out, "  {}  language {}", in_dutch(play.now), play.mailbox.language)?;
    if play.mailbox.stopped {
        writeln!(out, "  the person said stop")?;
    }
    for c in &play.mailbox.conversations {
        let status = match &c.status {
            Status::Queued { .. } => "waits for its turn",
            Status::Live => "is held",
            Status::Pausing { .. } => "pauses",
            Status::Suspended { .. } => "was interrupted",
            Status::Lingering { .. } | Status::Ended { .. } => "has ended",
        };
        writeln!(out, "  `{}` {status}, at `{}`", c.dialog, c.step)?;
        if let Some(question) = &c.question {
            writeln!(
                out,
                "    asks `{}`: put {} times, {} rungs done, {} times not understood",
                question.step, question.times_asked, question.rungs_done, question.misunderstood
            )?;
        }
        for (name, fact) in &c.facts {
            let words = crate::text::in_words(Language::Nl, fact);
            writeln!(out, "    {name}: {words}")?;
        }
    }
    planned(out, play)
}
