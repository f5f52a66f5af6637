//! What is said and what is translated are the same sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;

/// Every sentence inside `say!` in pages and handlers, and where it was found first.
fn said() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    look_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http"), &mut found);
    found
}

fn look_in(folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() && !path.ends_with("locale") {
            look_in(&path, found);
        } else if path.is_file() && matches!(ending, Some("rs" | "html")) {
            let source = std::fs::read_to_string(&path).unwrap();
            let sentences = source.split("say!(").skip(1).filter_map(literal);
            for sentence in sentences {
                found.entry(sentence).or_insert_with(|| path.display().to_string());
            }
        }
    }
}

/// The string that `source` begins with.
fn literal(source: &str) -> Option<String> {
    let mut sentence = String::new();
    let mut letters = source.trim_start().strip_prefix('"')?.chars();
    loop {
        match letters.next()? {
            '"' => return Some(sentence),
            '\\' => match letters.next()? {
                'n' => sentence.push('\n'),
                '\n' => letters = letters.as_str().trim_start().chars(),
                other => sentence.push(other),
            },
            letter => sentence.push(letter),
        }
    }
}

/// Every sentence of the English files with its translation. Rooms may say the same sentence, if in
/// the same words.
fn translated() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (file, words) in english::files() {
        let sentences: BTreeMap<String, String> =
            toml::from_str(words).unwrap_or_else(|e| panic!("{file}: {e}"));
        for (dutch, english) in sentences {
            assert!(!english.trim().is_empty(), "{file}: nothing for {dutch:?}");
            let other =
                all.insert(dutch.clone(), english.clone()).filter(|other| *other != english);
            assert_eq!(other, None, "{file}: another file says {dutch:?} in other words");
        }
    }
    all
}

fn places(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0)).collect()
}

#[test]
fn every_sentence_has_its_english_and_no_english_is_left_over() {
    let (said, translated) = (said(), translated());
    let missing: Vec<_> =
        said.iter().filter(|(dutch, _)| !translated.contains_key(*dutch)).collect();
    assert!(missing.is_empty(), "no English for: {missing:#?}");
    let left: Vec<_> = translated.keys().filter(|dutch| !said.contains_key(*dutch)).collect();
    assert!(left.is_empty(), "nobody says: {left:#?}");
}

#[test]
fn the_english_has_the_same_places_to_fill() {
    for (dutch, english) in translated() {
        assert_eq!(places(&dutch), places(&english), "{dutch}");
    }
}

#[tokio::test]
async fn a_sentence_is_said_in_the_language_of_the_request() {
    let say = async || (say!("Uitloggen"), Locale::current().code());
    assert_eq!(say().await, ("Uitloggen", "nl"));
    let english = Request { locale: Locale::English, page: "/".to_owned() };
    assert_eq!(CURRENT.scope(english, say()).await, ("Log out", "en"));
}

#[test]
fn arguments_go_where_their_name_stands_and_are_no_places_themselves() {
    let filled = fill("{who} wacht {n} dagen", &[("n", &3), ("who", &"{n} Aisha")]);
    assert_eq!(filled, "{n} Aisha wacht 3 dagen");
}

#[test]
fn a_browser_that_asks_for_nothing_known_reads_dutch() {
    let asks = |cookie: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", cookie.parse().unwrap());
        Locale::asked_for(&headers)
    };
    assert_eq!(asks("wegwijzer-taal=en"), Locale::English);
    assert_eq!(asks("__Host-wegwijzer-taal=en; wegwijzer=geheim"), Locale::English);
    assert_eq!(asks("wegwijzer-taal=kl"), Locale::Dutch);
    assert_eq!(asks("wegwijzer=en"), Locale::Dutch);
}
