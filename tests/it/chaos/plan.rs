//! What the day will bring, fixed by the seed before it begins: who lives here, what they do at
//! odd moments, how the platforms misbehave, and when the service is killed.

use std::time::Duration;

use chrono::{DateTime, Utc};
use wegwijzer::message::ChannelKind::{self, Telegram, Whatsapp};
use wegwijzer::sandbox::{Behaviour, Faults};
use wegwijzer::trade::person::Language;

use super::dice::Dice;

/// Civil time at which the day begins: a Tuesday, seven in the morning in the Netherlands.
pub const MORNING: &str = "2026-11-24T06:00:00Z";
/// And at which it is over: eleven in the evening.
pub const NIGHT: &str = "2026-11-24T22:00:00Z";
/// Machine seconds per second: a lease of a minute ends after five seconds.
pub const MACHINE_SPEED: f64 = 12.0;

/// How big a day is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// People in the municipality's care.
    pub people: usize,
    /// How long the day takes.
    pub lasts: Duration,
    /// How often there is trouble ...
    pub kills: usize,
    /// ... of this kind.
    pub trouble: Trouble,
    /// How many processes serve.
    pub workers: usize,
}

/// What befalls the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// `kill -9`.
    Kill,
    /// `kill -TERM`: it must end well, and soon.
    Terminate,
    /// The server of the database is stopped and started under it.
    Restart,
}

/// One person.
#[derive(Clone, Debug)]
pub struct Somebody {
    pub klantnummer: String,
    pub language: Language,
    pub chats: Vec<ChannelKind>,
    pub behaviour: Behaviour,
    /// Links the phone during the day, by an invitation.
    pub invited: bool,
    /// Which group of the course.
    pub group: usize,
}

impl Somebody {
    pub fn handle(&self, kind: ChannelKind) -> String {
        let number: u64 = self.klantnummer[2..].parse().unwrap();
        match kind {
            Telegram => format!("{}", 70_000_000 + number),
            Whatsapp => format!("316{}", 10_000_000 + number),
        }
    }

    pub fn phone(&self, kind: ChannelKind) -> String {
        format!("{}-{kind}", self.klantnummer)
    }
}

/// Something that happens so long after the beginning.
#[derive(Clone, Debug)]
pub struct Moment {
    pub at: Duration,
    pub what: What,
}

#[derive(Clone, Debug)]
pub enum What {
    /// `kill -9` of one of the processes, or of all.
    Kill(Option<usize>),
    /// `kill -TERM` of one of them.
    Terminate(usize),
    /// The database goes away, and comes back.
    Restart,
    /// From now on the platforms behave like this.
    Weather(Box<Faults>),
    /// The person with this number does something unasked.
    Gesture(usize, Hand),
    /// The person with this number opens the chat through the link of the invitation.
    Link(usize),
}

/// What somebody does unasked.
#[derive(Clone, Debug)]
pub enum Hand {
    /// Taps a button of a message, however old, which others may have been tapped before.
    OldButton,
    Types(&'static str),
    Blocks,
    Unblocks,
    Starts,
}

/// Everything, in order of time.
pub struct Day {
    pub people: Vec<Somebody>,
    pub moments: Vec<Moment>,
}

/// When the sessions of each group begin, on the clock of the Netherlands.
pub const GROUPS: [&str; 6] = ["10:00", "12:30", "14:00", "16:00", "18:30", "20:30"];

const WORDS: [&str; 12] =
    ["hmm", "taal", "mens", "stop", "start", "1", "2", "Ik kom later", "٢", "Ja", "nee", "help"];

impl Day {
    pub fn of(seed: u64, size: Size) -> Self {
        let mut dice = Dice::new(seed);
        let people: Vec<Somebody> = (0..size.people).map(|n| somebody(n, &mut dice)).collect();
        let mut moments = Vec::new();
        let mut at = |part: f64, what| moments.push(Moment { at: size.lasts.mul_f64(part), what });
        for n in 0..size.kills {
            // one in each stretch of the day, anywhere in it
            let part = (n as f64 + dice.fraction()) / size.kills as f64;
            let all = size.workers == 1 || dice.below(5) == 0;
            let one = dice.below(size.workers);
            let what = match size.trouble {
                Trouble::Kill => What::Kill((!all).then_some(one)),
                Trouble::Terminate => What::Terminate(one),
                Trouble::Restart => What::Restart,
            };
            at(0.03 + 0.93 * part, what);
        }
        for n in 0..16 {
            let faults = weather(n, seed, &mut dice);
            at(n as f64 / 16.0, What::Weather(Box::new(faults)));
        }
        for (n, somebody) in people.iter().enumerate() {
            if somebody.invited {
                at(0.4 * dice.fraction(), What::Link(n));
            }
            for _ in 0..dice.below(4) {
                at(0.05 + 0.9 * dice.fraction(), What::Gesture(n, hand(&mut dice)));
            }
        }
        moments.sort_by_key(|moment| moment.at);
        Self { people, moments }
    }
}

fn somebody(n: usize, dice: &mut Dice) -> Somebody {
    use Behaviour as B;
    let chats = match dice.below(10) {
        0..=3 => vec![Telegram],
        4..=7 => vec![Whatsapp],
        _ => vec![Whatsapp, Telegram],
    };
    let behaviours = [
        B::Prompt,
        B::Prompt,
        B::Prompt,
        B::Refuses,
        B::Refuses,
        B::Asks,
        B::Types,
        B::Silent,
        B::SilentThenAnswers(1),
        B::SilentThenAnswers(2),
        B::Blocks,
        B::NoAccount,
    ];
    let invited = chats == [Telegram] && dice.below(4) == 0;
    Somebody {
        klantnummer: format!("K-{n}"),
        language: *dice.one_of(Language::ALL),
        behaviour: *dice.one_of(if invited { &behaviours[..10] } else { &behaviours }),
        chats,
        invited,
        group: dice.below(GROUPS.len()),
    }
}

fn hand(dice: &mut Dice) -> Hand {
    match dice.below(10) {
        0..=4 => Hand::OldButton,
        5 | 6 => Hand::Types(WORDS[dice.below(WORDS.len())]),
        7 => Hand::Blocks,
        8 => Hand::Unblocks,
        _ => Hand::Starts,
    }
}

/// Always some of everything, and each stretch of the day more of something.
fn weather(n: usize, seed: u64, dice: &mut Dice) -> Faults {
    let much = |is: bool| if is { 0.25 } else { 0.04 };
    let worst = dice.below(7);
    Faults {
        copies: 2,
        shuffle_window: 4,
        delay_up_to: Duration::from_secs(if worst == 0 { 40 } else { 5 }),
        too_many: much(worst == 1),
        retry_after_secs: 1 + dice.below(6) as u64,
        server_error: much(worst == 2),
        hang: much(worst == 3),
        hang_for: Duration::from_secs(if worst == 3 { 25 } else { 10 }),
        reset: much(worst == 4),
        window_race: much(worst == 5),
        fails_later: much(worst == 6),
        file_error: 0.0,
        seed: seed.wrapping_add(n as u64),
    }
}

pub fn morning() -> DateTime<Utc> {
    MORNING.parse().unwrap()
}

pub fn night() -> DateTime<Utc> {
    NIGHT.parse().unwrap()
}
