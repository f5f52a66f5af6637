//! Rehearsals of the shipped dialogs.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

use super::super::content::Content;
use super::super::effect::Effect;
use super::super::shipped;
use super::rehearsal::*;
use crate::message::ChannelKind;
use crate::trade::person::Language;

fn content() -> Arc<Content> {
    static SHIPPED: LazyLock<Arc<Content>> = LazyLock::new(|| {
        let loaded = Content::load(&shipped::files());
        Arc::new(loaded.unwrap_or_else(|p| panic!("{} mistakes in the shipped files", p.len())))
    });
    SHIPPED.clone()
}

fn morning() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_600_800, 0).unwrap_or_default() // di 24 nov 2026, 11:00
}

fn scene(dialog: &str) -> Scene {
    Scene::new(dialog, Language::Nl, ChannelKind::Telegram, morning())
}

fn said(beats: &[Beat]) -> Vec<String> {
    let says = beats.iter().flat_map(|b| &b.effects).filter_map(|effect| match effect {
        Effect::Say(say) => Some(say.saying.text.0.clone()),
        _ => None,
    });
    says.collect()
}

#[test]
fn every_shipped_dialog_says_something_when_it_opens() {
    let content = content();
    for name in content.dialogs.keys() {
        let (mut rehearsal, mut beats) = Rehearsal::open(&content, &scene(name)).expect("there");
        beats.extend(rehearsal.act(&Gesture::Wait(TimeDelta::days(1))));
        assert!(!said(&beats).is_empty(), "{name}");
    }
    assert!(Rehearsal::open(&content, &scene("bestaat-niet")).is_none());
}

#[test]
fn a_reminder_is_answered_and_the_later_ones_come_on_their_own() {
    let (mut rehearsal, beats) =
        Rehearsal::open(&content(), &scene("pvt-herinnering")).expect("there");
    assert_eq!(said(&beats), ["pvt-vraag"]);
    assert_eq!(
        said(&rehearsal.act(&Gesture::Choose("komt".to_owned()))),
        ["pvt-komt", "pvt-meenemen"]
    );
    let later = rehearsal.act(&Gesture::Wait(TimeDelta::days(8)));
    assert_eq!(said(&later), ["pvt-herhaling", "pvt-herhaling", "pvt-straks"]);
    assert!(rehearsal.is_over());
    assert_eq!(rehearsal.next_at(), None);
}

#[test]
fn silence_climbs_rung_by_rung_to_the_next_moment() {
    let (mut rehearsal, _) = Rehearsal::open(&content(), &scene("check-in")).expect("there");
    let mut tasks = 0;
    for _ in 0..9 {
        let beats = rehearsal.act(&Gesture::UntilNext);
        assert!(beats.len() <= 1, "one moment at a time");
        let opened = |e: &&Effect| matches!(e, Effect::OpenTask { .. });
        tasks += beats.iter().flat_map(|b| &b.effects).filter(opened).count();
    }
    assert_eq!(tasks, 2, "the coach, and then the klantmanager");
    assert_eq!(rehearsal.next_at(), None);
}

#[test]
fn what_does_not_arrive_goes_on_to_a_colleague() {
    let (mut rehearsal, _) = Rehearsal::open(&content(), &scene("check-in")).expect("there");
    rehearsal.act(&Gesture::Fail);
    let beats = rehearsal.act(&Gesture::UntilNext);
    assert!(beats[0].effects.iter().any(|e| matches!(e, Effect::OpenTask { .. })), "{beats:?}");
}

#[test]
fn a_choice_that_is_not_offered_is_nothing() {
    let (mut rehearsal, _) = Rehearsal::open(&content(), &scene("check-in")).expect("there");
    assert_eq!(rehearsal.act(&Gesture::Choose("komt".to_owned())), []);
}

fn gesture() -> impl Strategy<Value = Gesture> {
    prop_oneof![
        "[a-z-]{1,9}".prop_map(Gesture::Choose),
        prop::sample::select(vec!["ja", "komt", "komt-niet", "hulp", "nl"])
            .prop_map(|key| Gesture::Choose(key.to_owned())),
        "\\PC{0,12}".prop_map(Gesture::Type),
        "\\PC{0,12}".prop_map(Gesture::Tap),
        (-5_i64..9_999).prop_map(|hours| Gesture::Wait(TimeDelta::hours(hours))),
        Just(Gesture::UntilNext),
        Just(Gesture::Fail),
        Just(Gesture::Send("photo".to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_same_gestures_give_the_same_beats(gestures in prop::collection::vec(gesture(), 0..12)) {
        let content = content();
        let names: Vec<&String> = content.dialogs.keys().collect();
        for name in names {
            let play = || {
                let (mut rehearsal, mut beats) = Rehearsal::open(&content, &scene(name))?;
                for gesture in &gestures {
                    let before = rehearsal.now();
                    let came = rehearsal.act(gesture);
                    assert!(came.len() <= MOST_BEATS && rehearsal.now() >= before);
                    beats.extend(came);
                }
                Some(beats)
            };
            prop_assert_eq!(play(), play());
        }
    }
}
