//! Telegram gives no id of ours back, so its messages are matched by its own ids, and those whose
//! answer was lost by their words.

use std::collections::BTreeMap;

use uuid::Uuid;
use wegwijzer::message::ChannelKind::Telegram;

use super::audit::Report;
use super::world::{Part, SeenPhone, Taken, World};

/// How a repeat begins, in every language of people.
pub const AGAIN: [&str; 12] = [
    "Wij sturen dit nog een keer",
    "We are sending this once more",
    "نرسل هذه الرسالة مرة أخرى",
    "Bunu bir kez daha gönderiyoruz",
    "ነዚ መልእኽቲ መሊስና ንሰደልኩም ኣለና",
    "این پیام را یک بار دیگر می‌فرستیم",
    "Tan mar kale ayaan soo diraynaa",
    "Le enviamos esto otra vez",
    "Enviamos isto mais uma vez",
    "Отправляем это ещё раз",
    "Nous envoyons ceci encore une fois",
    "我们再发一次",
];

pub fn is(phone: &SeenPhone) -> bool {
    phone.kind == Telegram
}

/// Every message that a phone took is one row's, and every row that the database holds as taken
/// was; a second message of one row says that it is a repeat.
pub fn parts_arrive_once(world: &World, report: &mut Report) {
    let mut taken: BTreeMap<&str, Vec<&Taken>> = BTreeMap::new();
    for message in &world.taken {
        taken.entry(&message.phone).or_default().push(message);
    }
    let mut rows: BTreeMap<Uuid, Vec<&Part>> = BTreeMap::new();
    for part in &world.parts {
        rows.entry(part.address).or_default().push(part);
    }
    for phone in world.phones.iter().filter(|p| is(p)) {
        let messages = taken.remove(phone.id.as_str()).unwrap_or_default();
        let rows = phone.address.and_then(|a| rows.remove(&a)).unwrap_or_default();
        one_phone(&phone.id, messages, &rows, report);
    }
}

fn one_phone(phone: &str, mut messages: Vec<&Taken>, rows: &[&Part], report: &mut Report) {
    for row in rows.iter().filter(|row| row.hash.is_some()) {
        match messages.iter().position(|m| Some(&m.hash) == row.hash.as_ref()) {
            Some(place) => drop(messages.remove(place)),
            None => report.wrong(format!("lost: part {} was never taken by Telegram", row.id)),
        }
    }
    // what is left was taken by calls whose answer got lost: only rows in doubt may claim it, those
    // whose words are known first
    let (blank, known): (Vec<&Part>, Vec<&Part>) =
        rows.iter().partition(|row| row.words.is_empty());
    for row in known.into_iter().chain(blank) {
        for _ in 0..doubts(row) {
            // a file is known by what it is, and has no words of its own
            let words = if row.is_file { "" } else { without_mark(&row.words) };
            let same = |m: &&Taken| {
                m.is_file == row.is_file && (words.is_empty() || without_mark(&m.text) == words)
            };
            if let Some(place) = messages.iter().position(same) {
                messages.remove(place);
            }
        }
        report.in_doubt += usize::from(doubts(row) > 0);
    }
    for message in messages {
        report.wrong(format!(
            "doubled: {phone} got message {}, and no part accounts for it; of those words there are {:?}",
            message.message,
            alike(message, rows)
        ));
    }
}

/// Rows with the same words: id, state, attempts, and whether a repeat was asked for.
fn alike<'a>(message: &Taken, rows: &[&'a Part]) -> Vec<(Uuid, &'a str, i64, bool)> {
    let words = without_mark(&message.text);
    let same = rows.iter().filter(|row| without_mark(&row.words) == words || row.words.is_empty());
    same.map(|row| (row.id, row.state.as_str(), row.attempt, row.doubtful)).collect()
}

/// How many messages may be on the phone without the database knowing their number.
fn doubts(row: &Part) -> usize {
    // the answer to the first call came after all, when its lease was over: there was no second
    let no_repeat = row.hash.is_some() && !says_again(&row.words);
    usize::from(row.doubtful && !no_repeat) + usize::from(row.state == "unknown")
}

/// The words without the line that says that they are a repeat.
fn without_mark(words: &str) -> &str {
    let words = words.trim();
    match words.split_once('\n') {
        Some((first, rest)) if says_again(first) => rest.trim(),
        _ => words,
    }
}

fn says_again(words: &str) -> bool {
    AGAIN.iter().any(|again| words.starts_with(again))
}
