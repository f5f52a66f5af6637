//! The simulated people: what somebody does when a message reaches the phone.
//!
//! [`react`] is a pure function of the phone, the message and the dice. It plans; `agenda` waits
//! for the moment and `gestures` carries it out. People sleep: nobody touches a phone between
//! 23:00 and 07:00 in Amsterdam.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Europe::Amsterdam;

use super::chance::Chance;
use super::phones::{Bubble, Phone};
use crate::trade::person::Language;

/// What the owner of a phone does when a message comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Somebody at the page holds this phone; it does nothing by itself.
    Visitor,
    /// Takes the first choice, minutes to hours later.
    Prompt,
    /// Takes the second choice, then gives one of the reasons offered.
    Refuses,
    /// Types a question in the own language; answers the next time.
    Asks,
    /// Types the number of the choice instead of tapping, an Arabic reader in Arabic digits.
    Types,
    /// Reads the first message and blocks the bot.
    Blocks,
    /// Never answers; sometimes reads.
    Silent,
    /// Ignores so many questions, then is as [`Behaviour::Prompt`].
    SilentThenAnswers(u32),
    /// This number or chat does not exist on the platform.
    NoAccount,
}

/// Something an owner is going to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Opens the chat: everything in it is read.
    Read,
    /// Taps a choice of a message.
    Tap { bubble: String, choice: usize },
    /// Types words.
    Type(String),
    /// Blocks the bot.
    Block,
}

/// A deed and when it is done (civil time).
pub(super) type Plan = (DateTime<Utc>, Deed);

/// What the owner of `phone` will do about `bubble`, which reached it at `now`.
///
/// `asked` is how many questions, this one included, have reached the phone so far.
pub(super) fn react(
    phone: &Phone,
    bubble: &Bubble,
    asked: u32,
    now: DateTime<Utc>,
    dice: &mut Chance,
) -> Vec<Plan> {
    let offered = offered(bubble);
    let read = awake(now + minutes(dice.between(1, 25)), dice);
    let answer = awake(read + minutes(dice.between(1, 200)), dice);
    let nothing = Vec::new();
    match phone.behaviour {
        Behaviour::Visitor | Behaviour::NoAccount => nothing,
        Behaviour::Silent if dice.below(2) == 0 => nothing,
        Behaviour::Silent => vec![(read, Deed::Read)],
        Behaviour::Blocks => {
            vec![(read, Deed::Read), (awake(read + minutes(2), dice), Deed::Block)]
        }
        Behaviour::SilentThenAnswers(n) if asked <= n => nothing,
        _ if offered == 0 => vec![(read, Deed::Read)],
        Behaviour::Asks if asked % 2 == 1 => {
            let question = question(phone.language, dice).to_owned();
            vec![(read, Deed::Read), (answer, Deed::Type(question))]
        }
        behaviour => {
            let choice = match (own_language(phone.language, bubble), behaviour) {
                (Some(choice), _) => choice,
                // Two or three choices: come, cannot come, help. More: the reasons for "no".
                (None, Behaviour::Refuses) if offered <= 3 => 1.min(offered - 1),
                (None, Behaviour::Refuses) => dice.below(offered as u64 - 1) as usize,
                (None, _) => 0,
            };
            let deed = if behaviour == Behaviour::Types || bubble.choices.is_empty() {
                Deed::Type(number(choice + 1, phone.language))
            } else {
                Deed::Tap { bubble: bubble.id.clone(), choice }
            };
            vec![(read, Deed::Read), (answer, deed)]
        }
    }
}

/// How many choices a message offers: its buttons, or the numbered lines in its words.
pub(super) fn offered(bubble: &Bubble) -> usize {
    let buttons = bubble.choices.iter().filter(|button| button.url.is_none()).count();
    if buttons > 0 {
        return buttons;
    }
    let mut next = 1;
    for line in bubble.text.lines() {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || is_direction_mark(c));
        if [number(next, Language::Nl), number(next, Language::Ar)]
            .iter()
            .filter_map(|digits| line.strip_prefix(digits.as_str()))
            .any(|rest| rest.starts_with(['.', ')', ':', ' ']))
        {
            next += 1;
        }
    }
    // One numbered line is a date or a sum, not a choice.
    if next > 2 { next - 1 } else { 0 }
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Asked for a language, everybody picks the own one.
fn own_language(language: Language, bubble: &Bubble) -> Option<usize> {
    bubble.choices.iter().position(|button| button.label.contains(language.own_name()))
}

fn number(n: usize, language: Language) -> String {
    let western = n.to_string();
    if language != Language::Ar {
        return western;
    }
    let arabic =
        |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x0660 + digit)).unwrap_or(c);
    western.chars().map(arabic).collect()
}

fn question(language: Language, dice: &mut Chance) -> &'static str {
    let questions = match language {
        Language::Nl => ["Moet ik iets meenemen?", "Mag mijn kind mee?", "Waar is het precies?"],
        Language::Ar => ["هل أحضر شيئًا معي؟", "هل يمكن أن يأتي طفلي معي؟", "أين المكان بالضبط؟"],
        Language::Tr => {
            ["Bir şey getirmem gerekiyor mu?", "Çocuğum da gelebilir mi?", "Tam olarak nerede?"]
        }
        Language::Ti => ["እንታይ ከምጽእ ኣለኒ?", "ውላደይ ክመጽእ ይኽእል ዶ?", "እቲ ቦታ ኣበይ እዩ?"],
        _ => ["Do I have to bring something?", "Can my child come too?", "Where is it exactly?"],
    };
    questions[dice.below(questions.len() as u64) as usize]
}

fn minutes(n: u64) -> TimeDelta {
    TimeDelta::minutes(n as i64)
}

/// `at`, or some time after seven in the morning when that is at night.
fn awake(at: DateTime<Utc>, dice: &mut Chance) -> DateTime<Utc> {
    let mut morning = at;
    while !(7..23).contains(&morning.with_timezone(&Amsterdam).hour()) {
        morning += TimeDelta::hours(1);
    }
    if morning == at { at } else { morning + minutes(dice.below(60)) }
}

#[cfg(test)]
mod tests {
    use super::super::phones::{BubbleKind, Button, Layout, PhoneSpec, Phones, Status};
    use super::*;
    use crate::message::ChannelKind;

    fn noon() -> DateTime<Utc> {
        "2026-11-23T11:00:00Z".parse().expect("an instant")
    }

    fn phone(behaviour: Behaviour, language: Language) -> Phone {
        let mut phones = Phones::default();
        phones.add(PhoneSpec {
            id: "p".into(),
            owner: "Samira".into(),
            kind: ChannelKind::Telegram,
            handle: "1".into(),
            language,
            behaviour,
            started: true,
        });
        phones.get("p").expect("just added").clone()
    }

    fn message(text: &str, labels: &[&str]) -> Bubble {
        let choices = labels.iter().map(|label| Button {
            label: (*label).into(),
            payload: "x".into(),
            description: String::new(),
            url: None,
            row: 0,
            used: false,
        });
        Bubble {
            id: "9".into(),
            from_me: false,
            text: text.into(),
            choices: choices.collect(),
            layout: Layout::Buttons,
            at: noon(),
            status: Status::Delivered,
            kind: BubbleKind::Text,
            file: None,
            callback_data: None,
        }
    }

    fn last_deed(
        behaviour: Behaviour,
        language: Language,
        bubble: &Bubble,
        asked: u32,
    ) -> Option<Deed> {
        let phone = phone(behaviour, language);
        react(&phone, bubble, asked, noon(), &mut Chance::about(1, "p")).pop().map(|(_, deed)| deed)
    }

    #[test]
    fn everybody_reacts_after_the_own_kind() {
        use Behaviour as B;
        let three = message("Komt u?", &["Ik kom", "Ik kan niet", "Hulp"]);
        let languages = message("Taal?", &["Nederlands", "English", "العربية"]);
        let numbered = message("Komt u?\n1. Ik kom\n2. Ik kan niet", &[]);
        let tap = |choice| Some(Deed::Tap { bubble: "9".into(), choice });
        let types = |words: &str| Some(Deed::Type(words.into()));
        for (behaviour, language, bubble, asked, expected) in [
            (B::Visitor, Language::Nl, &three, 1, None),
            (B::Prompt, Language::Nl, &three, 1, tap(0)),
            (B::Prompt, Language::Ar, &languages, 1, tap(2)),
            (B::Prompt, Language::Nl, &numbered, 1, types("1")),
            (B::Refuses, Language::Nl, &three, 1, tap(1)),
            (B::Types, Language::Ar, &three, 1, types("١")),
            (B::Types, Language::En, &three, 1, types("1")),
            (B::Asks, Language::Nl, &three, 2, tap(0)),
            (B::Blocks, Language::Nl, &three, 1, Some(Deed::Block)),
            (B::SilentThenAnswers(2), Language::Nl, &three, 2, None),
            (B::SilentThenAnswers(2), Language::Nl, &three, 3, tap(0)),
            (B::NoAccount, Language::Nl, &three, 1, None),
            (B::Prompt, Language::Nl, &message("Tot morgen", &[]), 1, Some(Deed::Read)),
        ] {
            let deed = last_deed(behaviour, language, bubble, asked);
            assert_eq!(deed, expected, "{behaviour:?} in {language}, question {asked}");
        }
        assert!(matches!(last_deed(B::Asks, Language::Ar, &three, 1), Some(Deed::Type(_))));
    }

    #[test]
    fn nobody_touches_a_phone_at_night() {
        let phone = phone(Behaviour::Prompt, Language::Nl);
        let bubble = message("Komt u?", &["Ik kom"]);
        for seed in 0..200 {
            let mut dice = Chance::about(seed, "p");
            let at = noon() + TimeDelta::hours(seed as i64 % 24);
            for (when, _) in react(&phone, &bubble, 1, at, &mut dice) {
                let hour = when.with_timezone(&Amsterdam).hour();
                assert!(when > at && (7..23).contains(&hour), "at {when}");
            }
        }
    }

    #[test]
    fn numbered_lines_are_choices_and_a_single_number_is_not() {
        assert_eq!(offered(&message("Komt u?\n1. Ja\n2. Nee", &[])), 2);
        assert_eq!(offered(&message("هل ستأتي؟\n\u{200f}١. نعم\n\u{200f}٢. لا", &[])), 2);
        assert_eq!(offered(&message("Op\n1 december", &[])), 0);
    }
}
