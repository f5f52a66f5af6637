//! What typed words mean: the words that always work, and the answer to an open question.
//!
//! Promises: case, spaces, punctuation, accents and the digits of Arabic and Persian do not
//! matter; only a message that is nothing but the word counts ("ik stop niet" is no "stop"); what
//! can be read in two ways means nothing, so that a person is asked again instead of misread.
//!
//! The word lists stand in the locale files (`woord-stop = stop, afmelden`), one list per meaning
//! and language; all languages count, whatever the reader's own is.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Bundle, Places, TextProblem};
use super::typed::{Piece, Typed, fold};
use super::{Words, keywords, shared_phone};
use crate::message::Saying;
use crate::trade::person::Language;

/// Words that work at any moment. Each also works when no locale file mentions it: nobody may be
/// kept from stopping by a mistake in a file.
const GLOBAL_WORDS: [&str; 8] =
    ["stop", "start", "taal", "mens", "check-in", "mijn-afspraken", "mijn-gegevens", "verberg"];

const YES: &str = "ja";
const NO: &str = "nee";
const MAYBE: &str = "misschien";
/// Words that take an answer back.
const AFTER_ALL: &str = "toch-wel";
const NOT_AFTER_ALL: &str = "toch-niet";
const MISTAKEN: &str = "vergist";
/// Words that announce the number of an answer: "nummer 2".
const NUMBER: &str = "nummer";

/// Choices that a plain "yes" means.
const YES_CHOICES: [&str; 2] = ["ja", "komt"];
/// Choices that a plain "no" means.
const NO_CHOICES: [&str; 3] = ["nee", "komt-niet", "nog-niet"];
/// Choices that a plain "maybe" means.
const MAYBE_CHOICES: [&str; 2] = ["misschien", "weet-niet"];

/// Everything that has a list, beside the words that always work.
const ANSWERS: [&str; 7] = [YES, NO, MAYBE, AFTER_ALL, NOT_AFTER_ALL, MISTAKEN, NUMBER];

/// How words take an earlier answer back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// "Toch wel": it is a yes now.
    ToYes,
    /// "Toch niet": it is a no now.
    ToNo,
    /// "Ik heb me vergist": ask again.
    Altogether,
}

const LIST_PREFIX: &str = "woord-";

/// Is this key a list of words, and not a text that can be said?
pub(super) fn is_word_list(key: &str) -> bool {
    key.starts_with(LIST_PREFIX) || keywords::is_list(key)
}

/// All word lists of all languages: folded word -> meaning.
#[derive(Default)]
pub(super) struct AnswerWords(BTreeMap<String, &'static str>);

impl AnswerWords {
    /// Refuses a word that stands in two lists: it would be read in two ways.
    pub(super) fn gather(
        bundles: &BTreeMap<Language, Bundle>,
        places: &Places,
    ) -> Result<Self, Vec<TextProblem>> {
        let mut words: BTreeMap<String, &'static str> =
            GLOBAL_WORDS.iter().map(|word| (fold(word), *word)).collect();
        let mut problems = Vec::new();
        for (language, bundle) in bundles {
            for meaning in GLOBAL_WORDS.into_iter().chain(ANSWERS) {
                let key = format!("{LIST_PREFIX}{meaning}");
                let place = places.get(&(*language, key.clone()));
                for word in listed(bundle, &key) {
                    let folded = fold(&word);
                    match words.get(&folded) {
                        None if !folded.is_empty() => {
                            words.insert(folded, meaning);
                        }
                        Some(other) if *other != meaning => problems.extend(place.map(|place| {
                            place.problem(format!(
                                "`{word}` also means `{other}`; remove it from one of the two lists"
                            ))
                        })),
                        _ => {}
                    }
                }
            }
        }
        if problems.is_empty() { Ok(Self(words)) } else { Err(problems) }
    }

    fn meaning(&self, folded: &str) -> Option<&'static str> {
        self.0.get(folded).copied()
    }
}

/// The entries of a list of words; none when it is not there.
pub(super) fn listed(bundle: &Bundle, key: &str) -> Vec<String> {
    let Some(list) = bundle.get_message(key).and_then(|message| message.value()) else {
        return Vec::new();
    };
    let list = bundle.format_pattern(list, None, &mut Vec::new());
    list.split([',', '،']).map(|word| word.trim().to_owned()).collect()
}

impl Words {
    /// The entries of a list of words in one language.
    #[cfg(test)]
    pub(super) fn list(&self, language: Language, key: &str) -> Vec<String> {
        self.bundles.get(&language).map_or_else(Vec::new, |bundle| listed(bundle, key))
    }

    /// The word that works at any moment, if the message is nothing else: `stop`, `start`, `taal`,
    /// `mens`, `check-in`, `mijn-afspraken`, `mijn-gegevens` or `verberg`. Also as a Telegram command (`/stop`, `/stop@our_bot`).
    pub fn global_word(&self, typed: &str) -> Option<&str> {
        let typed = Typed::read(without_bot_name(typed))?;
        self.answers.meaning(&typed.letters).filter(|meaning| GLOBAL_WORDS.contains(meaning))
    }

    /// Which of the offered answers a typed message means, counted from 0: its number, its label
    /// (in the own language or in Dutch), or a plain yes, no or maybe.
    ///
    /// A bare number is not understood where a label itself holds a number: after "how many
    /// hours?" a 5 may be the fifth answer or five hours. "nr 5", "5." and "5)" are the answer's.
    pub fn choice_meant(&self, own: Language, saying: &Saying, typed: &str) -> Option<usize> {
        let typed = Typed::read(typed)?;
        let labels = self.folded_labels(own, saying);
        let mut meant = BTreeSet::new();
        if !typed.letters.is_empty() {
            meant.extend(self.numbered(&typed, &labels, saying.choices.len()));
            meant.extend(labels.iter().filter(|(l, _)| *l == typed.letters).map(|(_, i)| *i));
            meant.extend(self.yes_or_no(&typed.letters, saying));
            if meant.is_empty() {
                return None; // "maybe 👍" is not a yes
            }
        }
        meant.extend(typed.symbols.iter().filter_map(|symbol| self.yes_or_no(symbol, saying)));
        if meant.len() == 1 { meant.pop_first() } else { None }
    }

    /// Do these words, and nothing else, take an earlier answer back?
    pub fn taken_back(&self, typed: &str) -> Option<TakenBack> {
        match self.answers.meaning(&Typed::read(typed)?.letters)? {
            AFTER_ALL => Some(TakenBack::ToYes),
            NOT_AFTER_ALL => Some(TakenBack::ToNo),
            MISTAKEN => Some(TakenBack::Altogether),
            _ => None,
        }
    }

    fn folded_labels(&self, own: Language, saying: &Saying) -> Vec<(String, usize)> {
        let languages = if own == Language::Nl { vec![own] } else { vec![own, Language::Nl] };
        let mut labels = Vec::new();
        for (index, choice) in saying.choices.iter().enumerate() {
            let text = choice.label_text.as_ref().unwrap_or(&saying.text);
            if let Some(name) = shared_phone::name_on(&saying.facts, choice) {
                labels.push((fold(name), index));
                continue;
            }
            for language in &languages {
                labels.push((fold(&self.label(*language, text, &choice.key)), index));
            }
        }
        labels
    }

    /// "2", "2.", "nr 2", and a copied line such as "2. Ik kan niet".
    fn numbered(&self, typed: &Typed, labels: &[(String, usize)], offered: usize) -> Option<usize> {
        let mut numbers = typed.pieces.iter().filter_map(|piece| match piece {
            Piece::Number(number) => Some(*number),
            Piece::Letters(_) => None,
        });
        let number = numbers.next()?;
        let index = number.checked_sub(1).filter(|index| *index < offered)?;
        let announces = |word: &str| self.answers.meaning(word) == Some(NUMBER);
        let words: Vec<&str> = typed.words().collect();
        if words.iter().all(|word| announces(word)) {
            let only_one = numbers.next().is_none() && !typed.calculates;
            let bare = words.is_empty() && !typed.ends_like_numbering;
            let confusing = labels.iter().any(|(label, _)| label.contains(char::is_numeric));
            return (only_one && !(bare && confusing)).then_some(index);
        }
        let rest = typed.letters.strip_prefix(&number.to_string())?;
        labels.iter().any(|(label, i)| label == rest && *i == index).then_some(index)
    }

    fn yes_or_no(&self, word: &str, saying: &Saying) -> Option<usize> {
        let keys: &[&str] = match self.answers.meaning(word)? {
            YES => &YES_CHOICES,
            NO => &NO_CHOICES,
            MAYBE => &MAYBE_CHOICES,
            _ => return None,
        };
        let mut fitting = (0..saying.choices.len())
            .filter(|index| keys.contains(&saying.choices[*index].key.as_str()));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

/// The place of the answer among the choices that a yes or a no means; none when the question is
/// not answered with both.
pub fn yes_and_no<'a>(keys: impl Iterator<Item = &'a str> + Clone) -> Option<(usize, usize)> {
    let only = |wanted: &[&str]| {
        let mut found = keys.clone().enumerate().filter(|(_, key)| wanted.contains(key));
        let (index, _) = found.next()?;
        found.next().is_none().then_some(index)
    };
    Some((only(&YES_CHOICES)?, only(&NO_CHOICES)?))
}

/// Telegram puts the bot's name behind a command in a group: `/stop@wegwijzer_bot`.
fn without_bot_name(typed: &str) -> &str {
    let typed = typed.trim();
    match typed.split_once('@') {
        Some((command, name))
            if command.starts_with('/') && !name.contains(char::is_whitespace) =>
        {
            command
        }
        _ => typed,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::{Facts, SayChoice, TextId};
    use crate::text::Source;
    use crate::text::shipped_texts::words;

    fn question(text: &str, keys: &[&str]) -> Saying {
        let choices = keys
            .iter()
            .map(|key| SayChoice {
                key: (*key).to_owned(),
                label_text: None,
                payload: format!("p-{key}"),
            })
            .collect();
        Saying {
            text: TextId::from(text),
            facts: Facts::new(),
            choices,
            question: None,
            template: None,
            aids: Vec::new(),
        }
    }

    fn reminder() -> Saying {
        question("pvt-vraag", &["komt", "komt-niet", "hulp"])
    }

    #[test]
    fn words_that_always_work() {
        let words = words();
        for (typed, meaning) in [
            ("stop", Some("stop")),
            ("  STOP!! ", Some("stop")),
            ("/stop", Some("stop")),
            ("/stop@wegwijzer_bot", Some("stop")),
            ("Stóp.", Some("stop")),
            ("توقف", Some("stop")),
            ("إيقاف", Some("stop")),
            ("ايقاف", Some("stop")),
            ("تَوَقُّف", Some("stop")),
            ("unsubscribe", Some("stop")),
            ("Start", Some("start")),
            ("/start", Some("start")),
            ("ابدأ", Some("start")),
            ("TAAL?", Some("taal")),
            ("language", Some("taal")),
            ("لغة", Some("taal")),
            ("لغه", Some("taal")),
            ("Hulp", Some("mens")),
            ("help me", Some("mens")),
            ("مساعدة", Some("mens")),
            ("check-in", Some("check-in")),
            ("Check in", Some("check-in")),
            ("/checkin", Some("check-in")),
            ("ik stop niet", None),
            ("/stop@bot niet", None),
            ("mensen", None),
            ("stop stop", None),
            ("nummer", None),
            ("ja", None),
            ("", None),
            ("👍", None),
        ] {
            assert_eq!(words.global_word(typed), meaning, "{typed}");
        }
    }

    #[test]
    fn stop_works_even_when_no_file_says_so() {
        let words = Words::load(&[]).unwrap();
        assert_eq!(words.global_word("/Stop@bot"), Some("stop"));
        assert_eq!(words.global_word("check in"), Some("check-in"));
    }

    #[test]
    fn a_word_in_two_lists_is_refused() {
        let body = "woord-ja = ja, ok\nwoord-nee = nee, OK!\n".to_owned();
        let file = "nl/woorden.ftl".to_owned();
        let problems = Words::load(&[Source { language: Language::Nl, file, body }]).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].line, 2);
        assert!(problems[0].what.contains("`OK!` also means `ja`"));
    }

    #[test]
    fn an_answer_is_understood_by_number_label_yes_no_and_thumb() {
        let words = words();
        for (typed, meant) in [
            ("1", Some(0)),
            ("2.", Some(1)),
            (" 3) ", Some(2)),
            ("nr 1", Some(0)),
            ("Nr.2", Some(1)),
            ("nummer 3!", Some(2)),
            ("رقم ٢", Some(1)),
            ("١", Some(0)),
            ("۳", Some(2)),
            ("2️⃣", Some(1)),
            ("1 👍", Some(0)),
            ("ik kom", Some(0)),
            ("Ik kan niet.", Some(1)),
            ("1. Ik kom", Some(0)),
            ("سأحضر", Some(0)),
            ("لا أستطيع", Some(1)),
            ("لا استطيع", Some(1)),
            ("Ja", Some(0)),
            ("ja 👍", Some(0)),
            ("yes!", Some(0)),
            ("نعم", Some(0)),
            ("👍🏽👍🏽", Some(0)),
            ("✅", Some(0)),
            ("nee", Some(1)),
            ("No", Some(1)),
            ("لا", Some(1)),
            ("👎", Some(1)),
            ("❌", Some(1)),
            ("😀👍", Some(0)),
            // what can be read in two ways, or in none
            ("0", None),
            ("4", None),
            ("1 2", None),
            ("1 of 2", None),
            ("1.5", None),
            ("19:00", None),
            ("+1", None),
            ("-1", None),
            ("2. Ik kom", None),
            ("ja nee", None),
            ("👍👎", None),
            ("ja 👎", None),
            ("misschien 👍", None),
            ("ik kom niet", Some(1)),
            ("ik kom misschien", None),
            ("😀", None),
            ("?", None),
            ("", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(words.choice_meant(Language::Ar, &reminder(), typed), meant, "{typed}");
        }
    }

    #[test]
    fn labels_count_in_the_own_language_and_in_dutch_only() {
        let words = words();
        let meant = |own, typed| words.choice_meant(own, &reminder(), typed);
        assert_eq!(meant(Language::Nl, "سأحضر"), None);
        assert_eq!(meant(Language::En, "I will come"), Some(0));
        assert_eq!(meant(Language::En, "Ik kom"), Some(0));
    }

    #[test]
    fn yes_means_nothing_where_no_choice_is_a_yes() {
        let words = words();
        let reason = question("reden-vraag", &["ziek", "kind", "werk", "opvang", "anders"]);
        assert_eq!(words.choice_meant(Language::Nl, &reason, "ja"), None);
        assert_eq!(words.choice_meant(Language::Nl, &reason, "5"), Some(4));
        let both = question("pvt-vraag", &["ja", "komt"]);
        assert_eq!(words.choice_meant(Language::Nl, &both, "yes"), None);
        let school = question("check-in-school", &["ja", "nog-niet", "hulp"]);
        assert_eq!(words.choice_meant(Language::En, &school, "no"), Some(1));
    }

    #[test]
    fn maybe_is_an_answer_where_a_choice_says_so() {
        let words = words();
        let hours = question("check-in-uren", &["nul", "tien", "twintig", "veertig", "weet-niet"]);
        for typed in
            ["misschien", "Weet ik niet", "maybe", "I don't know", "ربما", "لا أعرف", "🤷‍♀️", "🤔"]
        {
            assert_eq!(words.choice_meant(Language::Nl, &hours, typed), Some(4), "{typed}");
            assert_eq!(words.choice_meant(Language::Nl, &reminder(), typed), None, "{typed}");
        }
    }

    #[test]
    fn an_answer_is_taken_back_in_every_language() {
        for (typed, how) in [
            ("Toch niet!", Some(TakenBack::ToNo)),
            ("ik kom toch niet", Some(TakenBack::ToNo)),
            ("toch wel", Some(TakenBack::ToYes)),
            ("Ik heb me vergist.", Some(TakenBack::Altogether)),
            ("I'm not coming after all", Some(TakenBack::ToNo)),
            ("I changed my mind", Some(TakenBack::Altogether)),
            ("غيرت رأيي", Some(TakenBack::Altogether)),
            ("بل سأحضر", Some(TakenBack::ToYes)),
            ("nee", None),
            ("ik vergis me nooit", None),
            ("", None),
        ] {
            assert_eq!(words().taken_back(typed), how, "{typed}");
        }
        assert_eq!(yes_and_no(["hulp", "nee", "ja"].into_iter()), Some((2, 1)));
        assert_eq!(yes_and_no(["ja", "komt", "nee"].into_iter()), None, "two that a yes means");
        assert_eq!(yes_and_no(["ja", "hulp"].into_iter()), None);
    }

    #[test]
    fn a_bare_number_is_no_answer_where_the_labels_are_numbers() {
        let words = words();
        let hours = question("check-in-uren", &["nul", "tien", "twintig", "veertig", "weet-niet"]);
        for (typed, meant) in [
            ("5", None),
            ("5.", Some(4)),
            ("nr 2", Some(1)),
            ("1 tot 10 uur", Some(1)),
            ("2. 1 tot 10 uur", Some(1)),
        ] {
            assert_eq!(words.choice_meant(Language::Nl, &hours, typed), meant, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_ever_panics(typed in "\\PC{0,60}", mixed in "[0-9٠-٩۰-۹ .)a-zJa👍لا/@-]{0,12}") {
            let words = words();
            for typed in [typed, mixed] {
                words.global_word(&typed);
                let meant = words.choice_meant(Language::Ar, &reminder(), &typed);
                prop_assert!(meant.is_none_or(|index| index < 3));
            }
        }

        #[test]
        fn case_space_and_punctuation_never_matter(before in "[ .!?*]{0,3}", upper: bool, after in "[ .!?*]{0,3}") {
            let word = if upper { "STOP" } else { "stop" };
            prop_assert_eq!(words().global_word(&format!("{before}{word}{after}")), Some("stop"));
        }
    }
}
