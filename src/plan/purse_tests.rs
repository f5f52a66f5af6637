//! Limits as tables, and the laws that hold for any day.

use super::*;
use proptest::prelude::*;

const SECOND: TimeDelta = TimeDelta::seconds(1);

fn at(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_795_600_800_000 + ms).unwrap()
}

fn hours(hours: i64) -> DateTime<Utc> {
    at(hours * 3_600_000)
}

fn address(n: u128) -> AddressId {
    AddressId(uuid::Uuid::from_u128(n))
}

fn ask(n: u128, is_reply: bool) -> Ask {
    Ask {
        channel: "c".to_owned(),
        address: address(n),
        is_reply,
        to_group: false,
        writes_first: false,
    }
}

fn first(n: u128) -> Ask {
    Ask { writes_first: true, ..ask(n, false) }
}

fn paces(pace: Pace) -> BTreeMap<String, Pace> {
    BTreeMap::from([("c".to_owned(), Pace { portfolio: "p".to_owned(), ..pace })])
}

fn purse(paces: &BTreeMap<String, Pace>) -> Purse<'_> {
    Purse::new(paces, at(0), HashMap::new(), HashMap::new())
}

#[test]
fn an_address_that_had_enough_waits_and_nobody_else_does() {
    let paces = paces(Pace { address: Rate::each(SECOND, 2), ..Pace::default() });
    let mut purse = purse(&paces);
    let answers: Vec<Answer> = [1, 1, 1, 2].into_iter().map(|n| purse.ask(&ask(n, true))).collect();
    let expected = [Answer::Go, Answer::Go, Answer::Later(at(1_000)), Answer::Go];
    assert_eq!(answers, expected);
    assert_eq!(purse.drawn().len(), 2);
}

#[test]
fn a_group_has_a_rate_of_its_own() {
    let pace = Pace {
        address: Rate::each(SECOND, 1),
        group: Rate::bursting(20, 5, TimeDelta::minutes(1)),
        ..Pace::default()
    };
    let paces = paces(pace);
    let mut purse = purse(&paces);
    let group = Ask { to_group: true, ..ask(1, true) };
    let gone = (0..9).filter(|_| purse.ask(&group) == Answer::Go).count();
    assert_eq!(gone, 5);
    assert_eq!(purse.ask(&ask(2, true)), Answer::Go);
}

#[test]
fn what_the_channel_cannot_take_stays_where_it_is_and_replies_have_a_spare_part() {
    let paces = paces(Pace { channel: Rate::within(100, SECOND), ..Pace::default() });
    let mut purse = purse(&paces);
    let gone = (0..50).filter(|n| purse.ask(&ask(*n, false)) == Answer::Go).count();
    assert_eq!(gone, 8);
    assert!(matches!(purse.ask(&ask(60, false)), Answer::Behind(until) if until > at(0)));
    assert_eq!(purse.ask(&ask(61, true)), Answer::Go);
    assert_eq!(purse.ask(&ask(62, true)), Answer::Go);
    assert!(matches!(purse.ask(&ask(63, true)), Answer::Behind(_)));
}

#[test]
fn a_full_day_holds_new_people_only_and_neither_replies_nor_those_reached_before() {
    let paces = paces(Pace { people_per_day: 3, ..Pace::default() });
    let people = People { reached: 2, known: HashSet::from([address(1)]) };
    let people = HashMap::from([("p".to_owned(), people)]);
    let mut purse = Purse::new(&paces, at(0), HashMap::new(), people);
    let asks = [first(1), first(2), first(3), first(2), first(1), ask(3, true), ask(3, false)];
    let answers: Vec<Answer> = asks.iter().map(|ask| purse.ask(ask)).collect();
    use Answer::{Another, Go};
    assert_eq!(answers, [Go, Go, Another, Go, Go, Go, Go]);
}

#[test]
fn two_numbers_of_one_account_share_the_lower_of_their_limits() {
    let pace =
        |people_per_day| Pace { portfolio: "p".to_owned(), people_per_day, ..Pace::default() };
    let paces = BTreeMap::from([("c".to_owned(), pace(5)), ("d".to_owned(), pace(2))]);
    let mut purse = purse(&paces);
    let other = |n| Ask { channel: "d".to_owned(), ..first(n) };
    let answers = [purse.ask(&first(1)), purse.ask(&other(2)), purse.ask(&first(3))];
    assert_eq!(answers, [Answer::Go, Answer::Go, Answer::Another]);
}

#[test]
fn only_what_has_a_limit_is_read() {
    let none = BTreeMap::from([("c".to_owned(), Pace::default())]);
    assert!(Purse::scopes(&none, &[first(1), ask(2, true)]).is_empty());
    let pace = Pace {
        channel: Rate::within(80, SECOND),
        address: Rate::each(SECOND * 6, 45),
        people_per_day: 10,
        ..Pace::default()
    };
    let paces = paces(pace);
    let other = Ask { channel: "elsewhere".to_owned(), ..ask(9, true) };
    let scopes = Purse::scopes(&paces, &[first(1), ask(1, true), other]);
    let expected = [of_address(address(1)), "channel:c".to_owned(), "portfolio:p".to_owned()];
    assert_eq!(scopes.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn who_waits_for_another_day_gets_a_place_of_their_own() {
    let reached = [hours(-20), hours(-10), hours(-1)];
    let spread = Spread::after(hours(-100), hours(0));
    assert_eq!(spread.since(), hours(-24));
    assert_eq!(spread.moments(2, &reached[..2], &[]), [hours(4), hours(14)]);
    // two places were promised: the third is left, and then the next day's
    let spread = Spread::after(hours(14), hours(0));
    assert_eq!(spread.since(), hours(-10));
    let moments = spread.moments(5, &reached[2..], &reached);
    assert_eq!(moments, [23, 28, 38, 47, 52].map(hours));
    // and the day after that
    let spread = Spread::after(hours(28), hours(0));
    assert_eq!(spread.since(), hours(-20));
    assert_eq!(spread.moments(2, &reached[1..], &reached), [hours(38), hours(47)]);
}

proptest! {
    #[test]
    fn places_are_given_out_once_in_order_and_never_more_than_a_day_has(
        mut ages in proptest::collection::vec(1_i64..86_400_000, 1..40),
        claims in proptest::collection::vec(1_usize..9, 1..20),
    ) {
        ages.sort_by_key(|age| -age);
        ages.dedup();
        let reached: Vec<DateTime<Utc>> = ages.iter().map(|age| at(-age)).collect();
        let (mut promised, mut given) = (at(-1), Vec::new());
        for count in claims {
            let spread = Spread::after(promised, at(0));
            let rest: Vec<_> = reached.iter().filter(|at| **at > spread.since()).copied().collect();
            let moments = spread.moments(count, &rest, &reached);
            prop_assert_eq!(moments.len(), count);
            promised = *moments.last().unwrap();
            given.extend(moments);
            if promised > at(10 * 86_400_000) {
                break;
            }
        }
        prop_assert!(given.windows(2).all(|two| two[0] < two[1]), "{given:?}");
        prop_assert!(given[0] > at(0));
        for moment in &given {
            let of_that_day = given.iter().filter(|m| **m >= *moment && **m < *moment + DAY);
            prop_assert!(of_that_day.count() <= reached.len());
        }
    }

    #[test]
    fn no_order_of_asking_passes_a_limit_or_keeps_a_reply_in(
        asks in proptest::collection::vec((0_u128..20, any::<bool>(), any::<bool>()), 1..120),
    ) {
        let pace = Pace { channel: Rate::within(100, SECOND), people_per_day: 6, ..Pace::default() };
        let paces = paces(pace);
        let mut purse = purse(&paces);
        let (mut sent, mut replies, mut people) = (0, 0, HashSet::new());
        for (n, is_reply, writes_first) in asks {
            let wanted = Ask { writes_first: writes_first && !is_reply, ..ask(n, is_reply) };
            match purse.ask(&wanted) {
                Answer::Go => {
                    sent += 1;
                    replies += usize::from(is_reply);
                    if wanted.writes_first {
                        people.insert(n);
                    }
                }
                answer => {
                    let spare = replies < 2;
                    prop_assert!(!(is_reply && spare), "{answer:?} for a reply after {replies}");
                }
            }
        }
        prop_assert!(sent <= 10 && people.len() <= 6);
    }
}
