//! A telephone that several people use: whose is what it says, and what each of them is called.
//!
//! Promises: what one person says is never taken for another's. A tap answers the question on its
//! button; words go to the one person who was asked something there, and to nobody unasked when
//! nobody or more than one was. "Stop" is never guessed: it silences the telephone at once, and
//! who said it is asked.

use serde::{Deserialize, Serialize};

use crate::ids::MailboxId;

/// Somebody who uses the telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User {
    /// Their own mailbox.
    pub mailbox: MailboxId,
    /// Was this person asked something on this telephone, and not heard yet?
    pub asked: bool,
    /// Said "stop" for themselves.
    pub stopped: bool,
}

/// What was done on the telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Words, a photo, a voice note.
    Said,
    /// The word "stop".
    Stop,
    /// The word "start".
    Start,
    /// The chat was opened.
    Opened,
    /// A button of a question that was put to this mailbox; none: of a question nobody knows.
    Tapped(Option<MailboxId>),
    /// Something about the telephone itself: blocked, another number.
    News,
}

/// Whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This person's.
    Of(MailboxId),
    /// Everybody must know.
    Everybody,
    /// Nobody can tell without asking.
    Ask,
    /// Nobody's: the telephone itself is answered.
    Nobody,
}

/// Who wants to stop, as a colleague found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stops {
    /// This person; the others go on.
    One(MailboxId),
    /// All who use the telephone.
    Everybody,
    /// Nobody: all go on.
    Nobody,
}

/// Whose is this?
pub fn whose(deed: Deed, users: &[User]) -> Whose {
    if let [alone] = users
        && !matches!(deed, Deed::Tapped(_))
    {
        return Whose::Of(alone.mailbox);
    }
    match deed {
        Deed::News => Whose::Everybody,
        Deed::Tapped(of) => users
            .iter()
            .find(|user| Some(user.mailbox) == of)
            .map_or(Whose::Nobody, |user| Whose::Of(user.mailbox)),
        Deed::Said => only(users, |user| user.asked).unwrap_or(Whose::Ask),
        Deed::Stop => Whose::Ask,
        Deed::Start => match only(users, |user| user.stopped) {
            Some(whose) => whose,
            None if users.iter().any(|user| user.stopped) => Whose::Ask,
            None => Whose::Nobody,
        },
        Deed::Opened => only(users, |user| user.asked).unwrap_or(Whose::Nobody),
    }
}

fn only(users: &[User], which: impl Fn(&User) -> bool) -> Option<Whose> {
    let mut those = users.iter().filter(|user| which(user));
    let first = those.next()?;
    those.next().is_none().then_some(Whose::Of(first.mailbox))
}

/// The longest name on a button. Source: WhatsApp Cloud API, "Interactive reply buttons".
const LONGEST: usize = 20;

/// What to call each of these people, in their order: the first name, and no more of the name than
/// is needed to tell them apart. Never longer than a button holds, never the same twice.
///
/// ```
/// use wegwijzer::trade::shared_phone::called;
/// assert_eq!(called(&["Amina Haddad", "Yusuf Haddad"]), ["Amina", "Yusuf"]);
/// assert_eq!(called(&["Ali Demir", "Ali Kaya"]), ["Ali Demir", "Ali Kaya"]);
/// ```
pub fn called(names: &[&str]) -> Vec<String> {
    let all: Vec<Vec<&str>> = names.iter().map(|name| words(name)).collect();
    let most = all.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let with = |count: usize, words: &[&str]| -> String {
        words[..count.min(words.len())].join(" ").chars().take(LONGEST).collect()
    };
    let mut given: Vec<String> = Vec::with_capacity(all.len());
    for (n, own) in all.iter().enumerate() {
        let others = || all.iter().enumerate().filter(|(other, _)| *other != n);
        let apart = (1..=most)
            .find(|count| others().all(|(_, words)| with(*count, words) != with(*count, own)));
        let name = with(apart.unwrap_or(1), own);
        given.push(name.trim_end().to_owned());
    }
    // the same name altogether: the order in which they came
    let alike: Vec<usize> = (0..given.len())
        .filter(|n| given[*n].is_empty() || given.iter().filter(|g| **g == given[*n]).count() > 1)
        .collect();
    for n in alike {
        for number in n + 1.. {
            let end = format!(" {number}");
            let head: String = with(1, &all[n]).chars().take(LONGEST - end.len()).collect();
            given[n] = format!("{}{end}", head.trim_end()).trim_start().to_owned();
            if given.iter().filter(|g| **g == given[n]).count() == 1 {
                break;
            }
        }
    }
    given
}

/// The words of a name, the first name first: "Haddad, Amina" is written by some.
fn words(name: &str) -> Vec<&str> {
    match name.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() => {
            first.split_whitespace().chain(last.split_whitespace()).collect()
        }
        _ => name.split_whitespace().collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn mailbox(n: u128) -> MailboxId {
        MailboxId(Uuid::from_u128(n))
    }

    fn users(told: &[(bool, bool)]) -> Vec<User> {
        let user = |(n, (asked, stopped)): (usize, &(bool, bool))| User {
            mailbox: mailbox(n as u128),
            asked: *asked,
            stopped: *stopped,
        };
        told.iter().enumerate().map(user).collect()
    }

    #[test]
    fn whose_it_is_follows_from_what_was_done_and_who_was_asked() {
        const NONE: &[(bool, bool)] = &[(false, false), (false, false)];
        const ONE: &[(bool, bool)] = &[(false, false), (true, false), (false, false)];
        const BOTH: &[(bool, bool)] = &[(true, false), (true, false)];
        const STOPPED: &[(bool, bool)] = &[(true, false), (false, true)];
        const ALL_STOPPED: &[(bool, bool)] = &[(false, true), (false, true)];
        const ALONE: &[(bool, bool)] = &[(false, false)];
        let of = |n| Whose::Of(mailbox(n));
        for (deed, told, expected) in [
            (Deed::Said, NONE, Whose::Ask),
            (Deed::Said, ONE, of(1)),
            (Deed::Said, BOTH, Whose::Ask),
            (Deed::Said, ALONE, of(0)),
            (Deed::Stop, NONE, Whose::Ask),
            (Deed::Stop, ONE, Whose::Ask),
            (Deed::Stop, ALONE, of(0)),
            (Deed::Start, NONE, Whose::Nobody),
            (Deed::Start, STOPPED, of(1)),
            (Deed::Start, ALL_STOPPED, Whose::Ask),
            (Deed::Opened, NONE, Whose::Nobody),
            (Deed::Opened, ONE, of(1)),
            (Deed::Opened, BOTH, Whose::Nobody),
            (Deed::Tapped(Some(mailbox(1))), BOTH, of(1)),
            (Deed::Tapped(Some(mailbox(9))), BOTH, Whose::Nobody),
            (Deed::Tapped(Some(mailbox(9))), ALONE, Whose::Nobody),
            (Deed::Tapped(None), ONE, Whose::Nobody),
            (Deed::News, ONE, Whose::Everybody),
            (Deed::News, ALONE, of(0)),
        ] {
            assert_eq!(whose(deed, &users(told)), expected, "{deed:?} {told:?}");
        }
    }

    #[test]
    fn a_first_name_is_enough_unless_two_have_the_same() {
        for (names, expected) in [
            (&["Amina Haddad", "Yusuf Haddad"][..], &["Amina", "Yusuf"][..]),
            (&["Haddad, Amina", "Haddad, Yusuf"], &["Amina", "Yusuf"]),
            (&["Ali Demir", "Ali Kaya"], &["Ali Demir", "Ali Kaya"]),
            (&["Ali", "Ali Kaya"], &["Ali", "Ali Kaya"]),
            (&["Ali Kaya", "Ali Kaya", "Zoë"], &["Ali 1", "Ali 2", "Zoë"]),
            (&["Maximilianovitsjalexander Jansen", "Jo"], &["Maximilianovitsjalex", "Jo"]),
            (&["", "  "], &["1", "2"]),
        ] {
            assert_eq!(called(names), expected);
        }
    }

    proptest! {
        #[test]
        fn nobody_is_taken_for_another(
            told in proptest::collection::vec(any::<(bool, bool)>(), 2..6),
            tapped in 0_u128..8,
        ) {
            let users = users(&told);
            let asked = told.iter().filter(|(asked, _)| *asked).count();
            prop_assert_eq!(whose(Deed::Said, &users) == Whose::Ask, asked != 1);
            prop_assert_eq!(whose(Deed::Stop, &users), Whose::Ask);
            let tap = whose(Deed::Tapped(Some(mailbox(tapped))), &users);
            let known = users.iter().any(|user| user.mailbox == mailbox(tapped));
            prop_assert_eq!(tap, if known { Whose::Of(mailbox(tapped)) } else { Whose::Nobody });
        }

        #[test]
        fn names_are_short_and_each_is_used_once(
            names in proptest::collection::vec("[ABÖa ,]{0,30}", 1..10),
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let given = called(&names);
            prop_assert_eq!(given.len(), names.len());
            for (n, name) in given.iter().enumerate() {
                prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST);
                prop_assert!(!given[..n].contains(name), "{:?}", given);
            }
        }
    }
}
