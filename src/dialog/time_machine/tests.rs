//! Two lives of one past.

use chrono::{NaiveTime, TimeDelta};

use super::*;
use crate::dialog::content::Files;
use crate::dialog::engine::{self, Context};
use crate::dialog::event::About;
use crate::dialog::{payload, shipped};
use crate::ids::{EnrolmentId, SessionId};
use crate::message::ChannelKind;
use crate::trade::course::SessionKind;

const PVT: &str = "dialogs/pvt-herinnering.yaml";

fn loaded(files: &Files) -> Arc<Content> {
    Arc::new(Content::load_published(files).unwrap_or_else(|p| panic!("{p:?}")))
}

fn with(path: &str, from: &str, to: &str) -> Arc<Content> {
    let mut files = shipped::files();
    let body = files.get_mut(path).unwrap();
    assert!(body.contains(from), "{path} has no {from:?}");
    *body = body.replace(from, to);
    loaded(&files)
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_600_800, 0).unwrap()
}

/// Reminded, and answered with the button at `tap`; or never.
fn past(tap: Option<usize>) -> Past {
    let address = AddressView {
        id: AddressId::fresh(),
        kind: ChannelKind::Telegram,
        usable: true,
        may_write_first: true,
        last_inbound_at: Some(start()),
    };
    let starts_at = start() + TimeDelta::days(3);
    let about = About {
        enrolment: EnrolmentId::fresh(),
        session: SessionId::fresh(),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(3),
    };
    let word = |w: &str| Fact::Word(w.to_owned());
    let facts: Facts = [
        ("naam", Fact::Person("Amina".to_owned())),
        ("soort", word("pvt")),
        ("nummer", Fact::Number(2)),
        ("dag", Fact::Date(starts_at.date_naive())),
        ("tijd", Fact::Time(NaiveTime::MIN)),
        ("eindtijd", Fact::Time(NaiveTime::MIN)),
        ("plaats", Fact::Place("De Weg".to_owned())),
        ("adres", Fact::Place("Markt 1".to_owned())),
        ("meenemen", word("")),
        ("dagen", Fact::Number(3)),
        ("moment", word("3d")),
        ("intentie", word("onbekend")),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into();
    let reminder =
        Event::Reminder { about, kind: SessionKind::Pvt, facts, useful_until: starts_at };
    let mut past = Past {
        gemeente: String::new(),
        known: true,
        language: Language::En,
        has_coach: false,
        addresses: vec![address],
        events: vec![Happened {
            id: EventId::fresh(),
            event: without_names(reminder),
            from: None,
            at: start(),
        }],
        questions: BTreeMap::new(),
    };
    // an id of its own, as in the database: nothing may hang on derived ones
    let question = QuestionId::fresh();
    past.questions.insert(question, ("pvt-herinnering".to_owned(), "vraag".to_owned()));
    past.events.extend(tap.map(|index| Happened {
        id: EventId::fresh(),
        event: Event::Chose { payload: payload::encode(question, index) },
        from: Some(address.id),
        at: start() + TimeDelta::hours(1),
    }));
    past
}

fn found(new: &Arc<Content>, pasts: &[Past]) -> Vec<(String, Differs, usize)> {
    let report = compare(&loaded(&shipped::files()), new, pasts, start() + TimeDelta::days(30));
    assert_eq!(report.people, pasts.len());
    report.groups.into_iter().map(|g| (g.dialog, g.differs, g.people.len())).collect()
}

#[test]
fn the_same_content_gives_the_same_life_whatever_happened() {
    let pasts: Vec<Past> = [None, Some(0), Some(1), Some(2)].map(past).into();
    assert_eq!(found(&loaded(&shipped::files()), &pasts), []);
    // also when only a comment differs
    assert_eq!(found(&with(PVT, "format: 1\n", "format: 1\n# nieuw\n"), &pasts), []);
}

#[test]
fn other_words_are_found_for_those_who_would_have_read_them() {
    let new = with("locales/nl/pvt.ftl", "pvt-komt = Fijn", "pvt-komt = Heel fijn");
    let pasts: Vec<Past> = [None, Some(0), Some(0), Some(1)].map(past).into();
    let text = "pvt-komt".to_owned();
    assert_eq!(found(&new, &pasts), [("pvt-herinnering".to_owned(), Differs::Words { text }, 2)]);
}

#[test]
fn another_way_after_an_answer_is_found_and_so_is_an_answer_that_is_gone() {
    let yes = "komt:      { attend: komt, goto: komt }";
    let new = with(PVT, yes, "komt:      { attend: komt, goto: herhaling }");
    let differs = Differs::Text { was: "pvt-komt".to_owned(), is: "pvt-herhaling".to_owned() };
    let all = found(&new, &[past(Some(0)), past(None)]);
    assert!(all.contains(&("pvt-herinnering".to_owned(), differs, 1)), "{all:?}");
    let new = with(PVT, "      hulp:      { goto: mens }\n", "");
    let all = found(&new, &[past(Some(2))]);
    let gone = Differs::Answer { step: "vraag".to_owned() };
    assert!(all.contains(&("pvt-herinnering".to_owned(), gone, 1)), "{all:?}");
}

#[test]
fn another_ladder_is_found_for_those_who_were_silent() {
    let new = with(PVT, "ladder: bijeenkomst\n", "ladder: kennismaking\n");
    assert_eq!(found(&new, &[past(Some(0))]), []);
    assert!(!found(&new, &[past(None)]).is_empty());
}

#[test]
fn no_name_is_left_in_what_is_lived_through() {
    let facts = match past(None).events.remove(0).event {
        Event::Reminder { facts, .. } => facts,
        other => panic!("{}", other.kind()),
    };
    assert_eq!(facts["naam"], Fact::Person("Iemand".to_owned()));
    let report = compare(
        &loaded(&shipped::files()),
        &with("locales/nl/pvt.ftl", "Komt u?", "Komt u ook?"),
        &[past(Some(0))],
        start() + TimeDelta::days(30),
    );
    let told = serde_json::to_string(&report).unwrap();
    assert!(told.contains("pvt-vraag") && !told.contains("Komt u"), "{told}");
}

#[test]
fn a_past_that_lived_with_these_dialogs_is_the_life_that_is_compared() {
    // the real step, on the real reminder, says what the left side of the comparison says
    let past = past(None);
    let content = loaded(&shipped::files());
    let mut side = Side::new(&content, &past);
    side.lives_through(&past.events[0], &past, &content).unwrap();
    let library = crate::dialog::content::Library::of(content.clone());
    let mailbox = crate::dialog::conversation::Mailbox {
        gemeente: String::new(),
        known: true,
        language: past.language,
        stopped: false,
        taken_over: false,
        addresses: past.addresses.clone(),
        has_coach: false,
        conversations: Vec::new(),
        facts: Facts::new(),
        unread: Vec::new(),
    };
    let context = Context { event: past.events[0].id, from: None, now: start() };
    let step = engine::step(&library, mailbox, &past.events[0].event, context);
    let said: Vec<String> = step
        .effects
        .iter()
        .filter_map(|effect| match effect {
            crate::dialog::effect::Effect::Say(say) => Some(say.saying.text.0.clone()),
            _ => None,
        })
        .collect();
    let heard: Vec<String> = side.take_heard().into_iter().map(|heard| heard.text).collect();
    assert_eq!(heard, said);
}
